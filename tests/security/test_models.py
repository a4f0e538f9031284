"""Models and kept files load without executing anything in them, and a bad one is refused in words."""

from __future__ import annotations

import io
import json
import pickle
import zlib
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hostile_letters import letters

import ofstedmine as om
from ofstedmine.extract import classify
from ofstedmine.link import vocabulary
from ofstedmine.packing import codec

RAN = Path("ran")


class Trap:
    """What runs where a careless program unpickles it."""

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return Path.touch, (RAN,)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def trapped(name: str, shipped: str) -> bytes:
    """A shipped model's file, one of whose arrays holds an object that is pickled."""
    data = files("ofstedmine.trained").joinpath(shipped).read_bytes()
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        content: dict[str, np.ndarray] = {key: arrays[key] for key in arrays.files}
    content[name] = np.array([Trap()], dtype=object)
    out = io.BytesIO()
    np.savez(out, **content)  # type: ignore[arg-type]
    return out.getvalue()


def test_the_trap_would_run() -> None:
    pickle.loads(pickle.dumps(Trap()))
    assert RAN.exists()


@pytest.mark.parametrize(
    ("load", "name", "shipped"),
    [
        (classify.load, "names", "findings.npz"),
        (classify.load, "weights", "findings.npz"),
        (vocabulary.read, "terms", "link_words.npz"),
        (vocabulary.read, "vectors", "link_words.npz"),
    ],
)
def test_no_array_of_a_model_is_unpickled(load, name: str, shipped: str) -> None:
    with pytest.raises(ValueError, match="allow_pickle=False"):
        load(trapped(name, shipped))
    assert not RAN.exists()


@pytest.mark.parametrize(
    "content",
    [
        pickle.dumps(Trap()),
        trapped("names", "findings.npz"),
        b"[" * 200_000,
        b'{"body": ' * 100_000,
        b"__import__('pathlib').Path('ran').touch()",
        json.dumps({"body": {"names": ["a"], "outcomes": ["b"], "weights": [[1e999]], "bias": ["x"]}}).encode(),
        json.dumps({"body": {"names": ["a"], "outcomes": ["b"] * 9, "weights": [[1]], "bias": [1]}}).encode(),
        b"\x00" * 100,
        b"",
    ],
    ids=["pickle", "npz", "deep list", "deep object", "Python", "no number", "no shape", "zeros", "nothing"],
)
def test_models_of_one_s_own_are_data(tmp_path: Path, content: bytes) -> None:
    visit, later, _ = map(om.mine, letters(tmp_path / "letters", 0))
    (tmp_path / "models.json").write_bytes(content)
    with pytest.raises(om.LinkError, match=r"no models of links|cannot be read"):
        om.follow_up(visit, later, models=tmp_path / "models.json")
    assert not RAN.exists()


@pytest.mark.parametrize("packed", [pickle.dumps(Trap()), zlib.compress(pickle.dumps(Trap()))], ids=["bare", "packed"])
def test_a_kept_report_is_data(packed: bytes) -> None:
    with pytest.raises(om.CorpusError):
        codec.decode(packed, name="a.pdf")
    assert not RAN.exists()


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
def test_an_exported_file_is_data(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"a{ending}").write_bytes(pickle.dumps(Trap()))
    with pytest.raises(om.UnreadableDocument):
        list(om.load(tmp_path / "a.jsonl") if ending == ".jsonl" else om.load_table(tmp_path / f"a{ending}"))
    assert not RAN.exists()
