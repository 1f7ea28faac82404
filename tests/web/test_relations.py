"""Pages of relations: each figure is that of plain SQL, and each mark and link leads to the rows that it stands for."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from starlette.testclient import TestClient

from dragoman.store.file import Reader, open_snapshot

Json = dict[str, Any]
PAGES = (
    "/dyads",
    "/dyad/RUS/UKR",
    "/dyad/CHN/RUS?unit=week&since=2024-04-10&until=2024-05-20",
    "/heatmap",
    "/heatmap?across=recipients",
    "/actors",
    "/actor/RUS",
    "/actor/RUS.vladimir-putin",
    "/actor/NATO",
    "/blocs",
    "/bloc/NATO?vs=SCO",
    "/bloc/BRICS",
    "/map",
    "/claims",
    "/claims?speaker=RUS",
    "/stance?actor=RUS",
    "/brief/RUS/UKR",
    "/brief/CHN?since=2024-05",
)
DRAWN = ("/dyad/RUS/UKR", "/dyad/RUS/UKR?unit=week", "/heatmap", "/bloc/NATO?vs=SCO", "/map", "/claims", "/stance?actor=RUS")
# Of the links of one page that lead to pages of one kind, so many are followed.
FOLLOWED = 2


@pytest.fixture(scope="module")
def store(desk: Path) -> Iterator[Reader]:
    reader = open_snapshot(desk)
    yield reader
    reader.close()


@pytest.fixture(scope="module")
def ask(client: TestClient) -> Callable[[str], Json]:
    def _ask(address: str) -> Json:
        path, _, query = address.partition("?")
        answer = client.get(f"{path}.json?{query}")
        assert answer.status_code == 200, (address, answer.text[:200])
        found: Json = answer.json()
        return found

    return _ask


def plain(store: Reader, statement: str) -> list[Json]:
    """The rows of a query in plain SQL."""
    return store.first_rows(statement, 1_000)[1]


def count(store: Reader, where: str) -> int:
    found: int = plain(store, f"SELECT count(*) AS n FROM incident WHERE counts AND {where}")[0]["n"]
    return found


BETWEEN = (
    "((any_plays(actor, '{0}') AND any_plays(recipient, '{1}')) OR (any_plays(actor, '{1}') AND any_plays(recipient, '{0}')) "
    "OR (event_type IN ('AGREE', 'CONSULT', 'COOPERATE') AND any_plays(actor, '{0}') AND any_plays(actor, '{1}')))"
)


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        address = given.get("href") or given.get("xlink:href")
        if tag == "a" and address and address.startswith("/"):
            self.found.append(urldefrag(address)[0])


def links_of(text: str) -> list[str]:
    """Some of each kind of link within a page, in order."""
    parser = Links()
    parser.feed(text)
    kept: dict[str, list[str]] = {}
    for address in dict.fromkeys(parser.found):
        kept.setdefault(re.split(r"[/?.]", address + "/")[1], []).append(address)
    return [address for found in kept.values() for address in found[:FOLLOWED]]


# Pages of the menu that others bring.
ELSEWHERE = re.compile(r"/(quality|set-aside|runs|annotate|codebook|knowledge|sql|static|openapi)\b")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_page(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200, answer.text[:300]
    for address in links_of(answer.text):
        if not ELSEWHERE.match(address):
            assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_the_same_as_data(client: TestClient, page: str) -> None:
    path, _, query = page.partition("?")
    found = client.get(f"{path}.json?{query}").json()
    rows = client.get(f"{path}.csv?{query}").text.splitlines()
    chief = next(iter(found["tables"]))
    assert (len(rows) > 1) == bool(found["tables"][chief])
    assert found["sql"]


def test_a_pair_counts_what_plain_sql_counts(store: Reader, ask: Callable[[str], Json]) -> None:
    found = ask("/dyad/RUS/UKR")
    assert found["facts"]["count"] == count(store, BETWEEN.format("RUS", "UKR")) > 0
    tables = found["tables"]
    assert sum(row["count"] or 0 for row in tables["periods"]) == found["facts"]["count"]
    assert sum(row["count"] for row in tables["types"]) == sum(row["count"] for row in tables["classes"]) == found["facts"]["count"]
    read = plain(
        store,
        "SELECT count(*) AS n FROM article a JOIN reading r ON r.article_id = a.article_id AND r.current WHERE a.published IS NOT NULL",
    )
    assert sum(row["articles"] for row in tables["periods"]) == read[0]["n"]


def test_swapping_two_sides_swaps_directions_and_nothing_else(ask: Callable[[str], Json]) -> None:
    one, other = (ask(address)["tables"]["periods"] for address in ("/dyad/RUS/UKR", "/dyad/UKR/RUS"))
    for row, turned in zip(one, other, strict=True):
        assert {**row, "out": row["back"], "back": row["out"]} == turned


def test_a_period_without_reading_has_no_figures(ask: Callable[[str], Json]) -> None:
    rows = ask("/dyad/RUS/UKR?since=2024-01&until=2024-05")["tables"]["periods"]
    january, may = rows[0], rows[-1]
    assert (january["coverage"], january["count"], january["net_score"]) == ("nothing read", None, None)
    assert not may["coverage"]
    assert may["count"] is not None


@pytest.mark.parametrize("names", ["/dyad/Russia/China", "/dyad/RUS/CHN"])
def test_a_name_is_as_good_as_a_code(ask: Callable[[str], Json], names: str) -> None:
    facts = ask(names)["facts"]
    assert (facts["one"], facts["other"]) == ("RUS", "CHN")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param("/dyad/RUS/Narnia", 404, id="nobody bears the name"),
        pytest.param("/dyad/RUS/RUS", 400, id="two sides that are one"),
        pytest.param("/dyad/RUS/UKR?unit=week&since=1000", 400, id="more weeks than a page tells"),
        pytest.param("/dyad/RUS/UKR?counted=nonsense", 400, id="a unit that there is not"),
        pytest.param("/bloc/RUS", 400, id="one state is no bloc"),
        pytest.param("/dyads?page=99", 404, id="a page beyond the last"),
        pytest.param("/brief/RUS/RUS", 400, id="a brief of one with itself"),
    ],
)
def test_what_cannot_be_answered_is_said(client: TestClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def drawn(client: TestClient, page: str) -> str:
    """The picture of a page, as the page shows it."""
    path, _, query = page.partition("?")
    at = re.search(r'<object type="image/svg\+xml" data="([^"]+)"', client.get(page).text)
    assert at
    assert unescape(at[1]) == f"{path}.svg{'?' + query if query else ''}"
    return client.get(unescape(at[1])).text


@pytest.mark.parametrize("page", ["/dyad/RUS/UKR", "/dyad/CHN/RUS?unit=week&since=2024-04-10&until=2024-05-20"])
def test_a_bar_leads_to_as_many_incidents_as_it_counts(client: TestClient, ask: Callable[[str], Json], page: str) -> None:
    text = drawn(client, page)
    bars = {
        (unescape(address), int(many))
        for address, many in re.findall(
            r'<a target="_top" xlink:href="(/incidents[^"]*)"><path aria-label="period [^"]*; incidents (\d+);', text
        )
    }
    assert bars
    for address, many in bars:
        assert ask(address)["totals"]["incidents"] == many, address


def test_a_spot_leads_to_as_many_incidents_as_it_counts(client: TestClient, ask: Callable[[str], Json]) -> None:
    text = drawn(client, "/map?actor=RUS")
    spots = re.findall(r'<a target="_top" xlink:href="(/incidents[^"]*)"><path aria-label="place [^"]*?; incidents (\d+);', text)
    assert spots
    for address, many in spots:
        assert ask(unescape(address))["totals"]["incidents"] == int(many), address


def test_a_symbol_leads_to_as_many_claims_as_it_counts(client: TestClient, ask: Callable[[str], Json]) -> None:
    text = drawn(client, "/claims")
    symbols = re.findall(r'<a target="_top" xlink:href="(/claims[^"]*)"><path aria-label="side [^"]*?; claims (\d+)"', text)
    assert len(symbols) > 20
    for address, many in symbols[:25]:
        assert ask(unescape(address))["totals"]["claims"] == int(many), address


@pytest.mark.parametrize("page", DRAWN)
def test_each_mark_that_leads_has_a_name_and_stays_here(client: TestClient, page: str) -> None:
    path, _, query = page.partition("?")
    answer = client.get(f"{path}.svg?{query}")
    links = ET.fromstring(answer.text).iter("{http://www.w3.org/2000/svg}a")
    found = [(link.get("{http://www.w3.org/1999/xlink}href") or "", link[0].get("aria-label")) for link in links]
    assert found
    assert all(address.startswith("/") and name for address, name in found)


def test_pairs_are_counted_as_plain_sql_counts(store: Reader, ask: Callable[[str], Json]) -> None:
    rows = ask("/dyads?side=CHN")["tables"]["pairs"]
    assert rows
    for row in rows:
        assert "CHN" in (row["one"], row["other"])
        both = f"list_contains(list_transform(pairs_of(actor, recipient), lambda p: [least(p.actor, p.recipient), greatest(p.actor, p.recipient)]), ['{row['one']}', '{row['other']}'])"
        together = f"(len(coalesce(recipient, [])) = 0 AND {BETWEEN.format(row['one'], row['other'])})"
        assert row["incidents"] == count(store, f"({both} OR {together})"), row


def test_the_most_active_are_counted_as_their_pages_count_them(store: Reader, ask: Callable[[str], Json]) -> None:
    rows = ask("/actors?per=8")["tables"]["actors"]
    assert rows == sorted(rows, key=lambda row: (-row["incidents"], row["id"]))
    for row in rows:
        assert (
            row["did"] == count(store, f"any_plays(actor, '{row['id']}')") == ask(f"/actor/{row['id']}")["facts"]["totals"]["did"]
        )
        assert row["had"] == count(store, f"any_plays(recipient, '{row['id']}')")


def test_an_actor_is_found_by_a_part_of_its_name(ask: Callable[[str], Json]) -> None:
    assert "RUS.vladimir-putin" in [row["id"] for row in ask("/actors?name=putin")["tables"]["actors"]]


def test_a_bloc_counts_within_and_across_as_its_ties(store: Reader, ask: Callable[[str], Json]) -> None:
    found = ask("/bloc/RUS,CHN?vs=USA,GBR")
    parts = {row["between"]: row["count"] for row in found["tables"]["parts"]}
    ours, theirs = "('RUS', 'CHN')", "('USA', 'GBR')"
    ways = [f"actor IN {one} AND recipient IN {other}" for one, other in ((ours, theirs), (theirs, ours))]
    told = plain(store, f"SELECT count(DISTINCT id) AS n FROM pairs WHERE unit = 'incident' AND (({ways[0]}) OR ({ways[1]}))")
    assert parts["across"] == told[0]["n"] > 0
    assert sum(row["count"] or 0 for row in found["tables"]["periods"] if row["between"] == "across") == parts["across"]


def test_claims_are_those_of_plain_sql(store: Reader, ask: Callable[[str], Json]) -> None:
    total = plain(store, "SELECT count(*) AS n FROM claims")[0]["n"]
    denied = plain(
        store,
        "SELECT count(*) AS n FROM claims WHERE type = 'denial' AND len(list_filter(speaker_id, lambda id: split_part(id, '.', 1) = 'RUS')) > 0",
    )
    assert ask("/claims")["totals"]["claims"] == total
    assert ask("/claims?speaker=Russia&type=denial")["totals"]["claims"] == denied[0]["n"] > 0


def test_judgements_are_counted_by_outlet(store: Reader, ask: Callable[[str], Json]) -> None:
    items = plain(store, """SELECT unnest(from_json(layers->'$.stance', '["JSON"]')) AS item FROM reading WHERE current""")
    on_russia = [row for row in items if any("RUS" in (side["id"], side["country"]) for side in json.loads(row["item"])["target"])]
    rows = ask("/stance?actor=RUS")["tables"]["stance"]
    assert sum(row["judgements"] for row in rows) == len(on_russia) > 0


def test_a_briefs_footnotes_lead_to_their_words(client: TestClient, ask: Callable[[str], Json]) -> None:
    text = client.get("/brief/RUS/UKR").text
    for note in ask("/brief/RUS/UKR")["tables"]["notes"][:12]:
        link = re.search(rf'<li id="n{note["footnote"]}">.*?<a href="(/(?:event|article)/[^"]*)"', text, re.DOTALL)
        assert link
        words = " ".join(re.sub(r"<[^>]+>", "", unescape(client.get(unescape(link[1])).text)).split())
        assert " ".join(note["words"].split()) in words or note["title"] in words
