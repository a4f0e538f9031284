"""The Word document that a report is written into: our own plain A4 page, or a council's template.

A template keeps its styles, margins, headers, footers and page furniture. A paragraph of it that holds nothing but
`{{report}}` marks where the report goes, and all else stays; without one, what the template holds is taken out.
"""

from __future__ import annotations

import os
import zipfile
import zlib
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from ..errors import OutputError, UnreadableDocument
from ..read.packages import check_package

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

MARK = "{{report}}"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
_IDS = {"footnote text": "FootnoteText", "footnote reference": "FootnoteReference"}
_HEADED = ("Title", "Heading 1", "Heading 2", "Heading 3")
_INK = RGBColor(0x1F, 0x2A, 0x44)


class Look(NamedTuple):
    """How a style of ours looks: sizes and distances in points."""

    size: float = 11
    bold: bool = False
    before: float = 0
    after: float = 6
    indent: float = 0
    outline: int | None = None  # the level of a heading, from 0


_LOOKS = {
    "Normal": Look(),
    "Title": Look(22, True, after=4),
    "Subtitle": Look(12, after=10),
    "Heading 1": Look(16, True, 18, 6, outline=0),
    "Heading 2": Look(13, True, 16, 4, outline=1),
    "Heading 3": Look(11, True, 10, 3, outline=2),
    "Quote": Look(indent=14, before=2),
    "List Bullet": Look(after=4),
    "footnote text": Look(9, after=2),
}


class Base:
    """A document to write into: `document`, the place in it (None: its end), and the section of that place."""

    def __init__(self, template: str | os.PathLike[str] | None) -> None:
        self.document = docx.Document() if template is None else opened(template)
        self.document.element.body.get_or_add_sectPr()
        self.styles = Styles(self.document)
        self.place: Paragraph | None = None
        if template is None:
            _plain(self.document)
        else:
            self.place = _marked(self.document)
            if self.place is None:
                _emptied(self.document)
        self.section = self._section()

    def _section(self) -> Section:
        """The section in which the report will stand: the first that ends behind its place."""
        if self.place is None:
            return self.document.sections[-1]
        sections = list(self.document.sections)
        behind = False
        for found in self.document.element.iter(qn("w:p"), qn("w:sectPr")):
            behind = behind or found is self.place._p
            if behind and (section := next((s for s in sections if s._sectPr is found), None)):
                return section
        return sections[-1]


class Styles:
    """A document's styles by name; one that it lacks is made, plain and fit for its use."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._asked: dict[str, ParagraphStyle] = {}

    def style(self, name: str, kind: WD_STYLE_TYPE = WD_STYLE_TYPE.PARAGRAPH) -> ParagraphStyle:
        """The style of that name and kind (names differ in case from program to program)."""
        if name not in self._asked:
            self._asked[name] = self._found(name, kind)
        return self._asked[name]

    def _found(self, name: str, kind: WD_STYLE_TYPE) -> ParagraphStyle:
        for known in self._document.styles:
            if known.type == kind and (known.name or "").lower() == name.lower():
                return cast("ParagraphStyle", known)
        made = cast("ParagraphStyle", self._document.styles.add_style(name, kind, builtin=True))
        if name in _IDS:
            made.element.set(qn("w:styleId"), _IDS[name])
        _look(made, name)
        return made

    def has(self, name: str) -> bool:
        """Whether the document brings a style of that name."""
        return any((s.name or "").lower() == name.lower() for s in self._document.styles)


def _look(made: ParagraphStyle, name: str) -> None:
    if name == "footnote reference":
        made.font.superscript = True
        return
    look = _LOOKS[name]
    made.font.size, made.font.bold = Pt(look.size), look.bold
    form = made.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.left_indent = Pt(look.indent) if look.indent else None
    form.keep_with_next = look.outline is not None
    if look.outline is not None:
        made.element.get_or_add_pPr().append(element("w:outlineLvl", val=str(look.outline)))


def opened(path: str | os.PathLike[str]) -> Document:
    """A .docx or .dotx; a template's main part is called a document's, which is all that tells the two apart."""
    try:
        data = Path(path).read_bytes()
        with zipfile.ZipFile(BytesIO(data)) as source:
            check_package(data, str(path))
            kinds = source.read("[Content_Types].xml").decode("utf-8")
            if "macroEnabled" in kinds:
                raise OutputError(f"{path}: a template with macros cannot be used; save it as .dotx or .docx")
            if _KIND.format("template") in kinds:
                out = BytesIO()
                with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
                    for name in source.namelist():
                        content = source.read(name)
                        if name == "[Content_Types].xml":
                            content = kinds.replace(_KIND.format("template"), _KIND.format("document")).encode()
                        copy.writestr(name, content)
                data = out.getvalue()
        document = docx.Document(BytesIO(data))
    except UnreadableDocument as trouble:
        raise OutputError(f"{path}: {trouble.reason}") from trouble
    except OSError as trouble:
        why = trouble.strerror or trouble
        raise OutputError(f"{path}: the template cannot be read ({why}); check the path") from trouble
    except (zipfile.BadZipFile, zlib.error, KeyError, RuntimeError, ValueError, etree.XMLSyntaxError) as trouble:
        raise OutputError(f"{path}: the template is no Word document; save it as .docx or .dotx") from trouble
    edges = (r.target_part for r in document.part.rels.values() if r.reltype in (RT.HEADER, RT.FOOTER))
    texts = ("".join(t.text or "" for t in p.element.iter(qn("w:t"))) for p in (document.part, *edges))
    if sum(_bare(text).count(MARK) for text in texts) > (1 if _marked(document) else 0):
        raise OutputError(
            f"{path}: {MARK} must stand in it once, as a paragraph of its own, outside tables, text boxes, content "
            "controls, headers and footers"
        )
    return document


def _bare(text: str) -> str:
    return "".join(text.split())


def _marked(document: Document) -> Paragraph | None:
    """The paragraph that holds nothing but the mark."""
    return next((p for p in document.paragraphs if _bare(p.text) == MARK), None)


def _emptied(document: Document) -> None:
    """Take the text out. The last section stays, with the headers and footers that it takes from the ones before."""
    last = document.sections[-1]._sectPr
    for section in reversed(list(document.sections)[:-1]):
        for held in section._sectPr:
            if held.tag in (qn("w:headerReference"), qn("w:footerReference")) and not any(
                own.tag == held.tag and own.get(qn("w:type")) == held.get(qn("w:type")) for own in last
            ):
                last.insert(0, deepcopy(held))
    body = document.element.body
    for held in list(body):
        if held is not last:
            body.remove(held)


def _plain(document: Document) -> None:
    """Our own page: A4, one sans-serif type, British English, page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    root = document.styles.element
    for fonts in list(root.iter(qn("w:rFonts"))):
        fonts.getparent().remove(fonts)
    defaults = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    defaults.insert(0, element("w:rFonts", ascii="Arial", hAnsi="Arial", cs="Arial"))
    defaults.find(qn("w:lang")).set(qn("w:val"), "en-GB")
    styles = Styles(document)
    for name in _LOOKS:
        style = styles.style(name)
        kept = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if name == "List Bullet" else None
        for tag in ("w:pPr", "w:rPr"):
            for held in style.element.findall(qn(tag)):
                style.element.remove(held)
        if kept is not None:
            style.element.get_or_add_pPr().append(kept)
        _look(style, name)
        style.font.color.rgb = _INK if name in _HEADED else None
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    for compatible in settings.iter(qn("w:compatSetting")):
        if compatible.get(qn("w:name")) == "compatibilityMode":
            compatible.set(qn("w:val"), "15")  # what Word of today writes: it opens without "compatibility mode"
    _numbered(section.footer.paragraphs[0])


def _numbered(paragraph: Paragraph) -> None:
    """Page 1 of 4, as fields that Word keeps up to date."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, code in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(before)
        field = element("w:fldSimple", instr=code)
        paragraph._p.append(field)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = "1"
        run.append(text)
        field.append(run)


def element(tag: str, **attributes: str) -> etree._Element:
    """An element of Word's own namespace, with attributes of it."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made
