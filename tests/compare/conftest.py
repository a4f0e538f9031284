"""A corpus of the samples and a few small letters, mined once for all tests that compare."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from samples import LETTERS, letter

import ofstedmine as om

SAID = (
    "Supervision is regular and reflective, and workers value it.",
    "Caseloads remain too high, and plans drift.",
    "Strategy meetings are late for some children.",
    "Personal advisers keep in touch with care leavers well.",
    "Managers do not challenge poor records.",
    "Assessments are thorough and timely.",
)


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[om.Corpus]:
    folder: Path = tmp_path_factory.mktemp("compare")
    for i, place in enumerate(("Leeds", "Bradford", "Bolton", "Hackney")):  # invented letters to places with a region
        (folder / f"{i}.md").write_text(letter(i, *SAID[: i + 3], place=place), "utf-8")
    with om.Corpus(folder / "letters.db") as made:
        made.add([*LETTERS, folder], progress=False)
        yield made
