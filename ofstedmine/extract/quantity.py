"""How many, better or worse, and compared with when: decided by the lexicon alone."""

from __future__ import annotations

from ..lexicon import Entry, Hit
from ..model import Change, Extent
from .features import Reading


def extent(sentence: Reading) -> Extent | None:
    """The inspectors' quantifier; with two, the one that carries the main clause."""
    hits = sentence.hits("extent")
    chosen = _main(hits, sentence)
    return Extent(chosen.entry.label) if chosen else None


def _main(hits: list[Hit], sentence: Reading) -> Hit | None:
    """The quantifier of the main clause: the first that is not inside a clause opened by "although", "while" …"""
    if not hits:
        return None
    joined = sentence.joined
    if "% of all " in joined:  # "18% of all children": what a share is counted against quantifies nothing
        hits = [hit for hit in hits if not joined.endswith("% of ", 0, hit.start)]
        if not hits:
            return None
    inside = _subordinate(joined)
    outer = [hit for hit in hits if not inside[0] <= hit.start < inside[1]]
    # "consistently applied, in most cases": a number of cases says more than the adverb
    return min(outer or hits, key=lambda hit: (hit.entry.id == "all.consistently", hit.start, -hit.end))


def _subordinate(joined: str) -> tuple[int, int]:
    """Where a clause stands that the main clause sets aside: (0, 0) where there is none."""
    first = joined.split(" ", 2)[1] if " " in joined.strip() else ""
    if first in ("although", "while", "whilst", "though", "despite"):
        comma = joined.find(" , ")
        return (0, comma) if comma > 0 else (0, 0)
    for turn in (" although ", " though "):
        at = joined.find(turn)
        if at > 0:
            return at, len(joined)
    return 0, 0


def change(sentence: Reading) -> Change | None:
    """Whether a sentence says that something got better or worse; the worse wins where both stand."""
    labels = {hit.entry.label for hit in sentence.hits("change") if not _denied(hit, sentence.joined)}
    for label in (Change.DECLINED, Change.IMPROVED):
        if label.value in labels:
            return label
    return None


def _denied(hit: Hit, joined: str) -> bool:
    """Whether an improvement is what has "not yet" come: said within two words before it."""
    if hit.entry.label != Change.IMPROVED.value:
        return False
    before = joined[: hit.start].rsplit(" ", 4)[1:-1]
    return "not" in before or before[-2:] == ["yet", "to"]


def refers_back(sentence: Reading) -> bool:
    """Whether a sentence names an earlier inspection, visit, recommendation or period of comparison."""
    return bool(sentence.hits("back"))


def instructs(sentence: Reading) -> Entry | None:
    """The entry by which a sentence asks for something instead of finding it ("Ensure that …"), or None."""
    hits = sentence.hits("instruction")
    return hits[0].entry if hits else None
