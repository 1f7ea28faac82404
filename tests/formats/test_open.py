"""Events in open formats: whole and read back by others' parsers, the same bytes for the same reports, words only where wanted."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pyarrow.parquet as pq
import pytest

from dragoman.formats.bundle import ARTICLE_COLUMNS, bundle_files, write_folder
from dragoman.formats.datapackage import File, data_package
from dragoman.formats.described import DESCRIBED
from dragoman.formats.register import FORMATS
from dragoman.formats.rows import REPORT_COLUMNS, event_of, report_row
from dragoman.formats.writing import Context, Dataset
from dragoman.model.report import Report

Reports = Callable[..., list[Report]]
Written = Callable[..., bytes]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "formats.md"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_reports_give_the_same_bytes(name: str, reports: Reports, written: Written) -> None:
    assert written(name, reports(), weights=True) == written(name, reports(), weights=True)


@pytest.mark.parametrize("name", FORMATS)
def test_no_reports_give_a_readable_file(name: str, written: Written) -> None:
    content = written(name, [])
    if name in ("geojson", "annotations"):
        json.loads(content)
    if name == "graphml":
        ElementTree.fromstring(content)


def test_a_record_comes_back_as_the_event(reports: Reports, written: Written) -> None:
    found = reports(everything=True)
    for line, report in zip(written("jsonl", found).decode().splitlines(), found, strict=True):
        record = json.loads(line)
        own = {name: record[name] for name in report.event}
        assert json.loads(json.dumps(event_of(own).record())) == json.loads(json.dumps(report.event))
        assert record["text_sha256"] == report.text_sha256


def test_csv_and_parquet_say_the_same(reports: Reports, written: Written) -> None:
    found = reports()
    as_csv = list(csv.DictReader(StringIO(written("csv", found).decode())))
    as_parquet = pq.read_table(BytesIO(written("parquet", found))).to_pylist()
    assert [list(row) for row in as_csv] == [list(row) for row in as_parquet] == [list(REPORT_COLUMNS)] * len(found)

    def text(value: Any) -> str:
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)

    assert as_csv == [{name: text(value) for name, value in row.items()} for row in as_parquet]
    assert "042" in {row["cameo"] for row in as_csv}


def test_a_workbook_reads_back_as_the_rows(reports: Reports, written: Written, context: Context) -> None:
    found = reports(publisher="=1+1", title="")
    book = openpyxl.load_workbook(BytesIO(written("xlsx", found)))
    header, *lines = book["events"].iter_rows()
    assert [cell.value for cell in header] == list(REPORT_COLUMNS)
    read = [[cell.value if cell.value is not None else "" for cell in line] for line in lines]
    rows = [report_row(report, context.country_name) for report in found]
    assert read == [["" if value is None else value for value in row.values()] for row in rows]
    publisher = list(REPORT_COLUMNS).index("publisher")
    assert {line[publisher].data_type for line in lines} == {"s"}
    assert [row[0].value for row in book["columns"].iter_rows(min_row=2)] == list(REPORT_COLUMNS)


def test_geojson_puts_longitude_first_and_null_where_unknown(reports: Reports, written: Written) -> None:
    found = json.loads(written("geojson", reports()))
    assert found["type"] == "FeatureCollection"
    assert len(found["features"]) == len(reports())
    points = {row["properties"]["where_name"]: row["geometry"] for row in found["features"]}
    assert points["Berlin"] == {"type": "Point", "coordinates": [pytest.approx(13.4, abs=0.1), pytest.approx(52.5, abs=0.1)]}
    assert points[""] is None
    assert all(set(row) == {"type", "id", "geometry", "properties"} for row in found["features"])


def test_graphml_has_both_ends_of_every_edge(reports: Reports, written: Written) -> None:
    found = ElementTree.fromstring(written("graphml", reports(), weights=True))
    nodes = {node.get("id") for node in found.iter(f"{GRAPHML}node")}
    edges = list(found.iter(f"{GRAPHML}edge"))
    keys = {key.get("id") for key in found.iter(f"{GRAPHML}key")}
    assert {edge.get(end) for edge in edges for end in ("source", "target")} <= nodes
    assert {data.get("key") for data in found.iter(f"{GRAPHML}data")} <= keys
    assert len({edge.get("id") for edge in edges}) == len(edges)
    [meeting] = [edge for edge in edges if edge.get("directed") == "false"]
    assert {meeting.get("source"), meeting.get("target")} == {"FRA.GOV", "DEU.GOV"}
    assert next(data.text for data in meeting if data.get("key") == "edge_weight") == "1.0"


def test_graphml_escapes_what_xml_would_read(reports: Reports, written: Written) -> None:
    found = [replace(report, incident='<&\x01">') for report in reports()]
    texts = {data.text for data in ElementTree.fromstring(written("graphml", found)).iter(f"{GRAPHML}data")}
    assert '<&">' in texts


def test_graphml_makes_no_hub_of_unnamed_civilians(reports: Reports, written: Written) -> None:
    text = "Russian forces killed five civilians on Tuesday. Kenyan police killed four civilians on Monday."
    ids = [node.get("id") or "" for node in ElementTree.fromstring(written("graphml", reports(text))).iter(f"{GRAPHML}node")]
    assert "CVL" not in ids
    assert sum(id.startswith("CVL@") for id in ids) == 2


def test_followthemoney_points_only_to_what_it_holds(reports: Reports, written: Written) -> None:
    found = [json.loads(line) for line in written("ftm", reports()).decode().splitlines()]
    by_id = {entity["id"]: entity for entity in found}
    assert len(by_id) == len(found)
    for entity in found:
        assert all(isinstance(value, str) and value for values in entity["properties"].values() for value in values)
        assert entity["properties"]["name"]
        for name in ("organizer", "involved", "proof"):
            assert all(pointed in by_id for pointed in entity["properties"].get(name, ()))
    schemas = {entity["properties"]["name"][0]: entity["schema"] for entity in found}
    assert (schemas["William Ruto"], schemas["Iran"], schemas["European Union"]) == ("Person", "PublicBody", "Organization")


def test_annotations_quote_what_stands_at_their_positions(reports: Reports, written: Written) -> None:
    found = reports(
        "Kenya protested. 😀 The President of Kenya visited Brussels on 3 May.", title="Kenya visits Belgium", everything=True
    )
    page = json.loads(written("annotations", found))
    assert page["type"] == "AnnotationPage"
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    text, positions = found[0].article.text, 0
    for item in page["items"]:
        selectors = {row["type"]: row for row in item["target"]["selector"]}
        quote, position = selectors["TextQuoteSelector"], selectors.get("TextPositionSelector")
        assert (position is None) is (item["target"]["dragoman:in"] == "title")
        if position is not None:
            positions += 1
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])
    assert positions
    assert len({item["id"] for item in page["items"]}) == len(page["items"])


def test_an_article_without_address_is_named_by_its_hash(reports: Reports, written: Written) -> None:
    found = reports(url="")
    [source] = {item["target"]["source"] for item in json.loads(written("annotations", found))["items"]}
    assert source == f"urn:sha256:{found[0].text_sha256}"


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        pytest.param("The president of Kenya visited Brussels on 3 May.", ["visit"], id="as told"),
        pytest.param("Israel could strike Iran next month.", ["hypothetical"], id="hypothetical"),
        pytest.param("Egypt attacked Libya in 1977.", ["historical"], id="historical"),
    ],
)
def test_plover_has_auxiliary_modes_for_status(text: str, modes: list[str], reports: Reports, written: Written) -> None:
    [record] = [json.loads(line) for line in written("plover", reports(text, everything=True)).decode().splitlines()]
    assert record["mode"] == modes
    assert {"id", "date", "source", "event", "quad_code", "event_scale"} <= set(record)


def test_plover_keeps_lists_and_cites_the_article(reports: Reports, written: Written) -> None:
    [line] = written("plover", reports("The leaders of France and Germany met in Berlin on Monday.")).decode().splitlines()
    record = json.loads(line)
    assert [party["code"] for party in record["source"]] == ["FRA", "DEU"]
    assert record["event_loc"]["country code"] == "DE"
    assert record["cite_info"]["url"] == "https://example.org/news/1"
    assert (record["event"], record["cameo"], record["event_scale"]) == (["CONSULT"], "040", 2.5)


def runs_of(text: str, length: int) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[place : place + length]) for place in range(len(words) - length + 1)}


def words_in(name: str, content: bytes) -> str:
    """All words of a file, also of what it holds compressed."""
    if name.endswith(".parquet"):
        return json.dumps(pq.read_table(BytesIO(content)).to_pylist(), ensure_ascii=False)
    if content[:2] == b"PK":
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return "\n".join(words_in(inner, archive.read(inner)) for inner in archive.namelist())
    return content.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_without_texts_no_words_of_the_article_leave(name: str, reports: Reports, written: Written) -> None:
    found = reports()
    kept = words_in(f".{name}", written(name, found, texts=False))
    flat = " ".join(re.findall(r"\w+", kept.lower()))
    text = f"{found[0].article.title}\n{found[0].article.text}"
    assert not [run for run in runs_of(text, 5) if run in flat]
    for word in ("shelled", "killing", "smuggler", "five civilian", "governor", "russian forces"):
        assert not re.search(rf"\b{word}\b", kept, re.I), word
    if name == "jsonl":
        first = json.loads(kept.splitlines()[0])
        assert (first["trigger"]["start"], first["actor"][0]["start"], first["actor"][0]["name"]) == (15, 0, "Russia, Military")


def test_a_bundle_describes_each_of_its_files(reports: Reports, context: Context) -> None:
    asked = replace(context, texts=False, runs=({"id": "r1", "options": {"model": "sm"}},), dataset=Dataset(licence="CC-BY-4.0"))
    files = bundle_files(reports(), asked)
    package, cards = json.loads(files["datapackage.json"]), json.loads(files["croissant.json"])
    described = {"README.md", "datapackage.json", "croissant.json"}
    assert (
        {row["path"] for row in package["resources"]}
        == {row["contentUrl"] for row in cards["distribution"]}
        == set(files) - described
    )
    for row in package["resources"]:
        assert row["hash"] == f"sha256:{hashlib.sha256(files[row['path']]).hexdigest()}"
        assert row["bytes"] == len(files[row["path"]])
    tables = {row["path"]: [field["name"] for field in row["schema"]["fields"]] for row in package["resources"] if "schema" in row}
    for name in ("events.csv", "articles.csv"):
        assert tables[name] == next(csv.reader(StringIO(files[name].decode())))
    fields = {item["name"] for row in cards["recordSet"] for item in row["field"]}
    assert fields == set(REPORT_COLUMNS) | set(ARTICLE_COLUMNS)
    assert package["licenses"] == [{"name": "CC-BY-4.0"}]
    runs = json.loads(files["runs.json"])
    assert runs["counts"]["event_reports"] == len(reports())
    assert runs["runs"] == [{"id": "r1", "options": {"model": "sm"}}]
    assert runs["knowledge"] == context.knowledge.digest


def test_a_bundle_in_a_folder_is_the_bundle_in_an_archive(
    reports: Reports, written: Written, context: Context, tmp_path: Path
) -> None:
    write_folder(reports, tmp_path / "out", context)
    with zipfile.ZipFile(BytesIO(written("bundle", reports()))) as archive:
        for name in archive.namelist():
            assert (tmp_path / "out" / name).read_bytes() == archive.read(name)
        assert {path.name for path in (tmp_path / "out").iterdir()} == set(archive.namelist())


def test_articles_of_a_bundle_have_a_hash_and_no_text(reports: Reports, context: Context) -> None:
    found = reports()
    [row] = csv.DictReader(StringIO(bundle_files(found, context)["articles.csv"].decode()))
    assert list(row) == list(ARTICLE_COLUMNS)
    assert row["text_sha256"] == found[0].article.digest
    assert row["events"] == str(len(found))


def test_every_column_is_described() -> None:
    assert set(DESCRIBED) == set(REPORT_COLUMNS) | set(ARTICLE_COLUMNS)


def test_a_package_without_a_licence_names_none() -> None:
    package = data_package([File("events.csv", b"", "Events", REPORT_COLUMNS, "event_id")], Dataset())
    assert "licenses" not in package
    assert {field["name"]: field["type"] for field in package["resources"][0]["schema"]["fields"]}["when_start"] == "date"


@pytest.mark.parametrize("name", FORMATS)
def test_the_page_tells_what_a_format_cannot_carry(name: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    section = page.split(f"\n## `{name}`", 1)[1].split("\n## ", 1)[0]
    assert [loss for loss in FORMATS[name].losses if f"- {loss}\n" not in section] == []
