"""What readers see for statuses, kinds and dates: a sign and words, so that nothing hangs on colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from .model import Kind, ParagraphNumber, Period, Polarity, Report, Stance, Status, Truth, Verification


class Mark(NamedTuple):
    """A sign and the words that say the same; `colour` only adds to them."""

    sign: str
    words: str
    colour: str = ""

    def __str__(self) -> str:
        return f"{self.sign} {self.words}"

    @property
    def title(self) -> str:
        """As it begins a line: "✓ Closed"."""
        return f"{self.sign} {self.words.capitalize()}"


# told in every report that is written here, by which such a report is known when it is read
MADE_HERE = "set each earlier recommendation beside every passage of the later letters"
KINDS = {
    Kind.ILACS: "full inspection (ILACS)",
    Kind.FOCUSED_VISIT: "focused visit",
    Kind.MONITORING_VISIT: "monitoring visit",
    Kind.SIF: "full inspection (single inspection framework)",
    Kind.JTAI: "joint targeted area inspection",
    Kind.AREA_SEND: "area SEND inspection",
    Kind.COUNCIL_REPORT: "council report",
    Kind.OTHER: "another kind of document",
}
# the letters that look at a part of the services: what one of them leaves out may be well all the same
PARTIAL = {
    Kind.FOCUSED_VISIT: "a focused visit looks at one part of the services",
    Kind.MONITORING_VISIT: "a monitoring visit looks at some parts of the services",
    Kind.JTAI: "a joint targeted inspection looks at one theme, across agencies",
    Kind.AREA_SEND: "an area SEND inspection looks at children with special educational needs alone",
}
STATUSES: dict[Status | Truth, Mark] = {
    Status.CLOSED: Mark("✓", "closed", "green"),
    Status.PARTLY_CLOSED: Mark("◐", "partly closed", "yellow"),
    Status.OPEN: Mark("✗", "open", "red"),
    Status.NOT_ADDRESSED: Mark("–", "not addressed", "dim"),
}
TRUTHS: dict[Status | Truth, Mark] = {
    Truth.VERBATIM: Mark("✓", "verbatim", "green"),
    Truth.ALTERED: Mark("≠", "altered", "yellow"),
    Truth.NOT_FOUND: Mark("✗", "not found", "red"),
}
STANCES = {
    Stance.CLOSES: Mark("✓", "shows it closed"),
    Stance.PROGRESS: Mark("◐", "shows progress"),
    Stance.STILL_OPEN: Mark("✗", "shows it still open"),
    Stance.CONTEXT: Mark("·", "context"),
}
POLARITIES = {
    Polarity.STRENGTH: "strengths",
    Polarity.WEAKNESS: "weaknesses",
    Polarity.MIXED: "mixed",
    Polarity.NEUTRAL: "neutral",
}


def words(value: StrEnum) -> str:
    """A member of a closed set in words.

    >>> words(Status.NOT_ADDRESSED)
    'not addressed'
    """
    return value.value.replace("_", " ")


def many(count: int, what: str, plural: str | None = None) -> str:
    """A number of things.

    >>> many(1, "letter"), many(1200, "letter"), many(2, "weakness", "weaknesses")
    ('1 letter', '1,200 letters', '2 weaknesses')
    """
    return f"{count:,} {what if count == 1 else plural or f'{what}s'}"


def day(value: date) -> str:
    """4 March 2022."""
    return f"{value.day} {value:%B %Y}"


def days(period: Period) -> str:
    """21 February to 4 March 2022; what both days share is said once."""
    start, end = period.start, period.end
    if start == end:
        return day(end)
    first = str(start.day)
    if (start.year, start.month) != (end.year, end.month):
        first += f" {start:%B}" + (f" {start.year}" if start.year != end.year else "")
    return f"{first} to {day(end)}"


def when(report: Report) -> str | None:
    """The days of the inspection, else that of publication: "13 to 14 July 2021"."""
    return days(report.inspected) if report.inspected else day(report.published) if report.published else None


def title(report: Report) -> str:
    """Kind and date of a report, as a heading names it: "focused visit, 13 to 14 July 2021"."""
    return ", ".join(filter(None, (KINDS[report.kind], when(report))))


def place(page: int | None, paragraph: ParagraphNumber | None) -> str:
    """p. 3, para. 8; what is not printed is left out."""
    parts = [f"p. {page}"] if page is not None else []
    return ", ".join([*parts, f"para. {paragraph}"] if paragraph is not None else parts)


def claim(found: Verification) -> str:
    """What there is to say of the page and the paragraph that a report claims for a quote; "" where it claims none.

    A wrong one comes with the true one: "claimed page 4: wrong, it stands on page 2".
    """
    quote, label = found.quote, None
    if found.source is not None and found.page is not None:
        label = found.source.document.label_of(found.page)
    page = f"{found.page} (numbered {label})" if label and label.strip() != str(found.page) else f"{found.page}"
    return "; ".join(
        f"claimed {what}{'s' if len(claimed) > 1 else ''} {listed(claimed)}: "
        + ("true" if agrees else f"wrong, it stands {on} {what} {true}")
        for what, claimed, agrees, on, true in (
            ("page", quote.claimed_pages, found.page_agrees, "on", page),
            ("paragraph", quote.claimed_paragraphs, found.paragraph_agrees, "in", found.paragraph),
        )
        if agrees is not None
    )


def listed(numbers: Sequence[int]) -> str:
    """Numbers in their order, three and more in a row as a range.

    >>> listed((3, 4, 5, 9)), listed((3, 4))
    ('3–5, 9', '3, 4')
    """
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return ", ".join(f"{r[0]}–{r[-1]}" if len(r) > 2 else ", ".join(map(str, r)) for r in runs)


def short(text: str, most: int | None) -> str:
    """A text cut behind a word, with an ellipsis, where it is longer than `most` letters.

    >>> short("Supervision is regular and reflective", 24)
    'Supervision is regular…'
    """
    if most is None or len(text) <= most:
        return text
    return text[: text.rfind(" ", 0, most) if " " in text[:most] else most].rstrip(" ,;:–-") + "…"
