"""What a source is, by its bytes; and, where nothing can be read, one sentence that says what to do."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ofstedmine.errors import UnreadableDocument
from ofstedmine.read import packages, read
from ofstedmine.read.decoding import decode
from ofstedmine.read.formats import Format, recognise

BROKEN = Path(__file__).parents[3] / "shared" / "letters" / "broken"


def word(**parts: str | bytes) -> bytes:
    """A Word document; parts given by name ("word/document.xml") take the place of its own or are added."""
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Plans are timely.")
    document.save(stream)
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, data in parts.items():
            new.writestr(name, data)
    return out.getvalue()


def archive(*names: str, **members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, members.get(name, b"x"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (b"%PDF-1.4 and so on", "", Format.PDF),
        (b"\xef\xbb\xbf\n%PDF-1.4", ".txt", Format.PDF),
        (word(), ".pdf", Format.DOCX),
        (b"<!DOCTYPE html><p>Plans", ".txt", Format.HTML),
        (b"<?xml version='1.0'?>\n<html><p>Plans", "", Format.HTML),
        (b"<div>Plans</div>", "", Format.HTML),
        (b"# Plans\n\nThey are **timely**.", ".txt", Format.MARKDOWN),
        (b"The [letter](https://example.org) says so.", "", Format.MARKDOWN),
        (b"1. Plans\n\n- are timely", "", Format.PLAIN),
        (b"1. Plans\n\n- are timely", ".md", Format.MARKDOWN),
        (b"**Plans**\n\f**Audits**", "", Format.PLAIN),
        (b"Fewer than < 5 and > 3 children", "", Format.PLAIN),
        (b"{\\rtf1 Plans}", ".docx", Format.RTF),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "", Format.DOC),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "", Format.LOCKED),
        (archive("mimetype", mimetype=b"application/vnd.oasis.opendocument.text"), "", Format.ODT),
        (archive("xl/workbook.xml"), "", Format.XLSX),
        (archive("ppt/presentation.xml"), "", Format.PPTX),
        (archive("letter.pdf"), "", Format.ZIP),
        (word()[:2000], ".docx", Format.BROKEN_ZIP),
        (b"\x89PNG\r\n\x1a\n", "", Format.IMAGE),
        (b"\xff\xd8\xff\xe0", ".pdf", Format.IMAGE),
        (b"\x1f\x8b\x08", "", Format.ARCHIVE),
        (bytes(range(256)) * 4, "", Format.BINARY),
        (b" \n\n ", "", Format.EMPTY),
        (b"", "", Format.EMPTY),
    ],
)
def test_formats_by_content(data: bytes, suffix: str, expected: Format) -> None:
    assert recognise(data, suffix) is expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(encoding: str) -> None:
    words = "‘Plans’ for Siân’s café – they are timely, and all of the children in the borough have one."
    assert decode(words.encode(encoding)) == words
    assert read(words.encode(encoding)).text == words


def test_every_kind_of_source_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Plans are timely.")
    with path.open("rb") as file:
        documents = [read(path), read(str(path)), read(file), read(path.read_bytes(), name="letter.txt")]
    assert all(d == documents[0] for d in documents)
    assert documents[0].name == "letter.txt"
    assert documents[0].fingerprint == hashlib.sha256(b"Plans are timely.").hexdigest()


def test_what_cannot_be_a_source_is_the_callers_error() -> None:
    with pytest.raises(TypeError, match="not from int"):
        read(5)  # type: ignore[arg-type]


ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
DOCUMENT = "word/document.xml"


@pytest.mark.parametrize(
    ("name", "data", "advice"),
    [
        ("a.pdf", b"", "Download it again"),
        ("a.txt", b" \n ", "Download it again"),
        ("a.pdf", b"<!DOCTYPE html><title>404</title><p>Not found", "This is a web page, not a PDF"),
        ("a.pdf", b"Not found", "is no PDF"),
        ("a.docx", b"Plans are timely.", "is no Word document"),
        ("a.docx", b"\0\1\2\3" * 50, "is no Word document"),
        ("a.docx", word()[:3000], "Download it again"),
        ("a.docx", word(**{DOCUMENT: ENTITY}), "entities"),
        ("a.docx", word(**{DOCUMENT: ENTITY.decode().encode("utf-16")}), "entities"),
        ("a.docx", word(**{"word/settings.xml": b"<!DOCTYPE a><a/>"}), "entities"),
        ("a.docx", word(**{DOCUMENT: b'<?xml version="1.0" encoding="UTF-7"?><a/>'}), "entities"),
        ("a.docx", word(**{"word/media/big.bin": bytes(60_000_000)}), "unpacks to more"),
        ("a.docx", word(**{DOCUMENT: b"<a>" + b" " * 30_000_000 + b"</a>"}), "unpacks to more"),
        ("a.docx", word(**{DOCUMENT: b"<not closed"}), "damaged"),
        ("a.docx", word(**{"word/numbering.xml": b"<not closed"}), "damaged"),
        ("a.docx", word(**{"_rels/.rels": b"<Relationships/>"}), "damaged"),
        ("a.rtf", b"{\\rtf1 Plans}", "Save it as a Word document"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "Run OCR"),
        ("a.xlsx", archive("xl/workbook.xml"), "Save it as a PDF"),
        ("a.html", b"<html><script>x</script></html>", "no words"),
        ("a.bin", bytes(range(256)), "no text"),
    ],
)  # fmt: skip
def test_bad_input_says_what_to_do(name: str, data: bytes, advice: str) -> None:
    with pytest.raises(UnreadableDocument, match=advice) as caught:
        read(data, name=name)
    assert caught.value.name == name
    assert caught.value.reason.endswith(".")


def test_an_archive_that_lies_about_its_sizes_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_check_declared", lambda members, name: None)
    with pytest.raises(UnreadableDocument, match="unpacks to more"):
        read(word(**{"word/media/big.bin": bytes(60_000_000)}), name="a.docx")


def test_bad_paths_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="no such file"):
        read(tmp_path / "absent.pdf")
    with pytest.raises(UnreadableDocument, match="no such file"):
        read("a\0b")
    with pytest.raises(UnreadableDocument, match="a folder"):
        read(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(UnreadableDocument, match="no ordinary file"):
        read(tmp_path / "pipe.pdf")


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    path = tmp_path / "letter.txt"
    path.write_text("Plans.")
    monkeypatch.setattr("builtins.open", refuse)  # the superuser, under whom tests may run, may read everything
    with pytest.raises(UnreadableDocument, match="permissions"):
        read(path)


HEADS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>", b"{\\rtf", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
WORD = word()


def readable(data: bytes, name: str) -> bool:
    """Whether bytes are read; any exception but the one that is promised comes through."""
    try:
        document = read(data, name=name)
    except UnreadableDocument:
        return False
    return all(document.slice(block.span) for block in document.blocks)


@given(st.sampled_from(HEADS), st.binary(max_size=300), st.sampled_from(["a.pdf", "a.docx", "a.md", "a"]))
def test_bytes_raise_nothing_else(head: bytes, rest: bytes, name: str) -> None:
    assert readable(head + rest, name) in (True, False)


@given(st.integers(0, len(WORD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_word_file_raises_nothing_else(place: int, noise: bytes) -> None:
    assert readable(WORD[:place] + noise + WORD[place + len(noise) :], "a.docx") in (True, False)


@pytest.mark.letters
@pytest.mark.parametrize("path", sorted(BROKEN.glob("*.pdf")) or [None])
def test_published_error_pages_are_named(path: Path | None) -> None:
    if path is None:
        pytest.skip("the published letters are not beside this checkout")
    with pytest.raises(UnreadableDocument, match="web page"):
        read(path)
