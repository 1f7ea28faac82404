"""The arrow of two sides, read of the last periods alone, is that of their whole series."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dragoman.relations.dyads import read_arrow, read_dyad
from dragoman.store.file import Reader


@pytest.mark.parametrize("unit", ["week", "month"])
@pytest.mark.parametrize("pair", [("RUS", "UKR"), ("CHN", "USA"), ("ISR", "PSE"), ("NATO", "RUS")])
def test_the_last_periods_give_the_arrow_of_all(demo: Reader, pair: tuple[str, str], unit: str) -> None:
    ways = set()
    for weeks in range(12):
        until = date(2024, 4, 3) + timedelta(days=6 * weeks)
        arrow = read_arrow(demo, *pair, until=until, unit=unit)
        assert arrow == read_dyad(demo, *pair, until=until, unit=unit).arrow(), until
        ways.add(arrow.why)
    assert len(ways) > 2, "the days asked for are told apart"
