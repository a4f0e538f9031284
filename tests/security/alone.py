"""Every verb but `fetch`, with letters that ask to be fetched from, run and led elsewhere; told what it reached for.

Run by itself (`python alone.py FOLDER`): an audit hook stays for the rest of a process. Prints what was reached for.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = Path(sys.argv[1]).resolve() if __name__ == "__main__" else Path()
REACHED: list[str] = []
OUTSIDE = (
    "socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.bind", "urllib.Request",
    "ftplib.connect", "http.client.connect", "smtplib.connect", "subprocess.Popen", "os.fork", "os.system", "os.exec",
    "os.posix_spawn", "os.startfile", "webbrowser.open", "pickle.find_class", "sqlite3.load_extension",
)  # fmt: skip
OWN = "from ofstedmine.apart import child"  # a corpus mines in processes of its own
CHANGES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def watch(event: str, told: tuple[object, ...]) -> None:
    if (
        event == "subprocess.Popen"
        and told[0] == sys.executable
        and "from ofstedmine.apart import child" in str(told[1])
    ):
        return  # our own: a corpus mines in processes of its own
    if event in OUTSIDE:
        REACHED.append(f"{event} {told[:2]}")
    elif event == "open" and isinstance(told[2], int) and told[2] & CHANGES and isinstance(told[0], str | bytes):
        path = Path(os.fsdecode(told[0])).resolve()
        if not path.is_relative_to(FOLDER) and path != Path(os.devnull) and path.suffix != ".pyc":
            REACHED.append(f"writes {path}")
    elif event == "open" and isinstance(told[0], str | bytes) and b"/etc/secret" in os.fsencode(told[0]):
        REACHED.append(f"reads {told[0]!r}")


def work() -> None:
    import ofstedmine as om

    visit, later, council = (om.mine(FOLDER / name) for name in ("visit.txt", "later.txt", "council.md"))
    for hostile in sorted(FOLDER.glob("hostile*")):
        try:
            om.mine(hostile)
        except om.UnreadableDocument as trouble:
            print("refused:", trouble)
    found = om.follow_up(visit, later, response=council)
    om.history([om.mine(FOLDER / "letter.pdf"), om.mine(FOLDER / "monitoring.pdf")])
    checks = om.verify(om.mine(FOLDER / "draft.docx"), [visit, later])
    om.annotate(FOLDER / "draft.docx", checks, FOLDER / "annotated.docx")
    om.quotes([visit, later], about="visits")
    for ending in (".md", ".docx", ".html", ".xlsx"):
        om.report(found, FOLDER / f"report{ending}")
    for ending in (".csv", ".xlsx", ".parquet", ".qdpx", ".jsonld", ".jsonl"):
        om.export([visit, later, council], FOLDER / f"export{ending}")
    om.export(found, FOLDER / "graph.graphml")
    list(om.load(FOLDER / "export.jsonl"))
    list(om.load_table(FOLDER / "export.csv"))
    om.picture(om.mine(FOLDER / "letter.pdf"), om.Span(0, 5)).save(FOLDER / "page.png")
    with om.Corpus(FOLDER / "letters.db") as corpus:
        from concurrent.futures import ThreadPoolExecutor

        with ThreadPoolExecutor(1) as executor:
            corpus.add(FOLDER, executor=executor, progress=False)
        corpus.search("visits")
        corpus.compare(by="theme")
    om.published("Leeds")


if __name__ == "__main__":
    import tempfile

    tempfile.tempdir = str(FOLDER)
    sys.addaudithook(watch)
    work()
    print("\n".join(["reached:", *REACHED]))
