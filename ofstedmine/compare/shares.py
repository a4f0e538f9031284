"""What letters find, and what they ask for, by group: counts and shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..model import Polarity, Theme
from ..store.numbers import Part, said_by
from ..wording import many
from .frames import COUNT, labels, share, shares
from .intervals import Share, clustered
from .letters import Letters
from .tally import Cell, cells, of_themes, passages

if TYPE_CHECKING:
    from ..store import Corpus

_NAMED = 5  # letters in no group that are named
POLARITIES = {
    "strengths": Polarity.STRENGTH,
    "weaknesses": Polarity.WEAKNESS,
    "mixed": Polarity.MIXED,
    "neutral": Polarity.NEUTRAL,
}


class Table(NamedTuple):
    """Columns with their types, rows, and of each row the numbers of the passages that each column counts."""

    columns: dict[str, str]
    rows: list[dict[str, Any]]
    opened: list[dict[str, Any]]
    opens: tuple[str, ...]


def findings(corpus: Corpus, found: Letters, by: Sequence[str], themes: Sequence[Theme]) -> Table:
    """Findings by group: how many, of which polarity, and the shares of strengths and of weaknesses.

    Shares are of those that judge (strengths, weaknesses and mixed): how much a letter tells beside, of the place and
    of the inspection, hangs on the framework, and says nothing of the services.
    """
    numbers = passages(corpus, found.letters, Part.FINDING)
    numbers = of_themes(numbers, themes) if themes else numbers
    counts = dict.fromkeys(("letters", "findings", "judged", *POLARITIES), COUNT)
    columns = labels(by) | counts | shares("strength") | shares("weakness")
    rows, opened = [], []
    for cell in cells(found.letters, numbers, by, themes or tuple(Theme)):
        some = {"judged": cell.judged} | {name: cell.of(polarity) for name, polarity in POLARITIES.items()}
        count = {name: len(own) for name, own in some.items()}
        rows.append(
            _start(by, cell)
            | {"findings": len(cell.numbers)}
            | count
            | share("strength", by_letter(some["strengths"], some["judged"]))
            | share("weakness", by_letter(some["weaknesses"], some["judged"]))
        )
        opened.append({"findings": cell.numbers} | some)
    return Table(columns, rows, opened, ("findings", "judged", *POLARITIES))


def recommendations(corpus: Corpus, found: Letters, by: Sequence[str], themes: Sequence[Theme]) -> Table:
    """Recommendations by group: how many, and their share of all that the same letters make (`out_of`)."""
    everything = passages(corpus, found.letters, Part.RECOMMENDATION)
    numbers = of_themes(everything, themes) if themes else everything
    # of what a share is taken: by theme, all recommendations of the group; else those of all groups together
    own = [name for name in by if name != "theme"]
    whole = {c.labels: c.numbers for c in cells(found.letters, everything, own, ())} if "theme" in by else {}
    counts = dict.fromkeys(("letters", "recommendations", "out_of"), COUNT)
    rows, opened = [], []
    for cell in cells(found.letters, numbers, by, themes or tuple(Theme), empty=bool(len(everything))):
        group = tuple(x for name, x in zip(by, cell.labels, strict=True) if name != "theme")
        out_of = whole.get(group, ()) if "theme" in by else numbers
        if not len(out_of):
            continue  # letters that recommend nothing
        rows.append(
            _start(by, cell)
            | {"recommendations": len(cell.numbers), "out_of": len(out_of)}
            | share("recommendation", by_letter(cell.numbers, out_of))
        )
        opened.append({"recommendations": cell.numbers})
    return Table(labels(by) | counts | shares("recommendation"), rows, opened, ("recommendations",))


def by_letter(numbers: Any, of: Any) -> Share:
    """The share that passages are of others which hold them, letter by letter."""
    import numpy as np

    reports, totals = np.unique(said_by(of)[0], return_counts=True)
    own = np.searchsorted(reports, said_by(numbers)[0])
    counts = np.bincount(own, minlength=len(reports))
    return clustered(zip(counts.tolist(), totals.tolist(), strict=True))


def _start(by: Sequence[str], cell: Cell) -> dict[str, Any]:
    return dict(zip(by, cell.labels, strict=True)) | {"letters": cell.letters}


def unlabelled(found: Letters, by: Iterable[str]) -> Iterable[str]:
    """Notes on letters that are in no group, as they do not say in which they stand."""
    for name in by:
        if name != "theme" and (names := [x.listing.name for x in found.letters if x.label(name) is None]):
            told = ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
            yield f"{many(len(names), 'letter')} with no {name}, left out: {told}"
