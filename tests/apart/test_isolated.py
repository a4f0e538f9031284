"""`mine(…, isolated=True)`: the same report, whatever the file does to the process that reads it, and nothing left."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import ofstedmine as om
from ofstedmine.apart import idle, process
from ofstedmine.apart.idle import IDLE
from ofstedmine.apart.readers import KILLED, Readers, run

SAMPLES = Path(__file__).parents[2] / "corpus"
WAYS = """
import os, sys, threading
from ofstedmine.errors import UnreadableDocument

def echo(data, name):
    print("noise on the standard output", flush=True)
    os.write(1, b"more of it")
    return data, name, os.getpid()

def linger(data, name):
    while True:
        pass

def linger_in_c(data, name):
    import re
    re.match(r"(a|a)*$", "a" * 60 + "b")

def swell(data, name):
    return (bytes(10**12),)

def swell_slowly(data, name):
    out = []
    while True:
        out.append(b"x" * 1_000_000)

def refuse(data, name):
    raise UnreadableDocument(name, "The file is empty.")

def lack(data, name):
    raise ModuleNotFoundError("No module named 'docx'")

def fail(data, name):
    raise IndexError("no such row")

def leave(data, name):
    os._exit(0)

def crash(data, name):
    import ctypes
    ctypes.string_at(0)

def die_once(data, name):
    try:
        os.unlink(data)
    except FileNotFoundError:
        return ("alive",)
    os.kill(os.getpid(), 9)

def answer_evil(data, name):
    return (os.system,)
"""


@pytest.fixture(scope="module")
def ways(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """Ways to work, in a module that a process apart can import."""
    folder = tmp_path_factory.mktemp("ways")
    (folder / "ways_of_work.py").write_text(WAYS, "utf-8")
    sys.path.insert(0, str(folder))
    import ways_of_work

    IDLE.end()  # those that have started look for modules elsewhere
    yield ways_of_work
    sys.path.remove(str(folder))
    del sys.modules["ways_of_work"]
    IDLE.end()


@pytest.mark.parametrize(
    "name",
    [
        "marlowbridge/2022-06-ilacs.pdf",
        "stannerdale/2023-07-improvement-plan.docx",
        "hathersby/2026-09-inspection-outcome.html",
        "hathersby/2019-11-focused-visit-in-report.txt",
    ],
)
def test_the_report_is_the_same(name: str) -> None:
    path = SAMPLES / name
    apart, here = om.mine(path, isolated=True), om.mine(path)
    assert apart == here
    assert (apart.document, apart.document.origin) == (here.document, here.document.origin)
    assert om.mine(path.read_bytes(), name="a", isolated=om.Limits()) == om.mine(path.read_bytes(), name="a")


def test_what_cannot_be_read_is_told_as_ever() -> None:
    for source in (b"", b"%PDF-1.7 cut", "no-such-file.pdf"):
        told = []
        for isolated in (False, True):
            with pytest.raises(om.UnreadableDocument) as trouble:
                om.mine(source, isolated=isolated)
            told.append(str(trouble.value))
        assert told[0] == told[1]


LIMITS = om.Limits(seconds=20, megabytes=512)
TOO_LONG = "It took longer than 0.5 s to read. Check the file, or allow it more seconds."
TOO_MUCH = "It needed more than 512 MB of memory to read. Check the file, or allow it more megabytes."


@pytest.mark.parametrize(
    ("way", "limits", "kind", "told"),
    [
        ("linger", om.Limits(seconds=0.5), om.ReadingStopped, f"a.pdf: {TOO_LONG}"),
        ("linger_in_c", om.Limits(seconds=0.5), om.ReadingStopped, f"a.pdf: {TOO_LONG}"),
        ("swell", LIMITS, om.ReadingStopped, f"a.pdf: {TOO_MUCH}"),
        ("swell_slowly", LIMITS, om.ReadingStopped, f"a.pdf: {TOO_MUCH}"),
        ("crash", LIMITS, om.ReadingStopped, f"a.pdf: {KILLED}"),
        ("leave", LIMITS, om.ReadingStopped, f"a.pdf: {KILLED}"),
        ("answer_evil", LIMITS, om.ReadingStopped, f"a.pdf: {KILLED}"),
        ("refuse", LIMITS, om.UnreadableDocument, "a.pdf: The file is empty."),
        ("lack", LIMITS, ImportError, "No module named 'docx'"),
        (
            "fail",
            LIMITS,
            om.IsolationError,
            "no process apart can read the file (IndexError: no such row); isolated=False, or on the command line "
            "--seconds 0 --megabytes 0, reads it in this process",
        ),
    ],
)
def test_what_goes_wrong_is_told_and_the_next_file_is_read(
    ways: object, way: str, limits: om.Limits, kind: type[Exception], told: str
) -> None:
    with pytest.raises(kind) as trouble:
        run(getattr(ways, way), b"data", "a.pdf", limits)
    assert str(trouble.value) == told
    assert type(trouble.value) is kind
    assert run(ways.echo, b"data", "b.pdf", limits)[:2] == (b"data", "b.pdf")  # type: ignore[attr-defined]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows holds no memory limit")
def test_memory_is_held_where_the_system_holds_no_limit(ways: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS takes a limit of address space and does not hold it: the process looks at itself."""
    start = process.child.START.replace("child.serve()", "child._STATM = child.Path('/no/such'); child.serve()")
    monkeypatch.setattr(process.child, "START", start)
    IDLE.end()
    with pytest.raises(om.ReadingStopped, match="needed more than 512 MB"):
        run(ways.swell_slowly, b"", "a.pdf", LIMITS)  # type: ignore[attr-defined]
    IDLE.end()


def test_a_process_that_dies_once_is_no_reason(ways: object, tmp_path: Path) -> None:
    (tmp_path / "trap").touch()
    assert run(ways.die_once, str(tmp_path / "trap").encode(), "a.pdf", LIMITS) == ("alive",)  # type: ignore[attr-defined]


def test_a_process_serves_one_file_after_another_and_an_idle_one_that_died_is_replaced(ways: object) -> None:
    pids = [run(ways.echo, b"", "a.pdf", LIMITS)[2] for _ in range(3)]  # type: ignore[attr-defined]
    assert len(set(pids)) == 1
    os.kill(pids[0], signal.SIGTERM)
    wait_until_gone(pids[0])
    assert run(ways.echo, b"", "a.pdf", LIMITS)[2] != pids[0]  # type: ignore[attr-defined]


def test_an_idle_process_ends(ways: object, monkeypatch: pytest.MonkeyPatch) -> None:
    IDLE.end()
    monkeypatch.setattr(idle, "KEPT", 0.1)
    pid = run(ways.echo, b"", "a.pdf", LIMITS)[2]  # type: ignore[attr-defined]
    wait_until_gone(pid)


def test_stopped_readers_read_no_more(ways: object) -> None:
    stopped = Readers()
    stopped.stop()
    with pytest.raises(om.IsolationError, match="were stopped"):
        stopped.run(ways.echo, b"", "a.pdf", LIMITS)  # type: ignore[attr-defined]


def test_no_process_can_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    IDLE.end()
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(om.IsolationError, match="No such file"):
        om.mine(b"Plans are timely.", isolated=True)


def test_limits_that_are_none() -> None:
    for wrong in ({"seconds": 0}, {"seconds": float("nan")}, {"megabytes": 1}):
        with pytest.raises(om.UnknownChoice, match="None for no limit"):
            om.Limits(**wrong)  # type: ignore[arg-type]
    assert om.mine(b"Plans are timely.", isolated=om.Limits(None, None)).document.text == "Plans are timely."
    assert pickle.loads(pickle.dumps(om.Limits(3))) == om.Limits(3)
    assert om.Limits(megabytes=1536).too_much.startswith("It needed more than 1.5 GB of memory")


WAIT = """
import sys
sys.path.insert(0, sys.argv[1])
import ways_of_work
from ofstedmine import Limits
from ofstedmine.apart import idle, process, readers
take = idle.IDLE.take
def told():
    process = take()
    print(process._popen.pid, flush=True)
    return process
idle.IDLE.take = told
readers.run(ways_of_work.linger_in_c, b"", "a.pdf", Limits(seconds=float(sys.argv[2])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="sends signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=lambda s: s.name)
def test_the_process_ends_with_its_parent(ways: object, how: signal.Signals) -> None:
    """Also while a regular expression, which lets nothing else run, has hold of it: its own clock ends it then."""
    folder = str(Path(ways.__file__).parent)  # type: ignore[attr-defined]
    parent = subprocess.Popen(
        [sys.executable, "-c", WAIT, folder, "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    time.sleep(0.2)
    parent.send_signal(how)
    _, told = parent.communicate(timeout=20)
    assert parent.returncode != 0
    if how is signal.SIGINT:
        assert told.rstrip().endswith("KeyboardInterrupt")
        assert told.count("Traceback") == 1
    wait_until_gone(pid)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_copy_of_the_process_starts_its_own(ways: object) -> None:
    mine = run(ways.echo, b"", "a.pdf", LIMITS)[2]  # type: ignore[attr-defined]
    copy = os.fork()
    if not copy:
        os._exit(0 if run(ways.echo, b"", "a.pdf", LIMITS)[2] != mine else 1)  # type: ignore[attr-defined]
    assert os.waitpid(copy, 0)[1] == 0
    assert run(ways.echo, b"", "a.pdf", LIMITS)[2] == mine  # type: ignore[attr-defined]


def wait_until_gone(pid: int) -> None:
    """Return when there is no such process, not even one that waits to be looked after; fail after 20 s."""
    for _ in range(400):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        if Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] == "Z":
            return
        time.sleep(0.05)
    raise AssertionError("it lives still")
