"""What codes: which make of code, knowledge and options; the same on every machine."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman import __version__ as VERSION
from dragoman.knowledge import Knowledge
from dragoman.pipeline import DEFAULT_MODEL

# The parts of the program that decide what is read in a text.
CODING = ("grammar", "knowledge", "model", "rules", "stages", "pipeline.py")


@dataclass(frozen=True, slots=True)
class Run:
    """What codes: a make of code, knowledge and options. Its id is a hash of them, the same on every machine."""

    coder: str
    codebook: str
    code_digest: str
    knowledge_digest: str
    options: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        """A hash of all that decides what is coded."""
        whole = json.dumps([self.coder, self.codebook, self.code_digest, self.knowledge_digest, self.options])
        return f"run-{hashlib.sha256(whole.encode()).hexdigest()[:12]}"


@cache
def code_digest() -> str:
    """SHA-256 over the modules that decide what is read in a text."""
    whole = hashlib.sha256()
    root = resources.files("dragoman")
    for part in CODING:
        place = root / part
        for item in [place] if place.is_file() else sorted(place.iterdir(), key=lambda item: item.name):
            if item.name.endswith(".py"):
                whole.update(item.name.encode())
                whole.update(item.read_bytes())
    return whole.hexdigest()[:16]


def run_of(knowledge: Knowledge, model: str = DEFAULT_MODEL) -> Run:
    """The run that this make of dragoman, with this knowledge and parser model, is."""
    return Run(f"dragoman {VERSION}", "plover-2021", code_digest(), knowledge.digest[:16], (("model", model),))
