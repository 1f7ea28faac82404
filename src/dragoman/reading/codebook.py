"""The codebook as text: the list of types, and the page of one."""

from __future__ import annotations

import textwrap

from dragoman.knowledge import Ontology
from dragoman.knowledge.schemas import EventType

WIDTH = 96


def _wrap(text: str, indent: str = "") -> str:
    return textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=" " * len(indent))


def overview(book: Ontology) -> str:
    """All types by quad class, with score and number of modes."""
    lines = []
    for quad in book.quads.values():
        lines += ["", f"{quad.id}  {quad.name}"]
        lines += [
            f"   {row.id:<10} {row.score:>5g}  {', '.join(mode.id for mode in row.mode)}"
            for row in book.types.values()
            if row.quad == quad.id
        ]
    return "\n".join(lines).strip("\n")


def type_page(book: Ontology, row: EventType) -> str:
    """One type: definition, boundaries, rulings with their sentences, modes, scores, CAMEO codes both ways."""
    recipient = "needs a recipient" if row.recipient_required else "a recipient may be missing"
    parts = [
        f"{row.id}  {row.name}",
        f"quad {row.quad} ({book.quads[row.quad].name}) · score {row.score:g} · {recipient}",
        "",
        _wrap(row.definition),
    ]
    if row.boundaries:
        parts += ["", "Boundaries", *(_wrap(text, "  · ") for text in row.boundaries)]
    if row.rulings:
        parts += ["", "Rulings"]
        for ruling in row.rulings:
            parts.append(_wrap(ruling.text, "  · "))
            if ruling.example:
                parts.append(_wrap(f"“{ruling.example}”", "    "))
    if row.mode:
        parts += ["", "Modes"]
        for mode in row.mode:
            score = "none printed" if mode.score is None else f"{mode.score:g}"
            parts.append(_wrap(f"{mode.id} ({score}): {mode.definition}", "  · "))
    codes = [f"{code.code} {code.label}" for code in book.cameo.values() if code.type == row.id]
    parts += ["", "CAMEO codes that fall here", _wrap("; ".join(codes) or "none", "  ")]
    back = [f"{way.mode or row.id} → {way.cameo}" for way in book.ways if way.type == row.id and way.rank == 1]
    parts += ["", "First way back to CAMEO", _wrap("; ".join(back), "  ")]
    return "\n".join(parts)
