"""How a report was made and how far to trust it, in two sentences: the figures are those that the evaluation wrote."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from .. import __version__
from ..wording import MADE_HERE

LICENCE_ADDRESS = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
LICENCE = (
    "Letters of Ofsted and its partner inspectorates are © Crown copyright and are quoted under the Open Government "
    f"Licence v3.0 ({LICENCE_ADDRESS})."
)


@cache
def measured() -> dict[str, dict[str, float]]:
    """Each measure of the links on letters not seen: its `value`, `spread` and `count` (`trained/measured.json`)."""
    content: dict[str, dict[str, dict[str, float]]] = json.loads(
        files("ofstedmine.trained").joinpath("measured.json").read_text("utf-8")
    )
    return content["links"]


def method() -> tuple[str, str]:
    """What was done, and how right it was on letters that it had never seen."""
    figures = measured()
    status, first = figures["status"], figures["first evidence is one a reader cites"]
    return (
        f"A program (ofstedmine {__version__}) {MADE_HERE}, and judged from those that speak of it whether it is "
        "closed; quoted words are copied from the letters.",
        f"On {status['count']:.0f} recommendations to authorities that it had not seen, its status was a careful "
        f"reader’s own in {status['value']:.0%} of cases, and the first evidence one that such a reader cites in "
        f"{first['value']:.0%}: read the evidence before you rely on a status.",
    )
