"""Reports looked up by their keys or incidents are those that the views show."""

from __future__ import annotations

import json

from dragoman.store.file import Reader

WORDS = """
SELECT article_id, event_id, actor_name, recipient_name, coalesce(sentence, trigger) AS words, publisher, published, url
FROM reports WHERE incident_id IS NOT NULL ORDER BY article_id, event_id
"""
TOLD = """
SELECT incident_id, origin_id, article_id, event_id, event_type, status, counts, record, sentence, published, publisher, title, url, rule
FROM reports WHERE incident_id IS NOT NULL ORDER BY incident_id, published, article_id, event_id
"""


def test_the_words_of_reports_are_those_of_the_view(demo_store: Reader) -> None:
    shown = demo_store.connection.execute(WORDS).fetchall()
    keys = json.dumps([{"article_id": row[0], "event_id": row[1]} for row in shown])
    found = demo_store.rows("words_of_reports", keys=keys)
    assert sorted(tuple(row.values()) for row in found) == shown


def test_the_reports_of_incidents_are_those_of_the_view(demo_store: Reader) -> None:
    shown = demo_store.connection.execute(TOLD).fetchall()
    found = demo_store.rows("reports_of_incidents", incidents=sorted({row[0] for row in shown}))
    assert [tuple(row.values()) for row in found] == shown
