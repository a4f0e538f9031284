"""A corpus of an older version is brought up to date with all that it holds, or is left as it was."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from awkward import report
from samples import differing, letters

import ofstedmine as om
from ofstedmine.store import schema

FIRST = Path(__file__).with_name("version-1.sql").read_text("utf-8")
KEPT = report(
    ["Plans for children are timely.", "Visits are too often late, and “nobody knows why”."], day=date(2022, 5, 5)
)
STEP = """
ALTER TABLE documents ADD COLUMN language TEXT;
CREATE INDEX documents_by_name ON documents (name);
UPDATE files SET tried_by = NULL;
UPDATE documents SET mined_by = '';
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A file that the first version made."""
    path = tmp_path / "letters.db"
    with closing(sqlite3.connect(path)) as db:
        db.executescript(FIRST)
    return path


def told(path: Path) -> tuple[int, list[tuple[str, str]]]:
    """The version of a file, and the tables that it says it has."""
    with closing(sqlite3.connect(path)) as db:
        tables = db.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        return db.execute("PRAGMA user_version").fetchone()[0], tables.fetchall()


def test_the_first_step_is_what_the_first_version_made() -> None:
    assert schema.STEPS[0].strip() in FIRST, "such files are out there: leave the step, and add one behind it"


def test_a_corpus_of_the_first_version_is_read_whole(old: Path) -> None:
    with om.Corpus(old) as corpus:
        (found,) = corpus
        where = str(old.parent / "letter.pdf")  # though nothing stands there any more
        assert differing(found, replace(KEPT, document=replace(KEPT.document, origin=where))) is None
        assert [h.text for h in corpus.search("visits", part="finding")] == [KEPT.findings[1].text]
        assert [u.path.name for u in corpus.unreadable] == ["empty.pdf"]
        assert corpus.check() == ()


def test_an_older_file_gets_what_it_lacks_keeps_what_it_holds_and_is_mined_anew(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = letters(tmp_path / "in", 2)
    with om.Corpus(old) as corpus:
        corpus.add(paths, progress=False)
    before = told(old)[0]
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, STEP))
    with om.Corpus(old) as corpus:  # opened to be read
        assert len(corpus) == 3
        assert corpus.db.execute("SELECT count(*) FROM documents WHERE language IS NULL").fetchone() == (3,)
        assert corpus[paths[0]] == om.mine(paths[0])
        added = corpus.add(paths, progress=False)
        assert (added.new, added.mined_again, added.unchanged) == (0, 2, 0)
        assert corpus.check() == ()
    with om.Corpus(tmp_path / "new.db") as corpus:
        corpus.add(paths, progress=False)
    assert (before, told(old)) == (len(schema.STEPS) - 1, told(tmp_path / "new.db"))
    monkeypatch.undo()
    with pytest.raises(om.CorpusError, match=r"newer version of ofstedmine\. Run: pip install --upgrade ofstedmine"):
        om.Corpus(old)


def test_a_step_that_fails_leaves_the_file_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(old)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, f"{STEP}DELETE FROM documents;\nDROP TABLE none;\n"))
    with pytest.raises(om.CorpusError, match="cannot be used: no such table: none"):
        om.Corpus(old)
    monkeypatch.undo()
    assert told(old) == before
    with om.Corpus(old) as corpus:
        assert list(corpus) == [KEPT]


OPENED = """
import os, signal, sys
from ofstedmine.store import Corpus, schema
schema.STEPS = (*schema.STEPS, sys.argv[2])
statements, killed = schema._statements, sys.argv[3] == "killed"
def some(step):
    for number, statement in enumerate(statements(step)):
        if number == 2 and killed:
            os.kill(os.getpid(), signal.SIGKILL)
        yield statement
schema._statements = some
with Corpus(sys.argv[1]) as corpus:
    print(len(corpus))
"""


def test_killed_in_the_middle_of_a_step_and_opened_again(old: Path) -> None:
    before = told(old)
    begin = [sys.executable, "-c", OPENED, str(old), STEP]
    done = subprocess.run([*begin, "killed"], capture_output=True, text=True)
    assert done.returncode in (-signal.SIGKILL, 1), done.stderr  # Windows has no signals
    assert told(old) == before
    assert subprocess.run([*begin, ""], capture_output=True, text=True).stdout.strip() == "1"
    assert told(old)[0] == before[0] + 1


def test_several_processes_open_an_older_file_at_once(old: Path) -> None:
    begin = [sys.executable, "-c", OPENED, str(old), STEP, ""]
    began = [subprocess.Popen(begin, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert [process.communicate(timeout=120)[0].strip() for process in began] == ["1"] * 3


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_an_older_file_that_may_not_be_written_says_so(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old.chmod(0o444)
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, STEP))
    with pytest.raises(om.CorpusError, match=r"may not be written.* Copy the corpus"):
        om.Corpus(old)


def test_an_empty_file_with_a_version_of_another_s_becomes_a_corpus(tmp_path: Path) -> None:
    path = tmp_path / "letters.db"
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 7")
    with om.Corpus(path) as corpus:
        assert corpus.add(letters(tmp_path / "in", 1), progress=False).new == 1


def test_a_report_that_this_edition_cannot_read_is_told_with_what_to_do(old: Path) -> None:
    with closing(sqlite3.connect(old)) as db, db:
        db.execute("UPDATE documents SET packed = X'00'")
    with om.Corpus(old) as corpus:
        with pytest.raises(om.CorpusError, match=r"letter\.pdf was kept by another edition .* Index the letters again"):
            list(corpus)
        assert any("Index the letters again" in wrong for wrong in corpus.check())
