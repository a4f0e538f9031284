"""No network, no other program, no file elsewhere: nothing but `fetch` reaches beyond what it is given."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hostile_letters import letters

SAMPLES = Path(__file__).parents[2] / "corpus"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SOURCE = "http://127.0.0.1:9/secret"


def asking_word() -> bytes:
    """A Word file that asks for a picture, a template and a frame from elsewhere."""
    word = docx.Document()
    word.add_paragraph("Plans are timely.")
    for kind in ("image", "attachedTemplate", "oleObject", "frame"):
        word.part.relate_to(SOURCE, f"{OFFICE}/{kind}", is_external=True)
    held = BytesIO()
    word.save(held)
    return held.getvalue()


def asking_pdf() -> bytes:
    """A PDF that runs a script, a program and a form when a careless reader opens it."""
    data = (SAMPLES / "stannerdale" / "2023-04-ilacs.pdf").read_bytes()
    script = b"<< /S /JavaScript /JS (app.launchURL\\('http://127.0.0.1:9/secret'\\)) >>"
    launch = b"<< /S /Launch /F (/bin/true) /Next " + script + b" >>"
    assert b"/Type /Catalog" in data
    return data.replace(b"/Type /Catalog", b"/Type /Catalog /OpenAction " + launch, 1)


HOSTILE = {
    "hostile.html": f"<html><link rel=stylesheet href='{SOURCE}'><script src='{SOURCE}'></script><img src='{SOURCE}'>"
    f"<iframe src='file:///etc/secret'></iframe><p>Plans are timely.<p>Audits help.",
    "hostile.xhtml.html": f"<?xml version='1.0'?><!DOCTYPE html SYSTEM '{SOURCE}' [<!ENTITY x SYSTEM "
    f"'file:///etc/secret'>]><html xmlns:xi='http://www.w3.org/2001/XInclude'><p>Plans &x;"
    "<xi:include href='/etc/secret'/>",
    "hostile.md": f"# Plans\n\n![a]({SOURCE}) **b** <img src='{SOURCE}'>\n\n[x](file:///etc/secret) Plans are timely.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What all the work reached for, in a process of its own."""
    folder = tmp_path_factory.mktemp("alone")
    letters(folder, 0)
    for name, text in HOSTILE.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "hostile.docx").write_bytes(asking_word())
    (folder / "hostile.pdf").write_bytes(asking_pdf())
    for name, sample in (("letter.pdf", "2023-04-ilacs.pdf"), ("monitoring.pdf", "2023-10-monitoring-visit.pdf")):
        (folder / name).write_bytes((SAMPLES / "stannerdale" / sample).read_bytes())
    draft = docx.Document()
    draft.add_paragraph(
        "Ofsted says “Visits to children in care are never timely since the last visit.” (Ofsted, 2022)."
    )
    draft.save(str(folder / "draft.docx"))
    script = Path(__file__).with_name("alone.py")
    done = subprocess.run([sys.executable, str(script), str(folder)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_verb_but_fetch_reaches_beyond_its_files(told: str) -> None:
    assert told.rpartition("reached:")[2].strip() == ""


def test_what_asks_for_more_than_its_own_text_is_read_without_it(told: str) -> None:
    assert "refused" not in told


def test_the_watch_would_see_it(tmp_path: Path) -> None:
    script = str(Path(__file__).with_name("alone.py"))
    reach = f"""
import runpy, socket, subprocess, sys, urllib.request
sys.argv = ["alone.py", {str(tmp_path)!r}]
told = runpy.run_path({script!r}, run_name="watched")
sys.addaudithook(told["watch"])
try:
    urllib.request.urlopen("http://127.0.0.1:9/", timeout=1)
except OSError:
    pass
subprocess.run([sys.executable, "-c", ""])
open({str(tmp_path / "secret.txt")!r}, "w").close()
print(*told["REACHED"], sep="\\n")
"""
    done = subprocess.run([sys.executable, "-c", reach], capture_output=True, text=True, timeout=60)
    assert {"socket.connect", "subprocess.Popen", "writes", "urllib.Request"} <= set(done.stdout.split()), done.stderr


def test_a_zip_in_a_folder_is_not_opened(tmp_path: Path) -> None:
    import ofstedmine as om

    with zipfile.ZipFile(tmp_path / "letters.zip", "w") as archive:
        archive.writestr("letter.txt", "Plans are timely.")
    with pytest.raises(om.UnreadableDocument, match="Unpack it"):
        om.mine(tmp_path / "letters.zip")
