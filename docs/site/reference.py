"""The parts of the site that are made, not written: the menu, the commands, and the API.

`docs/commands.md` and `docs/api.md` name what they tell of in lines such as "`mine` · `verify`". Here each such line
becomes the reference of those names, out of the commands and the docstrings themselves. A command or a public name that
its page does not name, or names twice, is a warning, and so stops the build.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from enum import EnumType
from inspect import isfunction, signature
from operator import attrgetter
from typing import Any, ClassVar

from pygments.lexer import RegexLexer, bygroups
from pygments.token import Comment, Generic, Text
from sphinx.application import Sphinx
from sphinx.util import logging
from typer.main import get_command

import ofstedmine
import ofstedmine.compare
import ofstedmine.nlp
from ofstedmine.cli.app import app as command_line

_NAMED = re.compile(r"^`[\w.-]+`(?: · `[\w.-]+`)*$", re.MULTILINE)
_TICKED = re.compile(r"`([^`\n]+)`")
_TYPE = re.compile(r" <.*>$")  # "SOURCE <list[Path]>"
_BESIDE = ("compare.Compare", "compare.Comparison", "compare.Chart", "nlp.pipeline", "nlp.annotated")
PUBLIC = (*ofstedmine.__all__, *_BESIDE)
log = logging.getLogger(__name__)


class Terminal(RegexLexer):
    """A terminal: what is typed behind "$ ", and what is printed, without colours of a shell's grammar."""

    name = "console"
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"^(\$ )(.*?)( +#.*)?(\n)", bygroups(Generic.Prompt, Text, Comment, Text)),
            (r".*\n", Generic.Output),
        ]
    }


def setup(app: Sphinx) -> dict[str, bool]:
    """Tell Sphinx what is made, and when."""
    app.add_config_value("reference_menu", {}, "env")
    app.add_lexer("console", Terminal)
    app.connect("env-get-outdated", lambda *_: [app.config.root_doc, "docs/commands", "docs/api"])
    app.connect("source-read", _read)
    app.connect("autodoc-process-docstring", _docstring)
    return {"parallel_read_safe": True}


def _read(app: Sphinx, page: str, source: list[str]) -> None:
    if page == app.config.root_doc:
        source[0] += _menu(app)
    elif page == "docs/commands":
        group = get_command(command_line)
        source[0] = _told(page, source[0], ("ofstedmine", *group.commands), command)
    elif page == "docs/api":
        source[0] = _told(page, source[0], PUBLIC, described)


def _menu(app: Sphinx) -> str:
    """The menu at the side, as a list that the front page holds and does not show."""
    out = ""
    for caption, pages in app.config.reference_menu.items():
        listed = "".join(f"/{page}\n" for page in pages if page in app.env.found_docs)
        out += f"\n```{{toctree}}\n:hidden:\n:caption: {caption}\n\n{listed}```\n"
    return out


def _told(page: str, source: str, known: Iterable[str], tell: Callable[[str], str]) -> str:
    """A page with each line of names in it made into what there is to tell of them."""
    names = [name for line in _NAMED.findall(source) for name in _TICKED.findall(line)]
    for name in sorted({*names, *known}):
        if names.count(name) != 1 or name not in known:
            log.warning("%s names %s %d times; a public name is told once", page, name, names.count(name))
    return _NAMED.sub(lambda line: "\n\n".join(map(tell, _TICKED.findall(line[0]))), source)


def command(name: str) -> str:
    """One command as Markdown: how it is called, what it does, its arguments and options, examples."""
    found = get_command(command_line)
    context = found.make_context("ofstedmine", [], resilient_parsing=True)
    if name != "ofstedmine":
        found = found.commands[name]
        context = found.make_context(name, [], parent=context, resilient_parsing=True)
    out = [
        f"## {context.command_path}",
        _fenced("text", " ".join([context.command_path, *found.collect_usage_pieces(context)])),
    ]
    for paragraph in (found.help or "").split("\n\n"):
        text = paragraph.strip("\b\n ")
        if text.startswith("Examples:"):
            shown = "\n".join("$ " + line.strip() for line in text.splitlines()[1:])
            out.append(_fenced("console", shown))
        else:
            out.append(re.sub(r"\s+", " ", text).replace("<", "&lt;"))
    rows = [parameter.get_help_record(context) for parameter in found.get_params(context)]
    # what a command takes comes before how it is asked
    examples = [out.pop(i) for i in range(len(out) - 1, 0, -1) if out[i].startswith("```console")]
    out += [f"`{_TYPE.sub('', names)}`\n: {about or ' '}" for names, about in filter(None, rows)]
    return "\n\n".join([*out, *examples])


def _fenced(language: str, text: str) -> str:
    return f"```{language}\n{text}\n```"


def described(name: str) -> str:
    """One public name, to be told by its docstring."""
    found = attrgetter(name)(ofstedmine)
    if not isinstance(found, type):
        how = "autofunction"
    elif issubclass(found, Exception):
        how = "autoexception"
    else:
        how = "autoclass"
    shown = "\n   :members:\n   :inherited-members: object, tuple"
    members = shown if how == "autoclass" and not isinstance(found, EnumType) else ""
    bases = "\n   :show-inheritance:" if how == "autoexception" else ""
    return _fenced("{eval-rst}", f".. {how}:: ofstedmine.{name}{members}{bases}")


def _docstring(app: Sphinx, what: str, name: str, found: Any, options: Any, lines: list[str]) -> None:
    """Names between single marks become links to what they name; an enum lists its values."""
    own = signature(found).parameters if isfunction(found) else ()

    def linked(ticked: re.Match[str]) -> str:
        word = ticked[1].partition("(")[0]
        owner, _, member = word.partition(".")
        there = word in PUBLIC or (owner in PUBLIC and member and hasattr(getattr(ofstedmine, owner), member))
        if not there or word in own:  # `table` is a parameter of `export`, and a verb
            return f"``{ticked[1]}``"
        return f":py:obj:`{ticked[1]} <ofstedmine.{word if word in PUBLIC else owner}>`"

    lines[:] = [line if line.lstrip().startswith(">>>") else _TICKED.sub(linked, line) for line in lines]
    if isinstance(found, EnumType):
        lines += ["", "Values: " + ", ".join(f"``{value.value}``" for value in found), ""]
