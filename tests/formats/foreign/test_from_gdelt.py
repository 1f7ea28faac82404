"""GDELT rows, made up here: events come in as reports, mentions as what joins to them and is never counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from foreign_lines import tabbed

from dragoman.formats.columns import GDELT_EVENTS, GDELT_MENTIONS
from dragoman.formats.foreign import Context
from dragoman.model import ForeignMention, ForeignParty

PLAIN = {"GlobalEventID": "900000001", "Day": "20240518", "EventCode": "042", "EventRootCode": "04", "QuadClass": "1"}


def line(**values: str) -> str:
    return tabbed(GDELT_EVENTS, **(PLAIN | values))


def test_a_row_is_a_directed_report(take: Any) -> None:
    row = line(
        Actor1Code="PERGOVMIL",
        Actor1Name="PERU",
        Actor1CountryCode="PER",
        Actor1Type1Code="GOV",
        Actor1Type2Code="MIL",
        Actor2Code="CHLMED",
        Actor2Name="NEWSROOM",
        Actor2CountryCode="CHL",
        Actor2Type1Code="MED",
        EventCode="190",
        EventRootCode="19",
        QuadClass="4",
        GoldsteinScale="-10.0",
        NumMentions="40",
        NumSources="2",
        NumArticles="14",
        ActionGeo_Type="4",
        ActionGeo_FullName="Lima, Peru",
        ActionGeo_CountryCode="PE",
        ActionGeo_Lat="-12.05",
        ActionGeo_Long="-77.05",
        SOURCEURL="https://example.org/a",
    )
    (event,), errors = take("gdelt", row)
    assert not errors
    assert (event.coder, event.id, event.unit, event.directed) == ("gdelt", "900000001", "report", True)
    assert event.actor == ForeignParty("PERU", "PERGOVMIL", "PER", ("GOV", "MIL"))
    assert event.recipient == ForeignParty("NEWSROOM", "CHLMED", "CHL", ("JRN",))
    assert (event.event_type, event.quad, event.score, event.scale) == ("ASSAULT", 4, -10.0, "goldstein")
    assert (event.place, event.country, event.precision, event.reports) == ("Lima, Peru", "PER", "world city", 14)
    assert event.url == "https://example.org/a"


@pytest.mark.parametrize(
    ("code", "root", "kept", "event_type"),
    [
        pytest.param("10", "1", "010", "", id="the root says the zero was lost"),
        pytest.param("10", "10", "10", "REQUEST", id="the root says it was not"),
        pytest.param("42", "4", "042", "CONSULT", id="only one reading"),
        pytest.param("0841", "08", "0841", "RETREAT", id="whole"),
    ],
)
def test_the_rows_own_root_settles_a_lost_zero(take: Any, code: str, root: str, kept: str, event_type: str) -> None:
    (event,), _ = take("gdelt", line(EventCode=code, EventRootCode=root))
    assert (event.code, event.event_type) == (kept, event_type)


@pytest.mark.parametrize(
    ("codes", "country", "sector"),
    [
        pytest.param({"CountryCode": "EUR"}, "", (), id="Europe is not the European Union"),
        pytest.param({"KnownGroupCode": "UNO", "Type1Code": "IGO"}, "UNO", (), id="United Nations"),
        pytest.param({"CountryCode": "KSV", "Type1Code": "COP"}, "KOS", ("COP",), id="a code of CAMEO's own"),
        pytest.param({"CountryCode": "PER", "Type1Code": "INS", "Type2Code": "SEP"}, "PER", ("REB",), id="two codes, one sector"),
        pytest.param({"CountryCode": "PER", "Type1Code": "RAD"}, "PER", (), id="a judgement is no sector"),
        pytest.param({"Type1Code": "MNC"}, "MNC", (), id="no state"),
        pytest.param({}, "", (), id="nobody"),
    ],
)
def test_actor_codes(take: Any, codes: dict[str, str], country: str, sector: tuple[str, ...]) -> None:
    values = {f"Actor1{name}": code for name, code in codes.items()}
    (event,), _ = take("gdelt", line(**values, Actor1Code="".join(codes.values())))
    assert (event.actor.country, event.actor.sector, event.actor.code) == (country, sector, "".join(codes.values()))


def test_a_header_that_an_export_added_is_passed_over(take: Any) -> None:
    head = "\t".join(GDELT_EVENTS).replace("GlobalEventID", "GLOBALEVENTID").replace("\tDay\t", "\tSQLDATE\t")
    events, errors = take("gdelt", head, line())
    assert (len(events), errors) == (1, [])


def test_bad_lines_are_told_and_the_rest_goes_on(take: Any) -> None:
    events, errors = take(
        "gdelt", line(), line(Day="20240230"), "1\t2", line(GoldsteinScale="-11"), line(), "900\t20240518", ended=False
    )
    assert len(events) == 2
    assert errors == [
        "events.txt:2: Day: no such day as '20240230'",
        "events.txt:3: 2 cells, where this table has 61 columns",
        "events.txt:4: GoldsteinScale: '-11' is beyond 10",
        "events.txt:6: the file ends within this line (2 of 61 cells)",
    ]


def test_a_file_parted_by_commas_is_refused_in_one_line(take: Any) -> None:
    row = line().replace("\t", ",")
    assert take("gdelt", row, row) == ([], ["events.txt:1: columns parted by commas, where GDELT events has tabs; save it so"])


def test_a_mention_is_no_event(take: Any) -> None:
    web = tabbed(
        GDELT_MENTIONS,
        GlobalEventID="900000001",
        EventTimeDate="20240518101500",
        MentionTimeDate="20240519120000",
        MentionType="1",
        MentionSourceName="example.org",
        MentionIdentifier="https://example.org/b",
        SentenceID="3",
        Confidence="60",
    )
    (found,), errors = take("gdelt-mentions", web)
    assert not errors
    assert isinstance(found, ForeignMention)
    assert (found.coder, found.event, found.published) == ("gdelt", "900000001", date(2024, 5, 19))
    assert (found.url, found.publisher, found.sentence, found.confidence) == ("https://example.org/b", "example.org", 3, 60)


def test_a_bad_mention_is_told(take: Any) -> None:
    row = tabbed(GDELT_MENTIONS, GlobalEventID="1", MentionTimeDate="2024")
    assert take("gdelt-mentions", row)[1] == ["events.txt:1: MentionTimeDate: no date in '2024'"]


def test_a_place_code_of_no_state_has_no_country(take: Any, context: Context) -> None:
    (event,), _ = take("gdelt", line(ActionGeo_CountryCode="ZZ"))
    assert (event.country, dict(context.told)) == ("", {})
