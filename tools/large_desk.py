"""Make a desk as large as three years of forty outlets leave it: for timing what looks at desks, not for reading.

Some hundred pieces are put together from the examples and the demonstration corpus, and really coded. Each is then
cast some ways, other states taking the places of its own, and each cast is told again by many articles on other days.
Words and offsets stay those that were coded; who the codes say did it is made up. `python tools/large_desk.py large.duckdb`
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.api import load
from dragoman.desk.coding import begin_run
from dragoman.desk.demo import demo_articles
from dragoman.desk.rows import rows_of
from dragoman.incidents.origins import signature_of
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.scale.runs import run_of
from dragoman.sources import read_sources
from dragoman.store.file import Writer, open_writer

ARTICLES = 100_000
PIECES, CASTS = 240, 12
CHARACTERS = 2_500
# Rows that each piece gives on average, drawn from those that were coded in it.
DRAWN = {"event": 10, "claim": 2, "set_aside": 2}
# Every other part is played by a state drawn at random: the first of them in one draw of 25, the hundredth hardly ever.
KEPT, STEEP = 0.5, 0.04
SEED = 7
CODE = re.compile(r'"(id|country)":"([A-Z]{3})(?=[".])')
# Days of an event are kept as days before and after its article's.
DAYS = ("when_start", "when_end", "day_first", "day_last")

# One row an article: what it is a copy of, which cast tells it, and when. One in five carries another's text.
PLAN = """
CREATE TEMP TABLE plan AS
SELECT n, base, 'a' || lpad(n::VARCHAR, 7, '0') AS article_id, (hash(base) % $casts)::INTEGER AS cast_id,
       CASE WHEN hash(base, 1) % 200 > 0 THEN DATE '2023-01-01' + (base * 1095 // $articles)::INTEGER END AS published,
       'Outlet ' || floor(40 * pow((hash(n, 2) % 1000) / 1000.0, 2))::INTEGER AS publisher, hash(n, 3) % 10 = 0 AS twice
FROM (SELECT n, CASE WHEN n % 5 IN (3, 4) AND hash(n // 5) % 2 = 0 THEN n // 5 * 5 + 2 ELSE n END AS base FROM range($articles) AS all_of_them(n))
"""
ARTICLE = """
INSERT INTO article BY NAME
SELECT article_id, title, published, publisher, 'en' AS language, 'https://' || lower(replace(publisher, ' ', '-')) || '.example/' || n AS url,
       'feed.xml#' || n AS path, sha256(title || chr(0) || text) AS text_sha256, length(text) AS characters, length(title) + 2 AS body_start,
       text, '' AS agency, signature, shingles, TIMESTAMP '2023-01-01 06:00:00' + (n * 94608 // $articles) * INTERVAL 1000 SECOND AS added
FROM (SELECT p.*, c.signature, c.shingles, c.title || ' (' || base || ')' AS title, c.text || chr(10) || chr(10) || 'Number ' || base || '.' AS text
      FROM plan p JOIN cast_article c USING (cast_id))
ORDER BY n
"""
ORIGINS = """
INSERT INTO article_origin SELECT p.article_id, 'or-' || b.article_id FROM plan p JOIN plan b ON b.n = p.base;
INSERT INTO copy SELECT b.article_id, p.article_id, 'the same text', 1.0 FROM plan p JOIN plan b ON b.n = p.base WHERE p.n <> p.base;
"""
READING = """
INSERT INTO reading BY NAME
SELECT $run AS run_id, article_id, $current AS current, c.* EXCLUDE (cast_id, layers, published), p.published,
       replace(layers, '@ARTICLE@', article_id) AS layers
FROM plan p JOIN cast_reading c USING (cast_id) WHERE $current OR twice ORDER BY n
"""
EVENT = """
INSERT INTO event BY NAME
SELECT $run AS run_id, p.article_id, event_id, $current AS current,
       p.published + when_start AS when_start, p.published + when_end AS when_end,
       p.published + day_first AS day_first, p.published + day_last AS day_last,
       replace(replace(replace(replace(record, '@ARTICLE@', p.article_id), '@EVENT@', event_id),
               '"@START@"', coalesce('"' || (p.published + when_start)::VARCHAR || '"', 'null')),
               '"@END@"', coalesce('"' || (p.published + when_end)::VARCHAR || '"', 'null')) AS record,
       c.* EXCLUDE (cast_id, number, record, when_start, when_end, day_first, day_last)
FROM (SELECT *, 'ev-' || substr(md5(base || ':' || number), 1, 16) AS event_id
      FROM plan JOIN (SELECT cast_id, number FROM cast_event) USING (cast_id) WHERE $current OR twice) AS p
JOIN cast_event c USING (cast_id, number) ORDER BY n, number
"""
TOLD = """
INSERT INTO {table} BY NAME
SELECT $run AS run_id, article_id, c.* EXCLUDE (cast_id) FROM plan p JOIN cast_{table} c USING (cast_id) WHERE $current OR twice ORDER BY n, c.number
"""
# Copies tell what their original tells; one report in four belongs with those of its type, sides and fortnight.
LINK = """
CREATE TEMP TABLE told AS
SELECT e.article_id, e.event_id, p.published, p.publisher, p.base,
       CASE WHEN hash(p.base, e.event_id) % 4 = 0
            THEN hash(p.base * 80 // $articles, e.event_type, e.actor[1].country, e.recipient[1].country, hash(e.event_id) % 2)
            ELSE hash(p.base, e.event_id) END AS happening
FROM event e JOIN plan p USING (article_id) WHERE e.current AND (e.linkable OR e.counts);
CREATE TEMP TABLE led AS
SELECT happening, count(*) AS reports, count(DISTINCT article_id) AS articles, count(DISTINCT base) AS origins,
       count(DISTINCT publisher) AS publishers, min(published) AS first_published, max(published) AS last_published,
       arg_min({'article_id': article_id, 'event_id': event_id}, (coalesce(published, DATE '9999-01-01'), article_id, event_id)) AS lead
FROM told GROUP BY happening;
INSERT INTO incident_report
SELECT article_id, event_id, 'in-' || substr(md5(lead.article_id || lead.event_id), 1, 16) FROM told JOIN led USING (happening)
ORDER BY article_id, event_id;
INSERT INTO incident BY NAME
SELECT 'in-' || substr(md5(lead.article_id || lead.event_id), 1, 16) AS incident_id, e.article_id, e.event_id, e.event_type, e.mode, e.quad,
       e.score, e.cameo, e.actor, e.recipient, e.when_start AS day_first, e.when_end AS day_last, e.when_precision AS precision,
       e.where_name, e.where_country, e.where_precision, e.lat, e.lon, l.reports, l.articles, l.origins,
       (CASE WHEN e.status = 'negated' THEN 1 ELSE 0 END) AS denied_by, l.publishers, e.counts, l.first_published, l.last_published,
       '[]' AS disagreements
FROM led l JOIN event e ON e.article_id = l.lead.article_id AND e.event_id = l.lead.event_id AND e.current
ORDER BY e.article_id, e.event_id;
INSERT INTO same
SELECT lead.article_id, lead.event_id, article_id, event_id, 'same type, actors and days', 0.5 FROM told JOIN led USING (happening)
WHERE (article_id, event_id) <> (lead.article_id, lead.event_id);
INSERT INTO link_day
SELECT epoch(days.day) // 86400 + 719163, coalesce(family, event_type), country, article_id, event_id
FROM event LEFT JOIN family USING (event_type),
     unnest(generate_series(day_first, day_last, INTERVAL 1 DAY)) AS days(day),
     unnest(list_distinct(list_transform(actor || recipient, lambda side: side.country))) AS sides(country)
WHERE current AND linkable;
"""


def pieces(examples: list[Article]) -> Iterator[Article]:
    """Articles of about CHARACTERS each, put together from examples in an order of their own."""
    chance = random.Random(SEED)
    for number in range(PIECES):
        parts = chance.sample(examples, len(examples))
        text = ""
        while len(text) < CHARACTERS - 250:
            text += ("\n\n" if text else "") + parts.pop().text.strip()
        yield replace(parts[0], text=text, id=f"piece-{number}", published=date(2024, 5, 15), publisher="", path="")


class Cast:
    """Who takes whose place: each state of a piece kept, or played by another, the same throughout."""

    def __init__(self, chance: random.Random, states: list[str], names: dict[str, str]) -> None:
        self.chance, self.states, self.names = chance, states, names
        self.parts: dict[str, str] = {}

    def code(self, code: str) -> str:
        """The code that stands for a code, or for what begins with one ("RUS.MIL")."""
        head, point, rest = code.partition(".")
        if head not in self.names:
            return code
        if head not in self.parts:
            drawn = self.states[min(int(self.chance.expovariate(STEEP)), len(self.states) - 1)]
            self.parts[head] = head if self.chance.random() < KEPT else drawn
        return self.parts[head] + point + rest

    def side(self, side: dict[str, Any]) -> dict[str, Any]:
        """A side of an event as it is cast, by the name of the state that plays it."""
        old, new = side["country"], self.code(side["country"])
        name = side["name"] and side["name"].replace(self.names.get(old, old) or "\n", self.names.get(new, new))
        return {**side, "id": self.code(side["id"]), "country": new, "name": name}

    def record(self, record: Any) -> Any:
        """A record with every code in it cast."""
        written = json.dumps(record, ensure_ascii=False, separators=(",", ":"), default=str)
        return json.loads(CODE.sub(lambda match: f'"{match[1]}":"{self.code(match[2])}', written))


def cast_rows(cast: Cast, article: Article, rows: dict[str, list[dict[str, Any]]], chances: dict[str, float]) -> Any:
    """The rows that a piece gives when it is cast, without what makes an article of it."""
    (reading,) = copy.deepcopy(rows["reading"])
    reading["layers"] = cast.record({**reading["layers"], "id": "@ARTICLE@"})
    found: dict[str, list[dict[str, Any]]] = {"reading": [reading], **{table: [] for table in DRAWN}}
    found["article"] = [{"title": article.title, "text": article.text, **signature_of(article)}]
    for table, chance in chances.items():
        found[table] = [copy.deepcopy(row) for row in rows[table] if cast.chance.random() < chance]
    for number, row in enumerate(found["event"]):
        row["number"], row["same_as"] = number, None
        for name in DAYS:
            day = row[name]
            row[name] = day and ((day if isinstance(day, date) else date.fromisoformat(day)) - article.published).days  # type: ignore[operator]
        record = {**row["record"], "id": "@EVENT@", "document_id": "@ARTICLE@", "same_as": None}
        if record["when"]:
            value = "@START@" if record["when"].get("value") == record["when"]["start"] else record["when"].get("value")
            record["when"] = {**record["when"], "start": "@START@", "end": "@END@", "value": value}
        for name in ("actor", "recipient"):
            row[name] = [cast.side(side) for side in row[name]]
            record[name] = [cast.side(side) for side in record[name]]
        row["record"], row["source_actor"] = cast.record(record), [cast.code(one) for one in row["source_actor"] or ()]
    for row in found["claim"]:
        for name in ("speaker_id", "about"):
            row[name] = [cast.code(code) for code in row[name] or ()]
    for drawn in found.values():
        for row in drawn:
            for name in ("article_id", "event_id"):
                row.pop(name, None)
    return found


def stage_casts(store: Writer, knowledge: Knowledge, texts: list[Article], coded: list[dict[str, list[dict[str, Any]]]]) -> None:
    """Put every cast of every piece into tables of its own, to be told from."""
    chance = random.Random(SEED)
    states = [state.id for state in knowledge.actors.states.values() if not state.end and len(state.id) == 3]
    names = {state.id: state.name for state in knowledge.actors.states.values()}
    chance.shuffle(states)
    chances = {table: many * len(coded) / sum(len(rows[table]) for rows in coded) for table, many in DRAWN.items()}
    staged: dict[str, list[dict[str, Any]]] = {}
    for number in range(PIECES * CASTS):
        article, rows = texts[number % PIECES], coded[number % PIECES]
        for table, found in cast_rows(Cast(chance, states, names), article, rows, chances).items():
            staged.setdefault(table, []).extend({"cast_id": number, **row} for row in found)
    for table, found in staged.items():
        days = ", ".join(f"NULL::INTEGER AS {name}" for name in DAYS)
        extra = {"event": f", 0 AS number, * EXCLUDE (run_id, article_id, event_id, current, {', '.join(DAYS)}), {days}"}
        left_out = {"article": "*", "reading": "* EXCLUDE (run_id, article_id, current)"}.get(
            table, "* EXCLUDE (run_id, article_id)"
        )
        store.connection.execute(
            f"CREATE TABLE cast_{table} AS SELECT 0 AS cast_id {extra.get(table, ', ' + left_out)} FROM {table} LIMIT 0"
        )
        for begin in range(0, len(found), 5_000):
            store.insert(f"cast_{table}", found[begin : begin + 5_000])


def fill(store: Writer, knowledge: Knowledge, articles: int) -> Iterator[str]:
    """Fill an empty desk; yields what was done, with the seconds since the beginning."""
    start = time.perf_counter()
    coder = load()
    examples = [*demo_articles(), *(item for item in read_sources(["examples"]) if isinstance(item, Article))]
    texts = list(pieces([item for item in examples if item.title]))
    coded = [rows_of(doc) for doc in coder.read_many(texts)]
    yield f"{PIECES} pieces coded, {time.perf_counter() - start:.0f} s"
    run = run_of(knowledge)
    before = replace(run, coder="dragoman 0.0.9")
    begin_run(store, before)
    begin_run(store, run)
    ask = store.connection.execute
    ask("BEGIN")
    stage_casts(store, knowledge, texts, coded)
    ask(PLAN, {"articles": articles, "casts": PIECES * CASTS})
    ask(ARTICLE, {"articles": articles})
    ask(ORIGINS)
    yield f"{articles:,} articles written, {time.perf_counter() - start:.0f} s"
    for one, current in ((before.id, False), (run.id, True)):
        asked = {"run": one, "current": current}
        for statement in (READING, EVENT, TOLD.format(table="claim"), TOLD.format(table="set_aside")):
            ask(statement, asked)
        yield f"readings of {one} written, {time.perf_counter() - start:.0f} s"
    ask("CREATE TEMP TABLE family (event_type VARCHAR, family VARCHAR)")
    for event_type, family in knowledge.ontology.families.items():
        ask("INSERT INTO family VALUES (?, ?)", [event_type, family])
    for statement in LINK.split(";"):
        if statement.strip():
            ask(statement, {"articles": articles} if "$articles" in statement else None)
    for table in ("article", "reading", *DRAWN):
        ask(f"DROP TABLE cast_{table}")
    ask("COMMIT")
    ask("CHECKPOINT")
    yield f"incidents written, {time.perf_counter() - start:.0f} s"


def main() -> None:
    """Make the desk and say what it holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    asked = parser.parse_args()
    if asked.path.exists():
        parser.error(f"{asked.path} is there already")
    with open_writer(asked.path) as store:
        for line in fill(store, load().knowledge, asked.articles):
            print(line, flush=True)
        for name, count in store.rows("desk_counts")[0].items():
            print(f"{count:>10,} {name}")
    print(f"{asked.path.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
