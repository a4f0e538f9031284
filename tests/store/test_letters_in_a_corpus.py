"""Published letters, through a corpus and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import LETTERS, beside
from samples import differing

import ofstedmine as om


@pytest.mark.letters
@beside
def test_published_letters_come_back_as_they_were_mined(tmp_path: Path) -> None:
    letters = sorted(LETTERS.resolve().glob("*/*.pdf"))[::8]
    assert len(letters) > 30
    with om.Corpus(tmp_path / "letters.db") as corpus:
        added = corpus.add(letters, progress=False)
        assert added.new + len(added.unreadable) == len(letters)
        told = {u.path for u in added.unreadable}
        for path in letters:
            if path not in told:
                assert differing(corpus[path], om.mine(path)) is None, path.name
        assert corpus.check() == ()
        text = sum(len(r.document.text.encode()) for r in corpus)
    assert (tmp_path / "letters.db").stat().st_size < 6 * text
