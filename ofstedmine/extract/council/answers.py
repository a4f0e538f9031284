"""Which cited recommendation an action answers: the one that it stands under, else the one whose words it shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ...document import BlockKind, Document, Span
from ...lexicon.patterns import council
from ...model import ParagraphNumber, Recommendation
from .cited import same_matter
from .flow import Passage, stems

_RUN_IN = re.compile(
    r"^(?:(?:recommendation|matter|area|priority)(?: for improvement| action)? (?:[A-Z]"
    r"|\d{1,2})\b[ ,:.–—-]*)?(?P<name>.{3,400}?)(?:\s?[–—]\s|\s?-\s|-$|:\s|\.\s|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:recommendation|matter|area for improvement|priority action) (?P<label>[A-H]|\d{1,2})\b", re.IGNORECASE
)
_ALL = re.compile(
    r"^(?:both|all|each|these|the (?:two|three|four|five|six)) (?:\w+ ){0,3}(?:areas|recommendations|matters"
    r"|actions)\b",
    re.I,
)
_ORDINAL = re.compile(
    r"\b(?:in (?:answer|response|relation|reply) to|on|for|to address) the (?P<nth>first|second|third|fourth|fifth"
    r"|sixth|last)\b(?: (?:recommendation|matter|area|point|of these))?,",
    re.I,
)
_PLAIN = ("form_heading", "plain_heading", "action_heading", "board_heading", "inspectorate_heading")
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth")
_SURE = 0.6  # share of a recommendation's (or a heading's) weight of words that names it without doubt
_LEAST = 0.25  # share below which two shared words are chance
_MARGIN = 1.5  # how far before the next one the best must be


class Answers:
    """The recommendations of one report, and under which of them the reader now stands."""

    def __init__(self, document: Document, cited: Sequence[Recommendation]) -> None:
        self._document = document
        self._cited = tuple(cited)
        self._words = {r.id: stems(r.text) for r in cited}
        seen = Counter(word for held in self._words.values() for word in held)
        self._weight = {word: 1 / count for word, count in seen.items()}
        self._under: str | None = None
        self._within: ParagraphNumber | None = None

    def enter(self, place: Passage) -> None:
        """Take note of a heading, or of the words run in before a paragraph, that name a recommendation."""
        text = self._document.slice(place.span)
        if self._within is not None and place.number != self._within:
            self._under = self._within = None
        if place.is_heading:
            self._under = None if any(council().find(f, text) for f in _PLAIN) else self.named(text)
        elif (
            place.block.kind is not BlockKind.BULLET
            and place.block.cell is None
            and (name := self._run_in(text, place))
        ):
            self._under = name

    def _run_in(self, text: str, place: Passage) -> str | None:
        found = _RUN_IN.match(text[:420])
        if not found:
            return None
        if ordinal := _ORDINAL.search(text[:80]):
            self._within = place.number  # "in answer to the second" holds for its own paragraph
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
        best = self._nearest(text, least=_SURE) if not same else same[-1]
        if best:
            return best
        label = _LABEL.match(text.strip()) or re.match(r"^(?P<label>\d{1,2}|[A-H])\W*$", text.strip())
        if label and len(stems(text[label.end() :])) < 2:
            mark = label["label"].upper()
            at = int(mark) - 1 if mark.isdigit() else ord(mark) - ord("A")
            return self._cited[at].id if 0 <= at < len(self._cited) else None
        return self._nearest(action) if action else None

    def of(self, text: str) -> str | None:
        """The recommendation that an action answers: that of its place, else by the words that they share."""
        if _ALL.match(text):
            return None
        return self._under or self._nearest(text)

    def alone(self, within: Span) -> str | None:
        """The recommendation that a section repeats beside its table, if it is one alone."""
        here = [r.id for r in self._cited if r.span and r.span in within]
        return here[0] if len(here) == 1 else None

    def _nearest(self, text: str, *, least: float = _LEAST) -> str | None:
        """The recommendation whose words a text shares, if it is one by a margin; of two alike the later listed.

        "Chronologies." can name a matter of an earlier letter and one of the latest: the latest is meant.
        """
        held = stems(text)
        scores = []
        for number, known in enumerate(self._cited):
            mine = self._words[known.id]
            shared = held & mine
            whole = (
                min(sum(self._weight[w] for w in mine), sum(self._weight.get(w, 1.0) for w in held))
                if least == _SURE
                else (sum(self._weight[w] for w in mine))
            )
            scores.append((sum(self._weight[w] for w in shared) / (whole or 1.0), len(shared), number))
        scores.sort(reverse=True)
        if not scores or scores[0][0] < least:
            return None
        best, after = scores[0], scores[1] if len(scores) > 1 else (0.0, 0, 0)
        if best[0] == after[0]:
            tied = [s for s in scores if s[0] == best[0]]
            return self._cited[tied[0][2]].id if least == _SURE and len(tied) == 2 and len(scores) > 2 else None
        if best[0] < _MARGIN * after[0] or (best[1] < 2 and after[0] > 0):
            return None
        return self._cited[best[2]].id
