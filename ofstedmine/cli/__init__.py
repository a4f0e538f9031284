"""The command line: one command a verb, and no logic of its own.

Exit status: 0 where all went well; 1 where `verify` found a quote altered or not at all, or its page or paragraph
wrong, or `quotes` found none; 2 where a file could not be read or written, letters could not be put beside each other,
or the command itself was wrong.
"""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from .app import app  # a script that imports this module waits for neither typer nor rich

    app(prog_name="ofstedmine")
