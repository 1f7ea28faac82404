"""What dragoman knows, loaded from data files, checked, and kept as frozen indexes."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman import __version__ as VERSION
from dragoman.errors import KnowledgeError, UsageError
from dragoman.folders import cache_folder, config_folder
from dragoman.knowledge import files as source
from dragoman.knowledge import schemas
from dragoman.knowledge.actors import Actors, Entry, Person, Term, index_actors
from dragoman.knowledge.lexicon import Lexicon, Rule, index_lexicon
from dragoman.knowledge.nouns import Nouns, index_nouns
from dragoman.knowledge.ontology import Ontology, index_ontology
from dragoman.knowledge.places import Places, index_places, load_cities

if TYPE_CHECKING:
    from dragoman.knowledge.tables import Tables

__all__ = ["Actors", "Entry", "Knowledge", "Lexicon", "Nouns", "Ontology", "Person", "Places", "Rule", "Term"]


@dataclass(frozen=True)
class Knowledge:
    """Everything the stages ask: the codebook, who is known, sector nouns, places and the lexicon."""

    ontology: Ontology
    actors: Actors
    nouns: Nouns
    places: Places
    lexicon: Lexicon
    agencies: frozenset[str] = frozenset()
    digest: str = ""

    def credits(self) -> dict[str, str]:
        """The names that news agencies are credited by, in small letters, each with the agency's id."""
        return {name.text.lower(): agency for agency in sorted(self.agencies) for name in self.actors.organisations[agency].names}


def build_knowledge(files: Iterable[source.DataFile]) -> Knowledge:
    """Check all data files and index them.

    Raises KnowledgeError with every finding where a file breaks its schema or contradicts another.
    """
    from dragoman.knowledge.tables import Tables

    return index_tables(Tables(files))


def index_tables(tables: Tables) -> Knowledge:
    """The rows of all files as indexes, if they agree. Raises KnowledgeError with every finding."""
    from dragoman.knowledge.checks import check_all

    rows = tables.rows
    ontology = index_ontology(
        rows(schemas.EventType),
        rows(schemas.Context),
        rows(schemas.SectorCode),
        rows(schemas.International),
        rows(schemas.Quad),
        rows(schemas.Cameo),
        rows(schemas.CameoWay),
        rows(schemas.Vocabulary),
        rows(schemas.Deviation),
        rows(schemas.Family),
        rows(schemas.Foreign),
        rows(schemas.Telling),
    )
    lexicon = index_lexicon(
        tables.lexicons(),
        rows(schemas.Shift),
        rows(schemas.Light),
        rows(schemas.Say),
        rows(schemas.Cue),
        rows(schemas.ModeWords),
        rows(schemas.ContextWords),
        rows(schemas.Figure),
        rows(schemas.WordList),
        rows(schemas.Lemma),
        rows(schemas.Stance),
    )
    findings = [*tables.findings, *check_all(tables, ontology, lexicon)]
    if findings:
        raise KnowledgeError(sorted(findings, key=lambda finding: finding.partition(": ")[0]))
    states, nouns, places = rows(schemas.State), rows(schemas.SectorNoun), rows(schemas.PlaceRow)
    common = frozenset({*(row.noun for row in nouns), *(row.name.lower() for row in rows(schemas.PlaceStop))})
    cities = load_cities(states, common)
    return Knowledge(
        ontology=ontology,
        actors=index_actors(
            states,
            rows(schemas.Organisation),
            rows(schemas.Group),
            rows(schemas.Holder),
            places,
            rows(schemas.Surname),
            rows(schemas.Office),
            cities,
        ),
        nouns=index_nouns(nouns),
        places=index_places(places, cities),
        lexicon=lexicon,
        agencies=frozenset(row.agency for row in rows(schemas.Agency)),
        digest=content_of(tables.files),
    )


def content_of(files: Iterable[source.DataFile]) -> str:
    """SHA-256 over what the data files say: the same on every machine that knows the same."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.path}\0".encode())
        whole.update(hashlib.sha256(file.content).digest())
    return whole.hexdigest()


def digest_of(files: Iterable[source.DataFile]) -> str:
    """SHA-256 over all data files and the code's version: the cache's key."""
    whole = hashlib.sha256(f"{VERSION} {sys.version_info[:2]}".encode())
    for file in files:
        whole.update(file.shown.encode())
        whole.update(hashlib.sha256(file.content).digest())
    for _, content in source.walk(resources.files("dragoman") / "knowledge", ".py"):
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


# How many compiled states of the data are kept: the shipped one, and some of users' own folders over it.
KEPT = 4


def own_folders(given: Iterable[Path] = (), *, configured: bool = True) -> list[Path]:
    """The user's own knowledge in its order: the configured folder, where there is one, and those given.

    Configured is $XDG_CONFIG_HOME/dragoman/knowledge (~/.config without). A folder given twice, or given and
    configured, is one. Raises UsageError where one that is given is not there.
    """
    home = config_folder() / "knowledge"
    folders = {home.resolve(): home} if configured and home.is_dir() else {}
    for folder in given:
        if not folder.is_dir():
            raise UsageError(f"no folder {folder}; knowledge of your own is a folder of TOML and CSV files")
        folders.setdefault(folder.resolve(), folder)
    return list(folders.values())


def load_knowledge(folders: Iterable[Path] = ()) -> Knowledge:
    """The shipped data, and over it the files of the user's own folders, checked and indexed.

    Compiled once into the user's cache folder and read back from there while no file changes; where
    that folder cannot be written, built in memory. Raises KnowledgeError.
    """
    files = source.gather(folders)
    cached = cache_folder() / f"knowledge-{digest_of(files)[:24]}.bin"
    found = _kept(cached)
    if found is not None:
        return found
    knowledge = build_knowledge(files)
    _keep(knowledge, cached)
    return knowledge


def _kept(path: Path) -> Knowledge | None:
    """Knowledge compiled before, or None where there is none of ours or of this make."""
    gc.disable()  # half of the loading time would be the collector looking at what stays
    try:
        if path.stat().st_uid != os.getuid():
            return None
        with path.open("rb") as stream:
            found = pickle.load(stream)
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError, ValueError, IndexError, TypeError):
        return None  # none there, or damaged: built anew
    finally:
        gc.enable()
    return found if isinstance(found, Knowledge) else None


def _keep(knowledge: Knowledge, path: Path) -> None:
    written = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            written = stream.name
            pickle.dump(knowledge, stream, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(stream.name, path)
        for old in sorted(path.parent.glob("knowledge-*.bin"), key=lambda item: item.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # a read-only home costs the next start a second, nothing else
    finally:
        if written:
            Path(written).unlink(missing_ok=True)
