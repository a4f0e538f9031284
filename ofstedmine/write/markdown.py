"""A closure report as Markdown (CommonMark, with GitHub's tables): citations in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from ..cite import linked
from ..wording import day
from . import labels
from .citing import Cited
from .story import Letter, Passage, Point, Story

_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!$@^]|(?<=[a-zA-Z]):(?=//)|(?<=\bwww)\.", re.I)


def written(story: Story) -> str:
    """The report as Markdown text; no text of a letter can be markup, HTML or a link in it."""
    return "\n".join(_lines(story)).rstrip() + "\n"


def plain(text: str) -> str:
    r"""A text that Markdown shows as it stands, wherever in a line it comes but at its beginning.

    >>> print(plain("<b>*all* | [none](x)"))
    \<b\>\*all\* \| \[none\](x)
    """
    return _SIGNS.sub(lambda found: "\\" + found[0], text)


def _lines(story: Story) -> Iterator[str]:
    yield from (f"# {plain(story.title)}", "", plain(story.about), "", day(story.made), "")
    yield from (f"## {labels.LETTERS}", "", *starmap(_letter, story.sources), "")
    yield from (f"## {labels.OVERVIEW}", "", plain(story.summary), "")
    if story.points:
        rows = (_row(point, several=len(story.found.earlier) > 1) for point in story.points)
        yield from (*_table(labels.COLUMNS, rows), "")
    if story.general:
        yield from (f"## {labels.GENERAL}", "", *map(_listed, story.general), "")
    if story.points:
        yield from (f"## {labels.POINTS}", "")
    for point in story.points:
        yield from _section(point)
    yield from (f"## {labels.METHOD}", "", plain(" ".join(story.method)), "")
    yield from (f"## {labels.LICENCE}", "", story.licence, "")
    if story.notes:
        yield from (f"## {labels.NOTES}", "", *(f"- Note: {plain(note)}" for note in story.notes))


def _row(point: Point, *, several: bool) -> tuple[str, ...]:
    asked = f"{plain(point.named)} {_cited(point.cited)}" if several else plain(point.named)
    text, cited = point.overview
    return (str(point.number), asked, str(point.mark), f"{plain(text)} {_cited(cited)}".rstrip())


def _section(point: Point) -> Iterator[str]:
    yield from (f"### {plain(point.heading)}", "")
    yield from (f"> “{plain(point.text)}” {_cited(point.cited)}", "")
    yield from (f"**{point.mark.title}.** {plain(point.reason)}", "")
    if point.themes:
        yield from (f"Themes: {plain(', '.join(point.themes))}.", "")
    yield from _list(labels.EVIDENCE, map(_listed, point.supporting))
    against = [f"- {labels.AGAIN}: “{plain(a.text)}” {_cited(a.cited)}" for a in point.again]
    yield from _list(labels.AGAINST, [*map(_listed, point.against), *against])
    yield from _list(labels.NEAREST, (f"- {_quoted(p)}" for p in point.nearest))
    if point.weaker:
        yield from (f"{labels.WEAKER}: {'; '.join(_cited(p.cited) for p in point.weaker)}.", "")
    if point.actions:
        columns = point.told
        rows = (
            (f"{plain(a.text)} {_cited(a.cited)}", *(plain(getattr(a, c) or "–") for c in columns))
            for a in point.actions
        )
        headings = (labels.ACTION, *(labels.TOLD[c] for c in columns))
        yield from (f"#### {labels.ACTIONS}", "", *_table(headings, rows), "")
    yield from _list(
        labels.QUOTES,
        (f"- {q.mark}: “{plain(q.text)}”{f' ({plain(q.found)})' if q.found else ''}" for q in point.quotes),
    )
    yield from _list(
        labels.CHAIN, (f"- {plain(t.when)}: {t.mark or t.event} {_cited(t.cited)}".rstrip() for t in point.chain)
    )


def _letter(part: str, letter: Letter) -> str:
    return f"- {part}: {plain(letter.reference)} ({labels.FILE}: {plain(letter.file)})"


def _cited(place: Cited | None) -> str:
    """An in-text citation, linked to the page where its address is known."""
    if place is None:
        return ""
    return f"[{plain(place.text)}]({linked(place.link)})" if place.link else plain(place.text)


def _quoted(passage: Passage) -> str:
    return f"“{plain(passage.text)}” {_cited(passage.cited)}"


def _listed(passage: Passage) -> str:
    return f"- {passage.mark.title}: {_quoted(passage)}"


def _list(heading: str, items: Iterable[str]) -> Iterator[str]:
    told = list(items)
    if told:
        yield from (f"#### {heading}", "", *told, "")


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
