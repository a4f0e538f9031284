"""Models of links: the package's own, one's own, and files that are none."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from invented import CARE, HELP, letter

import ofstedmine as om

EARLIER = letter([(CARE, "Plans for children in care drift.")], ["The quality of plans."], day=date(2019, 3, 1))
LATER = letter([(HELP, "Families get help early."), (CARE, "Plans for children in care are now good.")])
SHIPPED = files("ofstedmine.trained").joinpath("links.json").read_text("utf-8")


def test_a_file_of_models_decides_as_the_same_models_do(tmp_path: Path) -> None:
    path = tmp_path / "links.json"
    path.write_text(SHIPPED, "utf-8")
    assert om.follow_up(EARLIER, LATER, models=path).closures == om.follow_up(EARLIER, LATER).closures


def test_other_models_decide_otherwise(tmp_path: Path) -> None:
    content = json.loads(SHIPPED)
    content["status"]["bias"] = [0, 0, 1000, 0]
    path = tmp_path / "links.json"
    path.write_text(json.dumps(content), "utf-8")
    (line,) = om.follow_up(EARLIER, LATER, models=str(path))
    assert line.status is om.Status.OPEN


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("not JSON", "no models of links"),
        ("[1, 2]", "no models of links"),
        ('{"status": {"names": ["a"]}}', "no models of links"),
        ("{}", "without 'body'"),
        (json.dumps({k: v for k, v in json.loads(SHIPPED).items() if k != "recurs"}), "without 'recurs'"),
    ],
)
def test_a_file_that_holds_no_models_is_refused(tmp_path: Path, content: str, says: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(content, "utf-8")
    with pytest.raises(om.LinkError, match=says):
        om.follow_up(EARLIER, LATER, models=path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(om.LinkError, match="cannot be read"):
        om.follow_up(EARLIER, LATER, models=tmp_path / "none.json")
