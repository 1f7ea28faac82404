"""Describe a dataset beside it: Frictionless `datapackage.json` and Croissant JSON-LD, from one list of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dragoman import __version__ as VERSION
from dragoman.formats.described import DESCRIBED
from dragoman.formats.writing import Dataset

MEDIA = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "md": "text/markdown",
}
FRICTIONLESS = {"string": "string", "int": "integer", "float": "number", "bool": "boolean"}
CROISSANT = {"string": "sc:Text", "int": "sc:Integer", "float": "sc:Float", "bool": "sc:Boolean"}
CROISSANT_FORMATS = {"date": "sc:Date", "uri": "sc:URL"}
# What the codes and places of any dataset of ours go back to.
SOURCES = (
    ("PLOVER: types, modes, contexts, sectors and scores (CC BY-SA 4.0)", "https://github.com/openeventdata/PLOVER"),
    ("GeoNames: coordinates of cities (CC BY 4.0)", "https://www.geonames.org/"),
)
# The context that the Croissant 1.0 specification asks every description to carry, and ours for what it has no word for.
CROISSANT_CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "error_rates": {"@id": "urn:dragoman:error_rates", "@type": "@json"},
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{
        name: f"cr:{name}"
        for name in (
            "citeAs column extract field fileProperty fileObject fileSet format includes isLiveDataset jsonPath key md5 "
            "parentField path recordSet references regex repeated replace separator source subField transform"
        ).split()
    },
}


@dataclass(frozen=True)
class File:
    """A file of a dataset: its path in it, its bytes, and its columns where it is a table; `key` names each row."""

    path: str
    content: bytes
    title: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    key: str = ""

    @property
    def kind(self) -> str:
        """What its name ends in."""
        return self.path.rpartition(".")[2]

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)

    @property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class WrittenFile(File):
    """A file that has been written already: its bytes stay on the disk."""

    folder: Path = Path()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return (self.folder / self.path).stat().st_size

    @cached_property
    def digest(self) -> str:
        """SHA-256 of its bytes."""
        with (self.folder / self.path).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def _field(name: str, kind: str) -> dict[str, Any]:
    about = DESCRIBED[name]
    typed = {"type": "date"} if about.format == "date" else {"type": FRICTIONLESS[kind]}
    if about.format == "uri":
        typed["format"] = "uri"
    return {"name": name, **typed, "description": about.meaning, **({"unit": about.unit} if about.unit else {})}


def _resource(file: File, links: Mapping[str, str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "name": file.path.replace(".", "-").lower(),
        "path": file.path,
        "title": file.title,
        "profile": "tabular-data-resource" if file.columns and file.kind == "csv" else "data-resource",
        "format": file.kind,
        "mediatype": MEDIA[file.kind],
        "bytes": file.size,
        "hash": f"sha256:{file.digest}",
    }
    if file.kind != "parquet":
        made["encoding"] = "utf-8"
    if file.columns:
        schema: dict[str, Any] = {
            "fields": [_field(name, kind) for name, kind in file.columns.items()],
            "missingValues": [""],
            "primaryKey": file.key,
        }
        keys = [
            {"fields": name, "reference": {"resource": resource, "fields": name}}
            for name, resource in links.items()
            if name in file.columns and name != file.key
        ]
        made["schema"] = schema | ({"foreignKeys": keys} if keys else {})
    return made


def data_package(files: Sequence[File], dataset: Dataset) -> dict[str, Any]:
    """The Frictionless description: each file with its hash, each table with its columns, what points to what."""
    links = {file.key: file.path.replace(".", "-").lower() for file in files if file.key and file.kind == "csv"}
    licences = [{"name": dataset.licence, **({"path": dataset.licence_url} if dataset.licence_url else {})}]
    return {
        "profile": "data-package",
        "name": dataset.name,
        "title": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        **({"licenses": licences} if dataset.licence else {}),
        "sources": [{"title": title, "path": path} for title, path in SOURCES],
        "contributors": [{"title": f"dragoman {VERSION}", "role": "wrangler"}],
        "error_rates": dict(dataset.error_rates),
        "resources": [_resource(file, links) for file in files],
    }


def croissant(files: Sequence[File], dataset: Dataset) -> dict[str, Any]:
    """The Croissant 1.0 description: files as distribution, the tables in CSV as record sets."""
    distribution = [
        {
            "@type": "cr:FileObject",
            "@id": file.path,
            "name": file.path,
            "description": file.title,
            "contentUrl": file.path,
            "contentSize": f"{file.size} B",
            "encodingFormat": MEDIA[file.kind],
            "sha256": file.digest,
        }
        for file in files
    ]
    record_sets = [_record_set(file) for file in files if file.columns and file.kind == "csv"]
    licence = dataset.licence_url or dataset.licence
    return {
        "@context": CROISSANT_CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": dataset.name,
        "alternateName": dataset.title,
        "description": dataset.description,
        "version": dataset.version,
        **({"license": licence} if licence else {}),
        "isBasedOn": [path for _, path in SOURCES],
        "rai:dataLimitations": dataset.error_rates["told"],
        "error_rates": dict(dataset.error_rates),
        "distribution": distribution,
        "recordSet": record_sets,
    }


def _record_set(file: File) -> dict[str, Any]:
    name = file.path.rpartition(".")[0]
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": file.title,
        "key": {"@id": f"{name}/{file.key}"},
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column}",
                "name": column,
                "description": DESCRIBED[column].meaning + (f" ({DESCRIBED[column].unit})" if DESCRIBED[column].unit else ""),
                "dataType": CROISSANT_FORMATS.get(DESCRIBED[column].format, CROISSANT[kind]),
                "source": {"fileObject": {"@id": file.path}, "extract": {"column": column}},
            }
            for column, kind in file.columns.items()
        ],
    }
