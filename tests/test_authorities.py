"""The shipped table of authorities: each is found by the names that letters and councils use, and no other."""

from __future__ import annotations

import csv
from datetime import date, timedelta

import pytest
from published import LETTERS, beside
from reports import report

import ofstedmine as om
from ofstedmine.authorities import find, published_address
from ofstedmine.model import Kind, Period


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Leeds City Council", "Leeds"),
        ("London Borough of Hackney", "Hackney"),
        ("Royal Borough of Windsor & Maidenhead", "Windsor and Maidenhead"),
        ("County Durham", "Durham"),
        ("City of York Council", "York"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("St Helens MBC", "St. Helens"),
        ("BCP", "Bournemouth, Christchurch and Poole"),
        ("Hull", "Kingston Upon Hull, City of"),
        ("City of Bristol", "Bristol, City of"),
        ("City of London Corporation", "City of London"),
        ("Newcastle City Council", "Newcastle upon Tyne"),
        ("East Riding", "East Riding of Yorkshire"),
        ("Bedford", "Bedford Borough"),
        ("Bedfordshire", None),  # of three, none
        ("Kingston", None),  # upon Hull, or upon Thames
        ("Bournemouth", None),  # was one of its own
        ("London", None),
        ("Isle", None),
        ("Council", None),
        ("Marlowbridge", None),
        ("", None),
    ],
)
def test_found(name: str, found: str | None) -> None:
    of = find(name)
    assert (of.name if of else None) == found


def test_unknown_names_the_nearest() -> None:
    with pytest.raises(om.UnknownChoice, match="“Cheshire”; nearest: Cheshire East, Cheshire West and Chester"):
        om.authority("Cheshire")
    with pytest.raises(om.UnknownChoice, match=r"^unknown authority “Qqq”$"):
        om.authority("Qqq")


def test_table() -> None:
    every = om.authorities()
    assert all(om.authority(a.name) is a for a in every)
    assert len({a.urn for a in every}) == len({a.la_code for a in every}) == len(every) > 150
    assert len({a.region for a in every}) == 9
    names = {a.name for a in every}
    assert all(set(a.neighbours) <= names - {a.name} for a in every)
    assert all((a.latest_letter is None) == (a.latest_published is None) for a in every)


@pytest.mark.parametrize(
    ("days", "kind", "known"),
    [
        (42, Kind.ILACS, True),
        (42, Kind.FOCUSED_VISIT, False),
        (0, Kind.ILACS, False),
        (-60, Kind.ILACS, False),  # inspected after the latest that is listed
        (1000, Kind.ILACS, False),  # an earlier inspection
    ],
)
def test_only_the_listed_letter_gets_its_address(days: int, kind: Kind, known: bool) -> None:
    of = om.authority("Leeds")
    assert of.latest_published
    end = of.latest_published - timedelta(days=days)
    letter = report(kind, authority="Leeds City Council", inspected=Period(end - timedelta(days=4), end))
    assert published_address(letter) == (of.latest_letter if known else None)


def test_no_dates_no_address() -> None:
    assert published_address(report(authority="Leeds", inspected=None)) is None
    assert published_address(report(authority="Marlowbridge", inspected=Period(date.min, date.min))) is None


@pytest.mark.letters
@beside
def test_published_letters_get_the_address_of_their_own_date() -> None:
    with (LETTERS / "manifest.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["file"].startswith("ilacs/")]
    latest = {a.urn: a for a in om.authorities()}
    for row in rows[:: len(rows) // 30]:
        of = latest[int(row["urn"])]
        listed = of.latest_published == date.fromisoformat(row["published"])
        assert om.mine(LETTERS / row["file"]).address == (of.latest_letter if listed else None), row["file"]
