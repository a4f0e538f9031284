"""Mining on other processes: any executor will do, a worker that dies costs nothing, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from samples import letter, letters

import ofstedmine as om
from ofstedmine.apart.idle import IDLE
from ofstedmine.apart.readers import KILLED
from ofstedmine.errors import CorpusError
from ofstedmine.store import Corpus, Progress, workers
from ofstedmine.store.mining import Mined, mine_bytes, mining_version
from ofstedmine.store.workers import Mine, Task, mined

LIMITS = om.Limits()
TASKS = [Task(str(i), letter(i).encode(), f"{i}.md") for i in range(8)]
DEADLY = """
import os
from ofstedmine.store.mining import mine_bytes

def mine(data, name):
    if data == b"deadly":
        os.kill(os.getpid(), 9)
    return mine_bytes(data, name)

def die(data, name):
    os.kill(os.getpid(), 9)

def linger(data, name):
    if data == b"deadly":
        while True:
            pass
    return mine_bytes(data, name)

def swell(data, name):
    return mine_bytes(data * (10**9 if data == b"deadly" else 1), name)

def die_once(data, name):
    try:
        os.unlink(data)
    except FileNotFoundError:
        return mine_bytes(b"Plans are timely.", name)
    os.kill(os.getpid(), 9)
"""


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Mine]:
    """Functions that kill their process, in a module that a spawned process can import."""
    (tmp_path / "deadly_work.py").write_text(DEADLY, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    import deadly_work

    IDLE.end()  # those that have started look for modules elsewhere
    yield lambda name: getattr(deadly_work, name)
    del sys.modules["deadly_work"]
    IDLE.end()


def results(
    tasks: Iterator[Task] | list[Task],
    executor: Executor | None = None,
    limits: om.Limits | None = LIMITS,
    **more: Mine,
) -> dict[str, Mined]:
    return {task.key: found for task, found in mined(iter(tasks), executor, limits=limits, **more)}


@pytest.mark.parametrize("count", [1, len(TASKS)])
@pytest.mark.parametrize("limits", [om.Limits(), om.Limits(None, None), None], ids=["limits", "unlimited", "here"])
def test_processes_give_what_this_one_gives(count: int, limits: om.Limits | None) -> None:
    assert results(TASKS[:count], limits=limits) == {t.key: mine_bytes(t.data, t.name) for t in TASKS[:count]}


class InTurn(Executor):
    """The smallest executor: it works at once, and remembers how much it was given before any was taken back."""

    def __init__(self) -> None:
        self.given = 0

    def submit(self, work: Callable[..., Mined], /, *args: object, **named: object) -> Future[Mined]:  # type: ignore[override]
        self.given += 1
        future: Future[Mined] = Future()
        future.set_result(work(*args, **named))
        return future


def test_any_executor_will_do() -> None:
    expected = {t.key: mine_bytes(t.data, t.name) for t in TASKS}
    assert results(TASKS, InTurn()) == expected
    for limits in (om.Limits(), None):
        with ThreadPoolExecutor(4) as threads:
            assert results(TASKS, threads, limits) == expected
            assert results(TASKS[:1], threads, limits)  # it stays open
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        assert results(TASKS, process) == expected


def test_a_task_that_fails_is_tried_once_more() -> None:
    failed: list[str] = []

    def sometimes(data: bytes, name: str) -> Mined:
        if not failed:
            failed.append(name)
            raise ValueError("the worker went away")
        return mine_bytes(data, name)

    with ThreadPoolExecutor(1) as executor:
        found = results(TASKS, executor, None, mine=sometimes)
    assert len(failed) == 1
    assert found == {t.key: mine_bytes(t.data, t.name) for t in TASKS}


def test_few_are_under_way_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "AHEAD", 3)
    executor, read, most = InTurn(), 0, 0

    def tasks() -> Iterator[Task]:
        nonlocal read
        for task in TASKS:
            read += 1
            yield task

    for taken, _ in enumerate(mined(tasks(), executor, limits=None)):
        most = max(most, read - taken)
    assert most <= 4
    assert read == executor.given == len(TASKS)


def test_large_files_are_fewer_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "AHEAD_BYTES", 1)
    executor = InTurn()
    first = mined(iter(TASKS), executor, limits=None)
    next(first)
    assert executor.given == 1


@pytest.mark.parametrize(
    ("way", "executor", "limits", "told"),
    [
        ("mine", None, LIMITS, KILLED),
        ("mine", InTurn(), LIMITS, KILLED),
        (
            "linger",
            None,
            om.Limits(seconds=4),
            "It took longer than 4 s to read. Check the file, or allow it more seconds.",
        ),
        (
            "swell",
            InTurn(),
            om.Limits(megabytes=2048),
            "It needed more than 2 GB of memory to read. Check the file, or allow it more megabytes.",
        ),
    ],
)
def test_a_file_that_brings_its_process_down_is_told_and_the_rest_is_mined(
    deadly: Callable[[str], Mine], executor: Executor | None, way: str, limits: om.Limits, told: str
) -> None:
    tasks = [*TASKS[:3], Task("x", b"deadly", "x.pdf"), *TASKS[3:]]
    found = results(tasks, executor, limits, mine=deadly(way))
    assert found.pop("x") == Mined(mining_version(), reason=told, again=True)
    assert found == {t.key: mine_bytes(t.data, t.name) for t in TASKS}


def test_work_lost_with_a_worker_is_done_again(deadly: Callable[[str], Mine], tmp_path: Path) -> None:
    traps = [tmp_path / f"trap-{i}" for i in range(5)]
    traps[2].touch()  # whoever works here first dies
    found = results([Task(p.name, str(p).encode(), p.name) for p in traps], mine=deadly("die_once"))
    assert len(found) == 5
    assert not any(f.reason for f in found.values())


def test_a_process_that_cannot_start_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ofstedmine.apart.child.START", "import no_such_module")
    IDLE.end()
    with pytest.raises(CorpusError, match=r"no process apart can read the file .* What was mined is kept"):
        results(TASKS)


def test_an_executor_that_breaks_is_told(deadly: Callable[[str], Mine]) -> None:
    executor = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    with executor, pytest.raises(CorpusError, match="The executor stopped working"):
        results(TASKS, executor, None, mine=deadly("die"))
    with pytest.raises(CorpusError, match="The executor stopped working"):
        results(TASKS, executor)  # shut down


def _no_module(data: bytes, name: str) -> Mined:
    raise ModuleNotFoundError("No module named 'pypdfium2'")


def _old(data: bytes, name: str) -> Mined:
    return mine_bytes(data, name)._replace(version="of old")


@pytest.mark.parametrize(
    ("mine", "told"), [(_no_module, "A worker failed .* 'pypdfium2'"), (_old, "A worker mines by other rules")]
)
def test_a_worker_that_is_set_up_otherwise_is_told(mine: Mine, told: str) -> None:
    with ThreadPoolExecutor(1) as executor, pytest.raises(CorpusError, match=told):
        results(TASKS, executor, None, mine=mine)


def test_trouble_with_one_file_is_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise IndexError("no such row")

    monkeypatch.setattr("ofstedmine.api.mine", fails)
    assert (
        mine_bytes(b"Plans.", "a.md").reason
        == "Mining it failed (IndexError: no such row). Report this, with the file."
    )


ADD = """
import sys
from ofstedmine.store import Corpus
with Corpus(sys.argv[1]) as corpus:
    print(corpus.add(sys.argv[2], progress=False).new)
"""


@pytest.mark.parametrize("way", ["script", "-c", "stdin"])
def test_no_guard_is_wanted(tmp_path: Path, way: str) -> None:
    """A script without `if __name__ == "__main__"` works, and so do `python -c` and a session."""
    letters(tmp_path / "in", 5)
    args = [str(tmp_path / "letters.db"), str(tmp_path / "in")]
    (tmp_path / "script.py").write_text(ADD, "utf-8")
    start = {"script": [str(tmp_path / "script.py")], "-c": ["-c", ADD], "stdin": ["-"]}[way]
    done = subprocess.run([sys.executable, *start, *args], input=ADD, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("5\n", "")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="asks /proc which processes live")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT], ids=["killed", "Ctrl-C"])
def test_no_worker_outlives_the_work(tmp_path: Path, how: signal.Signals) -> None:
    letters(tmp_path / "in", 300)
    mark = str(tmp_path / "letters.db")
    process = subprocess.Popen(
        [sys.executable, "-c", ADD, mark, str(tmp_path / "in")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    wait_for(lambda: Path(mark).exists() and _kept(mark) > 3)
    apart = _children(process.pid)
    assert apart
    if how is signal.SIGINT:
        os.killpg(process.pid, how)  # as a terminal does
    else:
        process.kill()
    _, told = process.communicate(timeout=60)
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in apart))
    if how is signal.SIGINT:
        assert told.count("Traceback") == 1  # the parent's alone
        assert told.rstrip().endswith("KeyboardInterrupt")
    with Corpus(mark) as corpus:
        assert corpus.check() == ()
        assert 3 < len(corpus) < 300


def _kept(path: str) -> int:
    with Corpus(path) as corpus:
        return len(corpus)


def _children(parent: int) -> list[int]:
    return [int(p) for task in Path(f"/proc/{parent}/task").iterdir() for p in (task / "children").read_text().split()]


def wait_for(true: Callable[[], bool]) -> None:
    """Return when it is so; fail where it is not after a minute."""
    for _ in range(600):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it never came")


@pytest.mark.cluster
def test_a_cluster_mines_and_survives_a_lost_worker(tmp_path: Path) -> None:
    """A local Dask cluster of several processes; one of them is killed in the middle of the work."""
    distributed = pytest.importorskip("distributed", reason="pip install 'ofstedmine[cluster]'")
    folder, path = tmp_path / "in", tmp_path / "letters.db"
    paths = letters(folder, 60)
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=2, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        processes = list(client.run(os.getpid).values())
        assert len(set(processes) - {os.getpid()}) == 2

        def kill_one(now: Progress) -> None:
            if now.mined == 5:
                os.kill(processes[0], signal.SIGKILL)

        with Corpus(path) as corpus:
            added = corpus.add(folder, executor=client.get_executor(), progress=kill_one)
            assert (added.new, added.unreadable) == (60, ())
            assert corpus.check() == ()
            assert corpus[paths[7]] == om.mine(paths[7])
