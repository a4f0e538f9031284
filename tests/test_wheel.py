"""The wheel as a user has it: what it holds, that it passes the tests away from its source, what each extra adds."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.wheel

ROOT = Path(__file__).parent.parent
PYPROJECT = ROOT / "pyproject.toml"
NOT_COPIED = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")
DATA = {".css", ".csv", ".html", ".js", ".json", ".npz", ".toml", ".tsv", ".typed"}
ENV = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "VIRTUAL_ENV"))}
ENV |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def run(*words: str | Path, cwd: Path | None = None) -> str:
    done = subprocess.run([str(w) for w in words], env=ENV, cwd=cwd, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, f"{' '.join(map(str, words))}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def built(source: Path, *what: str) -> dict[str, Path]:
    out = source.with_name(f"{source.name}-built{''.join(what)}")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, *what, source)
    return {path.suffix: path for path in out.iterdir()}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(ROOT, tmp_path_factory.mktemp("source") / "tree", ignore=NOT_COPIED))


@pytest.fixture(scope="module")
def dist(tree: Path) -> dict[str, Path]:
    """The source archive, and the wheel that is built from it."""
    return built(tree)


@pytest.fixture(scope="module")
def wheel(dist: dict[str, Path]) -> Path:
    return dist[".whl"]


def test_the_wheel_holds_the_package_and_nothing_else(tree: Path, wheel: Path) -> None:
    package = {p.relative_to(tree).as_posix() for p in (tree / "ofstedmine").rglob("*") if p.is_file()}
    info = f"{'-'.join(wheel.name.split('-')[:2])}.dist-info"
    about = {f"{info}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")}
    assert set(zipfile.ZipFile(wheel).namelist()) == package | about | {"ofstedmine/web/manifest.csv"}
    assert {Path(name).suffix for name in package} == DATA | {".py"}


def test_every_file_that_the_code_opens_is_in_it(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    sources = [zipfile.ZipFile(wheel).read(name).decode() for name in names if name.endswith(".py")]
    opened = {name for source in sources for name in re.findall(r'joinpath\("([\w/.-]+\.\w+)"\)', source)}
    assert len(opened) > 5
    assert not [name for name in opened if not any(there.endswith(f"/{name}") for there in names)]


def test_the_source_archive_holds_what_its_tests_need_and_no_litter(tree: Path, dist: dict[str, Path]) -> None:
    with tarfile.open(dist[".gz"]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert names == {p.relative_to(tree).as_posix() for p in tree.rglob("*") if p.is_file()} | {"PKG-INFO"}


def test_the_same_source_gives_the_same_bytes(tree: Path, dist: dict[str, Path]) -> None:
    """Built again elsewhere, from files of another age; and straight from the tree, in place of the archive."""
    other = Path(shutil.copytree(tree, tree.with_name("other"), copy_function=shutil.copyfile))
    assert {k: p.read_bytes() for k, p in built(other).items()} == {k: p.read_bytes() for k, p in dist.items()}
    assert built(tree, "--wheel")[".whl"].read_bytes() == dist[".whl"].read_bytes()


def python(version: str) -> Path | None:
    """A Python of that version on this machine, on the path or among pyenv's."""
    candidates = [shutil.which(f"python{version}")]
    if pyenv := shutil.which("pyenv"):
        listed = run(pyenv, "versions", "--bare").split()
        homes = (run(pyenv, "prefix", name).strip() for name in listed if name.startswith(f"{version}."))
        candidates += (f"{home}/bin/python" for home in homes)
    for found in filter(None, candidates):
        ask = [found, "-c", "import sys, ensurepip, sqlite3, venv; print('%d.%d' % sys.version_info[:2])"]
        if subprocess.run(ask, env=ENV, capture_output=True, text=True).stdout.strip() == version:
            return Path(found)
    return None


def fresh(python: Path, wheel: Path, extra: str, folder: Path) -> Path:
    """The Python of a new environment that holds the wheel, with an extra or without one."""
    run(python, "-m", "venv", folder)
    there = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(there, "-m", "pip", "install", "--quiet", f"{wheel}[{extra}]" if extra else wheel)
    return there


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14", "3.15"])
def test_it_passes_the_tests_away_from_its_source(tree: Path, wheel: Path, tmp_path: Path, version: str) -> None:
    base = python(version)
    if base is None:
        pytest.skip(f"no Python {version} on this machine")
    there = fresh(base, wheel, "test", tmp_path / "venv")
    away = Path(shutil.copytree(tree, tmp_path / "away", ignore=shutil.ignore_patterns("ofstedmine")))
    where = run(there, "-c", "import ofstedmine; print(ofstedmine.__file__)", cwd=away)
    assert Path(where).is_relative_to(tmp_path / "venv")
    told = run(there, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests", cwd=away)
    print(f"Python {version}: {told.splitlines()[-1]}")


TYPED = """
from collections.abc import Iterator
from pathlib import Path
from typing import assert_type

import ofstedmine as om


def weak(path: Path) -> Iterator[str]:
    letter = om.mine(path)
    assert_type(letter, om.Report)
    assert_type(letter.findings[0].page, int | None)
    assert_type(letter.kind, om.Kind)
    yield from (f"{f.text} {letter.cite()}" for f in letter.findings if f.polarity is om.Polarity.WEAKNESS)


def closed(earlier: om.Report, later: om.Report) -> dict[str, om.Status]:
    found = om.follow_up(earlier, later)
    assert_type(found.closures[0].evidence, tuple[om.Evidence, ...])
    return {line.recommendation.id: line.status for line in found}


def searched(path: Path) -> list[str]:
    with om.Corpus(path) as corpus:
        assert_type(corpus.add("letters"), om.Added)
        assert_type(corpus.compare(by="theme").sentences(0), tuple[om.Hit, ...])
        return [hit.cite() for hit in corpus.search("visits", polarity="weakness")]
"""
WRONG = """
import ofstedmine as om

om.mine(3)
om.mine("letter.pdf").finding
om.follow_up("2021.pdf", "2022.pdf")
"""


def test_a_strict_type_checker_finds_the_types_of_what_is_installed(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    there = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(sys.executable, "-m", "pip", "--python", there, "install", "--quiet", "--no-deps", wheel)
    check = [sys.executable, "-m", "mypy", "--strict", "--python-executable", there]
    (tmp_path / "user.py").write_text(TYPED, "utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, "utf-8")
    assert run(*check, "user.py", cwd=tmp_path).startswith("Success")
    done = subprocess.run([*check, "wrong.py"], env=ENV, cwd=tmp_path, capture_output=True, text=True)
    assert [line.rpartition("[")[2] for line in done.stdout.splitlines() if "error:" in line] == [
        *("arg-type]", "attr-defined]", "arg-type]", "arg-type]")
    ]


FEATURES = """
import json, sys, warnings
import ofstedmine as om

def tried(what):
    try:
        what()
    except om.MissingExtra as lacking:
        return str(lacking)
    return "works"

samples = sys.argv[1]
letter = om.mine(f"{samples}/marlowbridge/2022-06-ilacs.pdf")
visit = om.mine(f"{samples}/marlowbridge/2021-09-focused-visit-report.pdf")
found = om.follow_up(visit, letter)
om.report(found, "closure.docx")
om.report(found, "closure.html", pictures=True)
om.export([letter], "letters.jsonl")
om.export([letter], "letters.qdpx")

def cluster():
    try:
        from distributed import Client
    except ImportError:
        raise om.MissingExtra("a cluster", "distributed", "cluster")
    with om.Corpus("cluster.db") as corpus, Client(processes=False, dashboard_address=None) as client:
        assert corpus.add(f"{samples}/marlowbridge", executor=client.get_executor(), progress=False).new == 3

with om.Corpus("letters.db") as corpus:
    assert corpus.add(f"{samples}/marlowbridge", progress=False).new == 3
    assert corpus.search("chronologies")
    print(json.dumps({
        "office": tried(lambda: om.report(found, "tracker.xlsx")),
        "xlsx": tried(lambda: om.export([letter], "letters.xlsx")),
        "export": tried(lambda: om.export([letter], "letters.parquet")),
        "load": tried(lambda: list(om.load_table("letters.parquet"))) if "export" in sys.argv[2:] else "works",
        "compare": tried(lambda: corpus.compare(by="theme").plot().save("themes.png")),
        "cluster": tried(cluster),
    }))
"""
NEEDS = {
    "office": "a spreadsheet needs the package xlsxwriter: pip install 'ofstedmine[office]'",
    "xlsx": "a .xlsx file needs the package xlsxwriter: pip install 'ofstedmine[office]'",
    "export": "a .parquet file needs the package pyarrow: pip install 'ofstedmine[export]'",
    "compare": "comparing needs the package pandas: pip install 'ofstedmine[compare]'",
    "cluster": "a cluster needs the package distributed: pip install 'ofstedmine[cluster]'",
}


@pytest.mark.parametrize(
    ("extra", "works"),
    [
        ("", set()),
        ("office", {"office", "xlsx"}),
        ("export", {"office", "xlsx", "export"}),
        ("compare", {"compare"}),
        ("cluster", {"cluster"}),
    ],
    ids=lambda value: value or "base" if isinstance(value, str) else "",
)
def test_each_extra_alone_brings_its_feature_and_the_others_say_what_they_need(
    tree: Path, wheel: Path, tmp_path: Path, extra: str, works: set[str]
) -> None:
    there = fresh(Path(sys.executable), wheel, extra, tmp_path / "venv")
    (tmp_path / "features.py").write_text(FEATURES, "utf-8")
    told = json.loads(run(there, "-W", "error", "features.py", tree / "corpus", extra, cwd=tmp_path).splitlines()[-1])
    assert told.pop("load") == "works"
    assert told == {name: "works" if name in works else needs for name, needs in NEEDS.items()}
    command = there.with_name("ofstedmine")
    version = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]["version"]
    assert run(command, "--version") == f"ofstedmine {version}\n"
    found = json.loads(run(command, "doctor", "--json", cwd=tmp_path))
    features = {f["name"][1:-1]: f["state"] for f in found["found"] if f["group"] == "Optional"}
    assert found["sound"]
    assert {name for name, state in features.items() if state == "ok"} == works - {"xlsx"}
