"""An actor's profile: its happenings, sayings and judgements are what plain SQL finds, each with its words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.app import app
from dragoman.desk.demo import build_demo
from dragoman.desk.naming import actor_key
from dragoman.desk.profile import Profile, Section, read_profile
from dragoman.errors import UsageError
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import Reader, open_snapshot

Made = Callable[..., Path]


def told(publisher: str, day: int, text: str) -> Article:
    """An article of May 2024."""
    return Article(text, publisher=publisher, published=date(2024, 5, day))


@pytest.fixture(scope="module")
def demo_path(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Path:
    path = tmp_path_factory.mktemp("demo") / "demo.duckdb"
    build_demo(path, knowledge)
    return path


@pytest.fixture(scope="module")
def demo(demo_path: Path) -> Iterator[Reader]:
    reader = open_snapshot(demo_path)
    yield reader
    reader.close()


@pytest.fixture
def run(demo_path: Path) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(app, [*words, "--desk", str(demo_path)])


# What one actor said, did and had done to it, told in plain ways, with a plan and an opinion apart.
TELLING = [
    told("The Courier", 14, "Kenya's president met his Ugandan counterpart in Nairobi on Monday."),
    told("The Courier", 15, "Kenya shelled a camp in Somalia on Tuesday. Somalia accused Kenya of murder."),
    told("The Courier", 16, "Kenya will invade Somalia in June."),
    told("The Courier", 17, "Kenya did not attack Uganda on Thursday, officials said."),
]


@pytest.fixture(scope="module")
def telling(make_desk: Made) -> Iterator[Reader]:
    reader = open_snapshot(make_desk(TELLING))
    yield reader
    reader.close()


def count(store: Reader, asked: str) -> int:
    return int(store.ask(asked)[0]["n"])


# The sides of an incident's leading report, as the view `actors` has them.
SIDE = (
    "SELECT count(DISTINCT i.incident_id) AS n FROM incidents i JOIN actors s ON s.event_id = i.lead_event AND s.article_id = i.lead_article "
    "WHERE i.counts AND s.side = '{side}' AND {who}"
)
STATE = "(s.country = '{0}' OR s.actor_id = '{0}')"
BODY = "(s.actor_id = '{0}' OR starts_with(s.actor_id, '{0}.'))"


@pytest.mark.parametrize(
    ("key", "who"),
    [
        *((key, STATE) for key in ("RUS", "USA", "CHN", "ISR", "COD")),
        *((key, BODY) for key in ("NATO", "G7", "EU", "HAMAS", "M23", "RUS.vladimir-putin", "CHN.wang-yi")),
    ],
)
def test_what_it_did_and_had_done_to_it_is_what_plain_sql_gives(demo: Reader, knowledge: Knowledge, key: str, who: str) -> None:
    found = read_profile(demo, knowledge, key)
    for section, side in ((found.did, "actor"), (found.had, "recipient")):
        assert section.total == count(demo, SIDE.format(side=side, who=who.format(key)))
    assert found.did.total + found.had.total > 0


def test_types_and_counterparts_are_what_plain_sql_gives(demo: Reader, knowledge: Knowledge) -> None:
    found = read_profile(demo, knowledge, "RUS")
    for row in found.did.counts:
        if len(row["counterpart"]) != 3 or row["event_type"] in ("AGREE", "CONSULT", "COOPERATE"):
            continue
        asked = SIDE.format(side="actor", who=STATE.format("RUS")) + (
            f" AND i.event_type = '{row['event_type']}' AND list_contains(string_split(i.recipient_country, '; ') "
            f"|| string_split(i.recipient_id, '; '), '{row['counterpart']}')"
        )
        assert row["incidents"] == count(demo, asked), row
    assert {row["counterpart"] for row in found.did.counts} >= {"UKR", "CHN", "USA"}


@pytest.mark.parametrize("key", ["RUS", "UKR", "IRN", "NATO", "HAMAS", "CHN.wang-yi"])
def test_what_it_said_and_what_was_said_of_it_is_what_plain_sql_gives(demo: Reader, knowledge: Knowledge, key: str) -> None:
    found = read_profile(demo, knowledge, key)
    by = f"len(list_filter(speaker_id, lambda id: id = '{key}' OR starts_with(id, '{key}.'))) > 0"
    of = f"len(list_filter(about, lambda id: id = '{key}' OR starts_with(id, '{key}.'))) > 0"
    assert found.said.total == count(demo, f"SELECT count(*) AS n FROM claims WHERE {by}")
    assert found.said_of.total == count(demo, f"SELECT count(*) AS n FROM claims WHERE {of} AND NOT ({by})")
    for row in found.said.counts:
        assert row["statements"] == count(demo, f"SELECT count(*) AS n FROM claims WHERE {by} AND type = '{row['type']}'")


def test_who_judges_it_is_never_itself_and_is_in_the_readings(demo: Reader, knowledge: Knowledge) -> None:
    found = read_profile(demo, knowledge, "RUS", most=100)
    items = [
        item
        for row in demo.ask("SELECT layers->>'$.stance' AS stance FROM reading WHERE current")
        for item in json.loads(row["stance"] or "[]")
    ]
    on_it = [item for item in items if any(target["country"] == "RUS" for target in item["target"])]
    others = [item for item in on_it if not any(id.split(".")[0] == "RUS" for id in item["holder"].get("actor", ()))]
    assert found.judged.total == len(others) > 0
    assert len(others) < len(on_it), "one judges itself"
    for row in found.judged.latest:
        assert row["word"] in row["words"]


def every(found: Profile) -> list[Section]:
    return [found.did, found.had, found.said, found.said_of, found.judged, found.planned, found.opinion]


def test_every_row_has_its_words_and_its_article(demo: Reader, knowledge: Knowledge) -> None:
    texts = {
        row["article_id"]: f"{row['title']}\n{row['text']}" for row in demo.ask("SELECT article_id, title, text FROM articles")
    }
    for key in ("RUS", "CHN", "USA", "ISR", "HAMAS"):
        for section in every(read_profile(demo, knowledge, key, most=100)):
            assert len(section.latest) == min(100, section.total)
            for row in section.latest:
                plain = " ".join(texts[row["article_id"]].split())
                for part in row["words"].strip("…").split(" … "):
                    assert " ".join(part.split()) in plain


def test_rows_are_the_latest_and_at_most_so_many(demo: Reader, knowledge: Knowledge) -> None:
    few, all_ = (read_profile(demo, knowledge, "RUS", most=most) for most in (3, 1000))
    assert few.did.latest == all_.did.latest[:3]
    assert (few.did.total, few.did.counts) == (all_.did.total, all_.did.counts)
    days = [row["day"] for row in all_.did.latest if row["day"]]
    assert days == sorted(days, reverse=True)


def test_days_bound_what_is_told(demo: Reader, knowledge: Knowledge) -> None:
    since, until = date(2024, 5, 1), date(2024, 5, 15)
    found = read_profile(demo, knowledge, "RUS", since=since, until=until, most=1000)
    assert all(since <= row["day"] <= until for row in (*found.did.latest, *found.had.latest))
    assert all(since <= row["published"] <= until for row in (*found.said.latest, *found.said_of.latest))
    assert 0 < found.did.total < read_profile(demo, knowledge, "RUS").did.total


def test_plans_and_denials_are_apart_from_what_it_did(telling: Reader, knowledge: Knowledge) -> None:
    found = read_profile(telling, knowledge, "KEN")
    assert {row["event_type"] for row in found.did.counts} >= {"CONSULT", "ASSAULT"}
    assert all(row["article_id"] not in found_ids(telling, 16, 17) for row in found.did.latest if row["event_type"] == "ASSAULT")
    assert found.otherwise.get("negated", 0) >= 1
    assert {row["event_type"] for row in found.had.counts} == {"ACCUSE"}
    assert [row["counterpart"] for row in found.had.latest] == [["SOM"]]
    statuses = telling.ask(
        "SELECT count(*) AS n FROM reports WHERE status = 'future' AND voice = 'report' AND actor_country = 'KEN'"
    )
    assert found.planned.total == statuses[0]["n"]


def found_ids(store: Reader, *days: int) -> set[str]:
    listed = ", ".join(f"DATE '2024-05-{day}'" for day in days)
    return {row["article_id"] for row in store.ask(f"SELECT article_id FROM articles WHERE published IN ({listed})")}


def test_what_is_done_together_has_the_other_as_counterpart(telling: Reader, knowledge: Knowledge) -> None:
    meeting = next(row for row in read_profile(telling, knowledge, "KEN").did.latest if row["event_type"] == "CONSULT")
    assert meeting["counterpart"] == ["UGA"]


def test_what_two_do_to_a_third_is_not_done_to_each_other(demo: Reader, knowledge: Knowledge) -> None:
    found = read_profile(demo, knowledge, "RUS", most=1000)
    assert {row["event_type"] for row in found.did.latest if row["together"]} <= {"AGREE", "CONSULT", "COOPERATE"}


def test_a_desk_without_texts_tells_codes_and_articles(tmp_path: Path) -> None:
    story, desk = tmp_path / "story.txt", tmp_path / "desk.duckdb"
    story.write_text(TELLING[1].text)
    done = CliRunner().invoke(app, ["code", str(story), "--published", "2024-05-15", "--to", str(desk), "--no-text"])
    assert done.exit_code == 0
    result = CliRunner().invoke(app, ["actor", "Kenya", "--desk", str(desk)])
    assert result.exit_code == 0
    assert "ASSAULT → SOM" in result.stdout
    assert "“" not in result.stdout


def test_offices_by_date(demo: Reader, knowledge: Knowledge) -> None:
    always = read_profile(demo, knowledge, "CHN.wang-yi")
    then = read_profile(demo, knowledge, "CHN.wang-yi", since=date(2024, 5, 1), until=date(2024, 5, 31))
    assert len(always.offices) > len(then.offices)
    assert "Minister of Foreign Affairs" in {office["title"] for office in then.offices}
    assert all(office["source"] for office in always.offices)


def test_memberships_by_date(demo: Reader, knowledge: Knowledge) -> None:
    standing = {row["organisation"]: row["status"] for row in read_profile(demo, knowledge, "BLR").memberships}
    assert standing["SCO"] == "observer", "Belarus joined in July 2024"
    assert standing["CSTO"] == "member"
    assert "TUR" in {row["state"] for row in read_profile(demo, knowledge, "NATO").members}


def test_a_man_counts_for_whom_he_acts_on_the_day(demo: Reader, knowledge: Knowledge) -> None:
    # António Guterres governed Portugal until 2002; what he says in 2024 is not Portugal's.
    assert count(demo, "SELECT count(*) AS n FROM claims WHERE list_contains(speaker_id, 'PRT.antonio-guterres')") > 0
    assert read_profile(demo, knowledge, "PRT").said.total == 0
    assert read_profile(demo, knowledge, "PRT.antonio-guterres").said.total > 0


def test_a_title_is_whoever_held_it_at_the_end_of_the_time(run: Callable[..., Result]) -> None:
    assert run("actor", "president of the United States", "--until", "2024-05").stdout.startswith(
        "Joe Biden (USA.joe-biden), person"
    )


def test_known_but_nothing_in_the_desk_is_said_and_is_no_fault(run: Callable[..., Result], demo_path: Path) -> None:
    result = run("actor", "Kiribati")
    assert result.exit_code == 0
    assert f"{demo_path} has nothing of KIR from 2024-04-02 to 2024-05-31" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("actor", "Rusia"), "nobody is known as 'Rusia'; did you mean Russia?", id="a slip"),
        pytest.param(
            ("actor", "Czechoslovakia"),
            "Czechoslovakia (CSK) did not exist from 2024-04-02 to 2024-05-31: it ended in 1993-01-01; after it came CZE, SVK",
            id="a state that ended",
        ),
        pytest.param(
            ("actor", "Kenya", "--since", "2024-06", "--until", "2024-05"),
            "--since 2024-06 is after --until 2024-05",
            id="backwards",
        ),
        pytest.param(
            ("actor", "Kenya", "--since", "2024-13"),
            "--since: '2024-13' is no time that exists; write 2024, 2024-Q2, 2024-05, 2024-W20 or 2024-05-17",
            id="no month",
        ),
    ],
)
def test_what_cannot_be_told_is_one_line(run: Callable[..., Result], words: tuple[str, ...], said: str) -> None:
    result = run(*words)
    assert isinstance(result.exception, UsageError)
    assert str(result.exception) == said


def test_an_empty_desk_says_how_to_fill_it(make_desk: Made) -> None:
    path = make_desk([])
    result = CliRunner().invoke(app, ["actor", "Kenya", "--desk", str(path)])
    assert str(result.exception) == f"{path}: nothing was coded yet; `dragoman code PATHS --to {path}` fills it"


def test_json_has_all_that_the_text_shows(run: Callable[..., Result], knowledge: Knowledge) -> None:
    found = json.loads(run("actor", "Moscow", "--format", "json").stdout)
    assert found["id"] == actor_key("Moscow", knowledge) == "RUS"
    text = run("actor", "RUS").stdout
    for row in (*found["did"]["latest"], *found["had"]["latest"]):
        assert row["incident_id"] in text
    assert f"\ndid: {found['did']['total']} incidents\n" in text
