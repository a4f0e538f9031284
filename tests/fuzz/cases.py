"""Case number so-and-so: a real file, and what is done to it. The same number gives the same bytes each time."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import by_bytes
import by_pdf
import by_text
import by_xml

HERE = Path(__file__).resolve().parents[2]
_ENDINGS = (".pdf", ".docx", ".html", ".md", ".txt")
_SMALL = 400_000  # bytes of a letter that is broken


class Case(NamedTuple):
    """The bytes of a broken file, and how they came about."""

    data: bytes
    name: str
    ways: tuple[str, ...]


@cache
def seeds(letters: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The invented samples, and the published letters where a folder of them is given; by their names."""
    ours = [p for p in (HERE / "corpus").rglob("*") if p.suffix in _ENDINGS and "sources" not in p.parts]
    others = [p for p in Path(letters).rglob("*") if p.suffix in _ENDINGS] if letters else []
    return _ordered(p for p in ours if p.name != "README.md"), _ordered(p for p in others if p.stat().st_size < _SMALL)


def _ordered(paths: object) -> tuple[Path, ...]:
    return tuple(sorted(paths, key=lambda p: p.as_posix()))  # type: ignore[call-overload]


def made(number: int, letters: str = "") -> Case:
    """The case of this number. Even ones break an invented sample, odd ones a letter where there are any."""
    chance = Random(number)
    ours, others = seeds(letters)
    if number % 2 and others:
        seed = chance.choice(others)
    else:  # as many of each format
        ending = chance.choice((".pdf", ".pdf", ".docx", ".docx", ".html", ".txt", ".md"))
        seed = chance.choice([p for p in ours if p.suffix == ending])
    data, told = _broken(chance, seed.read_bytes(), seed.suffix)
    if chance.random() < 0.15 and data:
        way = chance.choice(by_bytes.WAYS)
        data, told = way(chance, data), (*told, way.__name__)
    data = data[: by_bytes.MOST]
    return Case(data, f"{number}-{seed.stem}{seed.suffix}", told)


def _broken(chance: Random, data: bytes, ending: str) -> tuple[bytes, tuple[str, ...]]:
    share = chance.random()
    if share < 0.2:
        way = chance.choice(by_bytes.WAYS)
        return way(chance, data), (way.__name__,)
    if ending == ".pdf":
        some = [by_pdf.pages_lost] if chance.random() < 0.85 else []  # a few pages break as the whole does, and sooner
        some += [chance.choice(by_pdf.WAYS) for _ in range(chance.choice((1, 1, 2, 3)))]
        for one in some:
            try:
                data = by_pdf.broken(chance, data, one)
            except by_pdf.pikepdf.PdfError:  # what was broken before cannot be opened: it is broken enough
                break
        return data, tuple(w.__name__ for w in some)
    if ending == ".docx" and share < 0.4:
        member = chance.choice((by_xml.members_broken, by_xml.members_broken, by_xml.circles))
        return member(chance, data), (member.__name__,)
    if ending in (".docx", ".html") and share < 0.9:
        trees = [chance.choice(by_xml.TREE) for _ in range(chance.choice((1, 1, 2, 3)))]
        whole = by_xml.word if ending == ".docx" else by_xml.page
        return whole(chance, data, trees), tuple(w.__name__ for w in trees)
    if ending == ".docx":
        return by_xml.members_broken(chance, data), ("members_broken",)
    text, ways = data.decode("utf-8"), [chance.choice(by_text.WAYS) for _ in range(chance.choice((1, 1, 2, 3)))]
    for change in ways:
        text = change(chance, text or " ")[: by_text.MOST]
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "utf-16", "cp1252"))
    errors = "replace" if encoding == "cp1252" else "surrogatepass"
    return text.encode(encoding, errors), (*(w.__name__ for w in ways), encoding)
