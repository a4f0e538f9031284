"""`export` says what it cannot do before it begins, and leaves nothing half done."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from awkward import SAMPLES, report

import ofstedmine as om

FORMS = (".jsonl", ".csv", ".parquet", ".xlsx", ".qdpx", ".jsonld")


@pytest.mark.parametrize(
    ("name", "options", "why"),
    [
        ("a.ods", {}, r"\.ods is not known; .* \.jsonl, \.csv, \.parquet, \.xlsx, \.qdpx or \.jsonld"),
        ("a", {}, "it has no ending"),
        ("none/a.csv", {}, "there is no folder"),
        ("a.csv", {"table": "finding"}, "unknown table “finding”; known: reports, findings"),
        ("a.qdpx", {"table": "findings"}, "leave the table out"),
        ("a.csv", {"pdf": True}, "PDFs go into a .qdpx project alone"),
        ("a.graphml", {}, "a graph is made of a follow-up"),
    ],
)
def test_what_cannot_be_written_is_told(tmp_path: Path, name: str, options: dict[str, object], why: str) -> None:
    with pytest.raises(om.OfstedmineError, match=why):
        om.export(report(["a"]), tmp_path / name, **options)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_written_over_unasked_and_a_failure_leaves_nothing(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"a{form}"
    path.write_text("old")
    with pytest.raises(om.OutputError, match="it is there already"):
        om.export(report(["a"]), path)

    def failing():
        yield report(["a"])
        raise om.UnreadableDocument("letter.pdf", "It is broken.")

    with pytest.raises(om.UnreadableDocument):
        om.export(failing(), path, force=True)
    assert path.read_text() == "old"
    assert om.export(report(["a"]), path, force=True) == path.resolve()
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("form", [f for f in FORMS if f != ".xlsx"])  # which has the time in it
def test_a_corpus_is_exported_as_its_reports_are(tmp_path: Path, form: str) -> None:
    with om.Corpus(tmp_path / "letters.db") as corpus:
        corpus.add(SAMPLES / "marlowbridge", progress=False)
        one = om.export(corpus, tmp_path / f"a{form}").read_bytes()
        other = om.export(list(corpus), tmp_path / f"b{form}").read_bytes()
    assert one == other


@pytest.mark.parametrize("form", FORMS)
def test_what_is_no_report_is_refused(tmp_path: Path, form: str) -> None:
    with pytest.raises(TypeError, match="a mined report is wanted"):
        om.export(["letter.pdf"], tmp_path / f"a{form}")
    for path in ("letters/", tmp_path):
        with pytest.raises(TypeError, match="reports are wanted, not a path"):
            om.export(path, tmp_path / f"a{form}")


def test_a_follow_up_is_exported_as_its_graph(tmp_path: Path) -> None:
    folder = SAMPLES / "marlowbridge"
    found = om.follow_up(om.mine(folder / "2021-09-focused-visit-report.pdf"), om.mine(folder / "2022-06-ilacs.pdf"))
    assert om.export(found, tmp_path / "a.graphml").read_bytes().startswith(b"<?xml")
    with pytest.raises(om.OutputError, match=r"\.graphml or \.json"):
        om.export(found, tmp_path / "a.csv")


@pytest.mark.parametrize(
    ("form", "package", "extra"), [(".parquet", "pyarrow", "export"), (".xlsx", "xlsxwriter", "office")]
)
def test_a_missing_package_is_named(tmp_path: Path, monkeypatch, form: str, package: str, extra: str) -> None:
    real = importlib.util.find_spec
    monkeypatch.setattr("ofstedmine.exchange.verbs.find_spec", lambda n: None if n == package else real(n))
    with pytest.raises(om.MissingExtra, match=rf"{package}: pip install 'ofstedmine\[{extra}\]'"):
        om.export(report(["a"]), tmp_path / f"a{form}")


@pytest.mark.parametrize(("read", "name"), [(om.load, "a.csv"), (om.load_table, "a.jsonl"), (om.load, "a.jsonl")])
def test_what_cannot_be_loaded_is_told(tmp_path: Path, read, name: str) -> None:
    with pytest.raises(om.UnreadableDocument, match=r"whose name ends in|no such file"):
        read(tmp_path / name)
