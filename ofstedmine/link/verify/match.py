"""Find where a quote stands in a source, to the letter: one or more places, or none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from ...document import Span
from .printed import DASHES, HYPHENS, Printed
from .quotation import STOPS, Gap, Part, Reading

REACH = 2000  # characters that an ellipsis may leave out: about two thirds of a page
SHORT_REACH = 400  # … next to a part of one or two words, which may stand anywhere by chance
BRACKET_WORDS = 10  # words that a bracket may stand for
_REST = 6  # letters of a word that "improve[d]" may stand for
_TURNS = re.compile(r"\b(?:not?|never|none|neither|nor|cannot|without|few|fewer|less|hardly|rarely)\b|n[’']t\b", re.I)
_SINGLE = "'‘’‛`´ʼ"


def places(reading: Reading, source: Printed) -> list[Span]:
    """Every stretch of the source that a reading of a quote is true of, in order."""
    if not reading.parts or any(part.key not in source.letters for part in reading.parts):
        return []
    chains: dict[int, int] = {}  # where a chain of parts ends in the form: where it began, at the latest
    for i, part in enumerate(reading.parts):
        before, after = reading.gaps[i], reading.gaps[i + 1]
        grown: dict[int, int] = {}
        ends = sorted(chains)
        for start, end in occurrences(part, source, before, after):
            if not i:
                if before is None or _opens(before, source, start):
                    grown[end] = start
                continue
            k = bisect_right(ends, start) - 1
            if k >= 0 and before and _bridges(before, reading.parts[i - 1], part, source, ends[k], start):
                grown[end] = max(chains[ends[k]], grown.get(end, 0))
        chains = grown
        if not chains:
            return []
    return sorted(source.span(start, end) for end, start in chains.items())


def occurrences(
    part: Part, source: Printed, before: Gap | None = None, after: Gap | None = None
) -> Iterator[tuple[int, int]]:
    """Where a part stands in a source's form, from its first letter to after its last."""
    at = source.letters.find(part.key)
    while at >= 0:
        start, end = source.places[at], source.places[at + len(part.key) - 1] + 1
        if (
            _same(part, source, start, end)
            and _edges(part, source, start, end)
            and ((before is not None and before.right) or _starts(source, start, part))
            and ((after is not None and after.left) or _ends(source, end, part))
        ):
            yield start, end
        at = source.letters.find(part.key, at + 1)


def _same(part: Part, source: Printed, start: int, end: int) -> bool:
    """Whether the form of a part is that of the source, but for its first letter's case and line-end hyphens."""
    quoted, printed = part.form, source.form
    if quoted[part.first : part.last + 1] == printed[start:end]:
        return True
    a, b = part.first, start
    while a <= part.last and b < end:
        q, p = quoted[a], printed[b]
        if q == p or (a in part.anycase and q.lower() == p.lower()):
            a, b = a + 1, b + 1
        elif a in part.loose or (q == "-" and b in source.joins):
            a += 1
        elif p == "-" and (b in source.loose or a in part.joins):
            b += 1
        else:
            return False
    return a > part.last and b == end


def _edges(part: Part, source: Printed, start: int, end: int) -> bool:
    """Whether the signs before the first and after the last letter stand in the source; stops and dashes are free."""
    printed_head = source.form[source.places[k - 1] + 1 if (k := _rank(source, start)) else 0 : start]
    k = _rank(source, end - 1) + 1
    printed_tail = source.form[end : source.places[k] if k < len(source.places) else len(source.form)]
    head, tail = part.head, part.tail
    return (
        _bare(printed_head).endswith(_bare(head))
        and _bare(printed_tail).startswith(_bare(tail))
        and printed_head.count("'") >= head.count("'")
        and printed_tail.count("'") >= tail.count("'")
        and not (tail.strip("'")[:1] == "." and printed_tail.strip("'")[:1] in ("?", "!"))
        and not (head[-1:] in ("-", ".") and part.form[part.first].isdigit() and printed_head[-1:] != head[-1:])
    )


def _rank(source: Printed, at: int) -> int:
    return bisect_right(source.places, at) - 1


def _bare(signs: str) -> str:
    return signs.translate(_FREE)


_FREE = str.maketrans("", "", STOPS + "-' ")


def _starts(source: Printed, at: int, part: Part) -> bool:
    """Whether a word begins here: not inside a word, behind its hyphen, or behind the sign of a number."""
    text, o = source.text, source.offsets[at]
    before, behind = text[o - 1 : o], text[o - 2 : o - 1] if o > 1 else ""
    if before.isalnum():
        return False
    if before in ("£", "$", "€") or (before and before in "+." + DASHES and not behind.isalnum()):
        return part.head[-1:] == source.form[at - 1] if text[o].isdigit() else True
    return not (behind.isalnum() and _binds(before, behind, text[o]))


def _ends(source: Printed, at: int, part: Part) -> bool:
    """Whether a word ends here: not inside a word, before its hyphen, or before the rest of a number."""
    text, o = source.text, source.after(at)
    after, beyond = text[o : o + 1], text[o + 1 : o + 2]
    if after.isalnum():
        return False
    if after == "%":
        return part.tail.startswith("%")
    if beyond.isalnum() and after and _binds(after, text[o - 1], beyond):
        return False
    return not (after and after in _SINGLE and "'" not in part.tail and _possessive(text, o))


def _binds(sign: str, left: str, right: str) -> bool:
    """Whether a sign between two letters makes one word of them: "children's", "high-quality", "2.5"."""
    if sign in HYPHENS or sign in _SINGLE:
        return True
    return left.isdigit() and right.isdigit() and sign in ".,:/" + DASHES


def _possessive(text: str, at: int) -> bool:
    """Whether the mark here is the apostrophe of "workers'", and closes nothing that was opened before it."""
    if text[at - 1] not in "sS":
        return False
    line = text[max(text.rfind("\n", 0, at), at - 300, 0) : at]
    opened = max((m.start() for m in re.finditer(rf"(?<!\w)[{_SINGLE}](?=\w)", line)), default=-1)
    closed = max((m.start() for m in re.finditer(rf"(?<=[^\W])[{_SINGLE}](?!\w)", line)), default=-1)
    return opened <= closed


def _opens(gap: Gap, source: Printed, start: int) -> bool:
    """Whether a gap may stand before the first part: a number that is printed there, or words but no "not"."""
    if gap.number:
        return source.numbers.get(source.offsets[start]) == gap.number
    if gap.words is None:
        return True
    last = re.search(r"[^\W_]+(?:'[^\W_]+)?\W*$", source.form[max(start - 40, 0) : start])
    return not (last and _TURNS.search(last[0])) or bool(_TURNS.search(gap.words))


def _bridges(gap: Gap, left: Part, right: Part, source: Printed, end: int, start: int) -> bool:
    """Whether what the source prints between two parts may have been left out or replaced there."""
    missing = source.form[end:start]
    if gap.number:
        return source.numbers.get(source.offsets[start]) == gap.number and not any(c.isalnum() for c in missing)
    words = re.findall(r"[^\W_]+(?:[’'\-][^\W_]+)*", missing)
    if gap.words is None:
        near = min(len(p.form.split()) for p in (left, right)) > 2
        # an ellipsis in place of a bare "not" turns the sentence round
        return len(missing) <= (REACH if near else SHORT_REACH) and not (len(words) <= 3 and _TURNS.search(missing))
    if len(words) > BRACKET_WORDS or (_TURNS.search(missing) and not _TURNS.search(gap.words)):
        return False
    if gap.left or gap.right:  # the rest of a word, and nothing else
        pattern = r"[^\W_]*" + ("" if gap.right else r"\W*")
        return len(missing) <= _REST and bool(re.fullmatch(pattern if gap.left else r"\W*[^\W_]*", missing))
    return True
