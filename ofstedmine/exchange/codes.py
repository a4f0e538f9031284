"""The codebook that letters are coded by in a QDA program: polarity, theme, change and form, one level below each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from colorsys import hls_to_rgb
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple
from uuid import NAMESPACE_DNS, uuid5

from ..cite import cite
from ..document import Span
from ..model import Change, Grade, Polarity, RecommendationKind, Report, Theme
from ..wording import words

_SPACE = uuid5(NAMESPACE_DNS, "ofstedmine")  # in which all names here have their GUIDs: the same ones always


def guid(*names: object) -> str:
    """The GUID of a thing that these names tell from all others."""
    return str(uuid5(_SPACE, "\n".join(map(str, names))))


class Code(NamedTuple):
    """One code: the name that a reader sees, its colour, what it means."""

    name: str
    colour: str
    about: str

    @property
    def guid(self) -> str:
        return guid("code", self.name)


_POLARITIES = {
    Polarity.STRENGTH: ("#2E7D32", "What inspectors found good."),
    Polarity.WEAKNESS: ("#C62828", "What inspectors found wanting."),
    Polarity.MIXED: ("#EF6C00", "Good and wanting in one sentence."),
    Polarity.NEUTRAL: ("#757575", "Told without a judgement."),
}
_CHANGES = {
    Change.IMPROVED: ("#00695C", "Better than before."),
    Change.DECLINED: ("#AD1457", "Worse than before."),
}
_RECOMMENDED = {
    RecommendationKind.IMPROVEMENT: ("Recommendation", "#1565C0", "What the inspectorate says must improve."),
    RecommendationKind.PRIORITY_ACTION: ("Priority action", "#283593", "What must be done at once."),
    RecommendationKind.BOARD: ("Asked of the board", "#0277BD", "What a council's report asks its board to do."),
}
_RETOLD = Code("Recommendation retold", "#4FC3F7", "A letter's recommendation, as a council's report repeats it.")
_ACTION = Code("Council’s action", "#6A1B9A", "What the council says it does or will do.")
_QUOTE = Code("Quotation", "#5D4037", "Words that the document takes from another.")
_GRADES = {
    Grade.OUTSTANDING: "#1B5E20",
    Grade.GOOD: "#7CB342",
    Grade.REQUIRES_IMPROVEMENT: "#F9A825",
    Grade.INADEQUATE: "#B71C1C",
}


def _titled(value: StrEnum) -> str:
    return words(value).capitalize().replace("Pre ", "Pre-")


@lru_cache(None, typed=True)  # members of two enums may be equal as texts
def _code(value: StrEnum) -> Code:
    if isinstance(value, Polarity):
        return Code(_titled(value), *_POLARITIES[value])
    if isinstance(value, Change):
        return Code(_titled(value), *_CHANGES[value])
    if isinstance(value, RecommendationKind):
        return Code(*_RECOMMENDED[value])
    if isinstance(value, Grade):
        return Code(f"Graded {words(value)}", _GRADES[value], "A graded line.")
    red, green, blue = hls_to_rgb(list(Theme).index(Theme(value)) / len(Theme), 0.45, 0.55)
    colour = f"#{round(red * 255):02X}{round(green * 255):02X}{round(blue * 255):02X}"
    return Code(_titled(value), colour, f"Speaks of {_titled(value).lower()}.")


@cache
def codebook() -> dict[Code, tuple[Code, ...]]:
    """The codes, each group under a heading that itself codes nothing. ATLAS.ti knows one level below the first."""
    return {
        Code("Polarity", "#9E9E9E", "What a sentence says of a service."): tuple(map(_code, Polarity)),
        Code("Theme", "#9E9E9E", "What a passage is about."): tuple(map(_code, Theme)),
        Code("Change", "#9E9E9E", "Better or worse than before."): tuple(map(_code, Change)),
        Code("Form", "#9E9E9E", "What a passage is."): (*map(_code, RecommendationKind), _RETOLD, _ACTION, _QUOTE),
        Code("Grade", "#9E9E9E", "The four grades."): tuple(map(_code, Grade)),
    }


class Coded(NamedTuple):
    """A passage with the codes that apply to it, and its citation."""

    span: Span
    codes: tuple[Code, ...]
    cited: str


def coded(report: Report) -> list[Coded]:
    """The passages of a report, and of those that it carries, each once, in the order of the text."""
    codes: dict[Span, dict[Code, None]] = {}
    cited: dict[Span, str] = {}
    for span, citation, several in _coded(report):
        if span:
            codes.setdefault(span, {}).update(dict.fromkeys(several))
            cited.setdefault(span, citation)
    return [Coded(span, tuple(codes[span]), cited[span]) for span in sorted(codes)]


def _coded(report: Report) -> Iterator[tuple[Span | None, str, Iterable[Code]]]:
    for f in report.findings:
        at = cite(report, page=f.page, paragraph=f.paragraph, section=f.section)
        yield f.span, at, [_code(value) for value in (f.polarity, f.change, *f.themes) if value]
    for r in report.recommendations:
        at = cite(report, page=r.page, paragraph=r.paragraph, section=r.heading)
        yield r.span, at, [_code(r.kind), *map(_code, r.themes)]
    for j in report.judgements:
        yield j.span, cite(report, page=j.page), [_code(j.level)] if j.level else []
    for nouns, code in ((report.cited_recommendations, _RETOLD), (report.actions, _ACTION), (report.quotes, _QUOTE)):
        for noun in nouns:
            yield noun.span, cite(report, page=noun.page, paragraph=noun.paragraph), [code]
    for carried in report.appendices:
        yield from _coded(carried)
