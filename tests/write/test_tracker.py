"""The tracker: rows to work with, real dates, and no text that could run as a formula."""

from __future__ import annotations

import re
import sys
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from reports import FOLLOW_UP, LETTER, closure, evidence, report

from ofstedmine import MissingExtra
from ofstedmine import report as write
from ofstedmine.model import Action, FollowUp, Kind, Status
from ofstedmine.write.story import story
from ofstedmine.write.tracker import written

ON = date(2022, 10, 1)
ACTIONS = (
    Action("Train all staff.", "Head of Learning", "2022-09-30", "R1", 4, 2, "Half are trained", "amber"),
    Action("Buy a system.", "Head of Data", "2022-11", "R1", 5, 2),
    Action("Write a plan.", "Head of Learning", "2022-09-01", "R1", 6, 2, "Complete", "green"),
)
COUNCIL = report(Kind.COUNCIL_REPORT, "council.docx", inspected=None, published=ON, actions=ACTIONS)


def book(found: FollowUp, **given: object) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(written(story(found, today=ON, **given))))


def table(sheet: Worksheet) -> list[dict[str, object]]:
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    return [dict(zip(head, row, strict=True)) for row in rows]


def answered() -> FollowUp:
    done = closure(1, Status.CLOSED, evidence("Visits are timely."), actions=ACTIONS)
    return replace(FOLLOW_UP, closures=(done, *FOLLOW_UP.closures[1:]), response=(COUNCIL,))


def test_a_row_a_recommendation():
    rows = table(book(answered())["Recommendations"])
    assert [row["Status"] for row in rows] == ["✓ closed", "◐ partly closed", "✗ open", "– not addressed"]
    first = rows[0]
    assert (first["Authority"], first["Raised in"], first["Id"]) == (
        "Fernley",
        "focused visit, 1 to 2 March 2022, p. 1",
        "R1",
    )
    assert first["Best evidence"] == "Visits are timely."
    assert (first["Citation"], first["Page"], first["Paragraph"]) == ("(Ofsted, 2023, p. 2, para. 8)", 2, 8)
    assert first["Actions"].splitlines() == ["1. Train all staff.", "2. Buy a system.", "3. Write a plan."]
    assert first["Owners"].splitlines() == ["Head of Learning", "Head of Data"]
    assert first["Last due"] == "2022-11"  # no day is known, and none is made up
    assert first["On 1 October 2022"] == "overdue (1 of 3)"
    assert rows[2]["Comes back as"] == "R1: The use of chronologies. (Ofsted, 2023, p. 1, ‘What needs to improve’)"
    assert rows[3]["Best evidence"] is None


def test_a_row_an_action_with_real_dates():
    rows = table(book(answered())["Actions"])
    assert [(row["Due"], row["On 1 October 2022"]) for row in rows] == [
        (datetime(2022, 9, 30), "overdue"),
        ("2022-11", "not yet due"),
        (datetime(2022, 9, 1), "complete"),
    ]
    assert rows[0]["As the council tells it"] == "amber: Half are trained"
    assert rows[0]["Citation"] == "(Fernley council, 2022, p. 2, para. 4)"


def test_the_header_stays_filters_and_is_printed_on_each_page():
    for sheet in book(answered()).worksheets[:2]:
        assert sheet.freeze_panes.endswith("2")
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "=HYPERLINK(\"http://x.example\")", "{=1}",
                                  "http://x.example", "0042", "A&B &D &[File]", "x" * 40_000, "a\x00b"])  # fmt: skip
def test_no_text_is_a_formula_a_link_or_a_number(text):
    again = replace(LETTER.recommendations[0], text=text)
    later = replace(LETTER, recommendations=(again,), authority=text)
    done = (Action(text, text, text, "R1", 4, 2, text),)
    council = replace(COUNCIL, actions=done, title=text, authority=text)
    item = closure(1, Status.OPEN, evidence(text, source=later), recurs_as=(again,), actions=done)
    item = replace(item, recommendation=replace(item.recommendation, text=text, id=text))
    found = FollowUp((item,), (evidence(text),), FOLLOW_UP.earlier, (later,), (council,), (text,))
    data = written(story(found, title=text, today=ON))
    with zipfile.ZipFile(BytesIO(data)) as held:
        sheets = [held.read(n).decode() for n in held.namelist() if n.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet or "<hyperlink" in sheet for sheet in sheets)
    if text.startswith("A&B"):
        assert all("&amp;&amp;D" in sheet for sheet in sheets if "oddHeader" in sheet)
    cells = [c for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows() for c in row]
    assert {c.data_type for c in cells if isinstance(c.value, str)} == {"s"}
    assert all(c.quotePrefix for c in cells if isinstance(c.value, str) and re.match("[=+@-]", c.value))
    assert max(len(str(c.value)) for c in cells) <= 32_767


def test_a_missing_package_is_told_before_the_work(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"pip install 'ofstedmine\[office\]'"):
        write(FOLLOW_UP, tmp_path / "tracker.xlsx")


def test_nothing_to_follow_up_is_a_table_without_rows():
    sheets = book(replace(FOLLOW_UP, closures=()))
    assert table(sheets["Recommendations"]) == []
    assert "--include weaknesses" in str([row[1].value for row in sheets["About"].iter_rows()])
