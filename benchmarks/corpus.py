"""Speed, memory and safety of a corpus of many letters, in one run, side by side.

    python benchmarks/corpus.py ../shared/letters                       # 600 letters
    python benchmarks/corpus.py ../shared/letters --letters 17000       # what is aimed at
    python benchmarks/corpus.py ../shared/letters --letters 200 --interrupt 50

The letters of the folder are repeated, each copy with another comment behind its end, so that it is another file with
the same text. Each measurement has a process of its own. `--interrupt` kills indexing so many times, with `kill -9` of
the whole group of processes at random moments, checks the file each time, and compares what stands in it at the end
with a corpus that was never interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import ofstedmine as om

START = 3.0  # seconds in which indexing has surely begun to write, on a busy machine too
FIRST = 500  # letters whose rate the whole is held against
SEARCHES: tuple[tuple[str, dict[str, str]], ...] = (
    ("strategy meetings", {"polarity": "weakness", "region": "London"}),
    ('"strategy meetings"', {}),
    ("supervision caseloads", {"theme": "workforce"}),
    ("chronolog* NOT genogram*", {"polarity": "weakness"}),
    ("neglect OR exploitation", {"kind": "ilacs", "period": "2021/2024"}),
    ("children", {}),
    ("child*", {}),
    ("", {"authority": "Leeds", "polarity": "weakness"}),
)


def copies(letters: Path, into: Path, count: int) -> None:
    """So many files made of the PDFs of a folder: the same text in other bytes."""
    sources = sorted(letters.rglob("*.pdf"))
    into.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        source = sources[number % len(sources)]
        path = into / f"{number:05}-{source.name}"
        if not path.exists():
            path.write_bytes(source.read_bytes() + f"\n% copy {number // len(sources)}\n".encode())


def index(folder: Path, db: Path, workers: int) -> dict[str, float]:
    """Index a folder: letters a second at the first and over all, and the peak memory of this process (MB)."""
    marks: dict[int, float] = {}
    executor = ProcessPoolExecutor(workers, mp_context=get_context("spawn")) if workers else None
    if executor:  # workers that have started and read a letter
        first = next(folder.glob("*.pdf")).read_bytes()
        list(executor.map(_warm, [first] * 4 * workers))
    began = time.perf_counter()

    def tell(now: om.Progress) -> None:
        marks.setdefault(now.mined, time.perf_counter() - began)

    with om.Corpus(db) as corpus:
        added = corpus.add(folder, executor=executor, progress=tell)
        seconds = time.perf_counter() - began
        documents = len(corpus)
    if executor:
        executor.shutdown()
    first_rate = FIRST / marks[FIRST] if FIRST in marks else added.new / seconds
    rest = (added.new - FIRST) / (seconds - marks[FIRST]) if added.new > FIRST else first_rate
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    return {
        "documents": documents,
        "seconds": seconds,
        "rate": added.new / seconds,
        "first": first_rate,
        "rest": rest,
        "peak_mb": peak,
        "unreadable": len(added.unreadable),
    }


def _warm(data: bytes) -> None:
    om.mine(data)


def use(folder: Path, db: Path) -> dict[str, float]:
    """What a reader waits for: opening, adding one letter, each search (ms, the middle of five after a first)."""
    opened = om.Corpus  # its module is read now
    began = time.perf_counter()
    corpus = opened(db)
    len(corpus)
    out = {"open": 1000 * (time.perf_counter() - began)}
    for query, filters in SEARCHES:
        times = []
        for _ in range(6):
            began = time.perf_counter()
            found = corpus.search(query, **filters)
            times.append(1000 * (time.perf_counter() - began))
        told = " ".join([query or "(all)", *(f"{k}={v}" for k, v in filters.items())])
        out[f"search {told}: {len(found)} shown"] = statistics.median(times[1:])
        out[f"  the first time: {told}"] = times[0]
    source = corpus.paths(corpus.listings()[0].id)[0].read_bytes()
    with tempfile.TemporaryDirectory() as place:
        letter = Path(place) / "one-more.pdf"
        letter.write_bytes(source + b"\n% one more\n")
        began = time.perf_counter()
        corpus.add(letter, progress=False)
        out["add one letter"] = 1000 * (time.perf_counter() - began)
        began = time.perf_counter()
        corpus.remove(letter)
        out["remove it"] = 1000 * (time.perf_counter() - began)
    began = time.perf_counter()
    corpus.add(folder, progress=False)
    out["look through the folder again"] = 1000 * (time.perf_counter() - began)
    corpus.close()
    return out


def content(db: Path) -> str:
    """A hash of all that a corpus says, without the numbers that its rows happen to have."""
    questions = (
        "SELECT sha256, name, packed FROM documents ORDER BY 1",
        "SELECT path, sha256, reason FROM files LEFT JOIN documents ON documents.id = document ORDER BY 1",
        "SELECT sha256, place, part, position, passages.text, page, themes, polarity FROM passages "
        "JOIN reports ON reports.id = report JOIN documents ON documents.id = document ORDER BY 1, 2, 3, 4",
    )
    out = sha256()
    with om.Corpus(db) as corpus:
        for question in questions:
            for row in corpus.db.execute(question):
                out.update(repr(row).encode())
    return out.hexdigest()


def interrupted(folder: Path, home: Path, times: int) -> Iterator[str]:
    """Kill indexing at random moments; each line tells what stood there then. Raises `SystemExit` for what is wrong."""
    whole, broken = home / "whole.db", home / "interrupted.db"
    began = time.perf_counter()
    done = _task("index", folder, whole)
    seconds = time.perf_counter() - began
    yield f"never interrupted: {done['documents']:.0f} documents in {seconds:.1f} s"
    chance, kills, before = random.Random(50), 0, -1
    while kills < times:
        process = subprocess.Popen(_command("index", folder, broken), stdout=subprocess.DEVNULL, start_new_session=True)
        # most documents are kept between two kills, so short stretches: they fall into start, mining and writing
        wait = chance.uniform(0.1, START + 2 * seconds / times)
        try:
            process.wait(wait)
            yield f"  it ended before the kill, after {wait:.2f} s"
            if before == done["documents"]:
                broken.unlink()  # all is there: begin again
                before = -1
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
        with om.Corpus(broken) as corpus:
            wrong, now = corpus.check(), len(corpus)
        if wrong or now < before:
            raise SystemExit(f"after kill {kills}: {wrong or f'{before} documents had been there, {now} are'}")
        before = now
        yield f"kill {kills} after {wait:.2f} s: {now} documents, sound"
    _task("index", folder, broken)
    if content(whole) != content(broken):
        raise SystemExit("the corpora differ")
    yield f"{kills} kills; at the end equal to the corpus that was never interrupted"


def _command(task: str, folder: Path, db: Path, workers: int = 0) -> list[str]:
    return [sys.executable, __file__, str(folder), "--task", task, "--db", str(db), "--workers", str(workers)]


def _task(task: str, folder: Path, db: Path, workers: int = 0) -> dict[str, float]:
    done = subprocess.run(_command(task, folder, db, workers), stdout=subprocess.PIPE, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measured(letters: Path, home: Path, count: int, two: int) -> Iterator[str]:
    """The table, a row at a time."""
    few, many = home / "few", home / "many"
    copies(letters, few, two)
    copies(letters, many, count)
    yield "| | measured | aimed at |"
    yield "|---|--:|--:|"
    one = _task("index", few, home / "one.db", 1)["rate"]
    both = _task("index", few, home / "two.db", 2)["rate"]
    yield f"| one process | {one:.1f} letters a second | |"
    yield f"| two processes | {both:.1f} letters a second, {both / one:.2f} × | ≥ 1.7 × |"
    done = _task("index", many, home / "letters.db")
    share = done["rest"] / done["first"]
    size = (home / "letters.db").stat().st_size
    yield f"| {done['documents']:,.0f} letters | {done['seconds']:,.0f} s, {done['rate']:.1f} a second | |"
    yield f"| rate after the first {FIRST} | {done['rest']:.1f} against {done['first']:.1f}, {share:.0%} | ≥ 70% |"
    yield f"| peak memory of the parent | {done['peak_mb']:.0f} MB | < 600 MB |"
    yield f"| the file | {size / 1e6:,.0f} MB, {size / 1e3 / max(done['documents'], 1):.0f} kB a letter | |"
    aims = {"open": "< 100 ms", "add one letter": "< 1000 ms"}
    for what, ms in _task("use", many, home / "letters.db").items():
        aim = aims.get(what, "< 50 ms" if what.startswith("search") else "")
        yield f"| {what} | {ms:.1f} ms | {aim} |"


def main() -> None:
    """Run all of it, or one task in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="folder of letters (PDF)")
    parser.add_argument("--letters", type=int, default=600, help="how many to index (default: %(default)s)")
    parser.add_argument("--two", type=int, default=200, help="how many for one process against two")
    parser.add_argument("--interrupt", type=int, metavar="TIMES", help="kill indexing so many times instead")
    parser.add_argument(
        "--home", type=Path, help="where copies and corpora are made, and kept (default: a temporary folder)"
    )
    for hidden in ("--task", "--db", "--workers"):
        parser.add_argument(hidden, help=argparse.SUPPRESS)
    given = parser.parse_args()
    tasks: dict[str, Callable[[], dict[str, float]]] = {
        "index": lambda: index(given.folder, Path(given.db), int(given.workers)),
        "use": lambda: use(given.folder, Path(given.db)),
    }
    if given.task:
        print(json.dumps(tasks[given.task]()))
        return
    with tempfile.TemporaryDirectory() as temporary:
        home = given.home or Path(temporary)
        if given.interrupt:
            copies(given.folder, home / "few", given.letters)
            lines = interrupted(home / "few", home, given.interrupt)
        else:
            lines = measured(given.folder, home, given.letters, given.two)
        for line in lines:
            print(line, flush=True)


if __name__ == "__main__":
    main()
