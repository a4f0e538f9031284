"""The front of a letter: authority, title, dates, inspectors."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..authorities import find
from ..document import Block, BlockKind, Document
from ..lexicon.patterns import label
from ..model import Kind, Period
from ..text import fold, unmarked
from . import dates

FRONT = 40
_STYLE = (
    r"(?:metropolitan |county |city |district |borough |unitary |local ){0,4}(?:council|"
    r"authority)(?! area)|metropolitan borough|"
    r"county borough|local area partnership|local area|children.s services|(?:local "
    r")?safeguarding (?:children.?s? )?(?:board|partnership)"
)
_PREFIX = re.compile(
    r"^(?:the )?(?:(?:royal |london |metropolitan )*borough of|royal borough of|"
    r"city of(?! london)|city and county of|county of|"
    r"council of the(?= isles)|local area of|metropolitan district of)\s+",
    re.IGNORECASE,
)
_SUFFIX = re.compile(rf"(?:(?:,|(?<![\s,]))\s++(?:{_STYLE})){{1,4}}\W*$", re.IGNORECASE)
# "… to Marlowbridge children's services", "… of Marlowbridge Borough Council and Marlowbridge Children First"
_TO = (
    r":?(?: (?:to|of))? (?P<name>.+?)(?:(?: local authority)? children.s\b.*| children "
    r"first.*| (?:borough |city |county )?council\b.*)?$"
)
_NAMED = {
    Kind.ILACS: re.compile(
        r"inspection of (?P<name>.{1,150}?)(?: local authority)? (?:children.s (?:social "
        r"care )?services|children.s social care)",
        re.I,
    ),
    Kind.FOCUSED_VISIT: re.compile(rf"(?:focuss?ed|assurance) visit{_TO}", re.I),
    Kind.MONITORING_VISIT: re.compile(rf"monitoring visit{_TO}", re.I),
    Kind.JTAI: re.compile(r"(?:joint targeted area inspection|jtai)(?: \(jtai\))? (?:of|in) (?P<name>.+)$", re.I),
    Kind.AREA_SEND: re.compile(
        r"(?:inspection|visit) (?:of|in|to) (?P<name>.+?)(?: local area(?: partnership)?)?$", re.I
    ),
}
_OTHERWISE = re.compile(rf"(?:inspection|visit|review){_TO}", re.I)
_NO_PLACE = (Kind.SIF, Kind.OTHER)  # whose title names none
_INSPECTED = re.compile(
    r"^(?:inspection|visit|review|monitoring visit)?\s*+(?:dates?|date " r"of (?:inspection|visit))\s*+:?+\s*+(?=.*\d)",
    re.I,
)
# up to two dates, of which the last may lack its year ("Between 16 May and 20 May, Ofsted …")
_SPAN = (
    r"\d[^.;,]{3,40}?20\d\d(?:\s*(?:and|to|–|-)\s*\d[^.;,]{2,25}?20\d\d)?|\d{1,2}(?: "
    r"[A-Z][a-z]+)? (?:and|to|–) \d{1,2} [A-Z][a-z]+"
)
_TOOK_PLACE = re.compile(
    rf"(?:took place|was carried out|was conducted|undertaken|children.s "
    rf"services|visit|inspection)\W+(?:\w+\W+){{0,4}}?"
    rf"(?:from|on|between|in)\s+(?P<on>{_SPAN})|^(?:between|from|on)\s+(?P<from>{_SPAN})",
    re.I,
)
# fields that stand on one line, or were set as one paragraph
_FIELD = re.compile(r"(?<!\s)\s+(?=(?:Report published|Lead inspector|Inspection dates?)\b)")
_PUBLISHED = re.compile(r"^(?:report |date )?published(?: on)?(?:\s*+:\s++|\s++)(?=.*\d)|^publication date\s*:?", re.I)
_LEAD = re.compile(
    r"^(?:lead|reporting)(?: ofsted)? inspectors?(?: on " r"site)?(?:\s*+[:–-]\s++|\s++)(?P<names>\S.*)$",
    re.I | re.DOTALL,
)
# a row of an area SEND report's team: "Joan Field, Ofsted HMI, lead inspector Amir Wood, CQC lead inspector"
_ROW = re.compile(
    r"^(?P<name>[A-Z][^,]{3,40}?),?\s++(?:(?:Ofsted|HMI|SHMI|Senior|(?:His|Her) Majesty.s Inspector),?\s*)+lead\b", re.I
)
_TEAM = re.compile(r"^(?:deputy lead|team|other|seconded|shadow) inspectors?\s*:?\s*(?P<names>.+)$", re.I | re.DOTALL)
_WERE = re.compile(
    r"\binspectors?(?:,? (?:for|on|carrying out|who carried out) (?:this|the) [\w ]{4,30}?)? (?:was|were):? "
    r"(?P<names>[A-Z][^.]+?)(?:,? (?:her|his) majesty|\.|$)",
    re.I,
)
_ROLE = re.compile(
    r"\b(?:senior |designate |former )?(?:(?:her|his) majesty.s inspectors?|"
    r"s?hmis?|senior hmi|ofsted inspectors?|ofsted|cqc|"
    r"(?:senior )?inspectors?|seconded inspectors?|additional inspectors?|social care|lead)\b(?: \([a-z ]+\))?",
    re.I,
)
_NAME = re.compile(r"^[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|d['’]\w+|de|van|der|von|la|le|bin|al)){1,4}$")


@dataclass(frozen=True, slots=True)
class Header:
    """What stands before the body."""

    authority: str | None
    title: str | None
    inspected: Period | None
    published: date | None
    lead_inspector: str | None
    inspectors: tuple[str, ...]
    notes: tuple[str, ...]


def header(document: Document, kind: Kind, blocks: Sequence[Block]) -> Header:
    """Read the front of an inspection letter; what could not be read is None, with a note."""
    front = [b for b in blocks[:FRONT] if b.kind is not BlockKind.FOOTNOTE]
    texts = [text for b in front for text in _FIELD.split(fold(unmarked(document.slice(b.span)))) if text]
    title = _title(texts, kind)
    authority = _authority(texts, title, kind)
    published = _published(texts, kind)
    inspected = _inspected(texts, published)
    lead, team = _inspectors(document, blocks)
    notes = []
    if authority is None:
        notes.append("no authority could be told from the title")
    if inspected is None:
        notes.append("no inspection dates are printed")
    return Header(authority, title, inspected, published, lead, team, tuple(notes))


def _title(texts: Sequence[str], kind: Kind) -> str | None:
    for i, text in enumerate(texts):
        for title in (text, f"{text} {texts[i + 1]}" if i + 1 < len(texts) else text):
            if len(title) < 260 and label("kind", title) == kind:
                return title
    return next((t for t in texts if 8 < len(t) < 200), None) if kind is Kind.OTHER else None


def _authority(texts: Sequence[str], title: str | None, kind: Kind) -> str | None:
    match = _NAMED.get(kind, _OTHERWISE).search(title) if title and kind not in _NO_PLACE else None
    if match:
        name = match["name"]
        if kind is Kind.JTAI:  # "… of the multi-agency response to neglect in Marlowbridge"
            name = re.split(r"\bin\b(?: the)?\s+(?=[A-Z])", name)[-1]
            name = re.split(r"\b(?:the )?(?:multi-agency )?response\b|:", name)[0] or name
        if re.search(r"[A-Z]", name):
            return _plain(name)
    at = texts.index(title) if title in texts else next((i for i, t in enumerate(texts) if title and t in title), None)
    for text in texts[: at if at is not None and kind is not Kind.OTHER else 3]:
        if _is_place(text) and (kind is not Kind.OTHER or re.search(_STYLE, text, re.I) or find(_plain(text))):
            return _plain(text)  # "Meeting minutes" above an unknown form looks like a place too
    for text in texts[at or 0 : (at or 0) + 8]:
        if re.search(_STYLE, text, re.I) and _is_place(text):
            return _plain(text)
    for text in texts:  # a letter's first sentences name its place
        match = re.search(
            r"\bin (?:the )?(?P<name>[A-Z][\w-]+(?: (?:and |upon |on "
            r")?[A-Z][\w-]+){0,3})(?: local authority)?[.,¹²³]",
            text,
        )
        if match and len(text) > 90:
            return _plain(match["name"])
    return None


def _is_place(text: str) -> bool:
    wordy = re.sub(_STYLE, "", text, flags=re.I)
    return bool(
        2 < len(text) < 80
        and text[0].isupper()
        and not re.search(
            r"\d|inspect|ofsted|report|review|[.:@]|^dear\b|published|\b(director|"
            r"chief|commissioner|manager|chair|mayor|"
            r"executive|officer|lead|head|mr|mrs|ms|dr|requires?|is|are)\b",
            wordy,
            re.I,
        )
    )


def _plain(name: str) -> str:
    """The place without the style of its council.

    >>> _plain("City of Marlowbridge Metropolitan District Council")
    'Marlowbridge'
    """
    name = re.sub(r"[’']s$", "", fold(name).strip(" .,:"))
    name = re.sub(r"^the\s+", "", name)
    for _ in range(2):
        name = _SUFFIX.sub("", _PREFIX.sub("", name)).strip(" ,")
    return re.sub(r"(?<=\w) (?:City|Borough)(?: of)?$", "", name)


def _inspected(texts: Sequence[str], published: date | None) -> Period | None:
    for i, text in enumerate(texts):
        if "previous" in text.lower()[:40]:
            continue
        match = _INSPECTED.match(text)
        if match:
            found = dates.period(text[match.end() :])
            return found or (dates.period(f"{text[match.end() :]} {texts[i + 1]}") if i + 1 < len(texts) else None)
        if re.match(r"^(inspection|visit|review) dates?\s*:?$", text, re.I) and i + 1 < len(texts):
            return dates.period(texts[i + 1])
    for text in texts:
        for match in _TOOK_PLACE.finditer(text):
            span = match["on"] or match["from"]
            found = dates.period(span)
            if found is None and published is not None:
                found = dates.period(f"{span} {published.year}")
                if found and found.start > published:
                    found = dates.period(f"{span} {published.year - 1}")
            if found:
                return found
    return None


def _published(texts: Sequence[str], kind: Kind) -> date | None:
    for i, text in enumerate(texts):
        match = _PUBLISHED.match(text)
        if match:
            return dates.day(text) or (dates.day(texts[i + 1]) if i + 1 < len(texts) else None)
    if kind not in (Kind.ILACS, Kind.SIF):  # a letter's date stands on a line of its own
        for text in texts:
            if re.match(r"^(dear|inspection dates?|dates of)\b", text, re.I):
                return None
            if re.fullmatch(r"(?:date:?\s*)?(?:\w+day,?\s+)?\d{1,2}(?:st|nd|rd|th)? \w+,? 20\d\d", text, re.I):
                return dates.day(text)
    return None


def _inspectors(document: Document, blocks: Sequence[Block]) -> tuple[str | None, tuple[str, ...]]:
    """Lead inspector (two names joined as printed), and everybody named on the team."""
    lead: str | None = None
    team: list[str] = []
    for i, block in enumerate(blocks):
        if block.span.end - block.span.start > 1500:
            continue
        text = fold(document.slice(block.span))
        match = _LEAD.match(text)
        if match and not lead:
            names = list(_names(match["names"]))
            lead = " and ".join(names) or None
            team += names
        elif re.fullmatch(r"(lead|reporting) inspectors?:?", text, re.I) and not lead and i + 1 < len(blocks):
            names = list(_names(fold(document.slice(blocks[i + 1].span))))
            lead, team = (names[0] if names else None), team + names
        elif not lead and (m := _ROW.match(text)):
            names = list(_names(m["name"]))
            lead = names[0] if names else None
            team += names
        elif match := _TEAM.match(text) or _WERE.search(text):
            team += list(_names(match["names"]))
    return lead, tuple(dict.fromkeys(team))


def _names(text: str) -> Iterator[str]:
    """People's names in a list, without what they are ("HMI", "Senior HMI", "(designate)")."""
    text = re.sub(r"\([^()]*\)", "", text)
    for part in re.split(r"[,;/]|\band\b|\s[–-]\s", text):
        name = fold(_ROLE.sub(" ", part)).strip(" .:–-")
        if _NAME.match(name):
            yield name
