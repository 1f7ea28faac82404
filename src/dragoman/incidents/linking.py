"""Link event reports into incidents as they come: the incidents do not depend on the order of arrival."""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dragoman.incidents.alike import Same, Told, same_happening, told_of
from dragoman.incidents.disagreements import find_disagreements
from dragoman.incidents.groups import group
from dragoman.store.file import Writer

Key = tuple[str, str]
Row = dict[str, Any]
# The more exactly a report dates and places the happening, the rather it speaks for the incident.
BY_DAY = {"expression": 0, "dateline": 1, "publication": 2}
FINE = {"time": 0, "day": 0, "week": 1, "month": 2}


def link_incidents(store: Writer, articles: Sequence[str], families: Mapping[str, str]) -> int:
    """Link the current event reports of some articles to those of others, in one transaction.

    `families` leads from an event type to the family it is compared in; a type it does not name stands
    alone. Returns how many reports were linked to another. What an article's earlier run had linked is
    taken apart again.
    """
    with store.transaction():
        names = list(articles)
        before = {_key(row): row["incident_id"] for row in store.rows("incidents_of_articles", articles=names)}
        store.run("forget_links", articles=names)
        store.run("forget_link_days", articles=names)
        new = {told.key: told for told in (told_of(row, families) for row in store.rows("reports_to_link", articles=names))}
        pairs = _pairs(store, new, families)
        store.insert(
            "same",
            (
                {"article_id": a[0], "event_id": a[1], "other_article": b[0], "other_event": b[1], **why._asdict()}
                for (a, b), why in sorted(pairs.items())
            ),
        )
        kept = {key for key in before if key[0] not in set(names)}
        _regroup(store, before, kept | new.keys() | {key for pair in pairs for key in pair})
        store.run("forget_unlinked", articles=names)
        return len({key for pair in pairs for key in pair} & new.keys())


def _key(row: Mapping[str, Any]) -> Key:
    return row["article_id"], row["event_id"]


def _named(keys: Iterable[Key]) -> str:
    """Keys as a query takes them."""
    return json.dumps([{"article_id": article, "event_id": event} for article, event in sorted(keys)])


def _pairs(store: Writer, new: Mapping[Key, Told], families: Mapping[str, str]) -> dict[tuple[Key, Key], Same]:
    """Every pair of a new report and another that tell one happening."""
    store.insert("link_day", _days(new.values()))
    found: dict[tuple[Key, Key], Same] = {}
    articles = sorted({article for article, _ in new})
    candidates = store.rows("link_candidates", articles=articles)
    others = {(row["other_article"], row["other_event"]) for row in candidates} - new.keys()
    known = dict(new)
    for told in (told_of(row, families) for row in store.rows("reports_by_key", keys=_named(others))):
        known[told.key] = told
    for row in candidates:
        one, other = known.get((row["article_id"], row["event_id"])), known.get((row["other_article"], row["other_event"]))
        if one is not None and other is not None and (why := same_happening(one, other)) is not None:
            found[min((one.key, other.key), (other.key, one.key))] = why
    for row in store.rows("repeats_within", articles=articles):
        key, earlier = (row["article_id"], row["event_id"]), (row["article_id"], row["same_as"])
        found[min((key, earlier), (earlier, key))] = Same("told again in one text", 1.0)
    return found


def _days(reports: Iterable[Told]) -> Iterable[Row]:
    """What a report is found by: each day it may have happened on, with its family and each country it names."""
    for told in reports:
        if told.days is None:
            continue
        first, last = told.days
        for country in sorted({side.country or side.id for side in told.actor + told.recipient}) or [told.country]:
            for day in range(first.toordinal(), last.toordinal() + 1):
                yield {
                    "day": day,
                    "family": told.family,
                    "country": country,
                    "article_id": told.article,
                    "event_id": told.event,
                }


def _regroup(store: Writer, before: dict[Key, str], touched: set[Key]) -> None:
    """Make the incidents of the touched reports, and of all those linked with them, anew."""
    rows = {_key(row): row for row in store.rows("incident_members", keys=_named(touched))}
    before |= {key: row["incident_id"] for key, row in rows.items() if row["incident_id"]}
    links = [(_key(row), (row["other_article"], row["other_event"])) for row in store.rows("links_among", keys=_named(rows))]
    incidents, reports = [], []
    for keys in group(rows, links):
        incident = _incident([rows[key] for key in keys])
        incidents.append(incident)
        reports += [{"article_id": a, "event_id": e, "incident_id": incident["incident_id"]} for a, e in keys]
    gone = sorted(set(before.values()))
    store.run("forget_incidents", ids=gone)
    store.run("forget_incident_reports", ids=gone)
    store.insert("incident", incidents)
    store.insert("incident_report", reports)
    _redirect(store, before, {_key(row): row["incident_id"] for row in reports})


def _redirect(store: Writer, before: Mapping[Key, str], now: Mapping[Key, str]) -> None:
    """An incident whose id is gone leads to the one that most of its reports are in now, if any is."""
    living = set(now.values())
    went: dict[str, Counter[str]] = defaultdict(Counter)
    for key, old in before.items():
        if old not in living and key in now:
            went[old][now[key]] += 1
    moved = [{"old_id": old, "new_id": min(to, key=lambda name: (-to[name], name))} for old, to in sorted(went.items())]
    store.run("forget_redirects", ids=sorted(living | {row["old_id"] for row in moved}))
    for row in moved:
        store.run("lead_on", **row)
    store.insert("incident_redirect", moved)


def _rank(row: Row) -> tuple[Any, ...]:
    return (
        not row["counts"],
        FINE.get(row["when_precision"] or "", 3),
        BY_DAY.get(row["when_by"] or "", 3),
        str(row["published"] or "9999"),
        row["article_id"],
        row["event_id"],
    )


def _incident(rows: list[Row]) -> Row:
    """What an incident says, all from its reports: the best dated one that happened speaks for it."""
    lead = min(rows, key=_rank)
    first = min(rows, key=lambda row: (str(row["published"] or "9999"), row["article_id"], row["event_id"]))
    placed = min(rows, key=lambda row: (row["where_name"] is None, row["lat"] is None, _rank(row)))
    published = [row["published"] for row in rows if row["published"]]
    origins, telling = {row["origin_id"] for row in rows}, {row["origin_id"] for row in rows if row["status"] != "negated"}
    digest = hashlib.sha256(f"{first['article_id']}:{first['event_id']}".encode()).hexdigest()[:16]
    return {
        "incident_id": f"in-{digest}",
        **{name: lead[name] for name in LEAD},
        **{name: placed[name] for name in PLACE},
        "day_first": lead["when_start"],
        "day_last": lead["when_end"],
        "precision": lead["when_precision"],
        "reports": len(rows),
        "articles": len({row["article_id"] for row in rows}),
        "origins": len(origins),
        "denied_by": len(origins - telling),
        "publishers": len({row["publisher"] for row in rows if row["publisher"]}),
        "counts": any(row["counts"] for row in rows),
        "first_published": min(published, default=None),
        "last_published": max(published, default=None),
        "disagreements": find_disagreements(rows),
    }


LEAD = ("article_id", "event_id", "event_type", "mode", "quad", "score", "cameo", "actor", "recipient")
PLACE = ("where_name", "where_country", "where_precision", "lat", "lon")
