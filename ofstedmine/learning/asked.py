"""What `python -m ofstedmine.train` and `python -m ofstedmine.evaluate` are asked alike."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path


def parser(name: str, about: str | None) -> ArgumentParser:
    """The options that both take."""
    options = ArgumentParser(prog=f"python -m ofstedmine.{name}", description=about)
    options.add_argument("what", choices=["findings", "links"])
    options.add_argument("--gold", type=Path, required=True, help="folder of the annotations")
    options.add_argument("--letters", type=Path, required=True, help="folder of the letters")
    return options


def asked(options: ArgumentParser, arguments: Sequence[str] | None) -> Namespace:
    """What is asked; ends with exit status 2, and says why, where what is to be read is not there."""
    given = options.parse_args(arguments)
    annotations = given.gold / f"{given.what}.json"
    if not annotations.is_file():
        options.error(f"there is no file {annotations}; --gold names the folder that it stands in")
    if not given.letters.is_dir():
        options.error(f"there is no folder {given.letters}; --letters names the one of the letters")
    if (out := getattr(given, "out", None)) and not out.is_dir():
        options.error(f"there is no folder {out}; make it first, or check --out")
    return given
