"""Write events as GeoJSON (RFC 7946): one feature an event, its point where the place's coordinates are known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import BinaryIO

from dragoman.formats.rows import report_row
from dragoman.formats.writing import Context, Tally, text_of
from dragoman.model.report import Report

LOSSES = (
    "A place is one point, however wide; an event whose coordinates are not known has the geometry null.",
    "Lists are joined by “; ” in one property; quantities, cues and the middle of the attribution chain are lost.",
)


def write_geojson(reports: Iterable[Report], stream: BinaryIO, context: Context) -> Tally:
    """Write a FeatureCollection, a feature a line, with the columns of CSV as properties."""
    tally = Tally()
    with text_of(stream) as text:
        text.write('{"type": "FeatureCollection", "features": [')
        for report in reports:
            row = report_row(report, context.country_name)
            lat, lon = row.pop("lat"), row.pop("lon")
            point = {"type": "Point", "coordinates": [lon, lat]} if lat is not None and lon is not None else None
            feature = {"type": "Feature", "id": row["event_id"], "geometry": point, "properties": row}
            text.write((",\n" if tally.rows else "\n") + json.dumps(feature, ensure_ascii=False, allow_nan=False))
            tally.rows += 1
        text.write("\n]}\n")
    return tally
