"""The web page as a file: it stands alone, links within itself, keeps the letters' words, runs only its own script."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import docx
import pytest
from lxml import html

import ofstedmine as om
from ofstedmine.document import Span
from ofstedmine.errors import OutputError
from ofstedmine.model import FollowUp
from ofstedmine.write.marked import Places
from ofstedmine.write.page import written
from ofstedmine.write.story import story

HOSTILE = (
    "<script>document.title = 'broken'</script>",
    "</script><script>document.title = 'broken'</script>",
    "</style><style>body { display: none }</style>",
    "<!-- --> <img src=x onerror=\"document.title = 'broken'\">",
    '" onfocus="document.title = \'broken\'" autofocus="',
    "' onmouseover='document.title = 1",
    "{{ story.title }} {% raw %} ${document.title}",
    "javascript:alert(1) <a href='javascript:alert(1)'>here</a>",
    "&lt;script&gt; &amp; &#x3c;b&#x3e;",
    "line\u2028separator \u2029 <svg onload=alert(1)> \u202eright to left",
)


def parsed(found: FollowUp, **options: bool) -> html.HtmlElement:
    return html.document_fromstring(written(story(found), **options))


def test_the_page_stands_alone(followed: FollowUp) -> None:
    page = parsed(followed)
    assert not page.xpath("//link | //iframe | //object | //embed | //base | //script[@src] | //*[@style]")
    assert all(src.startswith("data:") for src in page.xpath("//@src"))
    assert "url(" not in page.findtext(".//style")
    assert "@import" not in page.findtext(".//style")


def test_the_policy_lets_only_the_pages_own_style_and_script_in(followed: FollowUp) -> None:
    page = parsed(followed)
    policy = dict(
        part.strip().split(" ", 1) for part in page.xpath("//meta[@http-equiv]/@content")[0].split(";") if part.strip()
    )
    assert policy["default-src"] == "'none'"
    for tag in ("style", "script"):
        (text,) = [e.text for e in page.iter(tag)]
        assert policy[f"{tag}-src"] == f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_every_link_within_the_page_has_its_place(followed: FollowUp) -> None:
    page = parsed(followed)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    inside = [h[1:] for h in page.xpath("//a/@href") if h.startswith("#")]
    assert set(inside) <= set(ids)
    assert {f"r{i}" for i in range(1, len(followed) + 1)} <= set(inside)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert {p for mark in page.xpath("//mark/@data-p") for p in mark.split()} <= set(ids)


def test_evidence_leads_to_its_words_and_back(followed: FollowUp) -> None:
    page = parsed(followed)
    for number, closure in enumerate(followed, 1):
        (link,) = page.xpath(f"//*[@id='r{number}']//h3/a/@href")
        marks = page.xpath(f"//mark[contains(concat(' ', @data-p), ' {link[1:]} ')]")
        assert "".join(m.text for m in marks) == closure.evidence[0].text
        assert f"#r{number}" in page.xpath("//a[@class='chip']/@href")


@pytest.mark.parametrize("part", ["earlier", "later"])
def test_marks_alter_no_word_of_a_letter(followed: FollowUp, part: str) -> None:
    (report,) = getattr(followed, part)
    (shown,) = [m for m in Places(story(followed)).letters() if m.letter.report is report]
    said = "\n".join(
        "".join(run.text for run in runs)
        for row in shown.rows
        for runs in ([row.runs] if row.kind != "table" else [c for cells in row.cells for c in cells])
    )
    for item in (*report.paragraphs, *report.recommendations):
        assert item.text in said
    for section in report.sections:
        assert section.heading in said


def test_a_letter_inside_a_report_is_shown_without_the_report(followed: FollowUp) -> None:
    (visit,) = followed.earlier
    document = visit.document
    (letter, *_) = parsed(followed).xpath("//article[@class='letter']")
    said = " ".join(letter.text_content().split())
    assert document.slice(visit.paragraphs[0].span) in said
    assert document.slice(document.blocks[0].span) not in said


def test_pages_are_told_even_inside_a_paragraph(followed: FollowUp) -> None:
    (_, letter) = parsed(followed).xpath("//article[@class='letter']")
    told = [int(n) for n in re.findall(r"\d+", " ".join(letter.xpath(".//*[@class='page' or @class='turn']//text()")))]
    assert told == list(range(1, (followed.later[0].paragraphs[-1].page or 0) + 1))


def test_letters_of_a_history_are_shown_once() -> None:
    folder = "corpus/stannerdale/"
    found = om.history([om.mine(folder + n) for n in ("2023-04-ilacs.pdf", "2023-10-monitoring-visit.pdf")])
    twice = replace(found, earlier=(*found.earlier, *found.later))
    assert len(parsed(twice).xpath("//article[@class='letter']")) == 2
    assert parsed(twice).xpath("count(//footer//li[contains(., 'read from')])") == 2


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(hostile: Callable[[str], FollowUp], text: str) -> None:
    harmless = parsed(hostile("Plans are timely and clear."))
    page = parsed(hostile(text))
    assert [e.tag for e in page.iter() if isinstance(e.tag, str)] == [
        e.tag for e in harmless.iter() if isinstance(e.tag, str)
    ]
    assert {n for e in page.iter() for n in e.attrib} == {n for e in harmless.iter() for n in e.attrib}
    assert [c for c in page.iter() if not isinstance(c.tag, str)] == []
    assert all(re.match("#|https?://", h) for h in page.xpath("//@href"))
    assert page.text_content().count(" ".join(text.split(" "))) >= 5


def test_a_published_letter_is_linked_to_its_page(followed: FollowUp) -> None:
    assert not parsed(followed).xpath("//a[contains(@class, 'out')]")
    address = "https://files.example/letter.pdf"
    (later,) = followed.later
    known = replace(later, address=address)
    closures = tuple(
        replace(c, evidence=tuple(replace(e, source=known) for e in c.evidence if e.source is later)) for c in followed
    )
    links = parsed(replace(followed, later=(known,), closures=closures)).xpath("//a[contains(@class, 'out')]/@href")
    assert f"{address}#page=2" in links


def test_a_page_is_written_by_its_ending(followed: FollowUp, tmp_path: Path) -> None:
    path = om.report(followed, tmp_path / "closure.html", title="Plans & progress", pictures=True)
    page = html.document_fromstring(path.read_bytes())
    assert page.findtext(".//h1") == page.findtext(".//title") == "Plans & progress"
    assert page.xpath("//img")
    with pytest.raises(OutputError, match=r"\.docx or \.html"):
        om.report(followed, tmp_path / "closure.md", pictures=True)
    assert not (tmp_path / "closure.md").exists()


def test_nothing_to_follow_up_says_what_would_widen_it(followed: FollowUp) -> None:
    page = parsed(replace(followed, closures=()))
    assert "--include weaknesses" in page.text_content()
    assert not page.xpath("//form")


def test_pictures_are_put_in_where_they_are_asked_for(followed: FollowUp) -> None:
    assert not parsed(followed).xpath("//img")
    page = parsed(followed, pictures=True)
    shown = [e for p in story(followed).points for e in (*p.supporting, *p.against)]
    assert len(page.xpath("//img")) == len(shown) > 0
    assert all(src.startswith("data:image/png;base64,") for src in page.xpath("//img/@src"))
    assert all("with this passage marked" in alt for alt in page.xpath("//img/@alt"))


def test_a_letter_without_pages_has_no_picture_and_a_note(hostile: Callable[[str], FollowUp]) -> None:
    page = parsed(hostile("Plans are timely."), pictures=True)
    assert not page.xpath("//img")
    (note,) = [t for t in page.xpath("//footer//li/text()") if t.startswith("No picture")]
    assert "PDF" in note


def test_a_word_report_shows_the_passages_with_their_texts(followed: FollowUp, tmp_path: Path) -> None:
    document = docx.Document(str(om.report(followed, tmp_path / "closure.docx", pictures=True)))
    told = story(followed)
    shown = [*told.general, *(e for p in told.points for e in (*p.supporting, *p.against))]
    assert len(document.inline_shapes) == len(shown) > 0
    section = document.sections[0]
    between = section.page_width - section.left_margin - section.right_margin
    for shape, passage in zip(document.inline_shapes, shown, strict=True):
        assert passage.text in shape._inline.docPr.get("descr")
        assert shape.width <= between
    assert not docx.Document(str(om.report(followed, tmp_path / "plain.docx"))).inline_shapes


def test_evidence_without_a_place_is_still_told(followed: FollowUp) -> None:
    lost = tuple(replace(c, evidence=tuple(replace(e, span=None) for e in c.evidence)) for c in followed)
    page = parsed(replace(followed, closures=lost))
    assert page.xpath("//*[@id='r1']//blockquote")


def test_a_passage_may_begin_inside_another(followed: FollowUp) -> None:
    first = followed.closures[0].evidence[0]
    assert first.span
    inner = replace(first, span=Span(first.span.start + 10, first.span.end - 10))
    closures = (replace(followed.closures[0], evidence=(first, inner)), *followed.closures[1:])
    page = parsed(replace(followed, closures=closures))
    assert any(len(p.split()) == 2 for p in page.xpath("//mark/@data-p"))
    text = " ".join("".join(page.xpath("//article[@id='letter-2']//mark/text()")).split())
    assert first.text in text


def test_a_passage_that_reaches_beyond_the_letters_words_still_has_its_place(followed: FollowUp) -> None:
    first = followed.closures[0].evidence[0]
    assert first.span
    before = replace(first, span=Span(first.span.start - 1, first.span.end + 1))  # with the breaks around it
    beyond = replace(first, span=Span(10**6, 10**6 + 5))
    closures = (replace(followed.closures[0], evidence=(before, beyond)), *followed.closures[1:])
    page = parsed(replace(followed, closures=closures))
    inside = {h[1:] for h in page.xpath("//a/@href") if h.startswith("#")}
    assert inside <= set(page.xpath("//@id"))
    (link,) = page.xpath("//*[@id='r1']//h3/a/@href")
    marks = page.xpath(f"//mark[contains(concat(' ', @data-p), ' {link[1:]} ')]")
    assert "".join(m.text for m in marks).strip() == first.text
