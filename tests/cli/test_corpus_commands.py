"""`index` and `search`: what they print, and how they end."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import ofstedmine as om
from ofstedmine.cli.app import app
from ofstedmine.store import Corpus

SAMPLES = Path(__file__).parents[2] / "corpus" / "marlowbridge"


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], env={"COLUMNS": "100"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLES, tmp_path / "letters")
    return tmp_path


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus") / "letters.db"
    assert run("index", SAMPLES, "--db", path).exit_code == 0
    return path


def test_index_tells_what_it_did(folder: Path) -> None:
    db = folder / "letters.db"
    first = run("index", folder / "letters", "--db", db, "--check")
    assert first.exit_code == 0, first.output
    assert first.stdout.startswith("3 new, in ")
    assert first.stdout.endswith(
        "letters.db holds 3 documents.\nChecked: all of it can be read, and nothing is missing.\n"
    )
    (folder / "letters" / "error.pdf").write_text("<html><body>Not found</body></html>", "utf-8")
    shutil.copy(folder / "letters" / "2022-06-ilacs.pdf", folder / "letters" / "again.pdf")
    (folder / "letters" / "2022-09-follow-up-report.docx").unlink()
    for name in ("scan.png", "all.zip", ".hidden.zip", "letter"):
        (folder / "letters" / name).write_bytes(b"PK")
    second = run("index", folder / "letters", "--db", db)
    assert second.exit_code == 2
    told = "Passed over, as no documents: 1 .png, 1 .zip, 1 without an ending. Unpack or convert what holds letters."
    assert told in " ".join(second.stdout.split())
    assert second.stdout.startswith("2 unchanged, in less than a second")
    assert "kept once:" in second.stdout
    assert "again.pdf is " in second.stdout
    assert "kept (--prune drops them):" in second.stdout
    assert "Could not be read:" in second.stderr
    assert "error.pdf: This is a web page, not a PDF" in second.stderr
    third = run("index", folder / "letters", "--db", db, "--prune", "--json")
    told = json.loads(third.stdout)
    assert told["documents"] == 2
    assert told["added"]["pruned"] is True
    assert [Path(f["name"]).name for f in told["failures"]] == ["error.pdf"]


def test_index_interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Corpus, "add", interrupted)
    stopped = run("index", folder / "letters", "--db", folder / "letters.db")
    assert stopped.exit_code == 130
    assert "run the same command again to go on" in stopped.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["index", "{empty}", "--db", "{empty}/a.db"], "There is no document in this folder"),
        (["index", "no-such-folder", "--db", "{empty}/a.db"], "There is no such file"),
        (["index", "{empty}", "--db", "{empty}"], "is a folder. Name a file for the corpus"),
        (["search", "plans", "--db", "{empty}/none.db"], "make it with: ofstedmine index FOLDER"),
        (["search", "plans", "--db", str(SAMPLES / "2022-06-ilacs.pdf")], "is no corpus"),
        (["search", "(plans", "--db", "{db}"], "An opening bracket is not closed"),
        (["search", "plans", "--db", "{db}", "--theme", "weather"], "known: early_help"),
        (["search", "plans", "--db", "{db}", "--authority", "Marlow"], "nearest in this corpus: Marlowbridge"),
        (["search", "plans", "--db", "{db}", "--period", "soon"], "2019/2022"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, db: Path, args: list[str], told: str) -> None:
    done = run(*(a.format(empty=tmp_path, db=db) for a in args))
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())


def test_search_shows_each_passage_with_its_place(db: Path) -> None:
    done = run("search", "chronologies weak", "--db", db, "--polarity", "weakness")
    assert done.exit_code == 0
    assert done.stdout == (
        "1. “Chronologies remain too weak to be relied on.” (Ofsted, 2022, p. 2, para. 8)\n"
        "Marlowbridge · full inspection (ILACS), 9 to 20 May 2022 · weakness · 2022-06-ilacs.pdf\n\n"
    )


def test_search_as_json(db: Path) -> None:
    done = run("search", '"chronologies remain"', "--db", db, "--part", "finding", "--json")
    (hit,) = json.loads(done.stdout)["hits"]
    assert hit["text"] == "Chronologies remain too weak to be relied on."
    assert hit["marks"] == [[0, 19]]
    assert (hit["page"], hit["paragraph"], hit["cite"]) == (2, 8, "(Ofsted, 2022, p. 2, para. 8)")
    assert hit["report"]["authority"] == "Marlowbridge"


def test_search_that_finds_nothing_says_what_would_widen(db: Path) -> None:
    done = run("search", "chronologies", "--db", db, "--region", "London")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert "Without region there are " in done.stderr


def test_search_tells_that_there_is_more(db: Path) -> None:
    done = run("search", "children", "--db", db, "--limit", "2")
    assert done.stdout.count("\n\n") == 2
    assert re.search(r"Shown: 2 of \d+\. --limit 10 shows more, --csv FILE writes all\.", done.stderr)


def test_search_without_words_writes_all_that_the_filters_let_through(db: Path, tmp_path: Path) -> None:
    path = tmp_path / "found.csv"
    done = run("search", "--db", db, "--polarity", "weakness", "--limit", "3", "--csv", path)
    assert done.exit_code == 0
    assert done.stdout.count("\n\n") == 3
    rows = list(om.load_table(path))
    assert f"Shown: 3 of {len(rows)}." in done.stderr
    with Corpus(db) as corpus:
        hits = corpus.search(polarity="weakness", limit=1000)
        assert [(r["report"], r["id"], r["text"]) for r in rows] == [(h.report.id, h.item, h.text) for h in hits]
    assert "it is there already" in " ".join(run("search", "--db", db, "--csv", path).stderr.split())
    none = run("search", "elephants", "--db", db, "--csv", path, "--force")
    assert none.exit_code == 1
    assert list(om.load_table(path)) == []
