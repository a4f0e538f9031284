"""Ways to break a tree of elements, of a Word file or a web page; and a Word file by its members."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random

import by_bytes
import by_text
from lxml import etree, html

from ofstedmine.text import storable

_ANY = etree.XMLParser(recover=True, huge_tree=True)
_HUGE = ("0", "-1", "1", "99999", "2147483648", "99999999999999999999", "", "a", "1e9", "٣", "true", "none")
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def elements_moved(chance: Random, root: etree._Element) -> None:
    """Elements go, come twice, or stand where they do not belong."""
    for _ in range(chance.choice((1, 5, 30))):
        every = [e for e in root.iter() if isinstance(e.tag, str) and e is not root and e.getparent() is not None]
        if not every:
            return
        one, other = chance.choice(every), chance.choice(every)
        way = chance.randrange(4)
        if way == 0:
            one.getparent().remove(one)
        elif way == 1:
            one.addnext(deepcopy(one))
        elif one is not other and one not in other.iterancestors() and sum(1 for _ in one.iter()) < 2000:
            (other.append if way == 2 else other.addprevious)(deepcopy(one))


def attributes_changed(chance: Random, root: etree._Element) -> None:
    every = [(e, key) for e in root.iter() if isinstance(e.tag, str) for key in e.attrib]
    for element, key in chance.sample(every, min(len(every), chance.choice((1, 10, 100, 1000)))):
        element.set(key, chance.choice(_HUGE))


def attributes_lost(chance: Random, root: etree._Element) -> None:
    every = [(e, key) for e in root.iter() if isinstance(e.tag, str) for key in e.attrib]
    for element, key in chance.sample(every, min(len(every), chance.choice((1, 10, 100, 1000)))):
        del element.attrib[key]


def tags_changed(chance: Random, root: etree._Element) -> None:
    """Elements become what others are."""
    every = [e for e in root.iter() if isinstance(e.tag, str) and e is not root]
    if every:
        for element in chance.sample(every, min(len(every), chance.choice((1, 10, 100)))):
            element.tag = chance.choice(every).tag


def nested_deep(chance: Random, root: etree._Element) -> None:
    """An element inside itself, and again, and again."""
    every = [e for e in root.iter() if isinstance(e.tag, str) and e is not root and e.getparent() is not None]
    if not every:
        return
    one = chance.choice(every)
    shell = etree.Element(one.tag, dict(one.attrib), nsmap=one.nsmap)
    for _ in range(chance.choice((10, 100, 240, 1500))):
        outer = etree.Element(one.tag, dict(one.attrib), nsmap=one.nsmap)
        outer.append(shell)
        shell = outer
    next(e for e in shell.iter() if not len(e)).append(deepcopy(one))
    one.addnext(shell)


def one_many_times(chance: Random, root: etree._Element) -> None:
    every = [e for e in root.iter() if isinstance(e.tag, str) and e is not root and e.getparent() is not None]
    small = [e for e in every if sum(1 for _ in e.iter()) < 30]
    if small:
        one = chance.choice(small)
        for _ in range(chance.choice((50, 500, 1500))):
            one.addnext(deepcopy(one))


def words_changed(chance: Random, root: etree._Element) -> None:
    """What strange words and characters do in running text."""
    for element in [e for e in root.iter() if isinstance(e.tag, str) and e.text and e.text.strip()]:
        if chance.random() < 0.1:
            changed = chance.choice(by_text.WAYS[:6])(chance, element.text)[:200_000]
            element.text = storable(changed)


TREE: tuple[Callable[[Random, etree._Element], None], ...] = (
    elements_moved,
    elements_moved,
    attributes_changed,
    attributes_changed,
    attributes_lost,
    tags_changed,
    nested_deep,
    one_many_times,
    words_changed,
    words_changed,
)


def page(chance: Random, data: bytes, ways: Sequence[Callable[[Random, etree._Element], None]]) -> bytes:
    """A web page with its tree broken."""
    root = html.document_fromstring(data)
    for way in ways:
        way(chance, root)
    out: bytes = etree.tostring(root, method="html", encoding="utf-8")
    return out


def word(chance: Random, data: bytes, ways: Sequence[Callable[[Random, etree._Element], None]]) -> bytes:
    """A Word file with the trees of some of its parts broken: its text mostly, its lists and styles too."""
    members = _members(data)
    for way in ways:
        others = [n for n in members if n.endswith((".xml", ".rels")) and n != "[Content_Types].xml"]
        name = chance.choice(["word/document.xml"] * 4 + others)
        root = etree.fromstring(members[name], _ANY)
        if root is not None:
            way(chance, root)
            members[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(members)


def members_broken(chance: Random, data: bytes) -> bytes:
    """Members of a Word file are lost, swapped, cut, or broken in their bytes."""
    members = _members(data)
    for _ in range(chance.choice((1, 1, 3))):
        one, other = chance.choice(list(members)), chance.choice(list(members))
        way = chance.randrange(4)
        if way == 0 and len(members) > 1:
            del members[one]
        elif way == 1:
            members[one], members[other] = members[other], members[one]
        elif way == 2 and members[one]:
            members[one] = chance.choice(by_bytes.WAYS)(chance, members[one])
        elif members[one]:
            members[f"{one}{chance.choice(('', '/', 'x', '/../x'))}"] = members[other]
    return _packed(members)


def circles(chance: Random, data: bytes) -> bytes:
    """Styles that are based on each other, and lists that mean each other."""
    members = _members(data)
    for name, tag in (("word/styles.xml", "basedOn"), ("word/numbering.xml", "numStyleLink")):
        if name not in members:
            continue
        root = etree.fromstring(members[name], _ANY)
        ids = [e.get(f"{{{_W}}}styleId") for e in root.iter(f"{{{_W}}}style")] or ["Normal"]
        for element in root.iter(f"{{{_W}}}style", f"{{{_W}}}abstractNum"):
            for old in element.findall(f"{{{_W}}}{tag}"):
                element.remove(old)
            made = etree.SubElement(element, f"{{{_W}}}{tag}")
            made.set(f"{{{_W}}}val", chance.choice(ids) or "")
        members[name] = etree.tostring(root)
    return _packed(members)


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
