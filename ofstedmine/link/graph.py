"""Letters, recommendations, findings and actions as a graph; every attribute is a plain string or number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Action, Closure, Evidence, FollowUp, Recommendation, Report, Stance

if TYPE_CHECKING:
    import networkx

_EDGE = {Stance.CLOSES: "closes", Stance.PROGRESS: "progress", Stance.STILL_OPEN: "still_open"}


def graph(follow_up: FollowUp) -> networkx.MultiDiGraph:
    """The follow-up as a networkx graph that writes to GraphML and node-link JSON as it is.

    Nodes carry `kind`: letter, recommendation, finding or action. Edges carry `kind`, which is their key too:
    recommendation —raised_in→ letter; recommendation —answered_by→ action; finding —closes | progress |
    still_open→ recommendation; finding —raised_in→ letter; recommendation —recurs_as→ later recommendation.
    """
    import networkx

    out: networkx.MultiDiGraph = networkx.MultiDiGraph()
    letters = _names((*follow_up.earlier, *follow_up.later, *follow_up.response))
    for report, name in letters:
        out.add_node(name, **_plain(_letter(report)))
    for closure in follow_up:
        _closure(out, closure, letters)
    return out


def _closure(out: networkx.MultiDiGraph, closure: Closure, letters: Sequence[tuple[Report, str]]) -> None:
    source = _name(closure.raised_in, letters)
    own = f"{source}/{closure.recommendation.id}"
    out.add_node(
        own,
        **_plain(
            _recommendation(closure.recommendation)
            | {"status": closure.status.value, "confidence": closure.confidence, "reason": closure.reason}
        ),
    )
    out.add_edge(own, source, key="raised_in", kind="raised_in")
    for e in closure.evidence:
        kind = _EDGE.get(e.stance)
        if kind is None:
            continue
        letter = _name(e.source, letters)
        finding = f"{letter}/{e.finding or f'@{e.span.start if e.span else 0}'}"
        if finding not in out:
            out.add_node(finding, **_plain(_finding(e)))
            out.add_edge(finding, letter, key="raised_in", kind="raised_in")
        out.add_edge(finding, own, key=kind, kind=kind, score=float(e.score), citation=e.cite())
    for later in closure.recurs_as:
        report = next((r for r in (x for x, _ in letters) if any(later is y for y in r.recommendations)), None)
        if report is None:
            continue
        letter = _name(report, letters)
        again = f"{letter}/{later.id}"
        if again not in out:
            out.add_node(again, **_plain(_recommendation(later)))
            out.add_edge(again, letter, key="raised_in", kind="raised_in")
        out.add_edge(own, again, key="recurs_as", kind="recurs_as")
    for number, action in enumerate(closure.actions, 1):
        name = f"{own}/A{number}"
        out.add_node(name, **_plain(_action(action)))
        out.add_edge(own, name, key="answered_by", kind="answered_by")


def _names(reports: Sequence[Report]) -> list[tuple[Report, str]]:
    """A name for each document, by its date and kind; a number more where two share it."""
    seen: dict[str, int] = {}
    out = []
    for r in reports:
        name = f"{r.day.isoformat() if r.day else 'undated'} {r.kind.value}"
        seen[name] = seen.get(name, 0) + 1
        out.append((r, name if seen[name] == 1 else f"{name} ({seen[name]})"))
    return out


def _name(report: Report, letters: Sequence[tuple[Report, str]]) -> str:
    return next(name for r, name in letters if r is report)


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
        "kind": "recommendation",
        "text": r.text,
        "page": r.page,
        "form": r.kind.value,
        "addressee": r.addressee,
        "themes": " ".join(r.themes),
    }


def _finding(e: Evidence) -> dict[str, object]:
    return {
        "kind": "finding",
        "text": e.text,
        "page": e.page,
        "paragraph": str(e.paragraph) if e.paragraph is not None else None,
        "section": e.section,
    }


def _action(a: Action) -> dict[str, object]:
    return {"kind": "action", "text": a.text, "owner": a.owner, "due": a.due, "page": a.page, "rag": a.rag}


def _plain(attributes: dict[str, object]) -> dict[str, str | int | float]:
    """Attributes that GraphML can hold: what is not known is left out."""
    return {k: v if isinstance(v, str | int | float) else str(v) for k, v in attributes.items() if v is not None}
