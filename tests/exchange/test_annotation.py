"""Web Annotations, found again by a resolver that knows nothing of how they were written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from awkward import BEYOND, HOSTILE, LETTERS, report, reports
from hypothesis import given

import ofstedmine as om


def resolved(selector: dict[str, Any], text: str, pages: dict[int, str]) -> str:
    """What a selector of the data model selects: code points, the end not included."""
    if selector["type"] == "TextPositionSelector":
        return text[selector["start"] : selector["end"]]
    if selector["type"] == "FragmentSelector":
        assert selector["conformsTo"] == "http://tools.ietf.org/rfc/rfc3778"
        return resolved(selector["refinedBy"], pages[int(selector["value"].removeprefix("page="))], {})
    assert selector["type"] == "TextQuoteSelector"
    around = selector["prefix"] + selector["exact"] + selector["suffix"]
    at = text.index(around) + len(selector["prefix"])
    return text[at : at + len(selector["exact"])]


def items(path: Path) -> list[dict[str, Any]]:
    collection = json.loads(path.read_bytes())
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["first"]["partOf"] == collection["id"]
    found = collection["first"]["items"]
    assert collection["total"] == len(found) == len({a["id"] for a in found})
    assert all(":" in thing["id"] for thing in (collection, collection["first"], *found))
    return found


def check(found: om.Report, annotations: list[dict[str, Any]]) -> list[str]:
    """The passages that the annotations lead to: each selector to the same one."""
    pages = {p.number: found.document.text[p.start : p.end] for p in found.document.pages}
    out = []
    for annotation in annotations:
        assert (annotation["type"], annotation["motivation"]) == ("Annotation", "tagging")
        words = {resolved(s, found.document.text, pages) for s in annotation["target"]["selector"]}
        assert len(words) == 1
        out += words
    return out


@pytest.mark.parametrize("path", LETTERS, ids=lambda p: f"{p.parent.name}-{p.name}")
def test_each_passage_of_the_samples_is_found_again(tmp_path: Path, path: Path) -> None:
    mined = om.mine(path)
    annotations = items(om.export(mined, tmp_path / "a.jsonld"))
    every = [n.text for r in (mined, *mined.appendices) for n in (*r.findings, *r.actions)]
    assert set(every) <= set(check(mined, annotations))
    formats = {a["target"]["source"].get("format") for a in annotations}
    assert formats == ({"application/pdf"} if path.suffix == ".pdf" else {None})


@given(reports)
def test_any_text_is_found_again(tmp_path_factory: pytest.TempPathFactory, found: om.Report) -> None:
    path = om.export(found, tmp_path_factory.getbasetemp() / "any.jsonld", force=True)
    assert set(check(found, items(path))) == {f.text for f in found.findings if f.text}


def test_tags_citation_and_source(tmp_path: Path) -> None:
    annotation = items(om.export(report(["First.", BEYOND]), tmp_path / "a.jsonld"))[1]
    bodies = [(b["purpose"], b["value"]) for b in annotation["body"]]
    tags = ["Weakness", "Improved", "Early help", "Front door", "Recommendation", "Health", "Graded good"]
    tags += ["Council’s action", "Quotation"]
    assert bodies == [*(("tagging", t) for t in tags), ("describing", "(Ofsted, n.d., p. 1, para. 2)")]
    assert annotation["target"]["source"]["id"].startswith("ni:///sha-256;")


def test_a_published_letter_is_named_by_its_address(tmp_path: Path) -> None:
    address = "https://reports.example/letter.pdf"
    mined = om.mine(LETTERS[0], address=address)
    assert items(om.export(mined, tmp_path / "a.jsonld"))[0]["target"]["source"]["id"] == address


def test_the_same_input_gives_the_same_bytes_and_twice_is_once(tmp_path: Path) -> None:
    found = report(HOSTILE)
    one, other = (om.export(w, tmp_path / n).read_bytes() for w, n in ((found, "a.jsonld"), ([found] * 2, "b.jsonld")))
    assert one == other


def test_nothing_is_a_collection_too(tmp_path: Path) -> None:
    assert items(om.export([], tmp_path / "a.jsonld")) == []
