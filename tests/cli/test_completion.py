"""What a shell completes: a real bash asks the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ofstedmine import Theme, authorities, authority
from ofstedmine.cli.completing import an_authority

COMMAND = "import sys; sys.argv[0] = 'ofstedmine'; from ofstedmine.cli import main; main()"


@pytest.fixture(scope="module")
def ofstedmine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, as it stands on a path of its own."""
    path = tmp_path_factory.mktemp("bin") / "ofstedmine"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{COMMAND}" "$@"\n')
    path.chmod(0o755)
    return path


def asked(command: Path, shell: str, line: str) -> list[str]:
    """What a shell is given for the last word of a line."""
    words = line.split(" ")
    env = {
        "bash": {"COMP_WORDS": "\n".join(words), "COMP_CWORD": str(len(words) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    env = {**os.environ, **env, "_OFSTEDMINE_COMPLETE": f"complete_{shell}"}
    done = subprocess.run([command], env=env, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ofstedmine fol", ["follow-up"]),
        ("ofstedmine search x --polarity ", ["strength", "weakness", "mixed", "neutral"]),
        ("ofstedmine search x --part rec", ["recommendation"]),
        ("ofstedmine search x --region yor", ["yorkshire-and-the-humber"]),
        ("ofstedmine search x --kind sif --kind foc", ["focused_visit"]),
        ("ofstedmine quotes a.pdf --style csl", ["csl_json"]),
        ("ofstedmine quotes a.pdf --unit s", ["sentence"]),
        ("ofstedmine quotes a.pdf --format j", ["json"]),
        ("ofstedmine compare --by y", ["year"]),
        ("ofstedmine compare --of clo", ["closure"]),
        ("ofstedmine export --table ju", ["judgements"]),
        ("ofstedmine fetch leeds kingston", ["kingston-upon-hull-city-of", "kingston-upon-thames"]),
        ("ofstedmine follow-up a.pdf b.pdf --include ", ["weaknesses"]),
        ("ofstedmine search x --theme none", []),
    ],
)
def test_a_word_is_completed(ofstedmine: Path, line: str, told: list[str]) -> None:
    assert asked(ofstedmine, "bash", line) == told


def test_other_shells_are_told_the_same(ofstedmine: Path) -> None:
    line = "ofstedmine search x --theme "
    assert asked(ofstedmine, "fish", line) == list(Theme)
    assert all(f'"{theme}"' in "\n".join(asked(ofstedmine, "zsh", line)) for theme in Theme)


def test_every_authority_is_known_by_the_word_that_completes_it() -> None:
    words = an_authority("")
    assert [authority(word) for word in words] == list(authorities())
    assert not any(set(word) - set("abcdefghijklmnopqrstuvwxyz-") for word in words)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
def test_bash_completes_with_the_script_that_is_shown(ofstedmine: Path) -> None:
    script = """
        eval "$(ofstedmine --show-completion bash)"
        complete -p ofstedmine
        COMP_WORDS=(ofstedmine search visits --theme work); COMP_CWORD=4
        _ofstedmine_completion ofstedmine
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    env = {**os.environ, "PATH": f"{ofstedmine.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(["bash", "--norc", "-c", script], env=env, capture_output=True, text=True)
    assert done.stdout.splitlines() == ["complete -o default -F _ofstedmine_completion ofstedmine", "workforce"], done
