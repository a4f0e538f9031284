"""How well a sentence stands in a report of its own: each reason is a factor between 0 and 1.

A writer quotes a sentence that needs no other to be understood, says one thing clearly, says what follows from it, and
is not too long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import prod

from ..lexicon import DEFAULT, tokens
from ..model import Extent, Finding, Polarity
from ..text import RAISED

# it leans on the sentence before it
_LEANS = re.compile(
    r"^[“‘\"'(]?(?:this|these|those(?! (?:children|young|who|care|social|carers|parents|families|whose))|that|such|"
    r"they|their|them|it(?! is (?:positive|a strength|of concern|commendable))|its|he|she|his|her|however|therefore|"
    r"consequently|nevertheless|nonetheless|additionally|furthermore|moreover|similarly|conversely|equally|likewise|"
    r"instead|meanwhile|otherwise|thus|hence|yet|but|and|or|so|then|also|another|others?|here|again|indeed|"
    r"in (?:addition|contrast|turn|particular|response|these|this|those|such|doing|most of these|some of these|each|"
    r"both)|as (?:a result|a consequence|such|well)|for (?:example|instance|these|this|some of these|this reason)|"
    r"by contrast|despite this|(?:some|many|most|all|few|none|several|one|two|each|both|neither) of "
    r"(?:these|this|them)|"
    r"(?:where|when|while|although|because|since|until|once|if|following|with|without|alongside|after|beyond|"
    r"through|due to|at) (?:this|these|they|it)|the (?:latter|former|same|other|others)|both of)\b",
    re.IGNORECASE,
)
# "aware of this." says nothing without the sentence before it; "this plan" says half
_POINTS_AT = re.compile(r"\b(?:this|these|those)(?=[,;.]| and\b| but\b| or\b| when\b| because\b)", re.IGNORECASE)
_POINTS_BACK = re.compile(r"\b(?:this|these|such a|the latter|the former|as above|mentioned)\b", re.IGNORECASE)
_ALSO = re.compile(r"^\W*+(?:\S+ ){1,6}(?:also|then|therefore|similarly)\b", re.IGNORECASE)
_TURNS = re.compile(
    r"(?:[,;]| –) (?:but|although|however|though|yet|while|whilst|despite)\b|^(?:although|despite|whilst?)\b",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(
    r"\b(?:so that|which means|meaning that|means that|as a result|result(?:s|ing)? in|lead(?:s|ing)? to|enabl\w+|"
    r"ensur\w+|helps?|because|leav(?:es|ing)|leaves?|delays?|improv\w+)\b",
    re.IGNORECASE,
)
_OF_THE_INSPECTION = re.compile(
    r"\b(?:inspectors? (?:looked|reviewed|considered|evaluated)|this (?:visit|inspection))\b", re.I
)
# words beyond which a sentence is worth less, and how much
_LENGTHS = ((0, 0.5), (6, 0.8), (9, 0.94), (12, 0.98), (15, 1.0), (29, 0.97), (36, 0.9), (43, 0.82), (56, 0.65))
_WHOLE = re.compile(r"^[“‘\"'(]*[A-Z0-9].*[.!?][”’\"')\]]*[\d" + RAISED + r"]*$", re.DOTALL)


def is_whole(text: str) -> bool:
    """Whether a text is a whole sentence, as it is printed.

    >>> is_whole("Plans are timely."), is_whole("plans that are timely;")
    (True, False)
    """
    return _WHOLE.match(text) is not None


def worth(finding: Finding) -> float:
    """How well one sentence stands alone, between 0 and 1."""
    text = finding.text
    return prod(
        (
            _alone(text),
            _clear(finding),
            1.0 if finding.change or finding.extent or _FOLLOWS.search(text) else 0.94,
            0.6 if _OF_THE_INSPECTION.search(text) else 1.0,
            length(len(text.split())),
        )
    )


def _alone(text: str) -> float:
    """Whether it can be understood without the sentence before it."""
    if _LEANS.match(text):
        return 0.5
    if _POINTS_AT.search(text):
        return 0.65
    return 0.85 if _POINTS_BACK.search(text) else 0.94 if _ALSO.match(text) else 1.0


def _clear(finding: Finding) -> float:
    """Whether it says one thing, and says it in words that the lexicon knows for it."""
    if finding.polarity is Polarity.NEUTRAL:
        return 0.6
    if finding.polarity is Polarity.MIXED:
        return 0.85
    said = {DEFAULT.words.get(word) for word in tokens(finding.text)}
    if finding.polarity is Polarity.STRENGTH:
        borne_out, against = "positive" in said, "negative" in said
    else:  # "not always timely" is as plain as "poor"
        borne_out = bool(said & {"negative", "negator", "hedge"})
        against = finding.extent in (Extent.FEW, Extent.NONE)
    turns = _TURNS.search(finding.text) is not None
    # a model's word alone, borne out by none of the sentence's, is the likeliest to be wrong
    guessed = finding.cue == "model"
    plain = (0.95 if guessed else 1.0) if borne_out else (0.7 if guessed else 0.92)
    return plain * (0.85 if turns or against else 1.0)


def length(words: int) -> float:
    """1 for a sentence of fifteen to twenty-eight words, less for shorter and longer."""
    return [value for least, value in _LENGTHS if words >= least][-1]


def paragraph(scores: Iterable[float], words: int) -> float:
    """A paragraph is worth what its best sentence is, less for what else stands in it."""
    found = sorted(scores, reverse=True)
    share = sum(s > 0 for s in found) / len(found)
    return found[0] * (0.6 + 0.4 * share) * (1.0 if words <= 120 else 0.85 if words <= 200 else 0.7)
