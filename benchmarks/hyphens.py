"""Draw the word list that decides line-end hyphens, and measure the decisions against hand-checked ones.

    python benchmarks/hyphens.py draw LETTERS     writes ofstedmine/lexicon/hyphens.tsv
    python benchmarks/hyphens.py sample LETTERS   prints line-end hyphens drawn at random, to be checked by hand
    python benchmarks/hyphens.py score LETTERS    scores the decisions against benchmarks/hyphens-checked.tsv

Words that stand at a line's end are left out of the list, so that no decision is learnt from itself.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import ofstedmine
from ofstedmine.read.pdf import _leaves

HERE = Path(__file__).resolve().parent
LIST = HERE.parent / "ofstedmine" / "lexicon" / "hyphens.tsv"
CHECKED = HERE / "hyphens-checked.tsv"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-‐][^\W\d_]+)*")


def letters(folder: Path) -> Iterator[Path]:
    """Published letters of a folder that are PDFs."""
    yield from (p for p in sorted(folder.glob("*/*.pdf")) if p.read_bytes()[:5].startswith(b"%PDF"))


def draw(folder: Path) -> None:
    """Count each word that stands inside a line, and the first halves of hyphenated words."""
    words: Counter[str] = Counter()
    for path in letters(folder):
        for leaf in _leaves(path.read_bytes(), path.name):
            after = ""
            for line in leaf.lines:
                found = _WORD.findall(line.text.lower().replace("’", "'").replace("‐", "-"))
                inner = found[1 if after.endswith("\ufffe") else 0 : -1 if line.text.endswith("\ufffe") else None]
                words.update(inner)
                after = line.text
    kept = {word: n for word, n in words.items() if n >= 2}
    heads = Counter(word.split("-")[0] for word in kept if "-" in word)
    kept |= {f"{head}-": n for head, n in heads.items() if n >= 3}
    rows = ["# words of the published letters (OGL v3.0), counted inside lines only; 'self-' counts compounds"]
    LIST.write_text("\n".join(rows + [f"{w}\t{n}" for w, n in sorted(kept.items())]) + "\n", "utf-8")
    print(f"{len(kept):,} entries from {sum(words.values()):,} words")


def hyphens(folder: Path) -> Iterator[tuple[str, str, str, str]]:
    """Each line-end hyphen: file, the word as decided, the word with its hyphen, and the reason."""
    for path in letters(folder):
        document = ofstedmine.mine(path).document
        for repair in document.repairs:
            left = re.search(r"[\w'’\-‐]+$", document.text[: repair.offset])
            right = re.match(r"[\w'’\-‐]+", document.text[repair.offset + len(repair.used) :])
            if left and right:
                yield path.name, left[0] + repair.used + right[0], f"{left[0]}|{right[0]}", repair.reason


def sample(folder: Path, size: int = 300) -> None:
    """Print a random sample, one a line, for a reader to mark."""
    found = sorted(hyphens(folder))
    for row in random.Random(0).sample(found, min(size, len(found))):
        print("\t".join(row))


def score(folder: Path) -> None:
    """Print how many decisions are wrong, beside always joining and always keeping."""
    right = dict(row.split("\t")[:2] for row in CHECKED.read_text("utf-8").splitlines() if not row.startswith("#"))
    wrong: Counter[str] = Counter()
    total = 0
    for _, decided, parts, _reason in hyphens(folder):
        if parts not in right:
            continue
        total += 1
        wrong["decided"] += decided != right[parts]
        wrong["always join"] += parts.replace("|", "") != right[parts]
        wrong["always keep"] += parts.replace("|", "-") != right[parts]
    for name in ("decided", "always join", "always keep"):
        print(f"{name:12s} {wrong[name]:5d} wrong of {total} ({100 * wrong[name] / max(total, 1):.2f} %)")


if __name__ == "__main__":
    {"draw": draw, "sample": sample, "score": score}[sys.argv[1]](Path(sys.argv[2]))
