"""ICEWS rows, made up here, come in as reports under ICEWS' name; each bad line is told and the rest goes on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from foreign_lines import tabbed

from dragoman.formats.columns import ICEWS
from dragoman.formats.foreign import Context
from dragoman.model import ForeignParty

HEAD = "\t".join(ICEWS)
PLAIN = {"Event_ID": "1", "Event_Date": "2014-03-02", "Source_Name": "A", "Target_Name": "B", "CAMEO_Code": "042"}


def line(**values: str) -> str:
    return tabbed(ICEWS, **(PLAIN | values))


def test_a_row_is_a_directed_report_on_goldsteins_scale(take: Any) -> None:
    row = line(
        Event_ID="77",
        Source_Name="Foreign Office (Peru)",
        Source_Sectors="Government,Executive,Foreign Ministry",
        Source_Country="Peru",
        CAMEO_Code="112",
        Intensity="-2.0",
        Target_Name="Newsroom (Chile)",
        Target_Sectors="Media,Social",
        Target_Country="Chile",
        Publisher="The Test Post",
        City="Lima",
        Province="Lima",
        Country="Peru",
        Latitude="-12.05",
        Longitude="-77.03",
    )
    (event,), errors = take("icews", HEAD, row)
    assert not errors
    assert (event.coder, event.id, event.unit, event.directed) == ("icews", "77@2014-03-02", "report", True)
    assert event.actor == ForeignParty("Foreign Office (Peru)", "Government,Executive,Foreign Ministry", "PER", ("GOV",))
    assert event.recipient == ForeignParty("Newsroom (Chile)", "Media,Social", "CHL", ("JRN",))
    assert (event.code, event.codebook, event.event_type, event.mode, event.quad) == ("112", "cameo", "ACCUSE", "allege", 3)
    assert (event.score, event.scale) == (-2.0, "goldstein")
    assert (event.start, event.end) == (date(2014, 3, 2), date(2014, 3, 2))
    assert (event.place, event.country, event.lat, event.lon, event.publisher) == ("Lima", "PER", -12.05, -77.03, "The Test Post")
    assert event.raw["Source Name"] == "Foreign Office (Peru)"
    assert len(event.raw) == len(ICEWS)


@pytest.mark.parametrize(
    ("code", "kept", "event_type", "mode"),
    [
        pytest.param("0841", "0841", "RETREAT", "release", id="expanded code"),
        pytest.param("1383", "1383", "THREATEN", "violence", id="expanded code of two digits' root"),
        pytest.param("010", "010", "", "", id="a public statement has no PLOVER type"),
        pytest.param("20", "20", "ASSAULT", "", id="root"),
        pytest.param("999", "999", "", "", id="unknown code"),
        pytest.param("42", "042", "CONSULT", "visit", id="lost zero"),
        pytest.param("841", "0841", "RETREAT", "release", id="lost zero of four digits"),
        pytest.param("4", "04", "CONSULT", "", id="lost zero of a root"),
    ],
)
def test_codes_stay_text_and_take_our_crosswalk(take: Any, code: str, kept: str, event_type: str, mode: str) -> None:
    (event,), errors = take("icews", HEAD, line(CAMEO_Code=code))
    assert (event.code, event.event_type, event.mode, errors) == (kept, event_type, mode, [])


def test_a_mended_code_is_told_with_its_count(take: Any, context: Context) -> None:
    take("icews", HEAD, line(CAMEO_Code="42"), line(CAMEO_Code="42"))
    assert context.told == {"CAMEO code '42' read as 042: a leading zero was lost": 2}


def test_a_code_that_may_be_two_has_no_type_in_a_file_that_lost_zeros(take: Any, context: Context) -> None:
    (first, second), _ = take("icews", HEAD, line(CAMEO_Code="10"), line(CAMEO_Code="42"))
    assert (first.code, first.event_type, second.event_type) == ("10", "", "CONSULT")
    assert "CAMEO code '10' in a file that lost leading zeros may be 010: kept without a type" in context.told


def test_a_root_is_a_root_in_a_file_that_lost_nothing(take: Any) -> None:
    (first, _), _ = take("icews", HEAD, line(CAMEO_Code="10"), line(CAMEO_Code="042"))
    assert (first.code, first.event_type) == ("10", "REQUEST")


def test_unknown_codes_are_told(take: Any, context: Context) -> None:
    take("icews", HEAD, line(CAMEO_Code="999"))
    assert context.told == {"no CAMEO code '999': kept without a type": 1}


@pytest.mark.parametrize(
    ("name", "on", "country"),
    [
        pytest.param("Russian Federation", "2014-03-02", "RUS", id="long name"),
        pytest.param("Occupied Palestinian Territory", "2014-03-02", "PSE", id="territory"),
        pytest.param("Swaziland", "2019-03-02", "SWZ", id="a former name, after its state took another"),
        pytest.param("Republic of Congo", "2014-03-02", "COG", id="this format's own name of a state"),
        pytest.param("Freedonia", "2014-03-02", "", id="no state"),
    ],
)
def test_countries_are_names_as_of_the_day(take: Any, name: str, on: str, country: str) -> None:
    (event,), _ = take("icews", HEAD, line(Event_Date=on, Source_Country=name))
    assert event.actor.country == country


def test_an_organisation_without_a_country_is_looked_up_by_name(take: Any) -> None:
    (event,), _ = take("icews", HEAD, line(Source_Name="United Nations", Source_Sectors="International Government Organization"))
    assert (event.actor.country, event.actor.sector) == ("UNO", ())


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        pytest.param(line(Event_Date="2014-13-45"), "Event Date: no such day as '2014-13-45'", id="no such day"),
        pytest.param(line(Event_Date=""), "Event Date: no date", id="no date"),
        pytest.param(line(Event_Date="soon"), "Event Date: no date in 'soon'", id="no date in words"),
        pytest.param(line(Intensity="minus two"), "Intensity: no number in 'minus two'", id="no number"),
        pytest.param(line(Latitude="95", Longitude="1"), "Latitude: '95' is beyond 90", id="no place on earth"),
        pytest.param("1\t2014-03-02\tA", "3 cells, where this table has 20 columns", id="too few cells"),
        pytest.param(line() + "\tx", "21 cells, where this table has 20 columns", id="too many cells"),
        pytest.param(line(Source_Name="?").encode().replace(b"?", b"Jos\xe9"), "not UTF-8 text (byte 0xe9)", id="mixed encodings"),
        pytest.param("x" * 1_000_001, "a line of more than 1,000,000 bytes", id="endless line"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_goes_on(take: Any, bad: str | bytes, message: str) -> None:
    events, errors = take("icews", HEAD, line(Event_ID="1"), bad, line(Event_ID="3"))
    assert errors == [f"events.txt:3: {message}"]
    assert [event.id for event in events] == ["1@2014-03-02", "3@2014-03-02"]


def test_a_truncated_last_line_is_told(take: Any) -> None:
    events, errors = take("icews", HEAD, line(), "2\t2014-03-02\tA\tGover", ended=False)
    assert (len(events), errors) == (1, ["events.txt:3: the file ends within this line (4 of 20 cells)"])


def test_a_missing_column_names_those_there_are(take: Any) -> None:
    events, errors = take("icews", "Event ID\tEvent Date\tSource Name\tCAMEO Cod\tTarget Name", "1\t2014-03-02\tA\t042\tB")
    assert not events
    assert errors == [
        "events.txt:1: no column 'CAMEO Code'; did you mean CAMEO Cod?; this ICEWS file has: "
        "Event ID, Event Date, Source Name, CAMEO Cod, Target Name"
    ]


def test_a_wrong_delimiter_is_told_once(take: Any) -> None:
    events, errors = take("icews", HEAD.replace("\t", ","), line().replace("\t", ","), line().replace("\t", ","))
    assert not events
    assert errors == ["events.txt:1: columns parted by commas, where ICEWS has tabs; save it so"]


def test_an_empty_file_is_told(take: Any) -> None:
    assert take("icews", "") == ([], ["events.txt: empty, where a file of ICEWS begins with the names of its columns"])


def test_columns_may_stand_in_another_order_in_quotes_and_after_a_byte_order_mark(take: Any) -> None:
    head = '\ufeff"Event Date"\t"Event ID"\t"Source Name"\t"Target Name"\t"CAMEO Code"'
    (event,), errors = take("icews", head, '"2014-03-02"\t"5"\t"A ""B"""\t"C"\t"042"')
    assert (event.id, event.actor.name, event.event_type, errors) == ("5@2014-03-02", 'A "B"', "CONSULT", [])
