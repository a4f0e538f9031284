"""Pure string work: what two texts share once their setting is set aside."""

from __future__ import annotations

import re
import unicodedata

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"  # figures of footnote marks
_RAISE = str.maketrans("0123456789", RAISED)
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "\u00ad": None,
        "\u200b": None,
        "\ufeff": None,
        "\xa0": " ",
    }
)

# what no XML can hold, be it Word, Excel, GraphML or a web page: control characters, lone surrogates, non-characters
_NEVER = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")


def storable(text: str) -> str:
    """A text that any format can hold: what XML forbids is shown as U+FFFD.

    >>> storable("timely\\x00")
    'timely�'
    """
    return _NEVER.sub("\ufffd", text)


def fold(text: str) -> str:
    """White space folded to single spaces, none at either end.

    >>> fold("  a\\n b ")
    'a b'
    """
    return " ".join(text.split())


def footnote_mark(text: str) -> str:
    """Figures as footnote marks are set.

    >>> footnote_mark("12")
    '¹²'
    """
    return text.translate(_RAISE)


def unmarked(text: str) -> str:
    """A text without the footnote mark at its end.

    >>> unmarked("What needs to improve?¹ ")
    'What needs to improve?'
    """
    return text.rstrip(RAISED + " ")


def alike(text: str) -> str:
    """Text with white space folded and quotation marks and dashes made alike; hyphens and case stay.

    >>> alike("the  ‘front door’ – now")
    "the 'front door' - now"
    """
    return fold(unicodedata.normalize("NFKC", text).translate(_ALIKE))


def bare(text: str) -> str:
    """Text without white space, hyphens or case: what survives any breaking into lines.

    >>> bare("Multi-agency\\nwork") == bare("multi-  agency work")
    True
    """
    return re.sub(r"[\s\-]", "", alike(text)).lower()


def key(text: str) -> str:
    """Words alone, lower case: by which headings and labels are looked up.

    >>> key("What needs to improve?")
    'what needs to improve'
    """
    return " ".join(re.findall(r"[a-z0-9]+(?:'[a-z]+)?", alike(text).lower()))
