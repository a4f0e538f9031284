"""Citations of a document or of a place in it, in the style that the writer needs."""

from __future__ import annotations

import re
from enum import StrEnum

from .entries import Place, address, authors, bibtex, csl_json, ris, titled
from .errors import UnknownChoice
from .model import ParagraphNumber, Report


class Style(StrEnum):
    """The forms that a citation is given in."""

    HARVARD = "harvard"  # in the text: (Ofsted, 2022, p. 3, para. 8)
    REFERENCE = "reference"  # in the list at the end
    FOOTNOTE = "footnote"
    MARKDOWN = "markdown"  # in the text, linked to the page where the address is known
    CSL_JSON = "csl_json"
    BIBTEX = "bibtex"
    RIS = "ris"


def cite(
    report: Report,
    style: str = Style.HARVARD,
    *,
    page: int | None = None,
    paragraph: ParagraphNumber | None = None,
    section: str | None = None,
    letter: str = "",
) -> str:
    """Cite a document, or the place in it that is given: page and paragraph, or the heading where none is printed.

    What the document does not print is left out, and a year that is not known is "n.d.". `reference` cites the whole
    document whatever place is given. `letter` tells two documents of one author and year apart (2022a, 2022b).

    Raises `UnknownChoice` for a style that is not known.
    """
    at = Place(page, paragraph, section)
    year = f"{report.year or 'n.d.'}{letter}"
    match known_style(style):
        case Style.HARVARD:
            return _in_text(report, year, at)
        case Style.MARKDOWN:
            text, link = markdown(_in_text(report, year, at)), address(report, page)
            return f"[{text}]({linked(link)})" if link else text
        case Style.REFERENCE:
            found = address(report)
            text = f"{_listed(authors(report))} ({year}) {titled(report)}."
            return f"{text} Available at: {found}" if found else text
        case Style.FOOTNOTE:
            found = address(report, page)
            parts = (_listed(authors(report)), f"{titled(report)} ({year})", str(at), f"<{found}>" if found else "")
            return ", ".join(filter(None, parts)) + "."
        case Style.CSL_JSON:
            return csl_json(report, at)
        case Style.BIBTEX:
            return bibtex(report, at)
        case Style.RIS:
            return ris(report, at)


def known_style(name: str) -> Style:
    """The style of that name.

    Raises `UnknownChoice` for one that is not known.
    """
    try:
        return Style(name)
    except ValueError:
        raise UnknownChoice("style", name, [s.value for s in Style]) from None


def markdown(text: str) -> str:
    """Text that Markdown shows as it is: no sign of it opens a link, emphasis, code or a tag.

    >>> print(markdown("[a](b) *c*"))
    \\[a\\](b) \\*c\\*
    """
    return re.sub(r"([\\`*_\[\]<>~|])|&(?=[#\w]+;)", lambda m: "\\" + m[0], text)


def _in_text(report: Report, year: str, at: Place) -> str:
    return f"({', '.join(filter(None, (report.publisher, year, str(at))))})"


def _listed(names: tuple[str, ...]) -> str:
    """A and B; A, B and C."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]


def linked(found: str) -> str:
    """An address as the target of a Markdown link: no bracket of its own ends it."""
    return re.sub(r"[()<>|\s\\]", lambda m: f"%{ord(m[0]):02X}", found)
