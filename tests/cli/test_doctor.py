"""`ofstedmine doctor`: what is there, what is not, and what to do about it."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ofstedmine
from ofstedmine.cli import examine
from ofstedmine.cli.app import app
from ofstedmine.store import schema

PYPROJECT = Path(__file__).parents[2] / "pyproject.toml"


def doctor(*words: str, status: int = 0) -> str:
    result = CliRunner().invoke(app, ["doctor", *words], env={"COLUMNS": "80"}, catch_exceptions=False)
    assert result.exit_code == status, result.output
    return result.stdout


def test_where_all_is_well_it_says_so_in_80_columns() -> None:
    text = doctor()
    assert text.splitlines()[-1] == "All that is needed is there."
    assert f"version            {ofstedmine.__version__}" in text
    assert metadata.version("spacy") in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_json_holds_the_same() -> None:
    told = json.loads(doctor("--json"))
    assert told["sound"] is True
    (spacy,) = (f for f in told["found"] if f["name"] == "spacy")
    assert spacy == {
        "group": "Packages",
        "name": "spacy",
        "state": "ok",
        "told": metadata.version("spacy"),
        "remedy": "",
    }
    assert {f["group"] for f in told["found"]} == {"ofstedmine", "Python", "Packages", "Optional"}


def test_every_extra_is_told_of_or_for_those_who_work_on_the_package() -> None:
    extras = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    assert set(extras) - set(examine.FEATURES) == {"test", "corpus", "browser", "docs", "fuzz", "dev"}


def _version(of: str, told: str | None) -> Callable[[str], str]:
    def version(name: str) -> str:
        if name != of:
            return metadata.version(name)
        if told is None:
            raise metadata.PackageNotFoundError(name)
        return told

    return version


def _import(of: str) -> Callable[[str], object]:
    def load(name: str) -> object:
        if name == of:
            raise ImportError("libfoo.so: no such file")
        return object()

    return load


def _no_search() -> sqlite3.Connection:
    raise sqlite3.OperationalError("no such module: fts5")


def _not_installed(_: str) -> list[str]:
    raise metadata.PackageNotFoundError


@pytest.mark.parametrize(
    ("where", "name", "to", "status", "told", "remedy"),
    [
        (examine, "version", _version("lxml", None), 1, "ABSENT: not installed", "pip install 'lxml>="),
        (examine, "version", _version("lxml", "1.0"), 1, "BROKEN: 1.0; >=", "pip install 'lxml>="),
        (examine, "import_module", _import("docx"), 1, "does not load", "pip install --force-reinstall python-docx"),
        (examine, "version", _version("pandas", None), 0, "not installed: pandas", "pip install 'ofstedmine[compare]'"),
        (
            examine,
            "version",
            _version("xlsxwriter", None),
            0,
            "not installed: xlsx",
            "pip install 'ofstedmine[export]'",
        ),
        (examine, "version", _version("pyarrow", "1.0"), 0, "pyarrow 1.0; >=", "pip install 'pyarrow>="),
        (examine, "import_module", _import("matplotlib"), 0, "libfoo", "pip install --force-reinstall matplotlib"),
        (examine, "requires", _not_installed, 1, "runs from its source", "pip install ."),
        (schema, "empty", _no_search, 1, "no such module: fts5", "Use another Python"),
    ],
)
def test_what_is_wrong_comes_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, where: object, name: str, to: object, status: int, told: str, remedy: str
) -> None:
    monkeypatch.setattr(where, name, to)
    text = " ".join(doctor(status=status).split())
    assert told in text
    assert remedy in text
    assert text.endswith("must be mended: see above." if status else "All that is needed is there.")


def test_a_model_that_is_not_whole_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise ValueError("File is not a zip file")

    monkeypatch.setattr("ofstedmine.extract.classify.model", broken)
    assert "not a zip file" in doctor(status=1)
