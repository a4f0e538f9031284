"""Read a source text: settings, then blocks. The markup is described in corpus/README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

NUMBERED = re.compile(r"(\d+(?:\.\d+)+\.?|\d+\.|[a-z]\)|\([a-z]\)|[A-Z]\.)\s+(.*)", re.S)
INLINE = re.compile(r"(\*\*|__|\^[^^ ]+\^)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


@dataclass(slots=True)
class Block:
    """One paragraph, heading, list item, table, box or order to the typesetter.

    `kind` is one of `title head subhead para item bullet subbullet table box footnote page space`.
    """

    kind: str
    text: str = ""
    label: str = ""
    options: dict[str, str] = field(default_factory=dict)
    rows: list[list[str]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)


@dataclass(slots=True)
class Part:
    """A run of blocks under one set of settings; a file may hold several (a report, then a letter)."""

    settings: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def pieces(text: str) -> list[Piece]:
    """Split a text into pieces of one style: `**bold**`, `__italic__`, `^1^` raised."""
    found: list[Piece] = []
    bold = italic = False
    for token in INLINE.split(text):
        if token == "**":
            bold = not bold
        elif token == "__":
            italic = not italic
        elif INLINE.fullmatch(token):
            found.append(Piece(token[1:-1], bold, italic, raised=True))
        elif token:
            found.append(Piece(token, bold, italic))
    return found


def _options(words: list[str]) -> dict[str, str]:
    return {name: value for name, _, value in (word.partition("=") for word in words)}


def _plain_block(text: str) -> Block:
    for mark, kind in (("### ", "subhead"), ("## ", "head"), ("# ", "title"), ("* ", "bullet"), ("- ", "subbullet")):
        if text.startswith(mark):
            return Block(kind, text[len(mark) :])
    match = NUMBERED.fullmatch(text)
    return Block("item", match[2], label=match[1]) if match else Block("para", text)


def _starts_block(line: str) -> bool:
    return line.startswith(("#", "* ", "- ")) or NUMBERED.match(line) is not None


def parse(source: str) -> list[Part]:
    """Split a source into parts, each with its settings and blocks."""
    parts = [Part()]
    stack: list[list[Block]] = [parts[0].blocks]
    table: Block | None = None
    running: list[str] = []

    def flush() -> None:
        if running:
            stack[-1].append(_plain_block(" ".join(running)))
            running.clear()

    for number, line in enumerate(source.splitlines(), 1):
        line = line.strip()
        if line.startswith("@") and not running:
            key, _, value = line[1:].partition(" ")
            parts[-1].settings[key] = value.strip()
        elif table is not None and line.startswith("|"):
            table.rows.append([cell.strip() for cell in line.strip("|").split("|")])
        elif line.startswith("::"):
            flush()
            name, *words = line[2:].split()
            if name == "part":
                parts.append(Part())
                stack = [parts[-1].blocks]
            elif name == "table":
                table = Block("table", options=_options(words))
                stack[-1].append(table)
            elif name == "box":
                stack[-1].append(Block("box", options=_options(words)))
                stack.append(stack[-1][-1].blocks)
            elif name == "end":
                if table is None:
                    stack.pop()
                table = None
            elif name == "footnote":
                stack[-1].append(Block("footnote", " ".join(words[1:]), label=words[0]))
            elif name in {"page", "space"}:
                stack[-1].append(Block(name, label=words[0] if words else ""))
            else:
                raise ValueError(f"line {number}: no such order as ::{name}")
        elif not line:
            flush()
        else:
            if running and _starts_block(line):
                flush()
            running.append(line)
    flush()
    return parts
