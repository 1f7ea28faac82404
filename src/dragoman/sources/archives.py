"""Read archives (zip, tar, gzip and its kin): each file in them as if it lay alone."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.sources.kinds import kind_of_name
from dragoman.sources.limits import Allowance, Options, hint
from dragoman.sources.streams import Consumed, Unpacked, check_ratio, head_of, searchable

# Reads one file: its stream, its name, where it lies.
Reader = Callable[[BinaryIO, str, str, Options], Iterator[Article | InputError]]
# What the libraries meet in broken archives: among it places before the beginning, and versions and packings unheard of.
BROKEN = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
DRIVE = re.compile(r"[A-Za-z]:")
# What some systems add beside each file: nothing that anybody wrote.
ADDED = re.compile(r"(?:^|/)(?:__MACOSX/|\._)")
OPENERS: dict[bytes, Callable[[BinaryIO], object]] = {
    b"\x1f\x8b": lambda stream: gzip.GzipFile(fileobj=stream, mode="rb"),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ\0": lzma.LZMAFile,
}
PACKED = re.compile(r"\.(?:gz|bz2|xz)$", re.I)


def _climbs(name: str) -> bool:
    """Whether a path leads out of its archive."""
    parts = name.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or DRIVE.match(name) is not None


def _shown(name: str) -> str:
    """A name from an archive on one line."""
    return "".join(letter if letter.isprintable() else "�" for letter in name)


def _within(options: Options, where: str) -> tuple[Options, Allowance]:
    """The options for what lies in an archive. Raises InputError where archives lie too deep in each other."""
    if options.inside >= options.limits.archives:
        raise InputError(where, f"archives nested more than {options.limits.archives} deep{hint('archives')}")
    allowance = options.allowance or Allowance(options.limits)
    return replace(options, allowance=allowance, inside=options.inside + 1), allowance


def _wanted(name: str, where: str) -> bool:
    """Whether a file of an archive is read at all, as in a folder. Raises InputError for a path that climbs out."""
    if _climbs(name):
        raise InputError(where, "a path that climbs out of its archive; not read")
    return bool(kind_of_name(name)) and not ADDED.search(name)


def _unzip(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, options: Options, read: Reader
) -> Iterator[Article | InputError]:
    """One file of a zip archive. Raises InputError, and what the library raises of a broken one."""
    assert options.allowance is not None
    if info.flag_bits & 1:
        raise InputError(where, "encrypted; unpack it with its password first")
    check_ratio(info.file_size, info.compress_size, where, options.allowance)
    with archive.open(info) as member:
        unpacked = Unpacked(cast(BinaryIO, member), where, options.allowance, lambda: info.compress_size)
        yield from read(cast(BinaryIO, io.BufferedReader(unpacked)), info.filename, where, options)


def read_zip(stream: BinaryIO, name: str, options: Options, read: Reader) -> Iterator[Article | InputError]:
    """The articles of a zip archive, in the order of its files, and an InputError for each that cannot be read."""
    inner, allowance = _within(options, name)
    with searchable(stream, name, options) as whole:
        try:
            archive = zipfile.ZipFile(whole)
        except BROKEN as error:
            raise InputError(name, f"not a zip archive that can be read: {error}") from error
        with archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > options.limits.members:
                raise InputError(
                    name, f"{len(infos):,} files in one archive; the limit is {options.limits.members:,}{hint('members')}"
                )
            found = False
            for info in infos:
                where = f"{name}/{_shown(info.filename)}"
                try:
                    if _wanted(info.filename, where):
                        found = True
                        yield from _unzip(archive, info, where, inner, read)
                except InputError as error:
                    found = True
                    yield error
                except BROKEN as error:
                    yield InputError(where, f"broken in its archive: {error}")
                if allowance.left < 0:
                    return
    if not found:
        yield InputError(name, "an archive without articles")


def unpacked(stream: BinaryIO, name: str, allowance: Allowance) -> BinaryIO:
    """A stream that gzip, bzip2 or xz packed, unpacked and counted; one that none packed, as it is."""
    head = head_of(stream, 6)
    opener = next((opener for begin, opener in OPENERS.items() if head.startswith(begin)), None)
    if opener is None:
        return stream
    packed = Consumed(stream)
    opened = cast(BinaryIO, opener(cast(BinaryIO, packed)))
    return cast(BinaryIO, io.BufferedReader(Unpacked(opened, name, allowance, lambda: packed.size)))


def _refuse(member: tarfile.TarInfo, where: str) -> None:
    if member.issym() or member.islnk():
        raise InputError(where, "a link; not followed")
    if not member.isreg() or member.issparse():
        raise InputError(where, "no plain file (a device, pipe or sparse file); not read")


def read_tar(stream: BinaryIO, name: str, options: Options, read: Reader) -> Iterator[Article | InputError]:
    """The articles of a tar archive, packed or not, and an InputError for each file that cannot be read.

    It is read once from front to back, never unpacked to the disk.
    """
    inner, allowance = _within(options, name)
    found = False
    count = 0
    try:
        with tarfile.open(fileobj=unpacked(stream, name, allowance), mode="r|") as archive:
            for member in archive:
                # The library keeps every member it has seen; a long archive would fill the memory.
                archive.members = []  # type: ignore[attr-defined]
                if member.isdir():
                    continue
                count += 1
                if count > options.limits.members:
                    raise InputError(name, f"more than {options.limits.members:,} files in one archive{hint('members')}")
                where = f"{name}/{_shown(member.name)}"
                try:
                    if not _wanted(member.name, where):
                        continue
                    found = True
                    _refuse(member, where)
                except InputError as error:
                    found = True
                    yield error
                    continue
                opened = archive.extractfile(member)
                if opened is not None:
                    yield from read(cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, opened))), member.name, where, inner)
                if name in allowance.stopped:
                    return
    except InputError as error:
        yield error
    except BROKEN as error:
        yield InputError(name, f"the archive breaks off after {count:,} files: {error}")
    else:
        if not found:
            yield InputError(name, "an archive without articles")


def read_packed(stream: BinaryIO, name: str, where: str, options: Options, read: Reader) -> Iterator[Article | InputError]:
    """The one file that gzip, bzip2 or xz packed, under its name without the ending."""
    inner, allowance = _within(options, where)
    opened = unpacked(stream, where, allowance)
    if opened is stream:
        raise InputError(where, "not packed by gzip, bzip2 or xz, whatever its name says")
    try:
        yield from read(opened, PACKED.sub("", name), where, inner)
    except BROKEN as error:
        yield InputError(where, f"the packed file breaks off: {error}")
