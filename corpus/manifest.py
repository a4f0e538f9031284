"""Make manifest.csv, the list of published letters: facts alone, no text of any letter.

    python corpus/manifest.py LETTERS.csv            # writes corpus/manifest.csv
    python corpus/manifest.py LETTERS.csv --check    # writes nothing; exit 1 where it would be another

LETTERS.csv lists letters that are at hand, a row each: file, urn, authority, published, pages, sha256. The address of
each authority's latest full inspection letter, with its date, is in ofstedmine/authorities.csv. A letter at hand of the
same authority and date is that letter, and gives it its hash; no address is guessed.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

HERE = Path(__file__).resolve().parent
AUTHORITIES = files("ofstedmine").joinpath("authorities.csv")
MANIFEST = HERE / "manifest.csv"
SOURCE = """\
# Published inspection letters of England's children's services: authority, Ofsted's number of it (URN), date of
# publication, address where it is known, SHA-256 of the file where it was at hand. Facts as published by Ofsted under
# the Open Government Licence v3.0; made by corpus/manifest.py.
"""


def manifest(letters: Iterable[dict[str, str]]) -> str:
    """The whole file, for these letters at hand."""
    table = AUTHORITIES.read_text("utf-8").splitlines()
    authorities = {row["urn"]: row for row in csv.DictReader(line for line in table if not line.startswith("#"))}
    rows: dict[tuple[str, str, str], list[tuple[str, str]]] = {}  # authority, date, number → its letters
    for row in letters:
        name = authorities[row["urn"]]["authority"]
        rows.setdefault((name, row["published"], row["urn"]), []).append(("", row["sha256"]))
    for urn, row in authorities.items():
        if address := row["latest_ilacs_url"]:
            same = rows.setdefault((row["authority"], row["latest_ilacs_published"], urn), [("", "")])
            if len(same) > 1:
                raise SystemExit(f"{row['authority']}, {row['latest_ilacs_published']}: two letters of one day")
            same[0] = (address, same[0][1])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("authority", "urn", "published", "address", "sha256"))
    for (name, published, urn), of_a_day in sorted(rows.items()):
        writer.writerows((name, urn, published, *letter) for letter in of_a_day)
    return SOURCE + out.getvalue()


def main() -> None:
    given = [a for a in sys.argv[1:] if a != "--check"]
    if len(given) != 1:
        raise SystemExit(__doc__)
    with open(given[0], encoding="utf-8", newline="") as file:
        made = manifest(csv.DictReader(file))
    if "--check" not in sys.argv:
        MANIFEST.write_text(made, "utf-8", newline="\n")
    elif made != MANIFEST.read_text("utf-8"):
        raise SystemExit("corpus/manifest.csv is not what these letters and ofstedmine/authorities.csv make")


if __name__ == "__main__":
    main()
