"""`ofstedmine quotes`: what is printed is ready to paste, and where there is nothing it says what would widen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import bibtexparser
import pytest
import rispy
from reports import report
from typer.testing import CliRunner

from ofstedmine import api
from ofstedmine.cite import Style
from ofstedmine.cli.app import app
from ofstedmine.document import Span
from ofstedmine.model import Passage, Polarity
from ofstedmine.write.quotations import content, quotations

CORPUS = Path(__file__).parents[2] / "corpus"
LETTERS = (str(CORPUS / "marlowbridge"), str(CORPUS / "stannerdale"))
QUOTE = "Supervision takes place regularly, and social workers speak of managers who are available and calm."


@pytest.fixture(autouse=True, scope="module")
def _mined_once() -> Iterator[None]:
    """Every case reads the same letters."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(api, "mine", cache(api.mine))
        yield


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["quotes", *LETTERS, *words])
    return done.exit_code, done.stdout, done.stderr


def test_ready_to_paste() -> None:
    status, out, told = run("--about", "supervision", "--polarity", "strength", "--limit", "1")
    assert status == 0
    assert out == (
        f"“{QUOTE}” (Ofsted, 2021, p. 5, ‘Main findings’)\n\n"
        "References\n\n"
        "Ofsted (2021) Focused visit to Marlowbridge children’s services [13 to 14 July 2021].\n"
    )
    assert told == "These are the best 1 of 3; --limit 3 gives all.\n"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        (["--style", "footnote"], [f"“{QUOTE}” [1]\n", "\nNotes\n", "\n[1] Ofsted, Focused visit to Marlowbridge"]),
        (
            ["--style", "footnote", "--format", "markdown"],
            [f"“{QUOTE}”[^1]\n", "\n[^1]: Ofsted", "\\[13 to 14 July 2021\\]"],
        ),
        (["--format", "markdown"], ["\n## References\n", "(Ofsted, 2021, p. 5, ‘Main findings’)"]),
        (["--style", "reference"], ["Ofsted (2021) Focused visit"]),
        (["--unit", "paragraph"], ["(Ofsted, 2023a, p. 4, para. 29)"]),
    ],
)
def test_styles(words: list[str], held: list[str]) -> None:
    status, out, _ = run("--about", "supervision", *words)
    assert status == 0
    assert all(part in out for part in held), out
    assert not [row for row in out.splitlines() if row != row.rstrip()]


def test_sources_for_a_reference_manager() -> None:
    sources = 4
    items = json.loads(run("--about", "supervision", "--style", "csl_json")[1])
    entries = bibtexparser.parse_string(run("--about", "supervision", "--style", "bibtex")[1]).entries
    records = rispy.loads(run("--about", "supervision", "--style", "ris")[1])
    ids = [item["id"] for item in items]
    assert len(set(ids)) == sources
    assert [e.key for e in entries] == [r["id"] for r in records] == ids


def test_json() -> None:
    status, out, _ = run("--about", "supervision", "--polarity", "strength", "--format", "json", "--style", "footnote")
    told = json.loads(out)
    assert status == 0
    assert told["quotes"][0]["text"] == QUOTE
    assert told["quotes"][0]["cite"].startswith("Ofsted, Focused visit")
    assert (told["total"], len(told["references"]), told["failures"]) == (3, 3, [])


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--about zebra --polarity strength", ("8 documents", "Without --about there are", "“zebra”", "workforce")),
        ("--about supervision --kind sif", ("Without --kind there are 7.",)),
        ("--about supervision --authority Leeds", ("None is of Leeds; they are of Marlowbridge, Stannerdale.",)),
        ("--kind sif --period 1999 --change improved", ("Leave out two or more of --period, --kind, --change",)),
        ("--kind council_report", ("Without --kind",)),
    ],
)
def test_nothing_found_says_what_would_widen(words: str, told: tuple[str, ...]) -> None:
    status, out, errors = run(*words.split())
    assert (status, out) == (1, "")
    assert all(part in errors for part in told), errors


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--style", "apa"], "--style: unknown style “apa”; known: harvard"),
        (["--theme", "zebra"], "--theme: unknown theme “zebra”; known: early_help"),
        (["--polarity", "good"], "--polarity: unknown polarity “good”; known: strength"),
        (["--period", "soon"], "--period: unknown period “soon”; write it as in: 2022"),
        (["--unit", "word"], "--unit: unknown unit “word”; known: sentence, paragraph"),
        (["--limit", "0"], "--limit"),
        (["--format", "html"], "--format"),
    ],
)
def test_a_wrong_choice_names_the_known(words: list[str], told: str) -> None:
    status, out, errors = run(*words)
    assert (status, out) == (2, "")
    assert told in errors


def test_a_council_s_report_holds_no_finding() -> None:
    done = CliRunner().invoke(
        app, ["quotes", str(CORPUS / "marlowbridge/2022-09-follow-up-report.docx"), "--about", "x"]
    )
    assert done.exit_code == 1
    assert done.stderr.endswith("give the letters themselves.\n")


def test_written_once(tmp_path: Path) -> None:
    path = tmp_path / "quotes.md"
    words = ("--about", "supervision", "--out", str(path))
    status, out, told = run(*words, "--format", "markdown")
    assert (status, out) == (0, "")
    assert f"Written: {path}: 7 quotes\n" in told
    assert QUOTE in path.read_text("utf-8")
    status, _, told = run(*words)
    assert status == 2
    assert "it is there already" in told
    assert "## References" in path.read_text("utf-8")
    assert run(*words, "--force")[0] == 0
    assert "## References" not in path.read_text("utf-8")
    sources = tmp_path / "sources.bib"
    assert f"Written: {sources}: 4 sources of 7 quotes\n" in run(*words[:2], "--style", "bibtex", "-o", str(sources))[2]
    every, best = (run("--style", "reference", *more) for more in ((), ("--limit", "1")))
    assert len(every[1].splitlines()) > len(best[1].splitlines())
    assert every[2] == ""  # nothing was left out
    assert best[2].startswith("These are the sources of the best 1 of ")
    none = tmp_path / "none.md"
    assert run("--about", "zebra", "--out", str(none))[0] == 1
    assert not none.exists()


LETTER = report(address="https://example.org/a.pdf", title="Inspection of Fernley [children’s] services")
OTHER = report(name="other.pdf", authority="Ashby", title="Inspection of Ashby")


def passage(text: str, source: object = LETTER, **fields: object) -> Passage:
    given = {"change": None, "themes": (), "section": "A [b](javascript:c)", "paragraph": None, "page": 3} | fields
    return Passage(text, Polarity.STRENGTH, score=0.5, source=source, span=Span(0, 5), **given)  # type: ignore[arg-type]


def test_documents_of_one_year_are_told_apart() -> None:
    out = quotations([passage("Plans are timely.", paragraph=4), passage("Visits are timely.", OTHER, paragraph=5)])
    assert "“Plans are timely.” (Ofsted, 2023b, p. 3, para. 4)" in out
    assert "“Visits are timely.” (Ofsted, 2023a, p. 3, para. 5)" in out
    assert out.index("Ofsted (2023a) Inspection of Ashby") < out.index("Ofsted (2023b) Inspection of Fernley")


def test_no_text_of_a_letter_is_markup() -> None:
    nasty = "Staff say <b>“yes”</b> [x](y) *now* `code`\x1b[31m\nand more."
    out = quotations([passage(nasty)], Style.MARKDOWN, markdown=True)
    assert out.startswith("‘Staff say \\<b\\>“yes”\\</b\\> \\[x\\](y) \\*now\\* \\`code\\`")
    assert "\x1b" not in out
    assert "[(Ofsted, 2023, p. 3, ‘A \\[b\\](javascript:c)’)](https://example.org/a.pdf#page=3)" in out
    assert "\x1b" not in quotations([passage(nasty)])
    assert out.endswith("\\[full inspection (ILACS), 8 to 19 May 2023\\]. Available at: <https://example.org/a.pdf>\n")
    assert quotations([passage(nasty)], Style.FOOTNOTE, markdown=True).endswith(
        ", <https://example.org/a.pdf#page=3>.\n"
    )


def test_content_cites_in_every_style() -> None:
    for style in Style:
        (told,) = content([passage("Plans are timely.")], style)["quotes"]  # type: ignore[misc]
        assert told["cite"]  # type: ignore[index, call-overload]
        assert told["link"] == "https://example.org/a.pdf#page=3"  # type: ignore[index, call-overload]
