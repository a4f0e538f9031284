"""Linear models over named numbers: weights as JSON, so that each can be read and nothing in it can run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from ..errors import LinkError

if TYPE_CHECKING:
    from .vocabulary import Numbers


class Linear(NamedTuple):
    """One row of weights an outcome, one column a name. With one outcome it says how likely that is."""

    names: tuple[str, ...]
    outcomes: tuple[str, ...]
    weights: Numbers
    bias: Numbers

    def probabilities(self, features: Numbers, names: Sequence[str]) -> Numbers:
        """Likelihood of each outcome, on the last axis, of features that stand in the order of `names`."""
        import numpy as np

        if tuple(names) != self.names:
            order = [names.index(name) for name in self.names]
            features = features[..., order]
        sums = features @ self.weights.T + self.bias
        if len(self.outcomes) == 1:
            likely: Numbers = 1 / (1 + np.exp(np.minimum(-sums[..., 0], 80)))  # no float32 is larger than exp(88)
            return likely
        powers = np.exp(sums - sums.max(axis=-1, keepdims=True))
        shares: Numbers = powers / powers.sum(axis=-1, keepdims=True)
        return shares


Models = Mapping[str, Linear]


@cache
def shipped() -> Models:
    """The package's own models of links: one a name of `NAMES`."""
    return read(files("ofstedmine.trained").joinpath("links.json").read_text("utf-8"))


NAMES = ("body", "rank", "telling", "recurs", "status", "explicit")


def read(text: str) -> Models:
    """Models out of JSON text, the package's own or those learnt from annotations of your own.

    Raises `LinkError` for a text that holds something else.
    """
    import numpy as np

    try:
        found = {
            name: Linear(
                tuple(data["names"]),
                tuple(data["outcomes"]),
                np.array(data["weights"], np.float32).reshape(len(data["outcomes"]), len(data["names"])),
                np.array(data["bias"], np.float32).reshape(len(data["outcomes"])),
            )
            for name, data in json.loads(text).items()
        }
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        raise LinkError(
            f"these are no models of links ({trouble}); `python -m ofstedmine.train links` makes them"
        ) from None
    missing = [name for name in NAMES if name not in found]
    if missing:
        lacking = ", ".join(map(repr, missing))
        raise LinkError(f"models of links without {lacking}; `python -m ofstedmine.train links` makes them anew")
    return found
