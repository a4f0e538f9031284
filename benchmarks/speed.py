"""Time and memory of mining a folder of letters, beside what their plain text alone costs.

    python benchmarks/speed.py ../shared/letters
    python benchmarks/speed.py ../shared/letters --sample 30 --json figures.json

Each contestant runs in a process of its own over the same letters: `ofstedmine.mine`; pypdfium2's plain text of every
page; pdfplumber's `extract_text` on a sample of them (it takes too long for all). They are compared by the page and in
CPU time, for each works in one thread: so other work on the machine does not tilt the ratios.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path


def by_ofstedmine(path: Path) -> None:
    """Everything that a letter says."""
    import ofstedmine

    ofstedmine.mine(path)


def by_pypdfium2(path: Path) -> None:
    """The plain text of each page."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_bounded()


def by_pdfplumber(path: Path) -> None:
    """The plain text of each page, with its layout worked out from the characters."""
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


CONTESTANTS: dict[str, Callable[[Path], None]] = {
    "ofstedmine.mine": by_ofstedmine,
    "pypdfium2 plain text": by_pypdfium2,
    "pdfplumber extract_text": by_pdfplumber,
}


def pages_of(path: Path) -> int:
    """How many pages a PDF has; 0 where it is none."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(path) as pdf:
            return len(pdf)
    except pypdfium2.PdfiumError:
        return 0


def run(contestant: str, paths: Sequence[Path]) -> dict[str, float]:
    """Seconds and peak memory (MB) of one contestant over these letters, in a process of its own."""
    command = [sys.executable, __file__, "--contestant", contestant]
    done = subprocess.run(command, input="\n".join(map(str, paths)), capture_output=True, text=True, check=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def contest(contestant: str) -> None:
    """Inside the process: the first letter is read once before the clock starts, so that imports do not count."""
    paths = [Path(line) for line in sys.stdin.read().splitlines()]
    work = CONTESTANTS[contestant]
    work(paths[0])
    began, worked = time.perf_counter(), time.process_time()
    for path in paths:
        work(path)
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024)
    print(json.dumps({"seconds": seconds, "cpu": cpu, "peak_mb": peak}))


def table(rows: Sequence[dict[str, float | str]]) -> str:
    """The figures of one run as Markdown."""
    head = "| | letters | pages | seconds | of them CPU | CPU ms a page | against pypdfium2 | peak memory |"
    rule = "|---|--:|--:|--:|--:|--:|--:|--:|"
    row = "| {name} | {letters} | {pages} | {seconds:.1f} | {cpu:.1f} | {ms:.1f} | {ratio:.1f} × | {peak_mb:.0f} MB |"
    return "\n".join([head, rule, *(row.format(**r) for r in rows)])


def main() -> None:
    """Run the three, one after the other, and print their table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", help="folder of letters (PDF)")
    parser.add_argument("--sample", type=int, default=20, help="letters that pdfplumber reads (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    parser.add_argument("--contestant", choices=CONTESTANTS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contestant:
        contest(given.contestant)
        return
    pages = {p: n for p in sorted(given.folder.rglob("*.pdf")) if (n := pages_of(p))} if given.folder else {}
    if not pages:
        parser.error("name a folder that holds PDFs")
    every = list(pages)
    sample = every[:: max(len(every) // max(given.sample, 1), 1)][: given.sample]
    rows: list[dict[str, float | str]] = []
    for name in ("pypdfium2 plain text", "ofstedmine.mine", "pdfplumber extract_text"):
        paths = sample if name.startswith("pdfplumber") else every
        figures = run(name, paths)
        count = sum(pages[p] for p in paths)
        ms = 1000 * figures["cpu"] / count
        base = float(rows[0]["ms"]) if rows else ms
        rows.append({"name": name, "letters": len(paths), "pages": count, "ms": ms, "ratio": ms / base, **figures})
    print(table(rows))
    mining, layout = float(rows[1]["ms"]), float(rows[2]["ms"])
    against = f"{float(rows[1]['ratio']):.1f} times pypdfium2's plain text, {mining / layout:.3f} of pdfplumber's"
    print(f"\nMining takes {against}.")
    if given.json:
        given.json.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
