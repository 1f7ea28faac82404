"""Who is asked for is any of the sides of an event, or none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.store.file import Reader, open_writer

SIDE = st.fixed_dictionaries(
    {
        "id": st.sampled_from([None, "", "RUS", "RUS.MIL", "UKR", "Côte d'Ivoire"]),
        "country": st.sampled_from([None, "", "RUS", "UKR"]),
        "sector": st.none() | st.lists(st.sampled_from(["MIL", "GOV"]), max_size=2),
    }
)
ASKED = """
SELECT any_plays(sides, who), coalesce((SELECT bool_or(plays(side, who)) FROM (SELECT unnest(sides) AS side)), false)
FROM (SELECT from_json($sides::JSON, '[{"id": "VARCHAR", "country": "VARCHAR", "sector": ["VARCHAR"]}]') AS sides, $who::VARCHAR AS who)
"""


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    with open_writer(tmp_path_factory.mktemp("empty") / "desk.duckdb") as store:
        yield store


@settings(deadline=None)
@given(
    sides=st.none() | st.lists(SIDE, max_size=3),
    who=st.sampled_from(["RUS", "UKR", "RUS.MIL", "UKR.GOV", "Côte d'Ivoire", "", ".", None]),
)
def test_any_side_is_who_is_asked_for_where_one_by_itself_is(
    empty: Reader, sides: list[dict[str, Any]] | None, who: str | None
) -> None:
    any_one, one_by_one = empty.connection.execute(ASKED, {"sides": json.dumps(sides), "who": who}).fetchone() or (None, None)
    assert any_one == one_by_one
