"""Files in one archive, the same bytes for the same files."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from typing import BinaryIO

# The first day an archive can tell: none is kept of when it was written.
NO_DAY = (1980, 1, 1, 0, 0, 0)


def write_archive(files: Mapping[str, bytes], stream: BinaryIO) -> None:
    """Write files into a zip, in their order."""
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
