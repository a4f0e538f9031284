"""Write a source as a Word document: the same bytes each time."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from .markup import Block, Part, pieces

HEADINGS = {"title": "Title", "head": "Heading 1", "subhead": "Heading 2"}
LISTS = {"bullet": "List Bullet", "subbullet": "List Bullet 2"}
ORIGIN = dt.datetime(2020, 1, 1)


def _fill(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    for n, line in enumerate(text.split(" // ")):
        if n:
            paragraph.add_run().add_break()
        for piece in pieces(line):
            run = paragraph.add_run(piece.text.replace("~", "\u00a0"))
            run.bold = True if piece.bold or bold else None
            run.italic = True if piece.italic else None
            run.font.superscript = True if piece.raised else None


def _table(document: Document, block: Block) -> None:
    table = document.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell.paragraphs[0], text, bold=number < int(block.options.get("header", "1")))


def _add(document: Document, block: Block) -> None:
    if block.kind == "table":
        _table(document, block)
    elif block.kind == "page":
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    elif block.kind in HEADINGS or block.kind in LISTS:
        _fill(document.add_paragraph(style={**HEADINGS, **LISTS}[block.kind]), block.text)
    elif block.kind in {"item", "para"}:
        paragraph = document.add_paragraph()
        if block.kind == "item":
            paragraph.paragraph_format.left_indent = Pt(28)
            paragraph.paragraph_format.first_line_indent = Pt(-28)
            paragraph.add_run(f"{block.label}\t")
        _fill(paragraph, block.text)
    else:
        raise ValueError(f"a Word document takes no {block.kind}")


def _still(data: bytes) -> bytes:
    """The same archive with the time of every member set to one moment."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            member = zipfile.ZipInfo(name, ORIGIN.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return stream.getvalue()


def write(parts: Sequence[Part], title: str) -> bytes:
    """Make the DOCX of a source's parts."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = title, "ofstedmine sample"
    properties.comments = "Its places and people are invented"
    properties.created = properties.modified = ORIGIN
    if parts[0].settings.get("style") == "plan":
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    for part in parts:
        if part.settings.get("footer"):
            document.sections[0].footer.paragraphs[0].text = part.settings["footer"]
        for block in part.blocks:
            _add(document, block)
    stream = BytesIO()
    document.save(stream)
    return _still(stream.getvalue())
