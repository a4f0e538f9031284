"""Drafts made at random round true and altered sentences of letters: every way of quoting, in every format."""

from __future__ import annotations

import html
import random
import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

import docx
from docx.shared import Cm
from test_verify_properties import (
    added,
    bracket,
    changed,
    ellipsis,
    first_letter,
    inflected,
    line_end_hyphens,
    own_stop,
    recased,
    removed,
    renumbered,
    still_true,
    swapped,
)

import ofstedmine
from ofstedmine.model import Report, Truth, Verification

FORMATS = ("docx", "md", "html", "txt")
LEADS = (
    "Inspectors found that",
    "Inspectors noted:",
    "The letter states:",
    "Ofsted said that",
    "According to the inspection report,",
    "The inspection letter goes on to say that",
    "Inspectors were clear that",
    "As the report puts it,",
    "In the words of the letter:",
)
TAILS = ("", "", "The board is asked to note this.", "This matters to the council’s plan.")


class Taken(NamedTuple):
    """A stretch of a letter: its words, the pages on which it stands, and the number of its paragraph."""

    words: list[str]
    pages: range
    number: int | str | None


class Case(NamedTuple):
    """One quote of a draft: what it says, how it is marked and cited, where it is from, how it was changed."""

    text: str
    way: str
    change: str
    true: bool
    taken: Taken
    place: str  # how its place is told: "", "after", "bare", "before"
    page: int  # the page claimed, if one is
    wrong_page: bool = False


# ---- taking


def taken(rng: random.Random, letter: Report, least: int = 5, *, whole: bool = False) -> Taken:
    """One to three whole sentences of a paragraph, or part of one."""
    document = letter.document
    while True:
        paragraph = rng.choice(letter.paragraphs)
        text = document.slice(paragraph.span)
        ends = [m.end() for m in re.finditer(r"(?<=[a-z][.?])(?= [A-Z]|$)", text)]
        if not ends or len(text.split()) < least:
            continue
        first = rng.randrange(len(ends))
        start = ends[first - 1] + 1 if first else 0
        end = ends[min(first + rng.choice((0, 0, 0, 1, 2)), len(ends) - 1)]
        words = text[start:end].split()
        if not whole and rng.random() < 0.4 and len(words) > least + 4:  # part of a sentence, cut between words
            a = rng.randrange(0, len(words) - least - 2)
            b = rng.randrange(a + least, len(words) + 1)
            words = words[a:b]
        start = text.find(" ".join(words), start)
        span_end = paragraph.span.start + start + len(" ".join(words))
        if len(words) < least or start < 0 or any(sign in word for word in words for sign in "[]…<>*_|#`\\"):
            continue
        if not re.match(r"[A-Za-z]", words[0]) or re.search(r"[•▪◼■‘“\"'(]", words[0]) or words[-1][-1] in "–-(":
            continue
        pages = range(document.page_of(paragraph.span.start + start) or 0, (document.page_of(span_end - 1) or 0) + 1)
        return Taken(words, pages, paragraph.number)


# ---- marking: what stands round the words, where marks are set


MARKS = {"curly": "“{}”", "straight": '"{}"', "single": "‘{}’", "straight single": "'{}'"}
WAYS = (*MARKS, "nested", "block", "indented", "italics", "two paragraphs", "cell", "bullet", "marked block")


def ways(form: str) -> tuple[str, ...]:
    """The ways of quoting that a format has."""
    return tuple(w for w in WAYS if form != "txt" or w not in ("italics", "cell"))


def marked(case: Case) -> str:
    """The quote with its marks on."""
    text = case.text
    if case.way == "nested":
        return f"“{re.sub('[“”]', chr(39), text)}”"
    if case.way in ("block", "indented", "italics"):
        return text
    marks = MARKS.get(case.way, MARKS["curly"])
    if case.way in ("single", "straight single"):  # a writer turns the marks inside
        text = re.sub(r"‘([^‘’]*)’(?!\w)", "“\\1”" if case.way == "single" else '"\\1"', text)
    elif case.way != "two paragraphs":
        text = text.replace("“", "‘").replace("”", "’")
    return marks.format(text)


def citation(rng: random.Random, case: Case, letter: Report) -> str:
    """The place of a quote as it is told: "(p. 3)", "(Ofsted, 2022, p. 3, para. 8)", "page 3"."""
    page = case.page
    number = case.taken.number if isinstance(case.taken.number, int) and not case.wrong_page else None
    ranged = [f"(pp. {page}–{page + 1})", f"(pages {page} and {page + 1})"]
    brackets = [f"(p. {page})", f"(page {page})", f"(p.{page})", f"(Ofsted, {letter.year}, p. {page})", *ranged]
    brackets += [f"[p. {page}]", f"({letter.year}: {page})", f"(Ofsted {letter.year}, p{page})"]
    if number is not None:
        brackets += [f"(p. {page}, para. {number})", f"(Ofsted, {letter.year}, p. {page}, para. {number})"] * 2
        brackets += [f"(page {page}, paragraph {number})", f"(para {number}, p. {page})"]
    bare = [f", page {page}", f" – page {page}", f", p. {page}"]
    return rng.choice(brackets) if case.place != "bare" else rng.choice(bare)


# ---- writing


class Piece(NamedTuple):
    """A paragraph of a draft: runs (text, in italics or not), and how it is set."""

    runs: list[tuple[str, bool]]
    kind: str = "p"  # "h", "p", "quote", "indented", "cell", "bullet"


def pieces(rng: random.Random, case: Case, letter: Report, n: int) -> Iterator[Piece]:
    """The heading "Matter n", and the paragraphs that quote."""
    yield Piece([(f"Matter {n}", False)], "h")
    lead, tail = rng.choice(LEADS), rng.choice(TAILS)
    place = citation(rng, case, letter)
    if case.place == "before":
        lead = rng.choice(
            (
                f"On page {case.page}, the letter says that",
                f"Page {case.page} of the report notes:",
                f"At p. {case.page} it says:",
            )
        )
    after = "" if case.place in ("", "before") else place if case.place == "bare" else f" {place}"
    said = marked(case)
    if case.way in ("block", "indented", "marked block"):
        yield Piece([(lead.rstrip(",:").removesuffix(" that") + ":", False)])
        kind = "indented" if case.way == "indented" else "quote"
        yield Piece([(said + after, False)], kind)
        if tail:
            yield Piece([(tail, False)])
    elif case.way == "italics":
        cited = after or f" {place if case.place != 'before' else ''}"
        yield Piece([(f"{lead} ", False), (said, True), (f"{cited.rstrip()}. {tail}".rstrip(), False)])
    elif (
        case.way == "two paragraphs" and len(case.text.split()) > 12 and (m := re.search(r"[.?] (?=[A-Z])", case.text))
    ):
        yield Piece([(f"{lead} “{case.text[: m.start() + 1]}", False)])
        yield Piece([(f"“{case.text[m.end() :]}”{after}", False)])
    elif case.way in ("cell", "bullet"):
        yield Piece([(f"{lead} {said}{after}", False)], case.way)
    else:
        stop = "" if re.search(r"[.?]\W*$", said) and not after else "."
        yield Piece([(f"{lead} {said}{after}{stop} {tail}".rstrip(), False)])


def written(form: str, title: str, body: Sequence[Piece]) -> bytes:
    """A draft of these paragraphs in a format, as the bytes of its file."""
    return WRITERS[form](title, body)


def _docx(title: str, body: Sequence[Piece]) -> bytes:
    made = docx.Document()
    made.add_heading(title, 0)
    for piece in body:
        if piece.kind == "h":
            made.add_heading(piece.runs[0][0], 2)
            continue
        if piece.kind == "cell":
            table = made.add_table(1, 2)
            table.cell(0, 0).text = "What was said"
            paragraph = table.cell(0, 1).paragraphs[0]
        else:
            styles = {"quote": "Quote", "bullet": "List Bullet"}
            paragraph = made.add_paragraph(style=styles.get(piece.kind))
        if piece.kind == "indented":
            paragraph.paragraph_format.left_indent = Cm(1.5)
        for text, italic in piece.runs:
            paragraph.add_run(text).italic = italic or None
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _md(title: str, body: Sequence[Piece]) -> bytes:
    out = [f"# {title}"]
    for piece in body:
        text = "".join(f"*{t}*" if italic else t for t, italic in piece.runs)
        form = {
            "h": "## {}", "quote": "> {}", "indented": "> {}", "bullet": "- {}",
            "cell": "| Subject | Words |\n|---|---|\n| What was said | {} |",
        }.get(piece.kind, "{}")  # fmt: skip
        out.append(form.format(text.replace("\n", " " if piece.kind == "cell" else "\n")))
    return "\n\n".join(out).encode()


def _html(title: str, body: Sequence[Piece]) -> bytes:
    out = [f"<!DOCTYPE html><html><head><title>{title}</title></head><body><h1>{title}</h1>"]
    for piece in body:
        text = "".join(
            f"<em>{html.escape(t, quote=False)}</em>" if i else html.escape(t, quote=False) for t, i in piece.runs
        )
        form = {
            "h": "<h2>{}</h2>", "quote": "<blockquote><p>{}</p></blockquote>", "bullet": "<ul><li>{}</li></ul>",
            "indented": '<p style="margin-left: 3em">{}</p>',
            "cell": "<table><tr><th>Subject</th><th>Words</th></tr><tr><td>What was said</td><td>{}</td></tr></table>",
        }.get(piece.kind, "<p>{}</p>")  # fmt: skip
        out.append(form.format(text))
    return "\n".join([*out, "</body></html>"]).encode()


def _txt(title: str, body: Sequence[Piece]) -> bytes:
    out = [title]
    for piece in body:
        text = "".join(t for t, _ in piece.runs)
        indent = {"quote": "    ", "indented": "\t", "bullet": "• "}.get(piece.kind, "")
        rest = "  " if piece.kind == "bullet" else indent
        out.append(textwrap.fill(text, 90, initial_indent=indent, subsequent_indent=rest, break_on_hyphens=False))
    return "\n\n".join(out).encode()


WRITERS: dict[str, Callable[[str, Sequence[Piece]], bytes]] = {"docx": _docx, "md": _md, "html": _html, "txt": _txt}


def of_case(report: Report, checks: Sequence[Verification]) -> dict[int, list[Verification]]:
    """The checks by the number of the matter under which their quotes stand."""
    heads = [(m.start(), int(m[1])) for m in re.finditer(r"\bMatter (\d+)$", report.document.text, re.MULTILINE)]
    found: dict[int, list[Verification]] = {n: [] for _, n in heads}
    for check in checks:
        start = check.quote.span.start if check.quote.span else 0
        before = [n for at, n in heads if at <= start]
        if before:
            found[before[-1]].append(check)
    return found


# ---- changing: what a quote may change without a lie, and what it may not


def other_signs(rng: random.Random, words: list[str]) -> str:
    """Straight apostrophes and marks, other dashes."""
    text = " ".join(words).replace("–", rng.choice("-–—−"))
    return text.replace("’", "'").replace("‘", "'") if rng.random() < 0.7 else text


def respaced(rng: random.Random, words: list[str]) -> str:
    """Double spaces and spaces that do not break, as a word processor puts them."""
    return "".join(word + rng.choice(("  ", "\xa0", " ", " ", " ")) for word in words).strip()


def ligatures(rng: random.Random, words: list[str]) -> str:
    """As a PDF's text is pasted: ligatures, or soft hyphens inside words."""
    text = " ".join(words)
    if rng.random() < 0.5:
        return text.replace("ffi", "ﬃ").replace("fi", "ﬁ").replace("fl", "ﬂ")
    return re.sub(r"([a-z]{4})(?=[a-z]{4})", "\\1\u00ad", text)


def one_letter(rng: random.Random, words: list[str]) -> list[str]:
    at = rng.randrange(len(words))
    places = [i for i, c in enumerate(words[at]) if c.isalpha()]
    if not places:
        return words
    i = rng.choice(places)
    letter = rng.choice([c for c in "abcdefghijklmnoprstuw" if c != words[at][i].lower()])
    return [*words[:at], words[at][:i] + letter + words[at][i + 1 :], *words[at + 1 :]]


SWAPS = (
    "some most|most some|most all|many some|few many|all most|often always|always often|usually always|not now"
    "|no some|good strong|strong good|weak poor|poor weak|effective good|children pupils|regularly rarely"
    "|increasingly rarely|significant some|improved changed|timely quick|too very|have had|is was|are were|and or"
)


def synonym(rng: random.Random, words: list[str]) -> list[str]:
    """ "some" for "most", "strong" for "good", "were" for "are"."""
    pairs = [p.split() for p in SWAPS.split("|")]
    found = [(i, new) for i, word in enumerate(words) for old, new in pairs if word.strip(".,;:") == old]
    if not found:
        return words
    i, new = rng.choice(found)
    return [*words[:i], words[i].replace(words[i].strip(".,;:"), new), *words[i + 1 :]]


def without_not(rng: random.Random, words: list[str]) -> list[str]:
    found = [i for i, word in enumerate(words) if word in ("not", "no", "never", "too", "without", "rarely", "few")]
    if not found or found[-1] in (0, len(words) - 1):
        return words
    i = rng.choice(found)
    return words[:i] + words[i + 1 :]


def reordered(rng: random.Random, words: list[str]) -> list[str]:
    if len(words) < 8:
        return words
    a = rng.randrange(0, len(words) - 6)
    b, c = a + rng.randrange(1, 3), a + rng.randrange(4, 6)
    return [*words[:a], *words[b:c], *words[a:b], *words[c:]]


def joined(rng: random.Random, words: list[str]) -> list[str]:
    """Words left out of the middle without an ellipsis."""
    if len(words) < 10:
        return words
    a = rng.randrange(3, len(words) - 6)
    return words[:a] + words[a + rng.randrange(2, 5) :]


# ---- all of it together


class Outcome(NamedTuple):
    """What became of a case: "verbatim", "altered", "not found", "unseen"; whether the page was judged rightly."""

    case: Case
    result: str
    page_right: bool | None
    around: str
    found: str


def cases(rng: random.Random, form: str, letters: Sequence[Report], count: int) -> Iterator[tuple[Case, Report]]:
    """Half of them true, half altered; every way, change and citation in turn."""
    made = 0
    while made < count:
        letter = rng.choice(letters)
        way = ways(form)[made % len(ways(form))]
        true = rng.random() < 0.5
        some = taken(rng, letter, whole=way in ("block", "indented", "italics"))  # parts of sentences have marks
        change = rng.choice(TRUE_CHANGES if true else FALSE_CHANGES)
        given = change(rng, some.words, letter) if change is line_end_hyphens else change(rng, some.words)
        text = given if isinstance(given, str) else " ".join(given)
        if change in (ellipsis, bracket) and "‘" in " ".join(some.words):
            continue  # half a pair of marks may be left
        if not true and any(still_true(text.split(), other) for other in letters):
            continue
        place = rng.choice(("", "after", "after", "bare", "before"))
        if way == "italics" and place == "":
            place = "after"
        wrong = bool(place) and rng.random() < 0.2
        page = rng.choice(some.pages) + (5 if wrong else 0)  # of a quote over a page's end, either page is true
        yield Case(text, way, change.__name__, true, some, place, page, wrong), letter
        made += 1


def outcomes(rng: random.Random, form: str, letters: Sequence[Report], count: int) -> Iterator[Outcome]:
    """Write a draft of many cases, mine it, verify it, and say what became of each case."""
    made = list(cases(rng, form, letters, count))
    body = [p for n, (case, letter) in enumerate(made) for p in pieces(rng, case, letter, n)]
    report = ofstedmine.mine(
        written(form, "Outcome of the inspection: report to the scrutiny board", body), name=f"draft.{form}"
    )
    by_case = of_case(report, ofstedmine.verify(report, letters))
    for n, (case, letter) in enumerate(made):
        checks = by_case.get(n, [])
        around = re.search(rf"\bMatter {n}\n(.*?)(?=\bMatter \d+$|\Z)", report.document.text, re.MULTILINE | re.DOTALL)
        # what is found must be the whole quote: a part of it would hide what was changed in the rest
        whole = [c for c in checks if len(c.quote.text) > 0.8 * len(case.text)]
        if not case.true:  # of a quote taken for several, it is enough that one is seen to be altered
            whole = [c for c in checks if c.status is not Truth.VERBATIM]
        best = max(whole or checks, key=lambda c: len(c.quote.text), default=None)
        result = "unseen" if best is None else best.status.value.replace("_", " ")
        if best is not None and not whole and case.true:
            result = "unseen"
        page = None
        if best is not None and case.true and case.place and best.status is Truth.VERBATIM and best.source is letter:
            page = best.page_agrees is not case.wrong_page if best.page_agrees is not None else False
        said = " | ".join(f"{c.quote.text} [{c.status.value} {c.quote.claimed_pages} {c.page}]" for c in checks)
        yield Outcome(case, result, page, around[1] if around else "?", said)


def plain(rng: random.Random, words: list[str]) -> str:
    return " ".join(words)


TRUE_CHANGES = (
    plain,
    plain,
    respaced,
    other_signs,
    ellipsis,
    bracket,
    first_letter,
    own_stop,
    line_end_hyphens,
    ligatures,
)
FALSE_CHANGES = (
    changed, removed, added, swapped, renumbered, inflected, recased, one_letter, synonym, synonym, without_not,
    reordered, joined,
)  # fmt: skip
