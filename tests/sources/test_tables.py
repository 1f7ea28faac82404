"""Tables with named columns: each row an article; what is wrong with one is told of that one."""

from __future__ import annotations

import hashlib
import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sources.build import GOOD, read

from dragoman.errors import UsageError
from dragoman.sources import read_columns, read_limits

MORE = "An envoy protested."


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("a.csv", f'id,published,text\n1,2024-05-18,"{GOOD}"\n2,2024-05-19T10:00:00Z,{MORE}\n', id="commas"),
        pytest.param("a.csv", f"id;published;text\n1;2024-05-18;{GOOD}\n2;2024-05-19 10:00;{MORE}\n", id="semicolons"),
        pytest.param("a.csv", f'"ID"|"Published"|"Text"\n1|2024-05-18|{GOOD}\n\n2|2024-05-19|{MORE}\n', id="bars and capitals"),
        pytest.param("a.tsv", f"\ufeffid\tpublished\ttext\r\n1\t2024-05-18\t{GOOD}\r\n2\t2024-05-19\t{MORE}\r\n", id="tabs"),
    ],
)
def test_what_stands_between_the_columns_is_found_out(tmp_path: Path, name: str, raw: str) -> None:
    (tmp_path / name).write_bytes(raw.encode())
    articles, errors = read(tmp_path / name)
    assert not errors
    told = [(article.id, article.published, article.text) for article in articles]
    assert told == [("1", date(2024, 5, 18), GOOD), ("2", date(2024, 5, 19), MORE)]


def test_the_user_names_the_columns(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f"body,date,text\n{GOOD},2024-05-18,x\n")
    (article,), errors = read(tmp_path / "a.csv", columns=read_columns("text=body, published=date"))
    assert not errors
    assert (article.text, article.published, article.path) == (GOOD, date(2024, 5, 18), f"{tmp_path / 'a.csv'}:2")


def test_a_row_keeps_the_hash_of_its_bytes(tmp_path: Path) -> None:
    row = f'"Présidents said.\n{GOOD}",wire\r\n'.encode("cp1252")
    (tmp_path / "a.csv").write_bytes(b"text,publisher\r\n" + row)
    (article,), errors = read(tmp_path / "a.csv", encoding="cp1252")
    assert not errors
    assert article.raw_digest == hashlib.sha256(row).hexdigest()
    assert article.text.startswith("Présidents said.\n")


def test_excels_unicode_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(f"\ufefftext\tpublisher\r\n{GOOD}\tWire\r\n".encode("utf-16-le"))
    (article,), errors = read(tmp_path / "a.tsv")
    assert not errors
    assert (article.text, article.publisher) == (GOOD, "Wire")


def test_quotes_between_tabs_are_letters(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(f'text\tpublisher\n"Never" he said. {GOOD}\tWire\n')
    (article,), errors = read(tmp_path / "a.tsv")
    assert not errors
    assert article.text == f'"Never" he said. {GOOD}'


@pytest.mark.parametrize(
    ("raw", "columns", "message"),
    [
        pytest.param(b"", "", "a.csv: empty: no columns to read", id="empty"),
        pytest.param(
            b"id,body\n1,x\n",
            "",
            "a.csv: no column 'text'; there are id, body (--columns text=NAME names the one to read)",
            id="no text",
        ),
        pytest.param(
            b"id,text\n1,x\n", "published=date", "a.csv: no column 'date' for published; there are id, text", id="named, not there"
        ),
        pytest.param(
            b"id/body\n1/x\n",
            "",
            "a.csv: no column 'text'; there are id/body (--columns text=NAME names the one to read)",
            id="delimiter",
        ),
        pytest.param(f"{'a,' * 30}a\n".encode(), "", "and 11 more (--columns text=NAME names the one to read)", id="many columns"),
    ],
)
def test_a_table_without_its_columns_is_one_line(tmp_path: Path, raw: bytes, columns: str, message: str) -> None:
    (tmp_path / "a.csv").write_bytes(raw)
    articles, errors = read(tmp_path / "a.csv", columns=read_columns(columns))
    assert not articles
    assert len(errors) == 1
    assert errors[0].endswith(message)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(b"2,Pr\xe9sident,\n", "3: not utf-8 text (byte 0xe9); give --encoding, such as cp1252", id="mixed encodings"),
        pytest.param(b"2,too few\n", "3: 2 cells, but the first line names 3 columns", id="too few cells"),
        pytest.param(b"2,a,b,c\n", "3: 4 cells, but the first line names 3 columns", id="too many cells"),
        pytest.param(b"2,,\n", "3: empty: no text to read", id="no text"),
        pytest.param(
            f"2,{MORE},yesterday\n".encode(), "3: no date 'yesterday'; write a day that exists, such as 2024-05-18", id="no date"
        ),
        pytest.param(b'2,"a"b,\n', "3: not a row of a table: ',' expected after '\"'", id="a stray quote"),
        pytest.param(
            b"2," + b"a b " * 500 + b",\n", "3: a row of more than 1,000 characters; is a quote not closed?", id="too long"
        ),
    ],
)
def test_a_bad_row_is_one_line_and_the_rest_is_read(tmp_path: Path, row: bytes, message: str) -> None:
    (tmp_path / "a.csv").write_bytes(f"id,text,published\n1,{GOOD},\n".encode() + row + f"3,{GOOD},\n".encode())
    articles, errors = read(tmp_path / "a.csv", limits=read_limits(["text=500"]))
    assert [article.id for article in articles] == ["1", "3"]
    assert errors == [f"{tmp_path / 'a.csv'}:{message}"]


def test_a_quote_that_is_never_closed_says_how_much_it_took(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'id,text\n1,{GOOD}\n2,"{GOOD}\n3,{GOOD}\n')
    articles, errors = read(tmp_path / "a.csv")
    assert [article.id for article in articles] == ["1"]
    assert errors == [f"{tmp_path / 'a.csv'}:3: not a row of a table: unexpected end of data (a quote opened here took 2 lines)"]


def parquet(path: Path, **columns: list[object]) -> None:
    pq.write_table(pa.table(columns), path)


def test_rows_of_parquet(tmp_path: Path) -> None:
    parquet(
        tmp_path / "a.parquet",
        body=[GOOD, None, MORE],
        date=[date(2024, 5, 18), None, None],
        author=["Ann", None, None],
        rest=[1, 2, 3],
    )
    articles, errors = read(tmp_path / "a.parquet", columns={"text": "body", "published": "date"})
    assert [(a.text, a.published, a.author) for a in articles] == [(GOOD, date(2024, 5, 18), "Ann"), (MORE, None, "")]
    assert errors == [f"{tmp_path / 'a.parquet'}#2: no text in `body`"]
    assert articles[0].raw_digest != articles[1].raw_digest


def test_a_row_of_parquet_that_is_no_text_is_one_line(tmp_path: Path) -> None:
    bad = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xe9b")])
    pq.write_table(pa.table({"text": pa.concat_arrays([pa.array([GOOD]), bad, pa.array([MORE])])}), tmp_path / "a.parquet")
    articles, errors = read(tmp_path / "a.parquet")
    assert [article.text for article in articles] == [GOOD, MORE]
    assert errors == [f"{tmp_path / 'a.parquet'}#2: not UTF-8 text (byte 0xe9)"]


@pytest.mark.parametrize("cut", [4, 200])
def test_a_broken_parquet_is_one_line(tmp_path: Path, cut: int) -> None:
    parquet(tmp_path / "a.parquet", text=[GOOD])
    whole = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(whole[:cut])
    articles, errors = read(tmp_path / "a.parquet")
    assert not articles
    assert len(errors) == 1
    assert "not a Parquet file that can be read: " in errors[0]


def test_parquet_without_the_column_lists_those_there_are(tmp_path: Path) -> None:
    parquet(tmp_path / "a.parquet", body=[GOOD], id=[1])
    _, errors = read(tmp_path / "a.parquet")
    assert errors == [f"{tmp_path / 'a.parquet'}: no column 'text'; there are body, id (--columns text=NAME names the one to read)"]


def test_lines_take_the_users_columns(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"body": "{GOOD}", "date": "2024-05-18"}}\n{{"body": "{MORE}"}}\n{{"text": "{MORE}"}}\n')
    articles, errors = read(tmp_path / "a.jsonl", columns=read_columns("text=body,published=date,author=by"))
    assert [article.published for article in articles] == [date(2024, 5, 18), None]
    assert errors == [
        f"{tmp_path / 'a.jsonl'}:3: no `body` in this line; it holds text",
        f"{tmp_path / 'a.jsonl'}: no line has by; there are body, date, text",
    ]


@pytest.mark.parametrize("written", ["body", "text=", "headline=title", "text=a,=b"])
def test_columns_that_say_nothing_are_wrong_usage(written: str) -> None:
    with pytest.raises(UsageError, match="is not FIELD=COLUMN, such as text=body"):
        read_columns(written)


def test_a_long_table_is_read_row_by_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w") as out:
        out.write("text\n")
        for _ in range(100_000):
            out.write(GOOD + "\n")
    from dragoman.sources import Options
    from dragoman.sources.tables import read_table

    with path.open("rb") as stream:
        found = read_table(io.BufferedReader(stream.raw), "a.csv", Options())  # type: ignore[attr-defined]
        next(found)
        assert stream.raw.tell() < 100_000
