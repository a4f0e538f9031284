"""PDF → printed lines with their place, font and weight, and the ruled lines between them (pdfium)."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ..document import Box, Document
from ..errors import UnreadableDocument
from ..text import footnote_mark
from .assemble import assemble
from .draft import Sheet

_BREAK = re.compile(r"\r\n|[\r\n\ufffe\u0002]")
_WORD = re.compile(r"\S+")
# a digit that sticks to a word or to its punctuation may be a footnote mark ("improve?1"); its size tells
_MARK = re.compile(r"(?<=[A-Za-z\)\]’”'\".,;:?!])\d{1,2}(?=[\s.,;:)’”]|$)")
_BOLD = re.compile(rb"bold|black|heavy|semibd|demi", re.IGNORECASE)
_FAR = 1e6  # points: 350 metres
THIN = 4.0  # points up to which what is long and thin is a rule, and no frame
SCANNED = 20  # fewer letters than this a page, with pictures: a scan


class Printed(NamedTuple):
    """One printed line: its text, box and word starts (points, from the page's top left), height of its letters."""

    text: str
    box: Box
    words: tuple[float, ...]
    size: float
    bold: bool


class Rule(NamedTuple):
    """A ruled line (or one side of a frame), in points from the page's top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def upright(self) -> bool:
        return self.x1 - self.x0 < self.bottom - self.top


class Leaf(NamedTuple):
    """One page as printed."""

    sheet: Sheet
    lines: tuple[Printed, ...]
    rules: tuple[Rule, ...]


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF into a document; raises `UnreadableDocument` for one that is encrypted, broken or scanned."""
    from .layout import drafts

    leaves = list(_leaves(data, name))
    letters = sum(len(line.text) for leaf in leaves for line in leaf.lines)
    if letters < SCANNED * len(leaves):
        raise UnreadableDocument(
            name,
            "Its pages are pictures without text: run OCR first, for instance `ocrmypdf in.pdf out.pdf`, "
            "and mine what that makes.",
        )
    blocks, sheets, notes = drafts(leaves)
    return assemble(name, blocks, sheets, fingerprint=sha256(data).hexdigest(), notes=notes)


def _leaves(data: bytes, name: str) -> Iterator[Leaf]:
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) or "assword" in str(error):
            raise UnreadableDocument(name, "The PDF is locked with a password: save a copy without one.") from None
        raise UnreadableDocument(name, "The PDF is damaged or cut short: download it again.") from None
    try:
        if len(pdf) == 0:
            raise UnreadableDocument(name, "The PDF has no pages: download it again.")
        for number in range(1, len(pdf) + 1):
            try:
                page = pdf[number - 1]
            except pypdfium2.PdfiumError:
                raise UnreadableDocument(
                    name, f"The PDF is damaged at page {number}: download it again, or print it to a new PDF."
                ) from None
            try:
                yield _leaf(page, number)
            finally:
                page.close()
    finally:
        pdf.close()


class _Place:
    """From pdfium's coordinates (from the bottom left, before any turning of the page) to ours."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        self.width, self.height = (v if 0 < v < _FAR else 0.0 for v in page.get_size())
        self._turn = page.get_rotation()
        cropped, whole = page.get_cropbox(), page.get_mediabox()
        self._x, self._y = max(cropped[0], whole[0]), max(cropped[1], whole[1])  # what is cropped beyond is no page
        if not (abs(self._x) < _FAR and abs(self._y) < _FAR):
            self._x = self._y = 0.0

    def __call__(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        if not (-_FAR < left < _FAR and -_FAR < bottom < _FAR and -_FAR < right < _FAR and -_FAR < top < _FAR):
            return 0.0, 0.0, 0.0, 0.0  # a damaged page sets text at places that are no numbers
        x0, x1, y0, y1 = left - self._x, right - self._x, bottom - self._y, top - self._y
        if self._turn == 90:
            return y0, x0, y1, x1
        if self._turn == 180:
            return self.width - x1, y0, self.width - x0, y1
        if self._turn == 270:
            return self.width - y1, self.height - x1, self.width - y0, self.height - x0
        return x0, self.height - y1, x1, self.height - y0


def _leaf(page: pypdfium2.PdfPage, number: int) -> Leaf:
    place = _Place(page)
    textpage = pdfium.FPDFText_LoadPage(page.raw)
    try:
        lines = tuple(_lines(textpage, number, place))
    finally:
        pdfium.FPDFText_ClosePage(textpage)
    return Leaf(Sheet(number, None, place.width, place.height), lines, tuple(_rules(page, place)))


def _text(textpage: object) -> str:
    """The text of a page, one code unit a character, so that places in it are pdfium's own."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return ""
    buffer = (ctypes.c_ushort * (count + 1))()
    got = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    if got - 1 == count:
        return bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    # pdfium leaves out characters that it has no code for; one by one they keep their place
    codes = (pdfium.FPDFText_GetUnicode(textpage, i) for i in range(count))
    return "".join(chr(c) if 0 < c < 0x10000 else "\ufffd" for c in codes)


def _lines(textpage: object, number: int, place: _Place) -> Iterator[Printed]:
    text = _text(textpage)
    rect = pdfium.FS_RECTF()
    ref = ctypes.byref(rect)
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    weights: dict[bytes, bool] = {}
    charbox = pdfium.FPDFText_GetLooseCharBox

    def bold(i: int) -> bool:
        pdfium.FPDFText_GetFontInfo(textpage, i, name, 128, ctypes.byref(flags))
        font = name.value
        if font not in weights:
            weights[font] = bool(_BOLD.search(font)) or pdfium.FPDFText_GetFontWeight(textpage, i) >= 600
        return weights[font]

    at = 0
    for end, after in [(m.start(), m.end()) for m in _BREAK.finditer(text)] + [(len(text), len(text))]:
        start, at = at, after
        words = [(m.start() + start, m.end() + start) for m in _WORD.finditer(text[start:end])]
        if not words:
            continue
        xs: list[float] = []
        top = bottom = size = 0.0
        first, last = words[0][0], words[-1][1]
        for i, (a, _) in enumerate(words):
            charbox(textpage, a, ref)
            left, up, _, down = place(rect.left, rect.bottom, rect.right, rect.top)
            if not size and (text[a].isalpha() or i == len(words) - 1):
                top, bottom, size = up, down, down - up
            xs.append(left)
        charbox(textpage, last - 1, ref)
        left, _, x1, _ = place(rect.left, rect.bottom, rect.right, rect.top)
        x0 = min(xs[0], left)  # words that stand on their head run to the left
        line = text[first:last]
        if text[end:after] in ("\ufffe", "\u0002"):
            line += "\ufffe"
        if _MARK.search(line):
            line = _raise_marks(line, first, size, textpage, rect)
        yield Printed(
            line,
            Box(number, x0, top, max(x1, *xs), bottom),
            tuple(xs),
            round(size, 1),
            bold(first if line[0].isalnum() or len(words) == 1 else words[1][0]) and bold(last - 1),
        )


def _raise_marks(line: str, first: int, size: float, textpage: object, rect: pdfium.FS_RECTF) -> str:
    """Footnote marks as raised digits, which no longer read as part of a number or a word."""

    def raised(mark: re.Match[str]) -> str:
        pdfium.FPDFText_GetLooseCharBox(textpage, first + mark.start(), ctypes.byref(rect))
        small = rect.top - rect.bottom < 0.8 * size
        return footnote_mark(mark[0]) if small else mark[0]

    return _MARK.sub(raised, line)


def _rules(page: pypdfium2.PdfPage, place: _Place) -> Iterator[Rule]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    for i in range(pdfium.FPDFPage_CountObjects(page.raw)):
        shape = pdfium.FPDFPage_GetObject(page.raw, i)
        if pdfium.FPDFPageObj_GetType(shape) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(shape, left, bottom, right, top):
            continue
        box = Rule(*place(left.value, bottom.value, right.value, top.value))
        wide, high = box.x1 - box.x0, box.bottom - box.top
        # pdfium's bounds add a line's width on each side: a rule of one point is two or three high
        if min(wide, high) < 2 < max(wide, high) or min(wide, high) < THIN < 0.2 * max(wide, high):
            yield box
        elif high > 8 and wide > 8 and pdfium.FPDFPath_GetDrawMode(shape, fill, stroke) and stroke.value:
            yield Rule(box.x0, box.top, box.x1, box.top)
            yield Rule(box.x0, box.bottom, box.x1, box.bottom)
            yield Rule(box.x0, box.top, box.x0, box.bottom)
            yield Rule(box.x1, box.top, box.x1, box.bottom)
