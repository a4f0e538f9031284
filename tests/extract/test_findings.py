"""Findings of passages: invented rows in the letters' shape, each rule with a row that must decline."""

import io

import numpy as np
import pytest

from ofstedmine.document import Document, Span
from ofstedmine.extract.classify import POLARITIES, Context, classify, load, model, probabilities
from ofstedmine.extract.features import clauses, reading
from ofstedmine.extract.findings import Passage, findings, is_finding
from ofstedmine.extract.quantity import change, extent, refers_back
from ofstedmine.lexicon import DEFAULT
from ofstedmine.model import Grade, Polarity, Theme


@pytest.mark.parametrize(
    ("text", "listing", "finds"),
    [
        ("Plans are clear.", None, True),
        ("Ensure that plans are clear and reviewed on time.", None, False),
        ("Improve the timeliness of visits.", None, False),
        ("Review the capacity of the team so that plans are timely.", None, False),
        ("Review meetings are timely and well attended.", None, True),
        ("Support for care leavers is strong.", None, True),
        ("Support the council of children so that it grows.", None, False),
        ("Work with schools to reduce exclusions.", None, False),
        ("Work with schools is effective.", None, True),
        ("Regularly audit the files of children in care.", None, False),
        ("Prior to closing cases, ensure that families are told.", None, False),
        ("Senior managers and partners should review the cases.", None, False),
        ("Children are not seen as often as they should be.", None, True),
        ("Secure attachments are made early.", None, True),
        ("Increase in demand is a strain on the team.", None, True),
        ("29.", None, False),
        ("Quality of practice", None, False),
        ("Care leavers 13.", None, False),
        ("the timeliness of visits when children are at risk", "improvements", False),
        ("Visits are late for some children.", "improvements", True),
        ("Strong leadership at all levels of the council", "strengths", True),
    ],
)
def test_what_asks_and_what_is_a_fragment_is_no_finding(text: str, listing: str | None, finds: bool) -> None:
    assert is_finding(reading(text), listing) is finds


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("All children have a plan.", "all"),
        ("Not all children have a plan.", "some"),
        ("Visits are consistently timely.", "all"),
        ("Visits are not consistently timely.", "some"),
        ("Most plans are clear.", "most"),
        ("The most vulnerable children are seen.", None),
        ("Almost all children are seen.", "most"),
        ("The vast majority of plans are clear.", "most"),
        ("Plans are generally clear.", "most"),
        ("Many children do well.", "some"),
        ("The team has worked here for many years.", None),
        ("Too many children wait.", "some"),
        ("Practice is variable.", "some"),
        ("A small number of children wait.", "few"),
        ("They wait for a few weeks.", None),
        ("Few children attend their reviews.", "few"),
        ("No children leave care early.", "none"),
        ("There is no doubt about it.", None),
        ("While some children wait, most plans are clear.", "most"),
        ("Visits are often late.", None),
        ("Consent is routinely sought.", None),
        ("Managers seen were all enthusiastic.", "all"),
        ("Boys account for 18% of all children living in the area.", None),
        ("Attendance at the panel is consistently high.", "all"),
        ("The town has consistently high numbers of referrals.", None),
    ],
)
def test_extent(text: str, many: str | None) -> None:
    assert extent(reading(text)) == many


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Timeliness has improved.", "improved"),
        ("Leaders have taken action to improve practice.", None),
        ("The team is reducing delays.", "improved"),
        ("The plan is to reduce delays.", None),
        ("Practice is increasingly effective.", "improved"),
        ("Needs are increasingly complex.", None),
        ("Fewer children now wait.", "improved"),
        ("Plans are now clear.", "improved"),
        ("Plans are now too long.", None),
        ("Oversight has deteriorated.", "declined"),
        ("Leaders want to deliver improved outcomes.", None),
        ("Recent changes have supported better planning.", "improved"),
        ("This is a significant improvement compared with the year before.", "improved"),
        ("This has not yet led to sustained improvements.", None),
        ("Children get better support than they used to.", "improved"),
    ],
)
def test_change(text: str, better: str | None) -> None:
    assert change(reading(text)) == better


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("Practice has improved since the last inspection.", True),
        ("At the focused visit in 2021, plans were late.", True),
        ("The service was judged to be good.", True),
        ("Numbers rose from three in 2013 to ten in 2015.", True),
        ("Inspectors visited two hubs.", False),
        ("A new board was set up in July 2015.", False),
        ("Social workers record their last visit.", False),
        ("The panel made 48 decisions last year.", False),
    ],
)
def test_refers_back(text: str, back: bool) -> None:
    assert refers_back(reading(text)) is back


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Assessments are thorough and timely.", "strength"),
        ("Children wait too long for help.", "weakness"),
        ("Plans are not always clear.", "weakness"),
        ("Most plans are clear, but some are too long.", "mixed"),
        ("At that time, 34 children were looked after.", "neutral"),
        ("Children who do not attend school are visited promptly.", "strength"),
        ("There is no waiting list.", "strength"),
    ],
)
def test_polarity(text: str, polarity: str) -> None:
    assert classify([text])[0].polarity == polarity


def test_clauses_set_aside_who_and_when() -> None:
    words = reading("When children do not attend, staff who are skilled visit but too late.").words
    cut = clauses(words)
    assert cut.turns == ["", "but"]
    assert not any(aside for word, aside in zip(words, cut.aside, strict=True) if word in ("staff", "late"))
    assert all(cut.aside[words.index(word)] for word in ("not", "skilled"))


def document(*blocks: str) -> tuple[Document, list[Span]]:
    text, spans = "\n".join(blocks), []
    at = 0
    for block in blocks:
        spans.append(Span(at, at + len(block)))
        at += len(block) + 1
    return Document("letter", text), spans


def test_findings_are_slices_in_reading_order() -> None:
    letter, spans = document(
        "Assessments are thorough. However, some plans are too long. Ensure that they are shorter.",
        "Visits to children in care are regular and purposeful.",
    )
    told = findings(letter, [Passage(spans[0], "Help: good", Grade.GOOD, 1), Passage(spans[1], "Care", None, 2)])
    assert [f.id for f in told] == ["F1", "F2", "F3"]
    assert all(letter.slice(f.span) == f.text for f in told)
    assert [f.polarity for f in told] == [Polarity.STRENGTH, Polarity.WEAKNESS, Polarity.STRENGTH]
    assert [f.paragraph for f in told] == [1, 1, 2]
    assert told[1].cue is not None
    assert told[1].cue.startswith("weakness.")


def test_nothing_in_nothing_out() -> None:
    letter, spans = document("29.")
    assert findings(letter, [Passage(spans[0])]) == ()
    assert classify([]) == []
    assert probabilities([]).shape == (0, len(POLARITIES))


def test_probabilities_sum_to_one() -> None:
    shares = probabilities(["Plans are clear.", "", "Children wait too long."])
    assert shares.shape == (3, 4)
    assert np.allclose(shares.sum(axis=1), 1)


def test_a_sentence_is_told_alike_alone_and_in_a_batch() -> None:
    texts = ["Plans are clear.", "Children wait too long.", "Visits are regular."]
    assert [v.polarity for v in classify(texts)] == [classify([t])[0].polarity for t in texts]


def test_the_fast_sum_is_the_slow_sum() -> None:
    learned = model()
    names = [["plans", "clear", "plans", "no such word"], [], ["@weakness"]]
    slow = [learned.bias + sum(learned.weights[learned.rows[n]] for n in set(x) if n in learned.rows) for x in names]
    assert np.allclose(learned.scores(names), np.array(slow), atol=1e-4)


def test_a_model_that_could_run_code_is_refused() -> None:
    data = io.BytesIO()
    np.savez(data, names=np.array([object()], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load(data.getvalue())


def test_where_a_sentence_stands_counts() -> None:
    follows = [Context("Care leavers: good", "good"), Context("Care leavers: good", "good", None, True)]
    told = classify(
        ["Care leavers’ pathway plans are late.", "This makes it hard for them to prepare."], context=follows
    )
    assert "care_leavers" in told[1].themes
    assert told[1].polarity == Polarity.WEAKNESS


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Work in the pre-proceedings stage of the public law outline is timely.", True),
        ("The PLO is used well, and letters before proceedings are clear.", True),
        ("PLO tracking of plans, assessments, supervision and audits by managers of social workers is weak.", True),
        ("Adoption proceedings take too long.", False),
    ],
)
def test_a_theme_too_rare_to_be_learnt_is_given_where_its_words_stand(text: str, *, named: bool) -> None:
    (told,) = classify([text])
    assert ("pre_proceedings" in told.themes) is named
    assert len(set(told.themes)) == len(told.themes) <= 3


def test_words_are_read_once() -> None:
    assert DEFAULT.cues is DEFAULT.cues


def test_the_model_has_a_column_a_theme() -> None:
    """A new theme is learnt before it is told: CONTRIBUTING.md."""
    assert len(model().bias) == 2 * len(Polarity) + len(Theme)
