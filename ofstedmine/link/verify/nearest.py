"""The text of a source that comes nearest to a quote, and the words in which the two differ."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq, Levenshtein

from ...document import Span
from ...model import Difference
from .printed import Printed, Word, form, letters
from .quotation import BRACKET, ELLIPSIS, INITIAL, STOPS, unwrapped

_STAGES = 3  # windows that are aligned word by word; the rest are left on their votes
_COMMON = 60  # a word that stands more often than this says nothing of the place
_SHORT = 12  # words below which single words vote beside pairs
_EDGE = 12  # words at either end that may be others than the quote's
_END = re.compile(r"[.!?]['’”\")]*$")


class Near(NamedTuple):
    """A stretch of a source, how alike it is to the quote (0 to 1), and the differences."""

    source: Printed
    span: Span
    similarity: float
    differences: tuple[Difference, ...]


def nearest(text: str, sources: Sequence[Printed]) -> Near | None:
    """The stretch most like a quote; one with ellipses is looked up part by part in the source of its longest part."""
    text = INITIAL.sub(r"\1", unwrapped(text)[0])
    parts = [p for p in (_words(t) for t in ELLIPSIS.split(text)) if p]
    if not parts:
        return None
    longest = max(parts, key=len)
    main = _nearest(longest, sources)
    if main is None or len(parts) == 1:
        return main
    found = [main if part is longest else _nearest(part, [main.source]) for part in parts]
    near = [n for n in found if n]
    size = sum(len(part) for part in parts)
    similarity = sum(n.similarity * len(part) for n, part in zip(found, parts, strict=True) if n) / size
    lost = tuple(Difference(_text(part), "") for n, part in zip(found, parts, strict=True) if n is None)
    in_order = all(a.span.start < b.span.start for a, b in pairwise(near))
    span = Span(near[0].span.start, max(n.span.end for n in near)) if in_order else main.span
    if span.end - span.start > 3 * len(text) + 2000:
        span = main.span
    return Near(main.source, span, similarity, tuple(d for n in near for d in n.differences) + lost)


def _words(text: str) -> list[Word]:
    """The words of a quote, each bracketed insertion as one word that matches none."""
    out: list[Word] = []
    held = BRACKET.sub(lambda m: re.sub(r"\s+", "\xa0", m[0]), text)
    for m in re.finditer(r"[^ \t\r\n\f\v]+", held):
        f = form(m[0])[0]
        if f:
            key = "" if BRACKET.search(m[0]) else letters(f)[0] or f
            out.append(Word(key, f, m[0].replace("\xa0", " "), m.start(), m.end()))
    return out


def _nearest(quote: Sequence[Word], sources: Sequence[Printed]) -> Near | None:
    stages = sorted(((votes, -i, at) for i, s in enumerate(sources) for at, votes in _votes(quote, s)), reverse=True)
    near = [n for _, i, at in stages[:_STAGES] if (n := _aligned(quote, sources[-i], at))]
    if not near and len(quote) <= 4:
        near = [n for source in sources if (n := _spelt(quote, source))]
    return max(near, key=lambda n: n.similarity, default=None)


def _votes(quote: Sequence[Word], source: Printed) -> list[tuple[int, float]]:
    """Where in a source (in words) a quote may begin, with the weight of the words that say so."""
    votes: dict[int, float] = defaultdict(float)
    width = max(6, len(quote) // 4)
    found = [(i, source.pairs.get((a.key, b.key), ())) for i, (a, b) in enumerate(pairwise(quote))]
    if len(quote) < _SHORT or not any(hits for _, hits in found):
        found += [(i, source.singles.get(word.key, ())) for i, word in enumerate(quote)]
    for i, hits in found:
        for hit in hits if len(hits) <= _COMMON else ():
            votes[(hit - i) // width] += 1 / len(hits)
    joined = {at: v + votes.get(at + 1, 0) for at, v in list(votes.items())}
    best = sorted(joined, key=lambda at: -joined[at])[:_STAGES]
    return [(at * width, joined[at]) for at in best]


def _aligned(quote: Sequence[Word], source: Printed, at: int) -> Near | None:
    """Align a quote with the words around a place, and cut the stretch to what answers to it."""
    slack = max(8, len(quote) // 2)
    low, high = max(at - slack, 0), min(at + 2 * len(quote) + 2 * slack, len(source.words))
    window = source.words[low:high]
    blocks = LCSseq.opcodes([w.key for w in quote], [w.key for w in window])
    same = [
        (op.src_start + k, low + op.dest_start + k)
        for op in blocks
        if op.tag == "equal"
        for k in range(op.src_end - op.src_start)
    ]
    same = _dense(same)
    if not same:
        return None
    first, last = _tight(quote, source, same)
    before, after = first, last
    for _ in range(same[0][0]):  # words of the quote before the first that agrees: within the same sentence
        if before == 0 or _END.search(source.words[before - 1].text) or _apart(source, before - 1, before):
            break
        before -= 1
    for _ in range(len(quote) - 1 - same[-1][0]):
        ended = _END.search(source.words[after].text)
        if after + 1 >= len(source.words) or ended or _apart(source, after, after + 1):
            break
        after += 1
    first = max(
        range(max(before, first - _EDGE), first + 1), key=lambda i: _likeness(quote, source.words[i : last + 1])
    )
    last = max(range(last, min(after, last + _EDGE) + 1), key=lambda i: _likeness(quote, source.words[first : i + 1]))
    return _near(quote, source, first, last + 1)


def _tight(quote: Sequence[Word], source: Printed, same: list[tuple[int, int]]) -> tuple[int, int]:
    """First and last agreeing word, each as near to its neighbours as it may stand ("is" may stand earlier too)."""
    places = [b for _, b in same]
    for i in reversed(range(min(3, len(same) - 1))):
        key = quote[same[i][0]].key
        places[i] = next(b for b in range(places[i + 1] - 1, places[i] - 1, -1) if source.words[b].key == key)
    for i in range(max(len(same) - 3, 1), len(same)):
        key = quote[same[i][0]].key
        places[i] = next(b for b in range(places[i - 1] + 1, places[i] + 1) if source.words[b].key == key)
    return places[0], places[-1]


def _likeness(quote: Sequence[Word], printed: Sequence[Word]) -> float:
    return fuzz.ratio(" ".join(w.key for w in quote), " ".join(w.key for w in printed))


def _dense(same: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The run of agreeing words worth most: one each, less a third for each printed word that the quote lacks."""
    best, total, since = (0.0, 0, 0), 0.0, 0
    for i, (a, b) in enumerate(same):
        lacking = max((b - same[i - 1][1]) - (a - same[i - 1][0]), 0) if i else 0
        total, since = (total - lacking / 3, since) if total > lacking / 3 else (0.0, i)
        total += 1
        best = max(best, (total, -since, i + 1))
    return same[-best[1] : best[2]]


def _apart(source: Printed, left: int, right: int) -> bool:
    return "\n" in source.text[source.words[left].end : source.words[right].start]


def _spelt(quote: Sequence[Word], source: Printed) -> Near | None:
    """A short quote none of whose words stands in the source: the nearest by its letters."""
    found = fuzz.partial_ratio_alignment("".join(w.key for w in quote), source.letters, score_cutoff=75)
    if found is None or found.dest_start >= found.dest_end:
        return None
    start, end = (source.offsets[source.places[i]] for i in (found.dest_start, found.dest_end - 1))
    inside = [i for i, w in enumerate(source.words) if w.end > start and w.start <= end]
    return _near(quote, source, inside[0], inside[-1] + 1) if inside else None


def _near(quote: Sequence[Word], source: Printed, first: int, end: int) -> Near:
    printed = source.words[first:end]
    a, b = [w.key for w in quote], [w.key for w in printed]
    words = 2 * LCSseq.similarity(a, b) / (len(a) + len(b))
    similarity = (words + fuzz.ratio(" ".join(a), " ".join(b)) / 100) / 2
    span = Span(printed[0].start, printed[-1].end)
    return Near(source, span, similarity, differences(quote, printed, source))


def differences(quote: Sequence[Word], printed: Sequence[Word], source: Printed) -> tuple[Difference, ...]:
    """The stretches in which a quote and its source differ, but for what a quote may change without a mark."""
    a, b = [w.form for w in quote], [w.form for w in printed]
    a[0], b[0] = (f.lstrip("'" + STOPS)[:1].lower() + f.lstrip("'" + STOPS)[1:] for f in (a[0], b[0]))
    a[-1], b[-1] = (f.rstrip("'" + STOPS) for f in (a[-1], b[-1]))
    out = []
    for changed, run in groupby(Levenshtein.opcodes(a, b), key=lambda op: op.tag != "equal"):
        ops = list(run)
        if not changed:
            continue
        ours, theirs = quote[ops[0].src_start : ops[-1].src_end], printed[ops[0].dest_start : ops[-1].dest_end]
        bracketed = bool(ours) and all(BRACKET.fullmatch(w.text.strip(STOPS)) for w in ours)
        left = "".join(a[ops[0].src_start : ops[-1].src_end])
        right = "".join(b[ops[0].dest_start : ops[-1].dest_end])
        free = left.replace("-", "") == right.replace("-", "") and _broken(theirs, source)
        if not bracketed and not free and (left != right or len(ours) != len(theirs)):
            out.append(Difference(_text(ours), _text(theirs)))
    return tuple(out)


def _broken(printed: Sequence[Word], source: Printed) -> bool:
    """Whether these words stood over a line's end in the source, with a hyphen that may be the break's."""
    return any(
        any(w.start <= r.offset <= w.end for w in printed)
        for r in source.document.repairs
        if r.raw[:1] in "-‐\u00ad\u0002\ufffe"
    )


def _text(words: Sequence[Word]) -> str:
    return " ".join(w.text for w in words)
