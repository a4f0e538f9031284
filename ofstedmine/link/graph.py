"""Letters, recommendations, findings and actions as a graph; every attribute is a plain string or number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ..model import Action, Closure, Evidence, FollowUp, Recommendation, Report, Stance, Status
from ..text import storable

if TYPE_CHECKING:
    import networkx

_EDGE = {Stance.CLOSES: "closes", Stance.PROGRESS: "progress", Stance.STILL_OPEN: "still_open"}


def graph(follow_up: FollowUp) -> networkx.MultiDiGraph[str]:
    """The follow-up as a networkx graph that writes to GraphML and node-link JSON as it is.

    Nodes carry `kind`: letter, recommendation, finding or action; their names say where they stand ("2022-03-04 ilacs",
    "2022-03-04 ilacs/R1", "2022-03-04 ilacs/F31–F33"). Edges carry `kind`, which is their key too: recommendation,
    finding and action —raised_in→ their document; recommendation —answered_by→ action; finding —closes | progress |
    still_open→ recommendation; recommendation —recurs_as→ later recommendation. Of a matter that the later letters do
    not address, no finding speaks. Every text is one that XML can hold.
    """
    import networkx

    out: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    letters = _names((*follow_up.earlier, *follow_up.later, *follow_up.response))
    for report, name in letters.values():
        out.add_node(name, **_plain(_letter(report)))
    inspections = dict.fromkeys(id(r) for r in (*follow_up.earlier, *follow_up.later))
    asked = [(r, name) for report, name in (letters[i] for i in inspections) for r in report.recommendations]
    of = {id(item): f"{name}/{item.id}" for item, name in asked}
    for item, name in asked:
        _add(out, of[id(item)], _recommendation(item), name)
    for lineage in follow_up.lineages:
        if id(lineage.matter) in of:
            out.nodes[of[id(lineage.matter)]]["chain"] = lineage.chain
    for closure in follow_up:
        _closure(out, closure, letters, of)
    return out


def _closure(
    out: networkx.MultiDiGraph[str], closure: Closure, letters: Mapping[int, tuple[Report, str]], of: Mapping[int, str]
) -> None:
    item, source = closure.recommendation, letters[id(closure.raised_in)][1]
    own = of.get(id(item), f"{source}/{item.id}")
    _add(out, own, _recommendation(item), source)
    told = {"status": closure.status.value, "confidence": float(closure.confidence), "reason": closure.reason}
    out.nodes[own].update(_plain(told))
    for e in closure.evidence if closure.status is not Status.NOT_ADDRESSED else ():
        kind = _EDGE.get(e.stance)
        if kind is None or id(e.source) not in letters:
            continue
        letter = letters[id(e.source)][1]
        finding = f"{letter}/{_sentences(e)}"
        _add(out, finding, _finding(e), letter)
        out.add_edge(finding, own, key=kind, **_plain({"kind": kind, "score": float(e.score), "citation": e.cite()}))
    for again in closure.recurs_as:
        if id(again) in of:
            out.add_edge(own, of[id(again)], key="recurs_as", kind="recurs_as")
    for action in closure.actions:
        where = ((n, i) for r, n in letters.values() for i, a in enumerate(r.actions, 1) if a is action)
        report, number = next(where, (source, closure.actions.index(action) + 1))
        name = f"{report}/A{number}"
        _add(out, name, _action(action), report)
        out.add_edge(own, name, key="answered_by", kind="answered_by")


def _add(out: networkx.MultiDiGraph[str], name: str, attributes: dict[str, object], source: str) -> None:
    if name not in out:
        out.add_node(name, **_plain(attributes))
        out.add_edge(name, source, key="raised_in", kind="raised_in")


def _sentences(e: Evidence) -> str:
    """Which findings a passage is made of: "F31", or "F31–F33"; else where in the text it begins."""
    inside = [f.id for f in e.source.findings if e.span and f.span in e.span]
    if not inside:
        return f"@{e.span.start if e.span else 0}"
    return inside[0] if len(inside) == 1 else f"{inside[0]}–{inside[-1]}"


def _names(reports: Iterable[Report]) -> dict[int, tuple[Report, str]]:
    """A name for each document, by its date and kind; a number more where two share it."""
    seen: dict[str, int] = {}
    out: dict[int, tuple[Report, str]] = {}
    for r in reports:
        if id(r) in out:  # a letter of a history is an earlier and a later one
            continue
        name = f"{r.day.isoformat() if r.day else 'undated'} {r.kind.value}"
        seen[name] = seen.get(name, 0) + 1
        out[id(r)] = (r, name if seen[name] == 1 else f"{name} ({seen[name]})")
    return out


def _letter(r: Report) -> dict[str, object]:
    return {
        "kind": "letter",
        "form": r.kind.value,
        "authority": r.authority,
        "title": r.title,
        "date": r.day.isoformat() if r.day else None,
        "document": r.document.name,
    }


def _recommendation(r: Recommendation) -> dict[str, object]:
    return {
        **_passage("recommendation", r),
        "form": r.kind.value,
        "addressee": r.addressee,
        "themes": " ".join(r.themes),
    }


def _finding(e: Evidence) -> dict[str, object]:
    return {**_passage("finding", e), "section": e.section}


def _passage(kind: str, of: Recommendation | Evidence | Action) -> dict[str, object]:
    return {"kind": kind, "text": of.text, "page": of.page, "paragraph": of.paragraph}


def _action(a: Action) -> dict[str, object]:
    return {
        **_passage("action", a),
        "owner": a.owner,
        "due": a.due,
        "rag": a.rag,
        "progress": a.progress,
    }


def _plain(attributes: Mapping[str, object]) -> dict[str, str | int | float]:
    """Attributes that GraphML can hold: without what is not known, and without characters that XML forbids."""
    plain = {k: v if isinstance(v, int | float) else str(v) for k, v in attributes.items() if v is not None}
    return {k: storable(v) if isinstance(v, str) else v for k, v in plain.items()}
