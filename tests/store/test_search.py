"""What a search finds, in which order, and what it says where it finds nothing."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from samples import COUNCIL, LETTERS, letter

import ofstedmine as om
from ofstedmine.errors import QueryError, UnknownChoice
from ofstedmine.store import Corpus, beginnings, search
from ofstedmine.store.beginnings import spelled_out
from ofstedmine.store.query import understood

WRITTEN = {
    "a": letter(1, "Strategy meetings are timely.", "Social workers hold strategy talks before meetings."),
    "b": letter(2, "Strategy meetings are too late for some children.", place="Hackney", published="6 June 2021"),
    "c": letter(3, "Conferences are well chaired.", "The café’s naïve plan is poor.", place="Leeds"),
    "d": letter(4, "Meeting rooms are poor.", "An ⟨odd⟩ & “quoted” sentence stands here.", place="Camden"),
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("letters")
    for name, text in WRITTEN.items():
        (folder / f"{name}.md").write_text(text, "utf-8")
    with Corpus(folder / "letters.db") as corpus:
        corpus.add(folder, progress=False)
        yield corpus


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with Corpus(tmp_path_factory.mktemp("corpus") / "letters.db") as corpus:
        corpus.add(LETTERS, progress=False)
        yield corpus


@pytest.mark.parametrize(
    ("query", "filters", "found"),
    [
        ("strategy meetings", {}, ["Strategy meetings are timely", "Strategy meetings are too", "Social workers hold"]),
        ('"strategy meetings"', {}, ["Strategy meetings are timely", "Strategy meetings are too"]),
        ("“strategy meeting”", {}, ["Strategy meetings are timely", "Strategy meetings are too"]),
        ("STRATEGIES", {"region": "London"}, ["Strategy meetings are too"]),
        ("strategy", {"region": ["london", "yorkshire and the humber"]}, ["Strategy meetings are too"]),
        ("strategy", {"authority": "London Borough of Hackney"}, ["Strategy meetings are too"]),
        ("strategy", {"authority": "Leeds"}, []),
        ("strategy NOT late", {"part": "finding"}, ["Strategy meetings are timely", "Social workers hold"]),
        ("confer*", {}, ["Conferences"]),
        ("cafe naive", {}, ["The café’s naïve"]),
        ("poor OR late", {"polarity": "weakness"}, ["Meeting rooms", "The café’s", "Strategy meetings are too"]),
        ("poor OR late", {"polarity": ["strength", "mixed"]}, []),
        ("poor OR late", {"period": 2021}, []),
        ("timeliness", {"part": "recommendation"}, ["The timeliness of visit"] * 4),
        ("timeliness", {"part": ["finding", "quote"]}, []),
        ("timeliness", {"kind": "ilacs"}, []),
        ("meetings", {"theme": "strategy and enquiries", "authority": "Hackney"}, ["Strategy meetings are too"]),
        ("odd & quoted", {}, ["An ⟨odd⟩"]),
        ("", {"authority": "Camden", "part": "finding", "polarity": "weakness"}, ["Meeting rooms"]),
        ("", {"theme": "health"}, []),
    ],
)
def test_search(written: Corpus, query: str, filters: dict[str, object], found: list[str]) -> None:
    hits = written.search(query, **filters)
    assert len(hits) == len(found)
    for hit, begins in zip(sorted(hits, key=lambda h: h.text), sorted(found), strict=True):
        assert hit.text.startswith(begins)
    assert bool(hits.notes) == (not found)


def test_the_best_come_first_and_limit_cuts(written: Corpus) -> None:
    hits = written.search("strategy meetings")
    assert hits[0].text == "Strategy meetings are timely."
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert not hits.more
    cut = written.search("strategy meetings", limit=2)
    assert cut.hits == hits[:2]
    assert cut.total == hits.total == len(hits)
    assert cut.more
    assert cut[0] == hits[0]
    with pytest.raises(ValueError, match="limit is 1 or more"):
        written.search("strategy", limit=0)


def test_more_than_can_be_ranked_come_newest_first(samples: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = samples.search("children", limit=999)
    monkeypatch.setattr(search, "MOST_RANKED", 10)
    hits = samples.search("children", limit=999)
    assert {h.text for h in hits} == {h.text for h in ranked}
    days = [h.report.day or date.min for h in hits]
    assert days == sorted(days, reverse=True)
    assert "Add a word or a filter" in hits.notes[0]
    assert (ranked.total, hits.total) == (len(ranked), None)
    assert hits[0].score is None
    few = samples.search("children", limit=3, polarity="weakness", kind="sif")
    assert {h.report.kind for h in few} == {om.Kind.SIF}


@pytest.mark.parametrize(
    "query", ["s*", "strat*", '"strategy meet*"', "plan* NOT (assess* OR visi*)", "agenc*", "zz*", "é*"]
)
def test_beginnings_of_words_spelled_out_find_the_same(
    samples: Corpus, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = understood(query)
    plain, spelled = ({n for (n,) in samples.db.execute("SELECT rowid FROM words WHERE words MATCH ?", [words])}
                      for words in (asked, spelled_out(samples.db, asked)))  # fmt: skip
    assert plain == spelled
    ranked = samples.search(query, limit=9999)
    monkeypatch.setattr(search, "MOST_RANKED", 0)
    newest = samples.search(query, limit=9999)
    assert {(h.report.id, h.span, h.marks) for h in ranked} == {(h.report.id, h.span, h.marks) for h in newest}


def test_a_beginning_of_too_many_words_is_left_to_the_index(samples: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beginnings, "MOST", 3)
    assert spelled_out(samples.db, '"s" *') == '"s" *'
    assert samples.search("s*", limit=9999)


def test_a_hit_tells_its_place(samples: Corpus) -> None:
    (hit,) = samples.search('"Chronologies remain too weak"', part="finding")
    report = samples[hit.report.id]
    finding = next(f for f in report.findings if f.id == hit.item)
    assert (hit.text, hit.page, hit.paragraph, hit.section) == (
        finding.text,
        finding.page,
        finding.paragraph,
        finding.section,
    )
    assert (hit.polarity, hit.change, hit.extent, hit.themes) == (
        finding.polarity,
        finding.change,
        finding.extent,
        finding.themes,
    )
    assert report.document.slice(hit.span) == hit.text
    assert hit.source == report
    assert hit.cite() == "(Ofsted, 2022, p. 2, para. 8)"
    assert "Ofsted (2022)" in hit.cite("reference")
    assert hit.marked("<", ">") == "<Chronologies remain too weak> to be relied on."
    assert "<mark>Chronologies remain too weak</mark>" in hit._repr_html_()
    with pytest.raises(UnknownChoice):
        hit.cite("vancouver")


def test_a_hit_can_be_copied_and_sent_to_another_process(samples: Corpus) -> None:
    hit = samples.search("chronologies")[0]
    assert asdict(hit)["report"]["name"] == hit.report.name
    sent = pickle.loads(pickle.dumps(hit))
    assert sent == hit
    assert sent.source == hit.source


def test_a_letter_inside_a_report_is_found_as_a_letter(samples: Corpus) -> None:
    hits = samples.search("", kind="focused_visit", authority="Marlowbridge", limit=999)
    carried = samples[COUNCIL].appendices[0]
    assert {h.report.place for h in hits} == {"0"}
    assert len(hits) == len(carried.findings) + len(carried.recommendations) + len(carried.quotes)
    assert hits[0].source == carried


def test_nothing_in_html_or_marks_is_taken_for_code(written: Corpus) -> None:
    (hit,) = written.search("stands")
    assert [hit.text[m.start : m.end] for m in hit.marks] == ["stands"]
    assert "<script>" not in replace(hit, text="<script>alert(1)</script>", marks=())._repr_html_()


@pytest.mark.parametrize(
    ("query", "filters", "told"),
    [
        ("stratgy meetings", {}, 'No passage has "stratgy".'),
        ("strategy", {"region": "North East"}, "Without region there are 3."),
        ("strategy", {"authority": "Leeds", "polarity": "mixed"}, "Without any filter there are 3."),
        ("cafe", {"polarity": "strength"}, "Without polarity there is 1."),
        ("cafe strategy", {}, "With OR between its words there are 4."),
        ('"meetings strategy"', {}, 'No passage has "meetings strategy".'),
        ("", {"theme": "health", "region": "London"}, "Without theme there are"),
    ],
)
def test_nothing_found_says_what_would_widen(written: Corpus, query: str, filters: dict[str, str], told: str) -> None:
    hits = written.search(query, **filters)
    assert not hits
    assert any(told in note for note in hits.notes), hits.notes


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        ({"theme": "weather"}, "known: early_help, front_door"),
        ({"polarity": "bad"}, "known: strength, weakness, mixed, neutral"),
        ({"part": "action"}, "known: finding, recommendation, quote"),
        ({"region": "Wales"}, "known: East Midlands, "),
        ({"kind": ["ilacs", "letter"]}, "unknown kind “letter”"),
    ],
)
def test_an_unknown_value_names_the_known(written: Corpus, filters: dict[str, object], told: str) -> None:
    with pytest.raises(UnknownChoice, match=told):
        written.search("plans", **filters)


def test_a_wrong_query_is_explained(written: Corpus) -> None:
    with pytest.raises(QueryError, match=r"is not closed\. Write for instance: "):
        written.search('"strategy')


def test_nothing_that_is_typed_breaks_the_file(written: Corpus, tmp_path: Path) -> None:
    for typed in ("'; DROP TABLE passages; --", 'a" OR 1=1 --', "rank:x", "^a", "a + b", "-a", "col : b", "{a b}: c"):
        try:
            written.search(typed, authority="Leeds")
        except QueryError:
            continue
    assert written.check() == ()


def test_beginnings_of_words_in_no_rank(samples: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked = samples.search("child* NOT plan*", limit=999)
    monkeypatch.setattr(search, "MOST_RANKED", 10)
    hits = samples.search("child* NOT plan*", limit=999)
    assert {(h.report.id, h.text) for h in hits} == {(h.report.id, h.text) for h in ranked}
    days = [h.report.day or date.min for h in hits]
    assert days == sorted(days, reverse=True)
    assert all(h.marks for h in hits)
