"""A piece is a report, an opinion, a statement, a transcript or a brief; some of its lines are never coded."""

from __future__ import annotations

from datetime import date

import pytest
from stages.build import run

from dragoman.knowledge import Knowledge
from dragoman.model import Article, Document, Genre
from dragoman.pipeline import open_document

NEWS = "Russian forces shelled Kharkiv."
MORE = "Two people died in the town."


def read(text: str, knowledge: Knowledge, published: date | None = None) -> Document:
    return run(open_document(Article(text, published=published)), knowledge, "genre")


def genre(text: str, knowledge: Knowledge) -> Genre:
    found = read(text, knowledge).genre
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "kind", "cues"),
    [
        pytest.param(
            "Russian forces shelled Kharkiv on Tuesday, killing three people, officials said.",
            "report", {"on Tuesday", "officials", "said"}, id="a report says who told it",
        ),
        pytest.param(
            "It is naive to think that sanctions will work. I believe we should talk instead. Why wait?",
            "opinion", {"naive", "I", "should", "?"}, id="an opinion judges, urges and asks",
        ),
        pytest.param(
            "The ministers reaffirmed their commitment and welcomed the accord. They reiterated their support.",
            "statement", {"The ministers", "reaffirmed", "welcomed", "reiterated"}, id="a statement reaffirms and welcomes",
        ),
        pytest.param(
            "QUESTION: Will you meet him?\nSPOKESPERSON: We have nothing to announce.\nQUESTION: Has he called?\nSPOKESPERSON: No.",
            "transcript", {"QUESTION:", "SPOKESPERSON:"}, id="a transcript is turns",
        ),
        pytest.param(
            "Jane Doe: We met.\nRoe (via video): We agreed.\nJane Doe: We will meet again.",
            "transcript", {"Jane Doe:", "Roe (via video):"}, id="turns by name",
        ),
        pytest.param(
            "Mr. Doe: We met.\nMs. Roe: We agreed.\nMr. Doe: We will meet again.",
            "transcript", {"Mr. Doe:", "Ms. Roe:"}, id="turns by courtesy and name",
        ),
        pytest.param(
            "1. Russian forces shelled Kharkiv.\n2. Kenya sent troops to Somalia.\n3. Japan and China held talks.",
            "brief", {"1.", "2.", "3."}, id="a brief is numbered items",
        ),
        pytest.param(
            "• Russian forces shelled Kharkiv.\n• Kenya sent troops to Somalia.\n• Japan and China held talks.",
            "brief", {"• "}, id="or items with bullets",
        ),
        pytest.param(NEWS, "report", set(), id="without any cue it is a report"),
        pytest.param(
            "“I think we should wait,” he said. “I believe in talks. Why would we not wait? It is naive.”",
            "report", {"said"}, id="what is quoted is not the writer's",
        ),
        pytest.param("He asked: will it hold? Why, and to whose gain?", "opinion", {"?"}, id="questions outside quotation"),
        pytest.param(
            "1. The ministers reaffirmed their support.\n2. They welcomed the accord.\n3. They reiterated their commitment.",
            "statement", {"The ministers", "reaffirmed", "welcomed", "reiterated"}, id="a numbered statement is a statement",
        ),
        pytest.param(
            "1. Kenya sent troops.\n2. Japan held talks.\nThe town fell.", "report", set(), id="two numbers make no brief",
        ),
        pytest.param("Q: He left.\nA: He did.\nThe town fell.", "report", set(), id="two turns make no transcript"),
    ],
)  # fmt: skip
def test_what_a_piece_is(text: str, kind: str, cues: set[str], knowledge: Knowledge) -> None:
    found = genre(text, knowledge)
    assert found.kind == kind
    assert {text[cue.start : cue.end] for cue in found.cues} == cues


@pytest.mark.parametrize(
    ("text", "kind", "confidence"),
    [
        pytest.param("He said it. She said no.", "report", 1.0, id="all cues one way"),
        pytest.param("He said it. She said no. They should go.", "report", 0.67, id="two cues to one"),
        pytest.param(NEWS, "report", None, id="no cue, no confidence"),
    ],
)
def test_confidence_is_the_share_of_the_cues(text: str, kind: str, confidence: float | None, knowledge: Knowledge) -> None:
    found = genre(text, knowledge)
    assert (found.kind, found.confidence) == (kind, confidence)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"By Jane Doe\n\n{NEWS}", [("byline", "By Jane Doe")], id="byline"),
        pytest.param(f"By Jane Doe and John Roe\n{NEWS}", [("byline", "By Jane Doe and John Roe")], id="byline of two"),
        pytest.param(f"Written by Jane van Doe, Lima\n{NEWS}", [("byline", "Written by Jane van Doe, Lima")], id="and place"),
        pytest.param(f"By Monday the army had left.\n{NEWS}", [], id="a sentence that begins with by"),
        pytest.param(f"KYIV — {NEWS}", [("dateline", "KYIV — ")], id="dateline"),
        pytest.param(f"KYIV, May 16 (Agency) — {NEWS}", [("dateline", "KYIV, May 16 (Agency) — ")], id="date and agency"),
        pytest.param(f"NEW DELHI, India (Agency) - {NEWS}", [("dateline", "NEW DELHI, India (Agency) - ")], id="place and state"),
        pytest.param(f"May 16, 2023\n\n{NEWS}", [("dateline", "May 16, 2023")], id="a line that is a date"),
        pytest.param(f"Published: Tuesday, 16 May 2023\n{NEWS}", [("dateline", "Published: Tuesday, 16 May 2023")], id="published"),
        pytest.param(f"{NEWS}\nPhoto: a street in Kharkiv.\n{MORE}", [("credit", "Photo: a street in Kharkiv.")], id="caption"),
        pytest.param(f"{NEWS}\nFile photo: a street.\n{MORE}", [("credit", "File photo: a street.")], id="file photo"),
        pytest.param(f"{NEWS}\nPhotographs of the street show fire.\n{MORE}", [], id="a sentence about photographs"),
        pytest.param(f"{NEWS}\n© 2023 Agency\n{MORE}", [("credit", "© 2023 Agency")], id="copyright"),
        pytest.param(f"{NEWS}\nRead more: shells fall\n{MORE}", [("credit", "Read more: shells fall")], id="share line"),
        pytest.param(f"{NEWS}\nEditing by John Roe\n", [("credit", "Editing by John Roe")], id="credits"),
        pytest.param(
            f"{NEWS}\nThe views expressed are the author's own.", [("disclaimer", "The views expressed are the author's own.")],
            id="disclaimer",
        ),
        pytest.param(
            f"{NEWS}\n{MORE}\nJane Doe is a professor of history in Lima.",
            [("bio", "Jane Doe is a professor of history in Lima.")], id="bio at the end",
        ),
        pytest.param(
            f"{NEWS}\nDr. Doe teaches law and writes about borders.\n{MORE}",
            [("bio", "Dr. Doe teaches law and writes about borders.")], id="bio before the last line",
        ),
        pytest.param(f"Jane Doe is a professor of history in Lima.\n{NEWS}\n{MORE}\n{MORE}", [], id="a bio does not begin a piece"),
        pytest.param(f"{NEWS}\n{MORE}\nJane Doe was the president of Peru.", [], id="an office is no bio"),
        pytest.param(
            "QUESTION: Will you meet him?\nSPOKESPERSON: Yes.\nQUESTION: When?\nSPOKESPERSON: Soon.", [],
            id="a speaker is no dateline",
        ),
    ],
)  # fmt: skip
def test_lines_that_are_never_coded(text: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    found = read(text, knowledge).boilerplate
    assert [(item.kind, text[item.start : item.end]) for item in found] == expected


@pytest.mark.parametrize(
    ("text", "published"),
    [
        pytest.param(f"16 May 2023\n\n{NEWS}", date(2023, 5, 16), id="a line of its own, day first"),
        pytest.param(f"May 16, 2023\n\n{NEWS}", date(2023, 5, 16), id="month first"),
        pytest.param(f"Tuesday, May 16, 2023\n\n{NEWS}", date(2023, 5, 16), id="with its weekday"),
        pytest.param(f"Updated Sept. 4, 2023\n\n{NEWS}", date(2023, 9, 4), id="updated, month cut short"),
        pytest.param(f"2023-05-16\n\n{NEWS}", date(2023, 5, 16), id="ISO"),
        pytest.param(f"By Jane Doe\nMay 16, 2023\n{NEWS}", date(2023, 5, 16), id="below the byline"),
        pytest.param(f"KYIV, May 16, 2023 — {NEWS}", date(2023, 5, 16), id="in the dateline"),
        pytest.param(f"KYIV, 16 May 2023 (Agency) — {NEWS}", date(2023, 5, 16), id="in the dateline, day first"),
        pytest.param(f"KYIV, May 16 — {NEWS}", None, id="a dateline without year"),
        pytest.param(f"31 February 2023\n\n{NEWS}", None, id="a day that no calendar has"),
        pytest.param(f"{NEWS}\n{MORE}\n{MORE}\n{MORE}\nMay 16, 2023", None, id="a date at the end"),
        pytest.param(f"{NEWS}\nIt was May 16, 2023.", None, id="a date in a sentence"),
    ],
)
def test_a_date_line_dates_an_undated_piece(text: str, published: date | None, knowledge: Knowledge) -> None:
    doc = read(text, knowledge)
    assert (doc.published, doc.dated_by) == (published, "dateline" if published else "")


def test_a_dated_piece_keeps_its_date(knowledge: Knowledge) -> None:
    doc = read(f"May 16, 2023\n\n{NEWS}", knowledge, date(2024, 5, 17))
    assert (doc.published, doc.dated_by) == (date(2024, 5, 17), "publication")
    assert [item.kind for item in doc.boilerplate] == ["dateline"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param(f"{NEWS} They must go.\n{MORE}\nJane Doe is a professor of law.", "opinion", id="a bio speaks for opinion"),
        pytest.param(f"KYIV — {NEWS} They must go.", "report", id="a dateline speaks for a report"),
        pytest.param(f"{NEWS}\n{MORE}\nThe views expressed are the author's own.", "opinion", id="a disclaimer speaks for opinion"),
    ],
)
def test_boilerplate_says_what_a_piece_is(text: str, kind: str, knowledge: Knowledge) -> None:
    assert genre(text, knowledge).kind == kind
