"""Write into pages what their blocks print now, and draw their pictures.

`python tests/pages/anew.py docs/tutorial.md …`; LibreOffice and pdftoppm set the page of the report.
"""

from __future__ import annotations

import doctest
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from pathlib import Path

from blocks import (
    BY_CI,
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
from PIL import Image

import ofstedmine as om


def anew(page: str, folder: Path) -> None:
    """Write into a page what its blocks print now, and draw its pictures."""
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
        if (folder / name).is_file():
            drawn = (folder / name).read_bytes()
        elif name == "report.png":
            drawn = first_page(closure_report(folder))
        else:
            continue  # another page makes it
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
