"""Write events as a GraphML network: actors are nodes, and each pair of an event is an edge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from dragoman.formats.pairs import pairs_of
from dragoman.formats.writing import Context, Tally, day_of
from dragoman.model.report import Report

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
# Letters that XML cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
NODE = {"name": "string", "country": "string", "country_name": "string", "sector": "string"}
EDGE = {
    "event": "string",
    "document": "string",
    "incident": "string",
    "day": "string",
    "event_type": "string",
    "mode": "string",
    "quad": "int",
    "score": "double",
    "cameo": "string",
    "status": "string",
    "historical": "boolean",
    "voice": "string",
    "happened": "boolean",
    "rule": "string",
    "weight": "double",
}
ALONE = "one side only: an edge has two ends"
LOSSES = (
    "Lists become pairs; a meeting or agreement of several is one undirected edge for each two of them.",
    "An event with one side only has no edge and is left out; so is two-sided fighting told without a target.",
    "An actor with neither name nor country (“soldiers”) is a node of its event alone.",
    "An interval is its first day; place, attribution, quantities, spans and words are lost.",
)


def _node(party: Mapping[str, Any], context: Context) -> dict[str, Any]:
    return {
        "name": context.label(party),
        "country": party["country"],
        "country_name": context.country_name(party["country"]),
        "sector": ",".join(party["sector"]),
    }


def _edge(report: Report, weight: float | None) -> dict[str, Any]:
    event, day = report.event, day_of(report)
    return {
        "event": event["id"],
        "document": event["document_id"],
        "incident": report.incident,
        "day": day.isoformat() if day else "",
        "mode": "; ".join(event["mode"]),
        "weight": weight,
        **{
            name: event[name]
            for name in ("event_type", "quad", "score", "cameo", "status", "historical", "voice", "happened", "rule")
        },
    }


def write_graphml(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write nodes in the order they are first met, then edges in the order of events; weights where asked for."""
    tally = Tally()
    nodes: dict[str, dict[str, Any]] = {}
    edges: list[tuple[str, str, bool, dict[str, Any]]] = []
    for report in reports:
        pairs = [(pair.actor, pair.recipient, pair) for pair in pairs_of(report.event, both_ways=False)]
        whole = [(one, other, pair) for one, other, pair in pairs if one is not None and other is not None]
        if not whole:
            tally.left_out[ALONE] += 1
        for one, other, pair in whole:
            ends = [party["id"] if context.is_known(party) else f"{party['id']}@{report.event['id']}" for party in (one, other)]
            for end, party in zip(ends, (one, other), strict=True):
                nodes.setdefault(end, _node(party, context))
            weight = round(pair.weight, 6) if context.weights else None
            edges.append((ends[0], ends[1], pair.directed, _edge(report, weight)))
    _write(XMLGenerator(stream, "UTF-8", short_empty_elements=True), nodes, edges)
    tally.rows = len(edges)
    return tally


def _write(
    xml: XMLGenerator, nodes: Mapping[str, Mapping[str, Any]], edges: Iterable[tuple[str, str, bool, Mapping[str, Any]]]
) -> None:
    def start(name: str, attributes: dict[str, str]) -> None:
        xml.startElement(name, AttributesImpl(attributes))

    def data(prefix: str, values: Mapping[str, Any]) -> None:
        for name, value in values.items():
            if value is None or value == "":
                continue
            start("data", {"key": f"{prefix}_{name}"})
            xml.characters(str(value).lower() if isinstance(value, bool) else UNWRITABLE.sub("", str(value)))
            xml.endElement("data")
        xml.ignorableWhitespace("\n")

    xml.startDocument()
    start("graphml", {"xmlns": NAMESPACE})
    xml.ignorableWhitespace("\n")
    for kind, keys in (("node", NODE), ("edge", EDGE)):
        for name, type_ in keys.items():
            start("key", {"id": f"{kind}_{name}", "for": kind, "attr.name": name, "attr.type": type_})
            xml.endElement("key")
            xml.ignorableWhitespace("\n")
    start("graph", {"id": "events", "edgedefault": "directed"})
    xml.ignorableWhitespace("\n")
    for id, values in nodes.items():
        start("node", {"id": UNWRITABLE.sub("", id)})
        data("node", values)
        xml.endElement("node")
        xml.ignorableWhitespace("\n")
    for place, (one, other, directed, values) in enumerate(edges):
        ends = {"id": f"e{place}", "source": UNWRITABLE.sub("", one), "target": UNWRITABLE.sub("", other)}
        start("edge", ends if directed else {**ends, "directed": "false"})
        data("edge", values)
        xml.endElement("edge")
        xml.ignorableWhitespace("\n")
    xml.endElement("graph")
    xml.endElement("graphml")
    xml.ignorableWhitespace("\n")
    xml.endDocument()
