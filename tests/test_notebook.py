"""What a notebook shows: texts with their places, and no markup but its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import html
from reports import FOLLOW_UP, LETTER, evidence

from ofstedmine.model import Stance, Status, Theme


def test_a_follow_up_is_a_table_of_what_became_of_each() -> None:
    table = html.fragment_fromstring(FOLLOW_UP._repr_html_())
    rows = [[cell.text_content() for cell in row] for row in table.iter("tr")]
    assert rows[0] == ["Recommendation", "Status", "Best evidence"]
    assert [row[1] for row in rows[1:]] == ["✓ closed", "◐ partly closed", "✗ open", "– not addressed"]
    assert rows[1][2] == (
        "“Visits to children who live with kinship carers are now timely.” (Ofsted, 2023, p. 2, para. 8)"
    )


def test_the_nearest_passage_is_no_evidence() -> None:
    line = replace(FOLLOW_UP.closures[3], status=Status.NOT_ADDRESSED, evidence=(evidence("Near.", Stance.CONTEXT),))
    assert "Near." not in replace(FOLLOW_UP, closures=(line,))._repr_html_()


def test_a_finding_and_evidence_tell_their_places() -> None:
    said = html.fragment_fromstring(replace(LETTER.findings[0], themes=(Theme.EARLY_HELP,))._repr_html_())
    assert [part.text_content() for part in said] == ["Visits are timely.", "strength · early help · p. 2, para. 8"]
    said = html.fragment_fromstring(evidence("Visits are timely.")._repr_html_())
    assert said[1].text_content() == "(Ofsted, 2023, p. 2, para. 8) · ✓ shows it closed"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "</td></tr><img src=x onerror=alert(1)>", "a & b < c"])
def test_text_stays_text(text: str) -> None:
    line = replace(FOLLOW_UP.closures[0], evidence=(evidence(text),))
    line = replace(line, recommendation=replace(line.recommendation, text=text))
    shown = replace(FOLLOW_UP, closures=(line,)), replace(LETTER.findings[0], text=text), evidence(text)
    for thing in shown:
        page = html.fragment_fromstring(thing._repr_html_())
        assert not list(page.iter("script", "img"))
        assert text in page.text_content()
