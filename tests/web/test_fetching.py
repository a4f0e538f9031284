"""Each way in which a server misbehaves: what becomes of the letter, what was asked, how long was waited."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import socket
import ssl
from collections.abc import Callable
from datetime import date
from email.message import Message
from pathlib import Path
from urllib.error import URLError

import pytest
from site_here import PDF, Answer, Site, garbled, moved, part, reset, sends, silent, without_end, without_end_of_headers

import ofstedmine as om
from ofstedmine.web import Download, Fetching, PublishedLetter
from ofstedmine.web.asking import _onward, _told
from ofstedmine.web.fetching import Fetcher, Manners
from ofstedmine.web.keeping import Folder
from ofstedmine.web.trouble import Trouble

HALF = len(PDF) // 2
OTHER = PDF.replace(b"\x00\x01", b"\x01\x00")
SHA = hashlib.sha256(PDF).hexdigest()
PAGE = b"<!DOCTYPE html><html><head><title>Page\n not &amp; found\x1b[31m</title></head><body>Sorry</body></html>"


class Run:
    """Fetches into one folder, without waiting: `slept` has the seconds that it would have waited."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.slept = folder, list[float]()
        self.told = list[Fetching]()

    def __call__(
        self,
        *letters: PublishedLetter,
        force: bool = False,
        clock: Callable[[], float] = lambda: 0.0,
        tell: Callable[[Fetching], object] | None = None,
        most: int = 100_000,
    ) -> tuple[Download, ...]:
        manners = Manners("tester/1", timeout=0.2, most=most, sleep=self.slept.append, clock=clock)
        place = Folder(self.folder)
        with place.held():
            return tuple(Fetcher(place, manners, tell or self.told.append, force=force).run(letters))

    @property
    def files(self) -> dict[str, bytes]:
        return {p.name: p.read_bytes() for p in self.folder.iterdir() if p.is_file()}

    @property
    def left(self) -> set[str]:
        """What is kept to go on with."""
        return {p.name for p in (self.folder / ".fetched").iterdir()} - {"lock"}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(tmp_path / "letters")


NAME = "marlowbridge-2022-06-01.pdf"


@pytest.mark.parametrize(
    ("answers", "asked", "slept"),
    [
        pytest.param([sends()], 1, [], id="as it should be"),
        pytest.param([sends(announced=None)], 1, [], id="no length, but an end"),
        pytest.param([moved("/letter", 301), sends()], 2, [], id="moved"),
        pytest.param([sends(Content_Disposition='attachment; filename="../../evil.pdf"')], 1, [], id="name of its own"),
        pytest.param([sends(PDF + b"more", announced=len(PDF))], 1, [], id="more than announced"),
        pytest.param([reset, sends()], 2, [2], id="reset, then well"),
        pytest.param([silent, sends()], 2, [2], id="silent, then well"),
        pytest.param([garbled, sends()], 2, [2], id="garbled, then well"),
        pytest.param([sends(b"", 500), sends(b"", 503), sends(b"", 502), sends()], 4, [2, 4, 8], id="out of order"),
        pytest.param([sends(b"", 429, Retry_After="7"), sends()], 2, [7], id="asked to wait"),
        pytest.param([sends(b"", 429, Retry_After="0"), sends()], 2, [1], id="asked not to wait: the pause stays"),
        pytest.param([sends(b"", 503, Retry_After="soon"), sends()], 2, [2], id="asked to wait, unclearly"),
        pytest.param(
            [sends(b"", 503, Retry_After="Mon, 32 Foo 2022 99:00:00 GMT"), sends()], 2, [2], id="no such date"
        ),
        pytest.param([sends(ends=HALF, ETag='"a"'), part(HALF, ETag='"a"')], 2, [2], id="cut off, gone on with"),
        pytest.param([sends(ends=HALF), sends()], 2, [2], id="cut off, begun again"),
        pytest.param([sends(PDF[:HALF], announced=None), sends()], 2, [2], id="cut off, unannounced"),
        pytest.param([sends(OTHER, ends=HALF, ETag='"a"'), sends(ETag='"b"')], 2, [2], id="changed: sent whole"),
        pytest.param(
            [sends(OTHER, ends=HALF, ETag='"a"'), part(HALF, ETag='"b"'), sends(ETag='"b"')],
            3,
            [2, 4],
            id="changed: part",
        ),
        pytest.param([sends(ends=HALF, ETag='"a"'), part(HALF + 9, ETag='"a"'), sends()], 3, [2, 4], id="another part"),
        pytest.param([sends(ends=HALF, ETag='"a"'), sends(b"", 416), sends()], 3, [2, 4], id="no such part"),
        pytest.param(
            [sends(ends=HALF, ETag='"a"'), sends(b"", 304), sends()], 3, [2, 4], id="an answer to no question"
        ),
    ],
)
def test_it_comes(site: Site, run: Run, answers: list[Answer], asked: int, slept: list[float]) -> None:
    (found,) = run(site.letter(*answers))
    assert (found.outcome, found.reason) == ("fetched", None)
    assert found.path == run.folder / NAME
    assert run.files == {NAME: PDF}
    assert run.left == {f"{NAME}.json"}
    assert (len(site.asked), run.slept) == (asked, slept)


@pytest.mark.parametrize(
    ("answer", "reason", "asked"),
    [
        pytest.param(
            sends(PAGE), "A web page came, not a PDF, “Page not & found.*31m”: often an error page", 1, id="page"
        ),
        pytest.param(sends(b"<html>"), "A web page came, not a PDF: often", 1, id="page without a title"),
        pytest.param(sends(b'{"error": "none"}'), r"What came is no PDF \(plain\)", 1, id="json"),
        pytest.param(sends(b"PK\5\6" + bytes(18)), r"no PDF \(zip\)", 1, id="zip"),
        pytest.param(sends(b""), "sent an empty file", 1, id="empty"),
        pytest.param(sends(ends=HALF), r"connection ended after 2,\d+ of 5,136 bytes", 4, id="always cut off"),
        pytest.param(sends(announced=HALF), "without its end", 4, id="announced too short"),
        pytest.param(sends(announced=200_000), "larger than 0 MB", 1, id="announced too large"),
        pytest.param(without_end, "larger than 0 MB", 1, id="no end"),
        pytest.param(sends(Content_Encoding="gzip"), "packed the file", 1, id="packed"),
        pytest.param(reset, "The connection broke|cannot be reached|cannot be understood", 4, id="reset"),
        pytest.param(silent, "too slow, or does not answer", 4, id="silent"),
        pytest.param(garbled, "cannot be understood", 4, id="garbled"),
        pytest.param(sends(b"", 404), r"nothing at this address \(404\)", 1, id="not found"),
        pytest.param(sends(b"", 403), r"refuses to give the letter \(403\)", 1, id="forbidden"),
        pytest.param(sends(b"", 500), r"out of order or busy \(500\)", 4, id="out of order"),
        pytest.param(sends(b"", 429), r"asked too often \(429\)", 4, id="too often"),
        pytest.param(sends(b"", 503, Retry_After="3600"), r"left alone for 60 minutes \(503\)", 1, id="long wait"),
        pytest.param(moved("/letter"), "leads on and on", 6, id="redirect loop"),
        pytest.param(sends(b"", 302), "leads on and on", 6, id="redirect to nowhere"),
        pytest.param(moved("file:///etc/passwd"), "not followed.*file:///etc/passwd", 1, id="redirect to a file"),
        pytest.param(moved("ftp://127.0.0.1/a.pdf"), "not followed", 1, id="redirect to ftp"),
        pytest.param(moved("data:application/pdf,%25PDF-"), "not followed", 1, id="redirect to data"),
        pytest.param(moved("http://me:secret@127.0.0.1/"), "not followed", 1, id="redirect with a password"),
        pytest.param(moved("http://127.0.0.1:99999/"), "one that is none", 1, id="redirect to no port"),
        pytest.param(moved("http://[::1/"), "one that is none", 1, id="redirect to no address"),
        pytest.param(sends(b"", 206), "does not fit", 4, id="a part that nobody asked for"),
        pytest.param(sends(b"", 304), "does not fit", 4, id="unchanged, of what is not there"),
        pytest.param(sends(b"", 204), "refuses", 1, id="no content"),
    ],
)
def test_it_does_not_come(site: Site, run: Run, answer: Answer, reason: str, asked: int) -> None:
    (found,) = run(site.letter(answer))
    assert (found.outcome, found.path) == ("failed", None)
    assert found.reason is not None
    assert re.search(reason, found.reason), found.reason
    assert len(site.asked) == asked
    assert run.files == {}
    assert {name for name in run.left if not name.endswith((".part", ".part.json"))} == set()


def test_the_redirects_of_https_stay_there() -> None:
    def onward(address: str, to: str) -> str:
        headers = Message()
        headers["Location"] = to
        return _onward(address, headers)

    assert onward("http://a.example/x", "https://b.example/y") == "https://b.example/y"
    assert onward("https://a.example/x", "/y") == "https://a.example/y"
    with pytest.raises(Trouble, match="https alone is safe"):
        onward("https://a.example/x", "http://a.example/y")


@pytest.mark.parametrize(
    ("error", "reason", "again"),
    [
        (URLError(ssl.SSLCertVerificationError("x")), "cannot prove that it is the right one", False),
        (URLError(TimeoutError()), "too slow, or does not answer", True),
        (URLError(socket.gaierror(-2, "Name or service not known")), "be reached (Name or service not known)", True),
        (ssl.SSLEOFError(8, "EOF occurred"), "The connection broke (EOF occurred)", True),
        (UnicodeError("label too long"), "cannot be understood (UnicodeError)", True),
    ],
)
def test_trouble_on_the_way(error: Exception, reason: str, again: bool) -> None:
    if isinstance(error, URLError) and isinstance(error.reason, ssl.SSLCertVerificationError):
        error.reason.verify_message = "certificate has expired"
    with pytest.raises(Trouble) as caught, _told():
        raise error
    assert reason in caught.value.reason
    assert (caught.value.again, caught.value.server) == (again, True)


def test_who_comes_too_slowly_is_left(site: Site, run: Run) -> None:
    for answer in (without_end, without_end_of_headers):
        (found,) = run(site.letter(answer), clock=itertools.count(0, 30).__next__, most=10**9)
        assert found.reason == "The server is too slow, or does not answer. Try again later."
    assert len(site.asked) == 8


def test_one_at_a_time_with_a_pause_and_a_name(site: Site, run: Run) -> None:
    letters = [site.letter(sends(), path=f"/{n}", name=f"letter-{n}.pdf") for n in range(3)]
    assert [d.outcome for d in run(*letters)] == ["fetched"] * 3
    assert run.slept == [1, 1]
    assert [r.path for r in site.asked] == ["/0", "/1", "/2"]
    assert {r.headers["User-Agent"] for r in site.asked} == {"tester/1"}
    assert {r.headers["Accept-Encoding"] for r in site.asked} == {"identity"}
    assert (run.told[-1].done, run.told[-1].total) == (3, 3)
    assert max(t.received for t in run.told) == len(PDF)


@pytest.mark.parametrize(
    ("answers", "asked", "why"),
    [
        ([sends(b"", 503, Retry_After="9999")], 1, "left alone for 167 minutes"),
        ([sends(b"", 403)], 3, "refuses"),
        ([sends(b"", 500)], 12, "out of order"),
    ],
)
def test_a_server_in_trouble_is_not_asked_for_all(
    site: Site, run: Run, answers: list[Answer], asked: int, why: str
) -> None:
    letters = [site.letter(*answers, path=f"/{n}", name=f"letter-{n}.pdf") for n in range(6)]
    found = run(*letters)
    assert {d.outcome for d in found} == {om.Outcome.FAILED}
    assert len(site.asked) == asked
    assert (found[-1].reason or "").startswith("It was not asked for: ")
    assert why in (found[-1].reason or "")


def test_letters_that_moved_are_no_trouble_of_the_server(site: Site, run: Run) -> None:
    letters = [site.letter(sends(b"", 404), path=f"/{n}", name=f"letter-{n}.pdf") for n in range(5)]
    run(*letters, site.letter(sends()))
    assert len(site.asked) == 6
    assert set(run.files) == {NAME}


def test_a_server_that_is_not_there(run: Run) -> None:
    gone = Site()
    letter = gone.letter(sends())
    gone.close()
    (found,) = run(letter)
    assert "The server cannot be reached (Connection refused)" in (found.reason or "")
    assert run.slept == [2, 4, 8]


@pytest.mark.parametrize(
    ("again", "outcome", "sent"),
    [
        (sends(b"", 304), "unchanged", {"If-None-Match": '"a"', "If-Modified-Since": "Mon, 06 Jun 2022 08:00:00 GMT"}),
        (sends(), "unchanged", {}),  # sent whole all the same
        (sends(OTHER), "updated", {}),
    ],
)
def test_the_second_time(site: Site, run: Run, again: Answer, outcome: str, sent: dict[str, str]) -> None:
    letter = site.letter(sends(ETag='"a"', Last_Modified="Mon, 06 Jun 2022 08:00:00 GMT"), again)
    run(letter)
    (found,) = run(letter)
    assert found.outcome == outcome
    assert sent.items() <= site.asked[1].headers.items()
    assert run.files == {NAME: OTHER if outcome == "updated" else PDF}
    (third,) = run(letter)
    assert third.outcome == "unchanged"


def test_an_error_page_does_not_take_the_place_of_a_letter(site: Site, run: Run) -> None:
    letter = site.letter(sends(ETag='"a"'), sends(PAGE))
    run(letter)
    (found,) = run(letter)
    assert found.outcome == "failed"
    assert run.files == {NAME: PDF}


def test_the_file_that_is_listed_is_there_and_nobody_is_asked(site: Site, run: Run) -> None:
    run.folder.mkdir()
    (run.folder / NAME).write_bytes(PDF)  # by hand
    (found,) = run(site.letter(sends(), sha256=SHA))
    assert found.outcome == "unchanged"
    assert site.asked == []


def test_another_file_than_the_one_listed(site: Site, run: Run) -> None:
    (found,) = run(site.letter(sends(OTHER), sha256=SHA))
    assert "its SHA-256 differs" in (found.reason or "")
    assert run.files == {}
    assert len(site.asked) == 1


def test_pieces_of_two_editions_are_asked_for_whole(site: Site, run: Run) -> None:
    old = sends(OTHER, ends=HALF, Last_Modified="Mon, 06 Jun 2022 08:00:00 GMT")
    (found,) = run(site.letter(old, part(HALF), sends(), sha256=SHA))
    assert found.outcome == "fetched"
    assert "Range" in site.asked[1].headers
    assert "Range" not in site.asked[2].headers
    assert run.files == {NAME: PDF}


def test_stopped_in_the_middle_it_goes_on(site: Site, run: Run) -> None:
    letter = site.letter(sends(ends=HALF, ETag='"a"'), part(HALF, ETag='"a"'))

    def stop(now: Fetching) -> None:
        if now.received:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(letter, tell=stop)
    assert run.files == {}
    assert run.left == {f"{NAME}.part", f"{NAME}.part.json"}
    size = (run.folder / ".fetched" / f"{NAME}.part").stat().st_size
    site.gives("/letter", part(size, ETag='"a"'))
    (found,) = run(letter)
    assert found.outcome == "fetched"
    assert site.asked[1].headers["Range"] == f"bytes={size}-"
    assert site.asked[1].headers["If-Range"] == '"a"'
    assert run.files == {NAME: PDF}


def test_a_weak_tag_vouches_for_no_bytes(site: Site, run: Run) -> None:
    run(site.letter(sends(ends=HALF, ETag='W/"a"'), sends(ETag='W/"a"')))
    assert "Range" not in site.asked[1].headers


def test_half_a_letter_of_another_address_is_not_gone_on_with(site: Site, run: Run) -> None:
    run(site.letter(sends(ends=HALF, ETag='"a"')))
    (found,) = run(site.letter(sends(), path="/other"))
    assert found.outcome == "fetched"
    assert "Range" not in site.asked[-1].headers


@pytest.mark.parametrize("first", [PDF, None], ids=["updated", "new"])
def test_ended_between_two_steps(site: Site, run: Run, monkeypatch: pytest.MonkeyPatch, first: bytes | None) -> None:
    letter = site.letter(*([sends(first)] if first else []), sends(OTHER))
    if first:
        run(letter)
    replace = os.replace

    def ended(before: Path, after: Path) -> None:
        if Path(after).name == NAME:
            raise KeyboardInterrupt
        replace(before, after)

    monkeypatch.setattr(os, "replace", ended)
    with pytest.raises(KeyboardInterrupt):
        run(letter)
    monkeypatch.undo()
    assert run.files == ({NAME: first} if first else {})
    (found,) = run(letter)
    assert found.reason is None
    assert run.files == {NAME: OTHER}


@pytest.mark.parametrize("record", ["", "[]", "null", '{"etag": "a\\r\\nX-Evil: 1", "sha256": 3}', "[" * 100_000])
def test_a_damaged_record_is_no_record(site: Site, run: Run, record: str) -> None:
    letter = site.letter(sends(ETag='"a"'))
    run(letter)
    (run.folder / ".fetched" / f"{NAME}.json").write_text(record)
    (found,) = run(letter, force=True)
    assert found.outcome == "unchanged"
    assert not {"If-None-Match", "X-Evil"} & site.asked[1].headers.keys()


def test_a_file_of_somebody_else_stays(site: Site, run: Run) -> None:
    letter = site.letter(sends())
    run(letter)
    (run.folder / NAME).write_bytes(b"my notes")
    (found,) = run(letter)
    assert "was not fetched, or was changed since" in (found.reason or "")
    assert run.files == {NAME: b"my notes"}
    assert len(site.asked) == 1
    (forced,) = run(letter, force=True)
    assert forced.outcome == "updated"
    assert run.files == {NAME: PDF}


def test_nothing_is_written_outside_the_folder(site: Site, run: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside.pdf"
    outside.write_bytes(b"mine")
    run.folder.mkdir()
    (run.folder / NAME).symlink_to(outside)
    (found,) = run(site.letter(sends()), force=True)
    assert "Something else than a file" in (found.reason or "")
    assert outside.read_bytes() == b"mine"
    (run.folder / ".fetched" / "lock").unlink()
    (run.folder / ".fetched").rmdir()
    (tmp_path / "elsewhere").mkdir()
    (run.folder / ".fetched").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(om.OutputError, match="leads elsewhere"):
        run(site.letter(sends()))


def test_two_do_not_fetch_into_one_folder(site: Site, run: Run) -> None:
    with Folder(run.folder).held(), pytest.raises(om.OutputError, match="another fetch is at work"):
        run(site.letter(sends()))


def test_a_folder_that_is_none(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(om.OutputError, match="letters cannot be put there"):
        om.fetch(site.letter(sends()), tmp_path / "file")


def test_a_full_disk(site: Site, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(om.OutputError, match="No space left on device"):
        run(site.letter(sends()))
    assert run.files == {}


def test_a_file_that_another_program_holds_does_not_stop_the_rest(
    site: Site, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def held(before: Path, after: Path) -> None:
        if Path(after).name == NAME:
            raise PermissionError(13, "Permission denied")
        replace(before, after)

    monkeypatch.setattr(os, "replace", held)
    found = run(site.letter(sends()), site.letter(sends(), path="/b", name="b.pdf"))
    assert [d.outcome for d in found] == ["failed", "fetched"]
    assert "Close the program that has it open" in (found[0].reason or "")
    assert set(run.files) == {"b.pdf"}


def test_the_system_s_proxy_is_asked(site: Site, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["http://letters.example/a.pdf"] = [sends()]
    monkeypatch.setenv("http_proxy", site.root)
    letter = PublishedLetter("Marlowbridge", date(2022, 6, 1), "http://letters.example/a.pdf", NAME)
    assert run(letter)[0].outcome == "fetched"


def test_the_verb(site: Site, tmp_path: Path) -> None:
    letter = site.letter(sends())
    unknown = PublishedLetter("Marlowbridge", letter.published, None, "marlowbridge-2019-01-01.pdf")
    found = om.fetch([letter, unknown, letter], tmp_path / "a" / "b", contact="library@marlowbridge.example")
    assert [d.outcome for d in found] == ["fetched", "no_address"]
    agent = site.asked[0].headers["User-Agent"]
    assert agent.startswith(f"ofstedmine/{om.__version__} (")
    assert "complaints: library@marlowbridge.example" in agent
    for bad in ("a\r\nb", "(a)", "ä"):
        with pytest.raises(ValueError, match="cannot be told to a server"):
            om.fetch(letter, tmp_path, contact=bad)
    with pytest.raises(ValueError, match="pause"):
        om.fetch(letter, tmp_path, pause=float("nan"))
    with pytest.raises(om.UnknownChoice, match="nearest: Cheshire East"):
        om.fetch("Chesire", tmp_path)
