"""A follow-up as a spreadsheet to work with: a sheet of recommendations, one of the council's actions, one about both.

Every text is a string to Excel, never a formula, and stays one when somebody edits the cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from textwrap import wrap
from typing import TYPE_CHECKING, Any, NamedTuple

from ..wording import day, place, short
from . import labels
from .safely import line
from .standing import MEANINGS, Standing, last_day, standing, worst
from .story import Doing, Point, Story

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_MOST = 32_000  # Excel's cells hold 32,767 characters


class Column(NamedTuple):
    """A column: its heading, and its width in characters of the usual type."""

    heading: str
    width: float


_RECOMMENDATIONS = (
    Column("No.", 4), Column("Authority", 12), Column("Raised in", 16), Column("Id", 5), Column("Recommendation", 32),
    Column("Themes", 14), Column("Status", 10), Column("Confidence", 11), Column("Best evidence", 40),
    Column("Citation", 14), Column("Page", 6), Column("Paragraph", 10), Column("Comes back as", 22),
    Column("Actions", 34), Column("Owners", 15), Column("Last due", 12),
)  # fmt: skip
_ACTIONS = (
    Column("No.", 4), Column("Id", 5), Column("Recommendation", 30), Column("Action", 46), Column("Owner", 18),
    Column("Due", 12), Column("As the council tells it", 22), Column("Citation", 18),
)  # fmt: skip
_LINE = 13.5  # points, of a line in a cell
_HIGHEST = 409  # points, of a row in Excel

Cell = str | int | float | date | None


def written(story: Story) -> bytes:
    """The tracker as the bytes of an .xlsx; the story's day is the one on which actions are overdue or not."""
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        made = datetime.combine(story.made, time())
        book.set_properties(
            {"title": story.title, "subject": story.subject, "author": "ofstedmine", "created": made, "comments": ""}
        )
        overdue = Column(f"On {day(story.made)}", 14)
        looks = _Looks(book)
        rows = [_recommendation(point, story) for point in story.points]
        _sheet(book.add_worksheet("Recommendations"), story, (*_RECOMMENDATIONS, overdue), rows, looks, hold=5)
        done = [_action(point, action, story) for point in story.points for action in point.actions]
        _sheet(book.add_worksheet("Actions"), story, (*_ACTIONS, overdue), done, looks, hold=3)
        _about(book.add_worksheet("About"), story, looks)
    return out.getvalue()


def _recommendation(point: Point, story: Story) -> tuple[Cell, ...]:
    item, best = point.closure.recommendation, point.best
    stands = [_standing(a, story.made) for a in point.actions]
    left = [a.action.due for a, s in zip(point.actions, stands, strict=True) if a.action.due and s != Standing.COMPLETE]
    last = max(left, key=lambda due: last_day(due) or date.min, default=None)
    told = (best.text, best.cited.text, best.evidence.page, best.evidence.paragraph) if best else (None,) * 4
    return (
        point.number, story.authority, ", ".join(filter(None, (point.raised, place(item.page, item.paragraph)))),
        point.id, point.named, ", ".join(point.themes), str(point.mark), point.closure.confidence, *told,
        "\n".join(f"{a.id}: {a.text} {a.cited.text if a.cited else ''}".rstrip() for a in point.again),
        "\n".join(f"{n}. {a.text}" for n, a in enumerate(point.actions, 1)),
        "\n".join(dict.fromkeys(a.owner for a in point.actions if a.owner)),
        _date(last), worst(stands),
    )  # fmt: skip


def _action(point: Point, doing: Doing, story: Story) -> tuple[Cell, ...]:
    cited = doing.cited.text if doing.cited else None
    due = _date(doing.action.due)
    stands = _standing(doing, story.made).value
    return (point.number, point.id, point.named, doing.text, doing.owner, due, doing.told, cited, stands)


def _standing(doing: Doing, on: date) -> Standing:
    return standing(doing.action, on, doing.source.day if doing.source else None)


def _date(due: str | None) -> Cell:
    """A date where the day is known, else the ISO text of the month or year."""
    return last_day(due) if due and len(due) == 10 else line(due or "")


class _Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        plain: dict[str, Any] = {
            "valign": "top",
            "text_wrap": True,
            "font_name": "Arial",
            "font_size": 10,
            "align": "left",
        }
        ruled = {**plain, "border": 1, "border_color": "#9AA0AC"}
        self.head = book.add_format({**ruled, "bold": True, "bg_color": "#E7EAF0"})
        self.cell = book.add_format(ruled)
        self.quoted = book.add_format({**ruled, "quote_prefix": True})
        self.date = book.add_format({**ruled, "num_format": "d mmm yyyy"})
        self.share = book.add_format({**ruled, "num_format": "0%"})
        self.told = book.add_format(plain)
        self.told_quoted = book.add_format({**plain, "quote_prefix": True})
        self.bold = book.add_format({**plain, "bold": True})


def _sheet(
    sheet: Worksheet,
    story: Story,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    looks: _Looks,
    *,
    hold: int,
) -> None:
    """A table with a header that stays and can be filtered by, set to be printed across an A4 page."""
    for i, column in enumerate(columns):
        sheet.set_column(i, i, column.width)
        sheet.write_string(0, i, column.heading, looks.head)
    for r, row in enumerate(rows, 1):
        sheet.set_row(r, _height((cell, c.width) for cell, c in zip(row, columns, strict=True)))
        for i, cell in enumerate(row):
            _write(sheet, r, i, cell, looks)
    sheet.set_row(0, 2 * _LINE)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.freeze_panes(1, hold)
    sheet.set_landscape()
    sheet.set_paper(8 if len(columns) > 12 else 9)  # A3, A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L{short(story.title, 180).replace('&', '&&')}")  # a single & would be a code of Excel's
    sheet.set_footer(f"&L{day(story.made)}&RPage &P of &N")


def _height(cells: Iterable[tuple[Cell, float]]) -> float:
    """Points that a row's wrapped texts need: not every program measures them when it opens the file."""
    most = 1
    for cell, width in cells:
        if isinstance(cell, str):
            lines = sum(max(len(wrap(line, int(width * 1.2))), 1) for line in cell.split("\n"))
            most = max(most, lines)
    return min(most * _LINE + 3, _HIGHEST)


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, looks: _Looks) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, looks.cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), looks.date)
    elif isinstance(cell, str):
        _text(sheet, row, column, cell, looks.cell, looks.quoted)
    else:
        sheet.write_number(row, column, cell, looks.share if isinstance(cell, float) else looks.cell)


def _text(sheet: Worksheet, row: int, column: int, text: str, look: Format, quoted: Format) -> None:
    """A string; `quoted` keeps one a string that would be a formula once somebody edits its cell."""
    sheet.write_string(row, column, short(text, _MOST), quoted if text[:1] in "=+-@" else look)


def _about(sheet: Worksheet, story: Story, looks: _Looks) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    rows = [
        ("Report", story.title),
        ("What it shows", story.about),
        ("On", day(story.made)),
        ("Result", story.summary),
        *((part, f"{m.reference} ({labels.FILE}: {m.file})") for part, m in story.sources),
        *((labels.GENERAL, f"{p.mark.title}: “{p.text}” {p.cited.text}") for p in story.general),
        *(("“" + s.value + "”", meaning) for s, meaning in MEANINGS.items()),
        (labels.METHOD, " ".join(story.method)),
        (labels.LICENCE, story.licence),
        *((labels.NOTES, note) for note in story.notes),
    ]
    for r, (what, said) in enumerate(rows):
        sheet.set_row(r, _height([(what, 24), (said, 100)]))
        sheet.write_string(r, 0, what, looks.bold)
        _text(sheet, r, 1, said, looks.told, looks.told_quoted)
