"""How the example articles look in a terminal without colour, as snapshots: a change of reading shows as a change of text."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from dragoman.api import Coder
from dragoman.model import Article, Document
from dragoman.reading.marks import paragraphs
from dragoman.reading.terminal import BRACKETS, SUPERSCRIPT, render
from dragoman.sources import read_sources

ROOT = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
EXAMPLES = sorted((ROOT / "examples").glob("*.txt"))
MARKS = "".join((*(sign for pair in BRACKETS.values() for sign in pair), *map(chr, SUPERSCRIPT.values())))


def shown(doc: Document, *, colour: bool = False, width: int = 100) -> str:
    """What a terminal of that width shows, without the blanks at the ends of lines."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        highlight=False,
        markup=False,
        emoji=False,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
    )
    console.print(render(doc, colour=colour))
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def example(coder: Coder, path: Path) -> Document:
    article = next(iter(read_sources([str(path.relative_to(ROOT))])))
    assert isinstance(article, Article)
    return coder.read(article)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_looks_as_it_did(
    coder: Coder, snapshot: Callable[[Path, str], None], monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    snapshot(SNAPSHOTS / path.name, shown(example(coder, path)))


def test_every_snapshot_is_of_an_example() -> None:
    assert {path.name for path in SNAPSHOTS.iterdir()} <= {path.name for path in EXAMPLES}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_not_a_word_of_an_example_is_lost(coder: Coder, monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.chdir(ROOT)
    doc = example(coder, path)
    lines = ["".join(segment.text for segment in segments) for _, segments in paragraphs(doc)]
    assert lines == [line for line in doc.text.split("\n") if line]
    out = re.sub(f"[{re.escape(MARKS)}\\s]", "", shown(doc))
    for line in lines:
        assert re.sub(f"[{re.escape(MARKS)}\\s]", "", line) in out


def test_marks_open_and_close(read: Callable[..., Document]) -> None:
    doc = read("Chinese officials said on 3 May 2024 that the brutal regime in Damascus had shelled Turkish troops.")
    text = shown(doc).split("\n\n")[0]
    for opening, closing in (("«", "»"), ("[", "]"), ("‹", "›")):
        assert text.count(opening) == text.count(closing)
    assert text.count("~") % 2 == 0


def test_a_number_in_the_text_leads_to_a_row(read: Callable[..., Document]) -> None:
    doc = read("Russian forces shelled Ukrainian troops. China and Japan held talks.", date(2024, 5, 1))
    out = shown(doc)
    assert "«shelled¹»" in out
    assert re.search(r"^1 +● +ASSAULT", out, re.M)
    assert re.search(r"^2 +● +CONSULT", out, re.M)


def test_colour_marks_without_brackets(read: Callable[..., Document]) -> None:
    doc = read("Russian forces shelled Ukrainian troops.", date(2024, 5, 1))
    out = shown(doc, colour=True)
    assert "\x1b[" in out
    assert "«" not in out
    assert "Russian forces shelled¹ Ukrainian troops." in re.sub(r"\x1b\[[0-9;]*m", "", out)


@pytest.mark.parametrize("width", [40, 60, 100, 200])
def test_no_line_is_wider_than_the_terminal(read: Callable[..., Document], width: int) -> None:
    doc = read("Russian forces shelled Ukrainian troops. China and Japan held talks in Seoul on Tuesday.", date(2024, 5, 1))
    assert max(map(len, shown(doc, width=width).splitlines())) <= width


def test_the_legend_explains_each_sign_that_is_there_and_no_other(read: Callable[..., Document]) -> None:
    out = shown(read("Russian forces shelled Ukrainian troops. Iran may attack Israel.", date(2024, 5, 1)))
    assert "\n● actual  ? hypothetical\n" in out


def test_what_was_set_aside_is_counted(read: Callable[..., Document]) -> None:
    out = shown(read("Iran hit the post in injury time."))
    assert "1 set aside; `dragoman explain` tells why." in out
