"""What is installed, whether it fits and loads, and what an optional feature lacks: what `doctor` tells."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from importlib import import_module
from importlib.metadata import PackageNotFoundError, metadata, requires, version
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from .. import __version__
from ..errors import LexiconError

_SELF = "ofstedmine"
_MODULES = {"markdown-it-py": "markdown_it", "pillow": "PIL", "python-docx": "docx", "scikit-learn": "sklearn"}
# what a user may install beside; the other extras are for those who work on the package
FEATURES = {
    "office": "tracker spreadsheets (.xlsx)",
    "export": "Parquet and Excel tables",
    "compare": "comparisons, as tables and plots",
    "cluster": "mining on a Dask cluster",
}


class State(StrEnum):
    """How a thing stands: there, not there, or there and of no use."""

    OK = "ok"
    ABSENT = "absent"
    BROKEN = "broken"


class Found(NamedTuple):
    """One thing that was looked at: its group and name, how it stands, that in words, and what to do about it."""

    group: str
    name: str
    state: State
    told: str
    remedy: str = ""


def examined() -> Iterator[Found]:
    """Everything, in the order in which it is told. Whatever is wrong with one thing, the others are looked at too."""
    again = f"pip install --force-reinstall {_SELF}"
    yield from (_looked(_SELF, name, look, again) for name, look in _OWN.items())
    python = "Use another Python, of your system or from python.org."
    yield _looked("Python", "python", _python, python)
    yield _looked("Python", "sqlite", _sqlite, python)
    try:
        wanted = [Requirement(line) for line in requires(_SELF) or ()]
    except PackageNotFoundError:
        yield Found("Packages", _SELF, State.BROKEN, "runs from its source, and is not installed", "pip install .")
        wanted = []
    yield from (_package(r) for r in wanted if _of(r, ""))
    yield from (_feature(extra, what, list(_needs(extra, wanted))) for extra, what in FEATURES.items())


def _looked(group: str, name: str, look: Callable[[], str], remedy: str) -> Found:
    try:
        return Found(group, name, State.OK, look())
    except Exception as trouble:
        return Found(group, name, State.BROKEN, f"{type(trouble).__name__}: {trouble}", remedy)


def _python() -> str:
    here = platform.python_version()
    try:
        fits = str(metadata(_SELF)["Requires-Python"] or "")
    except PackageNotFoundError:
        fits = ""
    if not SpecifierSet(fits).contains(here, prereleases=True):
        raise RuntimeError(f"this is Python {here}, and {fits} is needed")
    return f"{here}, {platform.python_implementation()}, {platform.system()} {platform.machine()}\n{sys.executable}"


def _sqlite() -> str:
    import sqlite3

    from ..store.schema import STEPS, empty

    empty().close()  # makes every table of a corpus, the full-text search with them
    return f"{sqlite3.sqlite_version}, with full-text search; a corpus is of version {len(STEPS)}"


def _of(requirement: Requirement, extra: str) -> bool:
    """Whether this machine needs a package for an extra alone, or at all (the extra "")."""

    def holds(asked: str) -> bool:
        return requirement.marker is None or requirement.marker.evaluate({"extra": asked})

    return holds(extra) and (not extra or not holds(""))


def _needs(extra: str, wanted: Sequence[Requirement]) -> Iterator[Requirement]:
    """The packages of an extra, and those of the extras that it takes in."""
    for requirement in wanted:
        if _of(requirement, extra):
            if requirement.name == _SELF:
                yield from (r for other in requirement.extras for r in _needs(other, wanted))
            else:
                yield requirement


def _package(wanted: Requirement) -> Found:
    name = wanted.name
    install = f"pip install '{name}{wanted.specifier}'"
    try:
        there = version(name)
    except PackageNotFoundError:
        return Found("Packages", name, State.ABSENT, "not installed", install)
    if not wanted.specifier.contains(there, prereleases=True):
        return Found("Packages", name, State.BROKEN, f"{there}; {wanted.specifier} is needed", install)
    try:
        import_module(_MODULES.get(name, name))
    except Exception as trouble:
        told = f"{there} does not load ({type(trouble).__name__}: {trouble})"
        return Found("Packages", name, State.BROKEN, told, f"pip install --force-reinstall {name}")
    return Found("Packages", name, State.OK, there)


def _feature(extra: str, what: str, needs: Sequence[Requirement]) -> Found:
    packages = [_package(r) for r in needs]
    named = f"[{extra}]"
    absent = [p.name for p in packages if p.state is State.ABSENT]
    if absent or not packages:
        told = f"{what}; not installed: {', '.join(absent) or extra}"
        return Found("Optional", named, State.ABSENT, told, f"pip install '{_SELF}{named}'")
    if broken := [p for p in packages if p.state is State.BROKEN]:
        told = "; ".join((what, *(f"{p.name} {p.told}" for p in broken)))
        return Found("Optional", named, State.BROKEN, told, broken[0].remedy)
    return Found("Optional", named, State.OK, "; ".join((what, *(f"{p.name} {p.told}" for p in packages))))


def _words() -> str:
    from ..lexicon import DEFAULT, check

    entries = [entry for table in DEFAULT.tables().values() for entry in table]
    if wrong := check(entries):
        raise LexiconError(wrong[0])
    return f"{len(entries):,} entries, {len(DEFAULT.words):,} single words"


def _findings() -> str:
    from ..extract.classify import model

    model()
    return _print("findings.npz")


def _links() -> str:
    from ..link import linear, vocabulary

    linear.shipped(), vocabulary.shipped()
    return f"{_print('links.json')}; of words {_print('link_words.npz')}"


def _print(name: str) -> str:
    """The fingerprint of a model's file tells one edition of it from the next."""
    return sha256((files(_SELF) / "trained" / name).read_bytes()).hexdigest()[:16]


def _lists() -> str:
    from ..authorities import authorities
    from ..web import published

    return f"{len(authorities()):,} authorities, {len(published()):,} published letters"


def _rules() -> str:
    from ..store.mining import linking_version, mining_version

    return f"mining {mining_version()}, links {linking_version()}"


_OWN: dict[str, Callable[[], str]] = {
    "version": lambda: f"{__version__}\n{Path(__file__).parents[1]}",
    "words": _words,
    "model of findings": _findings,
    "models of links": _links,
    "lists": _lists,
    "rules": _rules,
}
