"""The shape of every data file: what a row may hold, and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def first_day(value: str) -> date | None:
    """The first day an ISO date, month or year stands for; None for the empty text.

    Raises ValueError where the text is no such date.
    """
    if not value:
        return None
    found = PARTIAL_DATE.fullmatch(value)
    if not found:
        raise ValueError(f"{value!r} is no date; write 1991, 1991-12 or 1991-12-25")
    year, month, day = found.groups()
    try:
        return date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise ValueError(f"{value!r} is no day that exists; write 1991, 1991-12 or 1991-12-25") from error


def _is_date(value: str) -> str:
    first_day(value)
    return value


def _is_word(value: str) -> str:
    if not value.strip():
        raise ValueError("is blank; write a word, or leave the line out")
    return value


PartialDate = Annotated[str, AfterValidator(_is_date)]
Word = Annotated[str, AfterValidator(_is_word)]
Sector = str
STATE_ID = r"^[A-Z0-9-]{3,12}$"
BODY_ID = r"^[A-Z0-9-]{2,40}$"
RULE_ID = r"^en\.[a-z]+\.[a-z0-9-]+$"
CAMEO_CODE = r"^\d{2,4}$"
IN_WORDS = {
    STATE_ID: "3 to 12 capitals, digits and hyphens",
    BODY_ID: "2 to 40 capitals, digits and hyphens",
    RULE_ID: "en.TYPE.NAME in small letters, such as en.assault.shell",
    CAMEO_CODE: "two to four digits",
}
StatusName = Literal["actual", "ongoing", "habitual", "future", "hypothetical", "negated"]


class Row(BaseModel):
    """What all rows share: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Keyed(Row):
    """A row that a user's own folder may replace: with the same `key`, and the reason in `overrides`."""

    overrides: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two rows the same thing."""
        raise NotImplementedError


class Name(Row):
    """A name and when it was borne; `ambiguous` where the words mean other things too."""

    text: str = Field(min_length=2)
    start: PartialDate = ""
    end: PartialDate = ""
    ambiguous: bool = False
    note: str = ""


class Body(Row):
    """A seat of power or national institution that stands for a sector of its state."""

    text: str = Field(min_length=2)
    sector: Sector
    start: PartialDate = ""
    end: PartialDate = ""
    ambiguous: bool = False
    note: str = ""


class Code(Row):
    """A state's code in a scheme of others, and when it was valid."""

    scheme: Literal["iso3", "iso2", "cow", "gw", "fips", "cameo"]
    code: str
    start: PartialDate = ""
    end: PartialDate = ""


class Dependency(Row):
    """A territory folded into its state."""

    text: str
    adjectives: tuple[str, ...] = ()
    note: str = ""


class State(Keyed):
    """A state, present or past, or a disputed entity that folds into its sovereign."""

    id: str = Field(pattern=STATE_ID)
    name: str
    start: PartialDate = ""
    end: PartialDate = ""
    source: str
    checked: bool
    predecessors: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()
    recognition: Literal["un-member", "un-observer", "partly-recognised", "former", "territory"]
    folds_into: str = ""
    sector: Sector = ""
    codes: tuple[Code, ...] = ()
    names: tuple[Name, ...] = Field(min_length=1)
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    capitals: tuple[Name, ...] = ()
    seats: tuple[Body, ...] = ()
    bodies: tuple[Body, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    regions: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Its id."""
        return (self.id,)


class Holder(Keyed):
    """One continuous term of one person in one office."""

    state: str
    role: Literal[
        "head-of-state",
        "head-of-government",
        "deputy-head-of-state",
        "deputy-head-of-government",
        "foreign-minister",
        "defence-minister",
        "interior-minister",
        "finance-minister",
        "speaker",
        "envoy",
        "spokesperson",
        "security-adviser",
        "intelligence-chief",
        "military-chief",
        "opposition-leader",
        "leader",
        "deputy-leader",
    ]
    title: str
    person: str
    aliases: tuple[str, ...] = ()
    start: PartialDate = ""
    end: PartialDate = ""
    source: str
    checked: bool
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Office and person: all terms of one are replaced together."""
        return (self.state, self.role, self.person)


class Member(Row):
    """A state's membership in an organisation."""

    state: str
    start: PartialDate = ""
    end: PartialDate = ""
    status: Literal["member", "observer", "suspended", "candidate", "partner"] = "member"
    note: str = ""

    @property
    def span(self) -> tuple[date | None, date | None]:
        """First day, and first day no longer; None where open."""
        return first_day(self.start), first_day(self.end)


class Organisation(Keyed):
    """An organisation, bloc, medium or company that acts on its own."""

    id: str = Field(pattern=BODY_ID)
    name: str
    class_: Literal["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "BLOC"] = Field("IGO", alias="class")
    sector: tuple[Sector, ...] = ()
    country: str = ""
    start: PartialDate = ""
    end: PartialDate = ""
    names: tuple[Name, ...] = Field(min_length=1)
    adjectives: tuple[str, ...] = ()
    parent: str = ""
    seat: str = ""
    members: tuple[Member, ...] = ()
    source: str
    checked: bool
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Its id."""
        return (self.id,)


class Period(Row):
    """A time in which a group's sector or country was another."""

    start: PartialDate = ""
    end: PartialDate = ""
    sector: tuple[Sector, ...]
    country: str = ""
    note: str = ""


class Group(Keyed):
    """A party, movement, armed group or people below or across states."""

    id: str = Field(pattern=BODY_ID)
    name: str
    country: str = ""
    sector: tuple[Sector, ...]
    kind: str
    start: PartialDate = ""
    end: PartialDate = ""
    names: tuple[Name, ...] = Field(min_length=1)
    adjectives: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    source: str
    checked: bool
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Its id."""
        return (self.id,)


class SectorNoun(Keyed):
    """A noun that makes an actor of a country: "troops", "lawmaker", "fighter jet".

    `alone` says whether it names somebody without a country's name beside it; `country` is the
    international code it then has ("aid agency" NGO).
    """

    noun: Word
    sector: Sector
    kind: Literal["person", "group", "institution", "thing"]
    alone: Literal["yes", "no", "definite"]
    country: Literal["", "IGO", "NGO", "MNC"] = ""
    example: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """The noun."""
        return (self.noun,)


class Office(Keyed):
    """What an office is called: the roles it may be, and words one of which the holder's title must hold."""

    noun: str
    roles: tuple[str, ...]
    titles: tuple[str, ...] = ()
    example: str

    @property
    def key(self) -> tuple[str, ...]:
        """The noun."""
        return (self.noun,)


class PlaceRow(Keyed):
    """A place below the state that news names."""

    name: str
    state: str = ""
    kind: Literal["city", "region", "territory", "water", "site"]
    lat: float | None = None
    lon: float | None = None
    note: str = ""
    source: str

    @property
    def key(self) -> tuple[str, ...]:
        """Name and state."""
        return (self.name, self.state)


class Surname(Row):
    """A surname that is also a common word: alone it names no person."""

    name: Word
    why: str


class PlaceStop(Surname):
    """A city's name that is also a common word: alone it names no city."""


class Mode(Row):
    """A mode of an event type, with PLOVER's score where one is printed."""

    id: str
    score: float | None = None
    definition: str
    example: str = ""


class Ruling(Row):
    """A boundary settled, and a sentence that shows it."""

    text: str
    example: str = ""


class EventType(Row):
    """One of PLOVER's sixteen types."""

    id: str
    name: str
    quad: Literal[1, 2, 3, 4]
    score: float
    recipient_required: bool
    definition: str
    boundaries: tuple[str, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    mode: tuple[Mode, ...] = ()


class Context(Row):
    """One of PLOVER's thirty-seven contexts."""

    id: str
    name: str
    definition: str


class SectorCode(Row):
    """A sector an actor may belong to."""

    code: str
    name: str
    definition: str
    frequent: bool


class International(Row):
    """A code that stands in the country field for an actor of no state."""

    code: str
    name: str
    definition: str


class Quad(Row):
    """A quad class: verbal or material, cooperation or conflict."""

    id: int
    name: str
    definition: str


class Cameo(Row):
    """A CAMEO code and where it falls in PLOVER, if anywhere; Goldstein's weight."""

    code: str = Field(pattern=CAMEO_CODE)
    label: str
    type: str = ""
    mode: str = ""
    context: tuple[str, ...] = ()
    goldstein: float | None = None
    note: str = ""


class CameoWay(Row):
    """The way back from a type and mode to CAMEO, ranked."""

    type: str
    mode: str = ""
    rank: int = Field(ge=1)
    cameo: str


class Family(Row):
    """A type that reports of one happening may have in the place of another: the types of one family are compared."""

    type: str
    family: str
    source: str
    reason: str


class Telling(Keyed):
    """How an act is said in a sentence of our own: `to` and `alone` follow the actor, with and without a recipient.

    In the past and without judgement; `noun` names the act where it is planned, denied to be, or somebody's view.
    Without `mode` it holds for the whole type.
    """

    type: str
    mode: str = ""
    to: str = Field(pattern=r"^[^{}]*\{recipient\}[^{}]*$")
    alone: str = Field(pattern=r"^[^{}]+$")
    noun: str = Field(pattern=r"^[^{}]+$")
    source: str

    @property
    def key(self) -> tuple[str, ...]:
        """Type and mode."""
        return (self.type, self.mode)


class Agency(Row):
    """An organisation whose texts other outlets print: a credit to it is evidence of one origin."""

    agency: str
    source: str
    checked: bool


class Vocabulary(Row):
    """A code of an older vocabulary and ours."""

    vocabulary: str
    their_code: str
    type: str = ""
    mode: str = ""
    note: str = ""


class Foreign(Keyed):
    """What a word or number of another coder's file is in ours: an event type, a sector or a country, or none.

    `field` says what it stands for there: "event" its type of event (a subtype after ": "), "sector" a kind
    of actor, "name" words that begin an actor's name and give its sector, "country" a code or name of
    a country that nothing else here knows. Where ours is left empty, theirs is known and has none.
    """

    format: Literal["acled", "ucdp-ged", "icews", "cameo"]
    field: Literal["event", "sector", "name", "country"]
    theirs: str = Field(min_length=1)
    type: str = ""
    mode: str = ""
    sector: str = ""
    country: str = ""
    source: str = Field(min_length=1)
    reason: str = Field(min_length=1)

    @property
    def key(self) -> tuple[str, ...]:
        """Format, field and their word."""
        return (self.format, self.field, self.theirs)


class Deviation(Row):
    """Where we do not follow the manual, and why."""

    id: str
    topic: str
    manual: str
    ours: str
    why: str


class Yes(Row):
    """A sentence a rule must code, and the actors it must find."""

    text: str
    actor: str = ""
    recipient: str = ""
    event: str = ""
    status: StatusName | None = None


class RuleRow(Keyed):
    """A rule of the lexicon: words, the roles that bring its actors, and the sentences that prove it.

    `roles` maps actor and recipient to the paths tried in order (docs/concepts/rules.md). `content`
    lists the paths under which the promised, demanded or refused act is told; `content_duty` asks that
    it be told as what somebody must or should do.
    """

    id: str = Field(pattern=RULE_ID)
    event: str
    mode: str | tuple[str, ...] = ""
    content_mode: dict[str, str] = {}
    context: tuple[str, ...] = ()
    verbs: tuple[Word, ...] = ()
    nouns: tuple[Word, ...] = ()
    adjectives: tuple[Word, ...] = ()
    objects: tuple[str, ...] = ()
    tells: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}
    passive: Literal["only", "never", "any"] = "any"
    roles: dict[str, str | tuple[str, ...]] = {}
    needs: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    needs_content: bool = False
    content_types: tuple[str, ...] = ()
    content_duty: bool = False
    swallows: bool = True
    shifts: bool = True
    status: StatusName | None = None
    yes: tuple[Yes, ...] = Field(min_length=1)
    no: tuple[str, ...] = ()
    note: str = ""

    @property
    def key(self) -> tuple[str, ...]:
        """Its id."""
        return (self.id,)


class TypeLexicon(Row):
    """One type's file in the lexicon: default roles, then the rules.

    `verb_roles` and `noun_roles` hold where a rule names no paths of its own; `fallback` lists the paths
    tried where a rule's own find nobody.
    """

    verb_roles: dict[str, str | tuple[str, ...]] = {}
    noun_roles: dict[str, str | tuple[str, ...]] = {}
    fallback: dict[str, tuple[str, ...]] = {}
    rule: tuple[RuleRow, ...]


class Shift(Row):
    """A status that moves an act to another type ("will visit" is AGREE)."""

    id: str
    types: tuple[str, ...]
    modes: tuple[str, ...] = ()
    when: tuple[str, ...]
    told_by: Literal["actor", "other", "anyone"]
    event: str
    mode: dict[str, str] = {}
    mode_of: dict[str, str] = {}
    yes: tuple[Yes, ...] = Field(min_length=1)
    no: tuple[str, ...] = ()


class ShiftFile(Row):
    """The shifts, first match wins."""

    shift: tuple[Shift, ...]


class ContextWords(Row):
    """Words and phrases (lemmas) that put an act in a context."""

    code: str
    words: tuple[Word, ...]
    example: str = ""


class ModeWords(Row):
    """Words in an act's clause that add a mode to its type: "drone" to an ASSAULT."""

    event: str
    mode: str
    words: tuple[Word, ...]
    example: str


class Light(Row):
    """A verb (with particle or preposition) that only carries the event noun it governs.

    `object` where the noun is its object, `subject` where the noun is its subject ("talks took place"),
    or a preposition ("engage in talks"). `status` where the verb itself says how the act stands to fact.
    """

    verb: Word
    noun_is: str
    status: Literal["", "future", "hypothetical", "negated", "ongoing"] = ""
    example: str


class Figure(Row):
    """A phrase that looks like an act and is a figure of speech or another trade's term."""

    pattern: Word
    kind: Literal["figure", "homonym", "sport", "finance", "arts", "nature", "medicine"]
    reason: str
    yes: str = ""
    no: str = ""


class Say(Row):
    """A verb, noun or adjective that attributes a content to a source."""

    lemma: str
    pos: Literal["verb", "noun", "adjective", "phrase"]
    strength: Literal[
        "says", "claims", "admits", "denies", "asks", "believes", "fears", "reports", "promises", "threatens", "intends"
    ]
    example: str


class Cue(Row):
    """A word that moves what depends on it away from plain fact.

    `under_not` is the status of what depends on it when the cue itself is negated ("did not fail to
    meet" is actual); hypothetical where empty.
    """

    lemma: str
    pos: Literal["verb", "noun", "adjective", "adverb", "aux", "mark"]
    status: Literal["future", "hypothetical", "negated", "ongoing", "habitual", "historical", "actual", "deontic", "opinion"]
    under_not: Literal["", "actual", "negated", "hypothetical"] = ""
    example: str


class Stance(Row):
    """A word of judgement: good or bad, and how strongly (1 plain, 2 strong, 3 extreme)."""

    word: str
    pos: Literal["adjective", "noun", "verb", "adverb"]
    polarity: Literal["1", "-1"]
    strength: Literal["1", "2", "3"]
    example: str


class Lemma(Row):
    """A form that the parser's lemmatiser gets wrong, and its lemma."""

    form: str
    pos: Literal["NOUN", "VERB", "ADJ"]
    lemma: str
    why: str


class WordList(Row):
    """A closed list of words of the language, with what it is for."""

    id: str
    what: str
    words: tuple[str, ...]


class WordFile(Row):
    """Closed word lists the stages ask for by id."""

    list: tuple[WordList, ...]


def json_schemas() -> dict[str, Any]:
    """JSON Schema of every kind of file, by the name of the kind."""
    kinds: tuple[type[BaseModel], ...] = (
        State,
        Holder,
        Office,
        Organisation,
        Group,
        SectorNoun,
        PlaceRow,
        Surname,
        EventType,
        Context,
        SectorCode,
        International,
        Quad,
        Cameo,
        CameoWay,
        Vocabulary,
        Foreign,
        Telling,
        Deviation,
        TypeLexicon,
        ShiftFile,
        ContextWords,
        ModeWords,
        Light,
        Figure,
        Say,
        Cue,
        Lemma,
        Stance,
        WordFile,
    )
    return {kind.__name__: kind.model_json_schema() for kind in kinds}
