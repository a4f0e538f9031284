"""Make the sample PDFs and Word documents from their sources.

    python corpus/build.py            make every document anew
    python corpus/build.py --check    make them in memory, and say which differ from those in the folders

Needs reportlab, python-docx and the DejaVu fonts (corpus/README.md).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from typeset import markup, pdf, word  # noqa: E402  (the folder is no package of the library's)

WRITERS = {".pdf": pdf.write, ".docx": word.write}


def documents() -> Iterator[tuple[Path, bytes]]:
    """Each document's path and bytes; `sources/a/b.pdf.md` makes `a/b.pdf`."""
    for source in sorted((HERE / "sources").glob("*/*.md")):
        target = HERE / source.parent.name / source.stem
        parts = markup.parse(source.read_text("utf-8"))
        yield target, WRITERS[target.suffix](parts, parts[0].settings.get("title", target.stem))


def main() -> int:
    """Run the command; 1 when a check finds a document that its source no longer makes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing, only compare")
    check = parser.parse_args().check
    stale = 0
    for target, data in documents():
        same = target.is_file() and target.read_bytes() == data
        stale += not same
        if not check:
            target.parent.mkdir(exist_ok=True)
            target.write_bytes(data)
        print(f"{target.relative_to(HERE)}  {len(data):,} bytes{'' if same else '  changed'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
