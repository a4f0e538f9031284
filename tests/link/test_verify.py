"""Whether a quote is true: a row each for what may differ, and for what may not."""

from __future__ import annotations

import dataclasses

import pytest
from quoting import draft, letter, made, quote

from ofstedmine.document import Span
from ofstedmine.link.verify import verifications
from ofstedmine.model import Difference, Kind, Quote, Truth

LETTER = letter(
    "# Children who need help",
    "3| Referrals are screened quickly, and most families get help in good time. Staff in the ‘front door’ team are\n"
    "skilled – and they listen – so that multi-\nagency checks rarely drift. Informa-\ntion is shared well.",
    "4| Social workers’ caseloads are not yet low enough. Leaders have not improved the timeliness of visits.\n"
    "%2 In 2.5% of cases (under 20 children), high-quality plans are “living documents”; others are too long.",
    "^ 1 A footnote of the letter.",
    "5| Audits are candid. They do not always lead to learning, and some children’s records are incomplete.",
    "# What the leaders do",
    "Managers’ oversight is strong. Is it consistent? Leaders think so; inspectors saw 12 records that say\n"
    "otherwise. Supervision is regular, reflective and well recorded across all teams and services.",
    labels={1: "4", 2: "5"},
)

TRUE = [
    ("as printed", "Referrals are screened quickly, and most families get help in good time."),
    ("white space", "Referrals  are screened\nquickly, and most\xa0families get help in good time."),
    ("lower first letter", "referrals are screened quickly"),
    ("upper first letter", "Most families get help in good time"),
    ("double for single marks", 'Staff in the "front door" team are skilled'),
    ("straight marks", "Staff in the 'front door' team are skilled"),
    ("ends inside nested marks", "Staff in the “front door.”"),
    ("begins with a marked word", "‘Front door’ team are skilled"),
    ("wrapped in marks of its own", "“Information is shared well.”"),
    ("hyphens for dashes", "skilled - and they listen - so that"),
    ("long dashes without spaces", "skilled—and they listen—so that"),
    ("hyphen of a line end kept", "multi-agency checks rarely drift"),
    ("hyphen of a line end dropped", "multiagency checks rarely drift"),
    ("hyphen of a line end left in", "Informa-tion is shared well"),
    ("hyphen of a line end and the break left in", "Informa- tion is shared well"),
    ("soft hyphen", "Infor\u00admation is shared well"),
    ("stop for a comma", "Referrals are screened quickly."),
    ("comma inside the marks", "Audits are candid,"),
    ("over a page", "the timeliness of visits. In 2.5% of cases"),
    ("over a paragraph and past a footnote", "others are too long. Audits are candid."),
    ("with the next paragraph's number", "others are too long. 5. Audits are candid."),
    ("with its own number", "5. Audits are candid."),
    ("each paragraph opened anew", "others are too long.\n“Audits are candid."),
    ("ellipsis", "Referrals are screened quickly … Information is shared well."),
    ("three dots", "Referrals are screened quickly... Information is shared well."),
    ("spaced dots", "Referrals are screened quickly . . . Information is shared well."),
    ("bracketed ellipsis", "Referrals are screened quickly […] Information is shared well."),
    ("ellipsis over a page", "caseloads are not yet low enough … others are too long."),
    ("two ellipses", "Referrals are screened … families get help … Information is shared well."),
    ("ellipsis at both ends", "… most families get help in good time …"),
    ("inserted word", "Leaders [of the council] have not improved the timeliness of visits."),
    ("replaced word", "[The council’s leaders] have not improved the timeliness of visits."),
    ("replaced word within", "most families get help in [a timely way]. Staff in the"),
    ("sic", "Audits are candid [sic]. They do not always lead to learning"),
    ("letter fitted", "[r]eferrals are screened quickly"),
    ("letter fitted within", "quickly, and [M]ost families get help"),
    ("ending fitted", "Referrals [were] screen[ed] quickly"),
    ("bracket and ellipsis", "[They] are screened quickly … Information is shared well."),
    ("parentheses", "In 2.5% of cases (under 20 children)"),
    ("a figure with its sign", "2.5%"),
    ("one word", "candid"),
    ("question", "Is it consistent?"),
    ("possessive", "Managers' oversight is strong"),
    ("a heading", "What the leaders do"),
    ("a footnote", "A footnote of the letter."),
    ("ligature", "in\u2060specto\u2060rs saw 12 records that say otherwise"),
]

ALTERED = [
    ("word changed", "Referrals are screened slowly, and most families get help in good time.", "slowly,", "quickly,"),
    (
        "word left out",
        "Referrals are screened, and most families get help in good time.",
        "screened,",
        "screened quickly,",
    ),
    ("word added", "Referrals are always screened quickly, and most families", "always", ""),
    (
        "words swapped",
        "Referrals are quickly screened, and most families get help",
        "quickly screened,",
        "screened quickly,",
    ),
    ("not taken out", "Leaders have improved the timeliness of visits.", "", "not"),
    ("not put in", "Information is not shared well.", "not", ""),
    ("not left out behind an ellipsis", "Leaders have … improved the timeliness of visits.", None, None),
    ("not left out behind a bracket", "Leaders [have] improved the timeliness of visits.", None, None),
    ("not left out behind a bracket at the front", "[Leaders have] improved the timeliness of visits.", None, None),
    ("number changed", "inspectors saw 21 records that say otherwise", "21", "12"),
    ("figure cut", "In 2.5% of cases (under 2 children)", "2", "20"),
    ("point lost", "In 25% of cases (under 20 children)", "25%", "2.5%"),
    ("plural for singular", "most families get helps in good time", "helps", "help"),
    ("singular for plural", "others are too long. Audit are candid.", "Audit", "Audits"),
    ("case within", "and most Families get help in good time", "Families", "families"),
    ("case after an ellipsis", "Referrals are screened quickly … information is shared well.", None, None),
    ("hyphen lost inside a line", "high quality plans are “living documents”", "high quality", "high-quality"),
    ("hyphen put in inside a line", "Referrals are screened quickly, and most-families get help", None, None),
    ("cut out of a compound", "quality plans are “living documents”", None, None),
    ("apostrophe lost", "some childrens records are incomplete", "childrens", "children’s"),
    ("apostrophe moved", "some childrens’ records are incomplete", "childrens’", "children’s"),
    ("possessive cut", "Social workers", None, None),
    ("marks taken away", "Staff in the front door team are skilled", None, None),
    ("statement out of a question", "Is it consistent. Leaders think so", "consistent.", "consistent?"),
    ("statement out of a question at the end", "Is it consistent.", None, None),
    ("question out of a statement", "Information is shared well?", None, None),
    ("sentence left out unmarked", "Audits are candid. Some children’s records are incomplete.", None, None),
    ("ellipsis out of order", "Information is shared well … Referrals are screened quickly", None, None),
    (
        "a heading left out",
        "some children’s records are incomplete. Managers’ oversight is strong.",
        "",
        "What the leaders do",
    ),
    ("another paragraph's number", "others are too long. 6. Audits are candid.", "6.", ""),
    ("space put into a word", "most families get help in good time. Staff in the ‘front do or’ team", None, None),
    ("space taken out", "mostfamilies get help in good time", None, None),
    ("bracket for a whole sentence", "Referrals are [good]. Information is shared well.", None, None),
    ("letter fitted wrongly", "[D]eferrals are screened quickly, and most families get help", None, None),
    ("percentage cut", "cases of 2.5", None, None),
]

NOT_FOUND = [
    (
        "of another letter",
        "Foster carers praise the training that the fostering service arranges for them each spring.",
    ),
    ("shares small words only", "There is a plan for the new building, and it will be ready by the end of the year."),
    ("one strange word", "zymurgy"),
    ("no words", "…"),
    ("nothing", ""),
]


def check(text: str, page: int | None = None, sources=(LETTER,)):
    (found,) = verifications(draft(quote(text, page)), sources)
    return found


@pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in TRUE])
def test_a_true_quote_is_verbatim(text):
    found = check(text)
    assert found.status is Truth.VERBATIM
    assert (found.differences, found.nearest, found.similarity) == ((), None, 1.0)
    assert found.source is LETTER
    assert found.span is not None
    assert found.page == LETTER.document.page_of(found.span.start)


@pytest.mark.parametrize(("text", "quoted", "printed"), [pytest.param(*row, id=name) for name, *row in ALTERED])
def test_an_altered_quote_is_never_verbatim(text, quoted, printed):
    found = check(text)
    assert found.status is not Truth.VERBATIM
    if quoted is not None:
        assert found.status is Truth.ALTERED
        assert found.differences == (Difference(quoted, printed),)
    if found.status is Truth.ALTERED:
        assert found.differences
        assert found.nearest == LETTER.document.slice(found.span)
        assert found.similarity < 1


@pytest.mark.parametrize("text", [pytest.param(t, id=name) for name, t in NOT_FOUND])
def test_what_is_not_there_is_not_found(text):
    found = check(text, page=1)
    assert found.status is Truth.NOT_FOUND
    assert found.page_agrees is None
    assert (found.source, found.page, found.nearest) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "page", "paragraph"),
    [
        ("Information is shared well", 1, 3),
        ("Leaders have not improved the timeliness of visits. In 2.5% of cases", 1, 4),
        ("In 2.5% of cases", 2, 4),
        ("others are too long. Audits are candid.", 2, 4),
        ("Managers’ oversight is strong.", 2, None),
    ],
)
def test_a_quote_stands_where_it_begins(text, page, paragraph):
    found = check(text)
    assert (found.page, found.paragraph) == (page, paragraph)


@pytest.mark.parametrize(
    ("text", "claimed", "agrees"),
    [
        ("Audits are candid.", None, None),
        ("Audits are candid.", 2, True),
        ("Audits are candid.", 5, True),  # the number printed on the page
        ("Audits are candid.", 1, False),
        ("Audits are candid.", 4, False),
        ("the timeliness of visits. In 2.5% of cases", 1, True),
        ("the timeliness of visits. In 2.5% of cases", 2, True),  # it runs on there
        ("Audits are always candid. They do not always lead to learning", 2, True),  # altered, but there
    ],
)
def test_the_claimed_page_is_checked_by_both_numbers(text, claimed, agrees):
    assert check(text, claimed).page_agrees is agrees


@pytest.mark.parametrize(
    ("text", "claimed", "agrees"),
    [
        ("Audits are candid.", None, None),
        ("Audits are candid.", 5, True),
        ("Audits are candid.", 4, False),
        ("others are too long. Audits are candid.", 4, True),  # it begins there
        ("others are too long. Audits are candid.", 5, True),  # and runs on here
        ("Managers’ oversight is strong.", 5, None),  # no number is printed there
        ("Audits are always candid. They do not always lead to learning", 5, True),
        ("Foster carers praise the training that the fostering service arranges for them.", 5, None),
    ],
)
def test_the_claimed_paragraph_is_checked(text, claimed, agrees):
    (found,) = verifications(draft(quote(text, None, claimed)), [LETTER])
    assert found.paragraph_agrees is agrees
    assert found.correct is (found.status is Truth.VERBATIM and agrees is not False)


def test_any_page_of_a_claimed_range_will_do():
    quoted = Quote("In 2.5% of cases", None, 1, None, None, claimed_pages=(1, 2))
    assert verifications(draft(quoted), [LETTER])[0].page_agrees is True


@pytest.mark.parametrize("mine_first", [True, False])
def test_an_earlier_draft_beside_the_letter_does_not_make_an_altered_quote_true(mine_first):
    old = letter("1| The letter says “Audits are always candid. They do not always lead to learning.”", name="old.docx")
    text = "Audits are always candid. They do not always lead to learning."
    at = old.document.text.index(text)
    old = dataclasses.replace(
        old, kind=Kind.COUNCIL_REPORT, quotes=(dataclasses.replace(quote(text), span=Span(at, at + len(text))),)
    )
    sources = [old, LETTER] if mine_first else [LETTER, old]
    found = check(text, sources=sources)
    assert (found.status, found.source) == (Truth.ALTERED, LETTER)
    assert found.differences == (Difference("always", ""),)
    # where the earlier draft is all that there is, what it quotes can be quoted
    assert check(text, sources=[old]).status is Truth.VERBATIM
    other = letter("1| Foster carers praise the training that they get each spring.", name="other.pdf")
    found = check(text, sources=[old, other])
    assert (found.status, found.source, found.nearest) == (Truth.NOT_FOUND, old, text[:-1])
    assert check("The letter says “Audits are always candid.", sources=[old, LETTER]).source is old


def test_a_copy_of_the_draft_is_no_source_for_it():
    said = draft(quote("We report."))
    copy = dataclasses.replace(said, document=dataclasses.replace(said.document, name="copy.docx"))
    assert verifications(said, [copy])[0].status is Truth.NOT_FOUND


def test_a_source_without_pages_neither_agrees_nor_disagrees():
    source = dataclasses.replace(
        LETTER, document=dataclasses.replace(LETTER.document, pages=(), fragments=(), fingerprint="plain")
    )
    found = check("Audits are candid.", 2, [source])
    assert (found.status, found.page, found.page_agrees) == (Truth.VERBATIM, None, None)


def test_of_two_places_the_claimed_page_wins_then_the_paragraph_then_the_first():
    first = letter("1| Plans are clear.", "2| Plans are clear.", "3| %2 Plans are clear.", name="first.pdf")
    second = letter("7| %2 Plans are clear.", "8| %3 Plans are clear.", name="second.pdf")

    def place(*claim):
        (found,) = verifications(draft(quote("Plans are clear.", *claim)), [first, second])
        return found.source.document.name, found.paragraph

    assert place() == ("first.pdf", 1)
    assert place(2) == ("first.pdf", 3)
    assert place(3) == ("second.pdf", 8)
    assert place(1, 2) == ("first.pdf", 2)
    assert place(None, 7) == ("second.pdf", 7)
    assert place(9) == ("first.pdf", 1)


def test_a_letter_inside_a_report_speaks_before_the_report():
    inner = letter("4| Visits are timely.", name="inner.pdf")
    outer = letter("1| The letter says “Visits are timely.” We agree.", "2| More will follow.", appendices=(inner,))
    assert check("Visits are timely.", sources=[outer]).source is inner
    assert check("More will follow.", sources=[outer]).source is outer


def test_an_appendix_that_shares_its_reports_text_answers_for_its_own_stretch():
    whole = letter("1| The council writes this.", "2| Visits are timely.", "3| Plans are clear.")
    inner = made(whole.document, Kind.FOCUSED_VISIT, paragraphs=whole.paragraphs[1:])
    outer = dataclasses.replace(whole, appendices=(inner,))
    assert check("Visits are timely. Plans are clear.", sources=[outer]).source is inner
    assert check("The council writes this.", sources=[outer]).source is outer
    report = dataclasses.replace(outer, quotes=(quote("The council writes this."), quote("Plans are clear.")))
    for sources in ([outer], [report], [inner]):
        found = verifications(report, sources)
        assert found[1].status is Truth.VERBATIM
        assert found[1].source is inner
    assert verifications(report, [report])[0].status is Truth.NOT_FOUND  # a report is no source of itself
    assert verifications(report, [inner])[0].status is Truth.NOT_FOUND


def test_a_hyphen_is_free_where_the_quoting_reports_own_line_ended():
    report = letter("1| They write that “high-\nquality plans are rare” here.", name="draft.pdf")
    start = report.document.text.index("high")
    span = dataclasses.replace(report.paragraphs[0].span, start=start, end=start + len("high-quality plans are rare"))
    held = dataclasses.replace(quote(report.document.slice(span)), span=span)
    source = letter("1| Too often highquality plans are rare in files.")
    (found,) = verifications(dataclasses.replace(report, quotes=(held,)), [source])
    assert found.status is Truth.VERBATIM
    assert check("high-quality plans are rare", sources=[source]).status is Truth.ALTERED


def test_an_ellipsis_has_a_reach():
    filler = ["Each paragraph adds some ninety letters of its own, so that the end is far from the start."] * 40
    source = letter("Work begins with a clear plan.", *filler, "Work ends with a short review.")
    assert (
        check("Work begins with a clear plan … Work ends with a short review.", sources=[source]).status
        is Truth.ALTERED
    )
    near = letter("Work begins with a clear plan.", *filler[:10], "Work ends with a short review.")
    assert (
        check("Work begins with a clear plan … Work ends with a short review.", sources=[near]).status is Truth.VERBATIM
    )


def test_no_sources_and_no_quotes():
    assert verifications(draft("Audits are candid."), [])[0].status is Truth.NOT_FOUND
    assert verifications(draft(), [LETTER]) == ()


def test_a_letter_is_named_before_a_report_that_has_the_same_words():
    words = "Contingency plans are clear to families."
    council = letter(f"12| {words}", name="council.docx", kind=Kind.COUNCIL_REPORT)
    inspectors = letter(f"4| {words}", name="letter.pdf")
    (check,) = verifications(draft(words), [council, inspectors])
    assert check.source is inspectors
