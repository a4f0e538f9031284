"""A passage shown where it stands: its pages drawn (pdfium), and its words marked."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from ..document import Box, Document, Span
from ..errors import PictureError, UnreadableDocument
from ..image import Picture
from .source import load

if TYPE_CHECKING:
    from PIL.Image import Image

_PEN = (255, 230, 100)  # multiplied with the page: what is printed stays as dark as it was
_BAR = (168, 50, 16)  # dark enough to tell in grey print
_BAR_WIDE, _BAR_FREE = 2.4, 9.0  # points: the bar, and the empty strip that it wants
_BETWEEN = (200, 200, 200)  # a stripe of this grey parts two pages
_AROUND = 28.0  # points of page that a crop keeps around the passage
_MOST_DOTS = 60_000_000
_INCH = 72  # points


class _Line(NamedTuple):
    """One printed line of the passage: the box of its words that are marked, and where the whole line begins."""

    box: Box
    left: float


def picture(
    document: Document,
    span: Span,
    *,
    dpi: int = 150,
    crop: bool = False,
    source: str | os.PathLike[str] | bytes | BinaryIO | None = None,
) -> Picture:
    """Draw the pages on which a passage stands, with its words highlighted and a bar beside their lines.

    A passage that crosses a page break gives its pages one below the other. `crop` keeps the passage and a little
    of what is around it. The PDF is opened again where it was read from; `source` is the same file, for a document
    that was read from bytes or has moved.

    Raises `PictureError` where the document is no PDF, or its file is gone or is another than the one that was read.
    """
    if not 20 <= dpi <= 1200:
        raise ValueError(f"dpi is a whole number from 20 to 1200, not {dpi!r}")
    if span.end > len(document.text):
        raise ValueError(f"the text of {document.name} has {len(document.text)} characters: none is at {span.end}")
    if not document.fragments:
        raise PictureError(document.name, "Only a PDF has pages to show. Save the document as a PDF and mine that.")
    pages: dict[int, list[_Line]] = {}
    for line in _lines(document, span):
        pages.setdefault(line.box.page, []).append(line)
    if not pages:
        raise ValueError(f"no printed word of {document.name} stands from {span.start} to {span.end}")
    sheets = [
        _marked(sheet, lines, _body(document, lines) if crop else None, dpi / _INCH)
        for lines, sheet in zip(
            pages.values(), _drawn(_bytes(document, source), document, list(pages), dpi), strict=True
        )
    ]
    whole = _stacked(sheets, round(5 * dpi / _INCH))
    return Picture(_png(whole, dpi), whole.width, whole.height, tuple(pages), _alt(document, span, tuple(pages)), dpi)


def _lines(document: Document, span: Span) -> Iterator[_Line]:
    touched = (f for f in document.fragments if f.start < span.end and f.end > span.start)
    for box, fragment in zip(document.boxes(span), touched, strict=True):
        yield _Line(box, fragment.box.x0)


def _alt(document: Document, span: Span, pages: Sequence[int]) -> str:
    where = f"Page {pages[0]}" if len(pages) == 1 else f"Pages {pages[0]} to {pages[-1]}"
    return f"{where} of {document.name}, with this passage marked: {document.slice(span)}"


def _bytes(document: Document, source: str | os.PathLike[str] | bytes | BinaryIO | None) -> bytes:
    """The bytes that the document was read from, and no others."""
    given = document.origin if source is None else source
    if given is None:
        reason = "It was read from bytes, which are not kept. Give them, or the path of the file, as source=."
        raise PictureError(document.name, reason)
    known = given if isinstance(given, str) else document.name
    try:
        data, _ = load(given, document.name)
    except UnreadableDocument:
        raise PictureError(
            document.name, f"The file cannot be opened any more ({known}). Give it as source=."
        ) from None
    if sha256(data).hexdigest() != document.fingerprint:
        reason = "The file has changed since it was read. Mine it again."
        if source is not None:
            reason = "This is another file than the one that was read. Give that one, or mine this one."
        raise PictureError(document.name, reason)
    return data


def _drawn(data: bytes, document: Document, numbers: Sequence[int], dpi: int) -> Iterator[Image]:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(data)
    try:
        for number in numbers:
            page = pdf[number - 1]
            wide, high = page.get_size()
            if wide * high * len(numbers) * (dpi / _INCH) ** 2 > _MOST_DOTS:
                raise PictureError(document.name, f"Page {number} is too large for {dpi} dpi. Give a smaller dpi.")
            try:
                bitmap = page.render(scale=dpi / _INCH)
            except (ValueError, pypdfium2.PdfiumError):  # a page of no size
                raise PictureError(document.name, f"Page {number} cannot be drawn: the PDF is damaged.") from None
            yield bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
    finally:
        pdf.close()


def _body(document: Document, lines: Sequence[_Line]) -> tuple[float, float, float, float]:
    """What a crop keeps of a page: the width of its text, from a little above the passage to a little below it.

    A line is kept whole or not at all.
    """
    on_page = [f.box for f in document.fragments if f.box.page == lines[0].box.page]
    top, bottom = min(line.box.top for line in lines) - _AROUND, max(line.box.bottom for line in lines) + _AROUND
    return (
        min(box.x0 for box in on_page) - _AROUND,
        min([top, *(box.top - 2 for box in on_page if box.top < top < box.bottom)]),
        max(box.x1 for box in on_page) + _AROUND,
        max([bottom, *(box.bottom + 2 for box in on_page if box.top < bottom < box.bottom)]),
    )


def _marked(
    sheet: Image, lines: Sequence[_Line], keep: tuple[float, float, float, float] | None, scale: float
) -> Image:
    from PIL import Image, ImageChops, ImageDraw

    pen = Image.new("RGB", sheet.size, "white")
    ink = ImageDraw.Draw(pen)
    for line in lines:
        ink.rectangle(_dots(line.box[1:], scale, 1.0), fill=_PEN)
    done = ImageChops.multiply(sheet, pen)
    bars = ImageDraw.Draw(done)
    for column in _columns(lines):
        left, right = min(line.left for line in column), max(line.box.x1 for line in column)
        top, bottom = column[0].box.top, max(line.box.bottom for line in column)
        _, y0, x, y1 = _dots((right, top, left, bottom), scale)
        x = _free(sheet, x, y0, y1, round(_BAR_FREE * scale))
        bars.rectangle((x, y0, x + max(round(_BAR_WIDE * scale), 2) - 1, y1), fill=_BAR)
    if keep is None:
        return done
    x0, y0, x1, y1 = _dots(keep, scale)
    return done.crop((max(x0, 0), max(y0, 0), min(x1, done.width), min(y1, done.height)))


def _dots(box: tuple[float, ...], scale: float, more: float = 0.0) -> tuple[int, int, int, int]:
    x0, y0, x1, y1 = box
    return (
        round((x0 - more) * scale),
        round(y0 * scale),
        round((x1 + more) * scale),
        round(y1 * scale),
    )


def _columns(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines as they stand one below the other; a line above the one before it begins a column."""
    out: list[list[_Line]] = []
    for line in lines:
        if out and line.box.top >= out[-1][-1].box.top - 1:
            out[-1].append(line)
        else:
            out.append([line])
    return out


def _free(sheet: Image, left: int, top: int, bottom: int, wide: int) -> int:
    """Where a bar stands: in the nearest strip left of the lines on which nothing is printed; else at the edge."""
    import numpy as np

    band = np.asarray(sheet.crop((0, top, max(left, 1), bottom)).convert("L"))
    inked = np.ptp(band, axis=0) > 40 if band.size else np.ones(1, bool)
    clear = 0
    for x in range(len(inked) - 1, -1, -1):
        clear = 0 if inked[x] else clear + 1
        if clear >= wide:
            return x + wide // 3
    return 0


def _stacked(sheets: Sequence[Image], gap: int) -> Image:
    from PIL import Image

    if len(sheets) == 1:
        return sheets[0]
    high = sum(s.height for s in sheets) + gap * (len(sheets) - 1)
    whole = Image.new("RGB", (max(s.width for s in sheets), high), "white")
    y = 0
    for i, sheet in enumerate(sheets):
        if i:
            whole.paste(_BETWEEN, (0, y - gap, whole.width, y))
        whole.paste(sheet, (0, y))
        y += sheet.height + gap
    return whole


def _png(whole: Image, dpi: int) -> bytes:
    """The picture in 256 colours, a third of the bytes; those of the paper and of the marks stay as they are."""
    import numpy as np
    from PIL import Image

    kept = ((255, 255, 255), _PEN, _BAR, _BETWEEN)
    few = whole.quantize(256 - len(kept), dither=Image.Dither.NONE)
    palette = (few.getpalette() or [])[: 3 * (256 - len(kept))]
    palette += [0] * (3 * (256 - len(kept)) - len(palette))
    dots, exact = np.array(few), np.asarray(whole)
    for index, colour in enumerate(kept, 256 - len(kept)):
        dots[(exact == colour).all(axis=2)] = index
        palette += colour
    drawn = Image.fromarray(dots, "P")
    drawn.putpalette(palette)
    out = BytesIO()
    drawn.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
