"""A brief says what the record holds, each sentence with its words, and nothing without them."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from outlet_articles import SHELLING, told
from typer.testing import CliRunner

from dragoman.cli.app import app
from dragoman.desk.brief import read_brief
from dragoman.desk.demo import build_demo
from dragoman.errors import UsageError
from dragoman.formats.word import write_paragraphs
from dragoman.knowledge import Knowledge, load_knowledge
from dragoman.model.brief import Brief, Line, Note
from dragoman.reading.brief import brief_markdown, brief_page, paragraphs_of
from dragoman.sources.limits import Options
from dragoman.sources.word import read_word
from dragoman.store.file import Reader, open_snapshot

APRIL, MAY = (date(2024, 4, 1), date(2024, 4, 30)), (date(2024, 5, 1), date(2024, 5, 31))
ASKED = [(("RUS", "CHN"), MAY), (("ISR", "IRN"), APRIL), (("USA", "CHN"), APRIL), (("ISR",), MAY), (("UKR",), APRIL)]
SECTIONS = ["What happened", "What is claimed", "What is planned", "What is disputed", "What is opinion"]


def brief_of(store: Reader, knowledge: Knowledge, sides: tuple[str, ...], days: tuple[date, date]) -> Brief:
    return read_brief(store, knowledge, sides, since=days[0], until=days[1])


def section(brief: Brief, title: str) -> tuple[Line, ...]:
    return next(each.lines for each in brief.sections if each.title == title)


def every_line(brief: Brief) -> list[Line]:
    return [each for line in brief.lines() for each in (line, *line.under)]


def test_a_line_without_a_note_is_not_written() -> None:
    with pytest.raises(ValueError, match="a line without a note"):
        Line("It rained.", ())


def test_a_note_without_words_is_none() -> None:
    with pytest.raises(ValueError, match="without words"):
        Note("a1", "The Courier", None, "", "", " ", None, "a1")


@pytest.mark.parametrize(("sides", "days"), ASKED)
def test_every_line_rests_on_words_that_stand_there(
    demo_store: Reader, knowledge: Knowledge, sides: tuple[str, ...], days: tuple[date, date]
) -> None:
    texts = {row["article_id"]: (row["title"], row["text"]) for row in demo_store.ask("SELECT * FROM articles")}
    brief = brief_of(demo_store, knowledge, sides, days)
    assert [each.title for each in brief.sections] == SECTIONS
    assert section(brief, "What happened")
    for line in every_line(brief):
        assert line.notes
        for note in line.notes:
            assert note.words
            assert any(note.words in part for part in texts[note.article_id])


def held(side: str, who: str) -> str:
    return f"list_contains(string_split({side}_country, '; '), '{who}')"


@pytest.mark.parametrize(("sides", "days"), ASKED)
def test_what_happened_is_what_plain_sql_counts(
    demo_store: Reader, knowledge: Knowledge, sides: tuple[str, ...], days: tuple[date, date]
) -> None:
    if len(sides) == 1:
        between = f"({held('i.actor', sides[0])} OR {held('i.recipient', sides[0])})"
    else:
        one, other = sides
        between = (
            f"(({held('i.actor', one)} AND {held('i.recipient', other)}) OR ({held('i.actor', other)} AND {held('i.recipient', one)})"
            f" OR (i.event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND {held('i.actor', one)} AND {held('i.actor', other)}))"
        )
    rows = demo_store.ask(
        f"""SELECT i.incident_id, count(*) AS reports, count(DISTINCT h.origin_id) AS origins
            FROM incidents i JOIN happenings h USING (incident_id) JOIN reports lead ON lead.article_id = lead_article AND lead.event_id = lead_event
            WHERE i.counts AND coalesce(i.day_first, i.day_last, i.first_published) BETWEEN DATE '{days[0]}' AND DATE '{days[1]}' AND {between}
              AND NOT (i.quad = 1 AND coalesce(lead.content_status, '') = 'future')
            GROUP BY ALL"""
    )
    brief = brief_of(demo_store, knowledge, sides, days)
    lines = section(brief, "What happened")
    assert {line.incident_id: line.origins for line in lines} == {row["incident_id"]: row["origins"] for row in rows}
    assert [line.day for line in lines] == sorted(line.day for line in lines if line.day)
    assert brief.counts[1].startswith(
        f"{len(rows)} incidents that began in these days, told as having happened in {sum(row['reports'] for row in rows)} reports"
    )
    for line in lines:
        reports = next(row["reports"] for row in rows if row["incident_id"] == line.incident_id)
        assert f"told by {line.origins} independent origin" in line.text
        assert f"in {reports} report" in line.text


def test_coverage_is_what_plain_sql_counts(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("RUS", "CHN"), (date(2024, 5, 13), date(2024, 5, 19)))
    row = demo_store.ask(
        """SELECT count(*) AS articles, count(DISTINCT origin_id) AS origins, count(DISTINCT publisher) AS outlets, count(DISTINCT published) AS days
           FROM articles WHERE published BETWEEN '2024-05-13' AND '2024-05-19'"""
    )[0]
    assert brief.counts[0].startswith(
        f"{row['articles']} articles of {row['origins']} independent origins by {row['outlets']} outlets"
    )
    assert brief.coverage[0].startswith(f"No article was read of {7 - row['days']} of 7 days")


def test_a_visit_told_by_four_origins_is_one_line(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("RUS", "CHN"), (date(2024, 5, 16), date(2024, 5, 16)))
    first = section(brief, "What happened")[0]
    assert (
        first.text
        == "On 16 May 2024, Vladimir Putin (Russia) visited China in Beijing; told by 4 independent origins in 5 reports."
    )
    assert len(first.notes) == 4


def test_a_plan_is_told_when_it_was_published_whatever_day_it_is_for(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("RUS", "CHN"), (date(2024, 5, 14), date(2024, 5, 14)))
    assert any(
        line.text.startswith("A visit to come, by Vladimir Putin (Russia), towards China; time told: 16 May 2024")
        for line in section(brief, "What is planned")
    )
    assert section(brief, "What happened") == ()


def test_numbers_at_odds_are_a_range_and_a_dispute(shelling: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(shelling, knowledge, ("RUS", "UKR"), MAY)
    happened = next(line for line in section(brief, "What happened") if "Kharkiv" in line.text)
    assert any(under.text == "Dead: 3 to 5, as the reports disagree (“three”, “five”)." for under in happened.under)
    assert any(under.text.startswith("It is denied; told by 1 independent origin") for under in happened.under)
    disputed = {line.text.rpartition("disagree on ")[2]: line for line in section(brief, "What is disputed")}
    assert {"how many.", "whether it happened."} <= set(disputed)
    assert [under.text for under in disputed["how many."].under] == [
        "3 people (dead): told by 1 independent origin in 1 report.",
        "5 people (dead): told by 1 independent origin in 1 report.",
    ]


def test_claims_are_told_in_their_exact_words(shelling: Reader, demo_store: Reader, knowledge: Knowledge) -> None:
    lines = section(brief_of(demo_store, knowledge, ("ISR", "IRN"), APRIL), "What is claimed")
    assert any(line.text == "Iran and Syria (Iran) “said”: “Israel carried out the strike”." for line in lines)
    assert any(line.text.startswith("Threat: Iranian President Ebrahim Raisi (Ebrahim Raisi, Iran) “vowed”") for line in lines)


def test_opinion_is_apart_and_says_whose(make_desk: Callable[..., Path], knowledge: Knowledge) -> None:
    text = (
        "I have long thought that Brazil's reckless leaders deserve no trust. We should say so. In my view the shameful policy of Brazil "
        "towards Chile is a disgrace, and it must end. I hope that Chile will not forget it."
    )
    store = open_snapshot(make_desk([told("The Mirror", 15, text, title="Opinion: No trust")]))
    lines = section(brief_of(store, knowledge, ("BRA", "CHL"), MAY), "What is opinion")
    store.close()
    assert "“my” in The Mirror (opinion) judges Brazil unfavourably: “shameful”." in {line.text for line in lines}
    assert any(line.text.startswith("In an opinion: My “In my view”: “the shameful policy") for line in lines)


def test_nothing_found_says_in_how_much(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("FJI", "NRU"), MAY)
    assert not list(brief.lines())
    articles = demo_store.ask("SELECT count(*) AS n FROM articles WHERE published BETWEEN '2024-05-01' AND '2024-05-31'")[0]["n"]
    assert {each.nothing for each in brief.sections} == {f"Nothing was found in {articles} articles read."}


def test_the_way_it_goes_names_the_happenings_behind_it(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("RUS", "CHN"), (date(2024, 5, 13), date(2024, 5, 19)))
    assert brief.way.startswith("By weeks up to 19 May 2024: ")
    assert 0 < len(brief.moved_by) <= 5
    assert all(line.notes for line in brief.moved_by)


def test_the_same_desk_gives_the_same_brief(demo_store: Reader, knowledge: Knowledge, tmp_path: Path) -> None:
    again = tmp_path / "again.duckdb"
    build_demo(again, knowledge)
    other = open_snapshot(again)
    for sides, days in ASKED:
        one, two = brief_of(demo_store, knowledge, sides, days), brief_of(other, knowledge, sides, days)
        assert one == two
        assert brief_page(one) == brief_page(two)
    other.close()


def test_two_states_changed_for_each_other_change_the_names_and_nothing_else(
    make_desk: Callable[..., Path], knowledge: Knowledge
) -> None:
    text = (
        "Chile accused Peru of lying on Monday. Peru denied that it lied. Chile will hold talks with Peru in June, officials said."
    )
    other = re.sub("Chile|Peru", lambda match: {"Chile": "Peru", "Peru": "Chile"}[match[0]], text)
    said = []
    for words in (text, other):
        store = open_snapshot(make_desk([told("The Courier", 15, words)]))
        said.append([line.text for line in every_line(brief_of(store, knowledge, ("CHL", "PER"), MAY))])
        store.close()
    assert said[0]
    assert sorted(said[0]) == sorted(
        re.sub("Chile|Peru", lambda match: {"Chile": "Peru", "Peru": "Chile"}[match[0]], line) for line in said[1]
    )


HOSTILE = told(
    "<b>Courier</b> [x](javascript:alert(1))",
    15,
    "Russian forces shelled Kharkiv on Tuesday, <script>alert(1)</script> the \u202egovernor said. *Stars* and `ticks` & <img src=x onerror=alert(1)>.",
    title="Shells <i>fall</i> # here | there",
    url="javascript:alert(1)",
)


def test_nothing_of_an_article_comes_to_life(make_desk: Callable[..., Path], knowledge: Knowledge) -> None:
    store = open_snapshot(make_desk([HOSTILE]))
    brief = brief_of(store, knowledge, ("RUS", "UKR"), MAY)
    store.close()
    page, text = brief_page(brief), brief_markdown(brief)
    assert "&lt;script&gt;" in page
    assert re.findall(r"<(?:script|img|b|i)\b", page) == []
    assert 'href="javascript' not in page
    assert "\u202e" not in page + text
    assert re.findall(r"(?<!\\)[<*`]", re.sub(r"\[\^\d+\]", "", text)) == []
    assert r"\[x\](javascript" in text
    assert "<javascript" not in text


def test_every_footnote_of_the_page_leads_somewhere(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("ISR",), MAY)
    page = brief_page(brief)
    places = re.findall(r'id="([^"]+)"', page)
    assert len(places) == len(set(places))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(places)
    assert {f"n{number}" for number, _ in brief.notes().values()} <= set(places)


def test_every_footnote_of_the_markdown_is_there(demo_store: Reader, knowledge: Knowledge) -> None:
    text = brief_markdown(brief_of(demo_store, knowledge, ("ISR",), MAY))
    used, defined = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.M))
    assert used == defined != set()


def test_the_word_document_says_the_same_and_always_in_the_same_bytes(demo_store: Reader, knowledge: Knowledge) -> None:
    brief = brief_of(demo_store, knowledge, ("ISR",), MAY)
    one, two = io.BytesIO(), io.BytesIO()
    write_paragraphs(paragraphs_of(brief), one)
    write_paragraphs(paragraphs_of(brief), two)
    assert one.getvalue() == two.getvalue()
    article = read_word(one.getvalue(), "brief.docx", Options())
    assert article.title == brief.title
    for line in every_line(brief):
        assert line.text in article.text
    for number, note in brief.notes().values():
        assert f"[{number}] “{' '.join(note.words.split())}”" in article.text


def test_a_desk_without_texts_names_the_place_of_the_words(
    make_desk: Callable[..., Path], knowledge: Knowledge, tmp_path: Path
) -> None:
    from dragoman.desk.adding import add_in_passing
    from dragoman.desk.coding import code_desk
    from dragoman.store.file import open_writer

    path = tmp_path / "bare.duckdb"
    with open_writer(path) as store:
        code_desk(store, knowledge, texts=add_in_passing(store, SHELLING, knowledge.credits()))
    reader = open_snapshot(path)
    brief = brief_of(reader, knowledge, ("RUS", "UKR"), MAY)
    reader.close()
    assert section(brief, "What happened")
    assert all(note.span and not note.words for line in brief.lines() for note in line.all_notes())
    assert "words not kept here: characters" in brief_markdown(brief)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(("--dyad", "RUS"), "does not name two sides", id="one side"),
        pytest.param((), "on two sides", id="none"),
        pytest.param(("--dyad", "RUS,CHN", "--actor", "RUS"), "on two sides", id="both ways"),
        pytest.param(("--dyad", "RUS,RUS"), "are one", id="with itself"),
        pytest.param(("--dyad", "RUS,Chnia"), "did you mean", id="nobody"),
        pytest.param(("--dyad", "SUN,USA", "--week", "2024-W20"), "it ended in 1991-12-26", id="gone"),
        pytest.param(("--dyad", "SSD,USA", "--since", "2001-01-01", "--until", "2001-02-01"), "it began in 2011", id="not yet"),
        pytest.param(("--actor", "RUS", "--since", "2024-05-02", "--until", "2024-05-01"), "is after", id="dates"),
        pytest.param(("--actor", "RUS", "--week", "2024-W60"), "no time that exists", id="week"),
        pytest.param(("--actor", "RUS", "--week", "2024-W20", "--month", "2024-05"), "give the days once", id="days twice"),
        pytest.param(("--actor", "RUS", "--format", "docx"), "needs -o", id="word to a pipe"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_said_in_one_line(demo_desk: Path, words: tuple[str, ...], said: str) -> None:
    result = CliRunner().invoke(app, ["brief", "--desk", str(demo_desk), *words])
    assert isinstance(result.exception, UsageError)
    assert said in str(result.exception)
    assert "\n" not in str(result.exception)


def test_an_empty_desk_says_how_to_fill_it(make_desk: Callable[..., Path], knowledge: Knowledge) -> None:
    store = open_snapshot(make_desk([]))
    with pytest.raises(UsageError, match="fills it"):
        read_brief(store, knowledge, ("RUS", "CHN"))
    store.close()


def test_the_command_writes_all_three(demo_desk: Path, tmp_path: Path) -> None:
    asked = ["brief", "--desk", str(demo_desk), "--dyad", "Russia,China", "--week", "2024-W20"]
    assert CliRunner().invoke(app, asked).stdout.startswith("# Russia and China, 13 to 19 May 2024\n")
    for format in ("md", "html", "docx"):
        path = tmp_path / f"brief.{format}"
        result = CliRunner().invoke(app, [*asked, "--format", format, "-o", str(path)])
        assert result.exit_code == 0
        assert path.stat().st_size > 1_000


def test_a_users_own_words_for_an_act_stand_over_ours(demo_store: Reader, tmp_path: Path) -> None:
    folder = tmp_path / "own" / "ontology"
    folder.mkdir(parents=True)
    (folder / "sentences.csv").write_text(
        "type,mode,to,alone,noun,source,overrides\nCONSULT,visit,went to {recipient},went abroad,a journey,house style,our house says so\n"
    )
    lines = section(brief_of(demo_store, load_knowledge([tmp_path / "own"]), ("RUS", "CHN"), MAY), "What happened")
    assert any("Vladimir Putin (Russia) went to China in Beijing" in line.text for line in lines)
