"""The corpus through the package's own face."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ofstedmine as om
from ofstedmine import store


def test_the_face_names_all_of_the_store() -> None:
    assert set(store.__all__) <= set(om.__all__)
    assert all(getattr(om, name) is getattr(store, name) for name in store.__all__)
    with pytest.raises(AttributeError, match="no attribute 'Corpuss'"):
        om.Corpuss  # noqa: B018 - the question is the test


def test_no_database_is_loaded_for_one_letter() -> None:
    ask = "import ofstedmine, sys; print([m for m in ('sqlite3', 'multiprocessing') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout
    assert told == "[]\n"
