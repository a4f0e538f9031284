"""A report that was packed comes back the same, to every field."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import COUNCIL, LETTERS, SAMPLES, differing

import ofstedmine as om
from ofstedmine.packing import codec
from ofstedmine.packing.columns import column


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_each_sample_comes_back(path: Path) -> None:
    mined = om.mine(path)
    back = codec.decode(codec.encode(mined), name=path.name, origin=str(path))
    assert back == mined
    assert differing(back, mined) is None
    assert back.document.boxes(back.paragraphs[0].span) == mined.document.boxes(mined.paragraphs[0].span)
    assert [hash(f) for f in back.findings] == [hash(f) for f in mined.findings]


def test_a_letter_in_a_report_shares_its_document() -> None:
    back = codec.decode(codec.encode(om.mine(COUNCIL)), name="a.pdf")
    assert back.appendices
    assert back.appendices[0].document is back.document
    assert back.document.name == "a.pdf"


@dataclass(frozen=True)
class Noun:
    """One field of each type that a noun may have."""

    text: str
    day: date | None
    kind: om.Kind | None
    numbers: tuple[int, ...]
    floats: tuple[float, ...]
    number: int | str | None
    places: tuple[tuple[om.Span, str], ...]
    box: om.Box | None
    true: bool
    inner: tuple[Noun, ...] = ()


FLOATS = st.floats(allow_nan=False) | st.floats(width=32, allow_nan=False) | st.just(76.58399963378906)
boxes = st.builds(om.Box, st.integers(1, 60), *[st.floats(allow_nan=False, width=w) for w in (16, 32, 64, 64)])
spans = st.integers(0, 99).flatmap(lambda n: st.builds(om.Span, st.just(n), st.integers(n + 1, 10**9)))
leaves = {
    "text": st.text(st.characters(exclude_categories=()), max_size=9),
    "day": st.none() | st.dates(),
    "kind": st.none() | st.sampled_from(om.Kind),
    "numbers": st.lists(st.integers(), max_size=5).map(tuple),
    "floats": st.lists(FLOATS, max_size=5).map(tuple),
    "number": st.none() | st.integers() | st.just("4.2"),
    "places": st.lists(st.tuples(spans, st.just("at")), max_size=3).map(tuple),
    "box": st.none() | boxes,
    "true": st.booleans(),
}
plain = st.builds(Noun, **leaves)
nouns = plain | st.builds(Noun, **leaves, inner=st.lists(plain, max_size=2).map(tuple))


@given(st.lists(nouns, max_size=2))
def test_any_noun_comes_back(values: list[Noun]) -> None:
    kept = json.loads(json.dumps(column(Noun).encode(values, None)))
    back = column(Noun).decode(kept, None)
    assert back == values
    assert [repr(v) for v in back] == [repr(v) for v in values]


@pytest.mark.parametrize("kind", [dict[str, int], bytes, object, set[str]])
def test_what_has_no_exact_json_is_refused(kind: object) -> None:
    with pytest.raises(TypeError, match="no exact JSON"):
        column(kind)


def test_a_field_that_an_older_version_did_not_write_has_its_default() -> None:
    report = replace(om.mine(SAMPLES / "stannerdale" / "2023-04-ilacs.pdf"), address=None)
    kept = json.loads(zlib.decompress(codec.encode(report)))
    later = [f.name for f in fields(report) if f.name == "address"]
    for name in later:
        del kept["report"][name]
    kept["report"]["from_a_newer_version"] = [1]
    packed = zlib.compress(json.dumps(kept).encode())
    assert later
    assert codec.decode(packed, name=report.document.name, origin=report.document.origin) == report
