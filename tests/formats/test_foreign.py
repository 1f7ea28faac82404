"""Happenings in the columns of POLECAT, ICEWS, Phoenix and GDELT: their widths, codes, scales, pairs and gaps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from dragoman.errors import UsageError
from dragoman.formats import columns
from dragoman.formats.pairs import pairs_of
from dragoman.formats.register import FORMATS
from dragoman.formats.writing import Context, day_of
from dragoman.model.report import Report

Reports = Callable[..., list[Report]]
Written = Callable[..., bytes]
WIDTHS = {
    "polecat": (columns.POLECAT, 40, True),
    "icews": (columns.ICEWS, 20, True),
    "phoenix": (columns.PHOENIX, 26, False),
    "gdelt": (columns.GDELT_EVENTS, 61, False),
    "gdelt-mentions": (columns.GDELT_MENTIONS, 16, False),
}
CAMEO_FORMATS = ("icews", "phoenix", "gdelt")
CODE = {"icews": "CAMEO Code", "phoenix": "EventCode", "gdelt": "EventCode"}
SCORE = {"icews": "Intensity", "phoenix": "GoldsteinScore", "gdelt": "GoldsteinScale"}
SIDES = {
    "icews": ("Source Country", "Target Country"),
    "phoenix": ("SourceActorEntity", "TargetActorEntity"),
    "gdelt": ("Actor1CountryCode", "Actor2CountryCode"),
}


def rows(name: str, content: bytes) -> list[dict[str, str]]:
    """What a file of tabs says, by column; a weight stands under "Weight"."""
    names, _, header = WIDTHS[name]
    lines = [line.split("\t") for line in content.decode().removesuffix("\n").split("\n") if line]
    if header:
        assert tuple(lines[0][: len(names)]) == names
        lines = lines[1:]
    assert {len(line) for line in lines} <= {len(names), len(names) + 1}
    return [dict(zip((*names, "Weight"), line, strict=False)) for line in lines]


@pytest.fixture
def told(written: Written) -> Callable[..., list[dict[str, str]]]:
    def _told(name: str, found: list[Report], **options: Any) -> list[dict[str, str]]:
        return rows(name, written(name, found, **options))

    return _told


Told = Callable[..., list[dict[str, str]]]


@pytest.mark.parametrize("name", WIDTHS)
def test_a_row_has_as_many_cells_as_the_format(name: str, reports: Reports, written: Written) -> None:
    names, width, header = WIDTHS[name]
    lines = [line.split("\t") for line in written(name, reports()).decode().splitlines()]
    assert {len(line) for line in lines} == {width}
    assert len(names) == len(set(names)) == width
    assert (lines[0] == list(names)) is header


@pytest.mark.parametrize("name", CAMEO_FORMATS)
def test_a_visit_is_042_with_its_zero_and_goldsteins_weight(name: str, reports: Reports, told: Told) -> None:
    [row] = told(name, reports("The president of Kenya visited Brussels on 3 May."))
    assert row[CODE[name]] == "042"
    assert row[SCORE[name]] == "1.9"


def test_polecat_keeps_plovers_scale(reports: Reports, told: Told) -> None:
    [row] = told("polecat", reports("The president of Kenya visited Brussels on 3 May."))
    assert (row["Event Type"], row["Event Mode"], row["Intensity"]) == ("CONSULT", "visit", "4.0")
    assert (row["Quad Code"], row["Actor COW"], row["Recipient COW"]) == ("VERBAL COOPERATION", "501", "211")


@pytest.mark.parametrize(("name", "quad"), [("phoenix", "3"), ("gdelt", "4")])
def test_quads_are_the_formats_own(name: str, quad: str, reports: Reports, told: Told) -> None:
    [row] = told(name, reports("The United States imposed sanctions on Iran."))
    assert row["EventRootCode"] == "16"
    assert row["QuadClass"] == quad


@pytest.mark.parametrize("name", CAMEO_FORMATS)
def test_a_list_becomes_pairs_that_share_their_event(name: str, reports: Reports, told: Told) -> None:
    found = told(name, reports("The United States imposed sanctions on Iran and North Korea."), weights=True)
    assert [row["Weight"] for row in found] == ["0.5", "0.5"]
    assert len({row[SIDES[name][0]] for row in found}) == 1
    assert len({row[SIDES[name][1]] for row in found}) == 2


@pytest.mark.parametrize("name", CAMEO_FORMATS)
def test_a_meeting_is_written_both_ways(name: str, reports: Reports, told: Told) -> None:
    found = told(name, reports("The leaders of France and Germany met in Berlin on Monday."), weights=True)
    pairs = {tuple(row[side] for side in SIDES[name]) for row in found}
    assert len(found) == len(pairs) == 2
    assert pairs == {pair[::-1] for pair in pairs}
    assert sum(float(row["Weight"]) for row in found) == 1


def test_a_list_stays_a_list_in_polecat(reports: Reports, told: Told) -> None:
    [row] = told("polecat", reports("The leaders of France and Germany met in Berlin on Monday."))
    assert row["Actor Country"] == "FRA; DEU"
    assert row["Actor COW"] == "220; 255"
    assert row["Recipient Country"] == "None"
    assert (row["City"], row["Country"]) == ("Berlin", "DEU")


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("France and Germany agreed to meet in Vienna.", [("FRA", "DEU"), ("DEU", "FRA")], id="a meeting agreed"),
        pytest.param(
            "France and Germany pledged to send aid to Chad.", [("FRA", "TCD"), ("DEU", "TCD")], id="a promise to a third"
        ),
        pytest.param(
            "Sudan and Ethiopia exchanged fire on the border.", [("SDN", ""), ("ETH", "")], id="who fought whom is not said"
        ),
        pytest.param("Police arrested a Greek smuggler.", None, id="one side"),
    ],
)
def test_pairs(text: str, pairs: list[tuple[str, str]] | None, reports: Reports) -> None:
    for report in reports(text, everything=True):
        found = pairs_of(report.event, both_ways=True)
        assert sum(pair.weight for pair in found) == pytest.approx(1)
        if pairs is not None:
            assert [tuple(side["country"] if side else "" for side in (pair.actor, pair.recipient)) for pair in found] == pairs


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if not row.status])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Israel could strike Iran next month.", id="not yet"),
        pytest.param("Egypt attacked Libya in 1977.", id="long ago"),
    ],
)
def test_what_did_not_happen_is_refused_where_status_has_no_place(name: str, text: str, reports: Reports, written: Written) -> None:
    with pytest.raises(UsageError, match="no place for status"):
        written(name, reports(text, everything=True))


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.status])
def test_other_formats_carry_it(name: str, reports: Reports, written: Written) -> None:
    assert written(name, reports("Israel could strike Iran next month.", everything=True))


@pytest.mark.parametrize("name", [*WIDTHS, "plover"])
def test_an_event_without_a_date_is_left_out_and_counted(name: str, reports: Reports, context: Context) -> None:
    tally = FORMATS[name].write(reports("Israel bombed Lebanon.", published=None), BytesIO(), context)
    assert (tally.rows, tally.left_out) == (0, {"no date, which the format needs": 1})


def test_the_day_is_the_first_and_never_after_the_article(reports: Reports) -> None:
    [visit] = reports("President Xi Jinping will visit Serbia next week.")
    assert visit.event["when"]["start"] == "2024-05-20"
    assert day_of(visit) == date(2024, 5, 17)
    [protest] = reports("Teachers protested in Madrid from 6 to 8 May.")
    assert day_of(protest) == date(2024, 5, 6)


def test_a_happening_told_twice_is_one_row(reports: Reports, told: Told, context: Context) -> None:
    first, second = reports("Turkey bombed Syria on Monday. The Turkish bombing of Syria on Monday shocked the region.")
    found = [first, replace(second, event={**second.event, "same_as": first.event["id"]})]
    assert len(told("icews", found)) == 1
    assert FORMATS["icews"].write(found, BytesIO(), context).left_out == {"told again in the same document": 1}


def test_codes_of_countries_are_the_formats(reports: Reports, told: Told) -> None:
    found = reports("Romania and the European Union condemned Montenegro.")
    assert [row["SourceActorFull"] for row in told("phoenix", found)] == ["ROM", "IGOEUREEC"]
    first, second = told("gdelt", found)
    assert (first["Actor1CountryCode"], first["Actor2CountryCode"]) == ("ROM", "MTN")
    assert (second["Actor1KnownGroupCode"], second["Actor1Type1Code"]) == ("EEC", "IGO")
    assert [row["Source Country"] for row in told("icews", found)] == ["Romania", ""]


def test_gdelt_places_have_fips_codes(reports: Reports, told: Told) -> None:
    row = told("gdelt", reports("The leaders of France and Germany met in Berlin on Monday."))[0]
    assert row["ActionGeo_FullName"] == "Berlin, Germany"
    assert (row["ActionGeo_CountryCode"], row["ActionGeo_Type"]) == ("GM", "4")
    assert float(row["ActionGeo_Lat"]) == pytest.approx(52.5, abs=0.1)
    assert row["Actor1Geo_CountryCode"] == row["AvgTone"] == ""


def test_gdelt_counts_reports_of_one_incident_as_mentions(reports: Reports, told: Told) -> None:
    text = "The United States imposed sanctions on Iran."
    one = [replace(report, incident="in-1") for report in reports(text)]
    two = [
        replace(report, incident="in-1", article=replace(report.article, url="https://example.net/2", publisher="Other"))
        for report in reports("Washington announced on Friday: the United States imposed sanctions on Iran.")
        if report.event["event_type"] == "SANCTION"
    ]
    [event] = told("gdelt", one + two)
    assert (event["NumMentions"], event["NumSources"], event["NumArticles"]) == ("2", "2", "2")
    mentions = told("gdelt-mentions", one + two)
    assert {row["GlobalEventID"] for row in mentions} == {event["GlobalEventID"]}
    assert event["GlobalEventID"].isdigit()
    assert int(event["GlobalEventID"]) < 2**53
    assert [row["MentionSourceName"] for row in mentions] == ["example.org", "example.net"]
    assert [row["Extras"] for row in mentions] == [report.event["id"] for report in one + two]


def test_gdelt_tells_the_lead_from_the_rest(reports: Reports, told: Told) -> None:
    found = told("gdelt", reports(fetched=datetime(2024, 5, 17, 9, 30)))
    assert found[0]["IsRootEvent"] == "1"
    assert found[-1]["IsRootEvent"] == "0"
    assert found[0]["DATEADDED"] == "20240517093000"
    no_text = [replace(report, article=replace(report.article, text="")) for report in reports()]
    assert {row["IsRootEvent"] for row in told("gdelt", no_text)} == {""}


def test_offsets_of_mentions_find_their_words(reports: Reports, told: Told) -> None:
    found = reports()
    for row in told("gdelt-mentions", found):
        trigger = next(report.event["trigger"] for report in found if report.event["id"] == row["Extras"])
        start = int(row["ActionCharOffset"])
        assert found[0].article.text[start:].startswith(trigger["text"])


@pytest.mark.parametrize("name", ["polecat", "icews", "phoenix"])
def test_no_cell_breaks_its_row_or_is_a_formula(name: str, reports: Reports, written: Written) -> None:
    found = reports("The United States imposed sanctions on Iran.", publisher='=HYPERLINK("x")\tTab\nLine')
    [row] = rows(name, written(name, found))
    assert '\'=HYPERLINK("x") Tab Line' in row.values()


@pytest.mark.parametrize("name", WIDTHS)
def test_the_page_says_what_each_column_holds(name: str) -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
    section = page.split(f"\n## `{name}`", 1)[1].split("\n## ", 1)[0]
    cells = {cell.strip() for line in section.splitlines() if line.startswith("| ") for cell in line.split("|")[1].split(",")}
    ranges = {prefix for cell in cells if " to " in cell for prefix in [cell.split("_")[0] + "_"]}
    assert [column for column in WIDTHS[name][0] if column not in cells and not column.startswith(tuple(ranges))] == []
