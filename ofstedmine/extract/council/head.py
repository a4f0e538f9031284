"""A council's report: what tells it, what stands at its head, what its board is asked, what it repeats."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from ...document import Block, BlockKind, Document
from ...lexicon.patterns import council
from ...text import alike, fold
from .deadlines import day_of
from .plans import plan_rows

_HEAD = 40  # blocks in which a paper's head stands
_INSPECTORATE = re.compile(
    r"^(?:inspection dates?:|lead inspector:|report published:|dear\b|this letter summarises|judgement grade$)", re.I
)
_FIELD = re.compile(
    r"^(?:date(?: of (?:meeting|report|decision|committee|publication))?|meeting date|report date|published"
    r"|decision date|"
    r"date published|date and time|meeting)\s*(?:[:\-]|\|| (?=\d)|$)\s*",
    re.I,
)
_TITLE_FIELD = re.compile(
    r"^(?:subject|title(?: of report)?|report title|report subject|name of report|item title)\s*[:\-]?\s*", re.I
)
_NO_TITLE = re.compile(
    r"^(?:report (?:of|to|by|author)|date\b|meeting\b|agenda\b|item \d|to:|from:|contact|appendix|wards?\b|page \d"
    r"|part \d|"
    r"public$|open$|not for publication|official$|cabinet$|.{0,60}\b(?:board|committee|panel|council|sub-committee"
    r"|cabinet|commission)"
    r"(?: \([^)]*\))?$)",
    re.I,
)
# "Progress at 20 September 2024", "for the panel's meeting on 28 November 2023"
_AT = re.compile(
    r"\b(?:(?:progress|position|updated?|as|correct|published|issued|report(?:ed)?|status)\s?(?: as)? (?:at|on|to"
    r"|of):?|(?:agreed|approved) (?:by [^.]{3,80} )?on|"
    r"(?:for|to) (?:the |its |their )?[^.,]{3,60} meeting (?:on|of))\s+(?=(?:\w+day,? )?\d)",
    re.I,
)
_CAPITALS = re.compile(
    r"(?<![\w'’-])(?P<name>[A-Z][A-Z'’-]+(?: [A-Z][A-Z'’-]+){0,8}?) "
    r"(?:(?:CITY|COUNTY|BOROUGH|METROPOLITAN|DISTRICT) ){0,3}COUNCIL\b"
)
_NAME = (
    r"(?:St\. )?[A-Z][A-Za-z'’-]+(?:(?: upon | on | with | and | of | in | le |[ -])(?!Council|City|County|Borough"
    r"|Metropolitan|District|London|Royal)[A-Z][A-Za-z'’-]+){0,3}"
)
_COUNCILS = (
    _CAPITALS,
    re.compile(
        rf"\b(?:London Borough of |Royal Borough of |City of )?(?P<name>{_NAME}) (?:City |County |Metropolitan "
        rf"|Metropolitan Borough |"
        r"Borough |Metropolitan District |District )?(?:Council|MBC|Metropolitan Borough)\b(?! (?:Plan|Tax|House"
        r"|Chamber|Priorit|Strateg|Member|Leader))"
    ),
    re.compile(rf"\b(?:London|Royal|Metropolitan) Borough of (?P<name>{_NAME})"),
)
_PLACES = (
    re.compile(rf"\bchildren[’']s (?:social care|services)(?: services)? (?:in|for) (?P<name>{_NAME})"),
    re.compile(rf"\b(?P<name>{_NAME})(?:[’']s?)? (?:local authority )?children[’']s services\b"),
    re.compile(
        rf"\b(?:[Cc]hildren|families|leaders|partners|services|practice|schools) (?:in|across) (?P<name>{_NAME})"
    ),
    re.compile(
        rf"\b(?:visited|visit to|inspection of) (?P<name>{_NAME})(?= (?:on|from|between|in|to|again|for|local)\b|[,.])"
    ),
    re.compile(rf"\b(?P<name>{_NAME}) Children(?:[’']s)? (?:and|&) (?:Famil(?:y|ies)|Learning|Young)\b"),
)
# words that stand where a council's name would, and are none
_NO_PLACE = re.compile(
    r"^(?:The|This|That|Our|Your|A|An|All|Any|Each|Both|Their|His|Her|Its|In|For|To|By|Of|Full|Executive|Town"
    r"|Parish|City|County|"
    r"Borough|District|Community|Youth|Inspecting|Inspection|Local|Ofsted|Education|Director|Scrutiny|Quality"
    r"|Outstanding|"
    r"Good|Inadequate|Leader|Chair|Members?|Corporate|Report|Safeguarding)\b"
)


def looks_like_council_report(document: Document, blocks: Sequence[Block]) -> bool:
    """Whether the blocks are a council's paper: a form's labels, an ask to a board, minutes, or an improvement plan.

    One label of a form is not enough, as letters speak of scrutiny and of legal planning too.
    """
    strong: set[str] = set()
    weak: set[str] = set()
    for i, block in enumerate(blocks):
        text = document.slice(block.span)
        if i < _HEAD and _INSPECTORATE.match(alike(text)):
            return False
        if block.kind is BlockKind.CONTENTS:
            continue
        if found := council().find("sign.strong", text[:300]):
            strong.add(f"{found} {' '.join(alike(text).lower().split()[:2])}")
        if len(text) > 120:
            continue
        if found := council().find("sign.form", text):
            weak.add(f"{found} {alike(text).lower()[:12]}")
        if (i < _HEAD and (found := council().find("sign.meeting", text))) or (
            found := council().find("board_heading", text)
        ):
            weak.add(found)
    if len(strong) >= 2 or (strong and weak) or len(weak) >= 3:
        return True
    return bool(plan_rows(document, blocks))


def council_header(document: Document, blocks: Sequence[Block]) -> tuple[str | None, date | None, str | None]:
    """Title, date and council of a paper, each None where its head does not print it.

    The date is that of a label ("Date:", "Date of meeting:") or of a line that is nothing but a date; dates inside
    sentences are never taken. The council is its short name: "Marlowbridge" of "Marlowbridge City Council".
    """
    return _title(document, blocks), _published(document, blocks), _authority(document, blocks)


def _head(document: Document, blocks: Sequence[Block]) -> list[tuple[Block, str]]:
    return [(b, fold(document.slice(b.span))) for b in blocks[:_HEAD] if b.kind is not BlockKind.CONTENTS]


def _title(document: Document, blocks: Sequence[Block]) -> str | None:
    head = _head(document, blocks)
    for k, (block, text) in enumerate(head):
        field = _TITLE_FIELD.match(alike(text))
        if field and (":" in field[0] or field.end() == len(text)):
            rest = text[field.end() :].strip()
            after = head[k + 1][1] if k + 1 < len(head) else ""
            if rest or (block.cell is not None and after):
                return rest or after
    headings = [(b, t) for b, t in head[:12] if b.kind is BlockKind.HEADING]
    for some in (headings, head[:12]):
        for block, text in some:
            if any(
                council().find(label, text)
                for label in ("board_heading", "form_heading", "plain_heading", "sign.strong", "sign.form")
            ):
                break  # the form begins: no title stood above it
            if block.number is not None or block.kind is BlockKind.BULLET or block.cell is not None:
                continue
            if len(text) > 160 or text.endswith((".", ":", ";")) or _NO_TITLE.match(alike(text)) or day_of(text[:24]):
                continue
            if len(text.split()) >= 2 and not re.search(r"[☐☒>]", text):
                return text
    return None


def _published(document: Document, blocks: Sequence[Block]) -> date | None:
    head = _head(document, blocks)
    for k, (_, text) in enumerate(head):
        field = _FIELD.match(text)
        if not field:
            continue
        if day := day_of(text[field.end() :][:60]):
            return day
        if field.end() == len(text) and k + 1 < len(head) and (day := day_of(head[k + 1][1][:60])):
            return day
    for block, text in head[:15]:
        if block.cell is None and len(text) <= 40 and (day := day_of(text)):
            return day
    for block, text in head[:8]:
        cue = _AT.search(text) if block.cell is None else None
        if cue and (day := day_of(text[cue.end() :][:30])):
            return day
    # "Scrutiny Board, 14 September 2022" in one line of the head
    for _, text in head[:6]:
        if (
            len(text) <= 120
            and not text.endswith((".", ":", "?"))
            and council().find("sign.meeting", text)
            and (day := day_of(text))
        ):
            return day
    return None


def _authority(document: Document, blocks: Sequence[Block]) -> str | None:
    if not blocks:
        return None
    text = "\n".join(document.slice(b.span) for b in blocks)
    for patterns in (_COUNCILS, _PLACES):
        seen: Counter[str] = Counter()
        for pattern in patterns:
            for match in pattern.finditer(text):
                name = re.sub(r"^(?:[A-Z]\w+ (?:of|to|in) |of )", "", fold(match["name"]))
                name = name.title() if name.isupper() else name
                while (found := _NO_PLACE.match(name)) and found.end() < len(name):
                    name = name[found.end() :].strip(" '’")
                if name and not _NO_PLACE.match(name):
                    seen[name] += 1
        if seen:
            return max(seen, key=lambda n: seen[n])
    return None
