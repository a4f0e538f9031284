"""Every regular expression of the package, how it is asked, and texts made from its own shape to wear it out."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from re import _parser  # the only place that tells what a pattern is made of
from typing import Any, NamedTuple

import ofstedmine
from ofstedmine.lexicon import DEFAULT
from ofstedmine.lexicon.patterns import council, forms

ASKED = ("search", "match", "fullmatch", "findall", "finditer", "sub", "split", "subn")
LOOSE = "search"  # how a pattern is asked of which nobody says more: it may begin anywhere
_TRIED = "a0 \n.,-’'\"()[]<>|:/*=_A\t\xa0•§é"  # characters that stand for a class


class Found(NamedTuple):
    """A pattern, where it stands in the source, and the ways in which it is asked."""

    where: str
    pattern: re.Pattern[Any]
    ways: tuple[str, ...]


def found() -> Iterator[Found]:
    """All patterns of the package: those that stand in its modules, and those made of its words."""
    sources = {}
    for info in pkgutil.walk_packages(ofstedmine.__path__, "ofstedmine."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            sources[info.name] = ast.parse(Path(str(module.__file__)).read_text("utf-8"))
    asked = _asked(sources.values())
    for name, tree in sources.items():
        yield from _in_module(name, tree, asked)
    for table, entries in DEFAULT.tables().items():
        yield from (Found(f"{table}.toml {e.id}", e.regex, (LOOSE,)) for e in entries)
    for name, patterns in (("forms.toml", forms()), ("council.toml", council())):
        yield from (Found(f"{name} {e.id}", e.regex, (LOOSE,)) for e in patterns.entries)


def _asked(trees: Iterable[ast.Module]) -> Mapping[str, set[str]]:
    """The methods that are called on each name, wherever it was imported to."""
    out = defaultdict(set)
    for node in chain.from_iterable(map(ast.walk, trees)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in ASKED:
            out[node.value.id].add(node.attr)
    return out


def _in_module(name: str, tree: ast.Module, asked: Mapping[str, set[str]]) -> Iterator[Found]:
    names = {node.value: node.targets[0] for node in ast.walk(tree) if isinstance(node, ast.Assign)}
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        func = node.func
        if not (isinstance(func.value, ast.Name) and func.value.id == "re" and func.attr in ("compile", *ASKED)):
            continue
        made = _made(node, vars(sys.modules[name]))
        if made is None:
            continue
        target = names.get(node)
        ways = {func.attr} - {"compile"} or (asked.get(target.id, set()) if isinstance(target, ast.Name) else set())
        yield Found(f"{name}:{node.lineno}", made, tuple(sorted(ways)) or (LOOSE,))


def _made(call: ast.Call, names: dict[str, Any]) -> re.Pattern[Any] | None:
    """The pattern of a call, if it is the same each time: made of what stands in the module."""
    assert isinstance(call.func, ast.Attribute)
    place = {"compile": 1, "sub": 4, "subn": 4, "split": 3}.get(call.func.attr, 2)
    flags = [*call.args[place : place + 1], *(k.value for k in call.keywords if k.arg == "flags")]
    try:
        pattern, *said = [
            eval(compile(ast.Expression(part), "<pattern>", "eval"), dict(names)) for part in (call.args[0], *flags)
        ]
    except NameError:  # of words that it is given: `re.escape(word)`
        return None
    return pattern if isinstance(pattern, re.Pattern) else re.compile(pattern, said[0] if said else 0)


# ---- hostile texts -----------------------------------------------------------------------------------------------


class Attack(NamedTuple):
    """A text that is as long as one likes: its middle, again and again."""

    before: str
    again: str
    after: str

    def text(self, size: int) -> str:
        return self.before + self.again * max(size // len(self.again), 1) + self.after


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """For each part of a pattern that may repeat: what leads up to it, then the part or all of that again and again."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = _parser.parse(source, pattern.flags & ~re.UNICODE & ~re.DEBUG)
    out: dict[Attack, None] = {Attack("", c, end): None for c in " a0-" for end in ("", "\0")}
    for before, again in _pumps(list(tree), ""):
        if again:
            out |= {Attack(before, again, end): None for end in ("", "\0")}
            out[Attack("", before + again, "")] = None
    return list(out)


def _pumps(nodes: Sequence[tuple[Any, Any]], before: str) -> Iterator[tuple[str, str]]:
    for op, told in nodes:
        name = str(op)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, body = told
            if most > 8:
                yield from ((before, pump) for pump in _samples(list(body)))
            yield from _pumps(list(body), before)
        elif name == "SUBPATTERN":
            yield from _pumps(list(told[3]), before)
        elif name == "ATOMIC_GROUP":
            yield from _pumps(list(told), before)
        elif name == "BRANCH":
            for branch in told[1]:
                yield from _pumps(list(branch), before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _pumps(list(told[1]), before)
        before += next(iter(_samples([(op, told)])), "")


def _samples(nodes: Sequence[tuple[Any, Any]]) -> list[str]:
    """Short texts that match: one for each kind of character or branch that the first part allows."""
    texts = [""]
    for number, (op, told) in enumerate(nodes):
        own = _own(str(op), told) or [""]
        texts = [texts[0] + o for o in own] if not number else [t + own[0] for t in texts]
    return texts


def _own(name: str, told: Any) -> list[str]:
    match name:
        case "LITERAL":
            return [chr(told)]
        case "NOT_LITERAL":
            return [c for c in _TRIED if ord(c) != told][:4]
        case "ANY":
            return ["a", " "]
        case "IN":
            return _of_class(told)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, most, body = told
            return [s * max(least, 1 if most else 0) for s in _samples(list(body))]
        case "SUBPATTERN":
            return _samples(list(told[3]))
        case "ATOMIC_GROUP":
            return _samples(list(told))
        case "BRANCH":
            return [s for branch in told[1] for s in _samples(list(branch))][:12]
    return []


def _of_class(parts: Sequence[tuple[Any, Any]]) -> list[str]:
    words = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
    inside = ""
    for op, told in parts:
        match str(op):
            case "NEGATE":
                inside += "^"
            case "LITERAL":
                inside += re.escape(chr(told))
            case "RANGE":
                inside += f"{re.escape(chr(told[0]))}-{re.escape(chr(told[1]))}"
            case "CATEGORY":
                kind = str(told).removeprefix("CATEGORY_")
                plain = words[kind.removeprefix("NOT_")]
                inside += plain.upper() if kind.startswith("NOT_") else plain
    held = re.compile(f"[{inside}]")
    literal = [chr(told) for op, told in parts if str(op) == "LITERAL"][:2]
    return [c for c in dict.fromkeys([*_TRIED, *literal]) if held.match(c)][:5]
