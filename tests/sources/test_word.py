"""A Word document is read paragraph by paragraph; what it says of itself is taken where it is sensible."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from sources.build import GOOD, read

from dragoman.sources import read_limits


def word(path: Path, *paragraphs: tuple[str, str], title: str = "", author: str = "", created: datetime | None = None) -> None:
    document = Document()
    for style, text in paragraphs:
        document.add_paragraph(text, style=style)
    document.core_properties.title = title
    if author:
        document.core_properties.author = author
    if created:
        document.core_properties.created = created
    document.save(str(path))


def test_paragraphs_are_read_and_properties_taken(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    paragraphs = (("Title", "Shells fall"), ("Normal", GOOD), ("Normal", ""), ("Normal", "An envoy protested."))
    word(path, *paragraphs, author="Ann Reporter", created=datetime(2024, 5, 18, 9))
    articles, errors = read(path)
    assert not errors
    (article,) = articles
    assert (article.title, article.text) == ("Shells fall", f"{GOOD}\n\nAn envoy protested.")
    assert (article.author, article.published) == ("Ann Reporter", date(2024, 5, 18))
    assert article.extractor.startswith("python-docx ")


def test_the_properties_of_a_template_are_nobodys(tmp_path: Path) -> None:
    word(tmp_path / "a.docx", ("Normal", GOOD), title="document1.docx")
    (article,), errors = read(tmp_path / "a.docx")
    assert not errors
    assert (article.title, article.author, article.published) == ("", "", None)


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        pytest.param(b"PK\x03\x04 and no more", "not a Word document that can be read: File is not a zip file", id="cut short"),
        pytest.param(archive(a=b"<a/>"), "an archive, but no Word document: it has no word/document.xml", id="another archive"),
        pytest.param(archive(word__document=b"<w:document"), "not a Word document that can be read: ", id="broken inside"),
        pytest.param(
            archive(word__document=b" " * 3_000_000),
            "a Word document that unpacks to parts of 3,000,000 bytes; the limit is 2,000,000 (--limit file=N raises it)",
            id="bomb",
        ),
    ],
)
def test_a_document_that_cannot_be_read_is_one_line(tmp_path: Path, raw: bytes, message: str) -> None:
    (tmp_path / "a.docx").write_bytes(raw)
    articles, errors = read(tmp_path / "a.docx", limits=read_limits(["file=2000000"]))
    assert not articles
    assert len(errors) == 1
    assert errors[0].startswith(f"{tmp_path / 'a.docx'}: {message}")
