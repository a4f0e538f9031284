"""A few hundred broken files of the thousands: `python tests/fuzz/fuzz.py` runs them all."""

from __future__ import annotations

from importlib import import_module

import pytest

pytestmark = pytest.mark.fuzz
pytest.importorskip("pikepdf", reason="pip install 'ofstedmine[fuzz]'")
cases, trials = (import_module(name) for name in ("cases", "trials"))  # which need it


def test_broken_files_break_nothing() -> None:
    wrong = [outcome for outcome in trials.run(range(0, 1200, 2), jobs=2) if outcome.verdict == "wrong"]
    assert not wrong, "\n".join(f"{o.case.name} ({', '.join(o.case.ways)}): {o.told}" for o in wrong)


@pytest.mark.parametrize("number", range(0, 60, 4))
def test_a_number_is_always_the_same_case(number: int) -> None:
    assert cases.made(number) == cases.made(number)


def test_a_fault_of_the_library_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> None:
        raise IndexError("no such row")

    monkeypatch.setattr("ofstedmine.api.mine", fails)
    monkeypatch.setattr("ofstedmine.mine", fails)
    verdict, told, _ = trials.work(b"Plans are timely.", "a.txt")
    assert verdict == "wrong"
    assert "IndexError: no such row" in str(told)
