"""Citations in every style: what is printed is told, what is not is left out, and no text breaks out of its field."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from reports import report

import ofstedmine as om
from ofstedmine.cite import cite
from ofstedmine.document import Document, Span
from ofstedmine.model import Kind, Paragraph, Period, Report

ADDRESS = "https://files.example.org/v1/letter.pdf"
SCHEMA = Path(__file__).parents[2] / "shared" / "standards" / "csl-data.json"
NASTY = "100% {of} plans_& “aims” [x](y) #1 \\input ~a^b $z\nUR  - evil\n}, note = {gone} @book{"


LETTER = report(title="Inspection of Fernley local authority children’s services", address=ADDRESS)
VISIT = report(
    Kind.FOCUSED_VISIT,
    inspected=Period(date(2022, 3, 1), date(2022, 3, 2)),
    published=date(2022, 4, 4),
)
JOINT = report(
    Kind.JTAI,
    inspected=None,
    title="Joint targeted area inspection of Fernley",
    published=date(2024, 3, 22),
    paragraphs=(Paragraph("Ofsted, the Care Quality Commission (CQC) took part.", None, None, 1, Span(0, 5)),),
)
COUNCIL = report(Kind.COUNCIL_REPORT, inspected=None, title="Response to the inspection", published=date(2023, 9, 1))
BARE = report(Kind.OTHER, inspected=None, authority=None)
WRONG = report(inspected=None, title=NASTY, address="https://example.org/{a}(b) }\n.pdf")
EVERY = {"letter": LETTER, "visit": VISIT, "joint": JOINT, "council": COUNCIL, "bare": BARE, "wrong": WRONG}


@pytest.mark.parametrize(
    ("what", "style", "place", "said"),
    [
        (LETTER, "harvard", {"page": 3, "paragraph": 8, "section": "Care"}, "(Ofsted, 2023, p. 3, para. 8)"),
        (LETTER, "harvard", {"page": 3, "section": "Care"}, "(Ofsted, 2023, p. 3, ‘Care’)"),
        (LETTER, "harvard", {"paragraph": "4.2"}, "(Ofsted, 2023, para. 4.2)"),
        (LETTER, "harvard", {"letter": "b", "page": 3}, "(Ofsted, 2023b, p. 3)"),
        (BARE, "harvard", {}, "(Ofsted, n.d.)"),
        (
            LETTER,
            "reference",
            {"page": 3},
            "Ofsted (2023) Inspection of Fernley local authority children’s services [full inspection (ILACS), "
            f"8 to 19 May 2023]. Available at: {ADDRESS}",
        ),
        (VISIT, "reference", {}, "Ofsted (2022) [Fernley: focused visit, 1 to 2 March 2022]."),
        (
            JOINT,
            "reference",
            {},
            "Ofsted and Care Quality Commission (2024) Joint targeted area inspection of Fernley [22 March 2024].",
        ),
        (
            COUNCIL,
            "reference",
            {},
            "Fernley council (2023) Response to the inspection [council report, 1 September 2023].",
        ),
        (
            LETTER,
            "footnote",
            {"page": 3, "paragraph": 8},
            "Ofsted, Inspection of Fernley local authority children’s services [full inspection (ILACS), "
            f"8 to 19 May 2023] (2023), p. 3, para. 8, <{ADDRESS}#page=3>.",
        ),
        (VISIT, "footnote", {}, "Ofsted, [Fernley: focused visit, 1 to 2 March 2022] (2022)."),
        (LETTER, "markdown", {"page": 3}, f"[(Ofsted, 2023, p. 3)]({ADDRESS}#page=3)"),
        (LETTER, "markdown", {}, f"[(Ofsted, 2023)]({ADDRESS})"),
        (VISIT, "markdown", {"section": "[a](b) *c* <i>"}, r"(Ofsted, 2022, ‘\[a\](b) \*c\* \<i\>’)"),
        (WRONG, "markdown", {"page": 1}, "[(Ofsted, n.d., p. 1)](https://example.org/{a}%28b%29%20}%0A.pdf#page=1)"),
    ],
)
def test_style(what: Report, style: str, place: dict[str, Any], said: str) -> None:
    assert cite(what, style, **place) == said


@pytest.mark.parametrize("what", EVERY.values(), ids=EVERY)
@pytest.mark.parametrize(
    "place", [{}, {"page": 3, "paragraph": 8}, {"section": NASTY}], ids=["whole", "para", "heading"]
)
class TestEntries:
    def test_csl_json(self, what: Report, place: dict[str, Any]) -> None:
        (item,) = json.loads(cite(what, "csl_json", **place))
        assert item["author"][0] == {"literal": what.publisher}
        assert ("issued" in item) == (what.year is not None)
        assert ("note" in item) == bool(place)
        if SCHEMA.exists():
            import jsonschema

            jsonschema.validate([item], json.loads(SCHEMA.read_text("utf-8")))

    def test_bibtex(self, what: Report, place: dict[str, Any]) -> None:
        library = bibtexparser.parse_string(cite(what, "bibtex", **place))
        assert not library.failed_blocks
        (entry,) = library.entries
        assert entry.entry_type == "techreport"
        assert {"author", "title", "institution", "year"} <= set(entry.fields_dict)
        assert ("note" in entry.fields_dict) == bool(place)

    def test_ris(self, what: Report, place: dict[str, Any]) -> None:
        (entry,) = rispy.loads(cite(what, "ris", **place))
        assert entry["type_of_reference"] == "RPRT"
        assert ("year" in entry) == (what.year is not None)
        assert "evil" not in str(entry.get("urls", ""))
        assert ("notes" in entry) == bool(place)


def test_ids_are_of_their_own_and_stay() -> None:
    places: list[dict[str, Any]] = [{}, {"page": 3}, {"page": 3, "paragraph": 8}, {"page": 3, "section": "Care"}]
    other = replace(LETTER, document=Document("letter.pdf", "Another letter."))
    ids = [json.loads(cite(r, "csl_json", **p))[0]["id"] for r in (LETTER, other, VISIT) for p in places]
    assert len(set(ids)) == len(ids)
    assert ids == [json.loads(cite(r, "csl_json", **p))[0]["id"] for r in (LETTER, other, VISIT) for p in places]


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not beside the checkout")
def test_the_schema_refuses_what_is_no_item() -> None:
    import jsonschema

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate([{"type": "letter"}], json.loads(SCHEMA.read_text("utf-8")))


def test_an_unknown_style_names_the_known() -> None:
    with pytest.raises(om.UnknownChoice, match=r"“apa”; known: harvard, reference, .*ris"):
        cite(LETTER, "apa")
    with pytest.raises(ValueError, match="harvard"):
        cite(LETTER, "")


def test_mined_with_an_address() -> None:
    sample = Path(__file__).parents[1] / "corpus/marlowbridge/2021-09-focused-visit-report.pdf"
    mined = om.mine(sample, address=ADDRESS)
    assert mined.address == ADDRESS
    assert mined.cite("reference").endswith(f"22 September 2021]. Available at: {ADDRESS}")
    assert mined.appendices[0].address is None  # its pages are counted in another file than the published letter's
    for wrong in ("javascript:alert(1)", "files.example.org/letter.pdf", ""):
        with pytest.raises(om.AddressError, match="https"):
            om.mine(sample, address=wrong)
