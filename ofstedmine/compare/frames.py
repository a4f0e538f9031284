"""Tables whose columns have the same names and types whatever is in them, nothing included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..authorities import authorities
from ..errors import MissingExtra
from ..model import Event, Grade, Kind, Polarity, Theme
from .intervals import Share

if TYPE_CHECKING:
    from pandas import DataFrame

WHO = ("authority", "neighbours", "region", "all")
COUNT, SHARE, TEXT, FLAG, DAY = "Int64", "Float64", "string", "boolean", "datetime64[s]"
_SETS: Mapping[str, Sequence[str]] = {  # closed sets keep all their values, so that tables can be put together
    "theme": [t.value for t in Theme],
    "kind": [k.value for k in Kind],
    "grade": [g.value for g in Grade],
    "status": [e.value for e in Event],
    "polarity": [p.value for p in Polarity],
    "who": WHO,
}
_LABELS = {"authority": TEXT, "letter": TEXT, "year": COUNT}


def frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> DataFrame:
    """Rows as a table of these columns, each of its type: a type of pandas, or the name of a closed set.

    Raises `MissingExtra` where pandas is not installed.
    """
    pandas = _pandas()
    told = list(rows)
    return pandas.DataFrame(
        {name: pandas.Series([row[name] for row in told], dtype=_type(pandas, kind)) for name, kind in columns.items()},
        columns=list(columns),
    )


def labels(by: Sequence[str]) -> dict[str, str]:
    """Types of the columns that name a group."""
    return {name: _LABELS.get(name, name) for name in by}


def share(name: str, found: Share) -> dict[str, float | None]:
    """A share, its interval and its design effect as four columns."""
    return dict(zip(shares(name), found, strict=True))


def shares(name: str) -> dict[str, str]:
    """Names and types of these four."""
    return {f"{name}_{part}": SHARE for part in ("share", "low", "high", "design")}


def _type(pandas: Any, kind: str) -> Any:
    if kind == "region":
        return pandas.CategoricalDtype(sorted({a.region for a in authorities()}))
    return pandas.CategoricalDtype(list(_SETS[kind])) if kind in _SETS else kind


def _pandas() -> Any:
    try:
        import pandas
    except ImportError as trouble:
        raise MissingExtra("comparing", "pandas", "compare") from trouble
    return pandas
