"""A brief as it is set: paragraphs with footnotes for any medium, as Markdown, and as one page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.model.brief import Brief, Line, Note, Paragraph
from dragoman.reading.marks import safe
from dragoman.reading.page import fill

# What Markdown or the HTML in it would take for a sign of its own.
SIGNS = re.compile(r"([\\`*_\[\]<>#|~&!$^])")
# An address that may become a link: of the web, and without a letter that could end it.
ADDRESS = re.compile(r"https?://[^\s<>\"'()\[\]`\\]+")
FOOT = "Each number leads to the exact words that the sentence rests on. Origins are texts independent of each other; copies of one text are one origin."


def paragraphs_of(brief: Brief) -> Iterator[Paragraph]:
    """The brief from its title to its last footnote."""
    numbers = brief.notes()

    def refs(line: Line) -> tuple[int, ...]:
        return tuple(dict.fromkeys(numbers[note.place][0] for note in line.notes))

    def lines(found: tuple[Line, ...]) -> Iterator[Paragraph]:
        for line in found:
            yield Paragraph("item", safe(line.text), refs(line))
            for under in line.under:
                yield Paragraph("under", safe(under.text), refs(under))

    yield Paragraph("title", safe(brief.title))
    for text in (*brief.counts, *brief.coverage):
        yield Paragraph("text", safe(text))
    if brief.way:
        yield Paragraph("heading", "Which way it goes")
        yield Paragraph("text", safe(brief.way))
        yield from lines(brief.moved_by)
    for section in brief.sections:
        yield Paragraph("heading", section.title)
        yield from lines(section.lines)
        if not section.lines:
            yield Paragraph("text", section.nothing)
    yield Paragraph("heading", "Notes")
    yield Paragraph("text", FOOT)
    for number, note in numbers.values():
        yield Paragraph("note", safe(cited(note)), (), number, note.url if ADDRESS.fullmatch(note.url) else "")
    yield Paragraph("text", f"Written by {brief.coder}.")


def cited(note: Note) -> str:
    """A note's words and where they stand: outlet, day, title, article, and what they were read by."""
    words = (
        f"“{' '.join(note.words.split())}”"
        if note.words
        else f"words not kept here: characters {note.span[0]} to {note.span[1]}"
        if note.span
        else ""
    )
    title = f"“{' '.join(note.title.split())}”" if note.title and note.title != note.words else ""
    known = [
        note.publisher,
        note.published.isoformat() if note.published else "undated",
        title,
        note.article_id,
        " ".join(filter(None, (note.event_id, note.by))),
    ]
    also = f" Carried also by {', '.join(note.also)}." if note.also else ""
    return f"{words} {', '.join(filter(None, known))}.{also}"


def brief_markdown(brief: Brief) -> str:
    """The brief as Markdown with footnotes; nothing of an article can become a sign or a tag."""
    parts = []
    for each in paragraphs_of(brief):
        text = SIGNS.sub(r"\\\1", each.text) + "".join(f"[^{number}]" for number in each.refs)
        link = f" <{each.url}>" if each.url else ""
        parts.append(
            {
                "title": f"# {text}\n",
                "heading": f"\n## {text}\n",
                "item": f"- {text}",
                "under": f"  - {text}",
                "note": f"[^{each.number}]: {text}{link}\n",
            }.get(each.kind, f"{text}\n")
        )
    return "\n".join(parts)


def brief_page(brief: Brief) -> str:
    """The brief as one page that opens without network and without script, and prints."""
    return fill("brief.html", ("page.css", "brief.css"), **brief_parts(brief))


def brief_parts(brief: Brief) -> dict[str, Any]:
    """What a page of the brief is filled with: its lines with the numbers of their footnotes, and the footnotes; all of it safe to show."""
    numbers = brief.notes()
    first: dict[int, str] = {}

    def line(found: Line) -> dict[str, Any]:
        refs = []
        for number in dict.fromkeys(numbers[note.place][0] for note in found.notes):
            anchor = "" if number in first else f"r{number}"
            first.setdefault(number, anchor)
            refs.append({"number": number, "anchor": anchor})
        return {"text": safe(found.text), "refs": refs, "under": [line(under) for under in found.under]}

    def note(number: int, found: Note) -> dict[str, Any]:
        return {
            "number": number,
            "words": safe(" ".join(found.words.split())),
            "span": found.span,
            "publisher": safe(found.publisher),
            "published": found.published.isoformat() if found.published else "undated",
            "title": safe(" ".join(found.title.split())) if found.title != found.words else "",
            "url": found.url if ADDRESS.fullmatch(found.url) else "",
            "source": safe(" ".join(filter(None, (found.article_id, found.event_id, found.by)))),
            "also": safe(", ".join(found.also)),
        }

    moved = [line(each) for each in brief.moved_by]
    sections = [
        {"title": each.title, "lines": [line(one) for one in each.lines], "nothing": each.nothing} for each in brief.sections
    ]
    return {
        "title": safe(brief.title),
        "counts": [safe(text) for text in brief.counts],
        "coverage": [safe(text) for text in brief.coverage],
        "way": safe(brief.way),
        "moved": moved,
        "sections": sections,
        "notes": [note(*found) for found in numbers.values()],
        "foot": FOOT,
    }
