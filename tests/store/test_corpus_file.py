"""One file of many reports: what goes in comes out, is taken in once, and goes when it is told to."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from samples import COUNCIL, LETTERS, differing, letter, letters

import ofstedmine as om
from ofstedmine import api
from ofstedmine.errors import CorpusError, NotInCorpus
from ofstedmine.store import Corpus, Progress, mining, schema, shelf
from ofstedmine.store.rows import inside


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus(tmp_path_factory.mktemp("corpus") / "letters.db") as corpus:
        corpus.add(LETTERS, progress=False)
        yield corpus


def troubles(path: Path) -> tuple[str, ...]:
    """What is wrong inside a corpus."""
    with Corpus(path) as corpus:
        return corpus.check()


def content(path: Path) -> list[tuple[object, ...]]:
    """All that a corpus says, without the numbers that its rows happen to have."""
    with Corpus(path) as corpus:
        told = "SELECT sha256, documents.name, packed FROM documents ORDER BY sha256"
        files = "SELECT path, sha256, reason FROM files LEFT JOIN documents ON documents.id = document ORDER BY path"
        passages = (
            "SELECT sha256, place, part, position, passages.text, passages.page, passages.themes FROM passages "
            "JOIN reports ON reports.id = report JOIN documents ON documents.id = document ORDER BY 1, 2, 3, 4"
        )
        return [row for question in (told, files, passages) for row in corpus.db.execute(question)]


@pytest.fixture(scope="module")
def mined() -> list[om.Report]:
    return [om.mine(path) for path in LETTERS]


def test_what_is_read_is_what_was_mined(samples: Corpus, mined: list[om.Report]) -> None:
    for path, report in zip(LETTERS, mined, strict=True):
        assert samples[path] == report
        assert differing(samples[path], report) is None, path


def test_the_file_is_sound(samples: Corpus) -> None:
    assert troubles(samples.path) == ()


def test_a_report_is_named_by_path_or_hash(samples: Corpus) -> None:
    mined = om.mine(COUNCIL)
    whole = mined.document.fingerprint
    assert samples[whole] == samples[whole[:8]] == samples[COUNCIL] == samples[str(COUNCIL)] == mined
    assert COUNCIL in samples
    assert mined in samples
    assert whole in samples
    assert samples.paths(whole) == (COUNCIL,)
    for unknown in ("no-such.pdf", "0" * 64, whole[:5], 7):
        assert unknown not in samples
    with pytest.raises(NotInCorpus, match=r"has no document no-such\.pdf"):
        samples["no-such.pdf"]


def test_reports_come_lazily_by_authority_and_date(samples: Corpus) -> None:
    assert len(samples) == len(LETTERS)
    reports = samples.reports()
    assert next(reports).document.name
    told = [(r.authority or "", r.day.isoformat() if r.day else "") for r in samples]
    assert told == sorted(told)
    assert len(told) == len(LETTERS)


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"authority": "Marlowbridge"}, 3),
        ({"kind": "ilacs"}, 3),
        ({"kind": ["ilacs", "sif"]}, 4),
        ({"kind": "area SEND"}, 1),
        ({"kind": "focused visit"}, 0),
        ({"kind": "focused_visit", "appendices": True}, 2),
        ({"period": "2026/"}, 2),
        ({"period": "2022-06/2022-12"}, 1),
        ({"region": "London"}, 0),
        ({"authority": "Leeds"}, 0),  # known, and not here
        ({"kind": []}, 0),
    ],
)
def test_filters(samples: Corpus, mined: list[om.Report], filters: dict[str, object], count: int) -> None:
    found = samples.listings(**filters)
    assert len(found) == count
    expected = {
        r.document.fingerprint + place
        for report in mined
        for place, r in inside(report)
        if (filters.get("appendices") or not place) and _wanted(r, filters)
    }
    assert {f.id + f.place for f in found} == expected


def _wanted(report: om.Report, filters: dict[str, object]) -> bool:
    """The filters again, slowly."""
    kinds = filters.get("kind", list(om.Kind))
    kinds = [k.lower().replace(" ", "_") for k in ([kinds] if isinstance(kinds, str) else kinds)]  # type: ignore[union-attr]
    day = report.day.isoformat() if report.day else ""
    start, _, end = str(filters.get("period", "")).partition("/")
    return (
        report.kind in kinds
        and filters.get("authority", report.authority) == report.authority
        and "region" not in filters
        and ("period" not in filters or (day != "" and start <= day and (not end or day[:7] <= end)))
    )


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"kind": "visits"}, "known: ilacs, focused_visit"),
        ({"region": "Mercia"}, "known: East Midlands"),
        ({"period": "May 2022"}, "write it as in: 2022, 2022-05, 2019/2022"),
        ({"authority": "Marlowbridge council"}, "nearest in this corpus: Marlowbridge"),
        ({"authority": "Marlowbrige"}, "nearest in this corpus: Marlowbridge"),
    ],
)
def test_a_filter_of_what_is_not_known_names_what_is(samples: Corpus, filters: dict[str, str], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        samples.listings(**filters)


def test_what_has_not_changed_is_passed_over(tmp_path: Path) -> None:
    paths = letters(tmp_path / "in", 3)
    with Corpus(tmp_path / "letters.db") as corpus:
        first = corpus.add(tmp_path / "in", progress=False)
        assert (first.new, first.unchanged) == (3, 0)
        assert corpus.add(tmp_path / "in", progress=False).unchanged == 3
        paths[0].write_text(letter(99), "utf-8")
        again = corpus.add(tmp_path / "in", progress=False)
        assert (again.new, again.unchanged) == (1, 2)
        assert len(corpus) == 3  # the letter that stood there is gone
        assert corpus[paths[0]].recommendations[0].text.endswith("visit 99.")
    assert troubles(tmp_path / "letters.db") == ()


def test_a_file_of_old_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = letters(tmp_path / "in", 1)
    os.utime(path, (1e9, 1e9))
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(path, progress=False)
        monkeypatch.setattr("ofstedmine.store.intake.load", None)
        assert corpus.add(path, progress=False).unchanged == 1


def test_the_same_bytes_twice_are_one_document(tmp_path: Path) -> None:
    one, two = letters(tmp_path / "in", 2)
    shutil.copy(one, tmp_path / "in" / "copy.md")
    with Corpus(tmp_path / "letters.db") as corpus:
        added = corpus.add(tmp_path / "in", progress=False)
        assert (added.new, len(added.duplicates), len(corpus)) == (2, 1, 2)
        assert set(corpus.paths(one)) == {one, tmp_path / "in" / "copy.md"}
        shutil.copy(two, tmp_path / "another.md")
        assert corpus.add(tmp_path / "another.md", progress=False).duplicates == ((tmp_path / "another.md", two),)
        assert len(corpus) == 2
        one.write_text(letter(50), "utf-8")  # its copy still stands for the first
        corpus.add(tmp_path / "in", progress=False)
        assert len(corpus) == 3
        assert corpus[tmp_path / "in" / "copy.md"].document.name == "copy.md"
    assert troubles(tmp_path / "letters.db") == ()


def test_changed_words_mine_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = letters(tmp_path / "in", 2)
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(paths, progress=False)
        for module in ("mining", "intake", "workers"):
            monkeypatch.setattr(f"ofstedmine.store.{module}.mining_version", lambda: "other words")
        added = corpus.add(paths, progress=False, isolated=False)
        assert (added.new, added.mined_again, added.unchanged, len(corpus)) == (0, 2, 0, 2)
        assert corpus.add(paths, progress=False).unchanged == 2
    assert troubles(tmp_path / "letters.db") == ()


def test_the_mining_version_hangs_on_words_and_models(tmp_path: Path) -> None:
    package = Path(om.__file__).parent
    copy = shutil.copytree(package, tmp_path / "ofstedmine", ignore=shutil.ignore_patterns("__pycache__"))
    ask = [sys.executable, "-c", "from ofstedmine.store.mining import mining_version; print(mining_version())"]

    def version() -> str:
        env = os.environ | {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(ask, env=env, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()

    as_it_is = version()
    assert as_it_is == mining.mining_version()
    (copy / "cli" / "signs.py").write_text("", "utf-8")
    assert version() == as_it_is  # what only shows
    themes = copy / "lexicon" / "themes.toml"
    themes.write_text(themes.read_text("utf-8") + "\n# one word more\n", "utf-8")
    assert version() != as_it_is


def test_what_cannot_be_read_is_listed_and_tried_again_when_it_changes(tmp_path: Path) -> None:
    paths = letters(tmp_path / "in", 2)
    paths[1].write_bytes(b"")
    bad = tmp_path / "in" / "page.pdf"
    bad.write_text("<html><body>Not found</body></html>", "utf-8")
    with Corpus(tmp_path / "letters.db") as corpus:
        added = corpus.add([tmp_path / "in", tmp_path / "no-such.pdf"], progress=False)
        assert {(u.path.name, u.reason[:10]) for u in added.unreadable} == {
            ("letter-001.md", "The file i"),
            ("page.pdf", "This is a "),
            ("no-such.pdf", "There is n"),
        }
        assert set(corpus.unreadable) == {u for u in added.unreadable if u.path.exists()}
        assert len(corpus) == 1
        assert set(corpus.add(tmp_path / "in", progress=False).unreadable) == set(corpus.unreadable)
        paths[1].write_text(letter(1), "utf-8")
        corpus.add(tmp_path / "in", progress=False)
        assert [u.path.name for u in corpus.unreadable] == ["page.pdf"]
        paths[0].write_bytes(b"")  # its letter is kept, and the trouble told
        corpus.add(tmp_path / "in", progress=False)
        assert corpus[paths[0]].kind is om.Kind.FOCUSED_VISIT
        assert len(corpus) == 2
    assert troubles(tmp_path / "letters.db") == ()


def test_vanished_files_are_kept_unless_pruned(tmp_path: Path) -> None:
    paths = letters(tmp_path / "in", 2) + letters(tmp_path / "other", 1, start=7)
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add([tmp_path / "in", tmp_path / "other"], progress=False)
        paths[0].unlink()
        paths[2].unlink()
        added = corpus.add(tmp_path / "in", progress=False)
        assert added.vanished == (paths[0],)
        assert not added.pruned
        assert len(corpus) == 3
        assert corpus.add(tmp_path / "in", prune=True, progress=False).pruned
        assert len(corpus) == 2
        assert paths[0] not in corpus
        paths[1].unlink()
        assert not corpus.add(tmp_path / "in", prune=True, progress=False).pruned  # a disk that is not mounted, perhaps
        assert len(corpus) == 2
    assert troubles(tmp_path / "letters.db") == ()


def test_a_folder_that_may_not_be_looked_into_is_told_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters(tmp_path / "in", 1)
    (path,) = letters(tmp_path / "in" / "closed", 1, start=5)
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(tmp_path / "in", progress=False)
        walk, listed = os.walk, api.documents

        def walks(folder: Path, onerror: Callable[[OSError], None]) -> Iterator[object]:
            onerror(PermissionError(13, "Permission denied", str(path.parent)))
            yield from walk(folder)

        monkeypatch.setattr(os, "walk", walks)
        monkeypatch.setattr(api, "documents", lambda *p: tuple(f for f in listed(*p) if f != path))
        added = corpus.add(tmp_path / "in", prune=True, progress=False)
        assert [u.path for u in added.unreadable] == [path.parent]
        assert (added.vanished, len(corpus)) == ((), 2)


def test_corpus_and_letters_move_together(tmp_path: Path) -> None:
    letters(tmp_path / "project" / "letters", 2)
    with Corpus(tmp_path / "project" / "letters.db") as corpus:
        corpus.add(tmp_path / "project" / "letters", progress=False)
    moved = (tmp_path / "project").rename(tmp_path / "moved")
    with Corpus(moved / "letters.db") as corpus:
        assert moved / "letters" / "letter-001.md" in corpus
        added = corpus.add(moved / "letters", progress=False)
        assert (added.new, added.unchanged, added.vanished) == (0, 2, ())


def test_remove(tmp_path: Path) -> None:
    paths = letters(tmp_path / "in", 3)
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(paths, progress=False)
        with pytest.raises(NotInCorpus):
            corpus.remove(paths[0], "no-such.pdf")
        assert len(corpus) == 3
        assert corpus.remove(paths[0], paths[1]) == 2
        assert len(corpus) == 1
        assert not corpus.search('"Case 1 is"')
        assert corpus.search('"Case 2 is"')
    assert troubles(tmp_path / "letters.db") == ()


def test_progress_is_told(tmp_path: Path) -> None:
    letters(tmp_path / "in", 3)
    told: list[Progress] = []
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(tmp_path / "in", progress=told.append)
    assert [(p.done, p.total) for p in told] == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert told[-1].mined == 3
    assert told[0].rate is None
    assert told[-1].remaining == 0


def test_opening_makes_no_file(tmp_path: Path) -> None:
    with Corpus(tmp_path / "letters.db") as corpus:
        assert len(corpus) == 0
        assert "a.pdf" not in corpus
        assert list(corpus) == []
        assert corpus.search("plans").notes == ("The corpus is empty: add letters first.",)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(CorpusError, match=r"is closed. Open it again"):
        len(corpus)


def _another(path: Path) -> None:
    sqlite3.connect(path).execute("CREATE TABLE other (a)").connection.close()


def _newer(path: Path) -> None:
    schema.open_to_write(path).close()
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 99")
    db.close()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda p: p.write_text("Dear Ms Marsh " * 200), "is no corpus: it is a file of another kind"),
        (lambda p: p.write_bytes(b"short"), "is no corpus: it is a file of another kind"),
        (_another, "is no corpus: it is an SQLite file of another program"),
        (_newer, "was made by a newer version of ofstedmine"),
        (lambda p: p.mkdir(), "is a folder. Name a file for the corpus"),
    ],
    ids=["text", "short", "another program's", "newer", "folder"],
)
def test_a_file_that_is_no_corpus_is_refused_and_left_alone(tmp_path: Path, make: object, told: str) -> None:
    path = tmp_path / "letters.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(CorpusError, match=told):
        Corpus(path)
    with pytest.raises(CorpusError, match=told):
        schema.open_to_write(path)
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_closed_corpus_is_one_file_that_can_be_copied(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Corpus(home / "letters.db") as corpus:
        corpus.add(letters(tmp_path / "in", 2), progress=False)
        assert len(corpus) == 2
    assert [p.name for p in home.iterdir()] == ["letters.db"]
    shutil.copy(home / "letters.db", tmp_path / "copy.db")
    with Corpus(tmp_path / "copy.db") as corpus:
        assert len(list(corpus)) == 2


def test_an_empty_file_becomes_a_corpus(tmp_path: Path) -> None:
    path = tmp_path / "letters.db"
    path.touch()
    with Corpus(path) as corpus:
        assert len(corpus) == 0
        corpus.add(letters(tmp_path / "in", 1), progress=False)
        assert len(corpus) == 1


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with Corpus(tmp_path / "none" / "letters.db") as corpus, pytest.raises(CorpusError, match="There is no folder"):
        corpus.add(letters(tmp_path / "in", 1), progress=False)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_corpus_in_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with Corpus(home / "letters.db") as corpus:
        corpus.add(letters(tmp_path / "in", 1), progress=False)
    home.chmod(0o555)
    try:
        with Corpus(home / "letters.db") as corpus:
            assert len(corpus) == 1
            with pytest.raises(CorpusError, match="may not be written"):
                corpus.add(letters(tmp_path / "in", 2), progress=False)
    finally:
        home.chmod(0o755)


def test_a_full_disk_costs_the_last_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = letters(tmp_path / "in", 3)
    kept = schema.open_to_write

    def small(path: Path) -> sqlite3.Connection:
        db = kept(path)
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {pages + room}")
        return db

    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(paths[0], progress=False)
        monkeypatch.setattr(schema, "open_to_write", small)
        room = 0
        with pytest.raises(CorpusError, match=r"The disk is full. What was indexed is kept"):
            corpus.add([*paths, LETTERS[0]], progress=False)
        monkeypatch.undo()
        assert paths[0] in corpus
        assert troubles(corpus.path) == ()
        corpus.add([*paths, LETTERS[0]], progress=False)
        assert len(corpus) == 4


WRITER = """
import sys
from ofstedmine.store import Corpus
with Corpus(sys.argv[1]) as corpus:
    print(corpus.add(sys.argv[2], progress=False).new)
"""
READER = """
import sys, time
from ofstedmine.store import Corpus
seen = set()
while True:
    with Corpus(sys.argv[1]) as corpus:
        whole = len(corpus) == int(sys.argv[2])
        for report in corpus:
            assert report.findings and report.recommendations
        found = corpus.search('"is recorded well"', limit=99)
        assert len({h.report.id for h in found}) >= len(seen)
        seen |= {h.report.id for h in found}
        if whole:
            break
    time.sleep(0.01)
print(len(seen))
"""


def test_readers_and_writers_side_by_side(tmp_path: Path) -> None:
    letters(tmp_path / "one", 7)
    letters(tmp_path / "two", 7, start=5)  # two of them are in both
    path = str(tmp_path / "letters.db")
    asked = [[READER, path, "12"]] * 2 + [[WRITER, path, str(tmp_path / folder)] for folder in ("one", "two")]
    began = [subprocess.Popen([sys.executable, "-c", *a], stdout=subprocess.PIPE, text=True) for a in asked]
    told = [process.communicate(timeout=120)[0].strip() for process in began]
    assert [p.returncode for p in began] == [0] * 4
    assert told[:2] == ["12", "12"]
    assert troubles(Path(path)) == ()


KILLED = """
import sys, os
from ofstedmine.store import Corpus
with Corpus(sys.argv[1]) as corpus:
    corpus.add(sys.argv[2], progress=False)
"""


def test_killed_at_any_moment_and_run_again(tmp_path: Path) -> None:
    """`kill -9` of the process and its workers: the file is sound each time, and ends as if nothing had happened."""
    letters(tmp_path / "in", 20)
    with Corpus(tmp_path / "whole.db") as corpus:
        corpus.add(tmp_path / "in", progress=False)
    path = tmp_path / "letters.db"
    began = [sys.executable, "-c", KILLED, str(path), str(tmp_path / "in")]
    for moment in (0.2, 0.6, 0.9):
        process = subprocess.Popen(began, start_new_session=True)
        time.sleep(moment)
        os.killpg(process.pid, 9)
        process.wait()
        assert not path.exists() or troubles(path) == ()
    subprocess.run(began, check=True)
    assert troubles(path) == ()
    assert content(path) == content(tmp_path / "whole.db")


def test_an_error_while_writing_leaves_no_half_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = letters(tmp_path / "in", 2)
    with Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(paths[0], progress=False)

        def interrupted(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(shelf, "file", interrupted)
        with pytest.raises(KeyboardInterrupt):
            corpus.add(paths[1], progress=False)
        assert len(corpus) == 1
    assert troubles(tmp_path / "letters.db") == ()


def test_a_name_that_is_no_text_is_told(tmp_path: Path) -> None:
    (path,) = letters(tmp_path / "in", 1)
    try:
        path.rename(os.fsdecode(os.fsencode(path.parent) + b"/letter-\xe9.md"))
    except OSError:
        pytest.skip("this disk takes no such name")
    with Corpus(tmp_path / "letters.db") as corpus:
        (told,) = corpus.add(tmp_path / "in", progress=False).unreadable
        assert told.reason.endswith("is damaged. Rename it.")
        assert len(corpus) == 0
