"""What stands around the sources of a REFI-QDA project: who coded, the codebook, variables, cases and sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element, SubElement

from ..model import Kind, Report
from ..store.filters import region_of
from ..text import storable
from ..wording import KINDS
from .codes import Code, codebook, guid

USER = guid("user", "ofstedmine")
_VARIABLES = {
    "Authority": "Text",
    "Region": "Text",
    "Kind": "Text",
    "Day": "Date",
    "Year": "Integer",
    "Overall grade": "Text",
}


def values(report: Report) -> Iterator[Element]:
    """What is known of a document, as its values of the variables."""
    overall = (j.level for j in report.judgements if j.level and "overall" in j.area.lower())
    known = {
        "Authority": report.authority,
        "Region": region_of(report.authority),
        "Kind": KINDS[report.kind],
        "Day": report.day,
        "Year": report.year,
        "Overall grade": next(overall, None),
    }
    return (_value(name, value) for name, value in known.items() if value is not None)


def _value(name: str, value: object) -> Element:
    out = Element("VariableValue")
    SubElement(out, "VariableRef", {"targetGUID": guid("variable", name)})
    SubElement(out, f"{_VARIABLES[name]}Value").text = storable(str(value))
    return out


def users() -> Element:
    out = Element("Users")
    SubElement(out, "User", {"guid": USER, "name": "ofstedmine", "id": "om"})
    return out


def coding() -> Element:
    out = Element("CodeBook")
    codes = SubElement(out, "Codes")
    for group, inside in codebook().items():
        top = _code(group, codable=False)
        top.extend(_code(code, codable=True) for code in inside)
        codes.append(top)
    return out


def _code(code: Code, *, codable: bool) -> Element:
    named = {"guid": code.guid, "name": code.name, "isCodable": str(codable).lower(), "color": code.colour}
    out = Element("Code", named)
    SubElement(out, "Description").text = code.about
    return out


def variables() -> Element:
    out = Element("Variables")
    for name, type in _VARIABLES.items():
        SubElement(out, "Variable", {"guid": guid("variable", name), "name": name, "typeOfVariable": type})
    return out


def cases(cases: Mapping[str, Sequence[str]]) -> Element:
    """An authority is a case, of which its letters tell."""
    out = Element("Cases")
    for authority, sources in sorted(cases.items()):
        case = SubElement(out, "Case", {"guid": guid("case", authority), "name": authority})
        case.append(_value("Authority", authority))
        if region := region_of(authority):
            case.append(_value("Region", region))
        for source in sources:
            SubElement(case, "SourceRef", {"targetGUID": source})
    return out


def sets(sets: Mapping[Kind, Sequence[str]]) -> Element:
    out = Element("Sets")
    for kind, sources in sorted(sets.items()):
        members = SubElement(
            out, "Set", {"guid": guid("set", kind), "name": f"{KINDS[kind][0].upper()}{KINDS[kind][1:]}"}
        )
        for source in sources:
            SubElement(members, "MemberSource", {"targetGUID": source})
    return out
