"""SQL: any question to the record, in one SELECT over its documented views; the desk is only read, and nothing else is reached."""

from __future__ import annotations

from typing import Any

from dragoman.web.asking import Option
from dragoman.web.links import REPORT_LINKS
from dragoman.web.page import Column, Page, Row, Shape, Table, of_names
from dragoman.web.resource import Ask, Resource, address
from dragoman.web.served import Written
from dragoman.web.strangers import LONGEST, Given, RefusedError

ANSWER = Shape("answer", "The answer to the query, its columns as it names them. One row a row of the answer.", ())
VIEWS = Shape("views", "The views there are. One row a column of a view.", of_names("view column data_type meaning".split()))
# Columns of an answer that lead on, whatever is asked.
LINKED = ("article_id", "event_id", "incident_id", "origin_id")
# Rows of an answer on a page; a file has those that any file may have.
MOST = 1_000
EXAMPLES = (
    (
        "Event reports of each type",
        "SELECT event_type, count(*) AS reports\nFROM reports\nGROUP BY event_type\nORDER BY reports DESC",
    ),
    (
        "Who did what to whom most",
        "SELECT actor, recipient, event_type, count(*) AS incidents\nFROM pairs\nWHERE unit = 'incident' AND NOT mutual\n"
        "GROUP BY ALL\nORDER BY incidents DESC, actor, recipient, event_type\nLIMIT 50",
    ),
    (
        "Incidents that the most origins tell",
        "SELECT day_first, actor_name, event_type, recipient_name, origins, reports\nFROM incidents\nORDER BY origins DESC, reports DESC\nLIMIT 50",
    ),
    (
        "Whom each outlet quotes",
        "SELECT publisher, source_kind, count(*) AS reports\nFROM reports\nWHERE source_kind <> 'author'\nGROUP BY ALL\nORDER BY publisher, reports DESC",
    ),
    (
        "Why clauses were set aside, by rule",
        "SELECT rule, reason, count(*) AS clauses\nFROM set_asides\nGROUP BY ALL\nORDER BY clauses DESC\nLIMIT 50",
    ),
)


def sql(ask: Ask) -> Page:
    """The answer to a query, or why it has none; beside it the views that may be asked."""
    views = ask.store.rows("views_described")
    asked = ask["q"] or ""
    by: dict[str, dict[str, Any]] = {}
    for row in views:
        by.setdefault(row["view"], {"about": row["row_meaning"], "columns": []})["columns"].append(row)
    shown = {
        "asked": asked,
        "views": by,
        "examples": [(title, address("sql", q=text)) for title, text in EXAMPLES],
        "longest": LONGEST,
        "most": MOST,
        "refused": "",
    }
    described = Table(VIEWS, [{**row, "data_type": row["type"]} for row in views], title="Views")
    if not asked:
        return Page("SQL", (described,), "sql.html", shown=shown)
    try:
        given = ask.served.ask(asked, ask["per"])
    except RefusedError as error:
        return Page("SQL", (), "sql.html", shown={**shown, "refused": str(error)}, notes=(str(error),), status=400)
    ask.store.asked.append(Written(asked, {}))
    if given.more:
        ask.notes.append(f"Only the first {ask['per']:,} rows: there are more.")
    return Page("SQL", (_table(given), described), "sql.html", notes=ask.notes, shown=shown)


def _table(given: Given) -> Table:
    own = tuple(Column(name, kind, "Column of the query", name) for name, kind in given.columns)
    names = tuple(column.name for column in own)
    rows: list[Row] = [dict(zip(names, row, strict=True)) for row in given.rows]
    links = {name: REPORT_LINKS[name] for name in LINKED if name in names and (name != "event_id" or "article_id" in names)}
    return Table(Shape(ANSWER.name, ANSWER.about, names, own=own), rows, links, title="Answer", nothing="No row.")


PAGES = (
    Resource(
        "/sql",
        "Any question to the record in SQL.",
        sql,
        (ANSWER, VIEWS),
        (
            Option("q", "One SELECT over the views.", "query"),
            Option("per", f"Rows of the answer, at most {MOST:,} on a page.", "number", MOST, least=1, most=MOST),
        ),
    ),
)
