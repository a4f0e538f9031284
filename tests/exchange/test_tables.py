"""Tables come back cell for cell, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import os
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pyarrow.parquet as parquet
import pytest
from awkward import BEYOND, HOSTILE, LETTERS, SAMPLES, report, reports, texts
from hypothesis import given
from hypothesis import strategies as st

import ofstedmine as om
from ofstedmine.exchange import delimited
from ofstedmine.exchange.schema import TABLES, Type, described

TABULAR = (".csv", ".parquet")
DOCUMENTED = Path(__file__).parents[2] / "docs" / "schema.md"
HEADING = "## The tables\n\n"


@pytest.fixture(scope="module")
def mined() -> list[om.Report]:
    return [om.mine(path) for path in LETTERS]


@pytest.mark.parametrize("form", TABULAR)
@pytest.mark.parametrize("name", TABLES)
def test_each_table_of_the_samples_comes_back(mined: list[om.Report], tmp_path: Path, name: str, form: str) -> None:
    rows = list(om.table(mined, name))
    path = om.export(mined, tmp_path / f"a{form}", table=name)
    assert list(om.load_table(path)) == rows
    assert [list(row) for row in rows] == [[c.name for c in TABLES[name].columns]] * len(rows)
    assert rows


@pytest.mark.parametrize("form", TABULAR)
def test_passages_that_were_found_come_back(tmp_path: Path, form: str) -> None:
    with om.Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(LETTERS, progress=False)
        found = corpus.search("chronologies OR supervision", limit=1000)
        rows = list(om.table(found))
        assert [row["text"] for row in rows] == [hit.text for hit in found]
        assert {row["part"] for row in rows} >= {"finding", "recommendation"}
        for row in rows:
            text = corpus[row["report"]].document.text
            assert text[row["start"] : row["end"]] == row["text"]
        assert list(om.load_table(om.export(found, tmp_path / f"a{form}"))) == rows
        assert list(om.load_table(om.export(found[:2], tmp_path / f"b{form}"))) == rows[:2]
        none = om.export(corpus.search("elephants"), tmp_path / f"c{form}")
        assert list(om.load_table(none)) == []
        book = openpyxl.load_workbook(om.export(found, tmp_path / "a.xlsx"))
        assert book.sheetnames == ["passages"]
        assert book["passages"].max_row == len(rows) + 1
        with pytest.raises(om.OutputError, match="passages make a table"):
            om.export(found, tmp_path / "a.jsonl")


@pytest.mark.parametrize("form", TABULAR)
@pytest.mark.parametrize("name", TABLES)
def test_hostile_texts_come_back(tmp_path: Path, name: str, form: str) -> None:
    hostile = report(HOSTILE)
    path = om.export(hostile, tmp_path / f"a{form}", table=name)
    assert list(om.load_table(path)) == list(om.table(hostile, name))


@given(reports, st.sampled_from(sorted(TABLES)), st.sampled_from(TABULAR))
def test_any_report_s_tables_come_back(tmp_path_factory: pytest.TempPathFactory, found, name, form) -> None:
    path = om.export(found, tmp_path_factory.getbasetemp() / f"any{form}", table=name, force=True)
    assert list(om.load_table(path)) == list(om.table(found, name))


@given(st.lists(texts, max_size=4).map(tuple))
def test_any_list_of_texts_comes_back(items: tuple[str, ...]) -> None:
    (cell,) = next(csv.reader(io.StringIO(delimited._cell(items), newline="")), [""])
    assert delimited._value(cell, Type.TEXTS) == items


def test_a_row_says_where_its_words_stand(mined: list[om.Report]) -> None:
    by_id = {r.document.fingerprint: r.document.text for r in mined}
    for name in ("findings", "paragraphs"):
        for row in om.table(mined, name):
            assert by_id[row["report"]][row["start"] : row["end"]] == row["text"]


def test_a_letter_inside_a_report_has_rows_of_its_own() -> None:
    council = om.mine(SAMPLES / "marlowbridge" / "2021-09-focused-visit-report.pdf")
    kinds = {row["place"]: row["kind"] for row in om.table(council, "reports")}
    assert kinds == {None: "council_report", "0": "focused_visit"}
    told = [(row["retold"], row["place"]) for row in om.table(council, "recommendations")]
    assert (False, "0") in told
    assert (True, None) in told


def test_no_cell_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    """Not for a program either that parts cells at semicolons and tabs too, as LibreOffice offers to."""
    for name in TABLES:
        text = om.export(report(HOSTILE), tmp_path / f"{name}.csv", table=name).read_text("utf-8-sig")
        cells = re.findall(r'"((?:[^"]|"")*)"|([^",;\t\r\n]+)', text)
        assert not [c for pair in cells for c in pair if c.strip("\0\t\r\n \ufeff")[:1] in tuple("=+-@＝")]
        assert len(cells) > 20


def test_pandas_reads_both(mined: list[om.Report], tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    from_csv = pandas.read_csv(om.export(mined, tmp_path / "a.csv"))
    from_parquet = pandas.read_parquet(om.export(mined, tmp_path / "a.parquet"))
    assert list(from_csv.columns) == list(from_parquet.columns)
    assert len(from_csv) == len(from_parquet) == len(list(om.table(mined)))
    assert set(from_parquet["polarity"]) == set(from_csv["polarity"]) == {p.value for p in om.Polarity}
    assert from_csv["page"].dropna().tolist() == from_parquet["page"].dropna().tolist()


@pytest.mark.parametrize("form", TABULAR)
def test_rows_do_not_wait_in_memory(tmp_path: Path, form: str) -> None:
    """Much of what is written is on the disk before the last report is asked for."""
    seen = []

    def many():
        for number in range(400):
            if number == 399:
                seen.extend(p.stat().st_size for p in tmp_path.iterdir())
            yield report([os.urandom(50).hex() for _ in range(20)])

    path = om.export(many(), tmp_path / f"a{form}")
    assert seen[0] > 0.5 * path.stat().st_size


@pytest.mark.parametrize("form", TABULAR)
@pytest.mark.parametrize("content", [b"", b"a,b\r\n1,2\r\n", b"\xff\xfe\x00", b"PAR1PAR1"])
def test_another_s_file_is_refused(tmp_path: Path, form: str, content: bytes) -> None:
    (tmp_path / f"a{form}").write_bytes(content)
    with pytest.raises(om.UnreadableDocument):
        list(om.load_table(tmp_path / f"a{form}"))


def test_a_column_more_at_the_end_is_passed_over(tmp_path: Path) -> None:
    """A newer edition may write one without another version."""
    found = report(["Plans are timely."])
    path = om.export(found, tmp_path / "a.csv")
    head, row = path.read_bytes().splitlines()
    path.write_bytes(head + b",certainty\r\n" + row + b",0.9\r\n")
    assert list(om.load_table(path)) == list(om.table(found))
    path.write_bytes(head + b",certainty\r\n" + row + b"\r\n")
    with pytest.raises(om.UnreadableDocument, match="line 2 has"):
        list(om.load_table(path))
    path.write_bytes(head.removesuffix(b",citation") + b"\r\n" + row + b"\r\n")
    with pytest.raises(om.UnreadableDocument, match="no table of schema"):
        list(om.load_table(path))


def test_a_column_more_in_parquet_is_passed_over_and_a_newer_version_refused(tmp_path: Path) -> None:
    found = report(["Plans are timely."])
    path = om.export(found, tmp_path / "a.parquet")
    told = parquet.read_table(path)
    parquet.write_table(told.append_column("certainty", [[0.9]]), path)
    assert list(om.load_table(path)) == list(om.table(found))
    parquet.write_table(told.drop_columns("citation"), path)
    with pytest.raises(om.UnreadableDocument, match=r"holds no table of schema 1\. Give a file"):
        list(om.load_table(path))
    parquet.write_table(told.replace_schema_metadata({**told.schema.metadata, b"ofstedmine.schema": b"2"}), path)
    with pytest.raises(om.UnreadableDocument, match=r"is of schema 2\. .* pip install --upgrade"):
        list(om.load_table(path))


def test_a_row_that_somebody_broke_is_refused(tmp_path: Path) -> None:
    path = om.export(report([BEYOND]), tmp_path / "a.csv", table="judgements")
    path.write_bytes(path.read_bytes().replace(b",1,0,", b",one,0,"))
    with pytest.raises(om.UnreadableDocument, match="one"):
        list(om.load_table(path))


def test_the_workbook_has_filters_headings_that_stay_and_no_formula(tmp_path: Path) -> None:
    path = om.export(report(HOSTILE, day=date(2022, 3, 4)), tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == list(TABLES)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert not [c.value for row in sheet for c in row if c.data_type == "f"]
    rows = list(book["findings"].values)
    texts = [row[rows[0].index("text")] for row in rows[1:]]
    assert texts[:2] == list(HOSTILE[:2])
    assert [row[rows[0].index("day")].date() for row in rows[1:3]] == [date(2022, 3, 4)] * 2
    quoted = book["findings"].cell(2, rows[0].index("text") + 1)
    assert quoted.quotePrefix


@pytest.mark.parametrize(("day", "shown"), [(date(1899, 12, 31), "1899-12-31"), (date(1901, 1, 1), date(1901, 1, 1))])
def test_a_day_that_excel_does_not_know_is_a_text(tmp_path: Path, day: date, shown: object) -> None:
    sheet = openpyxl.load_workbook(om.export(report(["a"], day=day), tmp_path / "a.xlsx", table="reports")).active
    told = sheet.cell(2, 7).value
    assert (told.date() if isinstance(told, datetime) else told) == shown


@pytest.mark.parametrize("form", TABULAR)
def test_any_number_that_a_report_claims_comes_back(tmp_path: Path, form: str) -> None:
    found = replace(report([]), quotes=(om.Quote("a", None, 10**12, None, None),))
    path = om.export(found, tmp_path / f"a{form}", table="quotes")
    assert [row["claimed_pages"] for row in om.load_table(path)] == [(10**12,)]


def test_a_workbook_of_one_table(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(om.export(report(["a"]), tmp_path / "a.xlsx", table="quotes"))
    assert book.sheetnames == ["quotes"]


def test_the_schema_is_documented() -> None:
    """`python tests/exchange/test_tables.py` writes the page anew."""
    assert DOCUMENTED.read_text("utf-8").partition(HEADING)[2] == described() + "\n"


if __name__ == "__main__":
    page = DOCUMENTED.read_text("utf-8")
    DOCUMENTED.write_text(page[: page.index(HEADING) + len(HEADING)] + described() + "\n", "utf-8")
