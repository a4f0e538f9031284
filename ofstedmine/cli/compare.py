"""`ofstedmine compare`: the letters of a corpus beside each other, as a table, a picture, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.text import Text

from ..errors import UnknownChoice
from ..wording import short
from ..write.safely import target
from .completing import a_group, among
from .options import AsJson, Authorities, Db, Force, InPeriod, Kinds, Polarities, Regions, Themes
from .search import shown
from .tables import ruled
from .terminal import Screen, console, output, say, show, told
from .trouble import asking, made, writing

if TYPE_CHECKING:
    from ..compare import Comparison
    from ..store import Corpus

    Row = Mapping[str, Any]

OF = ("findings", "recommendations", "closure", "matters", "changes", "phrases")
_MOST = 100  # rows that a terminal shows


def compare(
    db: Db,
    by: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GROUP",
            autocompletion=a_group,
            help="authority, region, year, kind, grade, theme, letter; also two of them.",
        ),
    ] = None,
    of: Annotated[
        str,
        typer.Option(metavar="WHAT", autocompletion=among(*OF), help=f"{', '.join(OF)}."),
    ] = "findings",
    neighbours: Annotated[
        bool, typer.Option("--neighbours", help="Set one --authority beside its neighbours and its region, by theme.")
    ] = False,
    theme: Themes = None,
    polarity: Polarities = None,
    authority: Authorities = None,
    region: Regions = None,
    kind: Kinds = None,
    period: InPeriod = None,
    row: Annotated[int | None, typer.Option(min=0, help="Show the sentences of this row instead of the table.")] = None,
    column: Annotated[str | None, typer.Option(metavar="COLUMN", help="With --row: of this column alone.")] = None,
    plot: Annotated[Path | None, typer.Option(metavar="FILE", help="Draw it as .png, .svg or .pdf.")] = None,
    csv: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the whole table as CSV; with --row its sentences.")
    ] = None,
    force: Force = False,
    json_: AsJson = False,
) -> None:
    """Compare letters: by authority, region, year, kind, grade or theme.

    Shares come with their number and a 95% interval. WHAT is findings (strengths and weaknesses),
    recommendations, closure (what became of them), matters (each recommendation's way), changes
    (from an authority's letter to its next) or phrases (sentences that come again).

    \b
    Examples:
      ofstedmine compare --db letters.db --by theme --plot themes.png
      ofstedmine compare --db letters.db --by kind --by theme --of recommendations
      ofstedmine compare --db letters.db --of closure --region London --csv closure.csv
      ofstedmine compare --db letters.db --authority Leeds --neighbours
      ofstedmine compare --db letters.db --authority Leeds --of matters --row 4 --column evidence

    \b
    Exit status: 0 there is something to compare; 1 there is nothing, and what would widen it is told.
    """
    from ..compare.draw.chart import ENDINGS
    from ..exchange import export
    from ..store import Corpus, Hits

    out, errors = console(), Screen(stderr=True)
    with writing("--plot"):
        _ = plot and target(plot, force=force, endings=ENDINGS)
    with writing("--csv"):
        _ = csv and target(csv, force=force, endings=(".csv",))
    filters = {
        "theme": theme,
        "polarity": polarity,
        "authority": authority,
        "region": region,
        "kind": kind,
        "period": period,
    }
    given = {name: value for name, value in filters.items() if value}
    with asking(errors), Corpus(made(db)) as corpus:
        found = _asked(corpus, by or [], of, given, neighbours=neighbours)
        sentences = found.sentences(row, column) if row is not None else ()
        if json_:
            rows = [told(s) | {"cite": s.cite()} for s in sentences] if row is not None else found.records
            output({"title": found.title, "rows": rows, "notes": list(found.notes)})
        elif row is not None:
            for number, hit in enumerate(sentences, 1):
                show(out, shown(number, hit))
        elif len(found):
            show(out, _table(found, out))
        if plot:
            with writing("--plot"):
                found.plot().save(plot, force=force)
            say(errors, f"Written: {plot}")
        if csv:
            with writing("--csv"):
                _ = (
                    export(Hits(sentences, more=False), csv, force=force)
                    if row is not None
                    else found.save(csv, force=force)
                )
            say(errors, f"Written: {csv}")
    if not len(found):
        say(errors, "There is nothing to compare.")
    for note in found.notes if not json_ else ():
        say(errors, f"Note: {note}")
    raise typer.Exit(0 if len(found) else 1)


def _asked(corpus: Corpus, by: list[str], of: str, given: dict[str, Any], *, neighbours: bool) -> Comparison:
    """The comparison that the options ask for; raises `UnknownChoice` and `BadParameter` for those that do not fit."""
    if of not in OF:
        raise UnknownChoice("of", of, OF)
    if "polarity" in given and of != "phrases":
        raise typer.BadParameter("it chooses phrases; leave it out, or ask --of phrases", param_hint="--polarity")
    if neighbours:
        place = given.pop("authority", [])
        if len(place) != 1 or "region" in given or by not in ([], ["theme"]) or of not in OF[:3]:
            why = "it takes one --authority, no --region, and goes by theme, of findings, recommendations or closure"
            raise typer.BadParameter(why, param_hint="--neighbours")
        return corpus.compare.neighbours(place[0], of=of, **given)
    if of in OF[:3]:
        return corpus.compare(by or "theme", of=of, **given)
    if by:
        raise typer.BadParameter(f"{of} have their own rows; leave --by out", param_hint="--by")
    verbs: dict[str, Callable[..., Comparison]] = {
        "matters": corpus.compare.matters,
        "changes": corpus.compare.changes,
        "phrases": corpus.compare.phrases,
    }
    return verbs[of](**given)


def _table(found: Comparison, out: Console) -> RenderableType:
    """What a terminal shows of a comparison: its rows, numbered as `--row` takes them."""
    shown_ = _COLUMNS[found.about["of"]]
    groups = [c for c in ("name", *found.about["by"]) if c in found.frame.columns]
    head = [name.capitalize() if name != "name" else "Of" for name in groups]
    table = ruled(out, "Row", *head, *(name for name, _ in shown_))
    table.title, table.title_justify = found.title, "left"
    for i, row in enumerate(found.records[:_MOST]):
        labels = (_plain(row[c]) for c in groups)
        table.add_row(*(Text(t) for t in (str(i), *labels, *(says(row) for _, says in shown_))))
    if len(found) > _MOST:
        table.caption = f"The first {_MOST} of {len(found):,} rows; --csv writes all."
        table.caption_justify = "left"
    return table


def _plain(label: object) -> str:
    from ..compare.draw.chart import name_of

    return name_of(label) if label is not None else "–"


def _number(name: str) -> Callable[[Row], str]:
    return lambda row: "" if row[name] is None else f"{row[name]:,}"


def _text(name: str, most: int = 90) -> Callable[[Row], str]:
    return lambda row: short(str(row[name] or ""), most)


def _share(name: str) -> Callable[[Row], str]:
    """41% [38–44]."""

    def says(row: Row) -> str:
        share, low, high = (row[f"{name}_{part}"] for part in ("share", "low", "high"))
        return "–" if share is None else f"{100 * share:.0f}% [{100 * low:.0f}–{100 * high:.0f}]"

    return says


def _change(row: Row) -> str:
    sign = "clear" if row["clear"] else ""
    told_ = f"{100 * row['change']:+.0f} [{100 * row['change_low']:+.0f} to {100 * row['change_high']:+.0f}]"
    return f"{told_} {sign}".strip()


_COLUMNS: dict[str, list[tuple[str, Callable[[Row], str]]]] = {
    "findings": [
        ("Letters", _number("letters")),
        ("Judged", _number("judged")),
        ("Strengths", _number("strengths")),
        ("Share [95%]", _share("strength")),
        ("Weaknesses", _number("weaknesses")),
        ("Share [95%]", _share("weakness")),
    ],
    "recommendations": [
        ("Letters", _number("letters")),
        ("Recommendations", _number("recommendations")),
        ("Of", _number("out_of")),
        ("Share [95%]", _share("recommendation")),
    ],
    "closure": [
        ("Followed", _number("followed")),
        ("Spoken of", _number("spoken_of")),
        ("Closed", _number("closed")),
        ("Partly", _number("partly_closed")),
        ("Open", _number("open")),
        ("Closed of spoken of [95%]", _share("closed")),
        ("Came back", _number("came_back")),
    ],
    "matters": [
        ("Authority", _text("authority")),
        ("Recommendation", _text("recommendation")),
        ("Its way", _text("chain", 200)),
    ],
    "changes": [
        ("Authority", _text("authority")),
        ("Theme", lambda row: _plain(row["theme"] or "all")),
        ("From", _text("before")),
        ("To", _text("after")),
        ("Judged", lambda row: f"{row['judged_before']:,} → {row['judged_after']:,}"),
        ("Weaknesses", lambda row: f"{100 * row['share_before']:.0f}% → {100 * row['share_after']:.0f}%"),
        ("Change [95%], points", _change),
    ],
    "phrases": [
        ("Letters", _number("letters")),
        ("Authorities", _number("authorities")),
        ("Polarity", _text("polarity")),
        ("Sentence", _text("sentence", 160)),
    ],
}
