"""Draw the word list that decides line-end hyphens, and measure the decisions against hand-checked ones.

    python benchmarks/hyphens.py draw LETTERS             writes ofstedmine/lexicon/hyphens.tsv
    python benchmarks/hyphens.py sample LETTERS           prints line-end hyphens drawn at random, to be checked by hand
    python benchmarks/hyphens.py score LETTERS            scores the decisions against benchmarks/hyphens-checked.tsv
    python benchmarks/hyphens.py score LETTERS --unseen   the same, each with a list drawn from other authorities alone

Words that stand at a line's end are left out of the list, so that no decision is learnt from itself.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from ofstedmine.read import hyphens as decider  # noqa: E402  (found beside this file, installed or not)
from ofstedmine.read import read  # noqa: E402
from ofstedmine.read.pdf import _leaves  # noqa: E402

LIST = HERE.parent / "ofstedmine" / "lexicon" / "hyphens.tsv"
CHECKED = HERE / "hyphens-checked.tsv"
SIZE = 300
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+)*")
_DATE = re.compile(r"-\d{4}-\d{2}-\d{2}$")


class Found(NamedTuple):
    """One line-end hyphen: its letter, "left|right", the word as decided, and the reason."""

    letter: str
    parts: str
    decided: str
    reason: str


def letters(folder: Path) -> Iterator[Path]:
    """Published letters of a folder that are PDFs."""
    yield from (p for p in sorted(folder.glob("*/*.pdf")) if p.read_bytes()[:5].startswith(b"%PDF"))


def authority(path: Path) -> str:
    """Whose letter it is, by its file's name: the same authority's letters share their words."""
    return _DATE.sub("", path.stem)


def inside_lines(path: Path) -> Counter[str]:
    """Words of one letter that stand inside a line, and so were not cut by its end."""
    words: Counter[str] = Counter()
    for leaf in _leaves(path.read_bytes(), path.name):
        after = ""
        for line in leaf.lines:
            found = _WORD.findall(line.text.lower().replace("’", "'").replace("‐", "-"))
            words.update(found[1 if after.endswith("\ufffe") else 0 : -1 if line.text.endswith("\ufffe") else None])
            after = line.text
    return words


def listed(words: Counter[str]) -> dict[str, int]:
    """The word list out of counted words: what was seen twice, and the first halves of three compounds or more."""
    kept = {word: n for word, n in words.items() if n >= 2}
    heads = Counter(word.split("-")[0] for word in kept if "-" in word)
    return kept | {f"{head}-": n for head, n in heads.items() if n >= 3}


def draw(folder: Path) -> None:
    """Count each word that stands inside a line, and the first halves of hyphenated words."""
    words: Counter[str] = Counter()
    for path in letters(folder):
        words += inside_lines(path)
    kept = listed(words)
    rows = ["# words of the published letters (OGL v3.0), counted inside lines only; 'self-' counts compounds"]
    LIST.write_text("\n".join(rows + [f"{w}\t{n}" for w, n in sorted(kept.items())]) + "\n", "utf-8")
    print(f"{len(kept):,} entries from {words.total():,} words")


def hyphens(folder: Path, *, unseen: bool = False) -> Iterator[Found]:
    """Each line-end hyphen of each letter, as the library decides it."""
    own: dict[str, Counter[str]] = defaultdict(Counter)
    everyone: Counter[str] = Counter()
    if unseen:
        for path in letters(folder):
            own[authority(path)] += inside_lines(path)
        for words in own.values():
            everyone += words
    for path in letters(folder):
        if unseen:
            others = listed(everyone - own[authority(path)])
            decider._words = lambda others=others: others  # type: ignore[assignment, misc]
        yield from in_letter(path)


def in_letter(path: Path) -> Iterator[Found]:
    """Each line-end hyphen of one document."""
    document = read(path)
    for repair in document.repairs:
        left = re.search(r"[\w'’\-‐]+$", document.text[: repair.offset])
        right = re.match(r"[\w'’\-‐]+", document.text[repair.offset + len(repair.used) :])
        if left and right:
            yield Found(path.stem, f"{left[0]}|{right[0]}", left[0] + repair.used + right[0], repair.reason)


def sample(folder: Path) -> None:
    """Print a random sample, one a line, for a reader to check; which are drawn does not hang on the decisions."""
    found = sorted(hyphens(folder))
    for row in sorted(random.Random(0).sample(found, min(SIZE, len(found)))):
        print("\t".join(row))


def sources() -> Iterator[tuple[Found, str]]:
    """The line-end hyphens of the sample documents, which do divide words, and each word as its source has it."""
    for path in sorted((HERE.parent / "corpus").glob("*/*.pdf")):
        source = path.parents[1] / "sources" / path.parent.name / f"{path.name}.md"
        written = " ".join(source.read_text("utf-8").lower().split())
        for found in in_letter(path):
            joined, kept = (found.parts.lower().replace("|", sign) for sign in ("", "-"))
            ways = [w for w in (joined, kept) if re.search(rf"(?<![\w-]){re.escape(w)}(?![\w-])", written)]
            if len(ways) == 1:  # a word that the source writes both ways decides nothing
                yield found._replace(decided=found.decided.lower()), ways[0]


def score(folder: Path, *, unseen: bool = False) -> None:
    """Print how many decisions are wrong, beside always joining and always keeping: of letters, then of samples."""
    rows = [row.split("\t") for row in CHECKED.read_text("utf-8").splitlines() if row and not row.startswith("#")]
    right = {(letter, parts): word for letter, parts, word in rows}
    checked = Counter((letter, parts) for letter, parts, _ in rows)
    judged = []
    for found in hyphens(folder, unseen=unseen):
        place = (found.letter, found.parts)
        if checked[place]:
            checked[place] -= 1
            judged.append((found, right[place]))
    if missing := checked.total():
        print(f"{missing} checked hyphens were not met")
    table("published letters, checked by hand", judged)
    table("sample documents, whose lines end inside words", list(sources()))


def table(title: str, judged: list[tuple[Found, str]]) -> None:
    """Print the three ways side by side, and each miss."""
    ways = {"decided": lambda f: f.decided, "always join": lambda f: f.parts.replace("|", "")}
    ways["always keep"] = lambda f: f.parts.replace("|", "-")
    print(f"{title} ({len(judged)})")
    for name, way in ways.items():
        lower = title.startswith("sample")
        wrong = sum((way(f).lower() if lower else way(f)) != right for f, right in judged)
        print(f"  {name:12s} {wrong:4d} wrong ({100 * wrong / max(len(judged), 1):.2f} %)")
    for found, right in judged:
        if found.decided != right:
            print(f"    {found.letter}: {found.decided!r} for {right!r} ({found.reason})")


if __name__ == "__main__":
    job, where = sys.argv[1], Path(sys.argv[2])
    if job == "score":
        score(where, unseen="--unseen" in sys.argv)
    else:
        {"draw": draw, "sample": sample}[job](where)
