"""Comments beside the quotes of a Word draft: exactly over their words, and nothing else of the draft changed."""

from __future__ import annotations

import random
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph
from drafting import cases, pieces, written
from lxml import etree

import ofstedmine as om
from ofstedmine.text import bare

SAMPLES = Path(__file__).parents[2] / "corpus" / "marlowbridge"
LETTER = om.mine(SAMPLES / "2022-06-ilacs.pdf")
DRAFT = SAMPLES / "2022-09-follow-up-report.docx"
QUOTE = "Managers in the hub now set down why a contact is closed or passed to early help."
WRONG = "Chronologies remain too uneven to be relied on."
AFTER = "This was an area for improvement at the focused visit, when the reasons were often missing."
LED = "The letter says that “"
W = nsdecls("w")


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    return f"<w:p {W}>{''.join(content)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in row) for row in rows)
    return f"<w:tbl {W}>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def word(*blocks: str) -> bytes:
    """A Word document of these blocks of XML."""
    made = docx.Document()
    end = made.element.body[-1]
    for block in blocks:
        end.addprevious(parse_xml(block))
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def texts(data: bytes) -> list[str]:
    """Every text of the document in order, the notes' and headers' too, joined part by part."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if n.startswith("word/") and n.endswith(".xml") and "comments" not in n]
        return [
            "".join(e.text or "" for e in parse_xml(archive.read(name)).iter(qn("w:t"), qn("w:delText")))
            for name in sorted(names)
        ]


def annotated(data: bytes, tmp_path: Path, sources=(LETTER,)) -> tuple[list[tuple[str, str]], tuple]:
    """What each comment covers and says, in order of the comments, with the checks that have none."""
    out = tmp_path / "out.docx"
    checks = om.verify(om.mine(data, name="draft.docx"), sources)
    left = om.annotate(data, checks, out)
    assert texts(out.read_bytes()) == texts(data)
    assert om.mine(out).document.text == om.mine(data, name="draft.docx").document.text
    return comments(out), left


def comments(path: Path) -> list[tuple[str, str]]:
    made, found = docx.Document(str(path)), []
    for comment in made.comments:
        covered, inside = "", False
        for element in made.element.body.iter():
            if element.get(qn("w:id")) == str(comment.comment_id):
                inside = {qn("w:commentRangeStart"): True, qn("w:commentRangeEnd"): False}.get(element.tag, inside)
            if inside and element.tag in (qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:noBreakHyphen")):
                covered += element.text or " "
        assert not inside
        found.append((covered, comment.text))
    return found


BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="wps"><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
MIDDLE = f"{QUOTE}” and more."


@pytest.mark.parametrize(
    ("blocks", "covered"),
    [
        pytest.param([paragraph(run(f"{LED}{MIDDLE}"))], [QUOTE], id="inside one run"),
        pytest.param([paragraph(run(LED, "<w:b/>"), run(QUOTE, "<w:i/>"), run("” and more."))], [QUOTE], id="a run"),
        pytest.param(
            [paragraph(run(LED + QUOTE[:10]), run(QUOTE[10:13], "<w:u/>"), run(QUOTE[13:] + "”."))],
            [QUOTE],
            id="over three runs, cut in words",
        ),
        pytest.param(
            [paragraph(run(f"{LED}{QUOTE}” and “{WRONG}” (p. 4) too."))], [QUOTE, WRONG], id="two in one run"
        ),
        pytest.param(
            [table(("Said", LED + MIDDLE), ("Then", f"{LED}{WRONG}”"))],
            [QUOTE, WRONG],
            id="cells of a table",
        ),
        pytest.param(
            [table(("1.1", LED + MIDDLE), ("1.2", "More."))],
            [QUOTE],
            id="a table that only sets text",
        ),
        pytest.param(
            [paragraph('<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>', run(f"{LED}{MIDDLE}"))], [QUOTE], id="a bullet"
        ),
        pytest.param([paragraph(run(f"3. {LED}{MIDDLE}"))], [QUOTE], id="behind a number typed by hand"),
        pytest.param(
            [paragraph(run(LED), f'<w:hyperlink w:anchor="x">{run(QUOTE + "” (p. 2)")}</w:hyperlink>', run(" here."))],
            [QUOTE],
            id="a link",
        ),
        pytest.param(
            [paragraph(run(LED + QUOTE[:20]), f'<w:hyperlink w:anchor="x">{run(QUOTE[20:] + "” ok")}</w:hyperlink>')],
            [QUOTE],
            id="ends in a link",
        ),
        pytest.param(
            [paragraph(
                run(LED + QUOTE[:20]),
                f'<w:del w:id="7" w:author="A">{run("away ").replace("w:t", "w:delText")}</w:del>',
                f'<w:ins w:id="8" w:author="A">{run(QUOTE[20:30])}</w:ins>', run(QUOTE[30:] + "”."),
            )],
            [QUOTE],
            id="tracked changes inside",
        ),
        pytest.param(
            [paragraph(run(LED), f'<w:ins w:id="8" w:author="A">{run(QUOTE + "” and on")}</w:ins>')],
            [QUOTE],
            id="a tracked insertion",
        ),
        pytest.param(
            [paragraph(run(f"{LED}{QUOTE} "), run("not this", "<w:vanish/>"), run(AFTER + "”"))],
            [f"{QUOTE} not this{AFTER}"],
            id="hidden text inside",
        ),
        pytest.param(
            [paragraph(run(f"{LED}{QUOTE}")), paragraph(run(f"“{AFTER}” (p. 2)"))],
            [f"{QUOTE}“{AFTER}"],
            id="two paragraphs",
        ),
        pytest.param(
            [paragraph('<w:pPr><w:pStyle w:val="Quote"/></w:pPr>', run(QUOTE))], [QUOTE], id="a block quote"
        ),
        pytest.param(
            [paragraph(f'<w:r><w:t>{LED}{QUOTE[:15]}</w:t><w:br/><w:t>{QUOTE[16:]}” and</w:t><w:tab/></w:r>')],
            [QUOTE],
            id="a line break inside a run",
        ),
        pytest.param(
            [paragraph("<w:sdt><w:sdtContent>", run(f"{LED}{MIDDLE}"), "</w:sdtContent></w:sdt>")],
            [QUOTE],
            id="a content control",
        ),
        pytest.param(
            [paragraph(run(f"{LED}{MIDDLE}",
             '<w:rPrChange w:id="3" w:author="A"><w:rPr><w:b/></w:rPr></w:rPrChange>'))],
            [QUOTE],
            id="formatting that is tracked",
        ),
        pytest.param(
            [paragraph(run("Look here."), BOX.format(paragraph(run(f"{LED}{MIDDLE}"))))],
            [f"{LED}{MIDDLE}" * 2],
            id="a text box",
        ),
        pytest.param(
            [paragraph(run(" ".join([f"{LED}{QUOTE}” again."] * 3)))], [QUOTE] * 3, id="three times the same words"
        ),
    ],
)  # fmt: skip
def test_a_comment_covers_the_words_of_its_quote(blocks: list[str], covered: list[str], tmp_path: Path) -> None:
    found, left = annotated(word(paragraph(run("Notes for Thursday.")), *blocks), tmp_path)
    assert [words for words, _ in found] == [*covered, "Notes for Thursday."]
    assert left == ()


def test_each_comment_says_what_became_of_its_quote(tmp_path: Path) -> None:
    told = f"{LED}{QUOTE}” (p. 2, para. 3), “{AFTER}” (p. 4), “{WRONG}” (p. 2), and that leaders “are marvels who run”."
    found, _ = annotated(word(paragraph(run(told))), tmp_path)
    assert [text for _, text in found] == [
        "✓ verbatim, page true, paragraph true\n2022-06-ilacs.pdf, p. 2, para. 3\n"
        "claimed page 2: true; claimed paragraph 3: true",
        "≠ verbatim, page wrong\n2022-06-ilacs.pdf, p. 2, para. 3\nclaimed page 4: wrong, it stands on page 2",
        "≠ altered, page true\n2022-06-ilacs.pdf, p. 2, para. 8\nclaimed page 2: true\n“uneven” → “weak”\n"
        "true text: “Chronologies remain too weak to be relied on.”",
        "✗ not found",
        "Checked by ofstedmine. 4 quotes: 2 verbatim, 1 altered, 1 not found; 1 with a wrong page; 3 to mend.",
    ]


def test_quotes_in_footnotes_are_told_at_the_top(tmp_path: Path) -> None:
    data = word(paragraph(run("As the letter says"), '<w:r><w:footnoteReference w:id="2"/></w:r>', run(".")))
    note = f'<w:footnotes {W}><w:footnote w:id="2">{paragraph(run(f"{LED}{MIDDLE}"))}</w:footnote></w:footnotes>'
    found, left = annotated(with_footnotes(data, note), tmp_path)
    assert [check.quote.text for check in left] == [QUOTE]
    ((covered, text),) = found
    assert covered == "As the letter says"
    assert "No comment can stand beside these, in footnotes or endnotes" in text
    assert f"“{QUOTE}” – ✓ verbatim" in text


def with_footnotes(data: bytes, notes: str) -> bytes:
    """A Word document with a part of footnotes put in."""
    kind = "officeDocument/2006/relationships/footnotes"
    types = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    held = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(held, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                part = f'<Override PartName="/word/footnotes.xml" ContentType="{types}"/></Types>'
                content = content.replace(b"</Types>", part.encode())
            if name == "word/_rels/document.xml.rels":
                rel = (
                    f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/{kind}" Target="footnotes.xml"/>'
                )
                content = content.replace(b"</Relationships>", f"{rel}</Relationships>".encode())
            new.writestr(name, content)
        new.writestr("word/footnotes.xml", notes)
    return held.getvalue()


def test_comments_that_are_there_stay_and_ids_stay_apart(tmp_path: Path) -> None:
    made = docx.Document(BytesIO(word(paragraph(run(f"{LED}{MIDDLE}")))))
    first = Paragraph(made.element.body[0], made._body)
    made.add_comment(first.runs[0], "Please shorten.", "Ann Dovey", "AD")
    made.element.body[0].append(parse_xml(f'<w:commentRangeStart {W} w:id="40"/>'))  # left by another program
    held = BytesIO()
    made.save(held)
    found, _ = annotated(held.getvalue(), tmp_path)
    assert found[0] == (f"{LED}{MIDDLE}", "Please shorten.")
    assert found[1][0] == QUOTE
    ids = [c.comment_id for c in docx.Document(str(tmp_path / "out.docx")).comments]
    assert len(set(ids)) == len(ids)
    assert 40 not in ids


def test_formatting_stays(tmp_path: Path) -> None:
    data = word(paragraph(run("Notes "), run(f"{LED}{MIDDLE}", '<w:b/><w:color w:val="FF0000"/>')))
    annotated(data, tmp_path)
    runs = Paragraph(docx.Document(str(tmp_path / "out.docx")).element.body[0], None).runs
    shown = [(r.text, bool(r.bold)) for r in runs if r.text]
    assert shown == [("Notes ", False), (LED, True), (QUOTE, True), ("” and more.", True)]


def test_a_sample_report_has_a_comment_a_quote_and_one_more(tmp_path: Path) -> None:
    found, left = annotated(DRAFT.read_bytes(), tmp_path)
    quotes = om.mine(DRAFT).quotes
    assert [" ".join(words.split()) for words, _ in found[:-1]] == [q.text for q in quotes]
    assert left == ()


def test_every_quote_of_a_draft_made_at_random_has_its_comment(tmp_path: Path) -> None:
    rng, letters = random.Random(3), [LETTER]
    body = [p for n, (case, _) in enumerate(cases(rng, "docx", letters, 60)) for p in pieces(rng, case, LETTER, n)]
    data = written("docx", "Outcome of the inspection: report to the board", body)
    found, left = annotated(data, tmp_path)
    quotes = om.mine(data).quotes
    assert len(quotes) > 50
    assert left == ()
    assert [bare(words) for words, _ in found[:-1]] == [bare(q.text) for q in quotes]


def test_what_cannot_be_done_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.docx"
    checks = om.verify(om.mine(DRAFT), LETTER)
    with pytest.raises(om.UnreadableDocument, match=r"Word document \(\.docx\) alone"):
        om.annotate(SAMPLES / "2022-06-ilacs.pdf", checks, out)
    with pytest.raises(om.OutputError, match="not of this draft"):
        om.annotate(word(paragraph(run("Another draft."))), checks, out)
    with pytest.raises(om.OutputError, match=r"ends in \.docx"):
        om.annotate(DRAFT, checks, tmp_path / "out.pdf")
    assert list(tmp_path.iterdir()) == []
    out.write_text("mine")
    with pytest.raises(om.OutputError, match="there already"):
        om.annotate(DRAFT, checks, out)
    assert out.read_text() == "mine"
    om.annotate(DRAFT, checks, out, force=True)
    assert om.mine(out).kind is om.Kind.COUNCIL_REPORT


def test_a_letter_cannot_break_the_comments(tmp_path: Path) -> None:
    letter = om.mine(
        b"# Letter\n\nPlans are <b>\x0bnever</b> & \x02always late for children in this town.", name="l\x01.md"
    )
    found, _ = annotated(
        word(paragraph(run(f"{LED}Plans are sometimes late for children in this town.”"))), tmp_path, [letter]
    )
    assert "→" in found[0][1]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_it_opens_in_libreoffice_with_its_comments_over_the_quotes(tmp_path: Path) -> None:
    annotated(DRAFT.read_bytes(), tmp_path)
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    command = ["soffice", home, "--headless", "--convert-to", "odt", "--outdir", tmp_path, tmp_path / "out.docx"]
    subprocess.run(list(map(str, command)), check=True, capture_output=True, timeout=180)
    with zipfile.ZipFile(tmp_path / "out.odt") as archive:
        content = etree.fromstring(archive.read("content.xml"))
    office, covered, said = f"{{{content.nsmap['office']}}}", {}, {}
    for start in content.iter(f"{office}annotation"):
        name = start.get(f"{office}name")
        said[name] = " ".join(" ".join(p.itertext()) for p in start.iterchildren(f"{{{content.nsmap['text']}}}p"))
        ((end),) = content.xpath("//office:annotation-end[@office:name=$n]", namespaces=content.nsmap, n=name)
        between = "following::text()[not(ancestor::office:annotation)]"
        here = start.xpath(between, namespaces=content.nsmap)
        after = len(end.xpath(between, namespaces=content.nsmap))
        covered[name] = "".join(here[: len(here) - after])
    assert list(covered.values())[1:] == [q.text for q in om.mine(DRAFT).quotes]
    assert "3 to mend" in next(iter(said.values()))
    assert any("claimed page 4: wrong, it stands on page 2" in text for text in said.values())
