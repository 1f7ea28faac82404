"""What each column of an event row means, in which unit: for the files that describe a dataset."""

from __future__ import annotations

from typing import NamedTuple


class Described(NamedTuple):
    """A column's meaning, its unit where it counts or measures, and whether it is a day or an address."""

    meaning: str
    unit: str = ""
    format: str = ""


_WHO = {
    "id": ("Ids of the {0}s, in order", ""),
    "name": ("Names of the {0}s", ""),
    "country": ("Codes of the {0}s' countries: ISO 3166 alpha-3, or PLOVER's for actors of no state", ""),
    "country_name": ("Names of the {0}s' countries", ""),
    "sector": ("PLOVER sectors of the {0}s; several of one are joined by a comma", ""),
    "text": ("Words that name the {0}s; empty where words are left out", ""),
}

DESCRIBED: dict[str, Described] = {
    "event_id": Described("Id of the event report: a hash of its text, place in it and ordinal"),
    "document_id": Described("Id of the article it was read in"),
    "published": Described("Day the article appeared", "", "date"),
    "event_type": Described("PLOVER event type"),
    "mode": Described("PLOVER modes of the type"),
    "context": Described("PLOVER contexts"),
    "quad": Described("PLOVER quad class of the type: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
    "score": Described("PLOVER's score of the type and its strongest mode", "PLOVER scale, -10 to 10"),
    "cameo": Described("First-ranked CAMEO code of the type and mode, text with its leading zero"),
    **{
        f"{side}_{name}": Described(told.format(side), unit)
        for side in ("actor", "recipient")
        for name, (told, unit) in _WHO.items()
    },
    "status": Described("Status of the coded act: actual, ongoing, habitual, future, hypothetical or negated"),
    "historical": Described("Whether it is told as background from before the news"),
    "voice": Described("Whether it is reported, or exists only in the writer's judgement: report or opinion"),
    "happened": Described("Whether it is told as having happened: actual or ongoing, reported, not historical, not many at once"),
    "content_type": Described("Type of the act promised, demanded, refused or threatened"),
    "content_status": Described("Status of that act"),
    "source_kind": Described("Kind of the innermost source that says so"),
    "source_actor": Described("Ids of the actors that are that source"),
    "when_start": Described("First day of the event", "", "date"),
    "when_end": Described("Last day of the event", "", "date"),
    "when_precision": Described("How finely its time is told"),
    "when_by": Described("By what its time is known: an expression, the dateline or the publication day"),
    "where_name": Described("Name of the place"),
    "where_country": Described("Code of the place's country"),
    "where_precision": Described("How finely the place is told"),
    "lat": Described("Latitude of the place (WGS 84)", "degrees"),
    "lon": Described("Longitude of the place (WGS 84)", "degrees"),
    "count_min": Described("Least number of happenings the words tell of at once", "happenings"),
    "count_max": Described("Greatest number of happenings the words tell of at once", "happenings"),
    "trigger": Described("Word that tells the act; empty where words are left out"),
    "trigger_start": Described("Where that word begins", "code points"),
    "trigger_end": Described("Where it ends, itself not in it", "code points"),
    "in": Described("What the offsets count in: body or title"),
    "sentence_start": Described("Where its sentence begins", "code points"),
    "sentence_end": Described("Where it ends, itself not in it", "code points"),
    "same_as": Described("Id of an earlier report of the same happening in the article"),
    "confidence": Described("Smoothed precision of its rule on a named gold set; empty until measured", "share, 0 to 1"),
    "rule": Described("Id of the rule that coded it"),
    "codebook": Described("Codebook it was coded by"),
    "coder": Described("Program and version that coded it"),
    "url": Described("Address of the article", "", "uri"),
    "publisher": Described("Publisher of the article"),
    "origin": Described("Id of the text it goes back to: copies of one wire share it; empty until linked"),
    "incident": Described("Id of the happening it reports, shared with other reports of it; empty until linked"),
    "run": Described("Id of the run that coded it; see runs.json"),
    "text_sha256": Described("SHA-256 of headline and body: what offsets are joined by"),
    "language": Described("Language of the article"),
    "fetched": Described("When it was taken from a live address, UTC"),
    "raw_sha256": Described("SHA-256 of its bytes as they came"),
    "extractor": Described("What made text of those bytes"),
    "events": Described("Event reports read in it that are in this dataset", "event reports"),
}
