"""PDFs drawn for the purpose: characters, places, weight, marks; pages turned and cropped; and what cannot be read."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pytest

from ofstedmine.document import Span
from ofstedmine.errors import UnreadableDocument
from ofstedmine.read import read
from ofstedmine.read.pdf import Leaf, _leaves, read_pdf

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab draws the pages")
SAMPLE = Path(__file__).parents[2] / "corpus" / "marlowbridge" / "2022-06-ilacs.pdf"
WORDS = "Plans are timely and children know them."


def drawn(*pages: Callable[..., None], **options: object) -> bytes:
    """A PDF whose pages are drawn one by one on A4."""
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842), invariant=1, **options)
    for page in pages:
        page(sheet)
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def words(
    text: str = WORDS, x: float = 72, y: float = 700, size: float = 12, font: str = "Helvetica"
) -> Callable[..., None]:
    def page(sheet: object) -> None:
        sheet.setFont(font, size)  # type: ignore[attr-defined]
        sheet.drawString(x, y, text)  # type: ignore[attr-defined]

    return page


def both(*parts: Callable[..., None]) -> Callable[..., None]:
    def page(sheet: object) -> None:
        for part in parts:
            part(sheet)

    return page


def first(data: bytes) -> Leaf:
    return next(iter(_leaves(data, "letter.pdf")))


def changed(data: bytes, change: Callable[[pypdfium2.PdfPage], None]) -> bytes:
    """The same PDF with its first page changed (turned, cropped)."""
    pdf = pypdfium2.PdfDocument(data)
    page = pdf[0]
    change(page)
    out = io.BytesIO()
    pdf.save(out)
    page.close()
    pdf.close()
    return out.getvalue()


def test_a_line_has_its_text_place_height_and_weight() -> None:
    data = drawn(both(words(), words("Main findings", y=740, size=16, font="Helvetica-Bold")))
    plain, heading = sorted(first(data).lines, key=lambda p: p.size)
    assert (plain.text, plain.bold, heading.text, heading.bold) == (WORDS, False, "Main findings", True)
    assert plain.box.x0 == pytest.approx(72, abs=1.5)
    assert plain.box.top < 842 - 700 < plain.box.bottom  # the foot of its letters lies inside
    assert len(plain.words) == len(WORDS.split())
    assert list(plain.words) == sorted(plain.words)


def test_boxes_of_a_word_lie_on_it() -> None:
    document = read_pdf(drawn(words()), "letter.pdf")
    at = document.text.index("timely")
    (box,) = document.boxes(Span(at, at + 6))
    from reportlab.pdfbase.pdfmetrics import stringWidth

    assert box.x0 == pytest.approx(72 + stringWidth("Plans are ", "Helvetica", 12), abs=1.5)
    assert box.x1 == pytest.approx(72 + stringWidth("Plans are timely", "Helvetica", 12), abs=5)


def test_a_hyphen_at_a_line_end_is_marked() -> None:
    data = drawn(both(words("Plans are shared informa-"), words("tion is used well.", y=685)))
    assert first(data).lines[0].text.endswith("\ufffe")
    assert read_pdf(data, "letter.pdf").text == "Plans are shared information is used well."


def test_a_raised_digit_is_a_footnote_mark() -> None:
    data = drawn(both(words("What needs to improve?"), words("1", x=72 + 130, y=705, size=6)))
    assert "¹" in read_pdf(data, "letter.pdf").text


def test_a_digit_of_full_height_is_none() -> None:
    assert first(drawn(words("What needs to improve in 2018 and COVID-19.1"))).lines[0].text.endswith("19.1")


def turned(turn: int, x: float, y: float, *, upright: bool = True) -> bytes:
    """A page to be shown turned, with words that then stand upright (or that turn with it)."""

    def page(sheet: object) -> None:
        sheet.translate(x, y)  # type: ignore[attr-defined]
        sheet.rotate(turn if upright else 0)  # type: ignore[attr-defined]
        words(x=0, y=0)(sheet)

    return changed(drawn(page), lambda made: made.set_rotation(turn))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_lie_right_on_turned_pages(turn: int) -> None:
    # (x, y) on the sheet, and where that lies when it is shown, from the top left
    x, y = {0: (100, 700), 90: (100, 70), 180: (500, 700), 270: (500, 800)}[turn]
    shown = {0: (100, 142), 90: (70, 100), 180: (95, 700), 270: (42, 95)}[turn]
    (line,) = (leaf := first(turned(turn, x, y))).lines
    assert (leaf.sheet.width, leaf.sheet.height) == pytest.approx((595, 842) if turn in (0, 180) else (842, 595))
    assert line.text == WORDS
    assert line.box.x0 == pytest.approx(shown[0], abs=1.5)
    assert line.box.top < shown[1] < line.box.bottom
    assert list(line.words) == sorted(line.words)
    assert line.box.x1 - line.box.x0 == pytest.approx(222, abs=6)


def test_words_that_stand_on_their_head_keep_a_box() -> None:
    for line in first(turned(180, 500, 700, upright=False)).lines:
        assert line.box.x1 - line.box.x0 > 10


def test_boxes_count_from_the_crop_boxs_corner() -> None:
    data = changed(drawn(words(x=100, y=700)), lambda page: page.set_cropbox(50, 30, 550, 800))
    leaf = first(data)
    assert (leaf.sheet.width, leaf.sheet.height) == pytest.approx((500, 770))
    assert leaf.lines[0].box.x0 == pytest.approx(50, abs=1.5)
    assert leaf.lines[0].box.top < 800 - 700 < leaf.lines[0].box.bottom


def test_a_turned_and_cropped_page() -> None:
    def change(page: pypdfium2.PdfPage) -> None:
        page.set_cropbox(50, 30, 550, 800)
        page.set_rotation(90)

    box = first(changed(drawn(words(x=100, y=700)), change)).lines[0].box
    assert box.x0 - 4 <= 700 - 30 <= box.x1 + 4
    assert box.top - 4 <= 100 - 50 <= box.bottom + 4


def test_ruled_lines_and_frames() -> None:
    def page(sheet: object) -> None:
        words()(sheet)
        for width, y in ((0.5, 600), (1, 580), (1.5, 560)):
            sheet.setLineWidth(width)  # type: ignore[attr-defined]
            sheet.line(72, y, 500, y)  # type: ignore[attr-defined]
        sheet.setLineWidth(1)  # type: ignore[attr-defined]
        sheet.rect(72, 300, 400, 100)  # type: ignore[attr-defined]

    rules = first(drawn(page)).rules
    assert len([r for r in rules if r.upright]) == 2
    assert sorted(round(r.top) for r in rules if not r.upright) == pytest.approx([242, 262, 282, 442, 542], abs=2)


def test_pages_without_words_among_others() -> None:
    def empty(sheet: object) -> None:
        pass

    long = both(*[words(y=700 - 15 * n) for n in range(5)])
    document = read_pdf(drawn(long, empty, long), "letter.pdf")
    assert [p.start == p.end for p in document.pages] == [False, True, False]
    assert document.page_of(len(document.text) - 1) == 3


def reason(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read(data, name="letter.pdf")
    assert str(caught.value).startswith("letter.pdf: ")
    return caught.value.reason


def test_a_locked_pdf_says_so() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = drawn(words(), encrypt=StandardEncryption("secret", canPrint=0))
    assert "password" in reason(locked)


def test_a_pdf_that_opens_without_its_owners_password_is_read() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    assert read(drawn(words(), encrypt=StandardEncryption("", "owner", canCopy=0))).text == WORDS


def test_a_scan_is_named_as_such() -> None:
    def picture(sheet: object) -> None:
        sheet.rect(50, 50, 400, 700, fill=1)  # type: ignore[attr-defined]

    said = reason(drawn(picture, picture))
    assert "OCR" in said
    assert "ocrmypdf" in said


def test_a_scan_with_a_typed_page_number_is_still_a_scan() -> None:
    assert "OCR" in reason(drawn(*[words(str(n), 300, 30) for n in range(1, 6)]))


@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_a_pdf_cut_short(share: float) -> None:
    data = SAMPLE.read_bytes()
    cut = data[: int(len(data) * share)]
    with suppress(UnreadableDocument):  # pdfium can piece together what is there
        assert read(cut, name="letter.pdf").text


def test_a_header_alone_is_damaged() -> None:
    assert "damaged" in reason(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")


def test_no_pages() -> None:
    none = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )
    assert reason(none)
