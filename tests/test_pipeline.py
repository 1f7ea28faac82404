"""The order of stages, and the promises of the whole: same input, same rows, whatever the order."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.api import Coder
from dragoman.errors import PipelineError
from dragoman.model import Article
from dragoman.pipeline import Stage, check_order

TEXTS = [
    "Russian forces shelled Ukrainian troops on Tuesday.",
    "China and Japan held talks in Seoul. The two countries agreed to meet again.",
    "Kenya said it would send 500 troops to Somalia.",
]


def test_a_stage_that_reads_what_none_wrote_is_refused() -> None:
    stage = Stage("acts", ("clauses",), ("acts",), lambda doc, known: {})
    with pytest.raises(PipelineError, match=r"stage 'acts' reads \['clauses'\], which no earlier stage writes"):
        check_order([stage], ["text"])


def test_rows_do_not_depend_on_order_or_company(coder: Coder) -> None:
    articles = [Article(text, published=date(2024, 5, 1)) for text in TEXTS]
    together = {event.id: event for doc in coder.read_many(articles) for event in doc.events or ()}
    alone = {event.id: event for article in reversed(articles) for event in coder.read(article).events or ()}
    assert together == alone
    assert together


def test_offsets_count_code_points_of_the_text(coder: Coder) -> None:
    text = "\U0001f5de️ Zürich — Türkiye’s foreign minister visited Kyiv on 3 May 2024."
    doc = coder.read(Article(text))
    spans = [event.trigger for event in doc.events or ()] + [doc.cite(when.start, when.end) for when in doc.times or ()]
    assert [text[span["start"] : span["end"]] for span in spans] == ["visited", "3 May 2024"]


def test_a_span_in_the_title_says_so(coder: Coder) -> None:
    doc = coder.read(Article("The talks lasted two days.", title="Iran attacks Israel", published=date(2024, 5, 1)))
    triggers = [event.trigger for event in doc.events or ()]
    assert {"start": 5, "end": 12, "text": "attacks", "in": "title"} in triggers
