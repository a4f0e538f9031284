"""`ofstedmine report`: two letters in, a file to send out."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli.app import app

MARLOWBRIDGE = Path(__file__).parents[2] / "corpus" / "marlowbridge"
LETTERS = (MARLOWBRIDGE / "2021-09-focused-visit-report.pdf", MARLOWBRIDGE / "2022-06-ilacs.pdf")
COUNCIL = MARLOWBRIDGE / "2022-09-follow-up-report.docx"


def run(*given: object, status: int = 0) -> str:
    result = CliRunner().invoke(app, ["report", *map(str, given)], env={"COLUMNS": "200"}, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.stderr


def test_two_letters_make_a_word_report(tmp_path):
    out = tmp_path / "closure.docx"
    assert "3 recommendations" in run(*LETTERS, "-o", out, "--title", "Ours", "--on", "2022-10-01")
    document = docx.Document(str(out))
    assert document.paragraphs[0].text == "Ours"
    assert document.core_properties.created.date().isoformat() == "2022-10-01"
    assert len(document.tables[0].rows) == 4


def test_the_command_writes_what_the_verb_writes(tmp_path):
    run(MARLOWBRIDGE, "-o", tmp_path / "one.md", "--on", "2022-10-01")
    found = om.history(om.mine(path) for path in (*LETTERS, COUNCIL))
    om.report(found, tmp_path / "two.md", on=om.mine(COUNCIL).published.replace(2022, 10, 1))
    one, two = ((tmp_path / name).read_text("utf-8") for name in ("one.md", "two.md"))
    assert one == two
    assert "What the council’s report quotes, checked" in one


def test_a_report_kept_beside_the_letters_is_not_read_as_one_of_them(tmp_path):
    for path in (*LETTERS, COUNCIL):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for name in ("closure.docx", "closure.md", "closure.html"):
        run(tmp_path, "-o", tmp_path / name, "--on", "2022-10-01")
    run(tmp_path, "-o", tmp_path / "again.md", "--on", "2022-10-01")
    first, again = (om.mine(tmp_path / name).document.text for name in ("closure.md", "again.md"))
    for name in ("closure.docx", "closure.md", "closure.html"):
        assert f"{name}: left out, for it is " in again
    assert "closure.docx: left out, for it is a report that ofstedmine wrote" in again
    assert again.split("\nNotes\n")[0] == first.split("\nNotes\n")[0]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (("-o", "there.md"), "it is there already"),
        (("-o", "new.pdf"), "ends in .md"),
        (("-o", "none/new.md"), "there is no folder"),
        (("-o", "new.docx", "--template", "there.md"), "--template: there.md: the template is no Word document"),
        (("-o", "new.md", "--template", "there.md"), "--template: new.md: a template is for Word alone"),
        (("-o", "new.md", "--on", "1/10/2024"), "“1/10/2024” is not a day; write it as in: 2024-10-01"),
    ],
)
def test_what_cannot_be_written_is_told_before_a_letter_is_read(tmp_path, monkeypatch, given, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.md").write_text("mine")
    assert told in run("no.pdf", "neither.pdf", *given, status=2)
    assert [p.name for p in tmp_path.iterdir()] == ["there.md"]


def test_what_cannot_be_read_leaves_no_file(tmp_path):
    assert "Could not be read" in run("no.pdf", LETTERS[1], "-o", tmp_path / "new.md", status=2)
    assert not list(tmp_path.iterdir())


def test_what_is_read_is_never_written_over(tmp_path):
    mine = tmp_path / "council.docx"
    mine.write_bytes(COUNCIL.read_bytes())
    told = run(*LETTERS, "--response", mine, "-o", mine, "--force", status=2)
    assert "one of the files to be read" in told
    assert mine.read_bytes() == COUNCIL.read_bytes()


def test_force_writes_over_it(tmp_path):
    out = tmp_path / "there.md"
    out.write_text("mine")
    run(*LETTERS, "-o", out, "--force")
    assert out.read_text("utf-8").startswith("# What became")
