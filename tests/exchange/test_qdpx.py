"""Coded projects: true to the standard's schema, readable by another's reader, the same bytes each time."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from awkward import BEYOND, HOSTILE, LETTERS, SAMPLES, STANDARD, report, reports
from hypothesis import given
from lxml import etree

import ofstedmine as om
from ofstedmine.exchange.codes import codebook, coded
from ofstedmine.text import fold

refi = pytest.importorskip("pyrefiqda", reason="pyrefiqda reads the projects back: pip install pyrefiqda")


def read(path: Path, into: Path) -> tuple[object, dict[str, str]]:
    """A project as another's reader gives it, and the text of each source by its GUID."""
    project = refi.RefiProject.load(path, into)
    texts = {}
    for source in of(project):
        there = refi.RefiProject.resolve_source_path(source.plain_text_path, into)
        texts[source.guid] = there.read_bytes().decode("utf-8")
    return project, texts


def of(project) -> list:
    sources = project.sources
    return [*sources.text_source, *(p.representation for p in sources.pdfsource)] if sources else []


def names(project) -> dict[str, str]:
    return {c.guid: c.name for group in project.code_book.codes.code for c in (group, *group.code)}


def valid(path: Path) -> None:
    if not STANDARD.exists():
        pytest.skip("the standard's schema (../shared/standards) is not here")
    schema = etree.XMLSchema(etree.parse(STANDARD))
    with zipfile.ZipFile(path) as zipped:
        tree = etree.fromstring(zipped.read("project.qde"))
    schema.assertValid(tree)
    guids = [e.get("guid") for e in tree.iter() if e.get("guid") and not e.tag.endswith("PlainTextSelection")]
    assert [g for g, n in Counter(guids).items() if n > 1] == []
    referred = {e.get(k) for e in tree.iter() for k in ("targetGUID", "creatingUser") if e.get(k)}
    assert referred <= set(guids)


@pytest.fixture(scope="module")
def mined() -> list[om.Report]:
    return [om.mine(path) for path in LETTERS]


@pytest.mark.parametrize("pdf", [False, True])
def test_the_samples_open_coded(mined: list[om.Report], tmp_path: Path, pdf: bool) -> None:
    path = om.export(mined, tmp_path / "a.qdpx", pdf=pdf)
    valid(path)
    project, texts = read(path, tmp_path / "out")
    code = names(project)
    given = Counter()
    for source in of(project):
        for s in source.plain_text_selection:
            words = texts[source.guid][s.start_position : s.end_position]
            assert fold(words).startswith(s.name.rstrip("…"))
            given.update((words, code[c.code_ref.target_guid]) for c in s.coding)
    for found in mined:
        for finding in found.findings:
            assert given[finding.text, finding.polarity.value.capitalize()]
        assert all(given[r.text, "Recommendation"] for r in found.recommendations if r.kind == "improvement")
    assert sum(given.values()) == sum(len(passage.codes) for r in mined for passage in coded(r))
    assert len(project.sources.pdfsource) == (sum(p.suffix == ".pdf" for p in LETTERS) if pdf else 0)


def test_a_passage_is_marked_where_it_stands_on_the_pdf(tmp_path: Path) -> None:
    mined = om.mine(SAMPLES / "marlowbridge" / "2022-06-ilacs.pdf")
    project, _ = read(om.export(mined, tmp_path / "a.qdpx", pdf=True), tmp_path / "out")
    (source,) = project.sources.pdfsource
    areas = {s.guid: s for s in source.pdfselection}
    by_text = {s.guid: s for s in source.representation.plain_text_selection}
    assert set(by_text) <= set(areas)
    with pdfplumber.open(SAMPLES / "marlowbridge" / "2022-06-ilacs.pdf") as pdf:
        for finding in mined.findings:
            found = next(g for g, s in by_text.items() if s.start_position == finding.span.start)
            area, page = areas[found], pdf.pages[areas[found].page]
            box = (area.first_x, page.height - area.second_y, area.second_x, page.height - area.first_y)
            words = page.crop(box).extract_text().split()
            assert finding.text.split()[1] in words
            codes = [[c.code_ref.target_guid for c in s.coding] for s in (area, by_text[found])]
            assert codes[0] == codes[1]


def test_authorities_are_cases_kinds_are_sets_and_letters_have_values(mined: list[om.Report], tmp_path: Path) -> None:
    project, _ = read(om.export(mined, tmp_path / "a.qdpx"), tmp_path / "out")
    sources = {s.guid: s for s in of(project)}
    assert {c.name for c in project.cases.case} == {r.authority for r in mined} - {None}
    assert sum(len(c.source_ref) for c in project.cases.case) == sum(r.authority is not None for r in mined)
    assert Counter(len(s.member_source) for s in project.sets.set) == Counter(Counter(r.kind for r in mined).values())
    variables = {v.guid: v.name for v in project.variables.variable}
    for found, source in zip(mined, sources.values(), strict=True):
        values = {variables[v.variable_ref.target_guid]: v for v in source.variable_value}
        assert ("Authority" in values) == (found.authority is not None)
        if found.authority:
            assert values["Authority"].text_value == found.authority
        assert ("Day" in values) == (found.day is not None)
        if found.day:
            assert str(values["Day"].date_value) == found.day.isoformat()


def test_the_same_input_gives_the_same_bytes(mined: list[om.Report], tmp_path: Path) -> None:
    one, other = (om.export(mined, tmp_path / n, pdf=True).read_bytes() for n in ("a.qdpx", "b.qdpx"))
    assert hashlib.sha256(one).digest() == hashlib.sha256(other).digest()


@given(reports)
def test_any_text_keeps_its_places(tmp_path_factory: pytest.TempPathFactory, found: om.Report) -> None:
    folder = tmp_path_factory.mktemp("any")
    path = om.export(found, folder / "a.qdpx")
    valid(path)
    _, texts = read(path, folder / "out")
    (text,) = texts.values()
    assert len(text) == len(found.document.text)
    assert text.count("\n") == found.document.text.count("\n")
    shutil.rmtree(folder)


@pytest.mark.parametrize("before", ["\x00", "\ud800", "😀", "\r\n", "\ufffe\x0b", "<&]]>"])
def test_positions_are_code_points_of_the_text(tmp_path: Path, before: str) -> None:
    path = om.export(report([before, BEYOND]), tmp_path / "a.qdpx")
    project, texts = read(path, tmp_path / "out")
    (source,) = of(project)
    last = source.plain_text_selection[-1]
    assert texts[source.guid][last.start_position : last.end_position] == BEYOND


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    path = om.export(replace(report(HOSTILE, name=HOSTILE[0]), authority="</Project>"), tmp_path / "a.qdpx")
    valid(path)
    project, _ = read(path, tmp_path / "out")
    assert project.cases.case[0].name == "</Project>"
    with zipfile.ZipFile(path) as zipped:
        assert all(n == "project.qde" or (n.startswith("sources/") and ".." not in n) for n in zipped.namelist())


def test_two_letters_of_one_name_are_told_apart_and_one_that_comes_twice_is_one(tmp_path: Path) -> None:
    first, second = (report([t], day=date(2022, 3, 4)) for t in ("One.", "Two."))
    project, _ = read(om.export([first, second, first], tmp_path / "a.qdpx"), tmp_path / "out")
    assert [s.name for s in of(project)] == [
        "Fernley, full inspection (ILACS), 4 March 2022",
        "Fernley, full inspection (ILACS), 4 March 2022 (2)",
    ]


def test_a_pdf_that_has_gone_or_changed_is_left_out(tmp_path: Path) -> None:
    pdf = tmp_path / "letter.pdf"
    shutil.copy(SAMPLES / "marlowbridge" / "2022-06-ilacs.pdf", pdf)
    mined = om.mine(pdf)
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    changed, _ = read(om.export(mined, tmp_path / "a.qdpx", pdf=True), tmp_path / "one")
    pdf.unlink()
    gone, _ = read(om.export(mined, tmp_path / "b.qdpx", pdf=True), tmp_path / "two")
    assert len(changed.sources.text_source) == len(gone.sources.text_source) == 1


def test_nothing_is_a_project_too(tmp_path: Path) -> None:
    valid(om.export([], tmp_path / "a.qdpx"))


def test_no_two_codes_have_one_name() -> None:
    every = [c for group, inside in codebook().items() for c in (group, *inside)]
    assert len({c.name.lower() for c in every}) == len(every)
    assert {len(inside) for group, inside in codebook().items() if group.name == "Theme"} == {len(om.Theme)}
    assert {"Pre-proceedings", "Care leavers", "Weakness", "Improved"} <= {c.name for c in every}
