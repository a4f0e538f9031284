"""Mined objects as JSON: the keys are the names of the fields, dates are ISO, every text comes with its place."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TypeAlias

from .document import Document, Span
from .model import Evidence, FollowUp, Lineage, Passage, Report

Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None


def as_json(value: object) -> Json:
    """Any mined object, or a sequence of them, out of which `json.dumps` makes text.

    A field keeps its name, an enum gives its value, a date its ISO form, a span `[start, end]` in characters of the
    document's text. A document is told by its name, pages and fingerprint, without its text (each paragraph of the
    report has its own). Where one object points to a whole report, `reference` stands for it. Evidence and passages
    have their citation as `cite`, a lineage its way in words as `chain`.

    >>> from .model import Period
    >>> as_json(Period(date(2022, 2, 21), date(2022, 3, 4)))
    {'start': '2022-02-21', 'end': '2022-03-04'}
    """
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Enum):
        return as_json(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return os.fsencode(value).decode("utf-8", "replace")  # a name on the disk may be no text
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Document):
        return {"name": value.name, "pages": len(value.pages) or None, "fingerprint": value.fingerprint or None}
    if isinstance(value, Report):
        return _fields(value) | {"year": value.year}
    if isinstance(value, Evidence | Passage):
        return _fields(value) | {"cite": value.cite()}
    if isinstance(value, Lineage):
        return {"chain": value.chain} | _fields(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [as_json(v) for v in value]
    raise TypeError(f"no JSON is made of {type(value).__name__}")


def reference(report: Report) -> dict[str, Json]:
    """Which report is meant: the name of its document, its kind, authority, dates, publisher and address."""
    return {
        "name": report.document.name,
        "kind": report.kind.value,
        "authority": report.authority,
        "title": report.title,
        "inspected": as_json(report.inspected),
        "published": as_json(report.published),
        "publisher": report.publisher,
        "address": report.address,
    }


def _fields(value: object) -> dict[str, Json]:
    """The fields of a dataclass; a report inside another object is given by its reference, but for appendices."""
    out: dict[str, Json] = {}
    for field in fields(value):  # type: ignore[arg-type]
        if field.name.startswith("_"):
            continue
        held = getattr(value, field.name)
        if isinstance(held, Report):
            out[field.name] = reference(held)
        elif isinstance(value, FollowUp) and field.name in ("earlier", "later", "response"):
            out[field.name] = [reference(r) for r in held]
        else:
            out[field.name] = as_json(held)
    return out
