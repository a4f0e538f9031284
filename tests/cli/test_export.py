"""`export`: what it writes, what it says, and how it ends."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import ofstedmine as om
from ofstedmine.cli.app import app

SAMPLES = Path(__file__).parents[2] / "corpus" / "marlowbridge"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "letters.db"
    with om.Corpus(path) as corpus:
        corpus.add(SAMPLES, progress=False)
    return path


@pytest.mark.parametrize("ending", ["csv", "parquet", "xlsx", "jsonl", "qdpx", "jsonld"])
def test_a_folder_is_written(tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"a.{ending}"
    done = run("export", SAMPLES, "-o", out)
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", f"Written: {out}\n")
    assert out.stat().st_size > 1000


def test_a_corpus_with_filters_and_a_table(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.csv"
    done = run("export", "--db", db, "-o", out, "--table", "reports", "--kind", "ilacs", "--period", "2022")
    assert done.exit_code == 0, done.output
    assert [row["kind"] for row in om.load_table(out)] == ["ilacs"]


def test_what_cannot_be_read_is_listed_and_the_rest_is_written(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"")
    done = run("export", SAMPLES, broken, "-o", tmp_path / "a.jsonl")
    assert done.exit_code == 2
    assert "broken.pdf: The file is empty" in done.stderr
    assert len(list(om.load(tmp_path / "a.jsonl"))) == 3


def test_where_nothing_is_found_nothing_is_written(db: Path, tmp_path: Path) -> None:
    none = run("export", "--db", db, "-o", tmp_path / "a.csv", "--period", "1999")
    assert (none.exit_code, "Leave a filter out" in none.stderr) == (1, True)
    (tmp_path / "empty").mkdir()
    empty = run("export", tmp_path / "empty", "-o", tmp_path / "a.csv")
    assert (empty.exit_code, "no document in this folder" in empty.stderr) == (2, True)
    assert [p.name for p in tmp_path.iterdir()] == ["empty"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["-o", "a.ods", SAMPLES], ".jsonl, .csv, .parquet, .xlsx, .qdpx or .jsonld"),
        (["-o", "a.csv"], "give letters"),
        (["-o", "a.csv", SAMPLES, "--db", "letters.db"], "give letters"),
        (["-o", "a.csv", SAMPLES, "--region", "London"], "chosen in a corpus"),
        (["-o", "a.csv", "--db", "no.db"], "there is no file no.db"),
        (["-o", "a.csv", SAMPLES, "--table", "letters"], "known: reports, findings"),
        (["-o", "a.graphml", SAMPLES], "follow-up --graph"),
        ([SAMPLES], "Missing option '--output'"),
    ],
)
def test_a_wrong_command_says_what_is_right(tmp_path: Path, monkeypatch, args: list[object], told: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("export", *args)
    assert done.exit_code == 2
    assert told in " ".join(done.output.replace("│", " ").split())
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_corpus_is_told(tmp_path: Path) -> None:
    (tmp_path / "letters.db").write_text("no corpus, but long enough to be taken for one" * 50)
    done = run("export", "--db", tmp_path / "letters.db", "-o", tmp_path / "a.csv")
    assert (done.exit_code, "--db" in done.output) == (2, True)
    assert [p.name for p in tmp_path.iterdir()] == ["letters.db"]


@pytest.mark.parametrize("option", ["--kind", "--region", "--authority"])
def test_an_unknown_filter_names_the_known(db: Path, tmp_path: Path, option: str) -> None:
    done = run("export", "--db", db, "-o", tmp_path / "a.csv", option, "Nowhere")
    assert (done.exit_code, option in done.output) == (2, True)
    assert "Nowhere" in done.output


def test_nothing_is_written_over_unasked(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("old")
    assert "--force" in run("export", SAMPLES, "-o", tmp_path / "a.csv").output
    assert (tmp_path / "a.csv").read_text() == "old"
    assert run("export", SAMPLES, "-o", tmp_path / "a.csv", "--force").exit_code == 0
