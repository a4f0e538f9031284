"""A Word document as a report grows on it: paragraphs, tables, links, footnotes and pictures, each in Word's own way.

Every text goes in as text: none of it can be a field, a link or markup.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Inches, Mm, Pt

from .citing import Cited
from .footnotes import Footnotes
from .safely import line
from .template import Base, element

if TYPE_CHECKING:
    from docx.table import Table, _Cell, _Row
    from docx.text.paragraph import Paragraph

    from ..image import Picture

_SIZE = Pt(9.5)  # of a table's text, in our own page


class Sheet:
    """Our own page, or a council's template, with what is written on it."""

    def __init__(self, template: str | os.PathLike[str] | None) -> None:
        self._base = Base(template)
        self._own = template is None
        self.document = self._base.document
        self._held = len(self.document.element.body) - 1  # the last element is the section's
        self._notes = Footnotes(self.document, self._base.styles)
        self._bullet = "" if self._base.styles.has("List Bullet") else "•\u00a0"

    def saved(self) -> bytes:
        """The document's bytes, the report at its place."""
        self._notes.save()
        if self._base.place is not None:  # what was added at the end belongs where the template marks it
            for added in list(self.document.element.body)[self._held : -1]:
                self._base.place._p.addprevious(added)
            self.document.element.body.remove(self._base.place._p)
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def text(self, text: str, style: str = "Normal", *, bold: bool = False) -> Paragraph:
        """A paragraph of that style; more can be added to it."""
        paragraph = self.document.add_paragraph(style=self._base.styles.style(style))
        before = self._bullet if style == "List Bullet" else ""
        paragraph.add_run(before + text).bold = bold or None
        return paragraph

    def cite(self, paragraph: Paragraph, cited: Cited | None) -> None:
        """A footnote at the end of a paragraph."""
        if cited:
            self._notes.add(paragraph, cited)

    def linked(self, paragraph: Paragraph, text: str, address: str | None) -> None:
        """A text of ours in which an address that is known to be one leads to its page."""
        before, found, behind = text.partition(address) if address else (text, "", "")
        paragraph.add_run(before)
        if address and found:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            link.append(paragraph.add_run(found)._r)
            paragraph._p.append(link)
            paragraph.add_run(behind)

    def picture(self, below: Paragraph, picture: Picture) -> None:
        """A framed picture under a paragraph, no larger than on paper; with its text for readers."""
        below.paragraph_format.keep_with_next = True
        held = self.document.add_paragraph(style=self._base.styles.style("Normal"))
        wide = min(Inches(picture.width / picture.dpi), self._wide)
        inline = held.add_run().add_picture(BytesIO(picture.png), width=wide)._inline
        inline.docPr.set("descr", line(picture.alt))
        for side in ("distT", "distB", "distL", "distR"):
            inline.set(side, "0")  # LibreOffice keeps an eighth of an inch free where nothing is said
        frame = parse_xml(f'<a:ln {nsdecls("a")} w="6350"><a:solidFill><a:srgbClr val="B0B0B0"/></a:solidFill></a:ln>')
        inline.graphic.graphicData.pic.spPr.append(frame)

    def table(self, headings: Sequence[str], shares: Sequence[float]) -> Table:
        """A table with its header, to be `finish`ed with its rows; `shares` are of the width between the margins."""
        table: Table = self.document.add_table(rows=1, cols=len(shares))
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

    def finish(self, table: Table, shares: Sequence[float]) -> None:
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
        gap = self.document.add_paragraph().paragraph_format
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


def row(table: Table) -> tuple[_Cell, ...]:
    """The cells of a new row."""
    added: _Row = table.add_row()  # type: ignore[no-untyped-call]
    return added.cells


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """A place that `inner_link` leads to; `number` is its own."""
    start = element("w:bookmarkStart", id=str(900000 + number), name=name)
    paragraph._p.insert(1, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(900000 + number)))


def inner_link(paragraph: Paragraph, text: str, anchor: str) -> None:
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
