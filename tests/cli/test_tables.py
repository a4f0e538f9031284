"""What the terminal shows, wide and narrow, in colour and without."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reports import CHECKS, FOLLOW_UP, LETTER, VISIT, report
from rich.console import Console

from ofstedmine.cli.checks import of_verifications
from ofstedmine.cli.tables import of_follow_up, of_report
from ofstedmine.model import Event, FollowUp, Kind, Lineage, Period, Step
from ofstedmine.wording import days, short


def shown(draw, what, width: int, **options) -> str:
    console = Console(width=width, highlight=False, markup=False, force_terminal=False)
    with console.capture() as capture:
        console.print(draw(what, console, **options))
    return capture.get()


def folded(text: str) -> str:
    return " ".join(text.replace("│", " ").split())


@pytest.mark.parametrize("width", [40, 80, 100, 140])
def test_no_line_is_wider_than_the_terminal(width):
    shapes = (
        shown(of_follow_up, FOLLOW_UP, width),
        shown(of_verifications, CHECKS, width),
        shown(of_report, LETTER, width, name="letter.pdf"),
    )
    assert max(len(line) for text in shapes for line in text.splitlines()) <= width


@pytest.mark.parametrize("width", [40, 80, 140])
def test_each_status_is_told_by_a_sign_and_in_words(width):
    text = shown(of_follow_up, FOLLOW_UP, width)
    for told in ("✓ closed", "◐ partly closed", "✗ open", "– not addressed"):
        assert told in text
    assert "1 closed, 1 partly closed, 1 open, 1 not addressed" in folded(text)


def test_a_follow_up_shows_the_best_evidence_with_its_citation_and_the_reason():
    text = shown(of_follow_up, FOLLOW_UP, 200)
    assert "Fernley: focused visit, 1 to 2 March 2022" in text
    assert "followed by full inspection (ILACS), 8 to 19 May 2023" in text
    flat = folded(text)
    assert "timely.” (Ofsted, 2023, p. 2, para. 8)" in flat
    assert "none speaks against it." in flat
    assert "Council: 1 action, the last due 2022-09" in flat
    assert "Comes back as: The use of chronologies." in flat
    assert "Of all of them together “Leaders have acted" in flat
    assert "[new and old]" in flat  # no markup
    assert "Kinship carers speak well" not in flat


def test_full_shows_all_evidence_and_shortens_nothing():
    short_text, full = (folded(shown(of_follow_up, FOLLOW_UP, 140, full=f)) for f in (False, True))
    assert "everywhere." not in short_text
    assert "everywhere." in full
    assert "A weekly list of late visits goes to the director. (due 2022-09)" in full
    assert "(Ofsted, 2023, p. 3, ‘Children in care’)" in full


def test_letters_without_recommendations_say_so():
    empty = FollowUp((), (), (VISIT,), (LETTER,), notes=("b.pdf: left out",))
    text = shown(of_follow_up, empty, 80)
    assert "no recommendation that could be followed up" in text
    assert "Note: b.pdf: left out" in text


@pytest.mark.parametrize("width", [40, 140])
def test_the_way_of_each_matter_is_shown_where_several_letters_follow(width):
    steps = (Step(VISIT, Event.RAISED), Step(LETTER, Event.CLOSED))
    lineage = Lineage(FOLLOW_UP.closures[0].recommendation, VISIT, steps)
    one, several = (
        folded(shown(of_follow_up, replace(FOLLOW_UP, later=(LETTER,) * n, lineages=(lineage,)), width)) for n in (1, 2)
    )
    assert "From letter to letter" not in one
    assert "From letter to letter" in several
    assert "raised 2022, closed 2023" in several


@pytest.mark.parametrize("width", [40, 120])
def test_a_check_shows_what_was_changed_and_where_it_stands(width):
    # a cell's lines stand beside those of the next one, so each column is read by itself
    drawn = shown(of_verifications, CHECKS, width).splitlines()
    columns = [folded("\n".join(line.split("│")[n] for line in drawn if line.count("│") == 4)) for n in (1, 2, 3)]
    text = " ".join([*columns, folded("\n".join(line for line in drawn if "│" not in line))])
    for told in (
        "✓ verbatim, page true",
        "≠ verbatim, page wrong",
        "≠ altered",
        "✗ not found",
        "letter.pdf, p. 2, para. 8",
        "claimed page 2: true",
        "claimed page 5: wrong, it stands on page 2",
        "“rich.” → “thin.”",
        "left out: “often”",
        "put in: “very”",
        "nearest, in letter.pdf, p. 2, para. 8: “Leaders expect more here.”",
        "5 quotes: 2 verbatim, 1 altered, 2 not found; 1 with a wrong page; 4 to mend.",
    ):
        assert told in text


def test_where_it_is_narrow_each_quote_has_its_number():
    lines = [line.rstrip() for line in shown(of_verifications, CHECKS, 60).splitlines()]
    assert "Quote 3 of 5: ≠ altered" in lines
    assert "  “Chronologies are rich.”" in lines
    assert "  “rich.” → “thin.”" in lines


def test_changed_words_are_underlined():
    console = Console(width=120, highlight=False, markup=False, force_terminal=True, color_system="standard")
    with console.capture() as capture:
        console.print(of_verifications(CHECKS, console))
    assert "\x1b[1;4mrich.\x1b[0m" in capture.get()


def test_a_report_that_quotes_nothing_says_so():
    assert "quotes nothing" in shown(of_verifications, (), 80)


@pytest.mark.parametrize("width", [40, 80, 140])
def test_a_report_is_shown_with_its_grades_recommendations_and_notes(width):
    text = folded(shown(of_report, LETTER, width, name="letter.pdf"))
    for told in ("full inspection (ILACS)", "Fernley", "8 to 19 May 2023", "Edda Marsh", "not printed", "strengths 1"):
        assert told in text
    assert "Note: p. 7: two columns read as one" in text


def test_what_is_not_known_takes_no_room():
    text = shown(of_report, report(Kind.OTHER, authority=None, inspected=None), 80, name="x.txt")
    assert text.split() == ["x.txt", "kind", "another", "kind", "of", "document"]


@pytest.mark.parametrize(("kind", "told"), [(Kind.ILACS, True), (Kind.COUNCIL_REPORT, False)])
def test_a_letter_without_recommendations_says_so(kind, told):
    text = shown(of_report, report(kind), 80, name="x.pdf")
    assert ("No recommendations: no list" in text) is told
    assert "No recommendations" not in shown(of_report, LETTER, 80, name="x.pdf")


def test_an_appendix_is_shown_inside_its_report():
    text = shown(of_report, report(Kind.COUNCIL_REPORT, appendices=(VISIT,)), 80, name="x.pdf")
    assert "In it: focused visit" in text


def test_a_terminal_without_such_signs_gets_plain_ones():
    class Old(Console):
        encoding = "ascii"

    console = Old(width=80, highlight=False, markup=False)
    with console.capture() as capture:
        console.print(of_follow_up(FOLLOW_UP, console))
    text = capture.get()
    assert "+ closed" in text
    assert "│" not in text


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2023-05-08", "2023-05-08", "8 May 2023"),
        ("2023-05-08", "2023-05-19", "8 to 19 May 2023"),
        ("2023-05-29", "2023-06-02", "29 May to 2 June 2023"),
        ("2022-12-28", "2023-01-06", "28 December 2022 to 6 January 2023"),
    ],
)
def test_what_two_days_share_is_said_once(start, end, told):
    from datetime import date

    assert days(Period(date.fromisoformat(start), date.fromisoformat(end))) == told


@pytest.mark.parametrize(
    ("text", "most", "told"),
    [
        ("Plans are timely.", 20, "Plans are timely."),
        ("Plans are timely.", None, "Plans are timely."),
        ("Plans, such as they are", 7, "Plans…"),
        ("Plans are timely.", 12, "Plans are…"),
        ("Unbreakable", 5, "Unbre…"),
    ],
)
def test_a_text_is_cut_behind_a_word(text, most, told):
    assert short(text, most) == told
