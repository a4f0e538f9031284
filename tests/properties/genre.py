"""Letters in the genre, drawn at random: what their sentences speak of, how they are set, in which form they come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from io import BytesIO
from typing import NamedTuple

import docx
from hypothesis import strategies as st


class Topic(NamedTuple):
    """A matter: what is asked for, and what a letter says of it when it is well or badly done."""

    asked: str
    strength: str
    weakness: str


TOPICS = (
    Topic(
        "The quality of supervision of social workers by team managers.",
        "Supervision of social workers by their team managers is regular and reflective.",
        "Supervision of social workers by team managers remains irregular and lacks reflection.",
    ),
    Topic(
        "The timeliness of initial health assessments for children in care.",
        "Initial health assessments for children in care are now completed on time.",
        "Too many initial health assessments for children in care are late.",
    ),
    Topic(
        "The offer of return home interviews to children who go missing.",
        "Children who go missing are offered return home interviews promptly.",
        "Return home interviews for children who go missing are not offered soon enough.",
    ),
    Topic(
        "The recruitment of foster carers for brothers and sisters.",
        "The recruitment of foster carers is strong, and brothers and sisters live together.",
        "There are too few foster carers for brothers and sisters.",
    ),
    Topic(
        "The suitability of accommodation for care leavers.",
        "Care leavers live in suitable accommodation and feel safe there.",
        "Some care leavers live in accommodation that is not suitable.",
    ),
    Topic(
        "The quality of personal education plans.",
        "Personal education plans are of high quality, and the virtual school checks them well.",
        "Personal education plans are weak, and targets in them are vague.",
    ),
    Topic(
        "The response to domestic abuse notifications by the police.",
        "Domestic abuse notifications from the police are triaged swiftly.",
        "Domestic abuse notifications from the police are left for days.",
    ),
    Topic(
        "The identification of children who are privately fostered.",
        "Children who are privately fostered are identified and visited.",
        "Few children who are privately fostered are identified.",
    ),
)
_WORDS = (
    *("children", "families", "workers", "leaders", "visits", "plans", "audits", "risks", "schools", "needs"),
    *(
        "homes",
        "staff",
        "decisions",
        "timely",
        "strong",
        "thorough",
        "careful",
        "weak",
        "late",
        "purposeful",
        "records",
    ),
    *("child-centred", "well-matched", "multi-agency", "office", "staffing", "efficient", "fulfil", "the", "and", "of"),
    *("for", "with", "most", "some", "their", "by", "in", "are", "is", "they"),
)
_ODD = {"fi": "ﬁ", "ffi": "ﬃ", "fl": "ﬂ"}

words = st.sampled_from(_WORDS)
sentences = st.lists(words, min_size=4, max_size=14).map(lambda ws: " ".join(ws).capitalize() + ".")


@st.composite
def set_oddly(draw: st.DrawFn, text: str) -> str:
    """The same words with ligatures, signs that show nothing, hard spaces and footnote marks between them."""
    for plain, odd in _ODD.items():
        if plain in text and draw(st.booleans()):
            text = text.replace(plain, odd)
    gaps = st.sampled_from([" "] * 12 + ["\xa0", "  ", " \u200b", " \u2060", " \xad", "\u2009"])
    return "".join(w + (draw(gaps) if i else " ") for i, w in enumerate(text.split(" "))).strip()


class Block(NamedTuple):
    """What stands between two white lines: its kind, and its text as it is printed."""

    kind: str  # heading, paragraph (numbered), bullet
    text: str


@st.composite
def letters(draw: st.DrawFn) -> list[Block]:
    """A letter: headings, numbered paragraphs and bullets of odd settings."""
    out = [Block("heading", "Main findings")]
    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["heading", "paragraph", "paragraph", "paragraph", "bullet"]))
        if kind == "heading":
            heading = " ".join(draw(st.lists(words, min_size=2, max_size=5))).capitalize()
            out.append(Block(kind, heading))
        else:
            told = " ".join(draw(st.lists(sentences, min_size=1, max_size=3)))
            out.append(Block(kind, draw(set_oddly(told))))
    return out


def as_text(blocks: Sequence[Block]) -> bytes:
    marks = iter(range(1, 1000))
    return "\n\n".join(_marked(b, marks) for b in blocks).encode()


def _marked(block: Block, marks: object) -> str:
    mark = {"paragraph": f"{next(marks)}. ", "bullet": "• "}.get(block.kind, "")  # type: ignore[call-overload]
    return mark + block.text


def as_page(blocks: Sequence[Block]) -> bytes:
    tags = {"heading": "<h2>{}</h2>", "paragraph": "<p>{}</p>", "bullet": "<ul><li>{}</li></ul>"}
    return ("<html><body>" + "".join(tags[b.kind].format(escape(b.text)) for b in blocks)).encode()


def as_markdown(blocks: Sequence[Block]) -> bytes:
    marks = {"heading": "## ", "paragraph": "", "bullet": "- "}
    return "\n\n".join(marks[b.kind] + b.text for b in blocks).encode()


def as_word(blocks: Sequence[Block]) -> bytes:
    styles = {"heading": "Heading 2", "paragraph": "Normal", "bullet": "List Bullet"}
    word, out = docx.Document(), BytesIO()
    for block in blocks:
        word.add_paragraph(block.text, styles[block.kind])
    word.save(out)
    return out.getvalue()


FORMS: dict[str, Callable[[Sequence[Block]], bytes]] = {
    "letter.txt": as_text,
    "letter.html": as_page,
    "letter.md": as_markdown,
    "letter.docx": as_word,
}


def inspected(told: Sequence[str], asked: Sequence[str] = (), *, year: int) -> bytes:
    """A full inspection's letter: what must improve, and numbered findings about children in care."""
    listed = "\n\n".join(f"- {text}" for text in asked)
    found = "\n\n".join(f"{i}. {text}" for i, text in enumerate(told, 1))
    return f"""# Inspection of Fernley local authority children’s services

Inspection dates: 8 May {year} to 19 May {year}

## What needs to improve?

{listed}

## The experiences and progress of children in care: good

{found}
""".encode()
