"""The command line: one command a verb, and no logic of its own.

Exit status: 0 where all went well; 1 where `verify` found a quote altered or not at all, or its page or paragraph
wrong, or `quotes` found none; 2 where a file could not be read or written, letters could not be put beside each other,
or the command itself was wrong.
"""

from __future__ import annotations

import io
import os
import sys

_MEND = "`ofstedmine doctor` tells what is missing; pip install --force-reinstall ofstedmine puts everything in place."


def main() -> None:
    """Run the command line. A file or a pipe gets UTF-8; a terminal of another encoding "?" for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8")  # Windows would take a code page that lacks "◐" and "→"
    try:
        from .app import app  # a script that imports this module waits for neither typer nor rich

        try:
            app(prog_name="ofstedmine")
        finally:
            sys.stdout.flush()
    except ImportError as trouble:
        sys.stderr.write(f"Error: {trouble}. {_MEND}\n")
        sys.exit(2)
    except OSError as trouble:  # the disk is full, a name is too long for it, who reads the pipe has gone …
        if not isinstance(trouble, BrokenPipeError):
            named = f"{trouble.filename}: " if trouble.filename else ""
            sys.stderr.write(f"Error: {named}{trouble.strerror or trouble}\n")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left has nowhere to go
        sys.exit(2)
