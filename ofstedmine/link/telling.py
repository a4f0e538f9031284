"""Which sentences of a passage tell of a recommendation, and what they say together: the facts that decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from ..model import Extent, Grade, Report
from .candidates import SECTIONS, Passage
from .features import SENTENCE, Comparison
from .prepared import SIGNS, Letter, Query

if TYPE_CHECKING:
    from .vocabulary import Numbers, Places

LOOKED_AT = 10  # passages whose sentences are looked at, best first
_EXTENTS = tuple(Extent)
TELLING = (
    *SENTENCE,
    *(f"{name} from best" for name in SENTENCE),
    "passage",
    "rank",
    "sentences",
    "first",
    "position",
    "words",
    *SIGNS,
    *(f"extent {e.value}" for e in _EXTENTS),
)
# what tells whether a letter refers back for a matter: the sentences that recall, and how it went
RECALLING = (
    "top recalls",
    "sum recalls",
    "recalls improved",
    "recalls beside",
    "recalls often",
    "top back",
    "sum improved",
    "improved alone",
    "again",
    "passage 1",
)
_LEVELS = {Grade.OUTSTANDING: 3.0, Grade.GOOD: 2.0, Grade.REQUIRES_IMPROVEMENT: 1.0, Grade.INADEQUATE: 0.0}
_OF_PASSAGE = ("named missing", "named head", "kin missing", "soft head", "facet least", "named first", "whom missing")


def odds(likely: Numbers) -> Numbers:
    """Logarithm of the odds, kept within ±9."""
    import numpy as np

    out: Numbers = np.log(likely + 1e-4) - np.log(1 - likely + 1e-4)
    return out


def sentences(scores: Numbers, compared: Numbers, later: Letter) -> tuple[Places, Numbers]:
    """Sentences of the best passages for one recommendation: their numbers, and a row of `TELLING` each.

    `scores` has one number a passage; `compared` is sentence × SENTENCE.
    """
    import numpy as np

    ends = np.append(later.first, len(later.starts))
    rows: list[Numbers] = []
    places: list[Places] = []
    for rank, j in enumerate(np.argsort(-scores, kind="stable")[:LOOKED_AT]):
        own = np.arange(ends[j], ends[j + 1])
        count = len(own)
        here = compared[own]
        at = np.arange(count, dtype=np.float32)
        passage = later.passages[j]
        alone = np.empty((count, 6), np.float32)
        alone[:, 0], alone[:, 1], alone[:, 2] = odds(scores[j]), rank, np.log(count)
        alone[:, 3], alone[:, 4] = at == 0, at / count
        alone[:, 5] = [len(s.terms) for s in passage.sentences]
        extent = np.array(
            [[s.finding is not None and s.finding.extent is e for e in _EXTENTS] for s in passage.sentences], np.float32
        )
        rows.append(np.concatenate([here, here - here.max(axis=0), alone, later.signs[own], extent], axis=1))
        places.append(own)
    return np.concatenate(places), np.concatenate(rows)


def facts(
    asked: Query,
    scores: Numbers,
    features: Numbers,
    names: Sequence[str],
    told: tuple[Places, Numbers, Numbers],
    later: Letter,
) -> dict[str, float]:
    """What is known of one recommendation, by name. `told`: sentences, their rows, and how likely each tells of it.

    A strength, a weakness or an improvement counts by how likely its sentence tells of the matter; "strength",
    "weakness" and "improved" are the likelihoods that there is one at all.
    """
    import numpy as np

    own, rows, weight = told
    said = dict(zip(SIGNS, later.signs[own].T, strict=True))
    row = {name: rows[:, i] for i, name in enumerate(TELLING)}
    good = np.minimum(said["strength"] + 0.7 * said["mixed"], 1)
    bad = np.minimum(said["weakness"] + 0.8 * said["mixed"], 1)
    better = said["improved"] * (1 - said["weakness"])

    def any_of(signs: Numbers) -> float:
        return float(1 - np.prod(1 - weight * signs))

    out: dict[str, float] = {}
    for name in ("strength", "weakness", "mixed", "neutral"):
        out[f"sum {name}"] = float((weight * said[name]).sum())
        out[f"top {name}"] = float((weight * said[name]).max())
    for name in ("improved", "back", "recalls"):
        out[f"sum {name}"] = float((weight * said[name]).sum())
        out[f"top {name}"] = float((weight * said[name]).max())
    out["recalls improved"] = float((weight * said["recalls"] * said["improved"]).max())
    out["recalls beside"] = float((np.exp(row["passage"]) / (1 + np.exp(row["passage"])) * said["recalls"]).max())
    out["recalls often"] = float(scores @ np.maximum.reduceat(later.signs[:, SIGNS.index("recalls")], later.first))
    out["sum declined"] = float((weight * said["declined"]).sum())
    total = out["sum strength"] + out["sum weakness"] + out["sum mixed"] + 1e-3
    for name in ("strength", "weakness", "mixed"):
        out[f"share {name}"] = out[f"sum {name}"] / total
    out["told"] = float(np.log(total))
    strength, weakness, improved = any_of(good), any_of(bad), any_of(better)
    out |= {
        "strength": strength,
        "weakness": weakness,
        "both": strength * weakness,
        "strength alone": strength * (1 - weakness),
        "weakness alone": (1 - strength) * weakness,
        "neither": (1 - strength) * (1 - weakness),
        "improved and weakness": improved * weakness,
        "improved alone": improved * (1 - weakness),
        "share bad": float((weight * bad).sum() / (weight.sum() + 1e-6)),
    }
    wide = any_of(bad * (1 - row["extent few"]))
    out["weakness of more than a few"] = wide
    out["weakness of a few alone"] = weakness - wide
    out["weakness of some"] = float((weight * row["extent some"] * bad).sum())
    out["all"] = float((weight * row["extent all"]).sum())
    order = np.argsort(-scores, kind="stable")
    best = scores[order]
    for n in range(3):
        out[f"passage {n + 1}"] = float(odds(best[min(n, len(best) - 1)]))
        mine = row["rank"] == n
        inside = weight[mine] / max(float(weight[mine].sum()), 1e-6)
        for name in ("strength", "weakness", "mixed"):
            out[f"passage {n + 1} {name}"] = float((inside * said[name][mine]).sum())
    telling = np.argsort(-weight, kind="stable")[:3].tolist()
    for n in range(3):  # a letter may have fewer
        for name in ("strength", "weakness", "mixed"):
            out[f"sentence {n + 1} {name}"] = float(said[name][telling[n]]) if n < len(telling) else 0.0
    out["passages likely"] = float((best > 0.3).sum())
    out["passages sure"] = float((best > 0.5).sum())
    out["length"] = float(np.log(max(len(asked.texts[0]), 1)))
    out["facets"] = float(np.log(max(len(asked.texts) - 2, 1)))
    top = features[order[0]]
    out |= {f"first {name}": float(top[names.index(name)]) for name in _OF_PASSAGE}
    out["nearest missing"] = float(features[order[:5], names.index("named missing")].min())
    return out


def recurring(known: Mapping[str, float], again: float) -> dict[str, float]:
    """What it adds that the matter is a recommendation again, as likely as `again` says."""
    return {
        "again": again,
        "again likely": float(again > 0.45),
        "again and strength": again * known["strength"],
        "again and weakness": again * known["weakness"],
    }


def grades(earlier: Report, later: Report, passage: Passage | None) -> Mapping[str, float]:
    """Grades of the two letters, 0 (inadequate) to 3 (outstanding), and of the section that speaks of the matter."""
    then, now = _grades(earlier), _grades(later)
    overall, before = now.get("overall", 1.5), then.get("overall", 1.0)
    section = {"protection": "protection", "care": "care", "leavers": "care", "leaders": "leaders"}
    name = section.get(SECTIONS[passage.place], "overall") if passage else "overall"
    return {
        "grade": overall,
        "grade mean": sum(now.values()) / len(now) if now else 1.5,
        "grade before": before,
        "grade gained": overall - before,
        "grade of section": now.get(name, overall),
    }


def _grades(report: Report) -> dict[str, float]:
    out: dict[str, float] = {}
    for judgement in report.judgements:
        area = judgement.area.lower()
        if judgement.level is None:
            continue
        if "overall" in area:
            name = "overall"
        elif "leader" in area or "management" in area:
            name = "leaders"
        elif "care" in area and "need" not in area:
            name = "care"
        else:
            name = "protection" if "protect" in area else "other"
        out.setdefault(name, _LEVELS[judgement.level])
    return out


__all__ = ["LOOKED_AT", "TELLING", "Comparison", "facts", "grades", "odds", "recurring", "sentences"]
