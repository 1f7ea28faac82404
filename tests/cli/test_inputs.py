"""What the commands take: columns by other names, other limits, archives; and their exit status."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from dragoman.errors import UsageError

Run = Callable[..., Result]
GOOD = "Russian forces shelled Ukrainian troops on Tuesday."


def test_columns_by_other_names(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"day;body\n2024-05-18;{GOOD}\n")
    done = run("code", str(tmp_path / "a.csv"), "--columns", "text=body,published=day", "--format", "csv")
    assert done.exit_code == 0
    assert "ASSAULT" in done.stdout


def test_a_bomb_in_an_archive_is_told_and_the_rest_is_coded(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "n.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bomb.txt", b" " * 20_000_000)
        made.writestr("z.txt", GOOD)
    done = run("code", str(tmp_path / "n.zip"), "--format", "csv")
    assert done.exit_code == 1
    assert done.stderr == (
        f"dragoman: {tmp_path}/n.zip/bomb.txt: grows to more than 200 times its size when unpacked (--limit ratio=N raises it)\n"
    )
    assert "ASSAULT" in done.stdout


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--limit", "pages=1"), "no limit 'pages'"),
        (("--columns", "body"), "'body' is not FIELD=COLUMN"),
    ],
)
def test_a_limit_or_column_that_is_none_is_wrong_usage(run: Run, tmp_path: Path, options: tuple[str, ...], message: str) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    done = run("code", str(tmp_path / "a.txt"), *options)
    assert isinstance(done.exception, UsageError)
    assert message in str(done.exception)
