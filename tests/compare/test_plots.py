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
    with om.Corpus(tmp_path / "none.db") as nothing:
        chart = TABLES[name](nothing).plot()
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


def test_figures_are_easy_to_read_on_every_grey(corpus: om.Corpus) -> None:
    """WCAG's contrast of words and ground, 4.5 or more."""
    axes = corpus.compare(["kind", "theme"]).plot().figure.axes[0]
    image = axes.images[0]
    for words in axes.texts:
        (x, y), light = words.get_position(), 1.0 if words.get_color() == "white" else 0.0
        ground = _luminance(image.cmap(image.norm(image.get_array()[int(y)][int(x)]))[0]) if words.get_text() else 1.0
        contrast = (max(ground, light) + 0.05) / (min(ground, light) + 0.05)
        assert contrast >= 4.5 or not words.get_text()


def _luminance(grey: float) -> float:
    return grey / 12.92 if grey <= 0.04045 else ((grey + 0.055) / 1.055) ** 2.4


def test_a_change_of_a_few_is_not_called_clear(corpus: om.Corpus) -> None:
    for row in corpus.compare.changes(kind=["ilacs", "sif", "monitoring_visit", "focused_visit"]).records:
        apart = row["change_low"] > 0 or row["change_high"] < 0
        assert row["clear"] is (apart and min(row["judged_before"], row["judged_after"]) >= 10)


def test_a_title_counts_the_authorities_that_its_numbers_are_of(corpus: om.Corpus) -> None:
    table = corpus.compare.matters(progress=False)
    followed = {m.raised_in.authority for m in table.about["matters"] if m.moments}
    assert f"{len(followed)} authorities: of " in table.plot().alt


def test_a_share_of_closed_stands_with_what_it_is_a_share_of(corpus: om.Corpus) -> None:
    table = corpus.compare(by="kind", of="closure", progress=False)
    shown = {words.get_text() for words in table.plot().figure.axes[0].texts}
    for row in table.records:
        if row["spoken_of"]:
            told = f"n = {row['followed']}; {row['closed']} of {row['spoken_of']}: {100 * row['closed_share']:.0f}% ["
            assert any(words.startswith(told) for words in shown)
