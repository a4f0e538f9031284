"""Every block of code on every page is run, page by page and in order, in a folder of its own: what a page shows is
what is printed, and its pictures are those that it makes. A block that cannot be run says so above itself, and why, and
is counted here.
"""

from __future__ import annotations

import doctest
import re
import shutil
import tomllib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from blocks import (
    BY_CI,
    PAGES,
    PICTURES,
    ROOT,
    Block,
    blocks,
    closure_report,
    commands,
    first_page,
    furnish,
    pictures,
    printed,
    stands_in,
)
from PIL import Image, ImageChops, ImageStat

import ofstedmine as om
from ofstedmine.lexicon import check, parse, patterns
from ofstedmine.text import key

# blocks that say of themselves that they are not run, a page; one more or less is changed here with open eyes
NOT_RUN = {
    "CONTRIBUTING.md": 5,
    "benchmarks/README.md": 3,
    "corpus/README.md": 1,
    "docs/corpus.md": 2,
    "docs/index.md": 1,
    "docs/tutorial-researcher.md": 2,
}


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


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same: smoothing differs a little from machine to machine."""
    first, second = (Image.open(BytesIO(png)).convert("L") for png in (one, other))
    return first.size == second.size and ImageStat.Stat(ImageChops.difference(first, second)).mean[0] < 6


@pytest.mark.office
def test_the_report_is_the_one_that_is_shown(tmp_path: Path) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        pytest.skip("LibreOffice and pdftoppm are needed (apt-get install libreoffice-writer poppler-utils)")
    assert alike(first_page(closure_report(tmp_path)), (PICTURES / "report.png").read_bytes())


def test_pages_are_found() -> None:
    assert len(PAGES) > 10
    assert set(NOT_RUN) <= set(PAGES)
