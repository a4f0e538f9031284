"""Find the DejaVu fonts and give them the glyphs that word processors' symbol fonts leave behind in PDFs."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path

from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]

FAMILIES = {"sans": "DejaVuSans", "serif": "DejaVuSerif"}
# A letter set in Word carries bullets from a symbol font: they come out of the PDF as private-use characters.
SYMBOLS = {0xF06E: 0x25A0, 0xF0A7: 0x25AA, 0xF0B7: 0x2022, 0xF02D: 0x2013, 0xF0BE: 0x2014}
HELP = "DejaVu fonts not found: run `apt install fonts-dejavu-core`, or `pip install matplotlib`, which carries them"


def folder() -> Path:
    """The folder that holds DejaVuSans.ttf (`CORPUS_FONTS`, the system's, or matplotlib's)."""
    places = [Path(os.environ["CORPUS_FONTS"])] if "CORPUS_FONTS" in os.environ else []
    places += [Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/dejavu-sans-fonts")]
    spec = importlib.util.find_spec("matplotlib")
    if spec and spec.origin:
        places.append(Path(spec.origin).parent / "mpl-data/fonts/ttf")
    for place in places:
        if all((place / f"{name}.ttf").is_file() for name in FAMILIES.values()):
            return place
    raise SystemExit(HELP)


def register() -> None:
    """Make `sans`, `sans-bold`, `serif` and `serif-bold` known to reportlab."""
    place = folder()
    for family, file in FAMILIES.items():
        for weight, suffix in (("", ""), ("-bold", "-Bold")):
            font = TTFont(family + weight, str(place / f"{file}{suffix}.ttf"))
            for private, model in SYMBOLS.items():
                font.face.charToGlyph[private] = font.face.charToGlyph[model]
                font.face.charWidths[private] = font.face.charWidths[model]
            pdfmetrics.registerFont(font)
