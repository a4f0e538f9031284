"""Every block of code on every page is run, page by page and in order, in a folder of its own: what a page shows is
what is printed, and its pictures are those that it makes. A block that cannot be run says so above itself, and why, and
is counted below.

`python tests/test_pages.py docs/tutorial.md …` writes into a page what its commands print now, and draws its pictures.
"""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from PIL import Image, ImageChops, ImageStat
from typer.main import get_command
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli.app import app
from ofstedmine.document import BlockKind
from ofstedmine.lexicon import check, parse, patterns
from ofstedmine.text import key

ROOT = Path(__file__).parent.parent
CORPUS = ROOT / "corpus"
PICTURES = ROOT / "docs" / "pictures"
PAGES = sorted(
    str(path.relative_to(ROOT))
    for pattern in ("*.md", "docs/*.md", "corpus/README.md", "benchmarks/README.md")
    for path in ROOT.glob(pattern)
)
# blocks that say of themselves that they are not run, a page; one more or less is changed here with open eyes
NOT_RUN = {
    "CONTRIBUTING.md": 5,
    "benchmarks/README.md": 3,
    "corpus/README.md": 1,
    "docs/corpus.md": 2,
    "docs/index.md": 1,
    "docs/tutorial-researcher.md": 2,
}
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


def expected(command: str, shown: str) -> set[int]:
    """The exit statuses that are well: a page may show a refusal, a wrong quote, or that nothing is found."""
    if shown.startswith("Usage"):
        return {2}
    return {0, 1} if command.split()[1] in ("verify", "quotes", "search") else {0}


def console(block: Block, space: dict[str, object]) -> None:
    for command, shown in commands(block.text):
        if command in BY_CI:
            continue
        status, output = printed(command)
        assert status in expected(command, shown), f"{command}\n{output}"
        assert stands_in(shown, output), f"{command}\nprints:\n{output}"


def python(block: Block, space: dict[str, object]) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, "the page", "exec"), space)
        return
    told: list[str] = []
    test = doctest.DocTestParser().get_doctest(block.text, {}, "the page", "the page", block.line)
    test.globs = space
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=told.append, clear_globs=False)
    assert not told, "".join(told)


def toml(block: Block, space: dict[str, object]) -> None:
    """Words of the lexicon, or a part of pyproject."""
    entries = tomllib.loads(block.text).get("entry", [])
    if any("." in entry["label"] for entry in entries):  # of a family: "section.improvement"
        assert patterns.parse(block.text, plain=key).entries
    elif entries:
        assert not check(parse(block.text))


RUN: dict[str, Callable[[Block, dict[str, object]], None]] = {"console": console, "python": python, "toml": toml}


@pytest.mark.parametrize("page", PAGES)
def test_every_block_of(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = list(blocks(page))
    assert sum(b.why is not None for b in found) == NOT_RUN.get(page, 0)
    assert {b.language for b in found} <= {*RUN, "text"}
    assert len(found) * 2 == len(re.findall(r"^ *```", (ROOT / page).read_text("utf-8"), re.M))
    if any(b.language in RUN and b.why is None for b in found):
        furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {"om": om}
    for block in found:
        if block.language in RUN and block.why is None:
            RUN[block.language](block, space)
    for name in pictures(page):
        if (tmp_path / name).is_file():
            assert alike((tmp_path / name).read_bytes(), (PICTURES / name).read_bytes()), f"{name} is another now"


def pictures(page: str) -> list[str]:
    """The pictures that a page shows."""
    return re.findall(r"\]\(pictures/([\w.-]+)\)", (ROOT / page).read_text("utf-8"))


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same: smoothing differs a little from machine to machine."""
    first, second = (Image.open(BytesIO(png)).convert("L") for png in (one, other))
    return first.size == second.size and ImageStat.Stat(ImageChops.difference(first, second)).mean[0] < 6


def first_page(report: Path) -> bytes:
    """The first page of a Word report, as LibreOffice sets it."""
    folder = report.parent
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, report]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    draw = ["pdftoppm", "-r", "70", "-png", "-singlefile", report.with_suffix(".pdf"), folder / "report"]
    subprocess.run(draw, check=True, timeout=60)
    return (folder / "report.png").read_bytes()


@pytest.mark.office
def test_the_report_is_the_one_that_is_shown(tmp_path: Path) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        pytest.skip("LibreOffice and pdftoppm are needed (apt-get install libreoffice-writer poppler-utils)")
    assert alike(first_page(closure_report(tmp_path)), (PICTURES / "report.png").read_bytes())


def closure_report(folder: Path) -> Path:
    """The report of the tutorial."""
    found = om.history(om.mine(path) for path in sorted((CORPUS / "marlowbridge").iterdir()))
    return om.report(found, folder / "the-report.docx", on=date(2022, 10, 1))


@pytest.mark.parametrize(
    ("page", "names"), [("docs/api.md", om.__all__), ("docs/commands.md", list(get_command(app).commands))]
)
def test_the_reference_names_everything_once(page: str, names: list[str]) -> None:
    lines = re.findall(r"^`[\w.-]+`(?: · `[\w.-]+`)*$", (ROOT / page).read_text("utf-8"), re.M)
    named = re.findall(r"`([\w.-]+)`", "\n".join(lines))
    assert [name for name in names if named.count(name) != 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of(page: str) -> None:
    """Leads to a file of the repository; the anchors are held by the site's build."""
    text = re.sub(r"^ *```.*?^ *```$|`[^`\n]*`", "", (ROOT / page).read_text("utf-8"), flags=re.M | re.S)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (ROOT / page).parent.joinpath(link).exists()] == []


def test_pages_are_found() -> None:
    assert len(PAGES) > 10
    assert set(NOT_RUN) <= set(PAGES)


def anew(page: str, folder: Path) -> None:
    """Write into a page what its blocks print now, where it shows all of what one prints, and draw its pictures."""
    text = (ROOT / page).read_text("utf-8")
    furnish(folder)
    os.chdir(folder)
    space: dict[str, object] = {"om": om}
    for block in blocks(page):
        if block.why is None and block.language in ("console", "python"):
            shown = "".join(session(block, space) if block.language == "python" else terminal(block))
            text = text.replace(f"```{block.language}\n{block.text}```", f"```{block.language}\n{shown}```")
    (ROOT / page).write_text(text, "utf-8")
    for name in pictures(page):
        made = folder / name
        drawn = made.read_bytes() if made.is_file() else first_page(closure_report(folder))
        Image.open(BytesIO(drawn)).convert("RGB").quantize(32).save(PICTURES / name, optimize=True)


def terminal(block: Block) -> Iterator[str]:
    """A console block with what its commands print now; what is shown in part stays."""
    for command, shown in commands(block.text):
        output = "" if command in BY_CI else printed(command)[1]
        kept = not shown.strip() or stands_in(shown, output)
        yield f"$ {command}\n" + (shown if kept else f"{output}\n")


def session(block: Block, space: dict[str, object]) -> Iterator[str]:
    """A Python block with what its lines print now."""
    examples = doctest.DocTestParser().get_examples(block.text)
    if not examples:
        exec(compile(block.text, "the page", "exec"), space)
        yield block.text
    for example in examples:
        first, *more = example.source.splitlines(keepends=True)
        yield "".join([f">>> {first}", *(f"... {line}" for line in more)])
        with redirect_stdout(StringIO()) as out:
            exec(compile(example.source, "the page", "single"), space)
        yield example.want if "..." in example.want else out.getvalue()


if __name__ == "__main__":
    for name in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as scratch:
            anew(name, Path(scratch))
