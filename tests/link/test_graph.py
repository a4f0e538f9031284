"""The graph of a follow-up: every node and edge by name, and that it can be written."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import networkx
import pytest
from invented import CARE, letter

import ofstedmine as om
from ofstedmine.model import Action
from ofstedmine.write.graph import save

ASKED = "The timeliness of personal education plans."
BEFORE = letter(asked=[ASKED], day=date(2021, 1, 5), name="before.pdf")
AFTER = letter(
    [(CARE, "Personal education plans are poor and many are late.")], ["The timeliness of personal education plans."]
)


def _found() -> om.FollowUp:
    found = om.follow_up(BEFORE, AFTER)
    action = Action("The virtual school will write to schools.", "Head", "2021-09", "C1", 4, 2)
    return replace(found, closures=tuple(replace(c, actions=(action,)) for c in found))


def test_nodes_and_edges() -> None:
    graph = _found().graph
    kinds = {kind for _, kind in graph.nodes(data="kind")}
    assert kinds == {"letter", "recommendation", "finding", "action"}
    assert {kind for *_, kind in graph.edges(data="kind")} >= {"raised_in", "answered_by", "still_open", "recurs_as"}
    assert graph.has_edge("2021-01-05 ilacs/R1", "2021-01-05 ilacs", key="raised_in")
    assert graph.has_edge("2021-01-05 ilacs/R1", "2024-03-01 ilacs/R1", key="recurs_as")


def test_a_graph_comes_back_from_both_files(tmp_path: Path) -> None:
    found = _found()
    graph = found.graph
    xml = networkx.read_graphml(save(found, tmp_path / "a.graphml"), force_multigraph=True)
    data = json.loads(save(found, tmp_path / "a.JSON").read_text("utf-8"))
    link = networkx.node_link_graph(data, edges="edges")
    for again in (xml, link):
        assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
        assert _edges(again) == _edges(graph)
    assert len({key for *_, key in xml.edges(keys=True)}) == graph.number_of_edges()  # an id of its own for each


def _edges(graph: networkx.MultiDiGraph) -> list[tuple[str, str, list[tuple[str, object]]]]:
    # an id of the file is no attribute
    rows = ((u, v, sorted((k, w) for k, w in d.items() if k != "id")) for u, v, d in graph.edges(data=True))
    return sorted(rows, key=str)


def test_networkx_writes_it_as_it_is() -> None:
    out = io.BytesIO()
    networkx.write_graphml(_found().graph, out)
    assert networkx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True).number_of_nodes() > 3


@pytest.mark.parametrize("odd", ["\x02", "\x00", "\ud800", "\uffff", "<b>&amp;]]>", "“é” 👍"])
def test_no_text_breaks_the_file(odd: str, tmp_path: Path) -> None:
    found = _found()
    action = Action(f"Write {odd} to schools.", None, None, None, None, None)
    odd_one = replace(found, closures=tuple(replace(c, actions=(action,)) for c in found))
    xml = networkx.read_graphml(save(odd_one, tmp_path / "a.graphml"), force_multigraph=True)
    link = json.loads(save(odd_one, tmp_path / "a.json").read_text("utf-8"))
    texts = [d["text"] for _, d in xml.nodes(data=True) if d["kind"] == "action"]
    assert texts == [n["text"] for n in link["nodes"] if n["kind"] == "action"]
    assert texts == [f"Write {odd if len(odd) > 1 else chr(0xFFFD)} to schools."]


def test_the_bytes_are_the_same_each_time() -> None:
    code = (
        "import sys; sys.path[:0] = [sys.argv[1]]; from test_graph import _found; from ofstedmine.write.graph import *;"
        "f = _found(); sys.stdout.buffer.write(graphml(f) + node_link(f).encode())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code, str(Path(__file__).parent)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(runs) == 1


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text("mine")
    with pytest.raises(om.OfstedmineError, match="there already"):
        save(_found(), path)
    with pytest.raises(om.OfstedmineError, match=r"\.graphml or \.json"):
        save(_found(), tmp_path / "a.gexf")
    assert path.read_text() == "mine"
    assert save(_found(), path, force=True).read_text() != "mine"


def test_a_matter_that_is_not_addressed_has_no_findings() -> None:
    found = _found()
    silent = replace(found, closures=tuple(replace(c, status=om.Status.NOT_ADDRESSED) for c in found))
    assert {"closes", "progress", "still_open"}.isdisjoint(kind for *_, kind in silent.graph.edges(data="kind"))


def test_a_history_has_each_letter_once_and_the_way_of_each_matter() -> None:
    last = letter([(CARE, "Personal education plans are prompt and good.")], day=date(2025, 5, 1), name="last.pdf")
    graph = om.history([BEFORE, AFTER, last]).graph
    assert [n for n, kind in graph.nodes(data="kind") if kind == "letter"] == [
        "2021-01-05 ilacs",
        "2024-03-01 ilacs",
        "2025-05-01 ilacs",
    ]
    assert graph.nodes["2021-01-05 ilacs/R1"]["chain"].startswith("raised 2021, open 2024")


def test_attributes_are_plain() -> None:
    graph = _found().graph
    for _, attributes in (*graph.nodes(data=True), *((u, d) for u, _, d in graph.edges(data=True))):
        assert all(isinstance(v, str | int | float) for v in attributes.values())
