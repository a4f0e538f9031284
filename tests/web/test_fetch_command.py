"""`ofstedmine fetch`: what it prints, how it ends, and that the letters can be indexed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from site_here import Site, sends
from typer.testing import CliRunner, Result

from ofstedmine import web
from ofstedmine.cli.app import app
from ofstedmine.store import Corpus

SAMPLE = (Path(__file__).parents[2] / "corpus" / "marlowbridge" / "2022-06-ilacs.pdf").read_bytes()


def run(*args: object) -> Result:
    return CliRunner().invoke(app, [str(a) for a in args], env={"COLUMNS": "100"})


@pytest.fixture
def manifest(site: Site, tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    known = f"Marlowbridge,2022-06-20,{site.gives('/a', sends(SAMPLE))}\n"
    path.write_text(f"authority,published,address\n{known}Marlowbridge,2019-01-31,\nStannerdale,2018-01-01,\n", "utf-8")
    return path


def test_fetch_then_index(site: Site, manifest: Path, tmp_path: Path) -> None:
    to, db = tmp_path / "letters", tmp_path / "letters.db"
    first = run("fetch", "marlowbridge", "--manifest", manifest, "--to", to, "--contact", "me@marlowbridge.example")
    assert first.exit_code == 0, first.output
    path = to / "marlowbridge-2022-06-20.pdf"
    assert first.stdout.splitlines() == [
        f"fetched    {path}  {len(SAMPLE) / 1000:,.0f} kB",
        f"1 fetched. The letters are in {to}.",
    ]
    assert first.stderr == "Marlowbridge: no address is known of 1 letter, published 2019-01-31.\n"
    assert "me@marlowbridge.example" in site.asked[0].headers["User-Agent"]
    assert run("index", to, "--db", db).exit_code == 0
    with Corpus(db) as corpus:
        assert [r.authority for r in corpus] == ["Marlowbridge"]
    again = run("fetch", "--all", "--manifest", manifest, "--to", to, "--json")
    assert [d["outcome"] for d in json.loads(again.stdout)["downloads"]] == ["unchanged"]


def test_a_dry_run_asks_nobody(site: Site, manifest: Path, tmp_path: Path) -> None:
    to = tmp_path / "letters"
    done = run("fetch", "--all", "--manifest", manifest, "--to", to, "--dry-run")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"marlowbridge-2022-06-20.pdf  {site.root}/a",
        f"1 letter would be fetched into {to}. No server was asked.",
    ]
    told = json.loads(run("fetch", "--all", "--manifest", manifest, "--to", to, "--dry-run", "--json").stdout)
    assert [letter["address"] for letter in told["letters"]] == [None, f"{site.root}/a", None]
    assert site.asked == []
    assert not to.exists()


def test_what_fails_is_told(site: Site, manifest: Path, tmp_path: Path) -> None:
    site.gives("/a", sends(b"<!doctype html><title>Sorry [bold]</title>"))
    done = run("fetch", "marlowbridge", "--manifest", manifest, "--to", tmp_path / "letters")
    assert done.exit_code == 2
    assert done.stdout == "1 failed.\n"
    assert "Could not be fetched:" in done.stderr
    assert "A web page came, not a PDF, “Sorry [bold]”" in done.stderr


def test_stopped(manifest: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(web, "fetch", interrupted)
    stopped = run("fetch", "marlowbridge", "--manifest", manifest, "--to", tmp_path)
    assert stopped.exit_code == 130
    assert "run the same command again to go on" in stopped.stderr


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        ([], 2, "name authorities, or a --region, or --all: one of the three"),
        (["leeds", "--all"], 2, "one of the three"),
        (["leeds", "--region", "London"], 2, "one of the three"),
        (["Chesire", "--dry-run"], 2, "nearest: Cheshire East"),
        (["--region", "Londinium", "--dry-run"], 2, "known: East Midlands"),
        (["--all", "--manifest", "none.csv"], 2, "No such file"),
        (["leeds", "--pause", "0", "--dry-run"], 2, "--pause"),
        (["leeds", "--dry-run"], 0, "Leeds (URN 80481): no address is known of 4 letters, published 2015-03-27"),
        (["--all", "--dry-run"], 0, "letters more; --dry-run --json lists them"),
        (["Cumbria"], 1, "Cumbria (URN 135513): no published letter is listed."),
        (["Cumbria"], 1, "by URN; --manifest takes a list with their addresses"),
    ],
)
def test_told(args: list[str], status: int, told: str) -> None:
    done = run("fetch", *args)
    assert done.exit_code == status, done.output
    assert told in " ".join(done.stderr.split()).replace("│ ", "")


def test_bad_contact_and_folder(manifest: Path, tmp_path: Path) -> None:
    args = ["fetch", "marlowbridge", "--manifest", manifest]
    for more, told in (
        (["--to", manifest], "letters cannot be put there"),
        (["--contact", "a(b"], "e-mail or web address"),
    ):
        done = run(*args, "--to", tmp_path / "letters", *more)
        assert done.exit_code == 2
        assert told in done.stderr
