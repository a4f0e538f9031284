"""Whatever goes wrong says what is wrong and what to do about it: a row for each error of the public face, and more."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import ofstedmine as om
from ofstedmine import evaluate, train
from ofstedmine.lexicon import parse

SAMPLES = Path(__file__).parents[1] / "corpus"
LETTER, VISIT = (SAMPLES / "marlowbridge" / n for n in ("2022-06-ilacs.pdf", "2021-09-focused-visit-report.pdf"))
OTHER = SAMPLES / "stannerdale" / "2023-04-ilacs.pdf"
HTML = SAMPLES / "eastermouth" / "2024-05-minutes.html"


def mined(path: Path = LETTER) -> om.Report:
    return om.mine(path)


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def newer(folder: Path) -> Path:
    path = folder / "newer.db"
    with om.Corpus(path) as corpus:
        corpus.add(written(folder, "letter.md", "# Focused visit\n\nPlans are timely.\n"), progress=False)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    return path


def asked(folder: Path, do: Callable[[om.Corpus], object]) -> object:
    with om.Corpus(folder / "a.db") as corpus:
        return do(corpus)


def line(folder: Path) -> str:
    return om.export(mined(HTML), folder / "a.jsonl", force=True).read_text("utf-8")


Do = Callable[[Path], object]
ROWS: list[tuple[type[Exception], str, Do]] = [
    (om.UnreadableDocument, "no such file. Check the path", lambda f: om.mine(f / "none.pdf")),
    (om.UnreadableDocument, "is empty. Download it again", lambda f: om.mine(written(f, "empty.pdf", ""))),
    (om.UnreadableDocument, "Name the files in it", lambda f: om.mine(f)),
    (om.UnreadableDocument, "Run: pip install --upgrade", lambda f: list(om.load(_jsonl(f, schema=99)))),
    (om.UnreadableDocument, "Give a file that export wrote", lambda f: list(om.load(_jsonl(f, kind="letter")))),
    (om.UnreadableDocument, "Give a file that export", lambda f: list(om.load_table(written(f, "a.csv", "a,b\n")))),
    (om.AddressError, "one begins with https://", lambda f: om.mine(LETTER, address="example.org")),
    (om.PictureError, "Save the document as a PDF", lambda f: om.picture(mined(HTML), mined(HTML).paragraphs[0])),
    (om.LinkError, "swap them", lambda f: om.follow_up(mined(), mined(VISIT).appendices[0])),
    (om.LinkError, "give letters of one authority", lambda f: om.follow_up(mined(), mined(OTHER))),
    (om.LinkError, "give an earlier and a later one", lambda f: om.history([mined()])),
    (om.LinkError, "check the path", lambda f: om.history([mined(), mined(VISIT)], models=f / "none.json")),
    (om.LinkError, "ofstedmine.train links", lambda f: om.history([mined(VISIT), mined()], models=_models(f))),
    (om.OutputError, "give another name, or --force", lambda f: om.export(mined(), written(f, "a.csv", ""))),
    (om.OutputError, "give the file a name that ends in", lambda f: om.export(mined(), f / "letter.doc")),
    (om.OutputError, "make it first, or check the path", lambda f: om.export(mined(), f / "none" / "a.csv")),
    (om.OutputError, "give another name or folder", lambda f: om.export(mined(), f / f"{'a' * 300}.csv")),
    (om.UnknownChoice, "known: ilacs, focused_visit", lambda f: om.quotes(mined(), kind="visit")),
    (om.UnknownChoice, "nearest: Leeds", lambda f: om.authority("Leads")),
    (om.UnknownChoice, "write it as in: 2022, 2022-05", lambda f: om.quotes(mined(), period="May")),
    (om.ManifestError, "must name authority", lambda f: om.published(manifest=written(f, "m.csv", "a,b\n"))),
    (om.CorpusError, "Give the corpus another name", lambda f: om.Corpus(written(f, "a.db", "Dear Ms Marsh " * 99))),
    (om.CorpusError, "Run: pip install --upgrade ofstedmine", lambda f: om.Corpus(newer(f))),
    (om.CorpusError, "Name a file for the corpus", lambda f: om.Corpus(f)),
    (om.NotInCorpus, "Add it first, or check the path", lambda f: asked(f, lambda c: c["letter.pdf"])),
    (om.QueryError, "Write for instance: ", lambda f: asked(f, lambda c: c.search('"late'))),
    (om.LexiconError, "known: ", lambda f: parse("[[entry]]\nid = 'a'\npatern = 'b'")),
]


def _jsonl(folder: Path, **changed: object) -> Path:
    return written(folder, "changed.jsonl", json.dumps(json.loads(line(folder)) | changed))


def _models(folder: Path) -> Path:
    return written(folder, "models.json", "{}")


@pytest.mark.parametrize(("kind", "remedy", "do"), ROWS, ids=[f"{k.__name__}-{r[:24]}" for k, r, _ in ROWS])
def test_an_error_says_what_to_do(tmp_path: Path, kind: type[Exception], remedy: str, do: Do) -> None:
    with pytest.raises(kind) as caught:
        do(tmp_path)
    assert type(caught.value) is kind
    assert remedy in str(caught.value)


def test_every_error_of_the_public_face_has_a_row() -> None:
    public = {getattr(om, name) for name in om.__all__}
    errors = {e for e in public if isinstance(e, type) and issubclass(e, om.OfstedmineError)}
    elsewhere = {om.OfstedmineError, om.MissingExtra, om.IsolationError, om.ReadingStopped}  # each has tests of its own
    assert errors - {kind for kind, _, _ in ROWS} == elsewhere


@pytest.mark.parametrize("main", [train.main, evaluate.main])
def test_what_training_cannot_find_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], main: Callable[[list[str]], int]
) -> None:
    told = []
    for _ in range(2):
        with pytest.raises(SystemExit, match="2"):
            main(["links", "--gold", str(tmp_path), "--letters", str(tmp_path / "letters")])
        told.append(capsys.readouterr().err)
        written(tmp_path, "links.json", "[]")
    assert "links.json; --gold names the folder that it stands in" in told[0]
    assert f"there is no folder {tmp_path / 'letters'}; --letters names" in told[1]


def test_a_package_that_is_broken_is_told_with_what_mends_it() -> None:
    begin = "import sys; sys.modules['typer'] = None; from ofstedmine.cli import main; main()"
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", begin, "--help"], capture_output=True, text=True, env=env)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: import of typer halted")
    assert "pip install --force-reinstall ofstedmine" in done.stderr
    assert "Traceback" not in done.stderr
