"""The tutorial's commands do what it shows, and its pictures are those of today; `python tests/test_tutorial.py` draws
them anew (LibreOffice and pdftoppm set the report's page)."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli.app import app

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
MARLOWBRIDGE = ROOT / "corpus" / "marlowbridge"
CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)


def told() -> list[tuple[str, str]]:
    """Each command of the tutorial, and what it says that the command prints."""
    text = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    commands = "".join(CONSOLE.findall(text)).split("$ ")[1:]
    return [(command, shown.strip()) for command, _, shown in (c.partition("\n") for c in commands)]


def test_each_command_prints_what_the_tutorial_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    written = []
    for command, shown in told():
        name, *words = command.split()
        done = CliRunner().invoke(app, words, prog_name=name, env={"COLUMNS": "100"}, catch_exceptions=False)
        assert shown in done.output, command
        assert done.exit_code == (2 if shown.startswith("Usage") else 1 if "verify" in words else 0), command
        written += re.findall(r"(?:-o|--annotate) (\S+)", command)
    assert {p.name for p in tmp_path.iterdir()} == {"corpus", *written}


def passage() -> bytes:
    """The passage of the tutorial, marked on its page."""
    found = om.history(om.mine(path) for path in sorted(MARLOWBRIDGE.iterdir()))
    return found.closures[2].evidence[0].picture(dpi=100, crop=True).png


def page(folder: Path) -> bytes:
    """The first page of the tutorial's Word report."""
    from datetime import date

    found = om.history(om.mine(path) for path in sorted(MARLOWBRIDGE.iterdir()))
    om.report(found, folder / "closure.docx", on=date(2022, 10, 1))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "closure.docx"]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    draw = ["pdftoppm", "-r", "70", "-png", "-singlefile", folder / "closure.pdf", folder / "page"]
    subprocess.run(draw, check=True, timeout=60)
    out = BytesIO()
    Image.open(folder / "page.png").quantize(32).save(out, "PNG", optimize=True)
    return out.getvalue()


def alike(one: bytes, other: bytes) -> bool:
    """Whether two pictures show the same: smoothing differs a little from machine to machine."""
    first, second = (Image.open(BytesIO(png)).convert("L") for png in (one, other))
    return first.size == second.size and ImageStat.Stat(ImageChops.difference(first, second)).mean[0] < 6


def test_the_passage_is_the_one_that_is_shown() -> None:
    assert alike(passage(), (PICTURES / "passage.png").read_bytes())


@pytest.mark.office
def test_the_page_is_the_one_that_is_shown(tmp_path: Path) -> None:
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        pytest.skip("LibreOffice and pdftoppm are needed (apt-get install libreoffice-writer poppler-utils)")
    assert alike(page(tmp_path), (PICTURES / "report.png").read_bytes())


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "passage.png").write_bytes(passage())
    with tempfile.TemporaryDirectory() as folder:
        (PICTURES / "report.png").write_bytes(page(Path(folder)))
