"""A file is written whole or not at all, and nothing is written over unasked."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from ofstedmine import OfstedmineError
from ofstedmine.write.safely import line, safely, target


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


@pytest.mark.parametrize(("content", "written"), [("café\n", "café\n".encode()), (b"\x00\xff", b"\x00\xff")])
def test_text_and_bytes_are_written(tmp_path, content, written):
    assert safely(tmp_path / "a.md", content).read_bytes() == written
    assert names(tmp_path) == ["a.md"]


def test_nothing_is_written_over_unasked(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("old")
    with pytest.raises(OfstedmineError, match="it is there already"):
        safely(path, "new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["a.md"]
    safely(path, "new", force=True)
    assert path.read_text() == "new"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none/a.md", "there is no folder"),
        ("inside", "a folder or a device"),
        ("a.pdf", "is not known"),
        ("n" * 300 + ".md", "it cannot be written"),
    ],
)
def test_where_nothing_can_be_written(tmp_path, name, told):
    (tmp_path / "inside").mkdir()
    with pytest.raises(OfstedmineError, match=told):
        target(tmp_path / name, force=True, endings=() if name == "inside" else (".md", ".docx"))
    assert names(tmp_path) == ["inside"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize("before", [None, "old"])
def test_a_write_that_fails_leaves_nothing_behind(tmp_path, monkeypatch, step, before):
    path = tmp_path / "a.md"
    if before:
        path.write_text(before)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(OfstedmineError, match="No space left"):
        safely(path, "new", force=True)
    assert names(tmp_path) == (["a.md"] if before else [])
    assert not before or path.read_text() == before


def test_a_file_written_over_keeps_its_permissions_and_a_link_still_points_to_it(tmp_path):
    path, link = tmp_path / "a.md", tmp_path / "link.md"
    path.write_text("old")
    path.chmod(0o640)
    link.symlink_to(path)
    safely(link, "new", force=True)
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("one\r\n two\tthree", "one two three"),
        ("a\x07b\x1bc", "a�b�c"),
        ("a\ud800b￾", "a�b�"),
        ("𝒜 ✓ é", "𝒜 ✓ é"),
    ],
)
def test_a_line_holds_nothing_that_xml_forbids(text, shown):
    assert line(text) == shown
