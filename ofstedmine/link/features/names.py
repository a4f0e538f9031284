"""What a passage and a recommendation both name, by the lexicon: matters and their families, populations, themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...model import Theme
from ..prepared import Letter, Query
from ..terms import families
from ..vocabulary import Vocabulary

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..vocabulary import Numbers

_LEAST = 0.01  # stands in for nothing where something is divided by it


def by_names(queries: Sequence[Query], later: Letter, v: Vocabulary) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Recommendation × passage, and recommendation × sentence, by name."""
    import numpy as np

    labels = {name: i for i, name in enumerate(v.labels)}
    weight = np.array(list(v.labels.values()), np.float32)
    matter = np.array([not name.startswith("@") for name in labels])
    asked = np.zeros((len(queries), len(labels)), np.float32)
    asked_head = np.zeros_like(asked)
    wanted = np.zeros((len(queries), later.themes.shape[1]), np.float32)
    order = {t: i for i, t in enumerate(Theme)}
    for i, q in enumerate(queries):
        asked[i, [labels[n] for n in q.names if n in labels]] = 1
        asked_head[i, [labels[n] for n in q.head_names if n in labels]] = 1
        wanted[i, [order[t] for t in q.recommendation.themes]] = 1
    m_weight, p_weight = weight * matter, weight * ~matter
    passage = np.maximum.reduceat(later.named, later.first, axis=0)
    around = np.maximum(passage, later.headed)
    cost = asked @ m_weight
    cost_head = asked_head @ m_weight
    whom = asked @ p_weight
    least = np.maximum
    count = np.diff(np.append(later.first, len(later.starts)))
    shared = (asked * m_weight) @ passage.T
    shared_head = (asked_head * m_weight) @ passage.T
    rarest = (asked_head * m_weight).max(axis=1, keepdims=True)
    first = (asked_head * m_weight) == rarest  # the matter that tells most of what is asked
    per_sentence = (asked_head * m_weight) @ later.named.T / least(cost_head, _LEAST)[:, None]
    whom_sentence = (asked * p_weight) @ later.named.T / least(whom, _LEAST)[:, None]
    both = np.maximum.reduceat(per_sentence + 0.5 * whom_sentence, later.first, axis=1)
    subject_sentence = (asked_head * m_weight) @ later.subject.T / least(cost_head, _LEAST)[:, None]
    subject = np.maximum.reduceat(later.subject, later.first, axis=0)
    kin = _kin(labels)
    kin_weight = np.array([w.min() if (w := weight[row > 0]).size else 0 for row in kin.T], np.float32)
    kin_asked, kin_passage = np.minimum(asked_head @ kin, 1), np.minimum(passage @ kin, 1)
    kin_sentence = np.minimum(later.named @ kin, 1)
    kin_cost = least(kin_asked @ kin_weight, _LEAST)
    kin_shared = (kin_asked * kin_weight) @ kin_passage.T
    table = {
        "kin": kin_shared / kin_cost[:, None],
        "kin rarest": _greatest(kin_asked * kin_weight, kin_passage),
        "kin missing": _greatest(kin_asked * kin_weight, 1 - kin_passage),
        "kin alike": kin_shared / least(kin_cost[:, None] + (kin_passage @ kin_weight)[None, :] - kin_shared, _LEAST),
        "kin sentence": np.maximum.reduceat(
            (kin_asked * kin_weight) @ kin_sentence.T / kin_cost[:, None], later.first, axis=1
        ),
        "named": shared / least(cost, _LEAST)[:, None],
        "named head": shared_head / least(cost_head, _LEAST)[:, None],
        "named rarest": _greatest(asked_head * m_weight, passage),
        "named first": _greatest(first & (asked_head > 0), passage),
        "named missing": _greatest(asked_head * m_weight, 1 - passage),
        "subject": np.maximum.reduceat(subject_sentence, later.first, axis=1),
        "subject density": np.add.reduceat(subject_sentence, later.first, axis=1) / count,
        "subject first": _greatest(first & (asked_head > 0), subject),
        "subject of first": subject_sentence[:, later.first],
        "named alike": shared / least(cost[:, None] + (passage @ m_weight)[None, :] - shared, _LEAST),
        "named sentence": both,
        "named density": np.add.reduceat(per_sentence, later.first, axis=1) / count,
        "whom": (asked * p_weight) @ passage.T / least(whom, _LEAST)[:, None],
        "whom missing": _greatest(asked * p_weight, 1 - around),
        "whom other": ((1 - asked) * p_weight) @ passage.T,
        "whom heading": (asked * p_weight) @ later.headed.T / least(whom, _LEAST)[:, None],
        "themes": wanted @ later.themes.T / least(wanted.sum(axis=1, keepdims=True), 1),
    }
    return table, {"named": per_sentence, "subject": subject_sentence}


def _greatest(asked: NDArray[Any], told: Numbers) -> Numbers:
    """Recommendation × passage: the greatest product of what both name, 0 where nothing is asked.

    `asked` is recommendation × name, `told` passage × name. One recommendation at a time: a table of all three would
    outgrow the memory where a file has hundreds of items.
    """
    import numpy as np

    out = np.zeros((len(asked), len(told)), np.float32)
    for i, row in enumerate(asked):
        if (named := np.flatnonzero(row)).size:
            out[i] = (row[named] * told[:, named]).max(axis=1)
    return out


def _kin(labels: Mapping[str, int]) -> Numbers:
    """Name × family: 1 where the name is of the family."""
    import numpy as np

    of = families()
    order = {name: i for i, name in enumerate(sorted(set(of.values())))}
    out = np.zeros((len(labels), len(order)), np.float32)
    for name, i in labels.items():
        if name in of:
            out[i, order[of[name]]] = 1
    return out
