"""Inputs made in the tests themselves: no binary file lies in the repository."""

from __future__ import annotations

import gzip
from pathlib import Path

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources import read_sources

GOOD = "Russian forces shelled Ukrainian troops on Tuesday."
LONG = " ".join(f"{GOOD} They fired {n} shells." for n in range(8))


def read(*paths: Path | str, **options: object) -> tuple[list[Article], list[str]]:
    """The articles of some paths, and the errors as the user sees them."""
    found = list(read_sources([str(path) for path in paths], **options))  # type: ignore[arg-type]
    errors = [str(f) for f in found if isinstance(f, InputError)]
    assert not [error for error in errors if "\n" in error], "an error is one line"
    return [f for f in found if isinstance(f, Article)], errors


def page(body: str = LONG, *, title: str = "Shells fall", head: str = "") -> bytes:
    return (
        f'<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><nav>Home</nav><article><h1>{title}</h1><p>{body}</p></article></body></html>"
    ).encode()


def pdf(*pages: tuple[str, ...], info: str = "", trailer: str = "") -> bytes:
    """A minimal PDF: each page a tuple of lines, of which none makes a page without text."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", f"<< {info} >>"]
    kids = []
    for lines in pages:
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET" if lines else "0 0 100 100 re f"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = "%PDF-1.4\n"
    places = []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return out.encode("latin-1")


def answer(url: str, body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", head: str = "") -> bytes:
    """A record of a web archive: what a server answered."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode() + body
    return (
        (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:5a3b6a1e-0000-4000-8000-000000000001>\r\n"
            f"WARC-Target-URI: {url}\r\nWARC-Date: 2024-05-18T10:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def packed(*records: bytes) -> bytes:
    """Records of a web archive, each packed by itself as the standard asks."""
    return b"".join(gzip.compress(record) for record in records)
