"""What a council says that it does or will do: in sentences, in lists, and in the rows of an improvement plan."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ...document import Block, BlockKind, Document, Span
from ...lexicon.patterns import council
from ...model import Action, Recommendation
from ...text import alike, key
from .answers import Answers
from .board import board_recommendations
from .cited import cited_recommendations
from .deadlines import Month, due, due_cell, reference_month
from .flow import Passage, passages, runs, sentences
from .owners import owner_named_after, owner_of
from .plans import PlanRow, plan_rows
from .quotes import quotes

_DONE_BY = re.compile(
    r"^(?:the|its) (?:first|initial|final) (?:\w+ ){1,4}(?:is|will be) (?:due|ready|published|expected)\b|^(?:this"
    r"|it|these|both|they|the (?:work|review|guide|guidance|training|project|pilot"
    r"|programme))\b[^.]{0,60}?\b(?:will be|is|are|is to be|is due to be|is expected to be|to be)"
    r"(?: fully| all)? (?:completed?|finished|in place|implemented|delivered|launched|ready|rolled out|done"
    r"|reviewed|due|published|operational)\b",
    re.IGNORECASE,
)
_IMPERATIVE = re.compile(
    r"^(?:to )?(?!the\b|a\b|an\b|all\b|children|there\b|we\b|quality|consistency"
    r"|timeliness)[A-Z]?[a-z]+(?:ly [a-z]+)? ",
    re.I,
)


def actions(
    document: Document,
    blocks: Sequence[Block],
    cited: Sequence[Recommendation] | None = None,
    *,
    published: date | None = None,
) -> tuple[Action, ...]:
    """Every action of a report, in order: sentences and list entries that name one, and each row of a plan's tables.

    `cited` are the recommendations that actions may answer (default: those that the report repeats). A month printed
    without its year is placed by `published`, else by the dates that the report itself gives for what has happened.
    """
    cited = cited_recommendations(document, blocks) if cited is None else cited
    month = reference_month(document, blocks, published)
    places = passages(document, blocks)
    taken = [r.span for r in (*board_recommendations(document, blocks), *cited) if r.span]
    taken += [q.span for q in quotes(document, blocks) if q.span]
    told = [
        *_told(document, places, Answers(document, cited), taken, month),
        *_listed(document, places, Answers(document, cited), taken, month),
    ]
    rows = [*_rows(document, blocks, places, Answers(document, cited), month)]
    out: list[Action] = []
    end = 0  # of those before, of which one may hold the next
    for action in sorted((a for a in (*told, *rows) if a.span), key=lambda a: a.span.start if a.span else 0):
        if action.span and action.span.end > end:
            out.append(action)
            end = action.span.end
    return tuple(out)


def _told(
    document: Document, places: Sequence[Passage], answers: Answers, taken: Sequence[Span], month: Month | None
) -> Iterator[Action]:
    """Sentences of the report's paragraphs that name an action."""
    for run in runs(document, places):
        place = run[0]
        answers.enter(place)
        if place.is_heading or place.block.cell is not None or place.block.kind is BlockKind.QUOTE or _formal(place):
            continue
        held: Action | None = None
        for span in sentences(document, Span(place.span.start, run[-1].span.end)):
            text = document.slice(span)
            if any(span.start < t.end and t.start < span.end for t in taken):
                continue
            if held and held.span and _DONE_BY.match(text):
                # "This will be completed by July 2022 and …": the date of the action before it
                whole = Span(held.span.start, span.end)
                held = _action(document, whole, place, answers, month, due_from=span, first=held)
                continue
            if held and held.span and not held.owner and (owner := owner_named_after(text)):
                whole = Span(held.span.start, span.end)
                held = replace(held, text=document.slice(whole), span=whole, owner=owner)
                continue
            if not _names_action(_now(text) if _reported(place) else text):
                continue
            if held:
                yield held
            held = _action(document, span, place, answers, month)
        if held:
            yield held


def _formal(place: Passage) -> bool:
    """Whether a passage stands where a form asks for money, law, consultation, or what the board shall do."""
    heading = place.heading or ""
    return bool(heading and (council().find("form_heading", heading) or council().find("board_heading", heading)))


def _reported(place: Passage) -> bool:
    """Whether a passage stands in minutes, where "will" is told as "would" and "has" as "had"."""
    return bool(
        place.heading and re.match(r"(?:minutes|discussion|points? (?:made|raised))", place.heading, re.IGNORECASE)
    )


def _now(text: str) -> str:
    """Reported speech as it was spoken; for matching only."""
    return re.sub(r"\bhad\b", "has", re.sub(r"\bwould\b", "will", text))


def _names_action(text: str) -> bool:
    """Whether a sentence says what the council does, in its own voice."""
    plain = alike(text)
    if plain.endswith((":", "?")) or len(plain.split()) < 5:
        return False
    return bool(council().find("action", plain)) and not council().find("action_not", plain)


def _action(
    document: Document,
    span: Span,
    place: Passage,
    answers: Answers,
    month: Month | None,
    *,
    due_from: Span | None = None,
    first: Action | None = None,
    lead: str | None = None,
) -> Action:
    text = document.slice(span)
    when = (first.due if first else None) or due(document.slice(due_from or span), month)
    owner = (first.owner if first else None) or owner_of(text) or lead
    return Action(
        text=text,
        owner=owner,
        due=when,
        # whose post it is says nothing of what is done: "the Head of Early Help will …"
        answers=first.answers if first else answers.of(text.replace(owner, "") if owner else text),
        paragraph=place.number,
        page=document.page_of(span.start),
        span=span,
    )


def _listed(
    document: Document, places: Sequence[Passage], answers: Answers, taken: Sequence[Span], month: Month | None
) -> Iterator[Action]:
    """Entries of a list of actions: "We will:", "The following steps have been taken:", or under "Next steps"."""
    for i, place in enumerate(places):
        text = alike(document.slice(place.span))
        answers.enter(place)
        heading = place.is_heading and bool(council().find("action_heading", text))
        said = sentences(document, place.span)
        lead = alike(document.slice(said[-1])) if said else ""
        opens = not place.is_heading and place.block.cell is None and bool(council().find("action_lead", lead))
        if not (heading or opens) or _formal(place) or council().find("action_not", lead):
            continue
        for entry in places[i + 1 :]:
            if entry.style not in ("•", "a", "i") and not (heading and entry.style == "1"):
                break
            if entry.is_heading or entry.block.cell is not None:
                break
            if any(entry.span.start < t.end and t.start < entry.span.end for t in taken):
                continue
            said_here = document.slice(entry.span)
            if heading and not (_names_action(said_here) or _IMPERATIVE.match(said_here)):
                continue
            if len(said_here.split()) >= 3:
                yield _action(
                    document, entry.span, entry, answers, month, lead=owner_of(f"{lead[:-1]} act") if opens else None
                )


def _rows(
    document: Document, blocks: Sequence[Block], places: Sequence[Passage], answers: Answers, month: Month | None
) -> Iterator[Action]:
    """One action a row of each improvement plan."""
    heading: dict[int, int] = {}  # of each cell's block: the heading under which its table stands
    last = -1
    for i, place in enumerate(places):
        last = i if place.is_heading else last
        heading[place.block.span.start] = last
    headings = [p.span.start for p in places if p.is_heading]
    for row in plan_rows(document, blocks):
        at = heading.get(row.action.start, -1)
        start = places[at].span.start if at >= 0 else 0
        after = bisect_right(headings, start) if at >= 0 else 0
        end = headings[after] if after < len(headings) else len(document.text) + 1
        yield _row(document, row, answers, month, within=Span(start, end))


def _row(document: Document, row: PlanRow, answers: Answers, month: Month | None, *, within: Span) -> Action:
    def said(span: Span | None) -> str | None:
        return document.slice(span) if span and key(document.slice(span)) else None

    when, rag, progress = said(row.due), said(row.rag), said(row.progress)
    about = said(row.cited) or said(row.area)
    colour = council().under("rag", rag) if rag else None
    if rag and colour is None and progress is None and len(rag.split()) > 3:
        progress = rag
    text = document.slice(row.action)
    answered = answers.named(about, text) if about else answers.alone(within) or answers.of(text)
    return Action(
        text=text,
        owner=said(row.owner),
        due=due_cell(when, month) if when else None,
        answers=answered,
        paragraph=None,
        page=document.page_of(row.action.start),
        progress=progress,
        rag=colour,
        span=row.action,
    )
