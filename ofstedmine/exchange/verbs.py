"""`export` and `load`: what a name ends in says which form."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import MissingExtra, OutputError, UnreadableDocument
from ..model import FollowUp, Report
from ..write import graph
from ..write.safely import replacing, target
from .rows import What, are_passages, every
from .schema import PASSAGES, TABLES, Row, known_table

PathLike = str | os.PathLike[str]
ENDINGS = (".jsonl", ".csv", ".parquet", ".xlsx", ".qdpx", ".jsonld")
_ONE_TABLE = (".csv", ".parquet")
_NEEDS = {".parquet": ("pyarrow", "export"), ".xlsx": ("xlsxwriter", "office")}  # package, and the extra that has it


def export(
    what: What | FollowUp,
    path: PathLike,
    *,
    table: str | None = None,
    pdf: bool = False,
    force: bool = False,
) -> Path:
    """Write reports, or a whole corpus, in a form that other programs read; what the name ends in says which.

    - `.jsonl` a report a line, with its document: `load` gives back equal reports
    - `.csv`, `.parquet` one table of them: the findings, or the one that `table` names
    - `.xlsx` all tables as sheets, or the one that `table` names
    - `.qdpx` a REFI-QDA project, coded by polarity and theme; with `pdf` the letters' PDFs in it where they are at hand
    - `.jsonld` W3C Web Annotations
    - `.graphml`, `.json` the graph of a follow-up or history, in place of reports

    What a search found, and the sentences that a comparison counts, make one table: `.csv`, `.parquet` or `.xlsx`.

    Reports are taken one at a time and none is kept: any number will do. A file that is there already is written over
    only with `force`, and whole or not at all.

    Raises `OutputError` where the file cannot be written or its ending is unknown, `MissingExtra` where a package is
    missing that it needs, `UnknownChoice` for a table that is not known.
    """
    if isinstance(what, FollowUp):
        return graph.save(what, path, force=force)
    kind = ending(path, table=table, pdf=pdf, force=force)
    tables = [known_table(table)] if table else list(TABLES.values()) if kind == ".xlsx" else [TABLES["findings"]]
    if are_passages(what):
        if kind not in (*_ONE_TABLE, ".xlsx"):
            raise OutputError(
                f"{path}: passages make a table; give the file a name that ends in .csv, .parquet or .xlsx"
            )
        tables = [PASSAGES]
    with replacing(path, force=force) as out:
        if kind == ".qdpx":
            from . import qdpx

            qdpx.write(what, out, pdf=pdf)  # type: ignore[arg-type]  # passages were told off above
        elif kind == ".xlsx":
            from . import workbook

            workbook.write(every(what, tables), tables, out)
        elif kind in _ONE_TABLE:
            _form(kind).write((row for _, row in every(what, tables)), tables[0], out)
        else:
            import_module(f".{'lines' if kind == '.jsonl' else 'annotation'}", __package__).write(what, out)
    return Path(path).resolve()


def load(path: PathLike) -> Iterator[Report]:
    """The reports of a `.jsonl` file that `export` wrote, one at a time, equal to those that it was given.

    Raises `UnreadableDocument` for any other file, and for a line that is no report, with its number.
    """
    from .lines import read

    return read(_there(path, ".jsonl"))


def load_table(path: PathLike) -> Iterator[Row]:
    """The rows of a `.csv` or `.parquet` file that `export` wrote, equal to those that `table` gives.

    Raises `UnreadableDocument` for any other file, `MissingExtra` where the package that reads Parquet is missing.
    """
    there = _there(path, *_ONE_TABLE)
    found: Iterator[Row] = _form(there.suffix.lower()).read(there)
    return found


def ending(path: PathLike, *, table: str | None = None, pdf: bool = False, force: bool = False) -> str:
    """What a name ends in, once it is sure that it can be written: ask before the work begins. Raises as `export`."""
    kind = Path(path).suffix.lower()
    if kind in graph.ENDINGS:
        raise OutputError(f"{path}: a graph is made of a follow-up: export(history(reports), …), or follow-up --graph")
    target(path, force=force, endings=ENDINGS)
    if table is not None:
        known_table(table)
        if kind not in (*_ONE_TABLE, ".xlsx"):
            raise OutputError(f"{path}: it holds all there is, and no table; leave the table out, or write a .csv")
    if pdf and kind != ".qdpx":
        raise OutputError(f"{path}: PDFs go into a .qdpx project alone; give the file a name that ends so")
    _needed(path)
    return kind


def _form(kind: str) -> Any:
    return import_module(".delimited" if kind == ".csv" else ".parquet", __package__)


def _needed(path: PathLike) -> None:
    kind = Path(path).suffix.lower()
    package, extra = _NEEDS.get(kind, ("", ""))
    if package and find_spec(package) is None:
        raise MissingExtra(f"a {kind} file", package, extra)


def _there(path: PathLike, *endings: str) -> Path:
    there = Path(path)
    if there.suffix.lower() not in endings:
        raise UnreadableDocument(there.name, f"A file is wanted whose name ends in {' or '.join(endings)}.")
    if not there.is_file():
        raise UnreadableDocument(there.name, "There is no such file. Check the path.")
    _needed(path)
    return there
