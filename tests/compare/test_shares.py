"""Counts against a slow count over the reports themselves; every row opens to what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from samples import COUNCIL, letter

import ofstedmine as om
from ofstedmine.compare import Comparison, clustered

KINDS = [k.value for k in om.Kind if k not in (om.Kind.COUNCIL_REPORT, om.Kind.OTHER)]
Ask = Callable[[om.Corpus], Comparison]
TABLES: dict[str, Ask] = {
    "theme": lambda c: c.compare(),
    "authority": lambda c: c.compare("authority"),
    "region": lambda c: c.compare("region"),
    "year": lambda c: c.compare("year"),
    "kind": lambda c: c.compare("kind"),
    "grade": lambda c: c.compare("grade"),
    "grade and theme": lambda c: c.compare(["grade", "theme"]),
    "letter": lambda c: c.compare("letter"),
    "kind and theme": lambda c: c.compare(["kind", "theme"]),
    "theme and region": lambda c: c.compare(["theme", "region"]),
    "recommendations": lambda c: c.compare(["year", "theme"], of="recommendations"),
    "closure": lambda c: c.compare(of="closure", progress=False),
    "closure by kind": lambda c: c.compare("kind", of="closure", progress=False),
    "matters": lambda c: c.compare.matters(progress=False),
    "neighbours": lambda c: c.compare.neighbours("Leeds"),
    "neighbours, closure": lambda c: c.compare.neighbours("Leeds", of="closure", progress=False),
    "changes": lambda c: c.compare.changes(kind=None),
    "phrases": lambda c: c.compare.phrases(least=2),
}


@pytest.mark.parametrize("by", ["authority", "kind", "theme", "year"])
def test_findings_are_counted_as_the_reports_have_them(corpus: om.Corpus, by: str) -> None:
    slow: Counter[tuple[object, om.Polarity]] = Counter()
    letters: dict[object, dict[str | None, list[int]]] = {}
    for report in corpus.reports(kind=KINDS, appendices=True):
        for finding in report.findings:
            assert report.day is not None
            own = {"authority": [report.authority], "kind": [report.kind.value], "year": [report.day.year]}
            for label in own.get(by, [t.value for t in finding.themes]):
                slow[label, finding.polarity] += 1
                if finding.polarity is not om.Polarity.NEUTRAL:
                    told = letters.setdefault(label, {}).setdefault(report.title, [0, 0])
                    told[0] += finding.polarity is om.Polarity.WEAKNESS
                    told[1] += 1
    table = corpus.compare(by)
    found: Counter[tuple[object, om.Polarity]] = Counter()
    columns = {"strengths": "strength", "weaknesses": "weakness", "mixed": "mixed", "neutral": "neutral"}
    for row in table.records:
        found.update({(row[by], om.Polarity(p)): row[column] for column, p in columns.items()})
        assert row["judged"] == row["strengths"] + row["weaknesses"] + row["mixed"]
        own = clustered([(w, n) for w, n in letters[row[by]].values()])
        assert (row["weakness_share"], row["weakness_low"], row["weakness_high"]) == pytest.approx(own[:3])
    assert +found == +slow


def test_recommendations_are_shares_of_all_that_a_group_is_given(corpus: om.Corpus) -> None:
    slow: Counter[tuple[str, str]] = Counter()
    every: Counter[str] = Counter()
    for report in corpus.reports(kind=KINDS, appendices=True):
        every[report.kind.value] += len(report.recommendations)
        slow.update((report.kind.value, t.value) for r in report.recommendations for t in r.themes)
    rows = corpus.compare(["kind", "theme"], of="recommendations").records
    assert {(r["kind"], r["theme"]): r["recommendations"] for r in rows if r["recommendations"]} == slow
    assert {r["kind"]: r["out_of"] for r in rows} == +every
    assert all(r["recommendation_share"] == r["recommendations"] / r["out_of"] for r in rows)


@pytest.mark.parametrize("name", TABLES)
def test_every_count_opens_to_so_many_sentences(corpus: om.Corpus, name: str) -> None:
    table = TABLES[name](corpus)
    for i, row in enumerate(table.records):
        for column in table.opens if name != "matters" else ():
            assert len(table.sentences(i, column)) == row[column], (i, column)
        shown = table.sentences(i)
        assert shown or row[table.opens[0]] == 0
        assert all(hit.text in corpus[hit.report.id].document.text or hit.span for hit in shown[:1])


@pytest.mark.parametrize("name", TABLES)
def test_columns_and_their_types_are_the_same_when_nothing_is_there(
    corpus: om.Corpus, tmp_path: Path, name: str
) -> None:
    with om.Corpus(tmp_path / "none.db") as nothing:
        full, empty = TABLES[name](corpus), TABLES[name](nothing)
    assert list(empty.frame.columns) == list(full.frame.columns)
    assert list(map(str, empty.frame.dtypes)) == list(map(str, full.frame.dtypes))
    assert not len(empty)
    assert empty.records == []
    assert "The corpus is empty" in empty.notes[0]
    assert "object" not in set(map(str, full.frame.dtypes))


def test_a_row_is_named_in_any_way(corpus: om.Corpus) -> None:
    table = corpus.compare()
    frame = table.frame
    i = int(frame["weaknesses"].astype(int).idxmax())
    texts = {hit.text for hit in table.sentences(i, "weaknesses")}
    assert texts
    row = next(r for r in frame.itertuples() if r.Index == i)
    for given in (frame.loc[i], row):
        assert {hit.text for hit in table.sentences(given, "weaknesses")} == texts
    named = table.sentences(theme=frame.loc[i, "theme"], column="weaknesses")
    assert {hit.text for hit in named} == texts
    assert all(hit.polarity is om.Polarity.WEAKNESS for hit in named)


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        (lambda c: c.compare("town"), "unknown by “town”; known: authority, region, year, kind, grade, theme, letter"),
        (lambda c: c.compare([]), "unknown by “”"),
        (lambda c: c.compare(of="grades"), "unknown of “grades”; known: findings, recommendations, closure"),
        (lambda c: c.compare(theme="wrokforce"), "unknown theme “wrokforce”; known: early_help"),
        (lambda c: c.compare(region="Lodnon"), "unknown region “Lodnon”; known: East Midlands"),
        (lambda c: c.compare.neighbours("Leds"), "unknown authority “Leds”; nearest: Leeds"),
        (lambda c: c.compare.phrases(least=1), "unknown least “1”; known: 2 or more"),
        (lambda c: c.compare().sentences(99), "unknown row “99”"),
        (lambda c: c.compare().sentences(0, "grades"), "unknown column “grades”; those that open: findings"),
        (lambda c: c.compare().sentences(town="Leeds"), "unknown column “town”; known: theme"),
        (lambda c: c.compare(["kind", "theme"]).sentences(kind="ilacs"), "rows fit it; name one"),
        (lambda c: c.compare().sentences(theme="wrokforce"), "unknown row “theme='wrokforce'”; why: no rows fit it"),
        (lambda c: c.compare().sentences(), "unknown row “none named”"),
    ],
)
def test_what_is_not_known_is_answered_with_what_is(corpus: om.Corpus, ask: Ask, told: str) -> None:
    with pytest.raises(om.UnknownChoice) as caught:
        ask(corpus)
    assert told in str(caught.value)


def test_a_filter_that_leaves_nothing_is_named(corpus: om.Corpus) -> None:
    assert corpus.compare(period=1999, kind="ilacs").notes == ("No letter is left. Compare without kind or period.",)


def test_filters_are_those_of_a_search(corpus: om.Corpus) -> None:
    rows = corpus.compare("theme", kind="ilacs", period="2022/2023", theme=["workforce", "front door"]).records
    assert {r["theme"] for r in rows} <= {"workforce", "front_door"}
    for row in rows:
        for polarity, column in (("strength", "strengths"), ("weakness", "weaknesses")):
            hits = corpus.search(
                theme=row["theme"], polarity=polarity, part="finding", kind="ilacs", period="2022/2023", limit=9999
            )
            assert len(hits) == row[column]


def test_a_letter_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    with om.Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(COUNCIL, progress=False)
        once = corpus.compare("kind")
        (tmp_path / "copy.md").write_text(letter(1, "Supervision is weak."), "utf-8")
        (tmp_path / "again.md").write_text(letter(1, "Supervision is weak.") + "\n", "utf-8")
        corpus.add([tmp_path / "copy.md", tmp_path / "again.md"], progress=False)
        assert [r["letters"] for r in once.records] == [1]
        twice = corpus.compare("kind")
        assert sum(r["letters"] for r in twice.records) == 2
        assert twice.notes[0] in {
            f"1 letter stood there twice, and counted once (left out: {name}.md)." for name in ("copy", "again")
        }


def test_letters_are_grouped_by_the_grade_that_they_print_from_the_best_to_the_worst(corpus: om.Corpus) -> None:
    slow: dict[str, list[om.Report]] = {}
    for report in corpus.reports(kind=KINDS, appendices=True):
        for judgement in report.judgements:
            if judgement.area == "Overall effectiveness" and judgement.level:
                slow.setdefault(judgement.level.value, []).append(report)
    table = corpus.compare("grade")
    counted = {row["grade"]: (row["letters"], row["findings"]) for row in table.records}
    assert counted == {grade: (len(own), sum(len(r.findings) for r in own)) for grade, own in slow.items()}
    assert list(counted) == [g.value for g in om.Grade if g.value in counted]
    assert len(counted) > 1
    left = sum(map(len, slow.values()))
    assert f"{left} letters, inspected" in table.plot().alt
    assert any("with no grade, left out" in note for note in table.notes)
    assert any("part of what lies between two grades" in note for note in table.notes)
    closed = corpus.compare("grade", of="closure", progress=False)
    assert [r["grade"] for r in closed.records] == [g.value for g in om.Grade if g.value in counted]


def test_a_document_of_no_known_form_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_text(letter(1, "Supervision is weak."), "utf-8")
    (tmp_path / "notes.txt").write_text("Notes of a meeting. Supervision is weak.", "utf-8")
    with om.Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(tmp_path, progress=False)
        told = corpus.compare("kind")
        assert told.notes[0] == 'Left out: 1 document of no known form of letter; kind "other" counts such alone.'
        for kind in ("other", ["ilacs", "other"], "ilacs"):
            assert not any("Left out" in note for note in corpus.compare("kind", kind=kind).notes)


def test_a_table_is_saved_whole_and_runs_no_formula(corpus: om.Corpus, tmp_path: Path) -> None:
    from dataclasses import replace

    table = corpus.compare.matters(progress=False)
    changed = table.frame.copy()
    changed.loc[0, "recommendation"] = '=HYPERLINK("x")'
    path = replace(table, frame=changed).save(tmp_path / "matters.csv")
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("authority,region,kind,raised,recommendation,")
    assert "'=HYPERLINK" in lines[1]
    assert len(lines) == len(table) + 1
    with pytest.raises(om.OutputError, match="it is there already"):
        table.save(path)
