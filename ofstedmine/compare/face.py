"""`corpus.compare`: called, it counts by group; its other verbs set letters and authorities beside each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..authorities import authority as known_authority
from ..errors import UnknownChoice
from ..model import Kind, Polarity, Theme
from ..store.filters import Given, When, members
from ..store.rows import inside
from ..store.search import by_number
from . import beside, closing, phrases, shares
from .comparison import Comparison, in_turn, opener
from .draw import drawn
from .frames import frame
from .letters import Letters, grouped, letters
from .matters import matters

if TYPE_CHECKING:
    from ..model import Report
    from ..store import Corpus, Hit, Listing, Progress

    Open = Callable[[int, str], tuple[Hit, ...]]
    Shown = bool | Callable[[Progress], None] | None

OF = ("findings", "recommendations", "closure")
FULL = (Kind.ILACS.value, Kind.SIF.value)  # letters that look at everything
_LABELS = (
    "Labels are a model's: of 100 sentences some 8 to 12 have another polarity than a reader gives, and of 100 themes "
    "18 are wrong (docs/accuracy.md). Intervals are for the count alone."
)
_LINKS = (
    "Statuses are a model's, and right for about two in three; the letters that do not speak of a matter are told from "
    "those that do least well (docs/accuracy.md). Read the sentences before you quote a rate."
)
_GRADES = (
    "The models see the grades that a letter prints, when they tell weaknesses and statuses: part of what lies between "
    "two grades is put in by them."
)


@dataclass(frozen=True, slots=True)
class Compare:
    """Compare the letters of a corpus. Every verb gives a `Comparison`, whose rows open to their sentences.

    Filters are those of a search: `authority`, `region`, `kind` and `theme` take a value or several, `period` 2022,
    "2022-05", "2019/2022". All raise `UnknownChoice` for a value that is not known, naming those that are, and
    `MissingExtra` where pandas is not installed.
    """

    corpus: Corpus

    def __call__(
        self,
        by: str | Iterable[str] = "theme",
        *,
        of: str = "findings",
        theme: Given = None,
        authority: Given = None,
        region: Given = None,
        kind: Given = None,
        period: When = None,
        progress: Shown = None,
    ) -> Comparison:
        """Count findings, recommendations, or what closed of them, by one or several groups.

        `by`: "authority", "region", "year" (of the inspection's end), "kind", "grade" (of overall effectiveness),
        "theme", "letter", or several of them; what has two themes counts in both. `of`: "findings" gives shares of
        strengths and weaknesses, "recommendations" their share of all that are made, "closure" what became of those
        that the letters raise, in all later letters of the authority that the corpus holds.
        """
        names, themes = grouped(by), self._themes(theme)
        found = letters(self.corpus, authority=authority, region=region, kind=kind, period=period)
        notes = (*found.notes, *shares.unlabelled(found, names))
        if _one("of", of, OF) == "closure":
            own = list(matters(self.corpus, found.letters, progress=progress))
            table, groups = closing.closure(own, names, themes)
            opened = closing.recommended(self.corpus, groups, self._read)
            alone = sum(not m.moments for m in own)
            notes += (
                f"{alone:,} of {len(own):,} recommendations have no later letter here: nothing is known of them.",
            )
            return self._told(
                table, f"What became of recommendations, by {_and(names)}", notes, found, names, of, opened
            )
        count = shares.findings if of == "findings" else shares.recommendations
        table = count(self.corpus, found, names, themes)
        what = "Strengths and weaknesses" if of == "findings" else "Recommendations"
        return self._told(table, f"{what}, by {_and(names)}", notes, found, names, of)

    def matters(
        self,
        *,
        theme: Given = None,
        authority: Given = None,
        region: Given = None,
        kind: Given = None,
        period: When = None,
        came_back: bool | None = None,
        progress: Shown = None,
    ) -> Comparison:
        """One row a recommendation: its way from letter to letter, its latest status, and whether it came back.

        A row opens to the recommendation, to the "evidence" of the later letters, or to what they recommend "again".
        """
        themes = self._themes(theme)
        found = letters(self.corpus, authority=authority, region=region, kind=kind, period=period)
        own = [
            m
            for m in matters(self.corpus, found.letters, progress=progress)
            if (not themes or set(themes) & set(m.themes)) and came_back in (None, m.came_back and bool(m.moments))
        ]
        opened = closing.told(self.corpus, own, self._read)
        table = shares.Table(closing.EACH, closing.each(own), [], closing.EACH_OPENS)
        return self._told(
            table, "Recommendations and their way", found.notes, found, (), "matters", opened, matters=own
        )

    def neighbours(
        self,
        authority: str,
        *,
        of: str = "findings",
        theme: Given = None,
        kind: Given = None,
        period: When = None,
        progress: Shown = None,
    ) -> Comparison:
        """An authority beside its statistical neighbours, the others of its region, and all others, by theme.

        Neighbours are the Department for Education's. Pooled: each sentence counts the same, so that an authority with
        more letters weighs more.
        """
        place, themes = known_authority(authority), self._themes(theme)
        found = letters(self.corpus, kind=kind, period=period)
        sides = beside.sides(found, place)
        notes = list(found.notes)
        if len(self.corpus) and not sides[0].letters.letters:
            notes.append(f"The corpus has no such letter of {place.name}.")
        tables: list[tuple[beside.Beside, shares.Table]] = []
        opens: list[tuple[Open, int]] = []
        _one("of", of, OF)
        for side in sides:
            if of == "closure":
                own = list(matters(self.corpus, side.letters.letters, progress=progress))
                table, groups = closing.closure(own, ("theme",), themes)
                opens.append((closing.recommended(self.corpus, groups, self._read), len(table.rows)))
            else:
                count = shares.findings if of == "findings" else shares.recommendations
                table = count(self.corpus, side.letters, ("theme",), themes)
                opens.append((opener(table.opened, self._read), len(table.rows)))
            tables.append((side, table))
        title = f"{place.name} beside its statistical neighbours and its region"
        return self._told(
            beside.together(tables), title, notes, found, ("theme",), of, in_turn(opens), authority=place.name
        )

    def changes(
        self,
        authority: Given = None,
        *,
        theme: Given = None,
        region: Given = None,
        kind: Given = FULL,
        period: When = None,
    ) -> Comparison:
        """From each letter of an authority to its next: how the share of weaknesses changed, in all and by theme.

        Of full inspections, unless `kind` says other: a visit looks at a part of the services, and is no measure of
        the whole.
        """
        found = letters(self.corpus, authority=authority, region=region, kind=kind, period=period)
        table = beside.changes(self.corpus, found, self._themes(theme))
        notes = list(found.notes)
        if found.letters and not table.rows:
            notes.append("No authority has two such letters. Widen kind or period, or add letters.")
        elif table.rows:
            notes.append("Of twenty themes one changes clearly by chance alone: read a single one with care.")
        return self._told(table, "Weaknesses from letter to letter", notes, found, (), "changes")

    def phrases(
        self,
        *,
        least: int = 3,
        theme: Given = None,
        polarity: Given = None,
        authority: Given = None,
        region: Given = None,
        kind: Given = None,
        period: When = None,
    ) -> Comparison:
        """Sentences that stand near-identical in `least` letters or more: the inspectorate's stock phrases.

        Near-identical: at most some 15 in 100 letters differ. The time it takes grows with the sentences, not with
        their square; notes say what is left out.
        """
        if least < 2:
            raise UnknownChoice("least", least, ("2 or more",))
        found = letters(self.corpus, authority=authority, region=region, kind=kind, period=period)
        polarities = tuple(map(Polarity, members(Polarity, "polarity", polarity)))
        table = phrases.phrases(self.corpus, found.letters, self._themes(theme), polarities, least)
        return self._told(
            table, "Sentences that come again in other letters", (*found.notes, phrases.LEFT_OUT), found, (), "phrases"
        )

    def _told(
        self,
        table: shares.Table,
        title: str,
        notes: Sequence[str],
        found: Letters,
        by: Sequence[str],
        of: str,
        opened: Open | None = None,
        **about: object,
    ) -> Comparison:
        trust = {"phrases": (), "closure": (_LINKS,), "matters": (_LINKS,)}.get(of, (_LABELS,))
        counted = [x for x in found.letters if all(x.label(name) is not None for name in by if name != "theme")]
        days = [x.listing.day for x in counted if x.listing.day]
        if "grade" in by and of != "recommendations":
            notes = (*notes, _GRADES)
        return Comparison(
            frame=frame(table.rows, table.columns),
            title=title,
            opens=table.opens,
            notes=(*notes, *(trust if table.rows else ())),
            about={"by": by, "of": of, "letters": len(counted), "days": (min(days), max(days)) if days else None}
            | about,
            _open=opened or opener(table.opened, self._read),
            _draw=drawn,
        )

    def _themes(self, given: Given) -> tuple[Theme, ...]:
        return tuple(map(Theme, members(Theme, "theme", given)))

    def _read(self, numbers: Sequence[int]) -> tuple[Hit, ...]:
        return by_number(self.corpus.db, numbers, self._report)

    def _report(self, of: Listing) -> Report:
        return dict(inside(self.corpus[of.id]))[of.place]


def _one(what: str, given: str, known: Sequence[str]) -> str:
    if given not in known:
        raise UnknownChoice(what, given, known)
    return given


def _and(names: Sequence[str]) -> str:
    return " and ".join(names)
