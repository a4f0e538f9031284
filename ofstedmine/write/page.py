"""A closure report as a web page: one file that needs no network, the letters' own text beside the recommendations."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ..model import Report
from ..wording import day
from . import labels
from .crops import Crops
from .marked import Places
from .story import Story

if TYPE_CHECKING:
    import jinja2

_DPI = 110  # a crop of a page is read on screens and in print, and there may be fifty of them


def written(story: Story, *, pictures: bool = False) -> str:
    """The report as one HTML page; no text of a letter can be markup or script in it.

    `pictures` puts the passage as it is printed beside each piece of evidence: a few hundred kilobytes more; a note
    names the letters of which there is none.
    """
    places, crops = Places(story), Crops(_DPI)
    themes = sorted({theme for point in story.points for theme in point.themes})
    shown = places.letters()
    content = _template().render(
        story=story,
        letters=shown,
        first=_first(story, [m.letter.report for m in shown]),
        anchor=places.anchor,
        round=places.round,
        themes=themes,
        labels=labels,
        made=day(story.made),
        style=_asset("page.css"),
        script=_asset("page.js"),
        style_hash=_hash(_asset("page.css")),
        script_hash=_hash(_asset("page.js")),
        picture=crops.of if pictures else None,
        missed=crops.missed,
    )
    return content.encode("utf-8", "replace").decode("utf-8") + "\n"  # half a surrogate pair is no character


def _first(story: Story, shown: list[Report]) -> int:
    """Which letter is open at first: the one that most evidence stands in; the latest of those."""
    counts = [sum(e.evidence.source is report for p in story.points for e in p.evidence) for report in shown]
    return max(range(len(shown)), key=lambda i: (counts[i], i), default=0)


@cache
def _template() -> jinja2.Template:
    import jinja2

    surroundings = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    surroundings.filters["web"] = _web
    return surroundings.from_string(_asset("page.html"))


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    """By which the page's policy knows its own style and script; whatever else came in does not run."""
    return f"sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _web(address: str | None) -> str | None:
    """An address that a link may lead to."""
    return address if address and re.match(r"https?://", address, re.IGNORECASE) else None
