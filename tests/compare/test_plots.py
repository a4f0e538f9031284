"""Pictures: every table has one, nothing is cut off, and the same table gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import matplotlib
import pytest
from test_shares import TABLES

import ofstedmine as om
from ofstedmine.compare import Chart


def inside(chart: Chart) -> None:
    """All that is drawn lies within the sheet, whose room for the plot is not all taken by words."""
    figure = chart.figure
    figure.canvas.draw()
    drawn, (wide, high) = figure.get_tightbbox(), figure.get_size_inches()
    assert min(drawn.x0, drawn.y0, wide - drawn.x1, high - drawn.y1) > -0.02, drawn
    assert wide <= 13  # inches: a page across
    (axes, *_) = figure.axes
    assert axes.get_position().width > 0.25


@pytest.mark.parametrize("name", TABLES)
def test_nothing_is_cut_off(corpus: om.Corpus, name: str) -> None:
    chart = TABLES[name](corpus).plot()
    inside(chart)
    assert (" letters, inspected " in chart.alt) is ("nothing to show" not in chart.alt)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_says_so(tmp_path: Path, name: str) -> None:
    chart = TABLES[name](om.Corpus(tmp_path / "none.db")).plot()
    inside(chart)
    assert "nothing to show" in chart.alt


def test_saved_in_each_form_with_the_same_bytes(corpus: om.Corpus, tmp_path: Path) -> None:
    table = corpus.compare()
    for ending, begin in ((".png", b"\x89PNG"), (".svg", b"<?xml"), (".pdf", b"%PDF")):
        one, other = (table.plot().save(tmp_path / f"{n}{ending}").read_bytes() for n in "ab")
        assert one.startswith(begin)
        assert one == other
    assert ElementTree.parse(tmp_path / "a.svg").getroot().tag.endswith("svg")
    with pytest.raises(om.OutputError, match=r"name that ends in \.png, \.svg or \.pdf"):
        table.plot().save(tmp_path / "a.jpg")
    with pytest.raises(om.OutputError, match="it is there already"):
        table.plot().save(tmp_path / "a.png")


def test_the_users_settings_and_pyplot_are_left_alone(corpus: om.Corpus) -> None:
    import matplotlib._pylab_helpers as open_figures

    before = dict(matplotlib.rcParams)
    first = corpus.compare().plot().png
    assert dict(matplotlib.rcParams) == before
    assert not open_figures.Gcf.figs
    with matplotlib.rc_context({"font.size": 30, "axes.facecolor": "red"}):
        assert corpus.compare().plot().svg == corpus.compare().plot().svg
    assert first.startswith(b"\x89PNG")


def test_a_letters_words_are_no_formula_to_the_picture(corpus: om.Corpus) -> None:
    table = corpus.compare.phrases(least=2)
    frame = table.frame.copy()
    frame.loc[0, "sentence"] = r"Costs of $5m_{x}^ and $\frac{1}{0}$ \undefined"
    inside(replace(table, frame=frame).plot())
