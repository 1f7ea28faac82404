"""`dragoman who`: a name, a title or a phrase stands for somebody on a day, and the answer says how it knows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date

import pytest
from typer.testing import Result

from dragoman.knowledge import Knowledge
from dragoman.who import Answer, who

Run = Callable[..., Result]
Shell = Callable[..., subprocess.CompletedProcess[str]]


def first(phrase: str, on: str, knowledge: Knowledge) -> Answer:
    return who(phrase, knowledge, date.fromisoformat(on))[0]


@pytest.mark.parametrize(
    ("phrase", "on", "id"),
    [
        pytest.param("Angela Merkel", "2010-06-01", "DEU.angela-merkel", id="a full name"),
        pytest.param("Merkel", "2010-06-01", "DEU.angela-merkel", id="a surname"),
        pytest.param("Lavrov", "2015-01-01", "RUS.sergei-lavrov", id="a minister's surname"),
        pytest.param("Chancellor Merkel", "2010-06-01", "DEU.angela-merkel", id="a title with its name"),
        pytest.param("Japanese Prime Minister Shinzo Abe", "2015-01-01", "JPN.shinzo-abe", id="country, title and name"),
        pytest.param("Recep Tayyip Erdoğan", "2023-01-01", "TUR.recep-tayyip-erdogan", id="a name with its diacritics"),
        pytest.param("Recep Tayyip Erdogan", "2023-01-01", "TUR.recep-tayyip-erdogan", id="a name without its diacritics"),
        pytest.param("Nicolas Maduro", "2015-01-01", "VEN.nicolas-maduro", id="an accent left out"),
        pytest.param("Bronislaw Komorowski", "2011-01-01", "POL.bronislaw-komorowski", id="a stroke left out"),
        pytest.param("Cote d'Ivoire", "2023-01-01", "CIV", id="a state without its circumflex"),
        pytest.param("Türkiye", "2023-01-01", "TUR", id="a state by its new name"),
        pytest.param("Ivory Coast", "2023-01-01", "CIV", id="a state by its English name"),
        pytest.param("NATO", "2010-06-01", "NATO", id="an organisation"),
        pytest.param("the Kremlin", "2015-01-01", "RUS.GOV", id="a seat of government"),
        pytest.param("the Kremlin", "1985-01-01", "SUN.GOV", id="the same seat, another state"),
    ],
)  # fmt: skip
def test_a_name_stands_for_its_bearer(knowledge: Knowledge, phrase: str, on: str, id: str) -> None:
    assert first(phrase, on, knowledge).id == id


def test_the_president_of_russia_is_another_man_on_another_day(run: Run) -> None:
    def president(on: str) -> str:
        return str(json.loads(run("who", "president of Russia", "--as-of", on, "--format", "json").stdout)[0]["id"])

    assert president("2010-06-01") == "RUS.dmitry-medvedev"
    assert president("2001-06-01") == "RUS.vladimir-putin"


@pytest.mark.parametrize(
    ("phrase", "on", "id"),
    [
        pytest.param("president of France", "2010-06-01", "FRA.nicolas-sarkozy", id="president in 2010"),
        pytest.param("president of France", "2018-06-01", "FRA.emmanuel-macron", id="president in 2018"),
        pytest.param("the French president", "2018-06-01", "FRA.emmanuel-macron", id="by the adjective"),
        pytest.param("German chancellor", "2010-06-01", "DEU.angela-merkel", id="chancellor in 2010"),
        pytest.param("chancellor of Germany", "2023-06-01", "DEU.olaf-scholz", id="chancellor in 2023"),
        pytest.param("foreign minister of Russia", "2015-01-01", "RUS.sergei-lavrov", id="foreign minister"),
        pytest.param("prime minister of Japan", "2015-01-01", "JPN.shinzo-abe", id="prime minister"),
        pytest.param("US Secretary of State", "2010-06-01", "USA.hillary-clinton", id="secretary of state"),
        pytest.param("UN Secretary-General", "2010-06-01", "KOR.ban-ki-moon", id="secretary-general"),
        pytest.param("the secretary general of NATO", "2010-06-01", "DNK.anders-fogh-rasmussen", id="of an alliance"),
        pytest.param("minister of foreign affairs of Norway", "2015-06-01", "NOR.borge-brende", id="two of-phrases"),
        pytest.param("the American secretary of defense", "2010-06-01", "USA.robert-gates", id="secretary of defense"),
        pytest.param("the Russian ambassador to the United Nations", "2010-06-01", "SUN.vitaly-churkin", id="ambassador to the UN"),
        pytest.param("the director-general of the WHO", "2020-05-01", "ETH.tedros-adhanom-ghebreyesus", id="director-general"),
    ],
)  # fmt: skip
def test_a_title_stands_for_its_holder_on_the_day(knowledge: Knowledge, phrase: str, on: str, id: str) -> None:
    assert first(phrase, on, knowledge).id == id


@pytest.mark.parametrize(
    ("phrase", "country", "sector"),
    [
        pytest.param("two Russian warplanes", "RUS", "MIL", id="a number and a thing"),
        pytest.param("Kyiv police", "UKR", "COP", id="a city's police"),
        pytest.param("the Iraqi government", "IRQ", "GOV", id="a government"),
        pytest.param("protesters in Tehran", "IRN", "CVL", id="people in a place"),
        pytest.param("Israeli settlers", "ISR", "CVL", id="civilians of a state"),
    ],
)
def test_a_phrase_is_composed(knowledge: Knowledge, phrase: str, country: str, sector: str) -> None:
    answer = first(phrase, "2023-01-01", knowledge)
    assert (answer.country, answer.sector[0]) == (country, sector)
    assert answer.why


def test_a_surname_of_two_gives_both_and_the_holder_first(knowledge: Knowledge) -> None:
    found = who("George Bush", knowledge, date(2005, 1, 1))
    assert [(answer.id, answer.stale) for answer in found] == [("USA.george-w-bush", False), ("USA.george-h-w-bush", True)]


def test_of_two_with_a_surname_the_one_in_office_comes_first(knowledge: Knowledge) -> None:
    assert first("Bush", "2005-01-01", knowledge).id == "USA.george-w-bush"


def test_json_has_the_fields_of_an_answer(run: Run) -> None:
    result = run("who", "Angela Merkel", "--as-of", "2010-06-01", "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)[0]
    assert {"id", "name", "country", "sector", "wikidata", "offices", "source", "why"} <= set(answer)
    assert (answer["id"], answer["name"], answer["country"], answer["sector"]) == (
        "DEU.angela-merkel", "Angela Merkel", "DEU", ["GOV"],
    )  # fmt: skip
    office = answer["offices"][0]
    assert (office["title"], office["of"], office["start"]) == ("Chancellor", "DEU", "2005-11-22")
    assert {"start", "end", "source", "checked"} <= set(office)
    assert office["source"]


def test_a_day_after_the_office_gives_no_office(run: Run) -> None:
    answer = json.loads(run("who", "Angela Merkel", "--as-of", "2023-06-01", "--format", "json").stdout)[0]
    assert (answer["sector"], answer["offices"]) == (["ELI"], [])


def test_text_tells_term_and_source(run: Run) -> None:
    out = run("who", "Nicolas Sarkozy", "--as-of", "2010-06-01").stdout
    assert out.startswith("Nicolas Sarkozy (FRA GOV)  FRA.nicolas-sarkozy\n")
    assert "President of FRA, 2007-05-16 to" in out
    assert ", checked" in out or ", not checked" in out


def test_another_candidate_is_an_or(run: Run) -> None:
    lines = run("who", "George Bush", "--as-of", "2005-01-01").stdout.splitlines()
    assert [line[:16] for line in lines if not line.startswith(" ")] == ["George W. Bush (", "or George H. W. "]


def test_members_of_an_organisation_on_a_day(run: Run) -> None:
    words = ("who", "SCO", "--type", "organisation", "--as-of")
    answer = json.loads(run(*words, "2016-01-01", "--format", "json").stdout)[0]
    assert answer["id"] == "SCO"
    status = {row["state"]: row["status"] for row in answer["members"]}
    assert {state for state, what in status.items() if what == "member"} == {"CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB"}
    assert {status[state] for state in ("IND", "PAK", "IRN", "MNG")} == {"observer"}
    later = json.loads(run(*words, "2018-01-01", "--format", "json").stdout)[0]
    assert {row["status"] for row in later["members"] if row["state"] in ("IND", "PAK")} == {"member"}


def test_members_as_text(run: Run) -> None:
    out = run("who", "Shanghai Cooperation Organisation", "--type", "organisation", "--as-of", "2016-01-01").stdout
    assert "   CHN      China, since 2001-06-15\n" in out
    assert "India (observer)" in out


def test_type_leaves_out_what_is_of_another_kind(run: Run) -> None:
    found = json.loads(run("who", "NATO", "--type", "person", "--as-of", "2016-01-01", "--format", "json").stdout)
    assert found == []


@pytest.mark.parametrize(
    ("phrase", "hint"),
    [
        pytest.param("Germny", "did you mean Germany?", id="a state mistyped"),
        pytest.param("Emanuel Macrron", "did you mean Emmanuel Macron?", id="a person mistyped"),
    ],
)
def test_an_unknown_name_gets_a_hint(shell: Shell, phrase: str, hint: str) -> None:
    done = shell("who", phrase)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"dragoman: nobody is known as {phrase!r}; {hint}\n"


@pytest.mark.parametrize("phrase", ["qqqq", "", "   ", "the", "\x1b[31m", "a" * 5000])
def test_what_names_nobody_gives_no_answer(run: Run, phrase: str) -> None:
    assert json.loads(run("who", phrase, "--format", "json").stdout) == []


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("who",), id="no name"),
        pytest.param(("who", "Putin", "--as-of", "2010-02-30"), id="no such day"),
        pytest.param(("who", "Putin", "--type", "club"), id="no such type"),
        pytest.param(("who", "Putin", "--format", "xml"), id="no such format"),
    ],
)
def test_wrong_usage_is_status_2(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words).exit_code == 2
