"""`compare`: what it prints and writes, and how it ends."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import ofstedmine as om
from ofstedmine.cli.app import app

SAMPLES = Path(__file__).parents[2] / "corpus"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["compare", *map(str, args)], env={"COLUMNS": "120"})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("compare") / "letters.db"
    with om.Corpus(path) as corpus:
        corpus.add([SAMPLES / "marlowbridge", SAMPLES / "stannerdale"], progress=False)
    return path


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        ((), "Strengths and weaknesses, by theme"),
        (("--by", "kind", "--by", "theme", "--of", "recommendations"), "Recommendations, by kind and theme"),
        (("--of", "closure", "--by", "authority"), "What became of recommendations, by authority"),
        (("--of", "matters", "--authority", "Marlowbridge"), "raised 2021, closed 2022"),
        (("--of", "changes", "--kind", "ilacs", "--kind", "monitoring_visit"), "2023-"),
        (("--theme", "workforce", "--kind", "ilacs"), "Workforce"),
    ],
)
def test_a_table(db: Path, args: tuple[str, ...], shown: str) -> None:
    done = run("--db", db, *args)
    assert done.exit_code == 0, done.output
    assert shown in done.stdout
    assert "Note: " in done.stderr


def test_the_same_table_in_every_form(db: Path, tmp_path: Path) -> None:
    done = run("--db", db, "--by", "kind", "--csv", tmp_path / "a.csv", "--plot", tmp_path / "a.svg", "--json")
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)["rows"]
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert [r["kind"] for r in written] == [r["kind"] for r in rows]
    assert [int(r["weaknesses"]) for r in written] == [r["weaknesses"] for r in rows]
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<?xml")
    again = run("--db", db, "--csv", tmp_path / "a.csv")
    assert again.exit_code == 2
    assert "it is there already" in again.output
    assert run("--db", db, "--csv", tmp_path / "a.csv", "--force").exit_code == 0


def test_a_row_opens(db: Path, tmp_path: Path) -> None:
    rows = json.loads(run("--db", db, "--json").stdout)["rows"]
    at = max(range(len(rows)), key=lambda i: rows[i]["weaknesses"])
    told = json.loads(run("--db", db, "--row", at, "--column", "weaknesses", "--json").stdout)["rows"]
    assert len(told) == rows[at]["weaknesses"]
    assert all(r["polarity"] == "weakness" and r["cite"].startswith("(Ofsted") for r in told)
    path = tmp_path / "sentences.csv"
    shown = run("--db", db, "--row", at, "--column", "weaknesses", "--csv", path)
    assert told[0]["text"][:30] in shown.stdout
    assert [r["text"] for r in om.load_table(path)] == [r["text"] for r in told]


def test_phrases_of_one_polarity(db: Path) -> None:
    done = run("--db", db, "--of", "phrases", "--polarity", "weakness", "--json")
    assert done.exit_code in (0, 1)
    assert {r["polarity"] for r in json.loads(done.stdout)["rows"]} <= {"weakness"}


def test_what_a_terminal_shows_is_named_as_people_name_it(db: Path) -> None:
    shown = run("--db", db, "--by", "kind").stdout
    assert "ILACS" in shown
    assert "Focused visit" in shown
    assert "Strategy meetings and enquiries" in run("--db", db, "--authority", "Stannerdale").stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--by", "town"), "known: authority, region, year, kind, grade, theme, letter"),
        (("--of", "grades"), "known: findings, recommendations, closure, matters, changes, phrases"),
        (("--theme", "wrokforce"), "unknown theme"),
        (("--row", "99"), "unknown row"),
        (("--row", "0", "--column", "grades"), "those that open: findings"),
        (("--neighbours",), "it takes one --authority"),
        (("--neighbours", "--authority", "Leeds", "--region", "London"), "no --region"),
        (("--of", "phrases", "--by", "theme"), "leave --by out"),
        (("--polarity", "weakness"), "ask --of phrases"),
        (("--plot", "a.jpg"), "a name that ends in .png, .svg or .pdf"),
        (("--csv", "a.txt"), "a name that ends in .csv"),
    ],
)
def test_what_cannot_be_compared_is_explained(db: Path, args: tuple[str, ...], told: str) -> None:
    done = run("--db", db, *args)
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())


def test_nothing_to_compare(db: Path, tmp_path: Path) -> None:
    done = run("--db", db, "--period", "1999", "--plot", tmp_path / "none.png")
    assert done.exit_code == 1
    assert "There is nothing to compare." in done.stderr
    assert "Compare without period." in done.stderr
    assert (tmp_path / "none.png").exists()
    assert "there is no file" in run("--db", tmp_path / "no.db").output


def test_without_pandas(db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    done = run("--db", db)
    assert done.exit_code == 2
    assert "pip install 'ofstedmine[compare]'" in done.output
