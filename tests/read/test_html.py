"""Web pages: what belongs to the document, and how its lists and tables are marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import rows, texts

from ofstedmine.document import Cell, Document
from ofstedmine.errors import UnreadableDocument
from ofstedmine.read.html import read_html


def page(text: str) -> Document:
    return read_html(text, "page.html")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "<h1>Plans</h1><p>They are <b>good</b>.<h3>4. Audits</h3>",
            [("heading 1", "", "Plans"), ("paragraph", "", "They are good."), ("heading 3", "4.", "Audits")],
            id="headings",
        ),
        pytest.param(
            "<div>Plans are<br>timely.<br><br>Audits help.<div>Leaders know.</div>They act.</div>",
            [
                ("paragraph", "", "Plans are timely."),
                ("paragraph", "", "Audits help."),
                ("paragraph", "", "Leaders know."),
                ("paragraph", "", "They act."),
            ],
            id="nothing but div and br",
        ),
        pytest.param(
            '<ol start="12"><li>Plans<ul><li>timely<li>short</ul><li value="20"><p>Audits</p><p>help</p></ol>',
            [
                ("paragraph", "12.", "Plans"),
                ("bullet 1", "•", "timely"),
                ("bullet 1", "•", "short"),
                ("paragraph", "20.", "Audits"),
                ("paragraph", "", "help"),
            ],
            id="numbers with a start and a value",
        ),
        pytest.param(
            '<ol type="a"><li>one<li>two</ol><ol style="list-style-type: lower-roman" start=4><li>four</ol>',
            [("paragraph", "a.", "one"), ("paragraph", "b.", "two"), ("paragraph", "iv.", "four")],
            id="letters and Roman numbers",
        ),
        pytest.param(
            '<ul style="list-style:none"><li>plain</ul><ul><li>a) lettered</ul>',
            [("paragraph", "", "plain"), ("paragraph", "a)", "lettered")],
            id="printed letters before bullets",
        ),
        pytest.param(
            "<table><tr><td>1.1<td>The board notes the plan.<tr><td>(a)<td>It resolves.<tr><td>7<td>It ends.</table>",
            [
                ("paragraph", "1.1", "The board notes the plan."),
                ("paragraph", "(a)", "It resolves."),
                ("paragraph", "7", "It ends."),
            ],
            id="minutes: numbers in cells of their own",
        ),
        pytest.param(
            "<table><tr><th>Area<th>Grade<tr><td>Help<td>Good</table>",
            [("cell", "", "Area"), ("cell", "", "Grade"), ("cell", "", "Help"), ("cell", "", "Good")],
            id="a table with data",
        ),
        pytest.param(
            "<p>7.2 The committee resolved<p>(b) to note",
            [("paragraph", "7.2", "The committee resolved"), ("paragraph", "(b)", "to note")],
            id="minutes: numbers as text",
        ),
        pytest.param("<blockquote>They are<p>good</blockquote>", [("quote", "", "They are"), ("quote", "", "good")],
                     id="quotation"),
        pytest.param("<p><q>Good</q> on 21<sup>st</sup>", [("paragraph", "", "“Good” on 21st")], id="q and sup"),
        pytest.param("<p>Exempt? <input type=checkbox>Yes <input type=checkbox checked>No",
                     [("paragraph", "", "Exempt? ☐ Yes ☒ No")], id="boxes to tick"),
        pytest.param("<p><strong>Main findings</strong><p>Good.", [("heading 3", "", "Main findings"),
                     ("paragraph", "", "Good.")], id="a bold line is a heading"),
    ],
)  # fmt: skip
def test_blocks(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert rows(page(text)) == expected


@pytest.mark.parametrize(
    "around",
    [
        "<script>x()</script>{}",
        "<style>p{{}}</style>{}<noscript>x</noscript>",
        "<header>Council<nav>Home</nav></header>{}<footer>Contact</footer>",
        '<div class="cookie-banner">Cookies</div>{}<div id="site-footer">Contact</div>',
        '<p class="breadcrumb">Home &gt; Letters</p>{}',
        '<div role="navigation">Home</div>{}<p hidden>x</p><p style="display: none">x</p>',
        "<p>Skip to content</p><main>{}</main><p>Contact</p>",
        '<p>Skip to content</p><div id="content">{}</div><p>Contact</p>',
        "<!-- x -->{}<?php x ?>",
    ],
)
def test_menus_and_scripts_are_left_out(around: str) -> None:
    assert texts(page(around.format("<p>The letter is what stays.</p>"))) == ["The letter is what stays."]


@pytest.mark.parametrize("kept", ["<article><header>From the director</header>x</article>",
                                  "<header><h1>From the director</h1></header>x"])  # fmt: skip
def test_a_header_of_the_document_stays(kept: str) -> None:
    assert texts(page(kept)) == ["From the director", "x"]


def test_cells_count_spans() -> None:
    document = page("<table><tr><th>a<th colspan=2>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>")
    assert [b.cell for b in document.blocks] == [
        Cell(0, 0, 0), Cell(0, 0, 1), Cell(0, 1, 0), Cell(0, 1, 1), Cell(0, 1, 2), Cell(0, 2, 1), Cell(0, 2, 2),
    ]  # fmt: skip


def test_links_keep_their_place() -> None:
    document = page('<p>See <a href="https://example.org/l">the <i>letter</i></a> or <a href="#x">below</a>.')
    assert [(document.slice(span), address) for span, address in document.links] == [
        ("the letter", "https://example.org/l")
    ]


def test_an_entity_is_not_expanded() -> None:
    source = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>Plans &x; are good</p>'
    assert texts(page(source))[-1] == "Plans &x; are good"


def test_deep_nesting_is_noted_or_refused() -> None:
    assert page("<div>" * 1500 + "deep").text == "deep"
    with pytest.raises(UnreadableDocument, match="nested too deeply"):
        page("<div>" * 100_000 + "deep")
    assert page("<p>high</p>" + "<div>" * 100_000 + "deep").notes


TAGS = (
    "<p> </p> <ul> <ol> <li> </ul> </ol> <table> <tr> <td> </table> <th> <b> </b> <h2> </h2> <br> <blockquote>"
    " </blockquote> <a/href=x> </a> text 1. a) <pre> </pre> <main> <q> <nav> </nav>"
)


@given(st.lists(st.sampled_from(TAGS.split()), max_size=40))
def test_any_tags_are_read_and_slices_hold(tags: list[str]) -> None:
    rows(page(" ".join(tags)))
