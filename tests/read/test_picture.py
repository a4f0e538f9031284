"""Passages on pictures of their pages: the marked words are blue, and the mark must lie on the blue, wherever it is."""

from __future__ import annotations

import io
import pickle
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

import ofstedmine as om
from ofstedmine.document import Document, Span
from ofstedmine.errors import OutputError

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab draws the pages")
ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpus" / "marlowbridge" / "2022-06-ilacs.pdf"
APPENDED = ROOT / "corpus" / "marlowbridge" / "2021-09-focused-visit-report.pdf"
FIRST = Span(0, 5)
PEN = (255, 230, 100)
DPI = 144  # two dots to the point


def letter(*pages: list[tuple[float, float, str]], turn: int = 0) -> bytes:
    """A PDF on A4: each part of a page is (x, y, words), and words between stars are blue."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842), invariant=1)
    for page in pages:
        for x, y, words in page:
            sheet.saveState()
            sheet.translate(x, y)
            sheet.rotate(turn)
            sheet.setFont("Helvetica", 12)
            at = 0.0
            for i, part in enumerate(words.split("*")):
                sheet.setFillColorRGB(0, 0, i % 2)
                sheet.drawString(at, 0, part)
                at += stringWidth(part, "Helvetica", 12)
            sheet.restoreState()
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def changed(data: bytes, change: Callable[[pypdfium2.PdfPage], object]) -> bytes:
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        change(page)
    out = io.BytesIO()
    pdf.save(out)
    pdf.close()
    return out.getvalue()


def passage(document: Document, first: str, last: str = "") -> Span:
    start = document.text.index(first)
    end = document.text.index(last or first, start) + len(last or first)
    return Span(start, end)


def dots(png: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


def around(mask: np.ndarray) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is true."""
    ys, xs = np.nonzero(mask)
    return int(xs.min()), int(ys.min()), int(xs.max()), int(ys.max())


def blue(picture: om.Picture) -> np.ndarray:
    found = dots(picture.png)
    return (found[:, :, 2] > found[:, :, 0] + 40) & (found[:, :, 0] < 120)


def yellow(picture: om.Picture) -> np.ndarray:
    return (dots(picture.png) == PEN).all(axis=2)


LINES = [
    (72.0, 700.0, "Plans are *timely and clear* in most teams."),
    (72.0, 685.0, "They are read by children at home."),
]
CHANGES: dict[str, Callable[[pypdfium2.PdfPage], object]] = {
    "as it is": lambda page: None,
    "cropped": lambda page: page.set_cropbox(50, 30, 550, 800),
    "cropped beyond the sheet": lambda page: page.set_cropbox(-80, -60, 700, 900),
    "a sheet that begins elsewhere": lambda page: page.set_mediabox(-100, -50, 495, 792),
    "a sheet that begins inside": lambda page: page.set_mediabox(40, 60, 560, 800),
    "cropped, of a sheet that begins elsewhere": lambda page: (
        page.set_mediabox(-100, -50, 595, 842),
        page.set_cropbox(30, 20, 500, 760),
    ),
}
TURNS = {0: (72.0, 700.0), 90: (100.0, 70.0), 180: (450.0, 700.0), 270: (400.0, 600.0)}  # where upright words begin


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("turn", TURNS)
def test_the_mark_lies_on_the_words(turn: int, change: Callable[[pypdfium2.PdfPage], object]) -> None:
    made = letter([(*TURNS[turn], "Plans are *timely and clear* in most teams.")], turn=turn)
    data = changed(made, lambda page: (change(page), page.set_rotation(turn)))
    report = om.mine(data, name="letter.pdf")
    shown = om.picture(report, passage(report.document, "timely and clear"), dpi=DPI, source=data)
    words, mark = around(blue(shown)), around(yellow(shown))
    assert all(m <= w for m, w in zip(mark[:2], words[:2], strict=True))
    assert all(m >= w for m, w in zip(mark[2:], words[2:], strict=True))
    assert all(abs(m - w) < 4 * DPI / 72 for m, w in zip(mark, words, strict=True))


def test_over_a_line_break_every_line_is_marked_and_no_other_word() -> None:
    page = [
        (72.0, 700.0, "Plans are timely. *Reviews happen when they should and*"),
        (72.0, 685.0, "*children come.* Few are late."),
        (72.0, 670.0, "Health checks are late."),
    ]
    data = letter(page)
    report = om.mine(data, name="letter.pdf")
    shown = om.picture(report, passage(report.document, "Reviews", "come."), dpi=DPI, source=data)
    rows = blue(shown).any(axis=1)
    assert (
        around(yellow(shown))[1] <= np.nonzero(rows)[0].min() <= np.nonzero(rows)[0].max() <= around(yellow(shown))[3]
    )
    first = yellow(shown)[2 * (842 - 705) : 2 * (842 - 700)]
    assert around(first)[0] > 2 * 150  # "Plans are timely." stays as it is
    assert not yellow(shown)[2 * (842 - 680) :].any()  # nor is the third line marked


def test_a_bar_stands_in_the_margin_and_shows_in_grey_print() -> None:
    data = letter(LINES)
    report = om.mine(data, name="letter.pdf")
    shown = om.picture(report, passage(report.document, "timely and clear"), dpi=DPI, source=data)
    grey = np.asarray(Image.open(io.BytesIO(shown.png)).convert("L")).astype(int)
    margin = grey[:, : 2 * 72]
    left, top, right, bottom = around(margin < 120)
    assert right < 2 * 72 - 4
    assert right - left >= 3
    assert top <= around(blue(shown))[1] < around(blue(shown))[3] <= bottom + 6


def test_over_a_page_break_the_pages_stand_one_below_the_other() -> None:
    filling = [(72.0, 760.0 - 15 * n, f"Line {n} tells of work that is done well.") for n in range(3)]
    data = letter(
        [*filling, (72.0, 60.0, "Plans are timely. *Reviews happen when they should and*")],
        [(72.0, 780.0, "*children come to them.* Few are late."), *filling],
    )
    report = om.mine(data, name="letter.pdf")
    span = passage(report.document, "Reviews", "to them.")
    whole = om.picture(report, span, dpi=DPI, source=data)
    assert whole.pages == (1, 2)
    assert whole.height > 2 * 1684
    for half in (slice(0, 1684), slice(whole.height - 1684, None)):
        words = around(blue(whole)[half])
        mark = around(yellow(whole)[half])
        assert all(abs(m - w) < 18 for m, w in zip(mark, words, strict=True))
    crop = om.picture(report, span, dpi=DPI, crop=True, source=data)
    assert crop.pages == (1, 2)
    assert crop.height < 2 * 200
    assert blue(crop).sum() == pytest.approx(blue(whole).sum(), rel=0.02)  # each has its own 256 colours


def test_a_crop_keeps_the_passage_and_what_is_just_around() -> None:
    report = om.mine(SAMPLE)
    finding = report.findings[10]
    page, crop = om.picture(report, finding), om.picture(report, finding, crop=True)
    assert crop.height < page.height / 3
    assert yellow(crop).sum() == yellow(page).sum() > 0


def test_a_letter_inside_a_report_shows_the_reports_page() -> None:
    council = om.mine(APPENDED)
    visit = council.appendices[0]
    item = visit.recommendations[0]
    assert om.picture(visit, item, dpi=50).pages == (item.page,)
    assert item.page is not None
    assert item.page > 1
    assert om.picture(visit, item, dpi=50).png == om.picture(council, item.span or Span(0, 1), dpi=50).png


def test_evidence_shows_itself() -> None:
    found = om.follow_up(om.mine(APPENDED).appendices[0], om.mine(SAMPLE))
    evidence = found.closures[0].evidence[0]
    shown = evidence.picture(dpi=60, crop=True)
    assert evidence.text in shown.alt
    assert shown.pages == (evidence.page,)
    assert shown._repr_png_().startswith(b"\x89PNG")


def test_a_picture_is_text_to_a_notebook() -> None:
    shown = replace(om.picture(om.mine(SAMPLE), Span(0, 10), dpi=30), alt='<b>"plans"</b>')
    assert 'alt="&lt;b&gt;&quot;plans&quot;&lt;/b&gt;"' in shown._repr_html_()
    finding = replace(om.mine(SAMPLE).findings[0], text="<script>alert(1)</script>")
    assert "<script" not in finding._repr_html_()
    assert "&lt;script&gt;" in finding._repr_html_()


def test_a_picture_is_saved_whole_and_over_nothing(tmp_path: Path) -> None:
    shown = om.picture(om.mine(SAMPLE), Span(0, 10), dpi=30)
    path = shown.save(tmp_path / "a.png")
    with Image.open(path) as image:
        assert image.size == (shown.width, shown.height)
        assert image.format == "PNG"
    path.write_bytes(b"mine")
    with pytest.raises(OutputError, match="force"):
        shown.save(path)
    assert path.read_bytes() == b"mine"
    shown.save(path, force=True)
    assert path.read_bytes() == shown.png
    assert [p.name for p in tmp_path.iterdir()] == ["a.png"]
    with pytest.raises(OutputError):
        shown.save(tmp_path / "nowhere" / "a.png")
    with pytest.raises(OutputError, match=r"\.jpg is not known; give the file a name that ends in \.png"):
        shown.save(tmp_path / "a.jpg")


def refused(report: om.Report, span: Span = FIRST, **options: object) -> str:
    with pytest.raises(om.PictureError) as caught:
        om.picture(report, span, **options)  # type: ignore[arg-type]
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
    return caught.value.reason


def test_what_cannot_be_shown_says_why(tmp_path: Path) -> None:
    assert "PDF" in refused(om.mine(b"# Plans\n\nPlans are timely.", name="plans.md"))
    assert "source=" in refused(om.mine(SAMPLE.read_bytes()))
    moving = tmp_path / "letter.pdf"
    moving.write_bytes(SAMPLE.read_bytes())
    report = om.mine(moving)
    assert om.picture(report, Span(0, 5), dpi=20).pages == (1,)
    moving.write_bytes(APPENDED.read_bytes())
    assert "changed" in refused(report)
    moving.unlink()
    assert str(moving) in refused(report)
    assert "another file" in refused(report, source=APPENDED)
    for source in (SAMPLE, str(SAMPLE), SAMPLE.read_bytes(), io.BytesIO(SAMPLE.read_bytes())):
        assert om.picture(report, Span(0, 5), dpi=20, source=source).pages == (1,)
    assert "not known" in refused(report, replace(report.judgements[0], span=None))  # type: ignore[arg-type]
    assert "smaller" in refused(report, dpi=1200, source=SAMPLE)


def test_an_open_file_is_found_again() -> None:
    with SAMPLE.open("rb") as file:
        report = om.mine(file)
    assert om.picture(report, Span(0, 5), dpi=20).pages == (1,)


@pytest.mark.parametrize("dpi", [0, -150, 19, 5000])
def test_dpi_has_bounds(dpi: int) -> None:
    with pytest.raises(ValueError, match="20 to 1200"):
        om.picture(om.mine(SAMPLE), Span(0, 5), dpi=dpi)


def test_a_span_of_another_document_or_of_no_words_is_refused() -> None:
    report = om.mine(SAMPLE)
    with pytest.raises(ValueError, match="characters"):
        om.picture(report, Span(10**7, 10**7 + 5))
    between = report.document.text.index("\n")
    with pytest.raises(ValueError, match="no printed word"):
        om.picture(report, Span(between, between + 1))
