"""The graph of a follow-up: every node and edge by name, and that it can be written."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import networkx
from invented import CARE, letter

import ofstedmine as om
from ofstedmine.model import Action

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


def test_it_can_be_written() -> None:
    graph = _found().graph
    out = io.BytesIO()
    networkx.write_graphml(graph, out)
    again = networkx.read_graphml(io.BytesIO(out.getvalue()), force_multigraph=True)
    assert set(again.nodes) == set(graph.nodes)
    assert again.number_of_edges() == graph.number_of_edges()
    json.dumps(networkx.node_link_data(graph, edges="edges"))


def test_attributes_are_plain() -> None:
    graph = _found().graph
    for _, attributes in graph.nodes(data=True):
        assert all(isinstance(v, str | int | float) for v in attributes.values())
