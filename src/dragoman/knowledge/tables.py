"""Which rows stand in which file, and how rows of a user's own join or replace ours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import Any, NamedTuple, TypeVar

from dragoman.knowledge import files as source
from dragoman.knowledge import schemas
from dragoman.knowledge.files import DataFile, Placed, near

RowType = TypeVar("RowType", bound=schemas.Row)


class Place(NamedTuple):
    """Where one kind of row stands: a path, "*" being any name; in TOML the array, or "" where the file is one row."""

    path: str
    kind: type[schemas.Row]
    array: str = ""

    def claims(self, path: str) -> bool:
        """Whether a file is of this place: a lexicon file is named for a type, in capitals."""
        return fnmatchcase(path, self.path.replace("TYPE", "[A-Z]*"))


LEXICON = "lexicon/en/TYPE.toml"
PLACES = (
    Place("actors/states/*.toml", schemas.State),
    Place("actors/organisations/*.toml", schemas.Organisation, "organisation"),
    Place("actors/groups/*.toml", schemas.Group, "group"),
    Place("actors/holders/*.csv", schemas.Holder),
    Place("actors/offices.csv", schemas.Office),
    Place("actors/sectors.csv", schemas.SectorNoun),
    Place("actors/places.csv", schemas.PlaceRow),
    Place("actors/place-stops.csv", schemas.PlaceStop),
    Place("actors/surnames.csv", schemas.Surname),
    Place(LEXICON, schemas.RuleRow, "rule"),
    Place("lexicon/en/shifts.toml", schemas.Shift, "shift"),
    Place("lexicon/en/light.csv", schemas.Light),
    Place("lexicon/en/sayings.csv", schemas.Say),
    Place("lexicon/en/cues.csv", schemas.Cue),
    Place("lexicon/en/modes.toml", schemas.ModeWords, "mode"),
    Place("lexicon/en/contexts.toml", schemas.ContextWords, "context"),
    Place("lexicon/en/figures.csv", schemas.Figure),
    Place("lexicon/en/words.toml", schemas.WordList, "list"),
    Place("lexicon/en/lemmas.csv", schemas.Lemma),
    Place("lexicon/en/stance.csv", schemas.Stance),
    Place("ontology/types/*.toml", schemas.EventType),
    Place("ontology/contexts.toml", schemas.Context, "context"),
    Place("ontology/sectors.toml", schemas.SectorCode, "sector"),
    Place("ontology/sectors.toml", schemas.International, "international"),
    Place("ontology/quads.toml", schemas.Quad, "quad"),
    Place("ontology/cameo.csv", schemas.Cameo),
    Place("ontology/plover_to_cameo.csv", schemas.CameoWay),
    Place("ontology/vocabularies.csv", schemas.Vocabulary),
    Place("ontology/deviations.toml", schemas.Deviation, "deviation"),
    Place("ontology/families.csv", schemas.Family),
    Place("ontology/foreign.csv", schemas.Foreign),
    Place("ontology/sentences.csv", schemas.Telling),
    Place("outlets/agencies.csv", schemas.Agency),
)
# What a lexicon file says of all its rules at once.
DEFAULTS = ("verb_roles", "noun_roles", "fallback")


class Tables:
    """All rows of all folders, each with its place; faults gather in `findings`.

    `promised` holds the ids of rows that have a fault of their own: who refers to one is not at fault.
    """

    def __init__(self, files: Iterable[DataFile]) -> None:
        self.files = tuple(files)
        self.findings: list[str] = []
        self.promised: set[str] = set()
        self._rows: dict[type[schemas.Row], list[Placed[Any]]] = {
            place.kind: self._merged([row for file in self.files if place.claims(file.path) for row in self._read(file, place)])
            for place in PLACES
        }
        self.defaults = self._defaults()
        self.findings += self._unclaimed()

    def placed(self, kind: type[RowType]) -> list[Placed[RowType]]:
        """The rows of one kind with their places."""
        return self._rows[kind]

    def rows(self, kind: type[RowType]) -> list[RowType]:
        """The rows of one kind."""
        return [item.row for item in self.placed(kind)]

    def own(self) -> int:
        """How many rows are the user's own."""
        return sum(item.file.folder != source.OURS for placed in self._rows.values() for item in placed)

    def lexicons(self) -> list[schemas.TypeLexicon]:
        """The rules of each lexicon file with the roles that hold in it: its own, or those of our file of that type."""
        found: dict[DataFile, list[schemas.RuleRow]] = {}
        for item in self.placed(schemas.RuleRow):
            found.setdefault(item.file, []).append(item.row)
        return [self._in_force(file).model_copy(update={"rule": tuple(rules)}) for file, rules in found.items()]

    def _in_force(self, file: DataFile) -> schemas.TypeLexicon:
        """What a file says of all its rules, over what earlier folders say in the file of the same name."""
        said = [self.defaults[other] for other in self.files if other.path == file.path and other in self.defaults]
        below = said[: said.index(self.defaults[file]) + 1]
        return schemas.TypeLexicon(
            rule=(), **{key: value for defaults in below for key in DEFAULTS if (value := getattr(defaults, key))}
        )

    def _defaults(self) -> dict[DataFile, schemas.TypeLexicon]:
        """What each lexicon file says of all its rules."""
        found = {}
        for file in self.files:
            if fnmatchcase(file.path, LEXICON.replace("TYPE", "[A-Z]*")):
                raw = source.read_toml(file, [])
                known = {key: raw[key] for key in DEFAULTS if key in raw}
                rows = source.checked(file, "", {**known, "rule": ()}, schemas.TypeLexicon, self.findings)
                found[file] = rows[0].row if rows else schemas.TypeLexicon(rule=())
        return found

    def _read(self, file: DataFile, place: Place) -> list[Placed[Any]]:
        before = len(self.findings)
        if place.path.endswith(".csv"):
            rows = source.read_table(file, place.kind, self.findings)
        elif place.array:
            others = [other.array for other in PLACES if other.path == place.path and other.array != place.array]
            beside = (*others, *(DEFAULTS if place.path == LEXICON else ()))
            rows = source.read_array(file, place.array, place.kind, self.findings, beside)
        else:
            rows = source.read_one(file, place.kind, self.findings)
        if len(self.findings) > before:
            self.promised.update(source.ids_in(file))
        return rows

    def _merged(self, rows: Iterable[Placed[Any]]) -> list[Placed[Any]]:
        """The rows of all folders: one that a later folder has again replaces ours, if it says why."""
        kept: dict[tuple[str, ...], list[Placed[Any]]] = {}
        replaced: set[tuple[str, tuple[str, ...]]] = set()
        for number, item in enumerate(rows):
            row = item.row
            if not isinstance(row, schemas.Keyed):
                kept[(str(number),)] = [item]
                continue
            others = kept.setdefault(row.key, [])
            fault = ""
            earlier = [other for other in others if other.file.folder != item.file.folder]
            if earlier and row.overrides:
                others.clear()
                replaced.add((item.file.folder, row.key))
            elif earlier:
                fault = f"stands in {earlier[0].file.shown} already; to replace it, say why in `overrides`"
            elif others and len(row.key) == 1:
                fault = f"stands in {others[0].called()} too; keep one"
            elif row.overrides and (item.file.folder, row.key) not in replaced:
                hint = near(" ".join(row.key), (" ".join(key) for key in kept if key != row.key))
                fault = f"replaces nothing; mend its key, or leave `overrides` out{hint}"
            if fault:
                self.findings.append(f"{item.called(' '.join(row.key))}: {fault}")
            else:
                others.append(item)
        return [item for found in kept.values() for item in found]

    def _unclaimed(self) -> Iterator[str]:
        """Files of a user's own that no kind of row claims, and where each belongs."""
        for file in self.files:
            if file.folder != source.OURS and not any(place.claims(file.path) for place in PLACES):
                yield f"{file.shown}: nothing is read from here; {_belongs(file)}"


def _belongs(file: DataFile) -> str:
    """Where a misplaced file should lie: by what stands in it, else by its path."""
    paths = list(dict.fromkeys(place.path for place in PLACES))
    if not file.path.endswith(source.SUFFIXES):
        suffixes = [place.path[place.path.rindex(".") :] for place in PLACES if place.path.rpartition("/")[0] == _folder(file)]
        kinds = " or ".join(dict.fromkeys(suffixes)) or ".toml or .csv"
        return f"save it as {kinds}, or move it out of the folder"
    for place in PLACES:
        if _holds(file, place):
            return f"what it holds belongs in {place.path}"
    return (near(file.path, paths) or f"; files are {', '.join(paths)}").removeprefix("; ")


def _folder(file: DataFile) -> str:
    return file.path.rpartition("/")[0]


def _holds(file: DataFile, place: Place) -> bool:
    """Whether a file has the columns or the tables of a place."""
    fields = place.kind.model_fields
    needed = {name for name, field in fields.items() if field.is_required()}
    if not file.path.endswith(place.path[place.path.rindex(".") :]):
        return False
    if place.path.endswith(".csv"):
        return needed <= set(source.columns(file)) <= set(fields)
    raw = source.read_toml(file, [])
    if not place.array:
        return needed <= set(raw)
    rows = raw.get(place.array)
    return isinstance(rows, list) and all(isinstance(row, dict) and set(row) <= _written(place) for row in rows)


def _written(place: Place) -> set[str]:
    return {field.alias or name for name, field in place.kind.model_fields.items()}
