"""Where another document, such as the inspectorate's letter, begins and ends inside a council's report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Block, BlockKind, Document
from ..lexicon.patterns import council, is_imprint
from ..text import alike
from .council import looks_like_council_report
from .council.flow import number_of
from .dates import MONTHS

_DATE = re.compile(rf"(?:date:? )?\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)}),? 20\d\d\b", re.I)
_DEAR = re.compile(r"^dear\b.{1,80}$", re.I)
_DEAR_INSIDE = re.compile(r"\bDear (?:[A-Z][\w.'-]*,? ?){1,6}")
_LETTER_TITLE = re.compile(
    r"^(?:(?:ofsted )?focuss?ed visit (?:to|of)|(?:\w+ )?monitoring visit (?:to|of)|(?:ilacs )?assurance visit to"
    r"|joint targeted area inspection (?:of|into)|inspection of)\b.{3,260}$",
    re.I,
)
# the letter's first words; a council that writes about a visit does not call its own paper "this letter"
_OPENING = re.compile(
    r"^(?:this letter,? (?:to all|summarises|contains|sets out|outlines|presents)|(?:this|the) (?:visit"
    r"|inspection) (?:took place|was)\b"
    r"|(?:her|his) majesty's chief inspector|(?:following"
    r"|as a result of) the (?:ofsted )?inspection.{0,80}\bI am writing"
    r"|I am (?:writing|pleased)\b.{0,120}\b(?:findings|visit|inspection)|between \d.{0,80}\b(?:ofsted|inspect))",
    re.I,
)
_REPORT_TITLE = re.compile(
    r"^(?:(?:re-?)?inspection of (?!.*\bby\b)|area send inspection of|joint targeted area inspection of|"
    r"review of the effectiveness of the local safeguarding children board).{0,200}$",
    re.I,
)
# the authority's name above a report's title: "Metropolitan Borough of Marlowbridge", "Marlowbridge City Council"
_REPORT_NAME = re.compile(
    r"^[A-Z][\w'’.-]+(?:(?: of the| of| and| upon| on| the| with| in|,)? (?:[A-Z][\w'’.-]+|metropolitan|borough"
    r"|county|city|council|district)){0,6}(?: of)?$"
)
_REPORT_DATES = re.compile(r"\b(?:inspection dates?|dates? of inspection):? ?\d|\binspection dates?:?$", re.I)
_REPORT_TOP = re.compile(r"^(?:local area partnership report|ofsted|(?:[\w'&-]+ ){1,5}council)$", re.I)
_CLOSE = re.compile(r"^yours (?:sincerely|faithfully|truly)\b", re.I)
_ROLE = re.compile(
    r"\b(?:inspectors?|hmi|ofsted|inspectorate|commission|constabulary|national director|regional director|chief "
    r"inspector|director regulation|cqc|hmicfrs|senior officer|probation|fire (?:&|and) rescue)\b",
    re.I,
)
_LETTERHEAD = re.compile(
    r"^(?:ofsted|piccadilly gate|store st(?:reet)?|agora|6 cumberland place|aviation house|125 kingsway|clive house|"
    r"70 petty france|manchester|nottingham|london|bristol|"
    r"(?:[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})|(?:t|e|w|f|tel|telephone|textphone|fax|email|web)(?:: ?| )\S.{3,50}|"
    r"\S+@\S+|(?:https?://|www\.)\S+|(?:direct )?(?:t|tel\.?|f) ?0\d.{5,30}|lasts|corporate member of.{0,60})$",
    re.I,
)
_TAIL = re.compile(
    r"^(?:area send inspection report: .{3,80}$|information about this inspection|annex\b.{0,60}$)", re.I
)
_DOTTED = re.compile(r"^\d{1,2}\.\d{1,2}\.?(?: [A-Z]|$)")
_CROWN = re.compile(r"^© crown copyright\b", re.I)
# where the council's own text goes on: a new appendix, or a paper's numbering, which no letter has
_RESUMES = re.compile(
    r"^(?:(?:appendix|annex|enclosure|schedule|attachment) (?:\d{1,2}|[A-Z])\b.{0,120}|(?:background papers|next steps|"
    r"recommendations?|financial implications|legal implications|contact officer|report author)\b.{0,40}"
    r"|(?:our|the council's) response\b.{0,60}|.{0,60}\b(?:improvement|action) plan\b.{0,30})$",
    re.I,
)
_FIELD = re.compile(
    r"^(?:[\w '’/()-]{2,40}:|(?:report|wards?|key decision|contact|purpose|summary|recommendations?)\b)", re.I
)
_COVER = 30  # words in sentences before a letter, by which they are somebody else's than the letter's
_ENOUGH = 700
_REACH = 14  # blocks between a letter's date and "Dear": four agencies' heads and an address at most


def split(document: Document, blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[Sequence[Block], ...]]:
    """Part a council's report from the letters and reports inside it: its own blocks, and those of each of the others.

    A letter or an inspection report by itself, and a council's report that only speaks of one, come back whole.
    """
    # titles, addresses and signatures are short: of longer blocks the beginning is enough
    texts = [alike(document.text[b.span.start : min(b.span.end, b.span.start + _ENOUGH)]) for b in blocks]
    parts: list[tuple[int, int]] = []
    i = 0
    while i < len(blocks):
        start = _begins(blocks, texts, i, parts[-1][1] if parts else 0)
        if start is None:
            i += 1
            continue
        end = _ends(blocks, texts, i)
        parts.append((start, end))
        i = end
    inside = {k for a, b in parts for k in range(a, b)}
    own = [b for k, b in enumerate(blocks) if k not in inside]
    if not parts or not _stands_alone(document, own, before=parts[0][0], blocks=blocks):
        return blocks, ()
    return tuple(own), tuple(tuple(blocks[a:b]) for a, b in parts)


def _begins(blocks: Sequence[Block], texts: Sequence[str], i: int, floor: int) -> int | None:
    """The first block of a document whose salutation or title stands at `i`, or None."""
    if blocks[i].kind in (BlockKind.CONTENTS, BlockKind.QUOTE) or blocks[i].cell is not None:
        return None
    text = texts[i]
    after = texts[i + 1 : i + 12]
    if _DEAR.match(text) or (_DATE.match(text) and _DEAR_INSIDE.search(text)):
        titled = any(_LETTER_TITLE.match(t) for t in [text[-260:], *after[:3]])
        opened = any(_OPENING.match(t) for t in after[:7])
        return _first_line(blocks, texts, i, floor) if titled and opened else None
    if _REPORT_TITLE.match(" ".join(texts[i : i + 2])[:230]) or _REPORT_TITLE.match(text):
        # a wrapped title: "Inspection of Marlowbridge local authority", "children's services"
        if len(text) > 160 or text.endswith((".", ":", ";")) or number_of(blocks[i].marker, blocks[i]) is not None:
            return None
        if any(_REPORT_DATES.search(t) and len(t) < 200 for t in [text, *after[:4]]):
            if i > floor and _names_authority(blocks[i - 1], texts[i - 1]):
                i -= 1
            while i > floor and _REPORT_TOP.match(texts[i - 1]):
                i -= 1
            return i
        # a letter without salutation (the addressee blacked out): only where its own opening follows at once
        if _LETTER_TITLE.match(text) and any(t.lower().startswith("this letter ") for t in after[:2]):
            return _first_line(blocks, texts, i, floor)
    if _LETTER_TITLE.match(text) and any(t.lower().startswith("this letter ") for t in after[:2]):
        return _first_line(blocks, texts, i, floor)
    return None


def _names_authority(block: Block, text: str) -> bool:
    """Whether a line above a title is the name of the authority, and none of the council's own headings."""
    if block.cell is not None or number_of(block.marker, block) is not None or block.kind is BlockKind.BULLET:
        return False
    labels = ("board_heading", "inspectorate_heading", "form_heading", "plain_heading", "action_heading")
    if _RESUMES.match(text) or any(council().find(label, text) for label in labels):
        return False
    return (
        len(text.split()) <= 9
        and bool(_REPORT_NAME.match(text))
        and not re.match(r"(?:none|appendi|annex|ofsted)", text, re.I)
    )


def _first_line(blocks: Sequence[Block], texts: Sequence[str], i: int, floor: int) -> int:
    """Walk back from the salutation over the addressee to the date, and over the letterhead above it."""
    if _DATE.match(texts[i]):
        at = i
    else:
        at, dated = i, None
        for k in range(i - 1, max(floor, i - _REACH) - 1, -1):
            if _own(blocks[k], texts[k]):
                break
            if _DATE.match(texts[k]) and len(texts[k]) < 60:
                dated = k
                break
            if not _addressed(texts[k]):
                break
            at = k
        at = dated if dated is not None else at
    while at > floor and _LETTERHEAD.match(texts[at - 1]) and not _own(blocks[at - 1], texts[at - 1]):
        at -= 1
    return at


def _own(block: Block, text: str) -> bool:
    """Whether a block is plainly the council's: a heading, a numbered paragraph, a list entry, a form's field."""
    return (
        # letters set addresses and signatures in tables of one or two columns; a form's fields are labelled
        (block.cell is not None and (block.cell.column > 1 or bool(_FIELD.match(text))))
        or block.kind is BlockKind.BULLET
        or number_of(block.marker, block) is not None
        or bool(_RESUMES.match(text))
        or (block.kind is BlockKind.HEADING and not _DATE.match(text) and not _addressed(text))
    )


def _addressed(text: str) -> bool:
    """Whether a line can stand in an address: short, and no sentence."""
    return (
        len(text) < _ENOUGH
        and not text.endswith((".", ":", ";", "?"))
        and (len(text.split()) <= 12 or text.count(",") > 1)
    )


def _ends(blocks: Sequence[Block], texts: Sequence[str], i: int) -> int:
    """One past the last block of the document whose salutation or title stands at `i`."""
    report = not (_DEAR.match(texts[i]) or _DEAR_INSIDE.search(texts[i])) and any(
        _REPORT_DATES.search(t) for t in texts[i : i + 5]
    )
    for k in range(i + 1, len(blocks)):
        if _CLOSE.match(texts[k]):
            return _signed(blocks, texts, k + 1)
        if report and _CROWN.match(texts[k]):
            while k + 1 < len(blocks) and _small_print(texts[k + 1]):
                k += 1
            return k + 1
        again = k > i + 5 and _begins(blocks, texts, k, i)
        # a SIF report has the review of its LSCB inside, with a title page of its own
        if again and not (report and texts[k].lower().startswith("review of")):
            return again
        if k > i + 3 and _RESUMES.match(texts[k]) and _council_goes_on(blocks[k], texts[k], report=report):
            return k
        # 5.1 … : a paper's numbering, which no letter and no report of the inspectorate has
        if (
            k > i + 3
            and _DOTTED.match(blocks[k].marker or texts[k])
            and texts[k].endswith((".", ":"))
            and len(texts[k].split()) > 5
        ):
            return k
    return len(blocks)


def _council_goes_on(block: Block, text: str, *, report: bool) -> bool:
    """Whether a heading that a council uses is none of the inspectorate's own ("Recommendations", "What needs …")."""
    if block.kind is BlockKind.BULLET or block.cell is not None:
        return False
    if re.match(r"(?:annex|recommendations?|next steps)\b", text, re.I):
        return False  # letters and reports have these too
    return block.kind is BlockKind.HEADING or bool(re.match(r"appendix\b", text, re.I)) or not report


def _signed(blocks: Sequence[Block], texts: Sequence[str], k: int) -> int:
    """One past the signature that begins at `k`: names, and the offices under them, then the printed small print."""
    end = k
    while end < len(blocks):
        text, here = texts[end], blocks[end]
        if here.kind is BlockKind.FOOTNOTE:
            end += 1
            continue
        if (
            (here.cell is not None and here.cell.column > 1)
            or number_of(here.marker, here) is not None
            or _RESUMES.match(text)
        ):
            break
        short = len(text) <= 120 and not text.endswith((".", ":", "?"))
        if here.cell is not None and short and any(_ROLE.search(t) for t in texts[max(k, end - 4) : end + 4]):
            end += 1
            continue
        office = short and bool(_ROLE.search(text))
        offices = [
            t for t in texts[end + 1 : end + 3] if len(t) <= 120 and not t.endswith((".", ":")) and _ROLE.search(t)
        ]
        heading = here.kind is BlockKind.HEADING and not offices
        # a name stands first, or has an office under it (which a line end may have cut in two)
        name = short and not heading and (end == k or bool(offices))
        rest = (
            short
            and not heading
            and end > k
            and bool(re.match(r"^(?:and |of |(?:[A-Z][a-z]+ ){0,3}(?:Services|Care|Commission|Ofsted)\b)", text))
        )
        if not (office or name or rest or _small_print(text)):
            break
        end += 1
    return end


def _small_print(text: str) -> bool:
    """Whether a line is what inspectorates print behind a letter or report: the imprint, an address, an annex."""
    return is_imprint(text) or bool(_TAIL.match(text) or _LETTERHEAD.match(text))


def _stands_alone(document: Document, own: Sequence[Block], *, before: int, blocks: Sequence[Block]) -> bool:
    """Whether what is left is a paper of the council's: text of its own before, or a council's form after."""
    told = [document.slice(b.span) for b in blocks[:before] if b.cell is None]
    told = [text for text in told if len(text.split()) >= 6 and text[-1:] in ".:;?" and not _DATE.match(text)]
    # a covering note is no form; but it says something, which an address and a letterhead do not
    return sum(len(text.split()) for text in told) >= _COVER or looks_like_council_report(document, own)
