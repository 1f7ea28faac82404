"""Whatever bytes a file holds, reading ends, and what is wrong is an InputError of a place."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.formats.foreign import FORMATS, Context, detect_line
from dragoman.knowledge import Knowledge

CELLS = st.one_of(
    st.sampled_from(
        ["", "1", "-1", "042", "42", "2024-05-18", "20240518", "None", "nan", "inf", "1e999", "²", '"', '""', "\x00", "\r"]
    ),
    st.text(max_size=8).filter(lambda text: "\n" not in text),
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.just("2024-05-18"), st.just("CONSULT")),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["code", "sector", "name", "cc3"]), inner, max_size=3)
    ),
    max_leaves=4,
)
FIELDS = [
    "id",
    "date",
    "event",
    "event_type",
    "mode",
    "source",
    "actor",
    "recipient",
    "event_loc",
    "when",
    "where",
    "quad_code",
    "happened",
]


@pytest.mark.parametrize("name", [name for name, one in FORMATS.items() if one.layout])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_table_is_read_to_its_end(name: str, knowledge: Knowledge, data: st.DataObject) -> None:
    layout = FORMATS[name].layout
    assert layout is not None
    sign = layout.delimiters[0]
    width = len(layout.columns)
    rows = data.draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=3))
    lines = [sign.join(layout.columns)] if layout.header else []
    content = "\n".join([*lines, *(sign.join(row) for row in rows)]).encode("utf-8", "surrogatepass")
    content += data.draw(st.binary(max_size=6))
    for found in FORMATS[name].read(io.BytesIO(content), "f", Context(knowledge)):
        if isinstance(found, InputError):
            assert found.where.startswith("f:")
            assert "\n" not in found.what
        else:
            repr(found).encode()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(row=st.dictionaries(st.sampled_from(FIELDS), JSON), junk=st.binary(max_size=4))
def test_any_json_line_is_read_to_its_end(knowledge: Knowledge, row: dict[str, object], junk: bytes) -> None:
    for found in FORMATS["plover"].read(io.BytesIO(json.dumps(row).encode() + b"\n" + junk), "f", Context(knowledge)):
        assert not isinstance(found, InputError) or found.where.startswith("f:")


@given(first=st.one_of(st.binary(max_size=40), st.text(max_size=20).map(lambda text: ("{" + text).encode("utf-8", "replace"))))
def test_any_first_line_may_be_shown(first: bytes) -> None:
    assert detect_line(first) in {"", *FORMATS}
