"""The blocks of code on the pages, how a command is run, and what stands in a reader's folder."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli.app import app
from ofstedmine.document import BlockKind

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "corpus"
PICTURES = ROOT / "docs" / "pictures"
PAGES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/*.md", "corpus/README.md", "benchmarks/README.md")
    for path in ROOT.glob(pattern)
)
# what .ci/run takes out of the README, or runs itself
BY_CI = ("pip install '.[test]' && pytest", "pip install '.[docs]' && sphinx-build -W -c docs/site . build/site")
BLOCK = re.compile(
    r"^(?:\*Not run by the tests: (?P<why>[^\n]+)\.\*\n\n)?^ *```(?P<language>[^\n]*)\n(?P<text>.*?)^ *```$",
    re.M | re.S,
)
# what stands in a reader's folder: the samples under the names that the pages give to files of the reader's own
NAMES = {
    "letter.pdf": "marlowbridge/2022-06-ilacs.pdf",
    "other-letter.docx": "marlowbridge/2022-09-follow-up-report.docx",
    "earlier.pdf": "marlowbridge/2021-09-focused-visit-report.pdf",
    "later.pdf": "marlowbridge/2022-06-ilacs.pdf",
    "council-report.docx": "marlowbridge/2022-09-follow-up-report.docx",
    "draft.docx": "marlowbridge/2022-09-follow-up-report.docx",
    "letters-of-one-authority": "marlowbridge",
}
RENAMED = {"Leeds": "marlowbridge/2022-06-ilacs.pdf", "Sheffield": "marlowbridge/2022-06-ilacs.pdf"}
RENAMED |= {"Hackney": "hathersby/2026-07-ilacs.pdf"}


class Block(NamedTuple):
    """One block of a page; `line` is that of its first line of text, from 0."""

    language: str
    text: str
    why: str | None
    line: int


def blocks(page: str) -> Iterator[Block]:
    source = (ROOT / page).read_text("utf-8")
    for match in BLOCK.finditer(source):
        yield Block(match["language"], dedent(match["text"]), match["why"], source.count("\n", 0, match.start("text")))


def furnish(folder: Path) -> None:
    """Put there what the pages speak of."""
    (folder / "corpus").symlink_to(CORPUS)
    for name, sample in NAMES.items():
        (folder / name).symlink_to(CORPUS / sample)
    letters = folder / "letters"
    shutil.copytree(CORPUS / "marlowbridge", letters)
    for name, sample in RENAMED.items():  # so that a page may ask for a real authority, its region and its neighbours
        place = sample.partition("/")[0].title()
        text = "\n\n".join(lines(om.mine(CORPUS / sample).document)).replace(place, name)
        (letters / f"{name.lower()}.md").write_text(text, "utf-8")


def lines(document: om.Document) -> Iterator[str]:
    """A letter as Markdown."""
    for block in document.blocks:
        mark = {BlockKind.HEADING: "# ", BlockKind.BULLET: "- "}.get(
            block.kind, f"{block.marker} " * bool(block.marker)
        )
        yield mark + document.slice(block.span)


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what the page says that it prints."""
    assert text.startswith("$ "), text
    for part in re.split(r"^\$ ", text, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        yield command.strip(), shown


def printed(command: str) -> tuple[int, str]:
    name, *words = shlex.split(command.removeprefix("pip install . && "), comments=True)
    assert name == "ofstedmine", f"{command}: only the command itself is run; mark another as not run"
    done = CliRunner().invoke(app, words, prog_name=name, env={"COLUMNS": "100"}, catch_exceptions=False)
    return done.exit_code, "\n".join(line.rstrip() for line in done.output.splitlines()).strip()


def stands_in(shown: str, output: str) -> bool:
    """Whether a page shows the output, or a part: "…" alone on a line stands for any lines, at an end for its rest."""
    told = ["(?s:.*)" if line == "…" else re.escape(line) for line in shown.strip().splitlines()]
    told = [re.sub("…$", ".*", line) for line in told]
    return re.search("\n".join(told), output) is not None


def pictures(page: str) -> list[str]:
    """The pictures that a page shows."""
    return re.findall(r"\]\(pictures/([\w.-]+)\)", (ROOT / page).read_text("utf-8"))


def first_page(report: Path) -> bytes:
    """The first page of a Word report, as LibreOffice sets it."""
    folder = report.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, report]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    draw = ["pdftoppm", "-r", "70", "-png", "-singlefile", report.with_suffix(".pdf"), folder / "report"]
    subprocess.run(draw, check=True, timeout=60)
    return (folder / "report.png").read_bytes()


def closure_report(folder: Path) -> Path:
    """The report of the tutorial."""
    found = om.history(om.mine(path) for path in sorted((CORPUS / "marlowbridge").iterdir()))
    return om.report(found, folder / "the-report.docx", on=date(2022, 10, 1))
