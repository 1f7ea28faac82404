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
    agencies: frozenset[str] = frozenset()
    digest: str = ""

    def credits(self) -> dict[str, str]:
        """The names that news agencies are credited by, in small letters, each with the agency's id."""
        return {name.text.lower(): agency for agency in sorted(self.agencies) for name in self.actors.organisations[agency].names}


class _Files:
    """The data files, handed out by kind; faults gather in `findings`."""

    def __init__(self, files: Iterable[source.DataFile]) -> None:
        self.files = tuple(files)
        self.findings: list[str] = []

    def _in(self, place: str) -> list[source.DataFile]:
        folder = place.rstrip("/") + "/"
        return [file for file in self.files if file.path == place or file.path.startswith(folder)]

    def each(self, place: str, kind: type[RowType]) -> list[RowType]:
        """One row a TOML file."""
        return self.merged((file, row) for file in self._in(place) for row in source.read_one(file, kind, self.findings))

    def arrays(self, place: str, table: str, kind: type[RowType]) -> list[RowType]:
        """Many rows a TOML file."""
        return self.merged((file, row) for file in self._in(place) for row in source.read_array(file, table, kind, self.findings))

    def tables(self, place: str, kind: type[RowType]) -> list[RowType]:
        """Many rows a CSV file."""
        return self.merged((file, row) for file in self._in(place) for row in source.read_table(file, kind, self.findings))

    def rules(self, place: str) -> dict[str, schemas.TypeLexicon]:
        """The lexicon by type: files named for a type in capitals; a user's file adds its rules to ours."""
        found: dict[str, list[tuple[source.DataFile, schemas.TypeLexicon]]] = {}
        for file in self._in(place):
            stem = file.path.rsplit("/", 1)[-1].removesuffix(".toml")
            if file.path.endswith(".toml") and stem.isupper():
                for row in source.read_one(file, schemas.TypeLexicon, self.findings):
                    found.setdefault(stem, []).append((file, row))
        return {
            stem: files[0][1].model_copy(
                update={"rule": tuple(self.merged((file, row) for file, lexicon in files for row in lexicon.rule))}
            )
            for stem, files in found.items()
        }

    def merged(self, rows: Iterable[tuple[source.DataFile, RowType]]) -> list[RowType]:
        """The rows of all folders: one that a later folder has again replaces ours, if it says why."""
        kept: dict[tuple[str, ...], list[tuple[source.DataFile, RowType]]] = {}
        for number, (file, row) in enumerate(rows):
            key = row.key if isinstance(row, schemas.Keyed) else (str(number),)
            others = kept.setdefault(key, [])
            earlier = [other for other, _ in others if other.folder != file.folder]
            if earlier and isinstance(row, schemas.Keyed):
                if row.overrides:
                    others.clear()
                else:
                    self.findings.append(
                        f"{file.shown}: {' '.join(key)}: stands in {earlier[0].shown} already; to replace it, say why in `overrides`"
                    )
            elif others and isinstance(row, schemas.Keyed) and len(key) == 1:
                self.findings.append(f"{file.shown}: {key[0]}: stands in {others[0][0].shown} too; keep one")
            others.append((file, row))
        return [row for found in kept.values() for _, row in found]


def build_knowledge(files: Iterable[source.DataFile]) -> Knowledge:
    """Check all data files and index them.

    Raises KnowledgeError with every finding where a file breaks its schema or contradicts another.
    """
    from dragoman.knowledge.checks import check_all

    data = _Files(files)
    both = [source.read_toml(file, data.findings) for file in data.files if file.path == "ontology/sectors.toml"]
    language = "lexicon/en"
    states = data.each("actors/states", schemas.State)
    nouns = data.tables("actors/sectors.csv", schemas.SectorNoun)
    place_rows = data.tables("actors/places.csv", schemas.PlaceRow)
    stops = data.tables("actors/place-stops.csv", schemas.Surname)
    common = frozenset({*(row.noun for row in nouns), *(row.name.lower() for row in stops)})
    cities = load_cities(states, common)
    lexicon_files = data.rules(language)
    shift_files = data.each(f"{language}/shifts.toml", schemas.ShiftFile)
    knowledge = Knowledge(
        ontology=index_ontology(
            data.each("ontology/types", schemas.EventType),
            data.arrays("ontology/contexts.toml", "context", schemas.Context),
            [schemas.SectorCode.model_validate(row) for file in both for row in file.get("sector", [])],
            [schemas.International.model_validate(row) for file in both for row in file.get("international", [])],
            data.arrays("ontology/quads.toml", "quad", schemas.Quad),
            data.tables("ontology/cameo.csv", schemas.Cameo),
            data.tables("ontology/plover_to_cameo.csv", schemas.CameoWay),
            data.tables("ontology/vocabularies.csv", schemas.Vocabulary),
            data.arrays("ontology/deviations.toml", "deviation", schemas.Deviation),
            data.tables("ontology/families.csv", schemas.Family),
            data.tables("ontology/foreign.csv", schemas.Foreign),
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
        agencies=frozenset(row.agency for row in data.tables("outlets/agencies.csv", schemas.Agency)),
        digest=digest_of(data.files),
    )
    findings = data.findings or check_all(knowledge)
    if findings:
        raise KnowledgeError(findings)
    return knowledge


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
