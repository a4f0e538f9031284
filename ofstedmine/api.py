"""The verbs: mine a document, follow recommendations up, verify quotes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from .document import Span
from .errors import AddressError, LinkError, PictureError, UnknownChoice
from .image import Picture
from .limits import Limits, limits_of
from .model import FollowUp, Passage, Period, Report, Verification

if TYPE_CHECKING:
    from .link.linear import Models

# each verb loads its own machinery when it is first called: a command that only prints its help waits for none of it

Source = str | os.PathLike[str] | bytes | BinaryIO
ASTRAY = "This link leads out of the folder. Name the file itself."
_DOCUMENTS = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".html", ".htm", ".md", ".txt")


def mine(
    source: Source, *, name: str | None = None, address: str | None = None, isolated: bool | Limits = False
) -> Report:
    """Read one inspection letter or council report, and give back all that it says, each text with its place.

    `source` is a path, the bytes of a file, or an open binary file: PDF, DOCX, HTML, Markdown or plain text, told
    apart by content. `name` is what the document is called in messages (default: the file's name). `address` is where
    the document stands on the web, for citations; that of an authority's latest full inspection letter is known.

    `isolated` reads it in a process apart, for files that strangers sent: one that never ends, takes all memory or
    makes a library crash is given up with a plain reason, and this process goes on. True stands for `Limits()`: 60
    seconds and 1 GB. The process is kept for the next file, and ends after half a minute without one.

    Raises `UnreadableDocument` (with `.reason`) where nothing can be read, and `ReadingStopped`, which is one, where a
    limit is reached; `AddressError` for no web address; `IsolationError` where no process can be started.
    """
    from .authorities import published_address

    if address is not None and not re.fullmatch(r"https?://[^\s/]+\S*", address):
        raise AddressError(f"“{address}” is no web address; one begins with https://")
    found = _read_apart(source, name, limits) if (limits := limits_of(isolated)) else _read_here(source, name)
    return replace(found, address=address or published_address(found))


def _read_here(source: Source, name: str | None) -> Report:
    from .extract import report
    from .read import read

    return report(read(source, name=name))


def _read_apart(source: Source, name: str | None, limits: Limits) -> Report:
    from .apart.report import mine_apart  # stands above this: it mines there as `mine` does here
    from .read.source import load, origin

    data, known_as = load(source, name)
    return mine_apart(data, known_as, limits, origin=origin(source))


def follow_up(
    earlier: Report | Iterable[Report],
    later: Report | Iterable[Report],
    *,
    response: Report | Iterable[Report] = (),
    include: Sequence[str] = ("recommendations",),
    models: str | os.PathLike[str] | None = None,
) -> FollowUp:
    """Say what became of each earlier recommendation, with the passages of the later letters that show it.

    `include` may name "recommendations", "weaknesses" (those told in the earlier letter's body) or both. `response`
    takes council reports, whose actions and own evidence are set beside each recommendation. A council report that is
    given as `earlier` or `later` stands for the letter that it carries, and answers as a `response` too. `.notes` say
    what a reader should know: a letter about a part of the services, one without a date … `models` is a file that
    `python -m ofstedmine.train links` learnt from annotations of your own (default: the package's own).

    Raises `LinkError` for letters of two authorities, the same letter twice (as another file too), sides that are
    swapped, a council report without a letter in it among the letters, or a letter among the responses.
    """
    from .link.follow import closures
    from .link.order import sides

    first, second, responses, notes = sides(_several(earlier), _several(later), _several(response))
    learnt = _models(models)
    return closures(first, second, response=responses, include=include, notes=notes, models=learnt)


def history(
    reports: Iterable[Report],
    *,
    include: Sequence[str] = ("recommendations",),
    models: str | os.PathLike[str] | None = None,
) -> FollowUp:
    """Follow up all of one authority's letters: each against all that came after it.

    `.lineages` tell each matter's way from letter to letter: "raised 2015, open 2018, closed 2022". Iterating gives one
    closure an earlier recommendation: the latest word on it.

    `reports` in any order: letters, and council reports with or without a letter in them, which serve as `response` to
    the letters before them. Put in order by date; what has none, or is neither, is left out with a note.

    Raises `LinkError` for the letters of two authorities, or fewer than two letters with a date.
    """
    from .link.follow import history
    from .link.order import in_order

    letters, responses, notes = in_order(_several(reports))
    return history(letters, responses, include=include, notes=notes, models=_models(models))


def _models(path: str | os.PathLike[str] | None) -> Models | None:
    from .link.linear import read

    if path is None:
        return None
    try:
        return read(Path(path).read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as trouble:
        raise LinkError(f"the models in {os.fspath(path)} cannot be read ({trouble}); check the path") from None


def verify(report: Report, sources: Report | Iterable[Report]) -> tuple[Verification, ...]:
    """Check each quote of a report against the documents that it may have been taken from."""
    from .link.verify import verifications

    return verifications(report, _several(sources))


class Placed(Protocol):
    """Whatever has its place in a document: evidence, a finding, a recommendation, a judgement, a quote …"""

    @property
    def span(self) -> Span | None: ...


def picture(
    report: Report, passage: Placed | Span, *, dpi: int = 150, crop: bool = False, source: Source | None = None
) -> Picture:
    """Show a passage where it stands: its page, or a crop of it, with the words marked.

    `passage` is anything that was mined from the report, or a span of `report.document.text`. One that crosses a page
    break gives its pages one below the other. The report's PDF is opened again; `source` is the same file, where the
    report was mined from bytes or the file has moved.

    Raises `PictureError` where the report is no PDF, or its file is gone or has changed.
    """
    from .read.picture import picture

    span = passage if isinstance(passage, Span) else passage.span
    if span is None:
        raise PictureError(report.document.name, "Where this passage stands is not known: it was not mined from here.")
    return picture(report.document, span, dpi=dpi, crop=crop, source=source)


def quotes(
    reports: Report | Iterable[Report],
    *,
    about: str | None = None,
    theme: str | None = None,
    authority: str | None = None,
    period: Period | str | int | None = None,
    kind: str | None = None,
    polarity: str | None = None,
    change: str | None = None,
    unit: str = "sentence",
    limit: int | None = None,
) -> tuple[Passage, ...]:
    """Find passages worth quoting, best first: whole sentences, or whole paragraphs (`unit`), each with its citation.

    `about` is a theme's name or free words: a passage must speak of nearly all of them, by themselves or by another
    name of the same matter ("PEPs" for personal education plans). `period` is a year, a month, a day, or two of them
    as in "2019/2022"; it is compared with the day of the inspection, else of publication. Near-identical passages are
    given once. A council's report gives those of the letter that it carries; recommendations are no findings, and are
    in `Report.recommendations`.

    First come those that speak of it most directly (all of it, early in the sentence) and stand best alone: without
    "This" or "However" in front, clearly good or bad, saying what follows, neither very short nor long.

    Raises `UnknownChoice` for a name that is not known, and lists those that are.
    """
    from .pick import quotes as pick
    from .pick import wanted

    if limit is not None and limit < 1:
        raise UnknownChoice("limit", limit, ("1 or more",))
    want = wanted(
        about=about,
        theme=theme,
        authority=authority,
        period=period,
        kind=kind,
        polarity=polarity,
        change=change,
        unit=unit,
    )
    return pick(_several(reports), want, limit)


def documents(*paths: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The paths themselves, with each folder as the documents in it and below it, in order of their names.

    A link in a folder that leads out of it is left out (`astray`): what a folder brings from elsewhere may be anything.
    """
    out: list[Path] = []
    for path in map(Path, paths):
        out += (p for p in _inside(path) if not _leads_out(p, path)) if path.is_dir() else [path]
    return tuple(dict.fromkeys(p for p in out if not p.name.startswith((".", "~$"))))


def astray(*paths: str | os.PathLike[str]) -> tuple[Path, ...]:
    """The links in folders that lead out of them to a document, which `documents` leaves out."""
    folders = (path for path in map(Path, paths) if path.is_dir())
    return tuple(p for folder in folders for p in _inside(folder) if _leads_out(p, folder))


def _inside(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in _DOCUMENTS)


def _leads_out(path: Path, folder: Path) -> bool:
    return path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())


def _several(reports: Report | Iterable[Report]) -> tuple[Report, ...]:
    several = (reports,) if isinstance(reports, Report | str | os.PathLike) else tuple(reports)
    for report in several:
        if not isinstance(report, Report):
            raise TypeError(f"a mined report is wanted, not {report!r}; mine(source) makes one")
    return several
