"""Which of the later letter's own recommendations are about the same matter as an earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..document import Span
from ..lexicon import tokens
from ..model import Polarity
from .candidates import LIST, Passage, Sentence
from .features import by_passage
from .prepared import Letter, Query, letter
from .terms import stems
from .vocabulary import Vocabulary

if TYPE_CHECKING:
    from .vocabulary import Numbers

# what the body says of the earlier item: a matter that is well is no recommendation again
SAID = (
    "strength",
    "weakness",
    "strength alone",
    "weakness alone",
    "sum strength",
    "sum weakness",
    "top weakness",
    "improved alone",
    "share bad",
    "told",
    "passage 1",
    "grade",
    "grade gained",
)
# what says nothing where both sides are items of a list
_SILENT = ("in ", "says ", "order", "sentences", "home", "facets", "length", "whom heading")


def pairs(
    earlier: Sequence[Query],
    listed: Sequence[Query],
    answers: Numbers,
    own_answers: Numbers,
    said: Sequence[Mapping[str, float]],
    later: Letter,
    vocabulary: Vocabulary | None = None,
) -> tuple[tuple[str, ...], Numbers]:
    """Names, and earlier × later × name: how alike each pair is, read both ways, and whether the body links them.

    `answers` and `own_answers` say how likely each passage of the later letter speaks of an earlier and of a listed
    item: what both are told of in the same paragraphs is one matter. `said` are the facts of each earlier item.
    """
    import numpy as np

    known, there = by_passage(earlier, letter([_passage(q) for q in listed], vocabulary), vocabulary)
    _, back = by_passage(listed, letter([_passage(q) for q in earlier], vocabulary), vocabulary)
    before, now = ([q.recommendation.themes for q in side] for side in (earlier, listed))
    kept = [i for i, n in enumerate(known) if not n.startswith(_SILENT)]
    themes = np.array(
        [[len({*a} & {*b}) / max(min(len(a), len(b)), 1) for b in now] for a in before],
        np.float32,
    )
    body = np.array([p.place != LIST for p in later.passages], np.float32)
    a, b = answers * body, own_answers * body
    cosine = (a @ b.T) / np.maximum(np.linalg.norm(a, axis=1)[:, None] * np.linalg.norm(b, axis=1)[None, :], 1e-6)
    joint = np.stack([(one[None, :] * b).max(axis=1) for one in a])
    at = {p.span.start: j for j, p in enumerate(later.passages) if p.place == LIST}
    direct = np.stack(
        [
            answers[:, at[span.start]] if span and span.start in at else np.zeros(len(earlier))
            for span in (q.recommendation.span for q in listed)
        ],
        axis=1,
    )
    more = np.stack([themes, cosine, joint, np.log1p(a @ b.T), direct], axis=2)
    facts = np.array([[each[name] for name in SAID] for each in said])
    facts = np.broadcast_to(facts[:, None, :], (len(earlier), len(listed), len(SAID)))
    features = np.concatenate([there[:, :, kept], back[:, :, kept].transpose(1, 0, 2), more, facts], axis=2).astype(
        np.float32
    )
    names = [known[i] for i in kept]
    return (
        *names,
        *(f"back {n}" for n in names),
        "themes both",
        "passages",
        "passage",
        "passages sum",
        "direct",
        *(f"said {n}" for n in SAID),
    ), features


def _passage(asked: Query) -> Passage:
    item = asked.recommendation
    words = tokens(item.text)
    span = item.span or Span(0, max(len(item.text), 1))
    said = Sentence(item.text, span, Polarity.NEUTRAL, None, False, stems(words))
    return Passage((said,), None, item.page, None, span, LIST, 0.0)
