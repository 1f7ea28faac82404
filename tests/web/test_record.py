"""The pages of the record itself: their figures are those of plain SQL, their links lead somewhere, and no query can hold the server."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from starlette.testclient import TestClient

from dragoman.desk.adding import add_articles
from dragoman.desk.coding import code_desk
from dragoman.knowledge import Knowledge
from dragoman.model import Article
from dragoman.store.file import Reader, open_snapshot, open_writer
from dragoman.web.app import build_app
from dragoman.web.resource import address
from dragoman.web.strangers import KEPT, Strangers

Row = dict[str, Any]
GAP = "https://feeds.example/one"


@pytest.fixture(scope="module")
def store(desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The same desk by another file: what is served has its settings locked, for all who open it in one process."""
    copy = tmp_path_factory.mktemp("plain") / "demo.duckdb"
    shutil.copyfile(desk, copy)
    reader = open_snapshot(copy)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory, knowledge: Knowledge) -> Iterator[TestClient]:
    """A desk that two runs coded, the second with an earlier event gone, one come and one changed; a feed with a gap, a fault."""
    path = tmp_path_factory.mktemp("again") / "again.duckdb"
    with open_writer(path) as writer:
        texts = ("Russia shelled Kharkiv on Monday.", "China condemned the United States on Tuesday.", "France praised Germany.")
        items = [Article(text, id=f"a{number}", published=date(2024, 5, number + 1)) for number, text in enumerate(texts)]
        add_articles(writer, [*items, Article("Nothing is dated.", id="undated")], {})
        code_desk(writer, knowledge)
        with writer.transaction():
            for statement in (
                "INSERT INTO run SELECT * REPLACE ('run-two' AS run_id, 2 AS number, 'other' AS knowledge_digest) FROM run",
                "UPDATE reading SET current = false",
                "INSERT INTO reading SELECT * REPLACE ('run-two' AS run_id, true AS current) FROM reading",
                "UPDATE event SET current = false",
                "INSERT INTO event SELECT * REPLACE ('run-two' AS run_id, true AS current) FROM event WHERE article_id <> 'a0'",
                "UPDATE event SET event_type = 'REJECT', rule = 'en.reject.other' WHERE run_id = 'run-two' AND article_id = 'a1'",
                "INSERT INTO event SELECT * REPLACE ('run-two' AS run_id, 'ev-new' AS event_id, true AS current) FROM event "
                "WHERE article_id = 'a2' AND run_id <> 'run-two'",
                f"INSERT INTO feed VALUES ('{GAP}', 'One', NULL, NULL, '2024-05-01 10:00', 'no answer')",
                f"INSERT INTO gap VALUES ('{GAP}', '2024-05-01 10:00', '2024-05-02 12:00', 'no answer', true)",
                "INSERT INTO fault VALUES ('broken.pdf', 'no text in it', '2024-05-02 09:00')",
            ):
                writer.connection.execute(statement)
    with TestClient(build_app(path, knowledge), base_url="http://127.0.0.1") as found:
        assert _until(found, "/about").status_code == 200
        yield found


def _until(client: TestClient, path: str) -> Any:
    for _ in range(100):
        answer = client.get(path)
        if answer.status_code != 503:
            break
    return answer


def told(client: TestClient, path: str) -> Row:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text[:400]
    return answer.json()  # type: ignore[no-any-return]


def addresses(client: TestClient, path: str) -> list[str]:
    """Where the links of a page lead within the explorer, each once."""
    main = client.get(path).text.partition("<main")[2].partition("</main>")[0]
    found = [unescape(link).partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', main)]
    return list(dict.fromkeys(filter(None, found)))


# Pages that other parts of the explorer make.
ELSEWHERE = ("/actor/", "/annotate", "/dyad")


@pytest.mark.parametrize(
    "path",
    [
        "/quality",
        "/quality?since=2024-05&until=2024-05",
        "/set-aside",
        "/set-aside?reason=no+actor+named&per=5&page=2",
        "/runs",
        "/codebook",
        "/codebook/ASSAULT",
        "/codebook/concede",
        "/knowledge",
        "/knowledge?name=Putin&on=2010-01-01",
        "/knowledge?kind=organisation",
        "/knowledge/SRB",
        "/knowledge/SCO",
        "/knowledge/HAMAS",
        "/knowledge/RUS.vladimir-putin",
        "/knowledge/RUS.MIL?on=2024-05-01",
        "/sql",
    ],
)
def test_every_link_of_a_page_leads_to_a_page(client: TestClient, path: str) -> None:
    links = [link for link in addresses(client, path) if not link.startswith(ELSEWHERE)]
    step = max(1, len(links) // 25)
    assert [(link, client.get(link).status_code) for link in links[::step] if client.get(link).status_code != 200] == []


@pytest.mark.parametrize("path", ["/quality", "/set-aside", "/runs", "/codebook", "/codebook/ASSAULT", "/knowledge/SCO", "/sql"])
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_every_page_is_a_file_too(client: TestClient, path: str, form: str) -> None:
    answer = client.get(f"{path}.{form}")
    assert (answer.status_code, bool(answer.content)) == (200, True)


def test_coverage_is_what_was_added(client: TestClient, store: Reader) -> None:
    page = told(client, "/quality.json")
    plain = store.ask(
        "SELECT publisher, date_trunc('month', published)::DATE::VARCHAR AS begin, count(*) AS articles FROM articles "
        "WHERE published IS NOT NULL GROUP BY ALL ORDER BY ALL"
    )
    rows = [{name: row[name] for name in ("publisher", "begin", "articles")} for row in page["tables"]["coverage"]]
    assert rows == plain
    undated = store.ask("SELECT count(*) AS n FROM articles WHERE published IS NULL")[0]["n"]
    measures = {row["measure"]: (row["count"], row["whole"]) for row in page["tables"]["measures"]}
    assert measures["without a day of publication"] == (undated, 99)
    coded = store.ask("SELECT (SELECT count(*) FROM reports) AS r, (SELECT count(*) FROM set_asides) AS s")[0]
    assert measures["looked like an event and was coded"] == (coded["r"], coded["r"] + coded["s"])
    assert page["tables"]["error_rates"] == []
    assert "Not measured: nothing is annotated yet" in client.get("/quality").text


def test_a_mark_of_the_picture_opens_as_many_articles_as_it_says(client: TestClient) -> None:
    picture = client.get("/quality.svg").text
    marks = re.findall(r'<a target="_top" href="([^"]+)" aria-label="[^"]*: (\d+) article', picture)
    assert len(marks) > 50
    for to, count in marks[::20]:
        found = told(client, unescape(to).replace("/articles?", "/articles.json?"))
        assert found["totals"]["articles"] == int(count)


def test_gaps_faults_and_the_undated_are_told(again: TestClient) -> None:
    page = told(again, "/quality.json")["tables"]
    assert [(row["feed"], row["gap_since"], row["still"]) for row in page["gaps"]] == [(GAP, "2024-05-01 10:00", True)]
    assert [(row["input"], row["why"]) for row in page["faults"]] == [("broken.pdf", "no text in it")]
    assert [row["answer"] for row in page["feeds"]] == ["no answer"]
    picture = again.get("/quality.svg").text
    assert "a watched feed was not seen" in picture
    assert picture.count("1 gap of watched feeds") >= 2  # as many days as the gap touches


def test_what_was_set_aside_is_counted_and_found(client: TestClient, store: Reader) -> None:
    page = told(client, "/set-aside.json")
    plain = store.ask("SELECT reason, count(*) AS n FROM set_asides GROUP BY reason")
    assert {row["value"]: row["clauses"] for row in page["tables"]["facets"] if row["facet"] == "reason"} == {
        row["reason"]: row["n"] for row in plain
    }
    for row in page["tables"]["set_aside"][:20]:
        text = store.rows("article_text", id=row["article_id"])[0]["title" if row["part"] else "text"]
        assert text[row["start_at"] : row["end_at"]] == row["text"]
        assert f"{row['text_before']}{row['text']}{row['text_after']}" in text
    some = told(client, "/set-aside.json?q=STRIKE&reason=no+actor+named")["totals"]["set_aside"]
    assert some == store.ask("SELECT count(*) n FROM set_asides WHERE text ILIKE '%strike%' AND reason = 'no actor named'")[0]["n"]


def test_runs_tell_what_counts_now(again: TestClient) -> None:
    rows = told(again, "/runs.json")["tables"]["runs"]
    assert [(row["number"], row["current_articles"], row["compared_with"]) for row in rows] == [(2, 4, 1), (1, 0, None)]


def test_differences_are_counted_as_they_are_listed(again: TestClient) -> None:
    page = told(again, "/runs/1/2.json")
    assert {name: page["facts"][name] for name in ("came", "went", "changed")} == {"came": 1, "went": 1, "changed": 1}
    changes = {row["change"]: row for row in page["tables"]["changes"]}
    assert page["totals"]["changes"] == len(changes) == 3
    assert changes["changed"]["fields"] == ["event_type", "rule"]
    assert (changes["went"]["article_id"], changes["came"]["event_id"]) == ("a0", "ev-new")
    assert told(again, "/runs/1/2.json?change=went")["totals"]["changes"] == 1
    assert told(again, "/runs/first/last.json?rule=en.reject.other")["tables"]["changes"] == [changes["changed"]]
    links = addresses(again, "/runs/1/2")
    assert any(link.startswith("/article/a0?run=run-") and not link.endswith("run-two") for link in links)
    assert "/event/a2/ev-new" in links
    assert all(again.get(link).status_code == 200 for link in links)
    assert again.get("/runs/1/1").status_code == 400
    assert again.get("/runs/1/9").status_code == 404


def test_the_codebook_counts_what_the_search_finds(client: TestClient, store: Reader) -> None:
    rows = {row["event_type"]: row for row in told(client, "/codebook.json")["tables"]["types"]}
    plain = store.ask("SELECT event_type, count(*) AS n, count(*) FILTER (counts) AS c FROM reports GROUP BY 1")
    assert len(rows) == 16
    assert all((rows[row["event_type"]]["reports"], rows[row["event_type"]]["happenings"]) == (row["n"], row["c"]) for row in plain)
    page = told(client, "/codebook/ASSAULT.json")
    rules = page["tables"]["rules"] + page["tables"]["other_rules"]
    assert sum(row["reports"] for row in rules) == rows["ASSAULT"]["reports"]
    most = max(page["tables"]["rules"], key=lambda row: row["reports"])
    found = told(client, address("search", type="ASSAULT", rule=most["rule"]).replace("?", ".json?"))
    assert found["totals"]["reports"] == most["reports"]
    assert all(row["yes"] for row in page["tables"]["rules"])


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        pytest.param("name=Putin&on=1999-01-01", ["RUS.vladimir-putin"], id="a surname"),
        pytest.param("name=georgia", ["GEO"], id="a name in other capitals"),
        pytest.param("name=NATO", ["NATO"], id="an organisation"),
        pytest.param("name=president+of+Russia&on=2010-06-01", ["RUS.dmitry-medvedev"], id="an office on its day"),
        pytest.param("name=president+of+Russia&on=2015-06-01", ["RUS.vladimir-putin"], id="the same office on another"),
        pytest.param("name=zzzq", [], id="nobody"),
    ],
)
def test_who_is_who_on_a_day(client: TestClient, asked: str, ids: list[str]) -> None:
    assert [row["known_id"] for row in told(client, f"/knowledge.json?{asked}")["tables"]["known"]][: len(ids) or 1] == ids


def test_a_name_is_found_without_reading(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*words: object) -> list[object]:
        raise AssertionError("a name that somebody bears needs no parser")

    monkeypatch.setattr("dragoman.web.pages.known.who", refused)
    assert told(client, "/knowledge.json?name=Kremlin&on=2024-01-01")["tables"]["known"][0]["known_id"] == "RUS"


def test_what_is_known_of_one(client: TestClient, knowledge: Knowledge) -> None:
    russia = told(client, "/knowledge/RUS.json")["tables"]
    assert ("came before", "SUN") in {(row["relation"], row["known_id"]) for row in russia["related"]}
    assert len(russia["offices"]) == len(knowledge.actors.terms["RUS"])
    assert all(row["source"] for row in russia["offices"])
    then = told(client, "/knowledge/RUS.json?on=2010-01-01")["tables"]["offices"]
    assert [row["name"] for row in then if row["role"] == "head of state"] == ["Dmitry Medvedev"]
    members = told(client, "/knowledge/SCO.json?on=2016-01-01")["tables"]["memberships"]
    assert {"IND": "observer"}.items() <= {row["known_id"]: row["standing"] for row in members}.items()
    assert client.get("/knowledge/NOBODY").status_code == 404


def ask(client: TestClient, query: str, form: str = ".json") -> Any:
    return client.get(f"/sql{form}", params={"q": query})


def test_sql_answers_with_its_own_columns(client: TestClient, store: Reader) -> None:
    query = "SELECT event_type AS kind_of_act, count(*) AS n, max(published) AS last, first(mode) AS modes FROM reports GROUP BY 1 ORDER BY 2 DESC, 1"
    page = ask(client, query).json()
    plain = [{**row, "last": row["last"].isoformat()} for row in store.ask(query)]
    assert [{**row, "modes": None} for row in page["tables"]["answer"]] == [{**row, "modes": None} for row in plain]
    assert query in page["sql"]
    assert ">kind_of_act<" in ask(client, query, "").text
    assert ask(client, query, ".csv").text.startswith("kind_of_act,n,last,modes")
    table = parquet.read_table(io.BytesIO(client.get("/sql.parquet", params={"q": query}).content))
    assert table.column("n").to_pylist() == [row["n"] for row in plain]


def test_sql_says_where_it_ends(client: TestClient) -> None:
    page = ask(client, "SELECT * FROM range(2000)").json()
    assert (len(page["tables"]["answer"]), page["notes"]) == (1_000, ["Only the first 1,000 rows: there are more."])
    assert len(client.get("/sql.csv", params={"q": "SELECT * FROM range(20000)"}).text.splitlines()) == 10_001


def test_the_examples_work(client: TestClient) -> None:
    examples = [link for link in addresses(client, "/sql") if link.startswith("/sql?q=")]
    assert len(examples) >= 5
    for link in examples:
        assert told(client, link.replace("/sql?", "/sql.json?"))["tables"]["answer"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM read_csv('http://127.0.0.1/')",
        "SELECT getenv('HOME')",
        "SELECT * FROM duckdb_secrets()",
        "SELECT * FROM enable_logging()",
        "SELECT * FROM force_checkpoint()",
        "EXPLAIN ANALYZE COPY (SELECT 1) TO 'out.csv'",
        "EXPLAIN ANALYZE INSERT INTO article SELECT * FROM article",
        "COPY (SELECT 1) TO 'out.csv'",
        "EXPORT DATABASE 'out'",
        "ATTACH ':memory:' AS other",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET memory_limit = '10GB'",
        "PRAGMA database_list",
        "CALL pragma_version()",
        "CREATE TEMP TABLE x AS SELECT 1",
        "DELETE FROM article",
        "SELECT 1; SELECT 2",
        "SELEC 1",
        "SELECT length(repeat('x', 4000000000))",
        "SELECT list(range) FROM range(1000000000)",
        "WITH RECURSIVE x(a) AS (SELECT repeat('x', 100000) UNION ALL SELECT a || a FROM x) SELECT count(*) FROM x",
    ],
)
def test_sql_only_reads_the_desk(client: TestClient, query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.web.strangers.LONGEST", 1.0)
    answer = ask(client, query)
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert ask(client, query, ".csv").status_code == 400


def test_a_large_explorer_asks_one_query_after_the_other_of_one_process(store: Reader) -> None:
    held = b"\1" * (KEPT + 100_000_000)  # what a process that is started anew is said to have held too
    strangers = Strangers(store.path)
    try:
        asked = [strangers.ask("SELECT 1", 1, Path(store.value("snapshot_file"))) for _ in range(2)]
        assert [given.rows for given in asked] == [((1,),), ((1,),)]
        assert strangers._process is not None, f"ended for the {len(held)} bytes of another"
    finally:
        strangers.end()


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT count(*) FROM range(1000000000000)", id="counts without end"),
        pytest.param(
            "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x", id="recursion without end"
        ),
        pytest.param(
            "SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE hash(a.range, b.range) = 1", id="a cross join"
        ),
        pytest.param("SELECT length(repeat('x', 1500000000)), len(range(100000000))", id="what hears no interrupt"),
    ],
)
def test_a_query_that_would_not_end_is_ended_and_the_server_lives(
    client: TestClient, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.web.strangers.LONGEST", 1.0)
    before = _memory()
    answer = ask(client, query)
    assert (answer.status_code, "ask for less" in answer.json()["detail"] or "allocat" in answer.json()["detail"]) == (
        400,
        True,
    )
    assert ask(client, "SELECT 1 AS one").json()["tables"]["answer"] == [{"one": 1}]
    assert _memory() - before < 50_000_000


def _memory() -> int:
    """Bytes that this process holds."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * 4096 if pages.exists() else 0
