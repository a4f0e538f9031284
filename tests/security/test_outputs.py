"""Nothing that is written out carries script, formula, field, link or escape sequence from a letter.

Each file is opened with a reader of its own format, and looked through for what that format could run or follow.
"""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import docx
import lxml.html
import networkx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hostile_letters import STARTS, UNSEEN, followed
from hostile_letters import letters as written
from lxml import etree
from markdown_it import MarkdownIt
from rich.console import Console
from typer.testing import CliRunner

import ofstedmine as om
from ofstedmine.cli.app import app

OWN_PARTS = {"PAGE", "NUMPAGES"}  # the fields of our own page
BANNED = ("w:instrText", "w:fldChar", "w:object", "w:altChunk", "w:subDoc", "w:attachedTemplate", "w:control")
READ = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
WEB = ("https://www.nationalarchives.gov.uk/",)
MADE = "in care"  # words of each letter, which must have come through

Check = Callable[[Path], str]  # looks through a file, and gives back the text that it shows


def of_page(path: Path) -> str:
    page = lxml.html.fromstring(path.read_bytes())
    assert [s.text for s in page.xpath("//script")] == [
        files("ofstedmine.write").joinpath("page.js").read_text("utf-8")
    ]
    assert not page.xpath("//iframe | //object | //embed | //base | //link | //svg | //math | //*[@srcdoc or @style]")
    names = {str(a) for e in page.iter(etree.Element) for a in e.attrib}
    assert not [a for a in names if a.startswith("on") or a in ("formaction", "ping", "xlink:href")]
    for link in page.xpath("//@href | //@src | //@action"):
        assert link.startswith(("#", "data:image/png;", *WEB)), link
    assert "script-src 'sha256-" in page.xpath("string(//meta[@http-equiv]/@content)")
    return str(page.text_content())


def of_markdown(path: Path) -> str:
    tokens = [t for block in READ.parse(path.read_text("utf-8")) for t in (block, *(block.children or ()))]
    assert not {t.type for t in tokens} & {"html_inline", "html_block", "image", "code_inline", "fence", "code_block"}
    for token in tokens:
        if token.type == "link_open":
            assert str(token.attrs["href"]).startswith(WEB)
    assert not re.search(r"(?<!\\)\$\S", path.read_text("utf-8"))  # what some programs set as a formula
    return "\n".join(t.content for t in tokens if t.type in ("text", "text_special"))


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    with zipfile.ZipFile(path) as held:
        assert not [n for n in held.namelist() if ".." in n or n.startswith(("/", "\\")) or "vba" in n.lower()]
        for name in held.namelist():
            if name.endswith((".xml", ".rels")):
                yield name, etree.fromstring(held.read(name))


def of_word(path: Path) -> str:
    for name, root in parts(path):
        for part in root.iter(qn("w:fldSimple")):
            assert name.startswith("word/footer")
            assert part.get(qn("w:instr")) in OWN_PARTS
        banned = [
            "w:instrText",
            "w:fldChar",
            "w:object",
            "w:altChunk",
            "w:subDoc",
            "w:attachedTemplate",
            "w:control",
            "w:ddeLink",
        ]
        assert not [e for tag in banned for e in root.iter(qn(tag))], name
        for relation in root.iter("{*}Relationship"):
            if relation.get("TargetMode") == "External":
                assert relation.get("Target", "").startswith(WEB), relation.get("Target")
                assert relation.get("Type", "").endswith("/hyperlink")
    document = docx.Document(str(path))
    return "\n".join(t.text or "" for t in document.element.iter(qn("w:t")))


def of_workbook(path: Path) -> str:
    names = [name for name, _ in parts(path)]
    assert not [n for n in names if "externalLink" in n or "connections" in n or "embeddings" in n]
    for name, root in parts(path):
        assert not list(root.iter("{*}f", "{*}hyperlink", "{*}ddeLink", "{*}oleObject")), name
        assert not [r for r in root.iter("{*}Relationship") if r.get("TargetMode") == "External"]
        for told in root.iter("{*}oddHeader", "{*}oddFooter"):
            assert set(re.findall(r"&[^&]", (told.text or "").replace("&&", ""))) <= {"&L", "&R", "&P", "&N"}
    cells = [c for sheet in openpyxl.load_workbook(path) for row in sheet for c in row if isinstance(c.value, str)]
    assert {c.data_type for c in cells} == {"s"}
    assert all(c.quotePrefix for c in cells if c.value[:1] in tuple("=+-@"))
    return "\n".join(c.value for c in cells)


def of_csv(path: Path) -> str:
    with path.open(encoding="utf-8-sig", newline="") as text:
        cells = [cell for row in csv.reader(text) for cell in row]
    assert not [c for c in cells if c.strip()[:1] in tuple("=+-@＝＋－＠") and not c.strip().isdigit()]
    assert not [c for c in cells if c[:1] in ("\t", "\r", "\n")]
    return "\n".join(cells)


def of_parquet(path: Path) -> str:
    return "\n".join(str(row["text"]) for row in om.load_table(path))


def of_project(path: Path) -> str:
    with zipfile.ZipFile(path) as held:
        assert all(re.fullmatch(r"project\.qde|sources/[0-9A-F-]{36}\.txt", n, re.I) for n in held.namelist())
        assert b"<!" not in held.read("project.qde")
        root = etree.fromstring(held.read("project.qde"))
        assert all(re.fullmatch(r"internal://[0-9A-F-]{36}\.txt", p, re.I) for p in root.xpath("//@plainTextPath"))
        return "\n".join(held.read(n).decode() for n in held.namelist() if n.endswith(".txt"))


def of_json(path: Path) -> str:
    content = json.loads(path.read_text("utf-8"))
    return json.dumps(content, ensure_ascii=False)


def of_lines(path: Path) -> str:
    return "\n".join(report.document.text for report in om.load(path))


def of_graph(path: Path) -> str:
    assert b"<!" not in path.read_bytes()
    return "\n".join(str(data) for _, data in networkx.read_graphml(path).nodes(data=True))


REPORTS: dict[str, Check] = {".html": of_page, ".md": of_markdown, ".docx": of_word, ".xlsx": of_workbook}
GRAPHS: dict[str, Check] = {".graphml": of_graph, ".json": of_json}
EXPORTS: dict[str, Check] = {
    ".csv": of_csv, ".parquet": of_parquet, ".xlsx": of_workbook, ".qdpx": of_project, ".jsonld": of_json,
    ".jsonl": of_lines,
}  # fmt: skip


@pytest.fixture(scope="module", params=STARTS)
def found(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> om.FollowUp:
    return followed(tmp_path_factory.mktemp("hostile"), request.param)


def harmless(text: str) -> None:
    """The letter's words are shown, and nothing that a terminal obeys or an eye is deceived by."""
    assert MADE in re.sub(r"\s+", " ", text)
    assert not sorted(set(text) & set(UNSEEN))


@pytest.mark.parametrize("ending", REPORTS)
def test_a_report_carries_nothing_that_runs(tmp_path: Path, found: om.FollowUp, ending: str) -> None:
    harmless(REPORTS[ending](om.report(found, tmp_path / f"a{ending}")))


@pytest.mark.parametrize("ending", GRAPHS)
def test_a_graph_carries_nothing_that_runs(tmp_path: Path, found: om.FollowUp, ending: str) -> None:
    harmless(GRAPHS[ending](om.export(found, tmp_path / f"a{ending}")))


@pytest.mark.parametrize("ending", EXPORTS)
def test_an_export_carries_nothing_that_runs(tmp_path: Path, found: om.FollowUp, ending: str) -> None:
    reports = [*found.earlier, *found.later, *found.response]
    harmless(EXPORTS[ending](om.export(reports, tmp_path / f"a{ending}")))


@pytest.mark.parametrize("table", ["reports", "recommendations", "quotes", "actions", "paragraphs"])
def test_no_table_s_csv_holds_a_formula(tmp_path: Path, found: om.FollowUp, table: str) -> None:
    reports = [*found.earlier, *found.later, *found.response]
    of_csv(om.export(reports, tmp_path / "a.csv", table=table))


def test_comments_in_a_draft_are_text(tmp_path: Path, found: om.FollowUp) -> None:
    draft = docx.Document()
    for finding in found.later[0].findings:
        draft.add_paragraph(f"The letter of 2022 says “{finding.text.replace('now', 'never')}” (Ofsted, 2022).")
    draft.save(str(tmp_path / "draft.docx"))
    mined = om.mine(tmp_path / "draft.docx")
    assert mined.quotes
    om.annotate(tmp_path / "draft.docx", om.verify(mined, found.later), tmp_path / "out.docx")
    assert MADE in of_word(tmp_path / "out.docx")
    told = dict(parts(tmp_path / "out.docx"))["word/comments.xml"]
    assert "".join(t.text or "" for t in told.iter(qn("w:t")))


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("command", ["mine", "mine --json", "follow-up", "verify", "quotes", "quotes --format json"])
def test_what_the_commands_print_commands_no_terminal(tmp_path: Path, start: int, command: str) -> None:
    visit, later, council = map(str, written(tmp_path / "letters", start))
    name, *more = command.split()
    given = {"follow-up": [visit, later], "verify": [council, visit, later], "quotes": [visit, later]}
    result = CliRunner().invoke(app, [name, *given.get(name, [visit, later, council]), *more])
    assert result.exit_code in (0, 1), result.output
    assert "care" in result.output
    assert not sorted(set(result.output) & set(UNSEEN))


NAMES = ("\x1b[2J\x1b]0;gone\x07", "\x9b31m", "[red]a", ":smile:")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
@pytest.mark.parametrize("command", ["mine", "verify", "quotes", "export -o out.csv", "report -o out.md"])
def test_a_file_s_name_commands_no_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, command: str
) -> None:
    """In a terminal too, where colours are used and a bar is drawn."""
    monkeypatch.setattr(Console, "is_terminal", True)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letters").mkdir()
    for number in (1, 2):
        (tmp_path / "letters" / f"{name}{number}.pdf").write_bytes(b"no PDF")
    verb, *more = command.split()
    given = ["letters", "letters"] if verb == "verify" else ["letters"]
    result = CliRunner().invoke(app, [verb, *given, *more], env={"TERM": "xterm-256color"})
    assert isinstance(result.exception, SystemExit | None), result.exception
    assert "\x1b[2J" not in result.output
    ours = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", result.output)
    assert not sorted(set(ours) & set(UNSEEN))


@pytest.mark.parametrize("start", STARTS)
def test_quotes_as_markdown_are_text(tmp_path: Path, start: int) -> None:
    visit, later, _ = map(str, written(tmp_path / "letters", start))
    out = tmp_path / "a.md"
    CliRunner().invoke(app, ["quotes", visit, later, "--format", "markdown", "-o", str(out)])
    harmless(of_markdown(out))


@pytest.mark.parametrize("address", ["javascript:alert(2)", "file:///etc/group", "data:,<b>", "//evil.example"])
def test_what_is_no_web_address_is_no_link(tmp_path: Path, address: str) -> None:
    """Of a report that somebody else made: `mine` itself refuses such an address."""
    told = replace(followed(tmp_path / "letters", 0).later[0], address=address)
    found = om.follow_up(om.mine(tmp_path / "letters" / "visit.txt"), told)
    for ending, check in REPORTS.items():
        check(om.report(found, tmp_path / f"a{ending}"))
    assert address not in told.cite("markdown") + told.cite("bibtex") + told.cite("ris") + told.cite("csl_json")
