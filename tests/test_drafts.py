"""A draft that carries no form's words is a document of another kind, and its quotes are checked all the same."""

from pathlib import Path

import ofstedmine as om

LETTER = Path(__file__).parent.parent / "corpus" / "marlowbridge" / "2022-06-ilacs.pdf"
DRAFT = """Notes for Thursday

The inspectors said “Managers in the hub now set down why a contact is closed or passed to early help” (p. 2, para. 3).

- “Chronologies remain too uneven to be relied on.”
"""


def test_a_draft_of_no_known_form_is_verified() -> None:
    draft = om.mine(DRAFT.encode(), name="notes.md")
    assert draft.kind is om.Kind.OTHER
    checks = om.verify(draft, om.mine(LETTER))
    assert [(c.status, c.page_agrees) for c in checks] == [(om.Truth.VERBATIM, True), (om.Truth.ALTERED, None)]
