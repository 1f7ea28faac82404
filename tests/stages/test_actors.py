"""Who is meant: a name, an office or a trade becomes an actor with country and sector, as of the text's date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from stages.build import build

from dragoman.knowledge import Knowledge
from dragoman.model import Actor, Document
from dragoman.stages.actors import allies_of

NOW = date(2024, 5, 17)


def actors_of(doc: Document, word: str) -> tuple[Actor, ...]:
    """The actors of the last mention that a word heads."""
    mention = [item for item in doc.mentions or () if doc.tokens[item.head].text == word][-1]
    return (doc.actors or {}).get(mention.id, ())


def ids(words: str, word: str, knowledge: Knowledge, published: date | None = None, publisher: str = "") -> list[str]:
    doc = build(words, knowledge, "mentions", "actors", published=published, publisher=publisher)
    return [f"{actor.id} {actor.via}" for actor in actors_of(doc, word)]


@pytest.mark.parametrize(
    ("words", "word", "expected"),
    [
        pytest.param("Seoul:nsubj protested/protest.VBD .", "Seoul", ["KOR name"], id="a capital stands for its state"),
        pytest.param(
            "The:det>Kremlin Kremlin:nsubj protested/protest.VBD .", "Kremlin", ["RUS.GOV name"], id="a seat for its government",
        ),
        pytest.param("Kharkiv:nsubj fell/fall.VBD .", "Kharkiv", ["UKR place"], id="a town only for where it lies"),
        pytest.param("Hamas:nsubj met/meet.VBD .", "Hamas", ["HAMAS name"], id="a group for itself"),
        pytest.param(
            "Ethnic:amod>Albanians Albanians.NNPS:nsubj in:prep>Albanians Serbia:pobj>in marched/march.VBD .",
            "Albanians", ["SRB.CVL noun"], id="an ethnic group is of the state it lives in",
        ),
        pytest.param(
            "Pakistan:poss>Court 's:case>Pakistan Supreme:compound>Court Court:nsubj ruled/rule.VBD .",
            "Court", ["PAK.JUD noun"], id="a body is whose it is told to be",
        ),
        pytest.param(
            "Israel:poss>Labour_Party 's:case>Israel Labour_Party:nsubj won/win.VBD .",
            "Labour Party", ["LABOR-ISR name"], id="of two parties the owner's",
        ),
        pytest.param("Congo:nsubj met/meet.VBD Kinshasa:dobj .", "Congo", ["COD name"], id="Congo, with Kinshasa"),
        pytest.param("Congo:nsubj met/meet.VBD Brazzaville:dobj .", "Congo", ["COG name"], id="Congo, with Brazzaville"),
        pytest.param("Congo:nsubj protested/protest.VBD .", "Congo", [], id="Congo alone is left open"),
    ],
)  # fmt: skip
def test_a_name(words: str, word: str, expected: list[str], knowledge: Knowledge) -> None:
    assert ids(words, word, knowledge, NOW) == expected


def test_a_people_told_of_in_the_plural_are_civilians(knowledge: Knowledge) -> None:
    (actor,) = actors_of(build("Malians.NNPS:nsubj marched/march.VBD .", knowledge, "mentions", "actors"), "Malians")
    assert (actor.country, actor.sector) == ("MLI", ("CVL",))


@pytest.mark.parametrize(
    ("words", "word", "expected"),
    [
        pytest.param("Chadian:amod>troops troops.NNS:nsubj left/leave.VBD .", "troops", ["TCD.MIL noun"], id="adjective and trade"),
        pytest.param("Troops.NNS:nsubj from:prep>Troops Chad:pobj>from left/leave.VBD .", "Troops", ["TCD.MIL noun"], id="from"),
        pytest.param(
            "The:det>leaders leaders.NNS:nsubj of:prep>leaders Chad:pobj>of and:cc>Chad Mali:conj>Chad met/meet.VBD .",
            "leaders", ["TCD.GOV noun", "MLI.GOV noun"], id="of two states, one of each",
        ),
        pytest.param(
            "Iranian:amod>troops and:cc>Iranian Iraqi.JJ:conj>Iranian troops.NNS:nsubj fired/fire.VBD .",
            "troops", ["IRN.MIL noun", "IRQ.MIL noun"], id="two adjectives",
        ),
        pytest.param(
            "The:det>envoy UN:compound>envoy envoy:nsubj left/leave.VBD .", "envoy", ["UN.GOV noun"], id="an organisation's",
        ),
        pytest.param(
            "The:det>ambassador ambassador:nsubj to:prep>ambassador Chad:pobj>to left/leave.VBD .", "ambassador", ["GOV bare"],
            id="an ambassador is not of those he is sent to",
        ),
        pytest.param(
            "M23:nsubj fled/flee.VBD .\nFighters.NNS:nsubj fired/fire.VBD .", "Fighters", ["M23.REB noun"],
            id="fighters of the one armed group told of",
        ),
        pytest.param(
            "Neither:det>government government:nsubj met/meet.VBD Chad:dobj .", "government", ["GOV noun"],
            id="neither government is not of the one country told of",
        ),
        pytest.param(
            "Our.PRP$:poss>allies Turkish:amod>allies allies/ally.NNS:nsubj left/leave.VBD .", "allies", ["TUR noun"],
            id="our Turkish allies are Turks",
        ),
        pytest.param(
            "The:det>spokesman Iranian:amod>ministry foreign:amod>ministry ministry:compound>spokesman spokesman:nsubj left.VBD .",
            "spokesman", ["IRN.GOV noun"], id="owner of an owner",
        ),
        pytest.param(
            "A:det>minister former:amod>minister Chadian:amod>minister minister:nsubj left/leave.VBD .",
            "minister", ["TCD.ELI noun"], id="a former official is of the elite",
        ),
        pytest.param(
            "A:det>rebel former:amod>rebel Chadian:amod>rebel rebel:nsubj left/leave.VBD .",
            "rebel", ["TCD.REB noun"], id="a former rebel still a rebel",
        ),
        pytest.param(
            "Pro:amod>rebels ~-:punct>rebels ~Russian:amod>rebels rebels.NNS:nsubj in:prep>rebels Ukraine:pobj>in fired/fire.VBD .",
            "rebels", ["UKR.REB noun"], id="pro-Russian is not Russian",
        ),
        pytest.param(
            "The:det>fighters Iranian:npadvmod>backed ~-:punct>backed ~backed/back.VBN:amod>fighters fighters.NNS:nsubj "
            "in:prep>fighters Syria:pobj>in fired/fire.VBD .",
            "fighters", ["SYR.REB noun"], id="Iranian-backed is not Iranian",
        ),
        pytest.param(
            "The:det>fighters Iranian:npadvmod>backed ~-:punct>backed ~backed/back.VBN:amod>fighters fighters.NNS:nsubj left.VBD .",
            "fighters", ["REB noun"], id="not even where nothing else is told",
        ),
        pytest.param(
            "Turkey:nsubj answered/answer.VBD .\nThe:det>police police:nsubj left/leave.VBD .",
            "police", ["TUR.COP noun"], id="without an owner, of the country the text is about",
        ),
        pytest.param(
            "Turkey:nsubj met/meet.VBD Chad:dobj .\nThe:det>police police:nsubj left/leave.VBD .",
            "police", ["COP noun"], id="of none where it is about two",
        ),
        pytest.param("Lawmakers.NNS:nsubj left/leave.VBD .", "Lawmakers", ["LEG bare"], id="an official of no country is bare"),
        pytest.param(
            "Russia:poss>allies 's:case>Russia allies/ally.NNS:nsubj met/meet.VBD .", "allies", ["RUS.ALLY label"],
            id="allies are of no country",
        ),
        pytest.param(
            "He.PRP:nsubj left/leave.VBD the:det>city city:dobj of:prep>city Babel:pobj>of in:prep>city Iraq:pobj>in .",
            "city", ["IRQ place"], id="a place by its kind",
        ),
        pytest.param(
            "Chad:poss>chief 's:case>Chad army:compound>chief chief:nsubj left/leave.VBD .", "chief", ["TCD.MIL noun"],
            id="one army chief",
        ),
        pytest.param(
            "The:det>report report:nsubj praised/praise.VBD Iran:dobj .", "report", [], id="a document is nobody yet",
        ),
        pytest.param(
            "The:det>report report:nsubj praised/praise.VBD them.PRP:dobj .", "report", [], id="a document in a text without names",
        ),
    ],
)  # fmt: skip
def test_a_trade_and_whose_it_is(words: str, word: str, expected: list[str], knowledge: Knowledge) -> None:
    assert ids(words, word, knowledge) == expected


CHANCELLOR = "The:det>chancellor German:amod>chancellor chancellor:nsubj spoke/speak.VBD ."
MERKEL = "Angela_Merkel:nsubj spoke/speak.VBD ."
TITLED_MERKEL = "Chancellor:compound>Angela_Merkel Angela_Merkel:nsubj spoke/speak.VBD ."


@pytest.mark.parametrize(
    ("words", "word", "published", "expected", "sector", "stale"),
    [
        pytest.param(MERKEL, "Angela Merkel", date(2010, 3, 1), "DEU.angela-merkel", "GOV", False, id="in office"),
        pytest.param(MERKEL, "Angela Merkel", NOW, "DEU.angela-merkel", "ELI", False, id="out of office"),
        pytest.param(TITLED_MERKEL, "Angela Merkel", NOW, "DEU.angela-merkel", "ELI", True, id="called by an office laid down"),
        pytest.param(MERKEL, "Angela Merkel", None, "DEU.angela-merkel", "GOV", False, id="undated: the last office"),
        pytest.param(CHANCELLOR, "chancellor", date(2010, 3, 1), "DEU.angela-merkel", "GOV", False, id="an office by its holder"),
        pytest.param(
            CHANCELLOR, "chancellor", date(2000, 3, 1), "DEU.gerhard-schroder", "GOV", False, id="by the holder of that day",
        ),
        pytest.param(CHANCELLOR, "chancellor", None, "DEU.GOV", "GOV", False, id="undated: by no holder"),
        pytest.param(
            "Clinton:nsubj spoke/speak.VBD .", "Clinton", date(1995, 3, 1), "USA.bill-clinton", "GOV", False, id="Clinton in 1995",
        ),
        pytest.param(
            "Clinton:nsubj spoke/speak.VBD .", "Clinton", date(2010, 3, 1), "USA.hillary-clinton", "GOV", False, id="in 2010",
        ),
        pytest.param(
            "Clinton:nsubj spoke/speak.VBD .", "Clinton", None, "USA.bill-clinton", "GOV", False, id="undated: the head of state",
        ),
    ],
)  # fmt: skip
def test_an_office_and_its_time(
    words: str, word: str, published: date | None, expected: str, sector: str, stale: bool, knowledge: Knowledge
) -> None:
    (actor,) = actors_of(build(words, knowledge, "mentions", "actors", published=published), word)
    assert (actor.id, actor.sector, actor.stale) == (expected, (sector,), stale)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        pytest.param(date(1980, 3, 1), "SUN", id="the Soviet Union's in 1980"),
        pytest.param(NOW, "RUS", id="Russia's now"),
        pytest.param(None, "RUS", id="undated, of the state that stands"),
    ],
)
def test_a_capital_and_its_time(published: date | None, expected: str, knowledge: Knowledge) -> None:
    assert ids("Moscow:nsubj protested/protest.VBD .", "Moscow", knowledge, published) == [f"{expected} name"]


JANE = "Foreign:compound>Minister Minister:compound>Doe Jane:compound>Doe Doe:nsubj"


@pytest.mark.parametrize(
    ("words", "word", "published", "expected"),
    [
        pytest.param(
            f"Chadian:amod>Minister {JANE} spoke/speak.VBD .", "Doe", None, ["TCD.GOV title"], id="an unknown name by its title",
        ),
        pytest.param(
            f"Chadian:amod>Minister {JANE} spoke/speak.VBD .\nDoe:nsubj left/leave.VBD .", "Doe", None, ["TCD.GOV title"],
            id="and after it the bare surname",
        ),
        pytest.param("Doe:nsubj left/leave.VBD .", "Doe", None, [], id="a surname that nothing tells of"),
        pytest.param(
            "Kenyan:amod>Vladimir_Putin Senator:compound>Vladimir_Putin Vladimir_Putin:nsubj spoke/speak.VBD .",
            "Vladimir Putin", NOW, ["KEN.LEG title"], id="a namesake by an office elsewhere",
        ),
        pytest.param(
            "Jane:compound>Merkel Merkel:nsubj spoke/speak.VBD .", "Merkel", NOW, [], id="a namesake by another given name",
        ),
        pytest.param(
            f"Norwegian:amod>Minister {JANE} met/meet.VBD Chadian:amod>troops troops.NNS:dobj .", "Doe", NOW, ["NOR.GOV title"],
            id="a new minister, whom the lists do not know",
        ),
        pytest.param(
            "Kenya:poss>minister 's:case>Kenya finance:compound>minister minister:nsubj , Jane:compound>Doe Doe:appos>minister "
            ", spoke/speak.VBD .", "Doe", NOW, ["KEN.GOV title"], id="a name beside its office",
        ),
        pytest.param(
            f"{JANE} in:prep>Doe Chad:pobj>in spoke/speak.VBD .", "Doe", NOW, ["TCD.GOV assumed"], id="where she spoke is not whose",
        ),
        pytest.param(
            "HMS:compound>Diamond Diamond:nsubj fired/fire.VBD .", "Diamond", NOW, ["GBR.MIL title"], id="a ship by its navy's letters",
        ),
    ],
)  # fmt: skip
def test_a_title_before_a_name(words: str, word: str, published: date | None, expected: list[str], knowledge: Knowledge) -> None:
    assert ids(words, word, knowledge, published) == expected


def test_a_second_telling_is_of_the_same_minister(knowledge: Knowledge) -> None:
    words = f"Chadian:amod>Minister {JANE} left/leave.VBD .\nTurkey:compound>Doe Minister:compound>Doe Doe:nsubj spoke/speak.VBD ."
    doc = build(words, knowledge, "mentions", "actors")
    assert [actor.id for token in doc.tokens if token.text == "Doe" for actor in doc.actors_at(token.i)] == ["TCD.GOV"] * 2


def test_after_a_namesake_the_surname_alone_is_not_its_known_bearer(knowledge: Knowledge) -> None:
    words = "Jane:compound>Merkel Merkel:nsubj left/leave.VBD .\nMerkel:nsubj spoke/speak.VBD ."
    doc = build(words, knowledge, "mentions", "actors")
    assert [doc.actors_at(token.i) for token in doc.tokens if token.text == "Merkel"] == [(), ()]


def test_a_place_that_the_text_puts_in_another_state(knowledge: Knowledge) -> None:
    words = "Troops.NNS:nsubj left/leave.VBD Rabiyah:dobj in:prep>Rabiyah Iraq:pobj>in ."
    (actor,) = actors_of(build(words, knowledge, "mentions", "actors"), "Rabiyah")
    assert actor.country == "IRQ"


@pytest.mark.xfail(strict=True, reason="which office a title means is told by role alone: the president is the prime minister too")
def test_in_an_undated_text_a_title_tells_the_office(knowledge: Knowledge) -> None:
    words = "President:compound>Putin Putin:nsubj spoke/speak.VBD ."
    (actor,) = actors_of(build(words, knowledge, "mentions", "actors"), "Putin")
    assert actor.why.startswith("President")


NORWAY = "Ministry of Foreign Affairs of Norway"


@pytest.mark.parametrize(
    ("noun", "publisher", "expected"),
    [
        pytest.param("navy", NORWAY, ["NOR.MIL noun"], id="its own navy"),
        pytest.param("navy", "Oslo Daily", ["MIL noun"], id="a paper is no government"),
        pytest.param("navy", "", ["MIL noun"], id="nobody's text"),
        pytest.param(
            "ministry", NORWAY, ["NOR.GOV noun"], id="its own ministry",
            marks=pytest.mark.xfail(strict=True, reason="of own-nouns those that never stand alone are left bare first"),
        ),
    ],
)  # fmt: skip
def test_an_official_in_a_governments_own_text(noun: str, publisher: str, expected: list[str], knowledge: Knowledge) -> None:
    assert ids(f"The:det>{noun} {noun}:nsubj spoke/speak.VBD .", noun, knowledge, NOW, publisher) == expected


@pytest.mark.parametrize(
    ("words", "word", "why"),
    [
        pytest.param(
            "Chadian:amod>troops troops.NNS:nsubj left/leave.VBD .", "troops", '"troop" is MIL; country from "Chad"',
            id="trade and owner",
        ),
        pytest.param(MERKEL, "Angela Merkel", "Chancellor, 2005-11-22 to 2021-12-08", id="an office and its term"),
        pytest.param(
            "Turkey:nsubj met/meet.VBD .\nThe:det>police police:nsubj left/leave.VBD .", "police",
            '"police" is COP; Turkey is the country the text is about', id="what was assumed",
        ),
        pytest.param("Seoul:nsubj protested/protest.VBD .", "Seoul", "capital of South Korea", id="a capital"),
    ],
)  # fmt: skip
def test_an_actor_says_why(words: str, word: str, why: str, knowledge: Knowledge) -> None:
    (actor,) = actors_of(build(words, knowledge, "mentions", "actors"), word)
    assert actor.why == why


@pytest.mark.xfail(strict=True, reason="an owner's name that ends in the noun's own words is told twice")
def test_the_name_of_a_spokesman_is_not_told_twice(knowledge: Knowledge) -> None:
    words = "Iranian:amod>ministry foreign:amod>ministry ministry:compound>spokesman spokesman:nsubj left/leave.VBD ."
    (actor,) = actors_of(build(words, knowledge, "mentions", "actors"), "spokesman")
    assert actor.name == "Iran foreign ministry spokesman"


def test_allies_are_a_label_without_a_country() -> None:
    assert allies_of(Actor("RUS.GOV", "Russia", "RUS"), "ally") == Actor(
        "RUS.ALLY", "ally of Russia", "", (), "label", False, '"ally" of "Russia", unnamed'
    )


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        pytest.param("Police fired tear gas in Tbilisi.", "Police", "GEO", id="police of the place"),
        pytest.param("The army shelled Kharkiv, killing five civilians.", "five civilians", "UKR", id="civilians of the place"),
        pytest.param("The Russian army killed five civilians.", "five civilians", "", id="an army's victims are not its own"),
        pytest.param("Police arrested five protesters.", "five protesters", "RUS", id="of the country the text is about"),
    ],
)
def test_people_beside_another_countrys_place_are_not_of_the_texts_country(
    text: str, words: str, country: str, read: Callable[..., Document]
) -> None:
    doc = read(f"Russia said nothing. Russia was silent. Russia slept. {text}", date(2024, 5, 18))
    mention = next(item for item in doc.mentions or () if doc.text[item.start : item.end] == words)
    assert {actor.country for actor in doc.actors_at(mention.head)} == {country}
