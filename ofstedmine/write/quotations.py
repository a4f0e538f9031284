"""Passages as a writer pastes them: each between quotation marks with its citation, and the sources at the end."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date

from ..as_json import Json, as_json
from ..cite import Style, cite, linked
from ..entries import Place, address, csl_item
from ..model import Passage, Report
from .citing import Cited, Citing
from .markdown import plain
from .safely import line

SOURCES = frozenset({Style.REFERENCE, Style.CSL_JSON, Style.BIBTEX, Style.RIS})  # that cite whole documents


def quotations(passages: Sequence[Passage], style: Style = Style.HARVARD, *, markdown: bool = False) -> str:
    """Quotes with their citations and the sources at the end, as plain text or as Markdown.

    No text is changed or cut. Two documents of one author and year are told apart as 2022a and 2022b. In one of the
    styles of `SOURCES` there are the sources alone, each once.
    """
    sources = _sources(passages)
    citing = Citing(sources)
    shown = plain if markdown else str
    references = [_live(text, link) if markdown else text for text, link in _references(sources, citing)]
    match style:
        case Style.CSL_JSON:
            parts = [json.dumps([csl_item(r, Place()) for r in sources], ensure_ascii=False, indent=2)]
        case Style.BIBTEX | Style.RIS:
            parts = [cite(r, style) for r in sources]
        case Style.REFERENCE:
            parts = references
        case Style.FOOTNOTE:
            parts = [*_with_notes(passages, citing, markdown=markdown)]
        case Style.HARVARD | Style.MARKDOWN:
            quotes = (
                f"{shown(marked(line(p.text)))} {_linked(c) if style is Style.MARKDOWN else shown(c.text)}"
                for p, c in zip(passages, _cited(passages, citing), strict=True)
            )
            parts = [*quotes, "## References" if markdown else "References", *references]
    return "\n\n".join(parts) + "\n"


def content(passages: Sequence[Passage], style: Style = Style.HARVARD) -> dict[str, Json]:
    """Quotes as JSON, each with its citation in the style and its link, and the references."""
    sources = _sources(passages)
    citing = Citing(sources)
    quotes: list[Json] = []
    for p, c in zip(passages, _cited(passages, citing), strict=True):
        told = as_json(p)
        assert isinstance(told, dict)
        own = {Style.HARVARD: c.text, Style.FOOTNOTE: c.note, Style.MARKDOWN: _linked(c)}
        quotes.append(told | {"cite": own.get(style) or p.cite(style), "link": c.link})
    return {"quotes": quotes, "references": [text for text, _ in _references(sources, citing)]}


def marked(text: str) -> str:
    """A text between curly quotation marks, single ones where it holds double ones of its own.

    >>> marked("Staff say “thank you”."), marked("Plans are timely.")
    ('‘Staff say “thank you”.’', '“Plans are timely.”')
    """
    return f"‘{text}’" if any(mark in text for mark in '“”"') else f"“{text}”"


def _with_notes(passages: Sequence[Passage], citing: Citing, *, markdown: bool) -> Iterator[str]:
    places = list(_cited(passages, citing))
    texts = [marked(line(p.text)) for p in passages]
    if markdown:
        yield from (f"{plain(text)}[^{i}]" for i, text in enumerate(texts, 1))
        yield "\n".join(f"[^{i}]: {_live(c.note, c.link)}" for i, c in enumerate(places, 1))
    else:
        yield from (f"{text} [{i}]" for i, text in enumerate(texts, 1))
        yield "Notes"
        yield from (f"[{i}] {c.note}" for i, c in enumerate(places, 1))


def _live(text: str, link: str | None) -> str:
    """A reference or note as Markdown in which its address alone is a link."""
    if link is None or link not in text:
        return plain(text)
    before, _, after = text.rpartition(link)
    return f"{plain(before.removesuffix('<'))}<{linked(link)}>{plain(after.removeprefix('>'))}"


def _cited(passages: Sequence[Passage], citing: Citing) -> Iterator[Cited]:
    return (citing.place(p.source, p.page, p.paragraph, p.section) for p in passages)


def _linked(cited: Cited) -> str:
    return f"[{plain(cited.text)}]({linked(cited.link)})" if cited.link else plain(cited.text)


def _sources(passages: Sequence[Passage]) -> tuple[Report, ...]:
    """Each document once, in order of date."""
    found = {id(p.source): p.source for p in passages}.values()
    return tuple(sorted(found, key=lambda r: (r.day or date.max, r.authority or "", r.document.name)))


def _references(sources: Sequence[Report], citing: Citing) -> list[tuple[str, str | None]]:
    """References in order of author, year and letter, each with its address."""
    return sorted(((citing.reference(r), address(r)) for r in sources), key=lambda found: found[0].casefold())
