"""Tell what a file is: by its name, else by its first bytes."""

from __future__ import annotations

import re

# The longest ending that fits counts: ".warc.gz" is no mere ".gz".
ENDINGS = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".jsonl": "lines",
    ".ndjson": "lines",
    ".csv": "table",
    ".tsv": "table",
    ".tab": "table",
    ".parquet": "parquet",
    ".pdf": "pdf",
    ".docx": "word",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "xml",
    ".opml": "opml",
    ".warc": "warc",
    ".warc.gz": "warc",
    ".mbox": "mbox",
    ".eml": "letter",
    ".zip": "zip",
    ".tar": "tar",
    ".tar.gz": "tar",
    ".tgz": "tar",
    ".tar.bz2": "tar",
    ".tbz2": "tar",
    ".tar.xz": "tar",
    ".txz": "tar",
    ".gz": "packed",
    ".bz2": "packed",
    ".xz": "packed",
}
BY_LENGTH = sorted(ENDINGS, key=lambda ending: (-len(ending), ending))
# So many bytes tell a kind; the mark of a tar archive stands at 257.
HEAD = 4096
BEGINS = (
    (b"%PDF", "pdf"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
    (b"{", "lines"),
    (b"From ", "mbox"),
)
# What the outermost element of a marked-up file is, after declarations and comments.
ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<(rss|feed|rdf:rdf|opml|html)\b", re.I | re.S
)
ROOTS = {b"rss": "feed", b"feed": "feed", b"rdf:rdf": "feed", b"opml": "opml", b"html": "page"}
LETTER = re.compile(rb"(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|From|Date|Subject): .+\r?\n[A-Za-z-]+:", re.I)
PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body)", re.I)


def kind_of_name(name: str) -> str:
    """What a file is by its name; empty where the name does not tell."""
    name = name.lower()
    return next((ENDINGS[ending] for ending in BY_LENGTH if name.endswith(ending)), "")


def kind_of_bytes(head: bytes) -> str:
    """What a file is by its first bytes: text where nothing else fits."""
    if head.startswith(b"PK\x03\x04"):
        return "word" if b"[Content_Types].xml" in head or b"word/" in head else "zip"
    if head[257:262] == b"ustar":
        return "tar"
    for begin, kind in BEGINS:
        if head.startswith(begin):
            return kind
    if root := ROOT.match(head):
        return ROOTS[root.group(1).lower()]
    if PAGE.match(head):
        return "page"
    return "letter" if LETTER.match(head) else "text"


def kind_of(name: str, head: bytes) -> str:
    """What a file is; of XML its first element tells."""
    kind = kind_of_name(name)
    if kind in ("", "xml"):
        return kind_of_bytes(head)
    # A packed archive of pages may be named plainly ".gz"; a plain WARC, ".warc.gz": their readers look themselves.
    return kind
