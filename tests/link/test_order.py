"""The order of one authority's documents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from quoting import letter

from ofstedmine.errors import LinkError
from ofstedmine.link.order import in_order, sides, with_their_letters
from ofstedmine.model import Kind, Period, Report


def dated(name: str, day: str | None, kind: Kind = Kind.ILACS, authority: str | None = "Fernley", **fields) -> Report:
    when = date.fromisoformat(day) if day else None
    inspected = Period(when, when) if when and kind is not Kind.COUNCIL_REPORT else None
    published = when if kind is Kind.COUNCIL_REPORT else None
    given = {"kind": kind, "authority": authority, "inspected": inspected, "published": published}
    return letter("1| Plans are timely.", name=name, **(given | fields))


VISIT = dated("visit.pdf", "2022-03-02", Kind.FOCUSED_VISIT)
FULL = dated("full.pdf", "2023-05-19")
LATER = dated("later.pdf", "2024-06-01", Kind.MONITORING_VISIT)


@pytest.mark.parametrize(
    ("reports", "letters"),
    [
        ([FULL, VISIT], "visit.pdf full.pdf"),
        ([LATER, FULL, VISIT], "visit.pdf full.pdf later.pdf"),
        ([FULL, dated("board.pdf", "2022-09-01", Kind.COUNCIL_REPORT, appendices=(VISIT,))], "visit.pdf full.pdf"),
        # the same letter alone and inside a council's report counts once, and alone
        ([dated("b.pdf", "2022-09-01", Kind.COUNCIL_REPORT, appendices=(dated("copy", "2023-05-19"),)), VISIT, FULL],
         "visit.pdf full.pdf"),
        ([FULL, VISIT, dated("nowhere.pdf", None)], "visit.pdf full.pdf"),
        ([FULL, VISIT, dated("memo.pdf", "2022-05-01", Kind.OTHER)], "visit.pdf full.pdf"),
        ([FULL, dated("unnamed.pdf", "2022-05-01", authority=None)], "unnamed.pdf full.pdf"),
    ],
)  # fmt: skip
def test_letters_stand_in_order_of_date(reports, letters):
    assert [r.document.name for r in in_order(reports).letters] == letters.split()


def test_council_reports_are_responses_and_what_is_left_out_is_noted():
    board = [dated(f"{y}.docx", f"{y}-09-01", Kind.COUNCIL_REPORT) for y in (2024, 2022)]
    order = in_order([FULL, *board, VISIT, dated("nowhere.pdf", None), dated("memo.pdf", "2022-05-01", Kind.OTHER)])
    assert [r.document.name for r in order.responses] == ["2022.docx", "2024.docx"]
    assert [n.split(":")[0] for n in order.notes] == ["nowhere.pdf", "memo.pdf"]


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        ([], "no inspection letter"),
        ([VISIT], "only one inspection letter"),
        ([VISIT, dated("nowhere.pdf", None)], "only one inspection letter"),
        ([VISIT, VISIT], "only one inspection letter"),
        (
            [VISIT, FULL, dated("other.pdf", "2023-01-01", authority="Oxmouth")],
            r"letters of Fernley \(visit.pdf, full.pdf\) and Oxmouth \(other.pdf\).*a folder of its own",
        ),
        (
            [VISIT, FULL, *(dated(f"{n}.pdf", f"20{n}-01-01", authority="Oxmouth") for n in range(10, 20))],
            r"letters of Fernley \(2\) and Oxmouth \(10\); give",
        ),
        ([VISIT, FULL, dated("o.docx", "2023-01-01", Kind.COUNCIL_REPORT, authority="Oxmouth")], r"Oxmouth \(o.docx\)"),
    ],
)
def test_what_cannot_be_put_in_order_is_refused(reports, told):
    with pytest.raises(LinkError, match=told):
        in_order(reports)


def test_a_copy_counts_once_and_is_noted():
    copy = dated("copy.docx", "2022-03-02", Kind.FOCUSED_VISIT)
    order = in_order([FULL, VISIT, copy])
    assert [r.document.name for r in order.letters] == ["visit.pdf", "full.pdf"]
    assert order.notes == ("copy.docx and visit.pdf are the same letter; it is read once",)
    board = dated("board.pdf", "2022-09-01", Kind.COUNCIL_REPORT, appendices=(replace(VISIT, document=copy.document),))
    assert in_order([FULL, board, VISIT]).notes == (
        "the letter in copy.docx and visit.pdf are the same letter; it is read once",
    )


def test_a_council_report_stands_for_the_letter_in_it():
    board = dated("board.pdf", "2022-09-01", Kind.COUNCIL_REPORT, appendices=(VISIT,))
    plain = dated("plain.pdf", "2022-09-01", Kind.COUNCIL_REPORT)
    assert with_their_letters([board, plain]) == ((VISIT, plain), (board,))
    found = sides([board], [FULL])
    assert (found.earlier, found.later, found.responses) == ((VISIT,), (FULL,), (board,))
    assert found.notes == ("board.pdf stands for the letter that it carries: focused visit, 2 March 2022",)


def test_a_report_that_is_there_twice_answers_once():
    board = replace(dated("board.pdf", "2022-09-01", Kind.COUNCIL_REPORT, appendices=(VISIT,)))
    board = replace(board, document=replace(board.document, fingerprint="abc"))
    again = replace(board)
    assert sides([board], [FULL], [again]).responses == (again,)
