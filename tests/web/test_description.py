"""openapi.json says what the explorer answers: asked as it says, and against what it says, every answer is as described."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import pytest
import schemathesis
from addresses import Addresses
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from jsonschema import Draft202012Validator, FormatChecker
from schemathesis import GenerationMode
from schemathesis.specs.openapi import checks
from starlette.testclient import TestClient

from dragoman.web.describe import answer_schema, data_path, describe, forms_of
from dragoman.web.pages import PAGES
from dragoman.web.resource import Resource

# Requests of each operation that are tried at random, beside those at the bounds of what is described.
TRIED = 6
CHECKS = (
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
)


def names(page: Resource) -> str:
    return page.path


@pytest.fixture(scope="module")
def described(client: TestClient) -> dict[str, Any]:
    answer = client.get("/openapi.json")
    assert answer.headers["content-type"] == "application/json"
    return dict(answer.json())


def test_every_page_is_described_with_every_form(described: dict[str, Any]) -> None:
    assert set(described["paths"]) == {data_path(page, form) for page in PAGES for form in forms_of(page)}
    assert described == json.loads(json.dumps(describe(PAGES)))
    told = [operation["get"]["operationId"] for operation in described["paths"].values()]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_what_is_asked_is_told(page: Resource) -> None:
    in_path = {step.strip("{}") for step in page.path.split("/") if step.startswith("{")}
    assert in_path == set(page.parts), "each {part} of the path has its words in `parts`"
    assert all(option.about.endswith(".") for option in page.options)
    assert len({option.name for option in page.options}) == len(page.options)


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_a_page_is_as_described_in_every_form(page: Resource, client: TestClient, addresses: Addresses) -> None:
    found = [where for known, where in addresses.all(3) if known is page]
    if not found:
        pytest.skip(f"no link of the demonstration desk leads to {page.path}")
    known = Draft202012Validator(answer_schema(page), format_checker=FormatChecker())
    for where in found:
        here = "/overview" if where == "/" else where.removesuffix(".html")
        told = client.get(f"{here}.json").json()
        assert [f"{list(error.absolute_path)}: {error.message[:300]}" for error in known.iter_errors(told)] == []
    for form in forms_of(page):
        answer = client.get(f"{here}.{form}")
        assert answer.status_code == 200 or (form in ("svg", "png") and answer.status_code == 400), (form, answer.text[:200])
    for form in {"csv", "svg"} - set(forms_of(page)):
        answer = client.get(f"{here}.{form}")
        assert answer.status_code == 400, f"{page.path} has .{form}: say so with `shapes` or `pictured`"
        assert set(answer.json()) == {"error", "detail"}


def with_known(described: dict[str, Any], addresses: Addresses) -> dict[str, Any]:
    """The description with parts that this desk has, and one that it has not, so that pages are reached and not only refusals."""
    for page in PAGES:
        for form in forms_of(page):
            if form not in ("json", "csv"):  # slow to make, and of the same rows
                del described["paths"][data_path(page, form)]
                continue
            for asked in described["paths"][data_path(page, form)]["get"]["parameters"]:
                if asked["in"] == "path" and (known := addresses.parts.get(page.path)):
                    asked["schema"] = {"enum": [known[0][asked["name"]]]}
    return described


def cases(operation: Any, mode: GenerationMode) -> list[Any]:
    """Some requests of an operation: as described, or not."""
    found: list[Any] = []

    def take(case: Any) -> None:
        found.append(case)

    asked = given(case=operation.as_strategy(generation_mode=mode))(take)
    with contextlib.suppress(Unsatisfiable):  # where nothing is asked, nothing can be asked wrongly
        settings(
            max_examples=TRIED,
            phases=[Phase.generate],
            derandomize=True,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )(asked)()
    return found


@pytest.fixture(scope="module")
def operations(described: dict[str, Any], addresses: Addresses) -> dict[str, Any]:
    schema = schemathesis.openapi.from_dict(with_known(json.loads(json.dumps(described)), addresses))
    return {found.ok().path: found.ok() for found in schema.get_all_operations()}


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_what_nobody_thought_of_is_answered_as_described(
    page: Resource, operations: dict[str, Any], client: TestClient, addresses: Addresses
) -> None:
    for form in set(forms_of(page)) & {"json", "csv"}:
        operation = operations[data_path(page, form)]
        reached: set[int] = set()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            for case in cases(operation, mode):
                asked = case.as_transport_kwargs(base_url="http://127.0.0.1")
                answer = client.request(
                    **{name: value for name, value in asked.items() if name in ("method", "url", "params", "headers")}
                )
                also = [] if mode is GenerationMode.POSITIVE or has_empty(case) else [checks.negative_data_rejection]
                case.validate_response(answer, checks=[*CHECKS, *also])
                reached.add(answer.status_code)
        known = not page.parts or addresses.parts.get(page.path)
        assert 200 in reached or not known, (operation.path, reached)


def has_empty(case: Any) -> bool:
    """Whether an option is given a value that is sent as an empty one, which is as good as none."""
    return any(value in ("", None, {}, [], [""], [None]) for value in (case.query or {}).values())
