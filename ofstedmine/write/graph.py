"""The graph of a follow-up as a file: GraphML for Gephi, yEd, Cytoscape and R, or node-link JSON for scripts."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

from ..model import FollowUp
from .safely import safely, target

ENDINGS = (".graphml", ".json")


def graphml(found: FollowUp) -> bytes:
    """The graph as GraphML, the same bytes each time; each edge has an id of its own, and its kind as an attribute."""
    import networkx

    plain = found.graph
    numbered: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    numbered.add_nodes_from(plain.nodes(data=True))
    for number, (one, other, attributes) in enumerate(plain.edges(data=True), 1):
        numbered.add_edge(one, other, key=f"e{number}", **attributes)  # Gephi drops an edge whose id came before
    out = io.BytesIO()
    # the writer that needs no lxml sorts nothing and keeps the order that it is given
    networkx.write_graphml_xml(numbered, out, named_key_ids=False)
    return out.getvalue()


def node_link(found: FollowUp) -> str:
    """The graph as networkx's node-link JSON (`networkx.node_link_graph(json.loads(text), edges="edges")`)."""
    import networkx

    data = networkx.node_link_data(found.graph, edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def save(found: FollowUp, path: str | os.PathLike[str], *, force: bool = False) -> Path:
    """Write the graph to a file, in the form that the name's ending says: .graphml or .json.

    Raises `OutputError` where a file stands there and `force` is not given, where the ending is another, or where it
    cannot be written; then no half file is left.
    """
    wanted = target(path, force=force, endings=ENDINGS)
    return safely(path, graphml(found) if wanted.suffix.lower() == ".graphml" else node_link(found), force=force)
