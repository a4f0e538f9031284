"""Who a sentence says will act: its subject if that is a post or a body, a label, or whoever leads."""

from __future__ import annotations

import re

from ...lexicon.patterns import council

_NAME = r"[A-Z][\w'’-]+(?: (?:[A-Z][\w'’-]+|de|van|der)){1,6}"
_OPENING = (
    r"^(?:(?:in addition|also|additionally|furthermore|meanwhile|to (?:support|address|improve|ensure|help)[^,]{3,90}|"
    r"(?:from|by|in|during|since|following|on|after|before|as part of|within)[^,]{3,60}), )?"
    r"(?:(?:from|since|by|in|during) (?:\w+ ){1,3}?20\d\d,? )?"
)
_SUBJECT = re.compile(
    _OPENING + r"(?P<owner>[^,;:.]{2,120}?) (?P<verb>will|shall|is|are|has|have|plans?|intends?|would|had|was"
    r"|were)(?P<rest> .*)",
    re.IGNORECASE | re.DOTALL,
)
_APPOSED = re.compile(
    rf"^(?P<owner>{_NAME}, (?:our |the |its )?[^,;:.]{{3,60}}), (?:who\b[^,]{{3,80}}, )?(?:will|is|has|would|had"
    rf"|leads)\b"
)
# what is done to the subject, not by it: "will be reviewed"; but "will be offering", "are to visit"
_PASSIVE = re.compile(
    r"^(?: (?:also|now|then|both|all|currently|already|each))* (?:be|been|being)\b(?! (?:\w+ly )?\w+ing\b)", re.I
)
_ACTIVE = re.compile(
    r"^(?: (?:also|now|then|both|all|currently|already|jointly|each))*(?: (?!being\b)\w+ing\b| to (?!be\b)\w+"
    r"| committed\b)",
    re.I,
)
_BY_WHOM = re.compile(
    r"\b(?:led|overseen|delivered|owned|undertaken|carried out|managed|co-ordinated|coordinated|monitored|reviewed"
    r"|completed|run|chaired|agreed) by "
    r"(?P<owner>(?:the |our )?[A-Z][^,;.()]{2,80}?|the [^,;.()]{2,60}?)(?= (?:by|in|from|and|to|with|who|every"
    r"|each|before|during|through|at)\b|[,;.()]|$)"
)
_CHAIR = re.compile(
    rf"\bchaired by (?P<owner>{_NAME})|\bwith (?P<who>{_NAME}(?:, [^,.]{{3,60}},?)?) (?:in the chair|leading|as lead)\b"
)
_LEADS = re.compile(
    rf"\b(?:and|,) (?P<owner>(?:the )?{_NAME}(?:, [^,.]{{3,60}},)?) (?:leads?|is leading|will lead|owns?"
    rf"|is responsible)\b"
)
_LABELLED = re.compile(
    r"\b(?:lead|owner|responsible(?: officer)?|lead officer|action owner)\s*:\s*(?P<owner>[^;,()\n]{2,80})", re.I
)
_AFTERWARDS = re.compile(
    r"^(?P<owner>[^.;:]{2,120}?),? (?:(?:is|are|will be|would be) (?:the )?(?:responsible|accountable|lead\b)|"
    r"(?:will |would |is |are )?(?:owns?|leads?|leading|oversees?) (?:on )?(?:this|it|these|that)\b)",
    re.IGNORECASE,
)
_POST = re.compile(r"^(?:[A-Z][\w'’-]+)(?: (?:[A-Z][\w'’-]+|of|for|and|the|in|&)(?= |$))*")
_CLAUSE = re.compile(r"\b(?:that|which|where|if|when|there|it|they|this|these)\b", re.IGNORECASE)
# "each team will …", "a nurse will …": some of several, or somebody not yet known
_NOBODY = re.compile(r"^(?:an?|each|every|all|both|any|no|some|one|two|three|four|five|six|\d+) ", re.IGNORECASE)
_RECEIVES = re.compile(
    r"^ (?:all |each |also |now )*(?:to )?(?:receive|have|benefit|attend|see|notice)\b", re.IGNORECASE
)
_GATHERING = re.compile(r"\b(?:panel|board|group|meeting|forum)$", re.IGNORECASE)


def owner_of(text: str) -> str | None:
    """Who acts, as the sentence names them, without their article; None where it names nobody who could.

    >>> owner_of("From May 2023 the Head of Fostering will visit each home.")
    'Head of Fostering'
    >>> owner_of("A second guide will be written.") is None
    True
    """
    if found := _LABELLED.search(text):
        return found["owner"].strip()
    if found := _APPOSED.match(text):
        return found["owner"]
    subject = _subject(text)
    chair = _CHAIR.search(text)
    if chair and (subject is None or _GATHERING.search(subject)):
        return (chair["owner"] or chair["who"]).strip(" ,")
    if subject:
        return subject
    if found := _LEADS.search(text):
        return _bare(found["owner"])
    if found := _BY_WHOM.search(text):
        name = _bare(found["owner"])
        return name if council().find("owner", name) else None
    return None


def owner_named_after(text: str) -> str | None:
    """Who the sentence after an action says is responsible for it.

    >>> owner_named_after("Team managers own this one.")
    'Team managers'
    """
    found = _AFTERWARDS.match(text)
    return _bare(found["owner"]) if found and not _CLAUSE.match(found["owner"]) else None


def _subject(text: str) -> str | None:
    found = _SUBJECT.match(text)
    if not found or not _acts(found["verb"].lower(), found["rest"]):
        return None
    if _NOBODY.match(found["owner"]) or _RECEIVES.match(found["rest"]):
        return None
    name = _bare(found["owner"])
    post = _POST.match(name)
    if (
        post
        and council().find("owner", post[0])
        and re.match(r" [a-z]+s\b(?! (?:and|of|for|in)\b)", name[post.end() :])
    ):
        name = post[0]  # "The Interim Director reviews the list each morning and will …"
    if not council().find("owner", name) or council().find("owner_not", name) or _CLAUSE.search(name):
        return None
    return name


def _acts(verb: str, rest: str) -> bool:
    """Whether the subject is the one who acts."""
    if verb in ("is", "are", "was", "were"):
        return bool(_ACTIVE.match(rest))
    return not _PASSIVE.match(rest)


def _bare(name: str) -> str:
    return re.sub(r"^(?:the|our) ", "", name.strip(" ,"), flags=re.IGNORECASE)
