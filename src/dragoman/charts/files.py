"""Write a picture as PNG, SVG, a page that works offline, or its Vega-Lite specification. The door to vl-convert."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any

import vl_convert

from dragoman.charts.look import Drawn, Picture
from dragoman.errors import UsageError
from dragoman.formats.whole import whole_file

KINDS = (".png", ".svg", ".html", ".json")
SCALE = 2.0
# Before an address without a host of its own Vega writes one; marks lead to where the picture is shown.
BASE = 'xlink:href="https://vega.github.io/vega-datasets/'
# Nothing may be fetched; Vega compiles its expressions as it runs.
POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>body {{ margin: 0; font-family: sans-serif; overflow-x: auto }} .vega-embed {{ display: inline-block }}</style>
<script>{script}</script>
</head>
<body>
<main id="picture"></main>
<noscript>{svg}</noscript>
<script>
vegaEmbed("#picture", {spec}, {{ renderer: "svg", actions: {{ export: true, source: false, compiled: false, editor: false }} }});
</script>
</body>
</html>
"""


def png_of(picture: Picture | Drawn) -> bytes:
    """The picture as PNG, two pixels for each of its own."""
    if isinstance(picture, Drawn):
        return vl_convert.svg_to_png(picture.svg, scale=SCALE)
    return vl_convert.vegalite_to_png(_spec(picture), scale=SCALE)


def svg_of(picture: Picture | Drawn) -> str:
    """The picture as SVG; the same picture gives the same bytes."""
    if isinstance(picture, Drawn):
        return picture.svg
    return vl_convert.vegalite_to_svg(_spec(picture)).replace(BASE, 'xlink:href="')


def page_of(picture: Picture) -> str:
    """The picture as a page with its scripts in it, which asks nothing of the network; without scripts it shows the SVG."""
    spec = _spec(picture)
    title = spec["title"]["text"]
    # A name of an outlet may hold "</script>": written so, it is text and ends nothing.
    text = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return PAGE.format(
        policy=POLICY,
        title=html.escape(" ".join(title) if isinstance(title, list) else title),
        script=vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"),
        svg=svg_of(picture),
        spec=text,
    )


def write_picture(picture: Picture, path: Path) -> None:
    """Write a picture as its file's ending asks. Raises UsageError for another ending, OutputError where it cannot be written."""
    check_ending(path)
    ending = path.suffix.lower()
    if ending == ".png":
        content = png_of(picture)
    elif ending == ".svg":
        content = svg_of(picture).encode("utf-8")
    elif ending == ".html":
        content = page_of(picture).encode("utf-8")
    else:
        content = (json.dumps(_spec(picture), ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    with whole_file(path) as stream:
        stream.write(content)


def check_ending(path: Path) -> None:
    """Raise UsageError for a file whose ending names no kind of picture."""
    if path.suffix.lower() not in KINDS:
        raise UsageError(f"{path}: a picture is written as {', '.join(KINDS)}; end the name with one of them")


def _spec(picture: Picture) -> dict[str, Any]:
    spec: dict[str, Any] = picture.to_dict()
    return spec
