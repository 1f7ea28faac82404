"""The commands of a desk: add, code, look, compare, take out; each says in one line what is wrong and what to do."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from dragoman.cli.app import main
from dragoman.store.file import open_writer

ARTICLES = [
    (
        "courier-1",
        "The Courier",
        "2024-05-15",
        "Russian forces fired three missiles at Kharkiv on Tuesday, the governor said.",
    ),
    (
        "harbour-1",
        "Harbour Post",
        "2024-05-15",
        "Moscow's army fired five missiles at Kharkiv on Tuesday, officials said.",
    ),
    ("lake-1", "Lake Times", "2024-05-15", "Russian forces fired three missiles at Kharkiv on Tuesday, the governor said."),
    ("courier-2", "The Courier", "2024-05-17", "Tokyo expelled two Russian diplomats."),
]
RULE = """[[rule]]
id = "en.support.decorate"
event = "SUPPORT"
verbs = ["decorate"]
roles = { actor = ["agent", "by"], recipient = "patient" }
needs = ["actor", "recipient"]
yes = [{ text = "Chile decorated a Peruvian general.", actor = "CHL", recipient = "PER.MIL" }]
no = ["Workers decorated a hall."]
"""


class Done(NamedTuple):
    """What a command gave."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out)))


Command = Callable[..., Done]


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.file.cache_folder", lambda: tmp_path / "cache")
    monkeypatch.delenv("DRAGOMAN_DESK", raising=False)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """A command as a user gives it, errors and exit status included."""

    def _command(*words: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["dragoman", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(ended.value.code if isinstance(ended.value.code, int) else 0, said.out, said.err)

    return _command


def write(path: Path, articles: list[tuple[str, str, str, str]]) -> Path:
    names = ("id", "publisher", "published", "text")
    path.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in articles))
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a desk of four articles, coded once."""
    folder = tmp_path_factory.mktemp("desk")
    patch = pytest.MonkeyPatch()
    patch.setattr(
        sys, "argv", ["dragoman", "code", str(write(folder / "wire.jsonl", ARTICLES)), "--to", str(folder / "desk.duckdb")]
    )
    with pytest.raises(SystemExit) as ended:
        main()
    assert not ended.value.code
    patch.undo()
    return folder


@pytest.fixture
def desk(filled: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """That desk, the one that a command reads where none is named."""
    monkeypatch.setenv("DRAGOMAN_DESK", str(filled / "desk.duckdb"))
    return filled / "desk.duckdb"


@pytest.fixture
def shelling(desk: Path, command: Command) -> str:
    """The id of the incident that three papers of two origins tell."""
    return command("incidents", "--type", "ASSAULT", "--format", "csv").rows[0]["incident_id"]


# -- filling it


def test_articles_are_added_once_and_then_coded(command: Command, tmp_path: Path) -> None:
    wire, to = write(tmp_path / "wire.jsonl", ARTICLES[:1]), tmp_path / "desk.duckdb"
    first = command("add", wire, "--to", to)
    assert first.status == 0
    assert "1 article added, 0 there already, 0 inputs failed" in first.out
    assert f"1 not coded yet: `dragoman code --to {to}`" in first.out
    assert "0 articles added, 1 there already" in command("add", wire, "--to", to).out
    assert "1 article coded" in command("code", "--to", to).out
    assert "0 articles coded" in command("code", "--to", to).out


def test_the_same_id_with_another_text_is_told_and_is_status_1(command: Command, tmp_path: Path) -> None:
    to = tmp_path / "desk.duckdb"
    command("add", write(tmp_path / "one.jsonl", ARTICLES[:1]), "--to", to)
    other = write(tmp_path / "two.jsonl", [("courier-1", "The Courier", "2024-05-16", "Kenya thanked Uganda.")])
    for words in (["add", other, "--to", to], ["code", other, "--to", to], ["code", other, "--no-text", "--to", to]):
        done = command(*words)
        assert done.status == 1
        assert "id 'courier-1' is another text's" in done.err


def test_what_cannot_be_read_is_kept_as_a_fault(command: Command, tmp_path: Path) -> None:
    (tmp_path / "broken.txt").write_bytes(b"%PDF-1.4")
    to = tmp_path / "desk.duckdb"
    assert command("code", tmp_path / "broken.txt", "--to", to).status == 1
    assert [row["place"] for row in command("sql", "select place from faults", "--desk", to, "--format", "csv").rows] == [
        str(tmp_path / "broken.txt")
    ]


def test_a_desk_keeps_all_so_choosing_is_refused(command: Command, desk: Path) -> None:
    done = command("code", "--to", desk, "--format", "csv")
    assert (done.status, done.out) == (2, "")
    assert "dragoman export" in done.err


def test_without_texts_no_word_is_kept_and_the_paths_are_needed_again(command: Command, tmp_path: Path) -> None:
    wire, to = write(tmp_path / "wire.jsonl", ARTICLES), tmp_path / "desk.duckdb"
    assert "`dragoman code PATHS --no-text --to" in command("add", wire, "--no-text", "--to", to).out
    assert "4 articles without a text" in command("code", "--to", to).err
    assert "4 articles coded" in command("code", wire, "--no-text", "--to", to).out
    table = command("incidents", "--type", "ASSAULT", "--desk", to).out
    assert "RUS.MIL" in table
    assert not command(
        "sql", "select * from reports where sentence is not null or trigger is not null", "--desk", to, "--format", "csv"
    ).rows
    for part in (b"missiles", b"governor"):
        assert part not in to.read_bytes()


def test_other_coders_events_lie_beside(command: Command, tmp_path: Path) -> None:
    lines = tmp_path / "theirs.jsonl"
    lines.write_text(command("code", write(tmp_path / "wire.jsonl", ARTICLES[3:]), "--format", "jsonl").out)
    to = tmp_path / "desk.duckdb"
    assert "1 event and 0 mentions, 0 lines failed" in command("add", lines, "--as", "plover", "--to", to).out
    assert command("sql", "select event_type from foreign_events", "--desk", to, "--format", "csv").rows == [
        {"event_type": "SANCTION"}
    ]
    wrong = command("add", lines, "--as", "acledd", "--to", to)
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)
    assert "did you mean acled?" in wrong.err


def test_a_file_of_another_coder_given_as_articles_is_told_so(command: Command, tmp_path: Path) -> None:
    (tmp_path / "acled.csv").write_text(
        "event_id_cnty,event_date,event_type,sub_event_type,actor1,country\nMLI1,2024-05-14,Protests,Peaceful protest,Protesters (Mali),Mali\n"
    )
    done = command("add", tmp_path / "acled.csv", "--to", tmp_path / "desk.duckdb")
    assert done.status == 1
    assert "bring them in with --as acled" in done.err
    assert "1 event and" in command("add", tmp_path / "acled.csv", "--as", "auto", "--to", tmp_path / "desk.duckdb").out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["no-such-list"], "neither an address nor a file", id="no list"),
        pytest.param(["list.opml", "--every", "soon"], "write 30m, 6h or 1d", id="no length of time"),
        pytest.param(["list.opml", "--every", "1m"], "no host is asked that often", id="too often"),
        pytest.param(["list.opml", "--no-text"], "leaves nothing to code", id="without texts"),
    ],
)
def test_a_watch_that_cannot_be_is_refused_in_one_line(command: Command, tmp_path: Path, words: list[str], told: str) -> None:
    done = command("watch", *words, "--to", tmp_path / "desk.duckdb")
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert told in done.err


def test_a_feed_that_cannot_be_reached_is_status_1_and_kept(command: Command, tmp_path: Path) -> None:
    to = tmp_path / "desk.duckdb"
    done = command("watch", "http://127.0.0.1:9/feed", "--once", "--private", "--to", to)
    assert done.status == 1
    assert "1 feed looked at, 0 articles added, 0 coded, 0 gaps" in done.out
    assert "cannot be reached" in command("sql", "select status from feeds", "--desk", to).out


# -- asking it


def test_incidents_are_told_once_with_their_origins(command: Command, desk: Path) -> None:
    table = command("incidents")
    assert table.status == 0
    assert table.out.splitlines()[-1] == "2 incidents"
    rows = command("incidents", "--format", "csv").rows
    assert [(row["event_type"], row["origins"], row["articles"]) for row in rows] == [("ASSAULT", "2", "3"), ("SANCTION", "1", "1")]
    assert json.loads(rows[0]["disagreements"])[0]["field"] == rows[0]["disagree_on"] == "number"
    lines = [json.loads(line) for line in command("incidents", "--format", "jsonl").out.splitlines()]
    assert [list(line) for line in lines] == [list(row) for row in rows]


@pytest.mark.parametrize(
    ("options", "types"),
    [
        pytest.param(["--type", "assault"], ["ASSAULT"], id="type in small letters"),
        pytest.param(["--actor", "Tokyo"], ["SANCTION"], id="actor by its capital"),
        pytest.param(["--recipient", "RUS"], ["SANCTION"], id="recipient by code"),
        pytest.param(["--since", "2024-05-15"], ["SANCTION"], id="since"),
        pytest.param(["--until", "2024-05-15"], ["ASSAULT"], id="until"),
        pytest.param(["--origins", "2"], ["ASSAULT"], id="two origins"),
        pytest.param(["--disagreeing"], ["ASSAULT"], id="disagreeing"),
        pytest.param(["--limit", "1"], ["ASSAULT"], id="limit"),
        pytest.param(["--type", "AID"], [], id="none"),
    ],
)
def test_incidents_are_chosen(command: Command, desk: Path, options: list[str], types: list[str]) -> None:
    done = command("incidents", *options, "--format", "csv")
    assert [row["event_type"] for row in done.rows] == types
    assert done.out.startswith("day_first,")
    assert done.out.splitlines()[0].endswith(",incident_id,disagree_on")


def test_what_a_limit_leaves_out_is_told(command: Command, desk: Path) -> None:
    done = command("incidents", "--limit", "1")
    assert done.out.splitlines()[-1] == "2 incidents"
    assert "the first 1 of 2 incidents; --limit 2 shows all" in done.err


def test_once_a_day_takes_a_day_type_and_pair_of_countries_together(command: Command, tmp_path: Path) -> None:
    texts = [
        "Russian forces shelled Odesa on Tuesday.",
        "The Russian navy fired missiles at Lviv on Tuesday.",
        "Russia bombed Kyiv on Monday.",
    ]
    to = tmp_path / "desk.duckdb"
    command(
        "code",
        write(tmp_path / "w.jsonl", [(f"a{n}", f"Paper {n}", "2024-05-15", text) for n, text in enumerate(texts)]),
        "--to",
        to,
    )
    assert len(command("incidents", "--desk", to, "--format", "csv").rows) == 3
    assert [row["day_first"] for row in command("incidents", "--once-a-day", "--desk", to, "--format", "csv").rows] == [
        "2024-05-13",
        "2024-05-14",
    ]
    assert command("incidents", "--once-a-day", "--desk", to).out.splitlines()[-1].startswith("2 incidents (one a day")


def test_an_incident_rests_on_its_origins(command: Command, shelling: str) -> None:
    told = command("corroborate", shelling)
    assert told.status == 0
    assert "3 event reports in 3 articles of 2 independent origins" in told.out
    assert "or-harbour-1: 1 event report\n" in told.out
    assert "they disagree on number" in told.out
    found = json.loads(command("corroborate", shelling, "--format", "json").out)
    assert [len(origin["reports"]) for origin in found["origins"]] == [2, 1]


def test_an_article_s_happenings_are_told_with_who_else_tells_them(command: Command, desk: Path) -> None:
    assert "also told by 1 other origin (in-" in command("corroborate", "courier-1").out
    alone = command("corroborate", "courier-2").out
    assert "Japan SANCTION → Russia" in alone
    assert "told by this origin alone" in alone
    assert alone.splitlines()[-1] == "1 happening"


def test_who_denies_a_happening_is_not_counted_as_telling_it(command: Command, tmp_path: Path) -> None:
    to = tmp_path / "desk.duckdb"
    denial = (
        "valley-1",
        "Valley News",
        "2024-05-16",
        "Russian forces did not fire missiles at Kharkiv on Tuesday, the ministry said.",
    )
    command("code", write(tmp_path / "wire.jsonl", [*ARTICLES[:1], denial]), "--to", to)
    told = command("corroborate", "courier-1", "--desk", to).out
    assert "told by this origin alone, denied by 1 other origin (in-" in told
    incident = told.partition("(in-")[2].partition(")")[0]
    found = command("corroborate", f"in-{incident}", "--desk", to).out
    assert "2 event reports in 2 articles of 2 independent origins; 1 origin only denies it" in found
    assert "Valley News denies: “Russian forces did not" in found
    assert len(command("incidents", "--desk", to, "--format", "csv").rows) == 1
    assert not command("incidents", "--origins", "2", "--desk", to, "--format", "csv").rows


def test_outlets_stand_side_by_side(command: Command, shelling: str) -> None:
    told = command("compare", shelling)
    assert told.status == 0
    assert told.out.splitlines()[-1] == "3 outlets"
    assert "leaves out numbers: 5 missile" in told.out
    found = json.loads(command("compare", shelling, "--format", "json").out)
    assert {row["outlet"] for row in found["outlets"]} == {"The Courier", "Lake Times", "Harbour Post"}


def test_two_runs_are_told_apart_by_rule(command: Command, tmp_path: Path) -> None:
    (tmp_path / "mine" / "lexicon" / "en").mkdir(parents=True)
    (tmp_path / "mine" / "lexicon" / "en" / "SUPPORT.toml").write_text(RULE)
    to = tmp_path / "desk.duckdb"
    wire = write(tmp_path / "wire.jsonl", [("a1", "The Courier", "2024-05-15", "Chile decorated a Peruvian general.")])
    command("code", wire, "--to", to)
    one = command("diff", "first", "last", "--desk", to)
    assert (one.status, one.err.count("\n")) == (2, 1)
    assert "are one run, number 1" in one.err
    command("code", "--to", to, "--knowledge", tmp_path / "mine")
    assert command("diff", "first", "last", "--desk", to).out.splitlines()[-1] == "1 event report came, 0 went, 0 changed"
    rows = command("diff", "1", "2", "--desk", to, "--format", "csv").rows
    assert [(row["change"], row["type_after"], row["rule_after"]) for row in rows] == [("came", "SUPPORT", "en.support.decorate")]
    assert [
        json.loads(line)["change"] for line in command("diff", "2", "1", "--desk", to, "--format", "jsonl").out.splitlines()
    ] == ["went"]


def test_sql_answers_in_three_formats(command: Command, desk: Path) -> None:
    query = "select event_type, count(*) as reports from happenings group by all order by all"
    assert command("sql", query).out.splitlines()[-1] == "2 rows"
    assert command("sql", query, "--format", "csv").out == "event_type,reports\nASSAULT,3\nSANCTION,1\n"
    assert json.loads(command("sql", query, "--format", "jsonl").out.splitlines()[0]) == {"event_type": "ASSAULT", "reports": 3}


def test_an_answer_without_rows_keeps_its_columns_and_a_name_told_twice_both(command: Command, desk: Path) -> None:
    assert command("sql", "select url from reports where false", "--format", "csv").out == "url\n"
    assert command("sql", "select 1 as a, 2 as a", "--format", "csv").out == "a,a_2\n1,2\n"


# -- taking it out


@pytest.mark.parametrize("form", ["jsonl", "csv", "icews", "gdelt", "geojson"])
def test_reports_leave_in_the_formats_of_the_field(command: Command, desk: Path, form: str) -> None:
    done = command("export", "--format", form)
    assert done.status == 0
    assert done.out
    assert "written" in done.err


def test_one_report_an_incident_leaves_on_request(command: Command, desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = command("export", "--format", "csv", "--unit", "incident", "-o", out)
    assert (done.status, done.out) == (0, "")
    assert "2 rows of incidents written" in done.err
    assert len(list(csv.DictReader(out.read_text().splitlines()))) == 2
    assert "1 row of reports written" in command("export", "--format", "csv", "--type", "sanction").err


def test_a_snapshot_is_a_file_that_duckdb_opens(command: Command, desk: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    assert command("snapshot", copy).status == 0
    with duckdb.connect(copy, read_only=True) as connection:
        assert connection.execute("select count(*) from incidents").fetchone() == (2,)


def test_a_snapshot_never_takes_the_desk_s_place(command: Command, desk: Path) -> None:
    done = command("snapshot", desk)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "this is the desk itself" in done.err


# -- what is wrong


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param(["incidents", "--since", "2024-06-01", "--until", "2024-05-01"], "--since 2024-06-01 is after", id="days"),
        pytest.param(["export", "--format", "csv", "--since", "2024-06-01", "--until", "2024-05-01"], "is after", id="export days"),
        pytest.param(["incidents", "--type", "ASSUALT"], "did you mean ASSAULT?", id="type"),
        pytest.param(["export", "--format", "csv", "--type", "ASSUALT"], "did you mean ASSAULT?", id="export type"),
        pytest.param(["incidents", "--actor", "Urugway"], "did you mean Uruguay?", id="actor"),
        pytest.param(["export", "--format", "csv", "--actor", "Urugway"], "did you mean Uruguay?", id="export actor"),
        pytest.param(["export", "--format", "isews"], "did you mean icews?", id="format"),
        pytest.param(["export", "--format", "parquet"], "needs -o OUT", id="not for a terminal"),
        pytest.param(["corroborate", "in-nothing"], "`dragoman incidents` lists them", id="corroborate"),
        pytest.param(["compare", "in-nothing"], "`dragoman incidents` lists them", id="compare"),
        pytest.param(["diff", "1", "7"], "no run '7'", id="run"),
        pytest.param(["sql", "selec"], "syntax error", id="syntax"),
        pytest.param(["sql", " "], "the query is empty", id="empty query"),
        pytest.param(["sql", "select * from reprts"], "no view 'reprts'", id="view"),
        pytest.param(["sql", "select actr from reports"], "Candidate bindings", id="column"),
        pytest.param(["sql", "delete from article"], "DELETE would change the desk", id="change"),
        pytest.param(["sql", "select * from read_csv('/etc/passwd')"], "disabled", id="other files"),
        pytest.param(["snapshot", "no/such/folder/copy.duckdb"], "cannot be written", id="folder"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(command: Command, desk: Path, words: list[str], told: str) -> None:
    done = command(*words)
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


@pytest.mark.parametrize(
    "words",
    [["incidents"], ["corroborate", "x"], ["compare", "x"], ["diff", "1", "2"], ["sql", "from reports"], ["snapshot", "x.duckdb"]],
    ids=lambda words: words[0],
)
def test_a_desk_that_is_not_there_is_told_with_how_to_make_one(command: Command, tmp_path: Path, words: list[str]) -> None:
    done = command(*words, "--desk", tmp_path / "none.duckdb")
    assert (done.status, done.out, done.err.count("\n")) == (2, "", 1)
    assert "`dragoman add PATH --to" in done.err
    assert not list(tmp_path.glob("*.duckdb"))


@pytest.mark.parametrize(
    "words", [["incidents"], ["sql", "from reports"], ["export", "--format", "jsonl"]], ids=lambda words: words[0]
)
def test_an_empty_desk_says_how_to_fill_it(command: Command, tmp_path: Path, words: list[str]) -> None:
    to = tmp_path / "desk.duckdb"
    command("add", tmp_path / "nothing.txt", "--to", to)
    empty = command(*words, "--desk", to)
    assert empty.status == 0
    assert "holds no articles yet; `dragoman code PATHS --to" in empty.err
    command("add", write(tmp_path / "wire.jsonl", ARTICLES[:1]), "--to", to)
    assert "nothing is coded yet; `dragoman code --to" in command(*words, "--desk", to).err


def test_a_second_writer_says_who_writes_and_gives_up(command: Command, tmp_path: Path) -> None:
    to, wire = tmp_path / "desk.duckdb", write(tmp_path / "wire.jsonl", ARTICLES[:1])
    with open_writer(to):
        for words in (["add", wire], ["code", wire]):
            done = command(*words, "--to", to, "--wait", "0")
            assert (done.status, done.err.count("\n")) == (2, 1)
            assert "is writing to it; try again when it is done" in done.err


def test_a_day_that_is_none_is_wrong_usage(command: Command, desk: Path) -> None:
    for words in (
        ["incidents", "--since", "2024-13-01"],
        ["incidents", "--format", "xml"],
        ["export", "--format", "csv", "--unit", "both"],
    ):
        done = command(*words)
        assert (done.status, done.out) == (2, "")
        assert done.err.splitlines()[-1].startswith("Error: Invalid value for")
