"""The door to Word documents: their paragraphs in, and paragraphs with footnotes out. python-docx stays behind it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, BinaryIO

from dragoman.formats.archive import write_archive
from dragoman.model.brief import Paragraph

# Letters that XML cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# The same paragraphs give the same bytes: no day of writing is kept.
NO_DAY = datetime(2000, 1, 1)
STYLES = {"title": "Title", "heading": "Heading 1", "item": "List Bullet", "under": "List Bullet 2"}


@dataclass(frozen=True, slots=True)
class WordText:
    """What a Word document holds: each paragraph with its style, and what it says of itself."""

    paragraphs: tuple[tuple[str, str], ...]
    title: str
    author: str
    created: datetime | None


def read_paragraphs(raw: bytes) -> WordText:
    """The paragraphs of a Word document; a broken one raises whatever its parts are broken by."""
    from docx import Document  # heavy: only for Word

    document = Document(BytesIO(raw))
    paragraphs = tuple((each.style.name or "" if each.style else "", each.text) for each in document.paragraphs)
    known = document.core_properties
    return WordText(paragraphs, known.title, known.author, known.created)


def write_paragraphs(paragraphs: Iterable[Paragraph], stream: BinaryIO) -> None:
    """Write paragraphs as a Word document: numbers set high lead to the notes at its end."""
    from docx import Document

    document = Document()
    document.core_properties.author = "dragoman"
    document.core_properties.comments = ""
    document.core_properties.created = document.core_properties.modified = NO_DAY
    for each in paragraphs:
        text = UNWRITABLE.sub("", each.text)
        if each.kind == "title":
            document.core_properties.title = text[:255]
        made = document.add_paragraph(style=STYLES.get(each.kind, "Normal"))
        if each.number:
            _marked(made, each.number)
            text = f"[{each.number}] {text}" + (f" {each.url}" if each.url else "")
        made.add_run(text)
        for number in each.refs:
            _linked(made, number)
    held = BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as archive:
        write_archive({name: archive.read(name) for name in archive.namelist()}, stream)


def _linked(paragraph: Any, number: int) -> None:
    """A number set high that leads to its note."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(f"[{number}]")
    run.font.superscript = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), f"note{number}")
    link.append(run._r)
    paragraph._p.append(link)


def _marked(paragraph: Any, number: int) -> None:
    """The place in the document that a number leads to."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(kind)
        mark.set(qn("w:id"), str(number))
        if kind == "w:bookmarkStart":
            mark.set(qn("w:name"), f"note{number}")
        paragraph._p.append(mark)
