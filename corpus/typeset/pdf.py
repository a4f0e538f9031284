"""Share items out over pages and draw them: furniture first, then the body, as the published letters' PDFs do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]

from . import fonts
from .markup import Part
from .setter import Setter
from .shapes import Item, Mark, Rule, Run, Style, Text, move, stack


def paginate(items: Sequence[Item], style: Style) -> list[list[Mark]]:
    """Share items out over pages; a heading stays with what follows it, a footnote with its page."""
    pages: list[list[Mark]] = [[]]
    notes: list[Item] = []
    y, floor = style.top, style.page[1] - style.bottom

    def close(edge: tuple[float, float] | None = None) -> None:
        nonlocal y, floor, notes
        if edge:
            pages[-1].append(Rule(edge[0], y, edge[1], y))
        pages[-1].extend(stack(notes, floor))
        pages.append([Rule(edge[0], style.top, edge[1], style.top)] if edge else [])
        y, floor, notes = style.top, style.page[1] - style.bottom, []

    for n, item in enumerate(items):
        if item.order == "page":
            close()
            continue
        if item.order == "footnote":
            notes.append(item)
            floor -= item.height
            continue
        if item.gap and y == style.top and len(pages) > 1:
            continue
        group = item.height
        for follower in items[n:]:
            if not follower.keep:
                group += follower.height if follower is not item else 0
                break
            group += follower.height if follower is not item else 0
        if y + group > floor and not item.gap:
            close(item.edge)
        pages[-1].extend(move(mark, y) for mark in item.marks)
        y += item.height
    pages[-1].extend(stack(notes, floor))
    return pages


def _draw(canvas: Canvas, marks: Iterable[Mark], height: float) -> None:
    for mark in marks:
        if isinstance(mark, Rule):
            canvas.line(mark.x0, height - mark.y0, mark.x1, height - mark.y1)
            continue
        text = canvas.beginText(mark.x, height - mark.y)
        for run in mark.runs:
            text.setFont(run.font, run.size)
            text.setRise(run.rise)
            text.textOut(run.text)
        canvas.drawText(text)


def _furniture(setter: Setter, printed: int, total: int, *, first: bool) -> list[Mark]:
    """Running titles and the page's number, in the order in which they are to be read."""
    style, settings = setter.style, setter.settings
    base = style.page[1] - style.bottom + 34
    bold, plain = style.family + "-bold", style.family
    number: list[Mark] = []
    title: list[Mark] = []
    if not (first and settings.get("first") == "bare"):
        folio = settings.get("folio", "{n}").format(n=printed, total=total)
        run = Run(folio, plain, style.size * (1.3 if folio.isdigit() else 0.85))
        x = {"left": style.left, "centre": style.page[0] / 2}.get(
            settings.get("folio-at", ""), style.page[0] - style.right - run.width
        )
        number = [Text(x, base + 17, (run,))]
        for n, line in enumerate(filter(None, settings.get("footer", "").split(" // "))):
            title.append(Text(style.left, base + 9 + 8 * n, (Run(line, bold, 6.6),)))
        if settings.get("rule", "yes") == "yes":
            title.append(Rule(style.left, base, style.page[0] - style.right, base))
    if settings.get("header"):
        title.append(Text(style.left, 40, (Run(settings["header"], plain, 7.6),)))
    return title + number if settings.get("furniture") == "title-first" else number + title


def write(parts: Sequence[Part], title: str) -> bytes:
    """Make the PDF of a source's parts: the same bytes each time."""
    fonts.register()
    stream = BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    canvas.setTitle(title)
    canvas.setAuthor("Sample document written for ofstedmine; its places and people are invented")
    for part in parts:
        setter = Setter(part)
        pages = paginate(list(setter.items(part.blocks, setter.style.left, setter.measure)), setter.style)
        start = int(part.settings.get("printed", "1"))
        for n, marks in enumerate(pages):
            canvas.setPageSize(setter.style.page)
            canvas.setLineWidth(0.6)
            height = setter.style.page[1]
            _draw(canvas, _furniture(setter, start + n, start + len(pages) - 1, first=n == 0), height)
            _draw(canvas, marks, height)
            canvas.showPage()
    canvas.save()
    return stream.getvalue()
