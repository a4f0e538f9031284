"""The Word file of a closure report: parts that Word takes without repair, and a council's template honoured."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree
from reports import FOLLOW_UP, LETTER, closure, evidence

from ofstedmine import OutputError
from ofstedmine.model import Action, FollowUp, Status
from ofstedmine.write import report
from ofstedmine.write.story import story
from ofstedmine.write.tracker import written as spreadsheet
from ofstedmine.write.word import written

DAY = date(2023, 6, 1)
BOOK = spreadsheet(story(FOLLOW_UP))
FOOT = "Ofsted, [Fernley: full inspection (ILACS), 8 to 19 May 2023] (2023), p. 2, para. 8."
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as file:
        assert len(set(file.namelist())) == len(file.namelist())
        return {name: file.read(name) for name in file.namelist()}


def notes(data: bytes) -> dict[str, str]:
    """The footnotes by their ids, once all that ties them to the document is seen to be there."""
    held = parts(data)
    for name, content in held.items():
        if name.endswith((".xml", ".rels")):
            etree.fromstring(content)
    related = re.findall(rf'Target="([^"]+)"[^>]*Type="{RELATED}"|Type="{RELATED}"[^>]*Target="([^"]+)"',
                         held["word/_rels/document.xml.rels"].decode())  # fmt: skip
    assert len(related) == 1
    name = next(filter(None, related[0])).removeprefix("/word/")
    assert f'PartName="/word/{name}"' in held["[Content_Types].xml"].decode()
    root, body, settings = (etree.fromstring(held[f"word/{n}"]) for n in (name, "document.xml", "settings.xml"))
    found = {n.get(qn("w:id")): n for n in root}
    assert len(found) == len(root)
    marks = [m.get(qn("w:id")) for m in body.iter(qn("w:footnoteReference"))]
    assert len(set(marks)) == len(marks)
    special = [n.get(qn("w:id")) for n in root if n.get(qn("w:type"))]
    assert [n.get(qn("w:id")) for n in settings.find(qn("w:footnotePr"))] == special
    assert set(found) == {*marks, *special}
    styles = {s.get(qn("w:styleId")) for s in etree.fromstring(held["word/styles.xml"])}
    used = {e.get(qn("w:val")) for part in (root, body) for t in ("w:pStyle", "w:rStyle", "w:tblStyle")
            for e in part.iter(qn(t))}  # fmt: skip
    assert used <= styles
    return {i: "".join(n.itertext()).strip() for i, n in found.items() if i not in special}


def made(found: FollowUp = FOLLOW_UP, **given: object) -> bytes:
    return written(story(found, today=DAY), **given)


def saved(document: docx.document.Document, path: Path) -> Path:
    document.save(str(path))
    return path


def test_the_citations_are_footnotes():
    found = notes(made())
    assert list(found) == [str(n) for n in range(1, len(found) + 1)]
    told = [text for text in found.values() if "2023" in text]
    assert told[0] == FOOT.replace("p. 2, para. 8", "p. 4, para. 8")
    assert told[1] == "Ofsted, 2023, p. 2, para. 8."  # told in full once


def test_an_address_in_a_footnote_is_a_link_of_its_part():
    later = replace(LETTER, address="https://files.example.gov.uk/50183.pdf")
    passages = (evidence("Visited.", source=later), evidence("Twice.", source=later, page=3))
    data = made(replace(FOLLOW_UP, closures=(closure(1, Status.CLOSED, *passages),), general=()))
    assert any("https://files.example.gov.uk/50183.pdf#page=2" in text for text in notes(data).values())
    held = parts(data)
    links = list(etree.fromstring(held["word/footnotes.xml"]).iter(qn("w:hyperlink")))
    assert ["".join(link.itertext()) for link in links] == [
        "https://files.example.gov.uk/50183.pdf#page=2",
        "Ofsted, 2023, p. 3, para. 8.",
    ]
    related = held["word/_rels/footnotes.xml.rels"].decode()
    assert "50183.pdf#page=2" in related
    assert "50183.pdf#page=3" in related
    assert all(link.get(qn("r:id")) in related for link in links)


def test_headings_tables_and_properties_are_those_that_word_knows():
    document = docx.Document(BytesIO(made()))
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Title"))]
    assert headings[:3] == [
        ("Title", "What became of the recommendations to Fernley"),
        ("Heading 1", "Letters and reports"),
        ("Heading 1", "Overview"),
    ]
    assert [text for name, text in headings if name == "Heading 2"][3] == "Recommendation 4: The offer of advocacy."
    overview = document.tables[0]
    assert [c.text for c in overview.rows[0].cells] == ["No.", "Recommendation", "Status", "Best evidence"]
    assert [r.cells[2].text for r in overview.rows[1:]] == ["✓ closed", "◐ partly closed", "✗ open", "– not addressed"]
    for table in document.tables:
        looks = [r._tr.trPr for r in table.rows]
        assert looks[0].find(qn("w:tblHeader")) is not None
        assert all(look.find(qn("w:cantSplit")) is not None for look in looks)
    held = document.core_properties
    assert (held.title, held.subject, held.language) == (headings[0][1], "Closure report – Fernley", "en-GB")
    assert held.created.date() == DAY
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert "PAGE" in section.footer._element.xml


def test_a_row_of_the_overview_leads_to_its_section():
    body = docx.Document(BytesIO(made())).element
    links = [e.get(qn("w:anchor")) for e in body.iter(qn("w:hyperlink")) if e.get(qn("w:anchor"))]
    assert links == [e.get(qn("w:name")) for e in body.iter(qn("w:bookmarkStart"))]
    assert len(links) == 4


def test_no_text_of_a_letter_breaks_the_file_or_becomes_a_field():
    text = 'A <w:p/> & ]]> \x00\x0b\x1f\ufffe "{ INCLUDETEXT c:\\\\x }" =1+1 \ud800'
    done = Action(text, text, "2022-09", None, 4, 2, text, "red")
    again = replace(LETTER.recommendations[0], text=text, heading=text)
    later = replace(LETTER, recommendations=(again,), authority=text, title=text)
    item = closure(1, Status.OPEN, evidence(text, section=text, paragraph=None, source=later), recurs_as=(again,),
                   actions=(done,), reason=text)  # fmt: skip
    found = replace(FOLLOW_UP, closures=(item,), general=(evidence(text),), later=(later,), notes=(text,))
    data = written(story(found, title=text, today=DAY))
    assert any("INCLUDETEXT" in note for note in notes(data).values())
    document = docx.Document(BytesIO(data))
    assert not list(document.element.iter(qn("w:instrText"), qn("w:fldSimple")))
    assert "�" in document.paragraphs[0].text


def test_a_title_of_any_length_is_kept():
    title = "What became of it, " * 40
    document = docx.Document(BytesIO(written(story(FOLLOW_UP, title=title))))
    assert document.paragraphs[0].text == title.strip()
    assert document.core_properties.title.endswith("…")


def council() -> docx.document.Document:
    """A council's template: two sections, a header, a style of its own making, text, and a narrow last page."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Fernley City Council"
    document.styles["Heading 1"].font.name = "Georgia"
    document.add_paragraph("Cover text")
    last = document.add_section(WD_SECTION.NEW_PAGE)
    last.left_margin = Mm(40)
    document.add_paragraph("Old body")
    return document


def test_a_template_gives_its_styles_margins_and_headers_and_loses_its_text(tmp_path):
    document = docx.Document(BytesIO(made(template=saved(council(), tmp_path / "council.docx"))))
    assert "Cover text" not in (text := "\n".join(p.text for p in document.paragraphs))
    assert "Old body" not in text
    assert document.paragraphs[0].text.startswith("What became")
    assert document.styles["Heading 1"].font.name == "Georgia"
    (section,) = document.sections
    assert round(section.left_margin.mm) == 40
    assert section.header.paragraphs[0].text == "Fernley City Council"


def test_the_report_goes_where_the_template_marks_it(tmp_path):
    given = council()
    given.add_paragraph(" {{ report }} ")
    given.add_paragraph("Contact: the director")
    texts = [p.text for p in docx.Document(BytesIO(made(template=saved(given, tmp_path / "t.docx")))).paragraphs]
    assert texts[0] == "Cover text"
    assert texts[texts.index("Old body") + 1].startswith("What became")
    assert texts[-1] == "Contact: the director"
    assert not any("{{" in t for t in texts)


@pytest.mark.parametrize("where", ["in a sentence", "in a table", "in a header", "twice"])
def test_a_mark_that_is_no_paragraph_of_its_own_is_refused(tmp_path, where):
    given = council()
    if where == "in a table":
        given.add_table(1, 1).cell(0, 0).text = "{{report}}"
    elif where == "in a header":
        given.sections[0].header.paragraphs[0].text = "{{ report }}"
    elif where == "twice":
        given.add_paragraph("{{report}}")
        given.add_paragraph("{{report}}")
    else:
        given.add_paragraph("Here: {{report}}")
    with pytest.raises(OutputError, match="once, as a paragraph of its own"):
        report(FOLLOW_UP, tmp_path / "out.docx", template=saved(given, tmp_path / "t.docx"))


def test_a_template_with_footnotes_keeps_those_that_stay(tmp_path):
    first = tmp_path / "first.docx"
    first.write_bytes(made())
    data = made(template=first)
    assert sorted(notes(data).values()) == sorted(notes(made()).values())
    again = docx.Document(BytesIO(made()))
    again.add_paragraph("{{report}}")
    kept = notes(made(template=saved(again, tmp_path / "again.docx")))
    assert sorted(kept.values()) == sorted([*notes(made()).values()] * 2)


def test_a_template_without_our_styles_still_works(tmp_path):
    given = docx.Document()
    for style in list(given.styles):
        if style.name in (
            "Title",
            "Subtitle",
            "Heading 1",
            "Heading 2",
            "Heading 3",
            "Quote",
            "List Bullet",
            "Table Grid",
        ):
            style.element.getparent().remove(style.element)
    data = made(template=saved(given, tmp_path / "bare.docx"))
    assert sorted(notes(data).values()) == sorted(notes(made()).values())
    document = docx.Document(BytesIO(data))
    levels = {p.style.name: p.style.element.find(f".//{qn('w:outlineLvl')}") for p in document.paragraphs}
    assert [levels[f"Heading {n}"].get(qn("w:val")) for n in (1, 2, 3)] == ["0", "1", "2"]
    assert any(p.text.startswith("•") for p in document.paragraphs)
    assert document.tables[0]._tbl.tblPr.find(qn("w:tblBorders")) is not None


def recast(source: Path, before: str, after: str) -> Path:
    """A copy whose main part is said to be of another kind."""
    out = source.with_suffix(".dotx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(before.encode(), after.encode()) if name.startswith("[") else content)
    return out


def test_a_word_template_is_taken_as_well(tmp_path):
    given = recast(
        saved(council(), tmp_path / "c.docx"), "wordprocessingml.document.main", "wordprocessingml.template.main"
    )
    data = made(template=given)
    assert "template.main" not in parts(data)["[Content_Types].xml"].decode()
    assert docx.Document(BytesIO(data)).styles["Heading 1"].font.name == "Georgia"


@pytest.mark.parametrize(
    ("content", "told"), [(b"PDF", "no Word document"), (BOOK, "no Word document"), (None, "cannot be read")]
)
def test_what_is_no_template_is_refused_before_anything_is_written(tmp_path, content, told):
    path = tmp_path / "council.docx"
    if content:
        path.write_bytes(content)
    with pytest.raises(OutputError, match=told):
        report(FOLLOW_UP, tmp_path / "out.docx", template=path)
    assert not (tmp_path / "out.docx").exists()


def test_a_template_with_macros_is_refused(tmp_path):
    given = recast(
        saved(council(), tmp_path / "c.docx"),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "application/vnd.ms-word.template.macroEnabledTemplate.main",
    )
    with pytest.raises(OutputError, match="macros"):
        report(FOLLOW_UP, tmp_path / "out.docx", template=given)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("out.pdf", {}, r"\.pdf is not known; give the file a name that ends in \.md"),
        ("out", {}, "it has no ending"),
        ("out.md", {"template": "council.docx"}, "a template is for Word alone"),
    ],
)
def test_an_ending_says_what_is_written(tmp_path, name, given, told):
    with pytest.raises(OutputError, match=told):
        report(FOLLOW_UP, tmp_path / name, **given)


def test_a_report_is_written_by_its_ending(tmp_path):
    assert report(FOLLOW_UP, tmp_path / "out.MD").read_text("utf-8").startswith("# What became")
    assert zipfile.is_zipfile(report(FOLLOW_UP, tmp_path / "out.docx"))


@pytest.mark.office
def test_libreoffice_sets_the_footnotes_at_the_foot_of_the_pages(tmp_path):
    if not (office := shutil.which("soffice")) or not (reader := shutil.which("pdftotext")):
        pytest.skip("LibreOffice and pdftotext are needed (apt-get install libreoffice-writer poppler-utils)")
    (tmp_path / "out.docx").write_bytes(data := made())
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / "out.docx"],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    told = subprocess.run([reader, tmp_path / "out.pdf", "-"], check=True, capture_output=True, text=True).stdout
    text = " ".join(told.split())
    for number, note in notes(data).items():
        assert f"{number} {' '.join(note.split())}" in text
    assert "Page 1 of" in text
