"""Sentences of a block's text, as half-open spans; the text is walked once, and never changed."""

from __future__ import annotations

import re

from ..lexicon import word_set

# a sentence may end here: a mark, closing quotation marks or brackets, a footnote's number stuck to it
# ("… of good quality.3 Managers …"), then white space or the end
_END = re.compile(
    r"(?<![.!?…])[.!?…]++(?P<close>['\"’”)\]]*)(?P<note>(?:[¹²³⁴-⁹⁰]+|(?<=[A-Za-z%)’”'\"\].][.!?’”)\]])\d{1,3}(?!\d))?)(?=\s|$)"
)
_NEXT = re.compile(r"\s*(?P<mark>[\uf000-\uf0ff•▪■◼●○◆–—-]?\s*)(?P<open>[‘“'\"(\[]*)(?P<char>\S?)")
_BEFORE = re.compile(r"(?<![\w.&'’-])[\w.&'’-]+$")
_ABBREVIATIONS = word_set(
    "mr mrs ms dr prof rev hon sir st no nos p pp para paras vol ed cf al etc inc ltd vs approx dept est fig ref "
    "e.g i.e eg ie a.m p.m viz"
)
# an abbreviation that may also end a sentence: it ends one where a capital letter follows
_MAY_END = frozenset(("etc", "al", "ltd", "inc", "a.m", "p.m"))
_STRAY = re.compile(r"[\W\d_]*$")  # "29.", "17. ‘", a lone bullet: no letter at all
_LEAD = re.compile(r"[\s\uf000-\uf0ff•▪■◼●○◆]+")


def split(text: str) -> list[tuple[int, int]]:
    """Split a block's text into sentences: `(start, end)` of each, in order, white space and footnote marks outside.

    Lists after a colon and clauses after a semicolon stay with their sentence; a number alone is no sentence.

    >>> text = "Plans (e.g. for St. Helens) are clear.2 However, 3.5% wait. 29."
    >>> [text[a:b] for a, b in split(text)]
    ['Plans (e.g. for St. Helens) are clear.', 'However, 3.5% wait.']
    """
    out: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.start() < start or not _ends(text, match):
            continue
        _keep(text, start, match.start("note") if match["note"] else match.end(), out)
        start = match.end()
    _keep(text, start, len(text), out)
    return out


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a mark ends its sentence, by the word before it and the character after it."""
    after = _NEXT.match(text, match.end())
    char = after["char"] if after else ""
    if not char:
        return True
    if after and after["mark"].strip() and after["mark"].strip() not in "–—-":
        return True  # a bullet follows
    if char.islower():
        return False  # "the ‘How are we doing?’ survey", "e.g. foster carers"
    if text[match.start()] != ".":
        # "Is it good?’ Board" inside a name: a mark within single quotation marks that a capital follows is an end
        return True
    found = _BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    word = found[0].lower() if found else ""
    if match["close"] and word not in _ABBREVIATIONS:
        return True
    if word in _ABBREVIATIONS:
        return word in _MAY_END and char.isupper()
    # an initial: "Ms J. Bloggs"; not a plan's name at the end of a sentence ("Plan B."), told by the name that follows
    if len(word) == 1 and word.isalpha() and word != "i" and char.isupper():
        before = text[max(0, match.start() - 12) : match.start() - 1].split()
        return not (before and (before[-1].rstrip(".").lower() in _ABBREVIATIONS or len(before[-1].rstrip(".")) == 1))
    return True


def _keep(text: str, start: int, end: int, out: list[tuple[int, int]]) -> None:
    """Add a stretch, less the white space and bullets around it, unless it holds no letter."""
    lead = _LEAD.match(text, start, end)
    if lead:
        start = lead.end()
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end and not _STRAY.match(text, start, end):
        out.append((start, end))
