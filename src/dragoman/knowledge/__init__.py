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
from typing import TypeVar

from pydantic import BaseModel

from dragoman import __version__ as VERSION
from dragoman.errors import KnowledgeError
from dragoman.knowledge import files as source
from dragoman.knowledge import schemas
from dragoman.knowledge.actors import Actors, Entry, Person, Term, index_actors
from dragoman.knowledge.lexicon import Lexicon, Rule, index_lexicon
from dragoman.knowledge.nouns import Nouns, index_nouns
from dragoman.knowledge.ontology import Ontology, index_ontology
from dragoman.knowledge.places import Places, index_places, load_cities

RowType = TypeVar("RowType", bound=BaseModel)

__all__ = ["Actors", "Entry", "Knowledge", "Lexicon", "Nouns", "Ontology", "Person", "Places", "Rule", "Term"]


@dataclass(frozen=True)
class Knowledge:
    """Everything the stages ask: the codebook, who is known, sector nouns, places and the lexicon."""

    ontology: Ontology
    actors: Actors
    nouns: Nouns
    places: Places
    lexicon: Lexicon
    digest: str = ""


class _Files:
    """The data files by path, handed out by kind; faults gather in `findings`."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.files = files
        self.findings: list[str] = []

    def _in(self, place: str) -> Iterable[tuple[str, bytes]]:
        exact = self.files.get(place)
        if exact is not None:
            return [(place, exact)]
        return [(path, content) for path, content in self.files.items() if path.startswith(place.rstrip("/") + "/")]

    def each(self, place: str, kind: type[RowType]) -> list[RowType]:
        """One row a TOML file."""
        return [row for path, raw in self._in(place) for row in source.read_one(path, raw, kind, self.findings)]

    def named(self, place: str, kind: type[RowType]) -> dict[str, RowType]:
        """One row a TOML file, by the file's stem, for files whose stem is in capitals (a type)."""
        found = {}
        for path, raw in self._in(place):
            stem = path.rsplit("/", 1)[-1].removesuffix(".toml")
            if path.endswith(".toml") and stem.isupper():
                for row in source.read_one(path, raw, kind, self.findings):
                    found[stem] = row
        return found

    def arrays(self, place: str, table: str, kind: type[RowType]) -> list[RowType]:
        """Many rows a TOML file."""
        return [row for path, raw in self._in(place) for row in source.read_array(path, raw, table, kind, self.findings)]

    def tables(self, place: str, kind: type[RowType]) -> list[RowType]:
        """Many rows a CSV file."""
        return [row for path, raw in self._in(place) for row in source.read_table(path, raw, kind, self.findings)]


def build_knowledge(files: dict[str, bytes]) -> Knowledge:
    """Check all data files and index them.

    Raises KnowledgeError with every finding where a file breaks its schema or contradicts another.
    """
    from dragoman.knowledge.checks import check_all

    data = _Files(files)
    sectors = "ontology/sectors.toml"
    both = source.read_toml(sectors, files.get(sectors, b""), data.findings)
    language = "lexicon/en"
    states = data.each("actors/states", schemas.State)
    nouns = data.tables("actors/sectors.csv", schemas.SectorNoun)
    place_rows = data.tables("actors/places.csv", schemas.PlaceRow)
    stops = data.tables("actors/place-stops.csv", schemas.Surname)
    common = frozenset({*(row.noun for row in nouns), *(row.name.lower() for row in stops)})
    cities = load_cities(states, common)
    lexicon_files = data.named(language, schemas.TypeLexicon)
    shift_files = data.each(f"{language}/shifts.toml", schemas.ShiftFile)
    knowledge = Knowledge(
        ontology=index_ontology(
            data.each("ontology/types", schemas.EventType),
            data.arrays("ontology/contexts.toml", "context", schemas.Context),
            [schemas.SectorCode.model_validate(row) for row in both.get("sector", [])],
            [schemas.International.model_validate(row) for row in both.get("international", [])],
            data.arrays("ontology/quads.toml", "quad", schemas.Quad),
            data.tables("ontology/cameo.csv", schemas.Cameo),
            data.tables("ontology/plover_to_cameo.csv", schemas.CameoWay),
            data.tables("ontology/vocabularies.csv", schemas.Vocabulary),
            data.arrays("ontology/deviations.toml", "deviation", schemas.Deviation),
        ),
        actors=index_actors(
            states,
            data.arrays("actors/organisations", "organisation", schemas.Organisation),
            data.arrays("actors/groups", "group", schemas.Group),
            data.tables("actors/holders", schemas.Holder),
            place_rows,
            data.tables("actors/surnames.csv", schemas.Surname),
            data.tables("actors/offices.csv", schemas.Office),
            cities,
        ),
        nouns=index_nouns(nouns),
        places=index_places(place_rows, cities),
        lexicon=index_lexicon(
            lexicon_files,
            [shift for file in shift_files for shift in file.shift],
            data.tables(f"{language}/light.csv", schemas.Light),
            data.tables(f"{language}/sayings.csv", schemas.Say),
            data.tables(f"{language}/cues.csv", schemas.Cue),
            data.arrays(f"{language}/modes.toml", "mode", schemas.ModeWords),
            data.arrays(f"{language}/contexts.toml", "context", schemas.ContextWords),
            data.tables(f"{language}/figures.csv", schemas.Figure),
            data.arrays(f"{language}/words.toml", "list", schemas.WordList),
            data.tables(f"{language}/lemmas.csv", schemas.Lemma),
            data.tables(f"{language}/stance.csv", schemas.Stance),
        ),
        digest=digest_of(files),
    )
    findings = data.findings or check_all(knowledge)
    if findings:
        raise KnowledgeError(findings)
    return knowledge


def digest_of(files: dict[str, bytes]) -> str:
    """SHA-256 over all data files and the code's version: the cache's key."""
    whole = hashlib.sha256(f"{VERSION} {sys.version_info[:2]}".encode())
    for path, content in files.items():
        whole.update(path.encode())
        whole.update(hashlib.sha256(content).digest())
    for _, content in source.walk(resources.files("dragoman") / "knowledge", ".py"):
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def cache_folder() -> Path:
    """Where compiled knowledge is kept: $XDG_CACHE_HOME/dragoman, else ~/.cache/dragoman."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(base) / "dragoman"


def user_folder() -> list[Path]:
    """The user's own knowledge: $XDG_CONFIG_HOME/dragoman/knowledge (~/.config without), where it exists."""
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    folder = Path(base) / "dragoman" / "knowledge"
    return [folder] if folder.is_dir() else []


def load_knowledge(folders: Iterable[Path] = ()) -> Knowledge:
    """The shipped data, and over it the files of the user's own folders, checked and indexed.

    Compiled once into the user's cache folder and read back from there while no file changes; where
    that folder cannot be written, built in memory. Raises KnowledgeError.
    """
    files = source.overlay([source.shipped(), *folders])
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
    except (OSError, pickle.UnpicklingError, AttributeError, EOFError, ImportError):
        return None
    finally:
        gc.enable()
    return found if isinstance(found, Knowledge) else None


def _keep(knowledge: Knowledge, path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
            pickle.dump(knowledge, stream, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(stream.name, path)
    except OSError:
        return  # a read-only home costs the next start half a second, nothing else
