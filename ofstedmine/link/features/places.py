"""Where a passage stands and what it says; in which section a recommendation is at home."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..candidates import LIST, SECTIONS, SUMMARY
from ..prepared import SIGNS, Letter, Query
from ..vocabulary import Vocabulary

if TYPE_CHECKING:
    from ..vocabulary import Numbers


def by_places(queries: Sequence[Query], later: Letter, v: Vocabulary) -> dict[str, Numbers]:
    """Recommendation × passage, by name; of what is the same whatever is asked, one row or one column."""
    import numpy as np

    home = np.zeros((len(queries), len(SECTIONS)), np.float32)
    for i, q in enumerate(queries):
        known = sorted({v.number[t] for t in (q.texts[1] or q.texts[0]) if t in v.number})
        home[i, : v.places.shape[1]] = v.places[known].sum(axis=0) * 0.5
    home[:, SUMMARY] = home[:, LIST] = 0
    home[:, 1:LIST] -= home[:, 1:LIST].max(axis=1, keepdims=True)
    places = np.array([p.place for p in later.passages], np.intp)
    count = np.diff(np.append(later.first, len(later.starts)))
    signs = (np.add.reduceat(later.signs, later.first, axis=0) / count[:, None]).astype(np.float32)
    table: dict[str, Numbers] = {"home": home[:, places]}
    table |= {f"says {name}": signs[None, :, i] for i, name in enumerate(SIGNS)}
    table["sentences"] = np.log(count)[None, :].astype(np.float32)
    table["order"] = np.array([[p.order for p in later.passages]], np.float32)
    table |= {f"in {name}": (places == i).astype(np.float32)[None, :] for i, name in enumerate(SECTIONS)}
    table["facets"] = np.array([[len(q.texts) - 2] for q in queries], np.float32)
    table["length"] = np.log1p(np.array([[len(q.texts[0])] for q in queries], np.float32))
    return table
