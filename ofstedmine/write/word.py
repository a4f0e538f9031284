"""A closure report as a Word document: headings, tables and footnotes that Word knows as such."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Inches, Mm, Pt

from ..wording import day, short
from . import labels
from .citing import Cited
from .crops import Crops
from .footnotes import Footnotes
from .method import LICENCE_ADDRESS
from .safely import line
from .story import Passage, Point, Story
from .template import Base, element

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

    from ..image import Picture

_DPI = 150  # of the pictures in it
_OVERVIEW = (0.08, 0.32, 0.15, 0.45)  # shares of the width between the margins
_TOLD = 0.2  # the share of each column beside an action
_PROPERTY = 250  # python-docx takes no more than 255 letters
_SIZE = Pt(9.5)  # of a table's text, in our own page


def written(story: Story, *, template: str | os.PathLike[str] | None = None, pictures: bool = False) -> bytes:
    """The report as the bytes of a .docx, in a council's template where one is given (see `template`).

    `pictures` shows each piece of evidence as its PDF prints it, under its words.
    """
    page = _Page(template, Crops(_DPI) if pictures else None)
    page.tell(story)
    return page.saved()


class _Page:
    """The document as it grows. Every text goes in as text: none of it can be a field, a link or markup."""

    def __init__(self, template: str | os.PathLike[str] | None, crops: Crops | None) -> None:
        self._crops = crops
        self._base = Base(template)
        self._own = template is None
        self._document = self._base.document
        self._held = len(self._document.element.body) - 1  # the last element is the section's
        self._notes = Footnotes(self._document, self._base.styles)
        self._bullet = "" if self._base.styles.has("List Bullet") else "•\u00a0"

    def saved(self) -> bytes:
        self._notes.save()
        if self._base.place is not None:  # what was added at the end belongs where the template marks it
            for added in list(self._document.element.body)[self._held : -1]:
                self._base.place._p.addprevious(added)
            self._document.element.body.remove(self._base.place._p)
        out = BytesIO()
        self._document.save(out)
        return out.getvalue()

    def tell(self, story: Story) -> None:
        self._properties(story)
        self._text(story.title, "Title")
        self._text(story.about, "Subtitle")
        self._text(day(story.made))
        self._text(labels.LETTERS, "Heading 1")
        for part, letter in story.sources:
            told = self._text(f"{part}: ", "List Bullet", bold=True)
            self._linked(told, f"{letter.reference} ({labels.FILE}: {letter.file})", letter.address)
        self._text(labels.OVERVIEW, "Heading 1")
        self._text(story.summary).paragraph_format.keep_with_next = bool(story.points)
        if story.points:
            self._overview(story)
        if story.general:
            self._text(labels.GENERAL, "Heading 1")
            self._passages(story.general)
        if story.points:
            self._text(labels.POINTS, "Heading 1")
        for point in story.points:
            self._section(point)
        self._text(labels.METHOD, "Heading 1")
        self._text(" ".join(story.method))
        self._text(labels.LICENCE, "Heading 1")
        self._linked(self._text(""), story.licence, LICENCE_ADDRESS)
        notes = (*story.notes, *(self._crops.missed if self._crops else ()))
        if notes:
            self._text(labels.NOTES, "Heading 1")
            for note in notes:
                self._text(note, "List Bullet")

    def _properties(self, story: Story) -> None:
        held = self._document.core_properties
        made = datetime.combine(story.made, time(), UTC)
        held.title, held.subject = short(story.title, _PROPERTY), short(story.subject, _PROPERTY)
        held.author = held.last_modified_by = "ofstedmine"
        told = ", ".join(filter(None, ("Ofsted", "inspection", "recommendations", story.authority)))
        held.keywords, held.language = short(told, _PROPERTY), "en-GB"
        held.comments, held.revision = "", 1
        held.created = held.modified = made

    def _section(self, point: Point) -> None:
        heading = self._text(point.heading, "Heading 2")
        _bookmark(heading, _anchor(point), point.number)
        wording = self._text(f"“{point.text}”", "Quote")
        self._cite(wording, point.cited)
        told = self._text(f"{point.mark.title}. ", bold=True)
        told.add_run(point.reason)
        if point.themes:
            self._text(f"Themes: {', '.join(point.themes)}.")
        self._list(labels.EVIDENCE, point.supporting)
        if point.against or point.again:
            self._list(labels.AGAINST, point.against, always=True)
            for item in point.again:
                told = self._text(f"{labels.AGAIN}: ", "List Bullet", bold=True)
                told.add_run(f"“{item.text}”")
                self._cite(told, item.cited)
        if point.nearest:
            self._text(labels.NEAREST, "Heading 3")
            for passage in point.nearest:
                self._cite(self._text(f"“{passage.text}”", "List Bullet"), passage.cited)
        if point.weaker:
            self._text(f"{labels.WEAKER}: {'; '.join(p.cited.text for p in point.weaker)}.")
        if point.actions:
            self._text(labels.ACTIONS, "Heading 3")
            self._actions(point)
        if point.quotes:
            self._text(labels.QUOTES, "Heading 3")
            for quote in point.quotes:
                told = self._text(f"{quote.mark.title}: ", "List Bullet", bold=True)
                told.add_run(f"“{quote.text}”{f' ({quote.found})' if quote.found else ''}")
        if point.chain:
            self._text(labels.CHAIN, "Heading 3")
            for turn in point.chain:
                self._cite(self._text(f"{turn.when}: {turn.mark or turn.event}", "List Bullet"), turn.cited)

    def _overview(self, story: Story) -> None:
        table = self._table(labels.COLUMNS, _OVERVIEW)
        for point in story.points:
            cells = _row(table)
            _link(cells[0].paragraphs[0], str(point.number), _anchor(point))
            several = f" {point.cited.text}" if len(story.found.earlier) > 1 else ""
            cells[1].paragraphs[0].add_run(point.text + several)
            cells[2].paragraphs[0].add_run(str(point.mark))
            text, cited = point.overview
            cells[3].paragraphs[0].add_run(f"{text} {cited.text}" if cited else text)
        self._finish(table, _OVERVIEW)

    def _actions(self, point: Point) -> None:
        columns = point.told
        shares = (1 - _TOLD * len(columns), *(_TOLD for _ in columns))
        table = self._table((labels.ACTION, *(labels.TOLD[c] for c in columns)), shares)
        for action in point.actions:
            first, *others = _row(table)
            first.paragraphs[0].add_run(action.text)
            if action.cited:
                self._cite(first.paragraphs[0], action.cited)
            for cell, name in zip(others, columns, strict=True):
                cell.paragraphs[0].add_run(getattr(action, name) or "–")
        self._finish(table, shares)

    def _list(self, heading: str, passages: Sequence[Passage], *, always: bool = False) -> None:
        if passages or always:
            self._text(heading, "Heading 3")
            self._passages(passages)

    def _passages(self, passages: Iterable[Passage]) -> None:
        for passage in passages:
            told = self._text(f"{passage.mark.title}: ", "List Bullet", bold=True)
            told.add_run(f"“{passage.text}”")
            self._cite(told, passage.cited)
            if self._crops and (picture := self._crops.of(passage)):
                self._picture(told, picture)

    def _picture(self, below: Paragraph, picture: Picture) -> None:
        """A framed picture under a paragraph, set in as that is, no larger than on paper; with its text for readers."""
        below.paragraph_format.keep_with_next = True
        indent = (below.style.paragraph_format.left_indent if below.style else None) or 0
        held = self._document.add_paragraph(style=self._base.styles.style("Normal"))
        held.paragraph_format.left_indent = indent
        wide = min(Inches(picture.width / picture.dpi), self._wide - indent)
        inline = held.add_run().add_picture(BytesIO(picture.png), width=wide)._inline
        inline.docPr.set("descr", line(picture.alt))
        frame = parse_xml(f'<a:ln {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="B0B0B0"/></a:solidFill></a:ln>')
        inline.graphic.graphicData.pic.spPr.append(frame)

    def _cite(self, paragraph: Paragraph, cited: Cited | None) -> None:
        if cited:
            self._notes.add(paragraph, cited)

    def _linked(self, paragraph: Paragraph, text: str, address: str | None) -> None:
        """A text of ours in which an address that is known to be one leads to its page."""
        before, found, behind = text.partition(address) if address else (text, "", "")
        paragraph.add_run(before)
        if address and found:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self._document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            link.append(paragraph.add_run(found)._r)
            paragraph._p.append(link)
            paragraph.add_run(behind)

    def _text(self, text: str, style: str = "Normal", *, bold: bool = False) -> Paragraph:
        paragraph = self._document.add_paragraph(style=self._base.styles.style(style))
        before = self._bullet if style == "List Bullet" else ""
        paragraph.add_run(before + text).bold = bold or None
        return paragraph

    def _table(self, headings: Sequence[str], shares: Sequence[float]) -> Table:
        table: Table = self._document.add_table(rows=1, cols=len(shares))
        table.autofit = False
        if self._base.styles.has("Table Grid"):
            table.style = "Table Grid"
        else:
            _ruled(table)
        for cell, heading in zip(table.rows[0].cells, headings, strict=True):
            cell.paragraphs[0].add_run(heading).bold = True
            if self._own:
                cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill="E7EAF0"))
        return table

    def _finish(self, table: Table, shares: Sequence[float]) -> None:
        """Widths, a header that is repeated on each page, rows that are not cut in two."""
        wide = self._wide
        for i, row in enumerate(table.rows):
            look = row._tr.get_or_add_trPr()
            look.append(element("w:cantSplit"))
            if not i:
                look.append(element("w:tblHeader"))
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Emu(int(wide * share))
                self._small(cell)
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(wide * share))
        gap = self._document.add_paragraph().paragraph_format
        gap.space_before, gap.space_after, gap.line_spacing = Pt(0), Pt(0), Pt(6)

    @property
    def _wide(self) -> int:
        """Between the margins, in Word's own unit."""
        section = self._base.section
        margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
        return (section.page_width or Mm(210)) - margins

    def _small(self, cell: _Cell) -> None:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            runs = [*paragraph.runs, *(r for link in paragraph.hyperlinks for r in link.runs)]
            for run in runs if self._own else ():
                run.font.size = _SIZE


def _row(table: Table) -> tuple[_Cell, ...]:
    row: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return row.cells


def _anchor(point: Point) -> str:
    return f"_recommendation_{point.number}"


def _bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    start = element("w:bookmarkStart", id=str(900000 + number), name=name)
    paragraph._p.insert(1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(900000 + number)))


def _link(paragraph: Paragraph, text: str, anchor: str) -> None:
    """A link inside the document, which screen readers and the keyboard follow as well."""
    link = element("w:hyperlink", anchor=anchor, history="1")
    link.append(paragraph.add_run(text)._r)
    paragraph._p.append(link)


def _ruled(table: Table) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(f"w:{side}", val="single", sz="4", space="0", color="auto"))
    behind = next(e for e in table._tbl.tblPr if e.tag in (qn("w:tblLayout"), qn("w:tblLook")))
    behind.addprevious(borders)  # the schema gives the order, and Word insists on it
