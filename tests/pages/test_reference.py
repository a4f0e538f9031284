"""The pages that tell of every name and command tell of all; what they link to and show as examples is there."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from blocks import PAGES, ROOT
from typer.main import get_command

import ofstedmine as om
from ofstedmine.cli.app import app


@pytest.mark.parametrize(
    ("page", "names"), [("docs/api.md", om.__all__), ("docs/commands.md", list(get_command(app).commands))]
)
def test_the_reference_names_everything_once(page: str, names: list[str]) -> None:
    lines = re.findall(r"^`[\w.-]+`(?: · `[\w.-]+`)*$", (ROOT / page).read_text("utf-8"), re.M)
    named = re.findall(r"`([\w.-]+)`", "\n".join(lines))
    assert [name for name in names if named.count(name) != 1] == []


def examples() -> Iterator[str]:
    """What the commands' own help, and so the page made of it, shows as examples."""
    group = get_command(app)
    for help_ in (group.help, *(command.help for command in group.commands.values())):
        for line in re.findall(r"^  (ofstedmine .*)$", (help_ or "").partition("Examples:")[2], re.M):
            yield from line.partition(" > ")[0].split(" && ")


@pytest.mark.parametrize("example", sorted(set(examples())))
def test_every_example_of_a_command_is_understood(example: str) -> None:
    _, name, *words = shlex.split(example)
    group = get_command(app)
    given = group.commands[name].make_context(name, words, parent=group.make_context("ofstedmine", [name]))
    assert given.args == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of(page: str) -> None:
    """Leads to a file of the repository; the anchors are held by the site's build."""
    text = re.sub(r"^ *```.*?^ *```$|`[^`\n]*`", "", (ROOT / page).read_text("utf-8"), flags=re.M | re.S)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    assert [link for link in links if link and not (ROOT / page).parent.joinpath(link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_module_and_table_that_is_named_by(page: str) -> None:
    """Is there, so that a page does not send its reader to a file of last year."""
    named = re.findall(
        r"`(?:python )?((?!\.\.)[\w.-]+/[\w/.-]+\.(?:py|toml|csv|tsv|json))[ `]", (ROOT / page).read_text("utf-8")
    )
    package = Path(om.__file__).parent  # which is not beside the pages where a wheel is tested
    assert [path for path in named if not any((top / path).exists() for top in (ROOT, package, package.parent))] == []
