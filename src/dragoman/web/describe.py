"""Describe every address of the explorer for programs, as OpenAPI, and for people, from the registry alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dragoman import __version__ as VERSION
from dragoman.web.asking import LONGEST, LONGEST_ADDRESS, MOST_ROWS, Option
from dragoman.web.forms import MEDIA
from dragoman.web.page import Column, Shape
from dragoman.web.resource import Resource

Schema = dict[str, Any]
# What JSON has for the kinds of columns. Any cell may be empty.
TYPES = {"string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "string", "list": "array"}
TIME = "^([0-9]{4}(-(W[0-9]{1,2}|Q[1-4]|[0-9]{1,2}(-[0-9]{1,2})?))?)?$"
NO_CONTROL = "^[^\\u0000-\\u001f\\u007f]"
FILES = {"csv": "Its first table as CSV", "xlsx": "Its first table as an Excel workbook", "parquet": "Its first table as Parquet"}
PICTURES = {"svg": "Its picture as SVG", "png": "Its picture as PNG"}
FAULTS = {
    "400": "What is asked cannot be asked.",
    "404": "A name or id that nothing bears, or a page of rows beyond the last.",
    "414": f"An address of more than {LONGEST_ADDRESS:,} characters.",
    "503": "The desk cannot be read now.",
}
ABOUT = (
    "Every page of a desk as data. The address of a page is the same without its ending. An option that is given an empty value is not "
    f"asked; one that there is not, or that is given twice, is refused. Files hold at most {MOST_ROWS:,} rows. Only GET and HEAD."
)
FRAME: dict[str, tuple[Schema, str]] = {
    "title": ({"type": "string"}, "Title of the page"),
    "notes": ({"type": "array", "items": {"type": "string"}}, "What is to be known of the answer"),
    "facts": ({"type": "object"}, "What the page says beside its tables"),
    "address": ({"type": "string"}, "Address of the page, which holds all that was asked"),
    "desk": ({"type": "string"}, "Name of the desk's file"),
    "as_of": ({"type": "string", "format": "date-time"}, "When the state of the desk that was read was taken"),
    "made_by": ({"type": "string"}, "Which run coded the desk last"),
    "citation": ({"type": "string"}, "How to cite the page"),
    "sql": ({"type": "array", "items": {"type": "string"}}, "Queries that made the page, with their values"),
}


def describe(pages: Iterable[Resource]) -> Schema:
    """The explorer's JSON and files as OpenAPI 3.1."""
    paths = {path: {"get": operation} for page in pages for path, operation in _operations(page)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "dragoman explorer", "version": VERSION, "description": ABOUT},
        "paths": paths,
        "components": {"schemas": {"fault": FAULT}},
    }


FAULT: Schema = {
    "type": "object",
    "description": "What is wrong, in a sentence.",
    "properties": {
        "error": {"type": "string", "description": "Its kind"},
        "detail": {"type": "string", "description": "What is wrong, and what to do"},
    },
    "required": ["error", "detail"],
    "additionalProperties": False,
}


def forms_of(page: Resource) -> tuple[str, ...]:
    """The endings that a page's address may have, beside none."""
    return ("json", *(FILES if page.shapes else ()), *(PICTURES if page.pictured else ()))


def data_path(page: Resource, form: str) -> str:
    """The path of a page in a form: "/overview.json", "/article/{id}.csv"."""
    return f"{'/overview' if page.path == '/' else page.path}.{form}"


def _operations(page: Resource) -> Iterator[tuple[str, Schema]]:
    name = "-".join(step.strip("{}") for step in page.path.split("/") if step) or "overview"
    for form in forms_of(page):
        paged = form == "json"
        content: Schema = {"schema": answer_schema(page)} if form == "json" else {}
        about = page.about if form == "json" else {**FILES, **PICTURES}[form] + f": {page.about}"
        yield (
            data_path(page, form),
            {
                "operationId": f"{name}-{form}",
                "summary": about,
                "parameters": [
                    *(_part(part, meaning) for part, meaning in page.parts.items()),
                    *(_option(option) for option in page.options if paged or option.name not in ("page", "per")),
                ],
                "responses": {
                    "200": {"description": about, "content": {MEDIA[form]: content}},
                    **{
                        status: {
                            "description": meaning,
                            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/fault"}}},
                        }
                        for status, meaning in FAULTS.items()
                    },
                },
            },
        )


def _part(name: str, about: str) -> Schema:
    schema = {"type": "string", "minLength": 1, "maxLength": LONGEST, "pattern": f"{NO_CONTROL}+$"}
    return {"name": name, "in": "path", "required": True, "description": about, "schema": schema}


def _option(option: Option) -> Schema:
    return {"name": option.name, "in": "query", "description": option.about, "schema": option_schema(option)}


def option_schema(option: Option) -> Schema:
    """What an option takes."""
    default = {} if option.default in (None, "", False) else {"default": option.default}
    if option.kind == "number":
        return {"type": "integer", "minimum": option.least, "maximum": option.most, **default}
    if option.kind == "flag":
        return {"type": "string", "enum": ["yes", "no", ""]}
    if option.choices:
        return {"type": "string", "enum": [*option.choices, ""], **default}
    if option.kind == "time":
        return {"type": "string", "pattern": TIME}
    return {"type": "string", "maxLength": LONGEST, "pattern": f"{NO_CONTROL}*$", **default}


def answer_schema(page: Resource) -> Schema:
    """What a page's JSON holds."""
    frame = {name: {**schema, "description": about} for name, (schema, about) in FRAME.items()}
    by_name: dict[str, list[Shape]] = {}
    for shape in page.shapes:
        by_name.setdefault(shape.name, []).append(shape)
    tables = {
        name: {"type": "array", "description": found[0].about, "items": row_schema(found[0])} for name, found in by_name.items()
    }
    totals = {name: {"type": "integer", "minimum": 0, "description": f"How many rows of {name} there are"} for name in by_name}
    frame |= {"tables": _object(tables, "Rows of each table"), "totals": _object(totals, "How many rows there are of each table")}
    return _object(frame, page.about, required=frame)


def row_schema(shape: Shape) -> Schema:
    """What a row of a table holds: every column, each of which may be empty."""
    found = {column.name: column_schema(column) for column in shape.described}
    return _object(found, "", required=found)


def column_schema(column: Column) -> Schema:
    """What a cell of a column holds."""
    more = {"format": "date"} if column.kind == "date" else {}
    return {"type": [TYPES.get(column.kind, "object"), "null"], "description": column.about, **more}


def _object(properties: Schema, about: str, *, required: Iterable[str] = ()) -> Schema:
    said = {"description": about} if about else {}
    return {"type": "object", **said, "properties": properties, "required": list(required), "additionalProperties": False}


def describe_in_words(pages: Iterable[Resource]) -> str:
    """The same as a page of Markdown."""
    parts = ["# The explorer's JSON\n", f"{ABOUT}\n", "`/openapi.json` says the same for programs.\n", "## Of every page\n"]
    parts += ["| key | holds |", "|---|---|", *(f"| `{name}` | {about} |" for name, (_, about) in FRAME.items())]
    parts += ["| `tables` | Rows of each table, by its name |", "| `totals` | How many rows there are of each table |"]
    parts.append("\nWhere there is no answer, `error` says what kind of fault it is and `detail` what is wrong:\n")
    parts += ["| status | means |", "|---|---|", *(f"| {status} | {meaning} |" for status, meaning in FAULTS.items())]
    for page in pages:
        ends = ", ".join(f"`.{form}`" for form in forms_of(page))
        parts.append(f"\n## `{page.path}`\n\n{page.about} As {ends}.\n")
        if page.parts or page.options:
            parts += ["| asked | takes | |", "|---|---|---|"]
            parts += [f"| `{{{name}}}` | | {_cell(about)} |" for name, about in page.parts.items()]
            parts += [f"| `{option.name}` | {_takes(option)} | {_cell(option.about)} |" for option in page.options]
            parts.append("")
        for shape in page.shapes:
            parts += [f"`{shape.name}`: {shape.about}\n", "| column | type | holds |", "|---|---|---|"]
            parts += [f"| `{column.name}` | {column.kind} | {_cell(column.about)} |" for column in shape.described]
            parts.append("")
    return "\n".join(parts).rstrip("\n") + "\n"


def _takes(option: Option) -> str:
    if option.choices:
        return ", ".join(option.choices)
    if option.kind == "number":
        return f"{option.least} to {option.most}"
    return {"flag": "yes, no", "time": "time"}.get(option.kind, "text")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
