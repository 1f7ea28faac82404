"""Archives: each file as if it lay alone; what climbs out, links, bombs and locks is refused in one line."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sources.build import GOOD, page, read

from dragoman.sources import read_limits

TEXT = GOOD.encode()


def zipped(**members: bytes) -> bytes:
    return zip_of(*((name.replace("__", "."), content) for name, content in members.items()))


def zip_of(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members:
            made.writestr(name, content)
    return out.getvalue()


def tar_of(*members: tuple[str, bytes | str], kind: bytes = tarfile.SYMTYPE) -> bytes:
    """A tar archive; a member whose content is a str is a link to it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as made:
        for name, content in members:
            info = tarfile.TarInfo(name)
            if isinstance(content, str):
                info.type, info.linkname = kind, content
                made.addfile(info)
            else:
                info.size = len(content)
                made.addfile(info, io.BytesIO(content))
    return out.getvalue()


MEMBERS = (("a/one.txt", TEXT), ("b.html", page()), ("picture.png", b"\x89PNG"), ("__MACOSX/._one.txt", b"\0\5"))


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("n.zip", zip_of(*MEMBERS), id="zip"),
        pytest.param("n.tar", tar_of(*MEMBERS), id="tar"),
        pytest.param("n.tgz", gzip.compress(tar_of(*MEMBERS)), id="tgz"),
        pytest.param("n.tar.bz2", bz2.compress(tar_of(*MEMBERS)), id="tar.bz2"),
        pytest.param("n.tar.xz", lzma.compress(tar_of(*MEMBERS)), id="tar.xz"),
        pytest.param("noname", zip_of(*MEMBERS), id="zip without a name that tells"),
        pytest.param("notar", tar_of(*MEMBERS), id="tar without a name that tells"),
    ],
)
def test_files_in_an_archive_are_read_as_if_they_lay_alone(tmp_path: Path, name: str, raw: bytes) -> None:
    (tmp_path / name).write_bytes(raw)
    articles, errors = read(tmp_path / name)
    assert not errors
    assert [article.path for article in articles] == [f"{tmp_path / name}/a/one.txt", f"{tmp_path / name}/b.html"]
    assert articles[0].text == GOOD


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_file_keeps_its_kind(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    ending = {gzip.compress: "gz", bz2.compress: "bz2", lzma.compress: "xz"}[pack]  # type: ignore[index]
    (tmp_path / f"a.csv.{ending}").write_bytes(pack(b"text\n" + TEXT + b"\n"))
    (article,), errors = read(tmp_path / f"a.csv.{ending}")
    assert not errors
    assert (article.text, article.path) == (GOOD, f"{tmp_path / f'a.csv.{ending}'}:2")


def test_an_archive_in_an_archive_is_read_and_a_third_is_not(tmp_path: Path) -> None:
    inner = zipped(one__txt=TEXT)
    (tmp_path / "n.zip").write_bytes(
        zip_of(("in.zip", zip_of(("deep.zip", inner), ("two.txt", TEXT))), ("in.tar", tar_of(("t.txt", TEXT))))
    )
    articles, errors = read(tmp_path / "n.zip")
    assert [article.path for article in articles] == [f"{tmp_path}/n.zip/in.zip/two.txt", f"{tmp_path}/n.zip/in.tar/t.txt"]
    assert errors == [f"{tmp_path}/n.zip/in.zip/deep.zip: archives nested more than 2 deep (--limit archives=N raises it)"]


def locked() -> bytes:
    """A zip archive whose first file says it is encrypted, in both its heads."""
    raw = bytearray(zip_of(("bad.txt", TEXT), ("z.txt", TEXT)))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    return bytes(raw)


def damaged() -> bytes:
    raw = bytearray(zip_of(("bad.txt", TEXT * 3), ("z.txt", TEXT)))
    raw[40] ^= 0xFF
    return bytes(raw)


BOMB = b" " * 20_000_000
CLIMBS = "a path that climbs out of its archive; not read"


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        pytest.param("n.zip", zip_of(("../bad.txt", TEXT), ("z.txt", TEXT)), f"/../bad.txt: {CLIMBS}", id="zip climbs"),
        pytest.param("n.zip", zip_of(("/etc/bad.txt", TEXT), ("z.txt", TEXT)), f"//etc/bad.txt: {CLIMBS}", id="zip absolute"),
        pytest.param("n.zip", zip_of(("C:\\bad.txt", TEXT), ("z.txt", TEXT)), f"bad.txt: {CLIMBS}", id="zip with a drive"),
        pytest.param("n.zip", zip_of(("a\nb/../x.txt", TEXT), ("z.txt", TEXT)), f"/a�b/../x.txt: {CLIMBS}", id="a name of two lines"),
        pytest.param("n.tar", tar_of(("a/../../bad.txt", TEXT), ("z.txt", TEXT)), f"bad.txt: {CLIMBS}", id="tar climbs"),
        pytest.param("n.tar", tar_of(("bad.txt", "/etc/passwd"), ("z.txt", TEXT)), "/bad.txt: a link; not followed", id="link"),
        pytest.param(
            "n.tar", tar_of(("bad.txt", "z.txt"), ("z.txt", TEXT), kind=tarfile.LNKTYPE), "/bad.txt: a link; not followed", id="hard link"
        ),
        pytest.param(
            "n.tar", tar_of(("bad.txt", ""), ("z.txt", TEXT), kind=tarfile.CHRTYPE), "/bad.txt: no plain file (a device, pipe or sparse file)",
            id="device",
        ),
        pytest.param("n.zip", locked(), "/bad.txt: encrypted; unpack it with its password first", id="encrypted"),
        pytest.param("n.zip", damaged(), "/bad.txt: ", id="damaged"),
        pytest.param(
            "n.zip",
            zip_of(("bad.txt", BOMB), ("z.txt", TEXT)),
            "/bad.txt: grows to more than 200 times its size when unpacked (--limit ratio=N raises it)",
            id="zip bomb",
        ),
        pytest.param("n.zip", zip_of(("bad.txt", b""), ("z.txt", TEXT)), "/bad.txt: empty: no text to read", id="empty file"),
    ],
)  # fmt: skip
def test_a_bad_member_is_one_line_and_the_rest_is_read(tmp_path: Path, name: str, raw: bytes, message: str) -> None:
    (tmp_path / name).write_bytes(raw)
    articles, errors = read(tmp_path / name)
    assert [article.path for article in articles] == [f"{tmp_path / name}/z.txt"]
    assert len(errors) == 1
    assert message in errors[0]


@pytest.mark.parametrize(
    ("name", "raw", "limits", "message"),
    [
        pytest.param("n.zip", zip_of(("a.png", b"x")), [], "an archive without articles", id="nothing in it"),
        pytest.param("n.zip", b"PK\x03\x04", [], "not a zip archive that can be read: File is not a zip file", id="no zip"),
        pytest.param(
            "n.zip",
            zip_of(("a.txt", TEXT))[:-6] + b"\xff\0\0\0\0\0",
            [],
            "a.txt: broken in its archive: ",
            id="a list of files before its beginning",
        ),
        pytest.param("n.tar", b"x" * 2000, [], "the archive breaks off after 0 files: ", id="no tar"),
        pytest.param("a.txt.gz", TEXT, [], "not packed by gzip, bzip2 or xz, whatever its name says", id="not packed"),
        pytest.param(
            "n.zip", zip_of(("a.txt", TEXT), ("b.txt", TEXT)), ["members=1"],
            "2 files in one archive; the limit is 1 (--limit members=N raises it)", id="too many files",
        ),
        pytest.param(
            "n.tgz", gzip.compress(tar_of(("big.png", BOMB), ("a.txt", TEXT))), [],
            "grows to more than 200 times its size when unpacked (--limit ratio=N raises it)", id="bomb passed over",
        ),
        pytest.param(
            "n.tgz", gzip.compress(tar_of(("big.txt", BOMB), ("a.txt", TEXT))), [],
            "grows to more than 200 times its size when unpacked (--limit ratio=N raises it)", id="bomb read",
        ),
        pytest.param(
            "a.txt.gz", gzip.compress(BOMB), [], "grows to more than 200 times its size when unpacked (--limit ratio=N raises it)", id="gzip bomb"
        ),
        pytest.param(
            "n.zip", zip_of(("a.txt", TEXT * 100), ("b.txt", TEXT)), ["unpacked=2000"],
            "unpacks to more than 2,000 bytes (--limit unpacked=N raises it)", id="unpacks to too much",
        ),
    ],
)  # fmt: skip
def test_a_bad_archive_is_one_line(tmp_path: Path, name: str, raw: bytes, limits: list[str], message: str) -> None:
    (tmp_path / name).write_bytes(raw)
    articles, errors = read(tmp_path / name, limits=read_limits(limits))
    assert not articles
    assert len(errors) == 1
    assert message in errors[0]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, partial(lzma.compress, preset=0)])
def test_an_archive_cut_in_the_middle_keeps_what_stands_before(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    noise = random.Random(5).randbytes(1_200_000).hex().encode()
    raw = pack(tar_of(("a.txt", TEXT), ("noise.txt", noise), ("b.txt", TEXT)))
    (tmp_path / "n.tar").write_bytes(raw[: len(raw) // 2])
    articles, errors = read(tmp_path / "n.tar")
    # bzip2 unpacks in blocks of nearly a megabyte: what stands before the cut comes out in each.
    assert [article.path for article in articles] == [f"{tmp_path}/n.tar/a.txt"]
    assert len(errors) == 1


def test_standard_input_may_be_an_archive(tmp_path: Path) -> None:
    import subprocess
    import sys

    code = "from dragoman.sources import read_sources\nfor each in read_sources(['-']): print(each.path, each.text)"
    done = subprocess.run([sys.executable, "-c", code], input=zip_of(("a.txt", TEXT)), capture_output=True, check=True)
    assert done.stdout.decode().strip() == f"standard input/a.txt {GOOD}"
