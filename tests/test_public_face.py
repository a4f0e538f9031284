"""The public face is the one that is written down in `public_face.txt`, so that each change to it is a decision.

`python tests/test_public_face.py` writes it anew.
"""

from __future__ import annotations

import builtins
import dataclasses
import inspect
import re
import sys
import types
import typing
from collections.abc import Iterator
from enum import Enum
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

import ofstedmine
import ofstedmine.compare
import ofstedmine.nlp
from ofstedmine.cli.app import app

WRITTEN = Path(__file__).with_name("public_face.txt")
# what stands in a module of its own, that a user of one letter need not load
BESIDE = ("compare.Chart", "compare.Compare", "compare.Comparison", "nlp.annotated", "nlp.pipeline")
NAMED = (*ofstedmine.__all__, *BESIDE)
_MODULE = re.compile(r"(?:typing|ofstedmine(?:\.\w+)*)\.(?=\w)")
SPOKEN = {"__call__", "__contains__", "__enter__", "__getitem__", "__iter__", "__len__"}
CHANGED = """The public face is not the one that is written down.
What goes, or means another thing, breaks what others wrote: docs/stability.md says how it goes. If each of these lines
is meant, run `python tests/test_public_face.py`, and tell users in CHANGELOG.md:
"""


def face() -> list[str]:
    """Every public name with all that can be written after it, and every command with its options, in order."""
    asked = {id(found): (name, found) for name, found in ((n, attrgetter(n)(ofstedmine)) for n in NAMED)}
    lines, waiting = set[str](), list(asked.values())
    while waiting:
        name, found = waiting.pop()
        lines |= set(_class(name, found)) if isinstance(found, type) else {name + _called(found)}
        for word, used in _used(found):
            if not isinstance(used, type):
                lines.add(f"{word} = {_MODULE.sub('', str(used))}")
            elif id(used) not in asked:  # what only a field or a signature leads to
                asked[id(used)] = (f"{used.__module__.removeprefix('ofstedmine.')}.{word}", used)
                waiting.append(asked[id(used)])
    return sorted(lines) + list(_commands())


def _class(name: str, found: type) -> Iterator[str]:
    bases = [b.__name__ for b in found.__bases__ if b is not object and not b.__name__.startswith("_")]
    yield f"{name}: {', '.join(bases) or ('dataclass' if dataclasses.is_dataclass(found) else 'class')}"
    if issubclass(found, Enum):
        yield from (f"{name}.{member.name} = {member.value!r}" for member in found)
        return
    if issubclass(found, Exception) and (owner := next(b for b in found.__mro__ if "__init__" in vars(b))):
        if owner.__module__.startswith("ofstedmine"):
            yield f"{name}{_called(vars(owner)['__init__'])}"
        return
    yield f"{name}{_called(found, typed=False)}"
    defaults = {p.name: _default(p.default) for p in inspect.signature(found).parameters.values()}
    for base in reversed(found.__mro__):
        for field, kind in vars(base).get("__annotations__", {}).items():
            if base.__module__.startswith("ofstedmine") and not field.startswith("_"):
                yield f"{name}.{field}: {_plain(kind)}{defaults.get(field, '')}"
    for member, value in inspect.getmembers_static(found):
        owner = next(base for base in found.__mro__ if member in vars(base))
        if owner.__module__.startswith("ofstedmine") and (not member.startswith("_") or member in SPOKEN):
            if isinstance(value, property):
                yield f"{name}.{member} -> {_plain(inspect.signature(value.fget).return_annotation)}"
            elif callable(value) and not _generated(owner, member):
                yield f"{name}.{member}{_called(value)}"


def _generated(owner: type, member: str) -> bool:
    """Whether a method is a dataclass's or a named tuple's, and not written here."""
    return getattr(vars(owner)[member], "__module__", None) != owner.__module__


def _called(found: Any, *, typed: bool = True) -> str:
    """How something is called; of a class, whose fields are told one by one, without their types."""
    signature = inspect.signature(found)
    out, kind = [], None
    for parameter in signature.parameters.values():
        if parameter.name == "self" or (not typed and parameter.name.startswith("_")):
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and kind not in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL):
            out.append("*")
        kind = parameter.kind
        star = {parameter.VAR_POSITIONAL: "*", parameter.VAR_KEYWORD: "**"}.get(kind, "")
        what = f": {_plain(parameter.annotation)}{_default(parameter.default)}" if typed else ""
        out.append(f"{star}{parameter.name}{what}")
    returned = f" -> {_plain(signature.return_annotation)}" if typed else ""
    return f"({', '.join(out)}){returned}"


def _default(value: object) -> str:
    if value is inspect.Parameter.empty:
        return ""
    if isinstance(value, Enum):
        return f" = {type(value).__name__}.{value.name}"
    return " = …" if "<" in repr(value) else f" = {value!r}"  # made anew for each


def _plain(annotation: object) -> str:
    if isinstance(annotation, typing.ForwardRef):  # a named tuple's
        return annotation.__forward_arg__
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _used(found: Any) -> Iterator[tuple[str, object]]:
    """Types of the package that fields and signatures name: classes, and unions that have a name, such as `Source`."""
    parts = [found]
    if isinstance(found, type):
        parts += [f for n, f in inspect.getmembers(found, inspect.isfunction) if not n.startswith("_") or n in SPOKEN]
        bases = [base for base in found.__mro__[1:] if base.__module__.startswith("ofstedmine")]
        yield from ((base.__name__, base) for base in bases if not base.__name__.startswith("_"))
    for part in parts:
        there = vars(sys.modules.get(part.__module__, builtins))
        told = {n: _plain(kind) for n, kind in inspect.get_annotations(part).items() if not n.startswith("_")}
        for word in re.findall(r"[A-Za-z_]\w*", " ".join(told.values())):
            named = there.get(word)
            own = isinstance(named, type) and named.__module__.startswith("ofstedmine")
            if own or isinstance(named, types.UnionType) or typing.get_origin(named) is typing.Union:
                yield word, named


def _commands() -> Iterator[str]:
    group = get_command(app)
    for name, command in [("", group), *sorted(group.commands.items())]:
        for parameter in command.params:
            told = [f"$ ofstedmine {name}".rstrip(), ", ".join((*parameter.opts, *parameter.secondary_opts))]
            told.append("(flag)" if getattr(parameter, "is_flag", False) else parameter.metavar or "")
            told += ["(may be repeated)"] * bool(parameter.multiple or parameter.nargs == -1)
            told += ["(needed)"] * parameter.required
            if parameter.default not in (None, False) and not callable(parameter.default):
                told.append(f"(default: {parameter.default})")
            yield " ".join(filter(None, told))


def test_the_public_face_is_the_one_that_is_written_down() -> None:
    written, now = WRITTEN.read_text("utf-8").splitlines(), face()
    gone = [f"- {line}" for line in written if line not in now]
    new = [f"+ {line}" for line in now if line not in written]
    if written != now:
        pytest.fail("\n".join((CHANGED, *gone, *new)), pytrace=False)


if __name__ == "__main__":
    WRITTEN.write_text("".join(f"{line}\n" for line in face()), "utf-8")
