"""Read Word documents as articles: their paragraphs, and of what they say of themselves what is plausible."""

from __future__ import annotations

from datetime import date
from importlib.metadata import version
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from dragoman.errors import InputError
from dragoman.formats.word import read_paragraphs
from dragoman.model import Article
from dragoman.model.article import normalise_text
from dragoman.sources.limits import Options, check_size
from dragoman.sources.pdf import plausible_day, plausible_title
from dragoman.sources.texts import check_text, digest_of

# The day of the library's own template: a document made from it was not written then.
TEMPLATE_DAY = date(2013, 12, 23)
TEMPLATE_AUTHORS = frozenset({"python-docx", "user", "admin"})


def _check_parts(raw: bytes, where: str, options: Options) -> None:
    """A Word document is an archive: what it unpacks to is held whole."""
    try:
        with ZipFile(BytesIO(raw)) as parts:
            infos = parts.infolist()
    except (BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise InputError(where, f"not a Word document that can be read: {error}") from error
    check_size(sum(info.file_size for info in infos), options.limits.file, "file", "a Word document that unpacks to parts", where)
    if not any(info.filename == "word/document.xml" for info in infos):
        raise InputError(where, "an archive, but no Word document: it has no word/document.xml")


def read_word(raw: bytes, where: str, options: Options) -> Article:
    """A Word document as an article: a paragraph a paragraph, tables and pictures left out. Raises InputError."""
    check_size(len(raw), options.limits.file, "file", "a Word document", where)
    _check_parts(raw, where, options)
    try:
        known = read_paragraphs(raw)
        title, author, made = plausible_title(known.title), known.author, plausible_day(known.created)
    # Parts that point to parts that are not there, broken XML, broken dates: any error means this file is broken.
    except Exception as error:
        raise InputError(where, f"not a Word document that can be read: {(str(error).splitlines() or [''])[0]}") from error
    titles = [text for style, text in known.paragraphs if style == "Title"]
    if titles:
        title = " ".join(titles[0].split())
    text = normalise_text("\n\n".join(text for style, text in known.paragraphs if text.strip() and style != "Title"))
    check_text(text, where, options.limits.text)
    return Article(
        text=text,
        title=title,
        published=None if made == TEMPLATE_DAY else made,
        author="" if author.lower() in TEMPLATE_AUTHORS else author,
        path=where,
        raw_digest=digest_of(raw),
        extractor=f"python-docx {version('python-docx')}",
    )
