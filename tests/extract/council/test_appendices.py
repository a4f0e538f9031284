"""Where a letter begins and ends inside a council's paper."""

from __future__ import annotations

import pytest
from council_papers import bullet, head, num, paper, para, quote, table

from ofstedmine.extract.appendices import split
from ofstedmine.read.draft import Draft

FRONT = [
    head("Outcome of the visit"),
    para("Report of: Director of Children's Services"),
    para("Report to: Scrutiny Panel"),
    head("Recommendations"),
    para("Members are asked to note the letter at Appendix 1.", "a)"),
    head("Background papers"),
    num(9, "None."),
]
LETTER = [
    para("3 March 2022"),
    para("Ottoline Brackenbury"),
    para("Director of Children's Services"),
    para("Tanner's Row"),
    para("Dear Ms Brackenbury"),
    head("Focused visit to Fenwick children's services"),
    para("This letter summarises the findings of a focused visit to Fenwick children's services on 1 February 2022."),
    head("What needs to improve in this area of social work practice"),
    bullet("The timeliness of return home interviews."),
    head("Main findings"),
    para("Most children are seen quickly and on their own."),
    para("Yours sincerely"),
    para("Lysander Quill"),
    para("Her Majesty's Inspector"),
]
MONITORING = [
    para("18 June 2023"),
    para("Ottoline Brackenbury, Director of Children's Services"),
    para("Dear Ms Brackenbury"),
    head("Monitoring visit to Fenwick children's services"),
    para("This letter summarises the findings of the monitoring visit to Fenwick children's services."),
    para("Managers have made some progress."),
    para("Yours sincerely"),
    para("Lysander Quill"),
    para("His Majesty's Inspector"),
]
JTAI = [
    para("18 June 2023"),
    *table(("Ottoline Brackenbury, Director of Children's Services, Fenwick, and four others",)),
    para("Dear local partnership"),
    head("Joint targeted area inspection of Fenwick"),
    para("This letter summarises the findings of the joint targeted area inspection of Fenwick."),
    para("Partners know their area well."),
    para("Yours sincerely"),
    *table(("Ofsted", "Care Quality Commission"), ("Lysander Quill", "Una Marsh"), number=1),
]
ILACS = [
    para("Fenwick City Council"),
    head("Inspection of Fenwick local authority children's services"),
    para("Inspection dates: 2 to 13 May 2022"),
    para("Lead inspector: Lysander Quill"),
    head("What needs to improve?"),
    bullet("The quality of chronologies."),
    num(1, "Children are helped early."),
    para("© Crown copyright 2022"),
]
SEND = [
    head("Local area partnership report"),
    head("Area SEND inspection of Fenwick Local Area Partnership"),
    para("Inspection dates: 2 to 13 May 2024"),
    head("Inspection outcome"),
    para("Arrangements lead to inconsistent experiences."),
    para("© Crown copyright 2024"),
]
AFTER = [head("Appendix 2: Improvement plan"), para("The service will review each plan by June 2023.")]
NUMBERED = [para("The council accepts all of these findings.", "5.1")]
COMMENTS = [head("Officers' comments"), para("We think that this is a fair letter.")]


@pytest.mark.parametrize(
    ("front", "inside", "after"),
    [
        pytest.param(FRONT, [LETTER], [], id="letter at the end"),
        pytest.param(FRONT, [LETTER], AFTER, id="letter between appendices"),
        pytest.param(FRONT, [LETTER], COMMENTS, id="letter in the middle"),
        pytest.param(FRONT, [LETTER[:-3]], NUMBERED, id="letter cut off, the paper's numbering goes on"),
        pytest.param(FRONT, [MONITORING], AFTER, id="monitoring visit"),
        pytest.param(FRONT, [JTAI], AFTER, id="addressees and signatures in tables (Bradford 2017, pp. 1 and 17)"),
        pytest.param(FRONT, [ILACS], AFTER, id="inspection report under the authority's name (Bolton 2018, p. 1)"),
        pytest.param(FRONT, [ILACS[:-1]], AFTER, id="inspection report without its last page"),
        pytest.param(FRONT, [SEND], AFTER, id="area SEND report"),
        pytest.param(FRONT, [LETTER, ILACS], [], id="two documents"),
        pytest.param(
            [para(" ".join(["A covering note that says a few things."] * 5))], [LETTER], [], id="covering note"
        ),
    ],
)
def test_other_documents_are_parted_from_the_paper(
    front: list[Draft], inside: list[list[Draft]], after: list[Draft]
) -> None:
    document = paper(*front, *(d for part in inside for d in part), *after)
    own, others = split(document, document.blocks)
    at, want = len(front), []
    for part in inside:
        want.append(document.blocks[at : at + len(part)])
        at += len(part)
    assert [tuple(o) for o in others] == want
    assert tuple(own) == document.blocks[: len(front)] + document.blocks[at:]


@pytest.mark.parametrize(
    "drafts",
    [
        pytest.param(LETTER, id="a letter by itself"),
        pytest.param(JTAI, id="a joint letter by itself"),
        pytest.param(ILACS, id="an inspection report by itself"),
        pytest.param(FRONT, id="a paper by itself"),
        pytest.param(
            [
                *FRONT,
                head("Focused visit to Fenwick children's services"),
                para("Inspectors spent two days in the borough."),
                para("The letter begins: “This letter summarises the findings of a focused visit.”"),
            ],
            id="a paper with the visit as its heading",
        ),
        pytest.param(
            [
                *FRONT,
                para("Dear Councillor Ames"),
                head("Focused visit to Fenwick children's services"),
                para("I enclose the papers for our meeting on Tuesday."),
            ],
            id="a council's own letter about the visit",
        ),
        pytest.param(
            [*FRONT, quote("Dear Ms Brackenbury"), *(quote(d.lines[0].text) for d in LETTER[5:])], id="quoted"
        ),
        pytest.param(
            [
                *FRONT,
                num(3, "Inspection of Fenwick local authority children's services"),
                para("Inspection dates: 2 May"),
            ],
            id="listed as a background paper",
        ),
    ],
)
def test_what_is_whole_stays_whole(drafts: list[Draft]) -> None:
    document = paper(*drafts)
    own, others = split(document, document.blocks)
    assert not others
    assert tuple(own) == document.blocks
