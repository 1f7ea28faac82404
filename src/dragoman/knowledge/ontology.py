"""What kinds of acts there are: PLOVER's types, modes, contexts, sectors and scores, and the way to CAMEO."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.knowledge.schemas import (
    Cameo,
    CameoWay,
    Context,
    Deviation,
    EventType,
    Family,
    Foreign,
    International,
    Mode,
    Quad,
    SectorCode,
    Telling,
    Vocabulary,
)


@dataclass(frozen=True)
class Ontology:
    """The codebook as indexes; read `docs/reference/ontology.md` for the pages made of it."""

    types: dict[str, EventType]
    contexts: dict[str, Context]
    sectors: dict[str, SectorCode]
    international: dict[str, International]
    quads: dict[int, Quad]
    cameo: dict[str, Cameo]
    ways: tuple[CameoWay, ...]
    vocabularies: tuple[Vocabulary, ...]
    deviations: tuple[Deviation, ...]
    families: dict[str, str] = field(default_factory=dict)
    best_cameo: dict[tuple[str, str], str] = field(default_factory=dict)
    foreign: dict[tuple[str, str, str], Foreign] = field(default_factory=dict)
    tellings: dict[tuple[str, str], Telling] = field(default_factory=dict)

    def mode(self, event_type: str, mode: str) -> Mode | None:
        """A type's mode by its id, or None."""
        return next((item for item in self.types[event_type].mode if item.id == mode), None)

    def strongest(self, event_type: str, modes: tuple[str, ...]) -> str:
        """The mode whose score is farthest from zero; "" where there is none with a score."""
        scored = [(abs(found.score), name) for name in modes if (found := self.mode(event_type, name)) and found.score]
        return max(scored, key=lambda pair: pair[0])[1] if scored else ""

    def telling(self, event_type: str, modes: tuple[str, ...]) -> Telling:
        """How an act is said: by the first of its modes that has words of its own, else by its type."""
        return next(self.tellings[event_type, mode] for mode in (*modes, "") if (event_type, mode) in self.tellings)

    def score(self, event_type: str, modes: tuple[str, ...]) -> float:
        """PLOVER's score: of the mode farthest from zero, else of the type (our ruling, deviation `several-modes`)."""
        strongest = self.strongest(event_type, modes)
        found = self.mode(event_type, strongest) if strongest else None
        return found.score if found is not None and found.score is not None else self.types[event_type].score

    def cameo_for(self, event_type: str, modes: tuple[str, ...]) -> str:
        """The first-ranked CAMEO code for a type and its strongest mode; "" where none is listed."""
        strongest = self.strongest(event_type, modes) or (modes[0] if modes else "")
        return self.best_cameo.get((event_type, strongest)) or self.best_cameo.get((event_type, ""), "")


def index_ontology(
    types: list[EventType],
    contexts: list[Context],
    sectors: list[SectorCode],
    international: list[International],
    quads: list[Quad],
    cameo: list[Cameo],
    ways: list[CameoWay],
    vocabularies: list[Vocabulary],
    deviations: list[Deviation],
    families: list[Family],
    foreign: list[Foreign],
    tellings: list[Telling],
) -> Ontology:
    """Index the rows of `data/ontology/`."""
    ranked = sorted(ways, key=lambda way: -way.rank)
    return Ontology(
        types={row.id: row for row in types},
        contexts={row.id: row for row in contexts},
        sectors={row.code: row for row in sectors},
        international={row.code: row for row in international},
        quads={row.id: row for row in quads},
        cameo={row.code: row for row in cameo},
        ways=tuple(ways),
        vocabularies=tuple(vocabularies),
        deviations=tuple(deviations),
        families={row.type: row.family for row in families},
        best_cameo={(way.type, way.mode): way.cameo for way in ranked},
        foreign={(row.format, row.field, row.theirs.lower()): row for row in foreign or []},
        tellings={(row.type, row.mode): row for row in tellings},
    )
