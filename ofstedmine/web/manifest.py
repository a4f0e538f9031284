"""The list of published letters: a table of facts, shipped or one's own.

The shipped one is `corpus/manifest.csv`, which a wheel carries beside this module.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from ..authorities import authorities, find
from ..authorities import authority as known_authority
from ..errors import AddressError, ManifestError, UnknownChoice
from ..text import fold, key, storable

_COLUMNS = ("authority", "published", "address")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,5})?(?:/[!-~]*)?")  # without a password, blanks or other signs
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,110}\.pdf")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MOST = 20_000_000  # bytes of a list


@dataclass(frozen=True, slots=True)
class PublishedLetter:
    """A letter that was published: facts about it, not its text."""

    authority: str
    published: date
    address: str | None  # None where it is not known
    name: str  # of its file in a folder: "leeds-2025-08-12.pdf"
    urn: int | None = None  # Ofsted's number of the authority
    sha256: str | None = None  # of the file as it was published, where it is known

    def __post_init__(self) -> None:
        if self.address is not None and not _ADDRESS.fullmatch(self.address):
            shown = storable(self.address)[:100]
            raise AddressError(f"“{shown}” is no web address that can be used; one begins with https://")
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"{self.name!r} cannot be a letter's file name: a–z, 0–9, hyphens, and .pdf at its end")


def published(
    *names: str, region: str | None = None, manifest: str | os.PathLike[str] | None = None
) -> tuple[PublishedLetter, ...]:
    """The letters that are known to have been published, by authority and date; without arguments all of them.

    `names` are of authorities, in any form that letters use. `manifest` is a list of your own: CSV with the columns
    authority, published (2025-08-12) and address, and if you like urn and sha256.

    Raises `UnknownChoice` for an authority or region that is not known, `ManifestError` for a list that cannot be read.

    >>> [(letter.name, letter.address) for letter in published("Leeds City Council")][-1]
    ('leeds-2025-08-12.pdf', 'https://files.ofsted.gov.uk/v1/file/50284438')
    """
    every = _listed(manifest)
    if names:
        wanted = {_called(name, every) for name in names}
        every = tuple(letter for letter in every if letter.authority in wanted)
    if region is not None:
        regions = {a.name: a.region for a in authorities()}
        if key(region) not in map(key, regions.values()):
            raise UnknownChoice("region", region, sorted(set(regions.values())))
        every = tuple(letter for letter in every if key(regions.get(letter.authority, "")) == key(region))
    return every


def _called(name: str, every: Iterable[PublishedLetter]) -> str:
    """An authority's name as the list has it; a list of one's own may have others than the shipped table."""
    listed = {key(letter.authority): letter.authority for letter in every}
    return listed.get(key(name)) or known_authority(name).name


def _listed(manifest: str | os.PathLike[str] | None) -> tuple[PublishedLetter, ...]:
    text, told = _text(manifest)
    out: dict[str, PublishedLetter] = {}
    for letter in dict.fromkeys(_rows(text, told)):
        name = letter.name
        if name in out:  # two letters of one day: the second is told apart by its address
            mark = sha256((letter.address or letter.sha256 or "").encode()).hexdigest()[:8]
            name = f"{name.removesuffix('.pdf')}-{mark}.pdf"
        out.setdefault(name, replace(letter, name=name))
    return tuple(sorted(out.values(), key=lambda one: (one.authority, one.published, one.name)))


def _text(manifest: str | os.PathLike[str] | None) -> tuple[str, str]:
    """The list as text, and what to call it."""
    if manifest is None:
        shipped = files(__package__).joinpath("manifest.csv")
        here = Path(__file__).parents[2] / "corpus" / "manifest.csv"  # a checkout, of which no wheel was made
        return (shipped if shipped.is_file() else here).read_text("utf-8"), "manifest.csv"
    told = os.fspath(manifest)
    try:
        with open(told, "rb") as file:
            data = file.read(_MOST + 1)
        if len(data) > _MOST:
            raise ManifestError(f"{told}: this is larger than 20 MB; give a list of letters as CSV")
        return data.decode("utf-8-sig"), told
    except (OSError, ValueError) as trouble:
        why = trouble.strerror if isinstance(trouble, OSError) else "it is no UTF-8 text"
        raise ManifestError(f"{told}: it cannot be read ({why}); give a list of letters as CSV") from None


def _rows(text: str, told: str) -> Iterator[PublishedLetter]:
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    rows = csv.DictReader(lines[start:], strict=True)
    try:
        missing = [c for c in _COLUMNS if c not in (rows.fieldnames or ())]
        if missing:
            raise ManifestError(
                f"{told}: there is no column {missing[0]}; its first line must name {', '.join(_COLUMNS)}"
            )
        for row in rows:
            yield _letter(row, f"{told}, line {start + rows.line_num}")
    except csv.Error as trouble:
        raise ManifestError(
            f"{told}, line {start + rows.line_num}: this is no CSV ({trouble}); save the list as CSV"
        ) from None


def _letter(row: dict[str, str | None], told: str) -> PublishedLetter:
    """One row, each of its fields checked: what comes from a list is data."""
    authority, day, address, urn, digest = (
        fold(row.get(c) or "") for c in ("authority", "published", "address", "urn", "sha256")
    )
    if not authority or storable(authority) != authority or len(authority) > 200:
        raise ManifestError(f"{told}: the authority has no name that can be used; write it as in: Leeds")
    try:
        published = date.fromisoformat(day)
    except ValueError:
        raise ManifestError(f"{told}: “{storable(day)}” is no date; write it as 2025-08-12") from None
    if urn and not (urn.isascii() and urn.isdigit() and len(urn) < 10):
        raise ManifestError(f"{told}: “{storable(urn)[:40]}” is no URN; it is a number, or empty")
    if digest and not _SHA256.fullmatch(digest.lower()):
        raise ManifestError(f"{told}: the sha256 is not 64 digits 0–9 and a–f; leave it empty where it is not known")
    of = find(authority)
    name = of.name if of else authority
    try:
        return PublishedLetter(
            authority=name,
            published=published,
            address=address or None,
            name=f"{_slug(name)}-{published.isoformat()}.pdf",
            urn=int(urn) if urn else of.urn if of else None,
            sha256=digest.lower() or None,
        )
    except AddressError as trouble:
        raise ManifestError(f"{told}: {trouble}") from None


def _slug(name: str) -> str:
    """A name as part of a file's name: letters, digits and hyphens alone, so that it leads to no other folder.

    >>> _slug("Bristol, City of"), _slug("../../Møn\\x00")
    ('bristol-city-of', 'm-n')
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:80] or "letter"
