"""What is said round a quote: the words before and after it, the page and paragraph claimed for it, who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ...document import BlockKind, Document, Span
from ...lexicon.patterns import council
from ...text import alike
from .flow import Passage, sentences

_NOT_OURS = r"(?! of (?:this|our|the (?:agenda|plan|pack|council|annex))| (?:above|below))"
# "p. 3", "pp. 3–4", "pages 3, 5 and 7"
_NUMBERS = r"(?P<n>\d{1,3})\b(?!\.\d)(?P<more>(?:(?: ?[-–—&] ?| and | to |, (?=\d{1,3}(?:, | and | ?& ?)))\d{1,3}\b)*)"
PAGE = re.compile(rf"\b(?:pages?|pgs?\.?|pp?\.?) ?{_NUMBERS}{_NOT_OURS}", re.I)
YEAR_PAGE = re.compile(r"\b(?:19|20)\d\d[a-z]?: ?(?P<n>\d{1,3})(?P<more>(?:[-–—]\d{1,3})?)\b")  # "(Ofsted, 2022: 3)"
PARAGRAPH = re.compile(rf"(?:\bpara(?:graph)?s?\.?|¶¶?) ?{_NUMBERS}{_NOT_OURS}", re.I)
_PLACE = r"(?:pages?|pgs?\.?|pp?\.?|para(?:graph)?s?\.?|¶) ?\d{1,3}\b(?:(?: ?[-–—&] ?| and )\d{1,3}\b)?"
_AFTER = re.compile(
    r"^[\s.,;:'\"’”]{0,4}(?P<cite>[(\[][^()\[\]]{1,120}[)\]]"
    rf"|(?:[–—-] |on |at |see )?{_PLACE}(?:,? (?:(?:and|at|of|in|on) )?{_PLACE})?{_NOT_OURS})",
    re.I,
)
# a place claimed right after another quote
_OF_ANOTHER = re.compile(r"(?<=[\"”’'])[,.;]? ?(?:\([^()]*\)|\[[^\[\]]*\])")
# one bracket for two quotes of a sentence: “too high” and that staff “cannot cope” (page 1)
_SHARED = re.compile(r"^ and\b[^.“”\"()]{0,80}[“\"][^“”\"()]{1,300}[”\"][,.]? ?(?P<cite>[(\[][^()\[\]]{1,80}[)\]])")
_THEY = re.compile(r"(?:(?:at|on|in) )?(?:(?:it|they)\b|(?:pages?|pgs?\.?|pp?\.?|para(?:graph)?s?\.?) ?\d)", re.I)
_DASHED = re.compile(r"(?:[:–—-]|,)\s*$")
_FAR = 4_000  # characters before a quote in which its sentence begins, and behind it in which its place is claimed
_LONGEST = 20  # pages or paragraphs in a range


class Context(NamedTuple):
    """What stands round a quote."""

    before: str  # the sentence in which the quote stands, up to it (or the one before, where the quote begins its own)
    after: str  # what follows it directly
    near: str  # both, with the rest of the block before it


def context_of(
    document: Document,
    places: Sequence[Passage],
    i: int,
    span: Span,
    floor: int | None = None,
    *,
    apart: bool = False,
) -> Context:
    """What stands round a quote of the passage `i`, set apart or not; `floor` is where the quote before it ended."""
    place = places[i]
    start = place.span.start
    before = document.text[start : max(start, span.start - 1)].rstrip()
    sentence = before
    if before:
        end = start + len(before)
        parts = [document.slice(s) for s in sentences(document, Span(max(start, end - _FAR), end))]
        sentence = parts[-1] if parts else before
    first_here = floor is None or floor <= place.span.start
    opens = not before.strip(" ,.;:–—-)") if before else True
    if opens and first_here and i and not places[i - 1].is_heading:
        text = document.slice(places[i - 1].span)
        cell = place.block.cell
        apart = apart or place.block.kind is BlockKind.QUOTE
        beside = cell is not None and places[i - 1].block.cell is not None  # "What inspectors said | “…”"
        if beside or (cell is None and (apart or _DASHED.search(text) or council().find("said", text[-60:]))):
            last = places[i - 1].span
            told = sentences(document, Span(max(last.start, last.end - _FAR), last.end))
            # a page claimed right after another quote is that quote's
            told_last = _OF_ANOTHER.sub("", document.slice(told[-1]) if told else text)
            sentence, before = told_last, text
    onwards = (places[n].span for n in range(i, len(places)))
    end = next((s.end for s in onwards if s.start <= span.end <= s.end), place.span.end)
    after = document.text[min(span.end + 1, end) : min(span.end + 1 + _FAR, end)]
    cited = _AFTER.match(after) or _SHARED.match(after)
    return Context(alike(sentence), alike(cited["cite"]) if cited else "", alike(f"{before[-400:]} {after[:120]}"))


def claims(pattern: re.Pattern[str], context: Context) -> tuple[int, ...]:
    """The numbers claimed right after the quote, else the last ones in the sentence that leads to it."""
    before = _OF_ANOTHER.sub("", context.before)
    found = pattern.search(context.after) or next(iter(reversed(list(pattern.finditer(before)))), None)
    if found is None:
        return ()
    out = [int(found["n"])]
    for sign, n in re.findall(r"(?<!\D)(\D+)(\d+)", found["more"]):
        number, run = int(n), bool(re.search("[-–—]|to", sign))
        # what no range can be ("3–1", "3–400") counts as two numbers
        out += range(out[-1] + 1, number + 1) if run and 0 < number - out[-1] <= _LONGEST else [number]
    return tuple(dict.fromkeys(out))


def cites(text: str) -> bool:
    """Whether a text names a page or a paragraph of another document."""
    return any(pattern.search(text) for pattern in (PAGE, PARAGRAPH, YEAR_PAGE))


def attributed(context: Context) -> str | None:
    """Who is said to speak: the last source with a verb of saying after it, else the last letter or report named."""
    for text in (context.before, context.after):
        found = list(council().regex("source").finditer(text))
        speaking = [m for m in found if council().find("said", text[m.end() : m.end() + 25])]
        papers = [m for m in found if re.search("letter|report", m[0], re.IGNORECASE)]
        for some in (speaking, papers, found):
            if some:
                return some[-1][0].strip()
    return None


def speaks(text: str) -> bool:
    """Whether the words name a document, or those who wrote it."""
    return bool(council().find("source", text)) or bool(_THEY.match(text))


def said_by_person(context: Context) -> bool:
    """Whether a child, a parent or a member of staff speaks: no document holds their words."""
    found = council().regex("person").search(context.before)
    return bool(found) and not council().find("source", context.before)
