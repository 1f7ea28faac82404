"""Write a page as it was asked for: HTML, JSON, its chief table as a file, or its picture."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from dragoman.errors import UsageError
from dragoman.formats.sheets import sheet
from dragoman.reading.marks import UNSAFE, safe
from dragoman.web.page import Page
from dragoman.web.render import Frame, render_html

# The size of a picture in pixels; its proportions stay in its view box.
SIZE = re.compile(r' (width|height)="[\d.]+"')
MEDIA = {
    "html": "text/html",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
    "svg": "image/svg+xml",
    "png": "image/png",
}


def write_page(page: Page, form: str, frame: Frame) -> bytes:
    """A page's bytes in a form. Raises UsageError for one that this page does not have."""
    if form == "html":
        return render_html(page, frame).encode("utf-8", "replace")
    if form == "json":
        return write_json({**page.record(), **frame.record()})
    if form in ("svg", "png"):
        return _picture(page, form)
    if not page.tables:
        raise UsageError("; ".join((*page.notes, f"this page has no table to write as {form}")))
    table = page.tables[0]
    return sheet(form, table.shape.name, table.cleaned(), [column[:3] for column in table.shape.described])


def _picture(page: Page, form: str) -> bytes:
    from dragoman.charts.files import png_of, svg_of  # heavy: only for pictures

    picture = page.picture() if page.picture else None
    if picture is None:
        raise UsageError(f"this page has no picture to write as {form}")
    return png_of(picture) if form == "png" else _fitting(svg_of(picture)).encode("utf-8")


def _fitting(svg: str) -> str:
    """A picture as wide as the page that it stands in, whose marks lead out of it."""
    head, close, rest = safe(svg).partition(">")
    return SIZE.sub("", head) + close + rest.replace("<a ", '<a target="_top" ')


def write_json(value: Any) -> bytes:
    """Plain values as JSON; what is no number is null, and what would turn or hide text where it is shown is spelt out."""
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, default=str)
    return (UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n").encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    return value
