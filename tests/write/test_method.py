"""How far to trust a report is told in figures that the evaluation wrote."""

from __future__ import annotations

from ofstedmine.write.method import measured, method


def test_the_figures_are_those_that_the_evaluation_wrote():
    done, right = method()
    figures = measured()
    assert "ofstedmine" in done
    for name in ("status", "first evidence is one a reader cites"):
        assert f"{figures[name]['value']:.0%}" in right
    assert f"On {figures['status']['count']} recommendations" in right
