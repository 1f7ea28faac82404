"""A file's format is known by its first line or named by the user; what the formats are is one table."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from foreign_lines import comma, tabbed

from dragoman.errors import InputError, UsageError
from dragoman.formats.columns import GDELT_EVENTS, GDELT_MENTIONS, ICEWS, PHOENIX, POLECAT
from dragoman.formats.foreign import FORMATS, Context, acled, detect, detect_line, format_of, read_foreign, ucdp
from dragoman.knowledge import Knowledge, build_knowledge
from dragoman.knowledge.files import gather, shipped
from dragoman.model import ForeignEvent

ICEWS_LINES = ("\t".join(ICEWS), tabbed(ICEWS, Event_ID="1", Event_Date="2014-03-02", CAMEO_Code="042"))


@pytest.mark.parametrize(
    ("first", "name"),
    [
        pytest.param("\t".join(ICEWS), "icews", id="icews"),
        pytest.param("\t".join(POLECAT), "polecat", id="polecat"),
        pytest.param("\ufeff" + ",".join(acled.LAYOUT.columns[:31]), "acled", id="acled"),
        pytest.param(";".join(acled.LAYOUT.columns[:31]).upper(), "acled", id="acled in capitals"),
        pytest.param(",".join(ucdp.LAYOUT.columns), "ucdp-ged", id="ucdp"),
        pytest.param(tabbed(GDELT_EVENTS, GlobalEventID="9"), "gdelt", id="gdelt"),
        pytest.param(tabbed(GDELT_MENTIONS, GlobalEventID="9"), "gdelt-mentions", id="gdelt mentions"),
        pytest.param(tabbed(PHOENIX, EventID="20150903-7"), "phoenix", id="phoenix"),
        pytest.param('{"id": "1", "date": "2024-05-18", "source": [], "event": ["AGREE"]}', "plover", id="plover"),
        pytest.param('{"id": "1", "document_id": "2", "event_type": "AGREE"}', "plover", id="our own"),
        pytest.param('{"id": "1", "text": "An article."}', "", id="an article"),
        pytest.param("{", "", id="no JSON"),
        pytest.param("date,who,what", "", id="some table"),
        pytest.param("Once upon a time.", "", id="prose"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_a_first_line_tells_its_format(first: str, name: str) -> None:
    assert detect_line(first.encode()) == name


def test_a_file_is_read_in_the_format_found_or_named(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "events.tab"
    path.write_text("\n".join(ICEWS_LINES) + "\n", encoding="utf-8")
    assert detect(path) == "icews"
    for name in ("", "icews", "ICEWS"):
        (event,) = read_foreign(path, Context(knowledge), name)
        assert not isinstance(event, InputError)
        assert event.coder == "icews"


def test_an_unknown_file_asks_for_its_format(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "events.tab"
    path.write_text("a\tb\n", encoding="utf-8")
    with pytest.raises(UsageError, match="its first line is no known format's; say which it is with --as: icews, polecat"):
        read_foreign(path, Context(knowledge))


def test_a_name_misspelt_is_shown_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"no format 'icew'; did you mean icews\?"):
        format_of("icew")


@pytest.mark.parametrize(
    ("name", "head", "row", "codes"),
    [
        pytest.param(
            "icews",
            ICEWS_LINES[0],
            tabbed(ICEWS, Event_ID="1", Event_Date="2014-03-02", CAMEO_Code="190", Source_Country="{0}", Target_Country="{1}"),
            ("Russian Federation", "United States"),
            id="by name",
        ),
        pytest.param(
            "gdelt",
            "",
            tabbed(
                GDELT_EVENTS, GlobalEventID="1", Day="20140302", EventCode="190", Actor1CountryCode="{0}", Actor2CountryCode="{1}"
            ),
            ("RUS", "USA"),
            id="by code",
        ),
    ],
)
def test_two_states_swapped_swap_their_codes_and_nothing_else(
    tmp_path: Path, knowledge: Knowledge, name: str, head: str, row: str, codes: tuple[str, str]
) -> None:
    path = tmp_path / "events.tab"
    path.write_text(
        "".join(f"{line}\n" for line in (head, row.format(*codes), row.format(*reversed(codes))) if line), encoding="utf-8"
    )
    first, second = read_foreign(path, Context(knowledge), name)
    assert isinstance(first, ForeignEvent)
    assert isinstance(second, ForeignEvent)
    assert (first.actor, first.recipient) == (second.recipient, second.actor)
    assert {first.actor.country, first.recipient.country} == {"RUS", "USA"}
    assert (first.event_type, first.score, first.quad) == (second.event_type, second.score, second.quad)


def test_units_are_told_by_the_table() -> None:
    assert {one.name: one.unit for one in FORMATS.values()} == {
        "icews": "report",
        "polecat": "report",
        "gdelt": "report",
        "gdelt-mentions": "mention",
        "phoenix": "report",
        "plover": "report",
        "acled": "incident",
        "ucdp-ged": "incident",
    }


def test_rows_of_an_incident_format_carry_no_score() -> None:
    assert {one.scale for one in FORMATS.values() if one.unit == "incident"} == {""}


def test_no_word_of_theirs_stands_twice() -> None:
    rows = list(csv.reader((shipped() / "ontology" / "foreign.csv").read_text(encoding="utf-8").splitlines()))
    keys = [tuple(cell.lower() for cell in row[:3]) for row in rows]
    assert len(keys) == len(set(keys))


def test_a_desk_may_rule_otherwise(tmp_path: Path) -> None:
    head = "format,field,theirs,type,mode,sector,country,source,reason,overrides"
    row = "acled,event,Riots: Mob violence,ASSAULT,beat,,,our own ruling,mobs beat,our desk counts mobs as assault"
    path = tmp_path / "ontology" / "foreign.csv"
    path.parent.mkdir()
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    context = Context(build_knowledge(gather([tmp_path])))
    columns = acled.LAYOUT.columns
    lines = ",".join(columns), comma(columns, event_date="2023-01-31", event_type="Riots", sub_event_type="Mob violence")
    target = tmp_path / "acled.csv"
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (event,) = read_foreign(target, context)
    assert not isinstance(event, InputError)
    assert (event.event_type, event.mode) == ("ASSAULT", "beat")
