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
# States that the record links to no other of the largest group stand on a ring around it.
RING = 1.2
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

    The more there is between two, the nearer they stand. Whoever is not linked to the largest group stands on a ring
    around it, in the order of codes, those of one group side by side.
    """
    graph = networkx.Graph()
    known = {pair: count for pair, count in counts.items() if pair[0] in states and pair[1] in states}
    graph.add_nodes_from(sorted({state for pair in known for state in pair}))
    graph.add_weighted_edges_from((one, other, math.log1p(count)) for (one, other), count in sorted(known.items()))
    # Groups without a link drift apart for ever, and leave the largest no room.
    groups = sorted(networkx.connected_components(graph), key=min)
    linked = sorted(max(groups, key=len, default=set()))
    found = networkx.spring_layout(_part(graph, linked), k=2 / math.sqrt(len(linked)), iterations=200, seed=SEED) if linked else {}
    places = _spread({state: (float(x), float(y)) for state, (x, y) in found.items()})
    first = {state: min(group) for group in groups for state in group}
    order = sorted(states, key=lambda state: (first.get(state, state), state))
    for number, state in enumerate(order):
        turn = 2 * math.pi * number / len(order)
        places.setdefault(state, (round(RING * math.cos(turn), 4), round(RING * math.sin(turn), 4)))
    return places


def _part(graph: networkx.Graph, states: Iterable[str]) -> networkx.Graph:
    """The part of a graph among some states, in their order: the layout depends on it."""
    part = networkx.Graph()
    part.add_nodes_from(states)
    part.add_weighted_edges_from((one, other, graph.edges[one, other]["weight"]) for one, other in sorted(graph.edges(part.nodes)))
    return part


def _spread(places: Mapping[str, Place]) -> dict[str, Place]:
    """The same directions and order from the middle out, over a disc in which each state has as much room: springs crowd the middle."""
    outward = sorted(places, key=lambda state: (math.hypot(*places[state]), state))
    spread = {}
    for rank, state in enumerate(outward):
        x, y = places[state]
        length = math.hypot(x, y) or 1.0
        radius = math.sqrt((rank + 0.5) / len(outward))
        spread[state] = (round(radius * x / length, 4), round(radius * y / length, 4))
    return spread


def betweenness(pairs: Iterable[Pair]) -> dict[str, float]:
    """For each state the share of shortest ways between two others that lead through it (Freeman 1977), steps alone counted."""
    graph = networkx.Graph()
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in pairs}))
    return {state: float(value) for state, value in networkx.betweenness_centrality(graph).items()}
