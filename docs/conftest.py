"""What the documentation's examples may use."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def folder(doctest_namespace: dict[str, object], tmp_path: Path) -> None:
    """`folder`: an empty one, for what an example writes."""
    doctest_namespace["folder"] = tmp_path
