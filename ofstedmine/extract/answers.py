"""Which cited recommendation an action answers: the one that it stands under, else the one whose words it shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ..document import BlockKind, Document
from ..model import Recommendation
from .cited import same_matter
from .flow import Passage, stems

_RUN_IN = re.compile(
    r"^(?:(?:recommendation|matter|area|priority)(?: for improvement| action)? (?:[A-Z]|\d{1,2})\b[ ,:.–—-]*)?(?P<name>.{3,400}?)(?:\s?[–—]\s|\s?-\s|-$|:\s|\.\s|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?:recommendation|matter|area for improvement|priority action) (?P<label>[A-H]|\d{1,2})\b", re.IGNORECASE)
_ALL = re.compile(r"^(?:both|all|each|these|the (?:two|three|four|five|six)) (?:\w+ ){0,3}(?:areas|recommendations|matters|actions)\b", re.I)
_ORDINAL = re.compile(
    r"\b(?:in (?:answer|response|relation|reply) to|on|for|to address) the (?P<nth>first|second|third|fourth|fifth|sixth|last)\b(?: (?:recommendation|matter|area|point|of these))?,",
    re.I,
)
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth")
_LEAST = 0.5  # of an action's weight of words in a recommendation's, below which none is said to be answered
_MARGIN = 1.25


class Answers:
    """The recommendations of one report, and under which of them the reader now stands."""

    def __init__(self, document: Document, cited: Sequence[Recommendation]) -> None:
        self._document = document
        self._cited = tuple(cited)
        self._words = {r.id: stems(r.text) for r in cited}
        seen = Counter(word for held in self._words.values() for word in held)
        self._weight = {word: 1 / count for word, count in seen.items()}
        self._under: str | None = None

    def enter(self, place: Passage) -> None:
        """Take note of a heading, or of the words run in before a paragraph, that name a recommendation."""
        text = self._document.slice(place.span)
        if place.is_heading:
            self._under = self.named(text)
        elif place.block.kind is not BlockKind.BULLET and place.block.cell is None and (name := self._run_in(text, place)):
            self._under = name

    def _run_in(self, text: str, place: Passage) -> str | None:
        found = _RUN_IN.match(text[:420])
        if not found:
            return None
        if ordinal := _ORDINAL.search(text[:80]):
            return self._nth(ordinal["nth"].lower(), place)
        whole = found.end() >= len(text)
        name = found["name"]
        if whole and len(text.split()) > 12:
            return None
        if found.start("name") > 0:
            return self.named(name) or self.named(found[0])
        # a run-in heading has no verb and is short; its words are the recommendation's, or nearly all of them
        return self.named(name) if len(name.split()) <= 40 and self._is_name(name) else None

    def _is_name(self, name: str) -> bool:
        held = stems(name)
        return bool(held) and any(len(held & known) / len(held) >= 0.75 for known in self._words.values())

    def _nth(self, nth: str, place: Passage) -> str | None:
        """The nth item of the list that stands last before a passage."""
        before = [r for r in self._cited if r.span and r.span.start < place.span.start]
        if not before:
            return None
        batch = [r for r in before if r.paragraph == before[-1].paragraph and r.heading == before[-1].heading]
        if nth == "last":
            return batch[-1].id
        at = _NTH.index(nth)
        return batch[at].id if at < len(batch) else None

    def named(self, text: str, action: str = "") -> str | None:
        """The recommendation that a heading or a plan's cell names, by its words or by its label; None if unsure."""
        same = [r.id for r in self._cited if same_matter(text, r.text)]
        if len(same) == 1:
            return same[0]
        best = self._best(text, least=0.6) if not same else same[-1]
        if best:
            return best
        label = _LABEL.match(text.strip()) or re.match(r"^(?P<label>\d{1,2}|[A-H])\W*$", text.strip())
        if label and len(stems(text[label.end() :])) < 2:
            mark = label["label"].upper()
            at = int(mark) - 1 if mark.isdigit() else ord(mark) - ord("A")
            return self._cited[at].id if 0 <= at < len(self._cited) else None
        return self._best(action, least=_LEAST) if action else None

    def of(self, text: str, offset: int) -> str | None:
        """The recommendation that an action answers: that of its place, else by the words that they share."""
        if _ALL.match(text):
            return None
        return self._under or self._best(text, least=_LEAST)

    def _best(self, text: str, *, least: float) -> str | None:
        """The recommendation most of whose weight of words a text holds, if it is so by a margin; the later of equals."""
        held = stems(text)
        if not held:
            return None
        scores = []
        for known in self._cited:
            mine = self._words[known.id]
            shared = held & mine
            total = min(sum(self._weight[w] for w in mine), sum(self._weight.get(w, 1.0) for w in held)) or 1.0
            scores.append((sum(self._weight[w] for w in shared) / total, len(shared), known.id))
        scores.sort(reverse=True, key=lambda s: s[:2])
        if not scores or scores[0][0] < least:
            return None
        if len(scores) > 1 and scores[0][0] < _MARGIN * scores[1][0]:
            ties = [s for s in scores if s[0] == scores[0][0]]
            # "Chronologies." names a matter of the earlier letter and one of the later: the later list is meant
            return max((s[2] for s in ties), key=lambda i: int(i[1:])) if len(ties) > 1 and len(ties) < len(scores) else None
        return scores[0][2]
