"""Options that several commands take, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..link.tracked import INCLUDED
from .completing import a_kind, a_polarity, a_region, a_theme, among, an_authority


def _included(name: str) -> str:
    if name not in INCLUDED:
        raise typer.BadParameter(f"“{name}” is not known; what can be included: {', '.join(INCLUDED)}")
    return name


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines instead of text.")]
Full = Annotated[bool, typer.Option("--full", help="Shorten no text, and show all evidence.")]
Letters = Annotated[
    list[Path],
    typer.Argument(metavar="EARLIER LATER | FOLDER", help="Two letters, or a folder of one authority's."),
]
Responses = Annotated[
    list[Path] | None,
    typer.Option("--response", metavar="REPORT", help="A council report on the earlier letter; may be repeated."),
]
Including = Annotated[
    list[str] | None,
    typer.Option(
        "--include",
        metavar="weaknesses",
        parser=_included,
        autocompletion=among("weaknesses"),
        help="Follow up weaknesses told in the letter's body too.",
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]
Polarities = Annotated[
    list[str] | None,
    typer.Option(
        "--polarity", metavar="POLARITY", autocompletion=a_polarity, help="strength, weakness, mixed or neutral."
    ),
]

Db = Annotated[Path, typer.Option("--db", metavar="FILE", help="The corpus: one SQLite file, such as letters.db.")]
# which letters and passages of a corpus; each may be given twice, and either will do then
Themes = Annotated[
    list[str] | None,
    typer.Option(
        "--theme", metavar="THEME", autocompletion=a_theme, help="Only of this theme: workforce, front_door …"
    ),
]
Authorities = Annotated[
    list[str] | None,
    typer.Option("--authority", metavar="NAME", autocompletion=an_authority, help="Only letters of this authority."),
]
Regions = Annotated[
    list[str] | None,
    typer.Option("--region", metavar="REGION", autocompletion=a_region, help="Only letters of this region: London …"),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", autocompletion=a_kind, help="Only letters of this kind: ilacs, focused_visit …"
    ),
]
InPeriod = Annotated[
    str | None,
    typer.Option("--period", metavar="PERIOD", help="Only letters of that time: 2022, 2022-05, 2019/2022, 2021/."),
]
