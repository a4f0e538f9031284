"""What the tests of the corpus share: the samples, small letters made on the spot, and equality of every field."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "corpus"
LETTERS = sorted(p for p in SAMPLES.glob("*/20*.*"))
COUNCIL = SAMPLES / "marlowbridge" / "2021-09-focused-visit-report.pdf"


def letter(number: int, *sentences: str, place: str = "Fernley", published: str = "6 June 2022") -> str:
    """A focused visit's letter in Markdown; `number` makes it another letter than any other."""
    told = "\n\n".join(f"{i}. {s}" for i, s in enumerate(sentences or (f"Case {number} is recorded well.",), 1))
    return (
        f"# Focused visit to {place} children’s services\n\nDear Ms Marsh\n\nThis letter summarises the findings "
        f"of the focused visit to {place} on 4 and 5 May 2022. It was published on {published}.\n\n"
        f"## What needs to improve in this area of social work practice\n\n- The timeliness of visit {number}.\n\n"
        f"## Main findings\n\n{told}\n"
    )


def letters(folder: Path, count: int, start: int = 0) -> list[Path]:
    """A folder of letters that differ."""
    folder.mkdir(exist_ok=True, parents=True)
    out = []
    for number in range(start, start + count):
        path = folder / f"letter-{number:03}.md"
        path.write_text(letter(number), "utf-8")
        out.append(path)
    return out


def differing(one: Any, other: Any, where: str = "") -> str | None:
    """Where two values differ in any field, also in those that `==` leaves out; None where they do not."""
    if type(one) is not type(other) and not {type(one), type(other)} <= {int, float}:
        return f"{where}: {one!r} is not {other!r}"
    if is_dataclass(one):
        parts = [(f.name, getattr(one, f.name), getattr(other, f.name)) for f in fields(one)]
    elif isinstance(one, tuple):
        if len(one) != len(other):
            return f"{where}: {len(one)} against {len(other)}"
        parts = [(str(i), a, b) for i, (a, b) in enumerate(zip(one, other, strict=True))]
    else:
        return None if one == other else f"{where}: {one!r} is not {other!r}"
    return next((d for name, a, b in parts if (d := differing(a, b, f"{where}.{name}"))), None)
