"""Word documents: printed numbers, tables, quotations, tracked changes, notes and pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from shown import rows, texts

from ofstedmine.document import Cell, Document
from ofstedmine.read.docx import read_docx


def made(write: Callable[[WordDocument], object]) -> Document:
    """The document that a function writes with python-docx, read again."""
    word = docx.Document()
    write(word)
    stream = BytesIO()
    word.save(stream)
    return read_docx(stream.getvalue(), "report.docx")


def runs(paragraph: Paragraph, xml: str) -> None:
    """Put raw runs into a paragraph."""
    wrapped = parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>")
    for child in list(wrapped):
        paragraph._p.append(child)


LEVELS = (
    ("decimal", "%1."),
    ("decimal", "%1.%2"),
    ("lowerLetter", "(%3)"),
    ("bullet", "\uf0b7"),
)


def add_list(word: WordDocument, number: int, *, restart: bool = False) -> None:
    """Define a list of four levels: 1. / 1.1 / (a) / a bullet; a list that restarts shares the first one's levels."""
    root = word.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (style, text) in enumerate(LEVELS)
    )
    if not restart:
        first = root.find(qn("w:num"))
        first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="900">{levels}</w:abstractNum>'))
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="900"/>{override}</w:num>'))


def listed(word: WordDocument, text: str, depth: int, number: int = 900) -> Paragraph:
    """A paragraph of a list."""
    paragraph = word.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )
    return paragraph


def test_numbers_that_word_prints_come_back() -> None:
    def write(word: WordDocument) -> None:
        add_list(word, 900)
        add_list(word, 901, restart=True)
        for text, depth in (
            ("Plans.", 0),
            ("are", 1),
            ("timely", 1),
            ("and", 2),
            ("short", 2),
            ("too", 3),
            ("Audits.", 0),
        ):
            listed(word, text, depth)
        listed(word, "help", 1)
        listed(word, "Again", 0, 901)

    document = made(write)
    assert rows(document) == [
        ("paragraph", "1.", "Plans."),
        ("paragraph", "1.1", "are"),
        ("paragraph", "1.2", "timely"),
        ("paragraph 1", "(a)", "and"),
        ("paragraph 1", "(b)", "short"),
        ("bullet 2", "•", "too"),
        ("paragraph", "2.", "Audits."),
        ("paragraph", "2.1", "help"),
        ("paragraph", "1.", "Again"),
    ]
    assert [b.number for b in document.blocks if b.number] == [1, 2, 1]


@pytest.mark.parametrize(
    ("style", "text", "expected"),
    [
        ("Title", "Report on plans", ("heading 1", "", "Report on plans")),
        ("Heading 2", "Main findings", ("heading 2", "", "Main findings")),
        ("Heading 1", "3.\tMain issues", ("heading 1", "3.", "Main issues")),
        ("List Bullet", "Plans are timely.", ("bullet", "•", "Plans are timely.")),
        ("Quote", "Plans are timely.", ("quote", "", "Plans are timely.")),
        ("Intense Quote", "Plans are timely.", ("quote", "", "Plans are timely.")),
        ("Normal", "12.\tPlans are timely.", ("paragraph", "12.", "Plans are timely.")),
        ("Normal", "a)\tPlans are timely.", ("paragraph", "a)", "Plans are timely.")),
    ],
)
def test_styles(style: str, text: str, expected: tuple[str, str, str]) -> None:
    assert (
        rows(made(lambda word: (word.add_paragraph("x", "Heading 1"), word.add_paragraph(text, style))))[1] == expected
    )


def test_bold_lines_are_headings_and_bold_beginnings_are_not() -> None:
    def write(word: WordDocument) -> None:
        word.add_paragraph().add_run("Main findings").bold = True
        paragraph = word.add_paragraph()
        paragraph.add_run("Plans.").bold = True
        paragraph.add_run(" They are timely.")

    assert rows(made(write)) == [("heading 3", "", "Main findings"), ("paragraph", "", "Plans. They are timely.")]


def test_an_indented_passage_in_italics_is_a_quotation() -> None:
    def write(word: WordDocument) -> None:
        word.add_paragraph("The letter says:")
        for indent in (Pt(36), None):
            paragraph = word.add_paragraph()
            paragraph.add_run("Most children in the borough are seen quickly by a social worker.").italic = True
            paragraph.paragraph_format.left_indent = indent

    assert [kind for kind, _, _ in rows(made(write))] == ["paragraph", "quote", "paragraph"]


def test_paragraphs_and_tables_stand_in_order() -> None:
    def write(word: WordDocument) -> None:
        word.add_paragraph("Before.")
        table = word.add_table(rows=3, cols=2)
        for cell, text in zip(table._cells, ("Action", "Lead", "Plans", "Head", "", "Chair"), strict=True):
            cell.text = text
        table.cell(1, 0).merge(table.cell(2, 0))
        word.add_paragraph("After.")

    document = made(write)
    assert texts(document) == ["Before.", "Action", "Lead", "Plans", "Head", "Chair", "After."]
    assert [b.cell for b in document.blocks] == [
        None, Cell(0, 0, 0), Cell(0, 0, 1), Cell(0, 1, 0), Cell(0, 1, 1), Cell(0, 2, 1), None,
    ]  # fmt: skip


def test_numbers_in_cells_of_their_own_are_marks() -> None:
    def write(word: WordDocument) -> None:
        table = word.add_table(rows=2, cols=2)
        for cell, text in zip(table._cells, ("7.1", "The board notes it.", "(a)", "It resolves."), strict=True):
            cell.text = text

    assert rows(made(write)) == [("paragraph", "7.1", "The board notes it."), ("paragraph", "(a)", "It resolves.")]


def test_a_table_of_one_cell_is_a_box() -> None:
    document = made(lambda word: setattr(word.add_table(rows=1, cols=1).cell(0, 0), "text", "A case study."))
    assert [(b.boxed, b.cell) for b in document.blocks] == [(True, None)]


def test_insertions_stay_and_deletions_go() -> None:
    def write(word: WordDocument) -> None:
        runs(
            word.add_paragraph("Plans are "),
            '<w:del w:id="1" w:author="a"><w:r><w:delText>late</w:delText></w:r></w:del>'
            '<w:ins w:id="2" w:author="a"><w:r><w:t xml:space="preserve">timely</w:t></w:r></w:ins>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:noBreakHyphen/><w:t>ish.</w:t></w:r>",
        )

    assert made(write).text == "Plans are timely-ish."


def test_links_and_fields() -> None:
    def write(word: WordDocument) -> None:
        key = word.part.relate_to("https://example.org/l", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph = word.add_paragraph("See ")
        runs(paragraph, f'<w:hyperlink r:id="{key}"><w:r><w:t>the letter</w:t></w:r></w:hyperlink>')
        runs(
            paragraph,
            '<w:r><w:t xml:space="preserve"> or </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText> HYPERLINK "https://example.org/m" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>another</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        )

    document = made(write)
    assert document.text == "See the letter or another"
    assert [(document.slice(span), address) for span, address in document.links] == [
        ("the letter", "https://example.org/l"),
        ("another", "https://example.org/m"),
    ]


def test_notes_follow_their_paragraph() -> None:
    def write(word: WordDocument) -> None:
        notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'><w:p><w:r><w:t>Since 2031.</w:t></w:r></w:p>"
        part = Part(
            PackURI("/word/footnotes.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml",
            f"{notes}</w:footnote></w:footnotes>".encode(),
            word.part.package,
        )
        word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        runs(word.add_paragraph("Plans are timely"), '<w:r><w:footnoteReference w:id="2"/><w:t>.</w:t></w:r>')

    assert rows(made(write)) == [("paragraph", "", "Plans are timely."), ("footnote", "1", "Since 2031.")]


def test_a_text_box_is_read_once() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In the box.</w:t></w:r></w:p></w:txbxContent>"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def write(word: WordDocument) -> None:
        runs(
            word.add_paragraph("Around."),
            f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
            f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )

    document = made(write)
    assert [(document.slice(b.span), b.boxed) for b in document.blocks] == [("Around.", False), ("In the box.", True)]


def test_pages_only_where_the_file_holds_breaks() -> None:
    assert made(lambda word: word.add_paragraph("Plans.")).pages == ()

    def write(word: WordDocument) -> None:
        word.add_paragraph("Plans are timely.")
        word.add_page_break()
        runs(word.add_paragraph(), "<w:r><w:lastRenderedPageBreak/><w:t>Audits help</w:t></w:r>")
        runs(word.add_paragraph(), "<w:r><w:t>and the rest</w:t><w:lastRenderedPageBreak/><w:t>is here.</w:t></w:r>")

    document = made(write)
    assert [document.page_of(document.text.index(words)) for words in ("Plans", "Audits", "the rest", "here")] == [
        1, 2, 2, 3,
    ]  # fmt: skip
    assert [block.page for block in document.blocks] == [1, 2, 2]


def test_forced_line_ends_of_an_address_stay() -> None:
    assert texts(made(lambda word: word.add_paragraph("Date: 6 July 2031\nReport of: Olwen Marsh"))) == [
        "Date: 6 July 2031",
        "Report of: Olwen Marsh",
    ]
