"""No path out of the folder: what a folder or an archive names leads nowhere else; temporary files are one's own."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hostile_letters import followed
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli.app import app
from ofstedmine.web.keeping import Folder
from ofstedmine.write.safely import replacing, safely

SECRET = "The password is swordfish."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of letters with links in it: to a file outside, to a folder outside, and to a letter in it."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.txt").write_text(SECRET)
    inside = tmp_path / "letters"
    inside.mkdir()
    (inside / "letter.txt").write_text("Plans are timely.")
    (inside / "out.txt").symlink_to(tmp_path / "elsewhere" / "secret.txt")
    (inside / "up.txt").symlink_to("../elsewhere/secret.txt")
    (inside / "folder").symlink_to(tmp_path / "elsewhere")
    (inside / "again.txt").symlink_to("letter.txt")
    return inside


def test_a_link_out_of_the_folder_is_not_followed_and_told(folder: Path) -> None:
    result = CliRunner().invoke(app, ["mine", str(folder), "--json"])
    assert SECRET not in result.output
    assert result.output.count("This link leads out of the folder. Name the file itself.") >= 2
    assert result.exit_code == 2
    assert CliRunner().invoke(app, ["mine", str(folder / "out.txt")]).exit_code == 0


def test_a_corpus_takes_nothing_from_outside_the_folder(folder: Path, tmp_path: Path) -> None:
    with om.Corpus(tmp_path / "letters.db") as corpus:
        added = corpus.add(folder)
        assert added.new == 1
        assert sorted(u.path.name for u in added.unreadable) == ["out.txt", "up.txt"]
        assert SECRET not in [r.document.text for r in corpus]


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word/../../evil.xml", "C:\\evil.xml"])
def test_an_archive_s_names_lead_nowhere(tmp_path: Path, name: str) -> None:
    held = BytesIO()
    word = docx.Document()
    word.add_paragraph("Plans are timely.")
    word.save(held)
    with zipfile.ZipFile(held, "a") as archive:
        archive.writestr(name, "<evil/>")
    before = set(tmp_path.parent.rglob("*evil*"))
    assert om.mine(held.getvalue(), name="a.docx").document.text == "Plans are timely."
    assert set(tmp_path.parent.rglob("*evil*")) == before
    assert not Path("/etc/evil.xml").exists()


def test_a_fetch_writes_through_no_link_that_lies_in_its_folder(tmp_path: Path) -> None:
    mine = tmp_path / "notes.txt"
    mine.write_text("mine")
    beside = tmp_path / "letters" / ".fetched"
    beside.mkdir(parents=True)
    for name in ("a.pdf.json", "a.pdf.part", "lock"):
        (beside / name).symlink_to(mine)
    held = Folder(tmp_path / "letters")
    with held.held():
        held.remember("a.pdf", {"address": "https://e.example/a"})
        held.part("a.pdf").write_bytes(b"%PDF")
    assert mine.read_text() == "mine"
    assert held.record("a.pdf") == {"address": "https://e.example/a"}


@pytest.mark.parametrize(
    ("part", "content", "told"),
    [
        ("word/media/a.bin", bytes(60_000_000), "unpacks to more"),
        ("word/settings.xml", b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "entities"),
    ],
)
def test_a_template_is_looked_through_as_a_letter_is(
    tmp_path: Path, found: om.FollowUp, part: str, content: bytes, told: str
) -> None:
    held, template = BytesIO(), tmp_path / "template.docx"
    docx.Document().save(held)
    with zipfile.ZipFile(held) as made, zipfile.ZipFile(template, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in {*made.namelist(), part}:
            archive.writestr(name, content if name == part else made.read(name))
    with pytest.raises(om.OutputError, match=told):
        om.report(found, tmp_path / "a.docx", template=template)
    assert not (tmp_path / "a.docx").exists()


# ---- temporary files ---------------------------------------------------------------------------------------------


def test_what_is_being_written_is_nobody_else_s_to_read(tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    usual = tmp_path / "usual"
    usual.touch()
    with replacing(out) as file:
        (beside,) = tmp_path.glob(".a.md.*")
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
        file.write(b"Plans")
    assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    out.chmod(0o640)
    safely(out, "Plans", force=True)
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of temporary files: empty before and after."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield place
    assert list(place.iterdir()) == []


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> om.FollowUp:
    return followed(tmp_path_factory.mktemp("letters"), 0)


Write = Callable[[om.FollowUp, Path], object]
WRITERS: dict[str, Write] = {
    **{f"report{e}": lambda f, p: om.report(f, p) for e in (".md", ".html", ".docx", ".xlsx")},
    **{
        f"export{e}": lambda f, p: om.export([*f.earlier, *f.later], p)
        for e in (".csv", ".xlsx", ".qdpx", ".parquet", ".jsonld", ".jsonl")
    },
}


@pytest.mark.parametrize("name", WRITERS)
def test_temporary_files_are_gone_when_the_work_is_done(
    temporary: Path, tmp_path: Path, found: om.FollowUp, name: str
) -> None:
    WRITERS[name](found, tmp_path / f"a{Path(name).suffix}")
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"a{Path(name).suffix}", "temporary"]


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_temporary_files_are_gone_when_the_disk_is_full(
    temporary: Path, tmp_path: Path, found: om.FollowUp, monkeypatch: pytest.MonkeyPatch, name: str, step: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(om.OutputError, match="No space left"):
        WRITERS[name](found, tmp_path / f"a{Path(name).suffix}")
    assert [p.name for p in tmp_path.iterdir()] == ["temporary"]


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".qdpx", ".parquet", ".jsonld", ".jsonl"])
def test_temporary_files_are_gone_when_a_report_fails_in_the_middle(
    temporary: Path, tmp_path: Path, found: om.FollowUp, ending: str
) -> None:
    def reports() -> Iterator[om.Report]:
        yield found.earlier[0]
        raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        om.export(reports(), tmp_path / f"a{ending}")
    assert [p.name for p in tmp_path.iterdir()] == ["temporary"]
