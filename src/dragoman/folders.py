"""Where on a user's machine dragoman keeps what it can make again, and looks for what is the user's own."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Where what can be made again is kept: $XDG_CACHE_HOME/dragoman, else ~/.cache/dragoman."""
    return _base("XDG_CACHE_HOME", ".cache") / "dragoman"


def config_folder() -> Path:
    """Where the user's own settings stand: $XDG_CONFIG_HOME/dragoman, else ~/.config/dragoman."""
    return _base("XDG_CONFIG_HOME", ".config") / "dragoman"


def _base(variable: str, home: str) -> Path:
    return Path(os.environ.get(variable) or os.path.join(os.path.expanduser("~"), home))
