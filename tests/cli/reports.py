"""Reports and a follow-up made by hand, for tests of what the command line shows: all text invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from ofstedmine.document import Document, Span
from ofstedmine.model import (
    Action,
    Closure,
    Difference,
    Evidence,
    Finding,
    FollowUp,
    Judgement,
    Kind,
    Period,
    Polarity,
    Quote,
    Recommendation,
    RecommendationKind,
    Report,
    Stance,
    Status,
    Truth,
    Verification,
)


def report(kind: Kind = Kind.ILACS, name: str = "letter.pdf", **fields: Any) -> Report:
    """A report with nothing in it but what is given."""
    empty = dict.fromkeys(("title", "published", "lead_inspector"))
    lists = ("inspectors", "judgements", "sections", "paragraphs", "recommendations", "findings", "quotes")
    empty |= dict.fromkeys((*lists, "cited_recommendations", "actions", "appendices", "notes"), ())
    empty |= {"authority": "Fernley", "inspected": Period(date(2023, 5, 8), date(2023, 5, 19))}
    return Report(kind=kind, document=Document(name, "Plans are timely."), **(empty | fields))


def recommendation(number: int, text: str, **fields: Any) -> Recommendation:
    """A recommendation on page 1."""
    given = {"heading": "What needs to improve", "addressee": "local authority", "page": 1} | fields
    return Recommendation(f"R{number}", text, kind=RecommendationKind.IMPROVEMENT, themes=(), **given)


VISIT = report(
    Kind.FOCUSED_VISIT,
    "visit.pdf",
    inspected=Period(date(2022, 3, 1), date(2022, 3, 2)),
    published=date(2022, 4, 4),
    recommendations=(
        recommendation(1, "The timeliness of visits to children who live with kinship carers [new and old]."),
        recommendation(2, "The recording of supervision."),
        recommendation(3, "The use of chronologies " + "by teams " * 40 + "everywhere."),
        recommendation(4, "The offer of advocacy."),
    ),
)
LETTER = report(
    lead_inspector="Edda Marsh",
    judgements=(
        Judgement("Overall effectiveness", "Requires improvement to be good", 1),
        Judgement("Care leavers", None, 1),
    ),
    recommendations=(recommendation(1, "The use of chronologies."),),
    findings=(
        Finding("F1", "Visits are timely.", Polarity.STRENGTH, None, False, None, (), None, 8, 2, Span(0, 5)),
        Finding("F2", "Chronologies are thin.", Polarity.WEAKNESS, None, False, None, (), None, 9, 2, Span(6, 9)),
    ),
    notes=("p. 7: two columns read as one",),
)


def evidence(text: str, stance: Stance = Stance.CLOSES, **fields: Any) -> Evidence:
    """A passage of the later letter."""
    return Evidence(text, stance, 0.8, **({"paragraph": 8, "page": 2, "source": LETTER} | fields))


def closure(number: int, status: Status, *passages: Evidence, **fields: Any) -> Closure:
    """What became of one recommendation of the visit."""
    given = {"confidence": 0.9, "explicit": False, "recurs_as": (), "reason": "because"} | fields
    return Closure(VISIT.recommendations[number - 1], status, evidence=passages, raised_in=VISIT, **given)


FOLLOW_UP = FollowUp(
    closures=(
        closure(
            1,
            Status.CLOSED,
            evidence("Visits to children who live with kinship carers are now timely."),
            evidence("Kinship carers speak well of these visits.", page=3, paragraph=None, section="Children in care"),
            reason="A later passage calls the matter improved, and none speaks against it.",
            actions=(
                Action("A weekly list of late visits goes to the director.", "Head of Kinship", "2022-09", "R1", 4, 2),
            ),
        ),
        closure(2, Status.PARTLY_CLOSED, evidence("Supervision is recorded, if unevenly.", Stance.PROGRESS)),
        closure(
            3, Status.OPEN, evidence("Chronologies are thin.", Stance.STILL_OPEN), recurs_as=LETTER.recommendations
        ),
        closure(4, Status.NOT_ADDRESSED, reason="No passage of the later letter speaks of it."),
    ),
    general=(evidence("Leaders have acted on every matter of the focused visit.", Stance.PROGRESS, page=4),),
    earlier=(VISIT,),
    later=(LETTER,),
)


def check(text: str, status: Truth, **fields: Any) -> Verification:
    """The check of one quote."""
    quote = Quote(text, None, fields.pop("claimed", None), None, None)
    given = {"source": LETTER, "page": 2, "paragraph": 8, "page_agrees": None} | fields
    return Verification(quote, status, **given)


CHECKS = (
    check("Visits are timely.", Truth.VERBATIM, claimed=2, page_agrees=True),
    check("Plans [of the council] are clear.", Truth.VERBATIM, claimed=5, page_agrees=False),
    check(
        "Chronologies are rich.",
        Truth.ALTERED,
        differences=(Difference("rich.", "thin."), Difference("", "often"), Difference("very", "")),
        nearest="Chronologies are often thin.",
        similarity=0.8,
    ),
    check("Leaders excel.", Truth.NOT_FOUND, source=None, page=None, paragraph=None),
    check("Leaders excel here.", Truth.NOT_FOUND, nearest="Leaders expect more here.", similarity=0.5),
)
