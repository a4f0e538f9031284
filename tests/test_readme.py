"""The README shows what the command prints; `python tests/test_readme.py` writes the table anew."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SHOWN = re.compile(r"(\$ pip install \. && (ofstedmine follow-up [^\n]+)\n)(.*?)```", re.DOTALL)


def printed(command: str) -> str:
    """What a command of the README prints on a terminal of 100 columns, without the spaces at its lines' ends."""
    words = [sys.executable, "-m", *command.split()]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "COLUMNS": "100"}
    )
    assert done.returncode == 0, done.stderr
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()).strip() + "\n"


def test_the_table_is_the_command_s_own() -> None:
    match = SHOWN.search(README.read_text("utf-8"))
    assert match
    assert match[3] == printed(match[2])


if __name__ == "__main__":
    text = README.read_text("utf-8")
    found = SHOWN.search(text)
    assert found
    README.write_text(text[: found.start(3)] + printed(found[2]) + text[found.end(3) :], "utf-8")
