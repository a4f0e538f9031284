"""The commands, over the sample documents: what they print, and with which exit status they leave."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reports import CHECKS, FOLLOW_UP
from typer.testing import CliRunner

import ofstedmine
from ofstedmine import LinkError, api
from ofstedmine.cli.app import app

SAMPLES = Path(__file__).parents[2] / "corpus"
MARLOWBRIDGE = SAMPLES / "marlowbridge"
LETTER = str(MARLOWBRIDGE / "2022-06-ilacs.pdf")
VISIT = str(MARLOWBRIDGE / "2021-09-focused-visit-report.pdf")
DRAFT = str(MARLOWBRIDGE / "2022-09-follow-up-report.docx")


def run(*words: str | Path, status: int = 0):
    result = CliRunner().invoke(app, [str(w) for w in words], env={"COLUMNS": "120"}, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result


@pytest.fixture
def page(tmp_path) -> Path:
    """A web page named .pdf."""
    path = tmp_path / "error.pdf"
    path.write_text("<!DOCTYPE html><html><body><p>Not found</p></body></html>")
    return path


def test_mine_shows_a_letter():
    text = run("mine", LETTER).stdout
    for told in ("2022-06-ilacs.pdf", "full inspection (ILACS)", "Marlowbridge", "9 to 20 May 2022", "R4", "strengths"):
        assert told in text


def test_mine_goes_on_when_a_file_fails_and_lists_the_failures_at_the_end(page, tmp_path):
    result = run("mine", page, LETTER, tmp_path / "missing.pdf", status=2)
    assert "Marlowbridge" in result.stdout
    assert "error.pdf" not in result.stdout
    told = result.stderr.splitlines()
    assert told[0] == "Could not be read:"
    assert [line.split(": ")[0] for line in told[1:]] == [f"  {page}", f"  {tmp_path / 'missing.pdf'}"]


def test_mine_as_json_keeps_to_its_keys(page):
    content = json.loads(run("mine", "--json", LETTER, page, status=2).stdout)
    assert list(content) == ["ofstedmine", "reports", "failures"]
    (report,) = content["reports"]
    assert (report["kind"], report["authority"]) == ("ilacs", "Marlowbridge")
    assert report["inspected"] == {"start": "2022-05-09", "end": "2022-05-20"}
    assert [r["id"] for r in report["recommendations"]] == ["R1", "R2", "R3", "R4"]
    assert all(f["page"] for f in report["findings"])
    assert content["failures"][0]["name"] == str(page)
    assert content["failures"][0]["reason"].startswith("This is a web page")


def test_mine_takes_a_folder():
    text = run("mine", MARLOWBRIDGE).stdout
    assert text.count("Marlowbridge") >= 3


def test_an_empty_folder_is_told(tmp_path):
    assert "no document in this folder" in run("mine", tmp_path, status=2).stderr


def test_verify_leaves_with_1_where_a_quote_is_altered_or_not_found():
    text = run("verify", DRAFT, LETTER, status=1).stdout
    for told in ("✓ verbatim", "≠ altered", "✗ not found", "1 with a wrong page", "3 to mend"):
        assert told in " ".join(text.replace("│", " ").split()), told


def test_verify_takes_a_folder_of_sources_and_does_not_verify_a_report_by_itself():
    content = json.loads(run("verify", "--json", DRAFT, MARLOWBRIDGE, status=1).stdout)
    assert list(content) == ["ofstedmine", "verifications", "counts", "failures"]
    assert content["counts"] == {"verbatim": 7, "altered": 1, "not_found": 1}
    first = content["verifications"][0]
    assert {"quote", "status", "source", "page", "paragraph", "page_agrees", "differences", "nearest"} <= set(first)
    assert first["source"]["name"] == "2022-06-ilacs.pdf"


def test_verify_leaves_with_0_where_all_is_true(monkeypatch):
    monkeypatch.setattr(api, "verify", lambda report, sources: CHECKS[:1])
    run("verify", DRAFT, LETTER)


def test_verify_leaves_with_1_where_a_page_alone_is_wrong(monkeypatch):
    monkeypatch.setattr(api, "verify", lambda report, sources: CHECKS[1:2])
    assert "1 with a wrong page; 1 to mend" in run("verify", DRAFT, LETTER, status=1).stdout


def test_verify_goes_on_when_a_source_of_a_folder_cannot_be_read(tmp_path, page):
    shutil.copy(LETTER, tmp_path)
    result = run("verify", DRAFT, tmp_path, status=1)
    assert "9 quotes: 7 verbatim" in result.stdout
    assert f"{page}: This is a web page" in result.stderr


def test_verify_leaves_the_draft_in_the_folder_out(tmp_path):
    for path in (LETTER, DRAFT):
        shutil.copy(path, tmp_path)
    draft = tmp_path / Path(DRAFT).name
    result = run("verify", draft, tmp_path, status=1)
    assert "9 quotes: 7 verbatim, 1 altered, 1 not found" in result.stdout
    assert "it is no source of its own quotes" in result.stderr
    assert "There is nothing but the draft" in run("verify", draft, draft, status=2).stderr


def test_verify_reads_no_source_for_a_draft_that_quotes_nothing(tmp_path, page):
    draft = tmp_path / "notes.md"
    draft.write_text("# Notes\n\nNothing is quoted here.\n")
    result = run("verify", draft, page)
    assert "The report quotes nothing" in result.stdout
    assert result.stderr == ""


def test_verify_writes_its_result_into_the_draft(tmp_path):
    out = tmp_path / "checked.docx"
    assert f"Written: {out}" in run("verify", DRAFT, LETTER, "--annotate", out, status=1).stderr
    before = out.read_bytes()
    told = run("verify", DRAFT, tmp_path / "none.pdf", "--annotate", out, status=2).stderr
    assert "--annotate" in told
    assert "it is there already" in " ".join(told.replace("│", " ").split())
    assert out.read_bytes() == before
    run("verify", DRAFT, LETTER, "--annotate", out, "--force", status=1)
    told = run("verify", LETTER, LETTER, "--annotate", tmp_path / "b.docx", status=2).stderr
    assert "Word document (.docx) alone" in " ".join(told.replace("│", " ").split())
    assert [p.name for p in tmp_path.iterdir()] == ["checked.docx"]


@pytest.mark.parametrize("words", [("verify", DRAFT, LETTER), ("mine", LETTER), ("follow-up", VISIT, LETTER)])
@pytest.mark.parametrize("columns", ["60", "100"])
def test_no_line_in_a_file_or_pipe_ends_in_white_space(words, columns):
    result = CliRunner().invoke(app, words, env={"COLUMNS": columns}, catch_exceptions=False)
    lines = result.stdout.splitlines()
    assert len(lines) > 10
    assert [line for line in lines if line != line.rstrip() or len(line) > int(columns)] == []


def test_verify_leaves_with_2_where_nothing_can_be_compared(page):
    assert "web page" in run("verify", page, LETTER, status=2).stderr
    assert run("verify", DRAFT, page, status=2).stdout == ""


def test_follow_up_of_two_letters(monkeypatch):
    given = {}

    def follow_up(earlier, later, *, response, include):
        given.update(earlier=earlier, later=later, response=response, include=include)
        return FOLLOW_UP

    monkeypatch.setattr(api, "follow_up", follow_up)
    text = run("follow-up", VISIT, LETTER, "--response", DRAFT, "--include", "weaknesses").stdout
    assert "◐ partly closed" in text
    assert (given["earlier"].document.name, given["later"].document.name) == (Path(VISIT).name, Path(LETTER).name)
    assert [r.document.name for r in given["response"]] == [Path(DRAFT).name]
    assert given["include"] == ("recommendations", "weaknesses")
    content = json.loads(run("follow-up", "--json", VISIT, LETTER).stdout)
    assert list(content) == ["ofstedmine", "follow_up", "failures"]
    closure = content["follow_up"]["closures"][0]
    assert closure["status"] == "closed"
    assert closure["evidence"][0]["cite"] == "(Ofsted, 2023, p. 2, para. 8)"
    assert closure["evidence"][0]["source"]["name"] == "letter.pdf"


@pytest.mark.parametrize("paths", [(MARLOWBRIDGE,), (VISIT, LETTER)], ids=["folder", "pair"])
def test_follow_up_finds_the_letter_in_a_councils_report(paths):
    content = json.loads(run("follow-up", "--json", *paths).stdout)["follow_up"]
    assert [c["recommendation"]["id"] for c in content["closures"]] == ["R1", "R2", "R3"]
    assert {c["raised_in"]["kind"] for c in content["closures"]} == {"focused_visit"}
    assert [r["kind"] for r in content["earlier"] + content["later"]] == ["focused_visit", "ilacs"]
    assert all(r["kind"] == "council_report" for r in content["response"])
    assert all(e["cite"].startswith("(Ofsted, 2022") for c in content["closures"] for e in c["evidence"])


def test_follow_up_of_a_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(api, "history", lambda reports, *, include: FOLLOW_UP)
    assert "✗ open" in run("follow-up", MARLOWBRIDGE).stdout
    assert "no document in this folder" in run("follow-up", tmp_path, status=2).stderr


@pytest.mark.parametrize("paths", [(LETTER,), (VISIT, LETTER, DRAFT), (VISIT, MARLOWBRIDGE)])
def test_follow_up_wants_two_letters_or_one_folder(paths):
    assert "an earlier and a later letter, or one folder" in run("follow-up", *paths, status=2).stderr


def test_letters_that_cannot_be_linked_are_told(monkeypatch):
    def refuse(*args, **kwargs):
        raise LinkError("these are letters of Fernley and Oxmouth; give those of one authority")

    monkeypatch.setattr(api, "follow_up", refuse)
    result = run("follow-up", VISIT, LETTER, status=2)
    assert "letters of Fernley and Oxmouth" in result.stderr
    assert json.loads(run("follow-up", "--json", VISIT, LETTER, status=2).stdout)["follow_up"] is None


def test_an_unreadable_letter_is_told_and_nothing_is_compared(page):
    result = run("follow-up", page, LETTER, status=2)
    assert "web page" in result.stderr
    assert result.stdout == ""


def test_an_unknown_include_names_the_known_ones():
    told = run("follow-up", VISIT, LETTER, "--include", "strengths", status=2).stderr
    assert "“strengths” is not known; what can be included: recommendations, weaknesses" in told


def test_a_folder_of_two_authorities_says_which_and_how_to_split(tmp_path):
    for place in (LETTER, SAMPLES / "stannerdale" / "2023-04-ilacs.pdf"):
        (tmp_path / Path(place).name).write_bytes(Path(place).read_bytes())
    told = " ".join(run("follow-up", tmp_path, status=2).stderr.split())
    assert "Marlowbridge (2022-06-ilacs.pdf) and Stannerdale (2023-04-ilacs.pdf)" in told
    assert "a folder of its own" in told


def test_follow_up_writes_a_graph_and_never_over_a_file_unasked(tmp_path):
    path = tmp_path / "found.graphml"
    assert "partly closed" in run("follow-up", VISIT, LETTER, "--graph", path).stdout
    assert "answered_by" in path.read_text("utf-8")
    path.write_text("mine")
    assert "--force" in run("follow-up", VISIT, LETTER, "--graph", path, status=2).stderr
    assert path.read_text() == "mine"
    assert ".json" in run("follow-up", VISIT, LETTER, "--graph", tmp_path / "found.txt", status=2).stderr
    assert f"Written: {path}" in run("follow-up", VISIT, LETTER, "--graph", path, "--force").stderr
    assert path.read_text() != "mine"


@pytest.mark.parametrize("command", ["", "mine", "follow-up", "report", "verify"])
def test_help_shows_examples(command):
    assert "Examples:\n    ofstedmine " in run(*command.split(), "--help").stdout


def test_version():
    assert run("--version").stdout == f"ofstedmine {ofstedmine.__version__}\n"


def test_python_m_is_the_same_command():
    done = subprocess.run(
        [sys.executable, "-m", "ofstedmine", "--version"], capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout == f"ofstedmine {ofstedmine.__version__}\n"
    assert done.stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        ("mine", VISIT),
        ("mine", VISIT, "--json"),
        ("follow-up", VISIT, LETTER),
        ("quotes", LETTER),
        ("verify", DRAFT, LETTER),
    ],
)
def test_a_file_or_pipe_is_utf_8_whatever_the_code_page(words):
    narrow = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-m", "ofstedmine", *words], capture_output=True, env=narrow, timeout=120)
    assert b"Traceback" not in done.stderr
    assert not done.stdout.decode("utf-8").isascii()


@pytest.mark.parametrize("words", [("mine", LETTER), ("--version",)])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk here")
def test_a_full_disk_is_told_in_a_line(words):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "ofstedmine", *words], stdout=full, stderr=subprocess.PIPE, text=True, timeout=120
        )
    assert (done.returncode, done.stderr) == (2, "Error: No space left on device\n")


def test_a_name_that_no_disk_holds_is_told_in_a_line():
    name = "n" * 300 + ".pdf"
    done = subprocess.run(
        [sys.executable, "-m", "ofstedmine", "mine", name], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 2
    assert done.stderr.startswith(f"Error: {name}: ")


@pytest.mark.parametrize("module", ["ofstedmine", "ofstedmine.cli"])
def test_importing_waits_for_nothing_heavy(module):
    heavy = ("spacy", "sklearn", "pandas", "networkx", "typer", "rich", "rapidfuzz", "numpy", "lxml", "docx")
    code = f"import sys, {module}; print(*(m for m in {(*heavy, 'pypdfium2', 'pdfplumber')} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == []


def test_a_file_that_takes_too_long_is_listed_and_the_others_are_read(tmp_path):
    slow = tmp_path / "slow.txt"
    slow.write_text("Plans for children are timely.\n\n" * 400_000, "utf-8")
    (tmp_path / "letter.txt").write_text("Plans for children are timely.", "utf-8")
    result = run("--seconds", "3", "index", tmp_path, "--db", tmp_path / "a.db", status=2)
    assert "1 new" in result.stdout
    assert "slow.txt: It took longer than 3 s to read." in result.stderr
    (tmp_path / "slow.txt").unlink()
    assert "letter.txt" in run("--seconds", "3", "mine", tmp_path).stdout


def test_limits_that_make_no_sense_are_told():
    assert "64 or more" in run("--megabytes", "1", "mine", LETTER, status=2).stderr
    assert "Marlowbridge" in run("--megabytes", "0", "--seconds", "0", "mine", LETTER).stdout
