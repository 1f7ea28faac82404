"""A document's reading as terminal text: what was read marked in the text, and one row an event under it."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dragoman.model import Document
from dragoman.reading import words
from dragoman.reading.marks import Segment, paragraphs, safe

STYLES = {
    "boilerplate": "dim strike",
    "actor": "bold cyan",
    "source": "italic",
    "time": "underline",
    "place": "underline",
    "stance": "magenta",
    "cue": "italic yellow",
    "trigger": "bold reverse",
}
# Without colour the same marks are written as brackets.
BRACKETS = {"trigger": ("«", "»"), "actor": ("[", "]"), "cue": ("‹", "›"), "stance": ("~", "~")}
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _number(numbers: tuple[int, ...]) -> str:
    return ",".join(str(number) for number in numbers).translate(SUPERSCRIPT)


def _styled(parts: list[Segment]) -> Text:
    line = Text()
    for part in parts:
        style = " ".join(STYLES[kind] for kind in STYLES if kind in part.kinds)
        line.append(part.text, style)
        if part.begins:
            line.append(_number(part.begins), "bold yellow")
    return line


def _bracketed(parts: list[Segment]) -> Text:
    line = Text()
    open_kinds: list[str] = []
    for part in parts:
        wanted = [kind for kind in ("actor", "stance", "cue", "trigger") if kind in part.kinds]
        while open_kinds and any(kind not in wanted for kind in open_kinds):
            line.append(BRACKETS[open_kinds.pop()][1])
        for kind in wanted:
            if kind not in open_kinds:
                line.append(BRACKETS[kind][0])
                open_kinds.append(kind)
        line.append(part.text)
        if part.begins:
            line.append(_number(part.begins))
    while open_kinds:
        line.append(BRACKETS[open_kinds.pop()][1])
    return line


def _events(doc: Document) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("", "", "event", "who", "to whom", "when", "according to"):
        table.add_column(name, overflow="fold")
    for number, event in enumerate(doc.events or (), 1):
        detail = words.content(event)
        what = Text(words.kind(event), "bold")
        what.append(f"\n{words.status_words(event)}", "dim")
        if detail:
            what.append(f"\nof {detail}", "dim")
        if event.aggregate:
            count = event.aggregate["count"]
            what.append(f"\n{_count(count)} in all", "dim")
        table.add_row(
            str(number),
            words.sign(event),
            what,
            safe(words.side(event.actor)),
            safe(words.side(event.recipient)),
            words.when(event),
            safe(words.chain(event)),
        )
    return table


def _count(count: dict[str, float | None]) -> str:
    low, high = count["min"], count["max"]
    if low is not None and low == high:
        return f"{low:g}"
    return f"{low:g} or more" if high is None and low is not None else f"up to {high:g}"


def _stance(doc: Document) -> Table | None:
    by_actor: dict[str, list[str]] = {}
    for item in doc.stance or ():
        side = "+" if item.polarity > 0 else "−"
        holder = "author" if item.holder.kind == "author" else safe(doc.text[item.holder.start or 0 : item.holder.end or 0])
        for actor in item.actors:
            by_actor.setdefault(actor.name, []).append(f"{side} {safe(doc.text[item.start : item.end])} ({holder})")
    if not by_actor:
        return None
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("judged")
    table.add_column("words of judgement (whose)", overflow="fold")
    for name, said in by_actor.items():
        table.add_row(safe(name), "; ".join(dict.fromkeys(said)))
    return table


def _heading(doc: Document) -> str:
    known = [doc.genre.kind if doc.genre else "", doc.published.isoformat() if doc.published else "undated"]
    return safe(" · ".join(filter(None, [doc.article.path or doc.id, *known])))


def render(doc: Document, *, colour: bool) -> RenderableType:
    """What `dragoman read` prints of one document; without `colour` marks are brackets.

    Signs: ● actual ◐ ongoing ↻ habitual → future ? hypothetical ✕ negated, ≈ opinion, † historical.
    """
    parts: list[RenderableType] = [Rule(_heading(doc), align="left")]
    for is_title, segments in paragraphs(doc):
        line = _styled(segments) if colour else _bracketed(segments)
        if is_title:
            line.stylize("bold")
        parts += [line, ""]
    if doc.events:
        parts += [_events(doc), ""]
        seen = sorted({sign for event in doc.events for sign in words.sign(event)}, key=list(LEGEND).index)
        parts += [Text("  ".join(f"{sign} {LEGEND[sign]}" for sign in seen), "dim"), ""]
    else:
        parts += [Text("No event coded.", "dim"), ""]
    stance = _stance(doc)
    if stance is not None:
        parts += [stance, ""]
    if doc.set_aside:
        parts.append(Text(f"{len(doc.set_aside)} set aside; `dragoman explain` tells why.", "dim"))
    if any(when.relative and when.first is None for when in doc.times or ()) and doc.published is None:
        parts.append(Text("Undated: relative times stay relative; give --published YYYY-MM-DD.", "dim"))
    return Group(*parts)


LEGEND = {sign: word for word, sign in words.STATUS_SIGNS.items()} | {
    words.OPINION_SIGN: "opinion",
    words.HISTORICAL_SIGN: "historical",
}
