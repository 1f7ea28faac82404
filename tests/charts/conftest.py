"""The demonstration desk that pictures are drawn from, built once a session."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.charts import Picture
from dragoman.desk import pictures
from dragoman.desk.demo import build_demo
from dragoman.knowledge import Knowledge
from dragoman.store.file import Reader, open_snapshot


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Snapshots of these tests go into a cache folder of their own."""
    patch = pytest.MonkeyPatch()
    patch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path_factory.getbasetemp() / "cache")
    yield
    patch.undo()


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    path = tmp_path_factory.mktemp("charts") / "demo.duckdb"
    build_demo(path, knowledge)
    return path


@pytest.fixture(scope="session")
def store(desk: Path) -> Iterator[Reader]:
    reader = open_snapshot(desk)
    yield reader
    reader.close()


@pytest.fixture(scope="session")
def all_pictures(store: Reader, knowledge: Knowledge) -> Callable[[int], dict[str, Picture]]:
    """Every kind of picture of the demonstration desk, so many pixels wide."""

    def _all(width: int) -> dict[str, Picture]:
        found = {
            "series": pictures.series_picture(store, knowledge, "RUS", "UKR", unit="week", width=width),
            "heatmap": pictures.heatmap_picture(store, knowledge, width=width),
            "matrix": pictures.heatmap_picture(store, knowledge, matrix=True, width=width),
            "network": pictures.network_picture(store, knowledge, width=width),
            "map": pictures.map_picture(store, knowledge, width=width),
            "stance": pictures.stance_picture(store, knowledge, "RUS", width=width),
            "claims": pictures.claims_picture(store, knowledge, width=width),
        }
        return {name: picture for name, picture in found.items() if picture is not None}

    return _all
