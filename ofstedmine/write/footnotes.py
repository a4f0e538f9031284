"""Real footnotes in a Word document: python-docx has none, so their part is written here.

A document with footnotes has a part of its own for them, with a relationship and a content type; in it stand, before
the notes, the line that parts them from the text (-1) and the one for a note that runs over (0), which the settings
name (ECMA-376 part 1, 17.11).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from lxml import etree

from .citing import Cited
from .template import Styles, element

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_EMPTY = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
    "</w:pPr><w:r><w:separator/></w:r></w:p></w:footnote>"
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" '
    'w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>'
)
# what stands behind w:footnotePr in the settings, in the schema's order
_AFTER = frozenset(
    (
        *("endnotePr", "compat", "docVars", "rsids", "mathPr", "attachedSchema", "themeFontLang", "clrSchemeMapping"),
        *("doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "shapeDefaults"),
        *("readModeInkLockDown", "smartTagType", "schemaLibrary", "doNotEmbedSmartTags", "decimalSymbol"),
        *(
            "listSeparator",
            "docId",
            "conflictMode",
            "discardImageEditingData",
            "defaultImageDpi",
            "chartTrackingRefBased",
        ),
    )
)


class Footnotes:
    """The footnotes of one document: those that it has, and those that are added."""

    def __init__(self, document: Document, styles: Styles) -> None:
        self._document = document
        related = [r.target_part for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES]
        self._part = related[0] if related else self._new()
        self._root = parse_xml(self._part.blob)
        self._told: set[str] = set()
        self._settings()
        self._text = styles.style("footnote text")
        self._mark = styles.style("footnote reference", WD_STYLE_TYPE.CHARACTER)

    def add(self, paragraph: Paragraph, cited: Cited) -> None:
        """Put a footnote's mark at the end of a paragraph: the full citation first, the brief one from then on."""
        number = max(0, *(int(n.get(qn("w:id"), 0)) for n in self._root)) + 1
        mark = paragraph.add_run()._r
        mark.get_or_add_rPr().append(element("w:rStyle", val=self._mark.style_id))
        mark.append(element("w:footnoteReference", id=str(number)))
        self._root.append(self._note(number, cited))
        self._told.add(cited.document)

    def save(self) -> None:
        """Write the notes into their part, without those that nothing in the document refers to any more."""
        wanted = {m.get(qn("w:id")) for m in self._document.element.iter(qn("w:footnoteReference"))}
        for note in list(self._root):
            if note.get(qn("w:type")) in (None, "normal") and note.get(qn("w:id")) not in wanted:
                self._root.remove(note)
        self._part._blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _new(self) -> Part:
        package = self._document.part.package
        taken = {str(p.partname) for p in package.iter_parts()}
        name = next(n for n in ("/word/footnotes.xml", "/word/footnotes1.xml") if n not in taken)
        part = Part(PackURI(name), CONTENT_TYPE.WML_FOOTNOTES, _EMPTY.encode(), package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        return part

    def _settings(self) -> None:
        settings = self._document.settings.element
        if settings.find(qn("w:footnotePr")) is not None:
            return
        told = OxmlElement("w:footnotePr")
        for note in self._root:
            if note.get(qn("w:type")) not in (None, "normal"):
                told.append(element("w:footnote", id=note.get(qn("w:id"), "")))
        behind = next((e for e in settings if etree.QName(e).localname in _AFTER), None)
        if behind is None:
            settings.append(told)
        else:
            behind.addprevious(told)

    def _note(self, number: int, cited: Cited) -> etree._Element:
        note = element("w:footnote", id=str(number))
        paragraph = OxmlElement("w:p")
        look = OxmlElement("w:pPr")
        look.append(element("w:pStyle", val=self._text.style_id))
        mark = OxmlElement("w:r")
        marked = OxmlElement("w:rPr")
        marked.append(element("w:rStyle", val=self._mark.style_id))
        mark.extend([marked, OxmlElement("w:footnoteRef")])
        paragraph.extend([look, mark, _run(" ")])
        if cited.document in self._told:
            paragraph.append(self._link(cited.brief, cited.link) if cited.link else _run(cited.brief))
        else:
            before, address, behind = _parted(cited)
            paragraph.append(_run(before))
            if address:
                paragraph.extend([self._link(address, address), _run(behind)])
        note.append(paragraph)
        return note

    def _link(self, text: str, address: str) -> etree._Element:
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        link.append(_run(text))
        return link


def _parted(cited: Cited) -> tuple[str, str, str]:
    """A citation before, in and behind its own address; one that the letter's title holds is text as the rest of it."""
    before, found, behind = cited.note.rpartition(f"<{cited.link}>") if cited.link else ("", "", "")
    return (before, found[1:-1], behind) if found else (cited.note, "", "")


def _run(text: str) -> etree._Element:
    run, held = OxmlElement("w:r"), OxmlElement("w:t")
    held.text = text
    held.set(qn("xml:space"), "preserve")
    run.append(held)
    return run
