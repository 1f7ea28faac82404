"""Networks of states: where each stands, which lie between others, and a file that other programs open. The door to networkx."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import networkx

# The layout begins from the same random places each time.
SEED = 1
# States of which the record tells nothing stand on a ring around all others.
RING = 1.15
Pair = tuple[str, str]
Place = tuple[float, float]


@dataclass(frozen=True)
class Network:
    """States and what is between them: nodes with id, name, bloc, x, y and count; edges with one, other, count and score.

    An edge also has its mean score, how many of its things are cooperation, and their ids.
    """

    nodes: list[dict[str, Any]] = field(repr=False)
    edges: list[dict[str, Any]] = field(repr=False)

    def graphml(self) -> bytes:
        """The network as GraphML, undirected; the ids behind an edge are one text, split by "; "."""
        graph = networkx.Graph()
        for node in self.nodes:
            graph.add_node(node["id"], **{name: value for name, value in node.items() if name != "id" and value is not None})
        for edge in self.edges:
            values = {name: _flat(value) for name, value in edge.items() if name not in ("one", "other") and value is not None}
            graph.add_edge(edge["one"], edge["other"], **values)
        stream = io.BytesIO()
        networkx.write_graphml_xml(graph, stream, infer_numeric_types=True)
        return stream.getvalue()


def _flat(value: Any) -> Any:
    return "; ".join(value) if isinstance(value, list | tuple) else value


def place_states(counts: Mapping[Pair, int], states: Collection[str]) -> dict[str, Place]:
    """Where each state stands: a spring layout of all that the record tells, whatever period is looked at.

    The more there is between two, the nearer they stand. Those without anything between them and others stand on a
    ring, in the order of their codes.
    """
    graph = networkx.Graph()
    known = {pair: count for pair, count in counts.items() if pair[0] in states and pair[1] in states}
    graph.add_nodes_from(sorted({state for pair in known for state in pair}))
    graph.add_weighted_edges_from((one, other, math.log1p(count)) for (one, other), count in sorted(known.items()))
    found = networkx.spring_layout(graph, seed=SEED) if graph else {}
    places = {state: (round(float(x), 4), round(float(y), 4)) for state, (x, y) in found.items()}
    order = sorted(states)
    for number, state in enumerate(order):
        turn = 2 * math.pi * number / len(order)
        places.setdefault(state, (round(RING * math.cos(turn), 4), round(RING * math.sin(turn), 4)))
    return places


def betweenness(pairs: Iterable[Pair]) -> dict[str, float]:
    """For each state the share of shortest ways between two others that lead through it (Freeman 1977), steps alone counted."""
    graph = networkx.Graph()
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs}))
    return {state: float(value) for state, value in networkx.betweenness_centrality(graph).items()}
