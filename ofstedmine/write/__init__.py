"""FollowUp → a report to send: Markdown, Word, a web page or a spreadsheet, all telling the same `Story`."""

from __future__ import annotations

import os
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from ..errors import MissingExtra, OutputError
from ..model import FollowUp

ENDINGS = (".md", ".docx", ".html", ".xlsx")


def report(
    found: FollowUp,
    path: str | os.PathLike[str],
    *,
    title: str | None = None,
    template: str | os.PathLike[str] | None = None,
    pictures: bool = False,
    on: date | None = None,
    force: bool = False,
) -> Path:
    """Write what became of the recommendations as a file to send; what the name ends in says which kind.

    `.md` Markdown; `.docx` Word, with the citations as footnotes; `.html` a web page that stands alone, the letters'
    own text with the evidence marked in it beside the recommendations; `.xlsx` a spreadsheet to work with, one row a
    recommendation and one an action. `title` stands in place of the report's own. `template` is a Word document or
    template (.docx, .dotx) whose styles, margins, headers and footers are taken; where it holds a paragraph
    `{{report}}` the report goes there and all else stays. `pictures` puts each passage into the Word report or the web
    page as its PDF prints it too. `on` is the day of the report, on which actions are overdue or not (default: today).
    A file that is there already is written over only with `force`.

    Raises `OutputError` where the file cannot be written, its ending is unknown, or the template is no Word document;
    `MissingExtra` where the package that writes spreadsheets is missing.
    """
    from .safely import safely
    from .story import story

    given: object = found
    if not isinstance(given, FollowUp):
        made = "follow_up(earlier, later) or history(reports) makes one"
        raise TypeError(f"a follow-up is wanted, not a {type(given).__name__}; {made}")
    kind = ending(path, template=template, pictures=pictures, force=force)
    told = story(found, title=title, today=on)
    content: str | bytes
    if kind == ".md":
        from .markdown import written

        content = written(told)
    elif kind == ".html":
        from .page import written as page

        content = page(told, pictures=pictures)
    elif kind == ".xlsx":
        from .tracker import written as tracker

        content = tracker(told)
    else:
        from .word import written as word

        content = word(told, template=template, pictures=pictures)
    return safely(path, content, force=force)


def ending(
    path: str | os.PathLike[str],
    *,
    template: str | os.PathLike[str] | None = None,
    pictures: bool = False,
    force: bool = False,
) -> str:
    """What a report's name ends in, once it is sure that one can be written there: ask before the work begins.

    Raises `OutputError` as `report` does.
    """
    from .safely import target

    target(path, force=force, endings=ENDINGS)
    kind = Path(path).suffix.lower()
    if template is not None and kind != ".docx":
        raise OutputError(f"{path}: a template is for Word alone; give the file a name that ends in .docx")
    if pictures and kind not in (".html", ".docx"):
        raise OutputError(f"{path}: it can hold no pictures; give the file a name that ends in .docx or .html")
    if kind == ".xlsx" and find_spec("xlsxwriter") is None:
        raise MissingExtra("a spreadsheet", "xlsxwriter", "office")
    if template is not None:
        from .template import opened

        opened(template)
    return kind
