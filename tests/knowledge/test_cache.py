"""Knowledge is compiled once and read back while no file changes; a cache that fails is no error."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import knowledge as module
from dragoman.knowledge import Knowledge, Places, load_knowledge
from dragoman.knowledge.actors import index_actors
from dragoman.knowledge.lexicon import index_lexicon
from dragoman.knowledge.nouns import index_nouns
from dragoman.knowledge.ontology import index_ontology
from dragoman.knowledge.schemas import SectorNoun

Compiled = list[int]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of compiled knowledge of a user who has none yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "dragoman"


@pytest.fixture(scope="module")
def small() -> Knowledge:
    """Knowledge of next to nothing, quick to keep and to read."""
    noun = SectorNoun(noun="troop", sector="MIL", kind="group", alone="no")
    return Knowledge(
        index_ontology([], [], [], [], [], [], [], [], [], [], [], []),
        index_actors([], [], [], [], [], [], [], {}),
        index_nouns([noun]),
        Places(),
        index_lexicon([], [], [], [], [], [], [], [], [], [], []),
    )


@pytest.fixture
def compiled(small: Knowledge, monkeypatch: pytest.MonkeyPatch) -> Compiled:
    """The number of files at each time that knowledge is compiled; what comes of it is small."""
    times: Compiled = []

    def build(files: tuple[object, ...]) -> Knowledge:
        times.append(len(files))
        return small

    monkeypatch.setattr(module, "build_knowledge", build)
    return times


def test_compiled_once_and_read_again(cache: Path, compiled: Compiled, small: Knowledge) -> None:
    assert load_knowledge() == small
    [kept] = cache.iterdir()
    assert load_knowledge() == small
    assert len(compiled) == 1
    assert list(cache.iterdir()) == [kept]


def test_what_is_read_back_answers_as_what_was_compiled(cache: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "build_knowledge", lambda _: knowledge)
    load_knowledge()
    found = load_knowledge()
    assert found is not knowledge
    assert found.digest == knowledge.digest
    assert found.actors.by_name == knowledge.actors.by_name
    assert found.actors.automaton.find_matches_as_indexes("Kenya") != []
    assert found.nouns.find(["troop"]) == knowledge.nouns.find(["troop"])
    assert list(found.lexicon.rules) == list(knowledge.lexicon.rules)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda folder: (folder / "actors" / "sectors.csv").write_text("noun,sector\n"), id="a file changed"),
        pytest.param(lambda folder: (folder / "actors" / "sectors.csv").unlink(), id="a file gone"),
        pytest.param(lambda folder: (folder / "actors" / "places.csv").write_text(""), id="a file more"),
        pytest.param(lambda folder: (folder / "actors" / "sectors.csv").rename(folder / "sectors.csv"), id="a file moved"),
    ],
)
def test_a_changed_file_compiles_anew(change: Callable[[Path], object], tmp_path: Path, cache: Path, compiled: Compiled) -> None:
    folder = tmp_path / "own"
    (folder / "actors").mkdir(parents=True)
    (folder / "actors" / "sectors.csv").write_text("noun,sector,kind,alone\n")
    load_knowledge([folder])
    change(folder)
    load_knowledge([folder])
    load_knowledge([folder])
    assert len(compiled) == 2
    assert len(list(cache.iterdir())) == 2


def test_a_file_touched_but_not_changed_is_not_compiled_anew(tmp_path: Path, cache: Path, compiled: Compiled) -> None:
    (tmp_path / "own").mkdir()
    file = tmp_path / "own" / "note.toml"
    file.write_text("")
    load_knowledge([tmp_path / "own"])
    os.utime(file, (0, 0))
    load_knowledge([tmp_path / "own"])
    assert len(compiled) == 1


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not compiled knowledge", id="text"),
        pytest.param(b"\0" * 100, id="zeros"),
        pytest.param(pickle.dumps({"actors": ()}), id="something else"),
        pytest.param(b"cno_such_module\nThing\n.", id="of a module that is gone"),
        pytest.param(b"cdragoman.knowledge\nNoSuchThing\n.", id="of a class that is gone"),
        pytest.param(
            b"\x80\x04\x8c\x01\xff.", id="a damaged name",
        ),
        pytest.param(
            b"\x80\x63.", id="of a later Python",
        ),
    ],
)  # fmt: skip
def test_a_broken_file_is_compiled_anew_and_mended(content: bytes, cache: Path, compiled: Compiled, small: Knowledge) -> None:
    load_knowledge()
    [kept] = cache.iterdir()
    kept.write_bytes(content)
    assert load_knowledge() == small
    assert load_knowledge() == small
    assert len(compiled) == 2


def test_a_file_cut_short_is_compiled_anew(cache: Path, compiled: Compiled, small: Knowledge) -> None:
    load_knowledge()
    [kept] = cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:-10])
    assert load_knowledge() == small
    assert len(compiled) == 2


def test_a_file_of_another_user_is_not_read(cache: Path, compiled: Compiled, monkeypatch: pytest.MonkeyPatch) -> None:
    """Compiled knowledge can run code, so only one's own is read."""
    load_knowledge()
    other = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: other)
    load_knowledge()
    assert len(compiled) == 2


def test_the_folder_is_the_users_alone(cache: Path, compiled: Compiled) -> None:
    load_knowledge()
    [kept] = cache.iterdir()
    assert (cache.stat().st_mode & 0o077, kept.stat().st_mode & 0o077) == (0, 0)


def test_a_file_in_the_place_of_the_folder_is_no_error(tmp_path: Path, cache: Path, compiled: Compiled, small: Knowledge) -> None:
    (tmp_path / "cache").write_text("in the way")
    assert load_knowledge() == small
    assert load_knowledge() == small
    assert len(compiled) == 2


def test_a_read_only_folder_is_no_error(cache: Path, compiled: Compiled, small: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    cache.mkdir(parents=True)
    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)  # root may write where others may not
    assert load_knowledge() == small
    assert len(compiled) == 1
    assert list(cache.iterdir()) == []


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pickle.dump", fill)


@pytest.mark.usefixtures("full_disk")
def test_a_full_disk_is_no_error(cache: Path, compiled: Compiled, small: Knowledge) -> None:
    assert load_knowledge() == small
    assert list(cache.glob("knowledge-*")) == []


@pytest.mark.usefixtures("full_disk", "compiled")
def test_a_full_disk_is_not_filled_further(cache: Path) -> None:
    load_knowledge()
    assert list(cache.iterdir()) == []
