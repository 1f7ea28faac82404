"""What tests of other coders' formats share: a context, and a file made of lines."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.formats.foreign import FORMATS, Context
from dragoman.knowledge import Knowledge

Reading = tuple[list[Any], list[str]]


@pytest.fixture
def context(knowledge: Knowledge) -> Context:
    return Context(knowledge)


@pytest.fixture
def take(context: Context) -> Callable[..., Reading]:
    """Read lines as a format: what came of them, and each error as its whole message."""

    def _take(name: str, *lines: str | bytes, ended: bool = True, context: Context = context) -> Reading:
        whole = b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines) + (b"\n" if ended else b"")
        found = list(FORMATS[name].read(io.BytesIO(whole), "events.txt", context))
        errors = [str(one) for one in found if isinstance(one, InputError)]
        return [one for one in found if not isinstance(one, InputError)], errors

    return _take
