"""The list of published letters: the shipped one agrees with its sources, one's own is read as data."""

from __future__ import annotations

import csv
import runpy
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from published import LETTERS, beside

import ofstedmine as om
from ofstedmine.web.manifest import PublishedLetter

ROOT = Path(__file__).parents[2]
LISTED = LETTERS / "manifest.csv"


def test_the_shipped_list_has_each_known_address() -> None:
    known = {(a.name, a.urn, a.latest_letter, a.latest_published) for a in om.authorities() if a.latest_letter}
    every = om.published()
    assert {(p.authority, p.urn, p.address, p.published) for p in every if p.address} == known
    assert len({p.name for p in every}) == len(every) > 400
    assert {p.authority for p in every} <= {a.name for a in om.authorities()}
    hashes = [p.sha256 for p in every if p.sha256]
    assert len(set(hashes)) == len(hashes) > 300


def test_the_shipped_list_is_what_its_script_makes() -> None:
    text = (ROOT / "corpus" / "manifest.csv").read_text("utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    at_hand = [row for row in rows if row["sha256"]]
    manifest = runpy.run_path(str(ROOT / "corpus" / "manifest.py"))["manifest"]
    assert manifest(at_hand) == text
    assert manifest(reversed(at_hand)) == text
    with pytest.raises(SystemExit, match="Leeds, 2025-08-12: two letters of one day"):
        manifest([{"urn": "80481", "published": "2025-08-12", "sha256": mark * 64} for mark in "ab"])


@pytest.mark.letters
@beside
def test_the_shipped_list_is_what_its_sources_make() -> None:
    command = [sys.executable, "corpus/manifest.py", str(LISTED), "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    with LISTED.open(encoding="utf-8") as file:
        hashes = {row["sha256"]: row for row in csv.DictReader(file)}
    for letter in om.published():
        if letter.sha256:
            row = hashes.pop(letter.sha256)
            assert (int(row["urn"]), row["published"]) == (letter.urn, letter.published.isoformat())
    assert not hashes


@pytest.mark.parametrize(
    ("names", "region", "count"),
    [
        (["leeds"], None, 5),
        (["Leeds City Council", "LEEDS"], None, 5),
        (["Hull", "leeds"], "Yorkshire and the Humber", None),
        (["leeds"], "London", 0),
        (["Poole"], None, 0),
    ],
)
def test_chosen(names: list[str], region: str | None, count: int | None) -> None:
    found = om.published(*names, region=region)
    assert {p.authority for p in found} <= {om.authority(n).name for n in names}
    assert count is None or len(found) == count


def test_region_in_any_case() -> None:
    assert om.published(region="london") == om.published(region="London") != ()
    with pytest.raises(om.UnknownChoice, match="known: East Midlands"):
        om.published(region="Londinium")


def listed(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "mine.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


HEAD = "authority,published,address\n"


def test_a_list_of_one_s_own(tmp_path: Path) -> None:
    path = listed(
        tmp_path,
        "\ufeff# letters that we keep\nsha256,authority,published,address,note\n"
        f"{'A' * 64},Leeds City Council,2024-05-16,https://marlowbridge.example/a?b=c#d,jtai\n"
        ",Marlowbridge,2022-06-01,http://127.0.0.1:8000/x,\n"
        ",Marlowbridge,2022-06-01,http://127.0.0.1:8000/y,of the same day\n"
        ",Marlowbridge,2022-06-01,http://127.0.0.1:8000/x,twice\n"
        ",Marlowbridge,2022-06-01,http://127.0.0.1:8000/y,twice too\n"
        ",Marlowbridge,2019-01-31,,\n",
    )
    every = om.published(manifest=path)
    leeds, *marlowbridge = every
    assert leeds == PublishedLetter(
        "Leeds", date(2024, 5, 16), "https://marlowbridge.example/a?b=c#d", "leeds-2024-05-16.pdf", 80481, "a" * 64
    )
    assert [p.name for p in marlowbridge] == [
        "marlowbridge-2019-01-31.pdf",
        f"marlowbridge-2022-06-01-{sha256(b'http://127.0.0.1:8000/y').hexdigest()[:8]}.pdf",
        "marlowbridge-2022-06-01.pdf",
    ]
    assert om.published("marlowbridge", manifest=path) == tuple(marlowbridge)
    assert om.published(region="Yorkshire and the Humber", manifest=path) == (leeds,)


@pytest.mark.parametrize(
    ("authority", "name"),
    [
        ("../../etc/passwd", "etc-passwd-2022-06-01.pdf"),
        ("C:\\Windows\\System32", "c-windows-system32-2022-06-01.pdf"),
        ("~root", "root-2022-06-01.pdf"),
        ("…", "letter-2022-06-01.pdf"),
        ("CON", "con-2022-06-01.pdf"),
        ("-rf *", "rf-2022-06-01.pdf"),
        ("x" * 190, "x" * 80 + "-2022-06-01.pdf"),
    ],
)
def test_names_lead_nowhere(tmp_path: Path, authority: str, name: str) -> None:
    path = listed(tmp_path, f'{HEAD}"{authority}",2022-06-01,https://a.example/x\n')
    assert [p.name for p in om.published(manifest=path)] == [name]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "there is no column authority"),
        ("name,date\n", "there is no column authority; its first line must name authority, published, address"),
        (HEAD + "Leeds,12/08/2025,https://a.example/x\n", "line 2: “12/08/2025” is no date; write it as 2025-08-12"),
        (HEAD + "Leeds,2025-02-30,\n", "is no date"),
        ("# one\n\n" + HEAD + "Leeds,2025-08-12,\nLeeds,soon,\n", "line 5: “soon” is no date"),
        (HEAD + "Leeds,2025-08-12,file:///etc/passwd\n", "line 2: “file:///etc/passwd” is no web address"),
        (HEAD + "Leeds,2025-08-12,ftp://a.example/x\n", "is no web address"),
        (HEAD + "Leeds,2025-08-12,https://me:secret@a.example/x\n", "is no web address"),
        (HEAD + "Leeds,2025-08-12,https://a.example/a b\n", "is no web address"),
        (HEAD + "Leeds,2025-08-12,https://a.example/\u202efdp\n", "is no web address"),
        (HEAD + ",2025-08-12,https://a.example/x\n", "the authority has no name"),
        (HEAD + "L\x1beds,2025-08-12,https://a.example/x\n", "the authority has no name"),
        (HEAD + "Leeds\n", "is no date"),
        ("authority,published,address,urn\nLeeds,2025-08-12,,²\n", "“²” is no URN"),
        ("authority,published,address,sha256\nLeeds,2025-08-12,,abc\n", "sha256 is not 64 digits"),
        (HEAD + '"Leeds,2025-08-12,\n', "this is no CSV"),
        (HEAD + "L" * 300 + ",2025-08-12,\n", "the authority has no name"),
        (b"%PDF-1.4\xff\xfe", "it is no UTF-8 text"),
        (b"PK\x03\x04\x00\x00", "there is no column"),
    ],
)
def test_a_list_that_cannot_be_used(tmp_path: Path, text: str | bytes, told: str) -> None:
    with pytest.raises(om.ManifestError) as caught:
        om.published(manifest=listed(tmp_path, text))
    assert told in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_no_list(tmp_path: Path) -> None:
    with pytest.raises(om.ManifestError, match="cannot be read"):
        om.published(manifest=tmp_path)
    with pytest.raises(om.ManifestError, match="No such file"):
        om.published(manifest=tmp_path / "none.csv")


@pytest.mark.parametrize(
    "name", ["../a.pdf", "a.exe", "/etc/a.pdf", "a\\b.pdf", ".pdf", "A.pdf", "a.pdf\n", "-a.pdf", ""]
)
def test_a_letter_has_a_plain_name(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be a letter's file name"):
        PublishedLetter("Marlowbridge", date(2022, 6, 1), None, name)


@pytest.mark.parametrize("address", ["file:///a", "a.example/x", "https://", "https://a.example/\r\nHost: b", "//a"])
def test_a_letter_has_a_web_address(address: str) -> None:
    with pytest.raises(om.AddressError):
        PublishedLetter("Marlowbridge", date(2022, 6, 1), address, "a.pdf")


def test_nothing_of_the_web_is_loaded_before_it_is_asked_for() -> None:
    told = "import sys, ofstedmine; print('urllib.request' in sys.modules, 'ofstedmine.web' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
