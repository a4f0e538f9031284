"""Ways to break a PDF by its objects: swapped, lost, of another type, pointing round in a circle, repeated."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import partial
from random import Random

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

HUGE = (0, -1, 65536, 2**31 - 1, -(2**31), 2**53, 2**63 - 1)
CODES = (b"D800", b"DFFF", b"200B", b"202E", b"0000", b"FFFE", b"0002", b"0660", b"FB01", b"0020")
SIZES = ([0, 0, 0, 0], [0, 0, 1e9, 1e9], [600, 800, 0, 0], [-5000, -5000, -4000, -4000], [0, 0, 1e-9, 1], [0, 0, 5, 5])
OPERATORS = ("q ", "Q ", "BT ET ", "1e9 0 0 1e9 0 0 cm ", "0 0 0 0 0 0 cm ", "90 Tz ", "-100 Tw ", "1e30 Tc ", "3 Tr ")


def broken(chance: Random, data: bytes, way: Callable[[Random, Pdf], None]) -> bytes:
    """A PDF with something done to its objects."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        way(chance, pdf)
        out = io.BytesIO()
        pdf.save(out, static_id=True, object_stream_mode=chance.choice(list(pikepdf.ObjectStreamMode)))
    return out.getvalue()


def _held(pdf: Pdf) -> list[tuple[pikepdf.Object, object]]:
    """Every place in every object: a dictionary or array, and a key or index of it."""
    out: list[tuple[pikepdf.Object, object]] = []
    for obj in pdf.objects:
        if isinstance(obj, Dictionary | Stream):
            out += ((obj, key) for key in sorted(obj.keys()) if key not in ("/Length", "/Filter", "/DecodeParms"))
        elif isinstance(obj, Array):
            out += ((obj, i) for i in range(len(obj)))
    return out


def values_changed(chance: Random, pdf: Pdf) -> None:
    """Some values become ones of another type or size, or point back at the whole."""
    places = _held(pdf)
    for holder, key in chance.sample(places, min(len(places), chance.choice((1, 3, 10, 50)))):
        kind = chance.randrange(8)
        value: object = (
            chance.choice(HUGE)
            if kind == 0
            else Name("/" + chance.choice(("Font", "Page", "Pages", "X" * 300, "Type0")))
            if kind == 1
            else String(chance.choice(("", "a" * 10_000, "\udcff".encode("utf-8", "replace").decode())))
            if kind == 2
            else Array([])
            if kind == 3
            else Dictionary()
            if kind == 4
            else chance.choice(list(pdf.objects))
            if kind == 5
            else _deep(chance)
            if kind == 6
            else Array([chance.choice(HUGE) for _ in range(6)])
        )
        try:
            holder[key] = value  # type: ignore[index]
        except (ValueError, TypeError, IndexError, KeyError, pikepdf.PdfError):
            continue


def _deep(chance: Random) -> Array:
    out = Array([])
    for _ in range(chance.choice((10, 400))):
        out = Array([out])
    return out


def values_lost(chance: Random, pdf: Pdf) -> None:
    places = [(holder, key) for holder, key in _held(pdf) if isinstance(key, str)]
    for holder, key in chance.sample(places, min(len(places), chance.choice((1, 3, 10, 50)))):
        if key in holder.keys():  # noqa: SIM118 - it is no Python dictionary
            del holder[key]


def values_swapped(chance: Random, pdf: Pdf) -> None:
    """Values of the same name change places: a page has another's content, a font another's widths."""
    places = [(holder, key) for holder, key in _held(pdf) if isinstance(key, str)]
    for _ in range(chance.choice((1, 5, 20))):
        one, key = chance.choice(places)
        other, _ = chance.choice([p for p in places if p[1] == key])
        try:
            one[key], other[key] = other[key], one[key]
        except (ValueError, TypeError, KeyError, pikepdf.PdfError):
            continue


def fonts_lost(chance: Random, pdf: Pdf) -> None:
    """Fonts, or what they say of their letters, are gone."""
    lost = chance.choice(("/Font", "/ToUnicode", "/FontFile2", "/Widths", "/W", "/DescendantFonts", "/Encoding"))
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and lost in obj.keys():  # noqa: SIM118
            del obj[lost]


def letters_mapped_elsewhere(chance: Random, pdf: Pdf) -> None:
    """The fonts say that their letters are others: from right to left, of no width, halves of characters."""
    for obj in pdf.objects:
        if isinstance(obj, Dictionary) and isinstance(obj.get("/ToUnicode"), Stream):
            text = obj.ToUnicode.read_bytes()
            other, share = b"<" + chance.choice(CODES) + b">", chance.choice((0.05, 0.5, 1.0))
            changed = partial(_or_else, chance, share, other)
            obj.ToUnicode = pdf.make_stream(re.sub(rb"<[0-9A-Fa-f]{4}>(?=\s*(?:\n|$))", changed, text))


def pages_repeated(chance: Random, pdf: Pdf) -> None:
    for _ in range(min(chance.choice((5, 40, 100)), 110 - len(pdf.pages))):
        pdf.pages.append(chance.choice(list(pdf.pages)[:20]))


def pages_lost(chance: Random, pdf: Pdf) -> None:
    """All but the first and a few in a row."""
    start = chance.randrange(1, max(len(pdf.pages) - 2, 2))
    del pdf.pages[start + chance.randint(1, 4) :]
    del pdf.pages[1:start]


def pages_shuffled(chance: Random, pdf: Pdf) -> None:
    pages = list(pdf.pages)
    chance.shuffle(pages)
    del pdf.pages[:]
    for page in pages[: chance.randint(1, len(pages))]:
        pdf.pages.append(page)


def boxes_changed(chance: Random, pdf: Pdf) -> None:
    """Pages of no size, of a huge one, turned, cropped to nothing."""
    for page in pdf.pages:
        if chance.random() < 0.5:
            page.obj[chance.choice(("/MediaBox", "/CropBox"))] = Array(chance.choice(SIZES))
        if chance.random() < 0.5:
            page.obj["/Rotate"] = chance.choice((90, 180, 270, 45, -90, 10**9))
        if chance.random() < 0.2:
            page.obj["/UserUnit"] = chance.choice((0, 1e-9, 1e9, -1))


def content_changed(chance: Random, pdf: Pdf) -> None:
    """The operators of a page: repeated, with other numbers, with strange ones between them."""
    pages = list(pdf.pages)
    for page in chance.sample(pages, min(len(pages), 5)):
        page.contents_coalesce()
        if not isinstance(page.obj.get("/Contents"), Stream):
            continue
        lines = page.obj.Contents.read_bytes().split(b"\n")
        way = chance.randrange(6)
        if way == 0:
            chance.shuffle(lines)
        elif way == 1:
            lines = lines * chance.choice((2, 10))
        elif way == 2:
            strange = chance.choice(OPERATORS).encode()
            lines = [strange * chance.choice((1, 100)) + line for line in lines]
        elif way == 3:
            many = chance.choice((b"-1e9", b"1e30", b"0", b"99999999999", b"nan", b"1e-30"))
            share = chance.choice((0.02, 0.5))
            number = re.compile(rb"\b\d+(?:\.\d+)?\b")
            lines = [number.sub(partial(_or_else, chance, share, many), line) for line in lines]
        elif way == 4:
            lines += [b"%d %d %d 1 re f" % tuple(chance.randrange(600) for _ in range(3))] * chance.choice((10, 5000))
        else:
            lines += [
                b"q 1 0 0 1 %d %d cm 0 0 m %d %d l S Q" % tuple(chance.randrange(800) for _ in range(4))
                for _ in range(chance.choice((10, 3000)))
            ]
        page.obj.Contents = pdf.make_stream(b"\n".join(lines)[:3_000_000])


def _or_else(chance: Random, share: float, other: bytes, found: re.Match[bytes]) -> bytes:
    return other if chance.random() < share else found[0]


def text_added(chance: Random, pdf: Pdf) -> None:
    """A page of letters everywhere, or all in one place, or in one line."""
    pdf.add_blank_page(page_size=(600, 800))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    count, way = chance.choice((10, 1000, 3000)), chance.randrange(4)
    words = (b"Plans", b"are", b"timely.", b"1.", b"-", b"999999999999", b"\\050a\\051", b"What", b"improve?1")
    out = [b"BT /F1 10 Tf"]
    for i in range(count):
        x, y = chance.randrange(600), chance.randrange(800)
        at = ((x, y), (50, 50), (50 + i, 400), (x, 700 - (i % 60) * 10))[way]
        size = chance.choice((b"10", b"0", b"-10", b"500", b"0.001")) if chance.random() < 0.05 else b"10"
        out.append(b"/F1 " + size + b" Tf 1 0 0 1 %d %d Tm (" % at + chance.choice(words) + b") Tj")
    out.append(b"ET")
    page = pdf.pages[-1]
    page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(b"\n".join(out))


WAYS: tuple[Callable[[Random, Pdf], None], ...] = (
    values_changed,
    values_changed,
    values_lost,
    values_swapped,
    fonts_lost,
    letters_mapped_elsewhere,
    pages_repeated,
    pages_shuffled,
    boxes_changed,
    content_changed,
    content_changed,
    text_added,
)
