"""The closed sets by which documents, sentences and recommendations are labelled."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The form of a document, read from its own words."""

    ILACS = "ilacs"
    FOCUSED_VISIT = "focused_visit"
    MONITORING_VISIT = "monitoring_visit"
    SIF = "sif"
    JTAI = "jtai"
    AREA_SEND = "area_send"
    COUNCIL_REPORT = "council_report"
    OTHER = "other"


class Grade(StrEnum):
    """The four grades; the printed wording varies with the year and stays in `Judgement.grade`."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"


class RecommendationKind(StrEnum):
    """What the inspectorate asks for; or, in a council's report, what its board is asked to do."""

    IMPROVEMENT = "improvement"
    PRIORITY_ACTION = "priority_action"
    BOARD = "board"


class Polarity(StrEnum):
    """What a sentence says of the quality or the effect of a service."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Change(StrEnum):
    """Better or worse than before."""

    IMPROVED = "improved"
    DECLINED = "declined"


class Extent(StrEnum):
    """How many children, cases or staff a sentence speaks of, in the inspectors' own quantifiers."""

    ALL = "all"
    MOST = "most"
    SOME = "some"
    FEW = "few"
    NONE = "none"


class Theme(StrEnum):
    """The matters that the annotations' guides name."""

    EARLY_HELP = "early_help"
    FRONT_DOOR = "front_door"
    STRATEGY_AND_ENQUIRIES = "strategy_and_enquiries"
    ASSESSMENT = "assessment"
    PLANNING_AND_REVIEW = "planning_and_review"
    PRE_PROCEEDINGS = "pre_proceedings"
    EXPLOITATION_AND_MISSING = "exploitation_and_missing"
    SPECIFIC_RISKS = "specific_risks"
    DISABLED_CHILDREN = "disabled_children"
    PLACEMENTS_AND_PERMANENCE = "placements_and_permanence"
    HEALTH = "health"
    EDUCATION = "education"
    CARE_LEAVERS = "care_leavers"
    VOICE_AND_RELATIONSHIPS = "voice_and_relationships"
    MANAGEMENT_OVERSIGHT = "management_oversight"
    QUALITY_ASSURANCE = "quality_assurance"
    LEADERSHIP_AND_GOVERNANCE = "leadership_and_governance"
    PARTNERSHIP = "partnership"
    WORKFORCE = "workforce"
    RECORDING = "recording"


class Status(StrEnum):
    """What a later letter shows of an earlier recommendation."""

    CLOSED = "closed"
    PARTLY_CLOSED = "partly_closed"
    OPEN = "open"
    NOT_ADDRESSED = "not_addressed"


class Event(StrEnum):
    """What one letter of a history means for a matter: a status, or that it is raised for the first time or anew."""

    RAISED = "raised"
    OPEN = "open"
    PARTLY_CLOSED = "partly_closed"
    CLOSED = "closed"
    NOT_ADDRESSED = "not_addressed"
    RAISED_ANEW = "raised_anew"  # a recommendation again after it had been closed


class Stance(StrEnum):
    """What a passage does for an earlier recommendation."""

    CLOSES = "closes"
    PROGRESS = "progress"
    STILL_OPEN = "still_open"
    CONTEXT = "context"


class Truth(StrEnum):
    """Whether a quote stands in its source."""

    VERBATIM = "verbatim"
    ALTERED = "altered"
    NOT_FOUND = "not_found"
