"""Choose passages: those that pass every filter, best first, none twice; and say which filter leaves none."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, cast

from ..document import Span
from ..link.order import with_their_letters
from ..link.pairing import same_authority
from ..model import Finding, Paragraph, Passage, Polarity, Report
from ..text import key
from .asked import Asked, asked, of_theme, theme_of
from .holding import hold
from .wanted import Wanted
from .worth import is_whole, length, paragraph, worth

_ALIKE = 0.7  # share of a passage's runs of words from which it repeats one that is given already
_RUN = 4
FILTERS = ("about", "theme", "authority", "period", "kind", "polarity", "change")
_ABOUT_ITSELF = "section.about"  # what a letter says of inspections in general


def quotes(reports: Iterable[Report], want: Wanted, limit: int | None = None) -> tuple[Passage, ...]:
    """Passages that pass every filter, best first; of near-identical ones the best alone."""
    what = _asked(want)
    letters = [r for r in with_their_letters(reports)[0] if _passes(r, want)]
    find = _sentences if want.unit == "sentence" else _paragraphs
    found = sorted((p for r in letters for p in find(r, want, what)), key=lambda p: -p.score)
    return tuple(_once(found, limit))


def wider(reports: Iterable[Report], want: Wanted) -> dict[str, int]:
    """How many passages there are when one of the filters is left out, by its name; those that help alone."""
    everything = tuple(reports)
    given = [name for name in FILTERS if getattr(want, name) is not None]
    without = {name: replace(want, **cast("dict[str, Any]", {name: None})) for name in given}
    counts = {name: len(quotes(everything, other)) for name, other in without.items()}
    return {name: count for name, count in counts.items() if count}


def _asked(want: Wanted) -> Asked | None:
    if want.about is None:
        return of_theme(want.theme) if want.theme else None
    theme = theme_of(want.about)
    return of_theme(theme) if theme else asked(want.about)


def _passes(report: Report, want: Wanted) -> bool:
    if want.kind is not None and report.kind is not want.kind:
        return False
    if want.authority is not None and not (report.authority and same_authority(report.authority, want.authority)):
        return False
    if want.period is not None:
        return report.day is not None and want.period.start <= report.day <= want.period.end
    return True


def _fits(finding: Finding, want: Wanted, asks: Sequence[Span]) -> bool:
    """`asks` are the places where the letter says what must improve: what stands there is no strength."""
    return (
        (finding.polarity in (Polarity.WEAKNESS, Polarity.MIXED) or not any(finding.span in span for span in asks))
        and finding.cue != _ABOUT_ITSELF
        and (want.theme is None or want.theme in finding.themes)
        and (want.change is None or finding.change is want.change)
    )


def _asks(report: Report) -> list[Span]:
    return [r.span for r in report.recommendations if r.span]


def _scored(finding: Finding, what: Asked | None) -> float:
    """How directly it speaks of what is asked for, and how well it stands alone."""
    held = 1.0 if what is None else hold(what, finding, finding.section)
    return held and held * worth(finding)


def _sentences(report: Report, want: Wanted, what: Asked | None) -> Iterator[Passage]:
    asks = _asks(report)
    for f in report.findings:
        if not _fits(f, want, asks) or (want.polarity is not None and f.polarity is not want.polarity):
            continue
        if is_whole(f.text) and (score := _scored(f, what)):
            yield Passage(
                f.text, f.polarity, f.change, f.themes, f.section, f.paragraph, f.page, score, report, f.id, f.span
            )


def _paragraphs(report: Report, want: Wanted, what: Asked | None) -> Iterator[Passage]:
    asks = _asks(report)
    for p, findings in _by_paragraph(report):
        scores = [_scored(f, what) if _fits(f, want, asks) else 0.0 for f in findings]
        told = [f for f, score in zip(findings, scores, strict=True) if score]
        if not told or not is_whole(p.text):
            continue
        polarity = _together(told)
        if want.polarity is not None and polarity is not want.polarity:
            continue
        best = max(zip(scores, findings, strict=True), key=lambda pair: pair[0])[1]
        changes = {f.change for f in told if f.change}
        # opening words count for the whole paragraph, and the length of one sentence for nothing
        opening = worth(findings[0]) / length(len(findings[0].text.split()))
        score = paragraph(scores, len(p.text.split())) * (0.5 + 0.5 * opening)
        yield Passage(
            p.text,
            polarity,
            changes.pop() if len(changes) == 1 else None,
            tuple(dict.fromkeys(t for f in told for t in f.themes)),
            p.section,
            p.number if p.number is not None else best.paragraph,
            p.page,
            score,
            report,
            best.id,
            p.span,
        )


def _by_paragraph(report: Report) -> Iterator[tuple[Paragraph, Sequence[Finding]]]:
    ordered = sorted(report.paragraphs, key=lambda p: p.span.start)
    starts = [p.span.start for p in ordered]
    inside: dict[int, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        i = bisect_right(starts, finding.span.start) - 1
        if i >= 0 and finding.span in ordered[i].span:
            inside[i].append(finding)
    return ((ordered[i], found) for i, found in inside.items())


def _together(told: Sequence[Finding]) -> Polarity:
    """What several sentences say together; those that judge nothing change nothing."""
    said = {f.polarity for f in told} - {Polarity.NEUTRAL}
    if not said:
        return Polarity.NEUTRAL
    return said.pop() if len(said) == 1 else Polarity.MIXED


def _once(found: Iterable[Passage], limit: int | None) -> Iterator[Passage]:
    """Without those whose words repeat a better one's."""
    given: dict[str, list[int]] = defaultdict(list)
    sizes: list[int] = []
    for passage in found:
        if limit is not None and len(sizes) >= limit:
            return
        words = key(passage.text).split()
        runs = {" ".join(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, 1))}
        shared: dict[int, int] = defaultdict(int)
        for run in runs:
            for number in given.get(run, ()):
                shared[number] += 1
        if any(count >= _ALIKE * min(len(runs), sizes[number]) for number, count in shared.items()):
            continue
        for run in runs:
            given[run].append(len(sizes))
        sizes.append(len(runs))
        yield passage
