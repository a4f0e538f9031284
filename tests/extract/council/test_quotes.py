"""Which words in quotation marks are quotes, where they begin and end, and what is claimed for them."""

from __future__ import annotations

import time

import pytest
from council_papers import bullet, head, note, num, paper, para, quote, set_in, slanted, table

from ofstedmine.extract.council.quotes import quotes
from ofstedmine.model import Quote
from ofstedmine.read.draft import Draft

SAID = "Reviews are held on time and children’s wishes are heard."


def found(*drafts: Draft) -> tuple[Quote, ...]:
    document = paper(*drafts)
    out = quotes(document, document.blocks)
    assert all(q.span and q.text == document.slice(q.span) for q in out)
    return out


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param([num(6, f"The letter states: “{SAID}”")], [SAID], id="curly"),
        pytest.param([num(6, f'The letter states: "{SAID}" It goes on.')], [SAID], id="straight"),
        pytest.param([num(6, f"The letter states: ‘{SAID}’ It goes on.")], [SAID], id="single, apostrophe inside"),
        pytest.param(
            [num(6, "Inspectors found that 'managers don't wait and families' views are sought'.")],
            ["managers don't wait and families' views are sought"],
            id="single straight, apostrophes inside",
        ),
        pytest.param(
            [num(6, "The report says “leaders call this ‘doing it together’ and staff agree”.")],
            ["leaders call this ‘doing it together’ and staff agree"],
            id="nested",
        ),
        pytest.param(
            [num(6, "The report says “plans are clear to parents” and that staff “remain weak at recording”.")],
            ["plans are clear to parents", "remain weak at recording"],
            id="two in a sentence",
        ),
        pytest.param(
            [
                num(9, 'The letter notes "Workers spoke'),
                para('highly about supervision and their managers."'),
                num(10, "Next."),
            ],
            ["Workers spoke\nhighly about supervision and their managers."],
            id="closed in a later block (a page break stands between)",
        ),
        pytest.param(
            [num(9, "The letter notes: “Plans are clear."), para("“Reviews are on time.”"), num(10, "Next.")],
            ["Plans are clear.\n“Reviews are on time."],
            id="each paragraph opens with the mark again",
        ),
        pytest.param(
            [
                num(9, "The letter notes: “Plans are clear and reviews are on time"),
                head("Next steps"),
                num(10, "More."),
            ],
            ["Plans are clear and reviews are on time"],
            id="never closed",
        ),
        pytest.param([num(3, "On this they say:"), quote(SAID)], [SAID], id="set apart"),
        pytest.param(
            [num(3, "They say:"), quote(SAID), quote("— Ofsted letter, page 4")], [SAID], id="set apart, cited under"
        ),
        pytest.param([num(3, "They say:"), quote(f"“{SAID}” (p. 4)")], [SAID], id="set apart, with marks"),
        pytest.param(
            [num(3, "Inspectors say that plans “remain weak”.")], ["remain weak"], id="short, begins with its verb"
        ),
        pytest.param([num(3, "The report adds “[t]oo few visits”.")], ["[t]oo few visits"], id="short, words amended"),
        pytest.param([num(3, "The letter concludes: “No child waits.”")], ["No child waits."], id="short, introduced"),
        pytest.param([num(3, "Numbers fell (“a sharp fall”, page 2).")], ["a sharp fall"], id="short, with its page"),
        pytest.param([*table(("What inspectors said", f"“{SAID}”"))], [SAID], id="in a cell"),
        pytest.param([bullet(f"Page 3 of the letter notes “{SAID}”")], [SAID], id="in a bullet"),
        pytest.param(
            [num(3, "The ‘front door’ is the ‘single point of entry’ to services.")], [], id="declines: names"
        ),
        pytest.param([num(3, "Services were judged ‘inadequate’ and then “good”.")], [], id="declines: grades"),
        pytest.param(
            [num(3, "It fell under the ‘Inspecting Local Authority Children’s Services’ framework.")],
            [],
            id="declines: a title",
        ),
        pytest.param(
            [num(3, "We follow the guidance “working together to safeguard children”.")],
            [],
            id="declines: a title in small letters",
        ),
        pytest.param(
            [num(3, "One young person told us “I know who to ring when I am worried about something”.")],
            [],
            id="declines: what a child said",
        ),
        pytest.param(
            [num(3, "The boys' and girls' views of carers' homes are sought.")], [], id="declines: apostrophes"
        ),
        pytest.param([num(3, "In the '90s and 'til now, it's been families' choice.")], [], id="declines: elisions"),
        pytest.param(
            [num(3, 'A 6" pipe burst in the office last winter, and nobody was hurt.')], [], id="declines: inches"
        ),
        pytest.param(
            [para(f"“{SAID}” (Ofsted, 2024, p. 5, ‘What do leaders need to do better?’)")],
            [SAID],
            id="declines: a heading cited",
        ),
        pytest.param(
            [para(f"“{SAID}”"), note("Ofsted, 2024b, p. 5, ‘What do leaders need to do better?’.")],
            [SAID],
            id="declines: a heading cited in a note",
        ),
        pytest.param([para("Plans."), note(f"Ofsted, 2024, p. 5, ‘{SAID}’")], [SAID], id="a sentence quoted in a note"),
        pytest.param([num(3, "Our motto is “every child in this city matters”.")], [], id="declines: no source"),
    ],
)
def test_which_words_are_quotes(drafts: list[Draft], want: list[str]) -> None:
    assert [q.text for q in found(*drafts)] == want


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        ([num(7, f"The letter at page 3 highlights this, stating: “{SAID}”")], (3, None, 7, "The letter")),
        ([num(8, f"Page 2 of the letter notes progress- “{SAID}”")], (2, None, 8, "the letter")),
        ([num(8, f"Ofsted said “{SAID}” (p. 5)")], (5, None, 8, "Ofsted")),
        ([num(8, f"Ofsted said “{SAID}” (Ofsted, 2022, p. 5, para. 12)")], (5, 12, 8, "Ofsted")),
        ([num(8, f"Ofsted said “{SAID}”, page 5 of the letter.")], (5, None, 8, "Ofsted")),
        ([para(f"At paragraph 9 the report says “{SAID}”", "4.2")], (None, 9, "4.2", "the report")),
        ([num(8, f"Page 3 is about care leavers. Later the report says “{SAID}”")], (None, None, 8, "the report")),
        ([num(8, f"As page 3 of this report explains, inspectors said “{SAID}”")], (None, None, 8, "inspectors")),
        ([num(8, f"As paragraph 3 above explains, inspectors said “{SAID}”")], (None, None, 8, "inspectors")),
        ([num(3, "On page 6 they say:"), quote(SAID)], (6, None, 3, None)),
        ([head("Findings"), quote(f"{SAID} (page 6)")], (6, None, None, None)),
    ],
)
def test_what_is_claimed_for_a_quote(
    drafts: list[Draft], want: tuple[int | None, int | None, int | str | None, str | None]
) -> None:
    (one,) = found(*drafts)
    assert one.text == SAID
    assert (one.claimed_page, one.claimed_paragraph, one.paragraph, one.attributed_to) == want


@pytest.mark.parametrize(
    ("told", "pages", "paragraphs"),
    [
        ("“{}” (pp. 3–4)", (3, 4), ()),
        ("“{}” (pp 3-4).", (3, 4), ()),
        ("“{}” (p3)", (3,), ()),
        ("“{}” (pages 3 and 7, paras 8 to 10)", (3, 7), (8, 9, 10)),
        ("“{}” (pp. 3, 5 and 9)", (3, 5, 9), ()),
        ("“{}” (p. 3, 12 June 2022)", (3,), ()),
        ("“{}” (Ofsted, 2022, p. 3, para. 8)", (3,), (8,)),
        ("“{}” (Ofsted, 2022: 3)", (3,), ()),
        ("“{}” (Ofsted 2022:3–4)", (3, 4), ()),
        ("“{}” (para 8)", (), (8,)),
        ("“{}” (¶8)", (), (8,)),
        ("“{}”, page 3, paragraph 8.", (3,), (8,)),
        ("“{}” – paragraph 8 on page 3 of the letter.", (3,), (8,)),
        ("“{}” on pages 3–4.", (3, 4), ()),
        ("“{}” [p. 3]", (3,), ()),
        ("“{}” (p. 400–3)", (400, 3), ()),
        ("“{}” (2022)", (), ()),
        ("“{}” (page 3 of this report)", (), ()),
        ("on pages 3 to 4: “{}”", (3, 4), ()),
        ("at para. 8, “{}”", (), (8,)),
        ("(2022, p. 3) “{}”", (3,), ()),
    ],
)
def test_pages_and_paragraphs_are_claimed_in_many_ways(
    told: str, pages: tuple[int, ...], paragraphs: tuple[int, ...]
) -> None:
    (one,) = found(num(8, f"Ofsted said {told.format(SAID)}"))
    assert (one.text, one.claimed_pages, one.claimed_paragraphs) == (SAID, pages, paragraphs)
    assert (one.claimed_page, one.claimed_paragraph) == (
        pages[0] if pages else None,
        paragraphs[0] if paragraphs else None,
    )


SET_IN = "Visits to children are timely, and their wishes are written down."


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        pytest.param([para("The letter states:"), set_in(SET_IN), para("We agree.")], [SET_IN], id="led to"),
        pytest.param([para("At p. 3 it says:"), set_in(SET_IN)], [SET_IN], id="led to by a page"),
        pytest.param([num(3, "Inspectors wrote:"), set_in(SET_IN)], [SET_IN], id="under a numbered paragraph"),
        pytest.param([para("On visits:"), set_in(f"{SET_IN} (p. 4)")], [SET_IN], id="cited at its end"),
        pytest.param([para("On visits:"), set_in(f"{SET_IN} [2022: 4]")], [SET_IN], id="cited in square brackets"),
        pytest.param([para("On visits:"), set_in(f"{SET_IN}, page 4")], [SET_IN], id="cited without brackets"),
        pytest.param(
            [para("The letter states:"), set_in(SET_IN), set_in("Plans are clear."), para("We agree.")],
            [f"{SET_IN}\nPlans are clear."],
            id="two paragraphs",
        ),
        pytest.param([para("The letter states:"), set_in(f"“{SET_IN}”")], [SET_IN], id="with marks"),
        pytest.param([para("The team’s plan:"), set_in(SET_IN)], [], id="declines: our own words"),
        pytest.param([para("The letter states:"), set_in(SET_IN, 4)], [], id="declines: hardly set in"),
        pytest.param([set_in("The letter states:"), set_in(SET_IN)], [], id="declines: no further than its lead"),
        pytest.param([head("What inspectors said:"), set_in(SET_IN)], [], id="declines: under a heading"),
        pytest.param(
            [para("Ofsted’s areas for improvement are:"), set_in(SET_IN)], [], id="declines: a list of what to improve"
        ),
        pytest.param([slanted(f"The letter says that {SAID}", SAID)], [SAID], id="italics, led to"),
        pytest.param([slanted(f"{SAID} (Ofsted, 2022, p. 3)", SAID)], [SAID], id="italics, cited"),
        pytest.param([slanted(f"{SAID} (p. 3)", f"{SAID} (p. 3)")], [SAID], id="italics, the citation too"),
        pytest.param([para("The letter states:"), slanted(SAID, SAID), para("So be it.")], [SAID], id="italics alone"),
        pytest.param([slanted(f"The letter says “{SAID}”", f"“{SAID}”")], [SAID], id="italics and marks"),
        pytest.param(
            [slanted("The letter says that plans for children called ‘My Way’ are very good.",
                     "plans for children called ‘My Way’ are very good.")],
            ["plans for children called ‘My Way’ are very good."],
            id="italics with a name in marks",
        ),
        pytest.param(
            [slanted("We follow Working together to safeguard all children, the statutory guidance.",
                     "Working together to safeguard all children")],
            [],
            id="declines: italics of a title",
        ),
        pytest.param(
            [slanted("The letter names the Children Act and the Care Planning Regulations of this country.",
                     "the Care Planning Regulations of this country")],
            [],
            id="declines: italics that nothing says were said",
        ),
        pytest.param([slanted(f"We say it ourselves: {SAID}", SAID)], [], id="declines: italics of our own"),
    ],
)  # fmt: skip
def test_quotes_without_marks(drafts: list[Draft], want: list[str]) -> None:
    plenty = para("The directorate has weighed every matter that was raised and reports on each in turn below. " * 4)
    assert [q.text for q in found(plenty, *drafts)] == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Staff said 'the 'deep dive' into cases and plans' families' homes is useful to all' (p. 2).",
         ["the 'deep dive' into cases and plans' families' homes is useful to all"]),
        ("The letter notes ‘leaders brought in a way of work called ‘Stronger Together.’",
         ["leaders brought in a way of work called ‘Stronger Together."]),
        ("The letter notes 'the reviewing officers’ (IROs) oversight is good' and more.",
         ["the reviewing officers’ (IROs) oversight is good"]),
    ],
)  # fmt: skip
def test_marks_inside_marks(text: str, want: list[str]) -> None:
    assert [q.text for q in found(num(3, text))] == want


OTHER = "Plans are clear, and parents have a copy of them."


@pytest.mark.parametrize(
    ("drafts", "want"),
    [
        ([para(f"Ofsted said “{SAID}”"), note("Ofsted, 2022, p. 5, para. 12.")], [((5,), (12,))]),
        ([para(f"Ofsted said “{SAID}” and “{OTHER}”"), note("Ofsted 2022, p. 5"), note("Ibid., p. 7")],
         [((5,), ()), ((7,), ())]),
        ([para("The letter states:"), quote(SAID), note("Ofsted, 2022, p. 5.")], [((5,), ())]),
        ([para(f"Ofsted said “{SAID}” and “{OTHER}”"), note("Ofsted 2022, p. 5")], [((), ()), ((), ())]),  # whose?
        ([para(f"Ofsted said “{SAID}” (p. 3)"), note("See the plan, p. 5")], [((3,), ())]),
        ([para(f"Ofsted said “{SAID}”"), note("Page 5 of this report.")], [((), ())]),
        ([para(f"Ofsted said “{SAID}”"), para("More."), note("Ofsted 2022, p. 5")], [((), ())]),
    ],
)  # fmt: skip
def test_a_note_may_claim_the_page(drafts: list[Draft], want: list[tuple[tuple[int, ...], tuple[int, ...]]]) -> None:
    assert [(q.claimed_pages, q.claimed_paragraphs) for q in found(*drafts)] == want


def test_one_bracket_serves_two_quotes_of_a_sentence() -> None:
    both = found(num(4, "They wrote that “[c]aseloads are too high” and that staff “cannot do their work” (page 1)."))
    assert [q.claimed_page for q in both] == [1, 1]


def test_a_report_of_many_open_marks_is_read_in_linear_time() -> None:
    started = time.perf_counter()
    found(*(num(n, "They noted “" + "and ‘so' on, it's \"said " * 60) for n in range(120)))
    assert time.perf_counter() - started < 5


def test_a_quote_may_stand_alone_in_a_bullet() -> None:
    assert [q.text for q in found(bullet("“children are seen often by people whom they know”"))] == [
        "children are seen often by people whom they know"
    ]
    assert not found(bullet("“Every Child Counts In Marlowbridge”"))  # a name


def test_a_page_belongs_to_the_quote_right_before_it() -> None:
    told = found(
        para("The letter says that “leaders are well aware of all of this” (p. 1)."),
        quote("Children get an answer on the same day, at night too, and nobody waits for a reply."),
    )
    assert [q.claimed_page for q in told] == [1, None]
