"""What closes, by hand: a few matters of which every figure can be counted on the fingers."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from samples import LETTERS

import ofstedmine as om
from ofstedmine.compare import matters as module
from ofstedmine.compare.closing import closure
from ofstedmine.compare.letters import Letter
from ofstedmine.compare.matters import Matter, Moment

E = om.Event


def letter(number: int, year: int, authority: str = "Fernley", kind: str = "ilacs") -> Letter:
    day = date(year, 1, 1)
    told = om.Listing(f"{number:064}", "", "x.pdf", om.Kind(kind), authority, None, om.Period(day, day), None)
    return Letter(number, told, authority)


def matter(raised: Letter, *later: tuple[int, E], themes: tuple[str, ...] = ("workforce",), again: int = 0) -> Matter:
    """`again`: in how many of the letters, from the last, it is a recommendation again."""
    moments = [
        Moment(letter(100 + i, year, str(raised.authority)), event, ("R1",) if i >= len(later) - again else (), ())
        for i, (year, event) in enumerate(later)
    ]
    return Matter("R1", "Supervision.", tuple(map(om.Theme, themes)), 1, "", raised, tuple(moments))


A, B = letter(1, 2015), letter(2, 2016, "Norbury", "sif")
MATTERS = [
    matter(A, (2018, E.CLOSED)),  # 3 years
    matter(A, (2018, E.OPEN), (2021, E.CLOSED)),  # 6 years
    matter(A, (2018, E.CLOSED), (2021, E.RAISED_ANEW), again=1),  # closed after 3; open at the last word
    matter(A, (2018, E.OPEN), (2021, E.NOT_ADDRESSED)),  # open until 2018, and no more is known
    matter(A, (2018, E.NOT_ADDRESSED)),  # nothing is known
    matter(B, (2020, E.PARTLY_CLOSED), again=1, themes=("workforce", "health")),
    matter(B),  # no later letter
]


def test_every_figure_of_a_row() -> None:
    table, groups = closure(MATTERS, ("kind",), ())
    ilacs, sif = table.rows
    counts = ("letters", "matters", "followed", "spoken_of", "closed", "partly_closed", "open", "not_addressed")
    assert [ilacs[c] for c in counts] == [1, 5, 5, 4, 2, 0, 2, 1]
    assert [sif[c] for c in counts] == [1, 2, 1, 1, 0, 1, 0, 0]
    assert (ilacs["came_back"], ilacs["raised_anew"], sif["came_back"], sif["raised_anew"]) == (1, 1, 1, 0)
    assert (ilacs["closed_share"], ilacs["back_share"]) == (2 / 4, 1 / 5)
    # seen: 3 closed, 6 closed, 3 closed, 3 censored: two of four close after 3 years, which is half
    assert ilacs["years_to_closed"] == pytest.approx(3.0, abs=0.01)
    assert sif["years_to_closed"] is None
    assert [len(g) for g in groups] == [5, 2]


def test_a_matter_of_two_themes_counts_in_both() -> None:
    rows = closure(MATTERS, ("theme",), ())[0].rows
    assert {r["theme"]: r["matters"] for r in rows} == {"workforce": 7, "health": 1}
    assert [r["theme"] for r in rows] == ["health", "workforce"]  # in the order of the themes
    only = closure(MATTERS, ("kind",), (om.Theme.HEALTH,))[0].rows
    assert [(r["kind"], r["matters"]) for r in only] == [("sif", 1)]


@pytest.mark.parametrize(
    ("matter", "status", "seen"),
    [
        (MATTERS[0], E.CLOSED, (3.0, True)),
        (MATTERS[1], E.CLOSED, (6.0, True)),
        (MATTERS[2], E.RAISED_ANEW, (3.0, True)),
        (MATTERS[3], E.OPEN, (3.0, False)),
        (MATTERS[4], E.NOT_ADDRESSED, None),
        (MATTERS[5], E.PARTLY_CLOSED, (4.0, False)),
        (MATTERS[6], None, None),
    ],
)
def test_what_is_known_of_a_matter(matter: Matter, status: E | None, seen: tuple[float, bool] | None) -> None:
    assert matter.status is status
    if seen is None:
        assert matter.seen is None
    else:
        assert matter.seen is not None
        assert matter.seen[0] == pytest.approx(seen[0], abs=0.01)
        assert matter.seen[1] is seen[1]


def test_the_matters_of_a_corpus_are_those_of_its_history(corpus: om.Corpus) -> None:
    of = [r for r in corpus.reports(authority="Marlowbridge", appendices=True) if r.kind is not om.Kind.COUNCIL_REPORT]
    lineages = om.history(of).lineages
    table = corpus.compare.matters(authority="Marlowbridge", progress=False)
    assert [r["chain"] for r in table.records] == [x.chain for x in lineages]
    assert [r["recommendation"] for r in table.records] == [x.matter.text for x in lineages]
    for i, lineage in enumerate(lineages):
        assert [h.text for h in table.sentences(i)] == [lineage.matter.text]
        again = [r.text for step in lineage.steps[1:] for r in step.recommendations]
        assert [h.text for h in table.sentences(i, "again")] == again
        spoken = [s.closure for s in lineage.steps[1:] if s.closure and s.event is not E.NOT_ADDRESSED]
        shown = [e.text for c in spoken for e in c.evidence]  # some are two sentences
        assert all(any(h.text in text for text in shown) for h in table.sentences(i, "evidence"))


def test_what_was_linked_is_kept_until_a_letter_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "letters.db"
    some = [p for p in LETTERS if p.parent.name == "stannerdale"]
    linked: list[str] = []
    link = module._linked
    monkeypatch.setattr(module, "_linked", lambda corpus, own: linked.append(own[0].authority) or link(corpus, own))
    with om.Corpus(file) as corpus:
        corpus.add(some[:1], progress=False)
        corpus.compare(of="closure", progress=False)
        corpus.add(some, progress=False)
        first = corpus.compare(of="closure", progress=False)
    with om.Corpus(file) as corpus:
        again = corpus.compare(of="closure", progress=False)
        assert corpus.check() == ()
    assert linked == ["Stannerdale", "Stannerdale"]
    assert again.csv == first.csv
    with closing(sqlite3.connect(file)) as db, db:  # as if it had been mined anew, by other rules
        db.execute("UPDATE documents SET mined_by = 'other rules'")
    with om.Corpus(file) as corpus:
        corpus.compare(of="closure", progress=False)
    assert len(linked) == 3
    monkeypatch.setattr(module, "linking_version", lambda: "other rules")
    with om.Corpus(file) as corpus:
        corpus.compare(of="closure", progress=False)
    assert len(linked) == 4


def test_a_corpus_that_may_not_be_written_is_linked_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: Path) -> sqlite3.Connection:
        raise om.CorpusError("read-only")

    some = [p for p in LETTERS if p.parent.name == "stannerdale"]
    with om.Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(some, progress=False)
        monkeypatch.setattr(module.schema, "open_to_write", refused)
        first = corpus.compare(of="closure", progress=False)
        monkeypatch.setattr(module, "_linked", lambda corpus, own: pytest.fail("linked twice"))
        assert corpus.compare(of="closure", progress=False).csv == first.csv
