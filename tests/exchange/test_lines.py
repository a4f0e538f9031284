"""JSON Lines give back equal reports, to every field, and say what is wrong with a line that is none."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from awkward import HOSTILE, LETTERS, report, reports
from hypothesis import given
from samples import differing

import ofstedmine as om
from ofstedmine.exchange import lines
from ofstedmine.exchange.built import builder


def without_origin(found: om.Report) -> om.Report:
    from dataclasses import replace

    document = replace(found.document, origin=None)
    return replace(found, document=document, appendices=tuple(replace(a, document=document) for a in found.appendices))


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_each_sample_comes_back(tmp_path: Path, path: Path) -> None:
    mined = om.mine(path)
    (back,) = om.load(om.export(mined, tmp_path / "a.jsonl"))
    assert back == mined
    assert differing(back, without_origin(mined)) is None
    assert all(a.document is back.document for a in back.appendices)


@given(reports)
def test_any_report_comes_back(tmp_path_factory: pytest.TempPathFactory, found: om.Report) -> None:
    path = om.export([found, found], tmp_path_factory.getbasetemp() / "any.jsonl", force=True)
    assert len(path.read_bytes().splitlines()) == 2
    for back in om.load(path):
        assert differing(back, found) is None


def test_a_line_tells_what_it_says_by_name(tmp_path: Path) -> None:
    path = om.export(om.mine(LETTERS[0]), tmp_path / "a.jsonl")
    told = json.loads(path.read_text("utf-8"))
    assert told["schema"] == 1
    first = told["findings"][0]
    assert told["document"]["text"][slice(*first["span"])] == first["text"]
    assert "/" not in told["document"]["name"]
    assert "origin" not in told["document"]


def test_what_a_newer_edition_adds_is_passed_over_and_what_an_older_left_out_has_its_default(tmp_path: Path) -> None:
    found = report(HOSTILE)
    path = om.export(found, tmp_path / "a.jsonl")
    told = json.loads(path.read_bytes())
    del told["address"]
    told["findings"][0]["from_a_newer_edition"] = 1
    path.write_text(json.dumps(told))
    assert list(om.load(path)) == [found]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            b'"schema":1',
            b'"schema":2',
            "Line 2 is of schema 2. This edition .* reads 1 and older. Run: pip",
        ),
        (b'"schema":1', b'"schema":"1"', "Line 2 is no report"),
        (b'"schema":1', b'"schema":0', "Line 2 is no report"),
        (b'"kind":"ilacs"', b'"kind":"letter"', "Line 2 .*'letter' is not a valid Kind"),
        (b'"schema"', b'"scheme"', "Line 2 is no report"),
        (b'"page":1', b'"page":"one"', "'one' is no int"),
        (b'"span":[0,', b'"span":[-1,', "a span needs"),
        (b"}", b"", "Line 2 is no report"),
        (b'"findings":', b'"finding":', "findings"),
    ],
)
def test_a_line_that_is_no_report_is_refused_by_its_number(tmp_path: Path, old: bytes, new: bytes, why: str) -> None:
    path = om.export([report(["a"]), report(["b"])], tmp_path / "a.jsonl")
    first, second = path.read_bytes().splitlines()
    assert old in second
    path.write_bytes(first + b"\n" + second.replace(old, new, 1 if old != b"}" else -1) + b"\n")
    read = om.load(path)
    assert next(read) == report(["a"])
    with pytest.raises(om.UnreadableDocument, match=why):
        next(read)


def test_a_line_that_version_1_wrote_is_still_read() -> None:
    """The file was written once, and stays as it is: what letters were taken out is read by every edition."""
    (found,) = om.load(Path(__file__).with_name("version-1.jsonl"))
    texts = ["Plans for children are timely.", "Visits are too often late, and “nobody knows why”."]
    assert differing(found, report(texts, day=date(2022, 5, 5))) is None


def test_a_line_of_an_older_version_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if two versions had come since: the first renamed a field, the second changed what tables hold alone."""
    found = report(HOSTILE)
    path = om.export([found, found], tmp_path / "a.jsonl")
    new, old = map(json.loads, path.read_bytes().splitlines())
    old["results"] = old.pop("findings")
    path.write_text(f"{json.dumps(old)}\n{json.dumps(new | {'schema': 3})}\n")
    with pytest.raises(om.UnreadableDocument, match="findings"):
        list(om.load(path))
    monkeypatch.setattr(lines, "VERSION", 3)
    monkeypatch.setitem(lines.STEPS, 1, lambda told: {**told, "findings": told["results"]})
    assert list(om.load(path)) == [found, found]


@pytest.mark.parametrize("kind", [bytes, object, dict[str, int]])
def test_what_no_noun_holds_is_refused(kind: object) -> None:
    with pytest.raises(TypeError, match="no noun"):
        builder(kind)
