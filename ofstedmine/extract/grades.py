"""Grades as printed, in tables, headings and sentences."""

from __future__ import annotations

import re

from ..model import Grade

WORDS = r"(?:requires?|required|requiring) improvement(?: to be good)?|outstanding|good|inadequate|adequate"
_END = r"[\W⁰¹²³⁴-⁹]*$"  # a full stop, a footnote's mark
_ALONE = re.compile(rf"^\W*(?:grade \d\W+)?({WORDS})(?:\W+grade \d)?{_END}", re.IGNORECASE)  # "Grade 4 (Inadequate)"
_AT_END = re.compile(
    r"^(?P<area>.*?)(?:(?<!\s)(?:\s*+[:–—-]\s*+|\s++(?:is|are|as|was)(?:\s+that\s+(?:it|they))?(?:\s+(?:is|are))?[:\s]+"
    r"|\s++(?=re?quire)|\s++(?=[A-Z]))|\.\s+)"
    rf"(?P<grade>{WORDS}){_END}",
    re.IGNORECASE | re.DOTALL,
)


def level(text: str) -> Grade | None:
    """The grade that a wording stands for.

    >>> level("Require improvement to be good").value
    'requires improvement'
    """
    words = text.lower()
    if "improvement" in words:
        return Grade.REQUIRES_IMPROVEMENT
    return next((g for g in (Grade.OUTSTANDING, Grade.INADEQUATE, Grade.GOOD) if g.value in words), None)


def alone(text: str) -> str | None:
    """The grade, where a text is a grade and nothing else."""
    match = _ALONE.match(text)
    return match[1] if match else None


def at_end(text: str) -> tuple[str, str] | None:
    """Area and grade of a heading that ends in its grade.

    >>> at_end("The experiences and progress of care leavers: good")
    ('The experiences and progress of care leavers', 'good')
    >>> at_end("Leadership and management")
    """
    match = _AT_END.match(text)
    return (match["area"].strip(), match["grade"]) if match and match["area"].strip() else None
