"""What a terminal shows of a report and a follow-up; as text, with tables where there is room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich import box
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from ..model import Closure, FollowUp, Kind, Polarity, Report, Status, Truth
from ..wording import KINDS, POLARITIES, STATUSES, TRUTHS, Mark, day, days, many, place, short, title
from .signs import quoted, signed

NARROW = 64  # columns below which each row is told in lines of its own
_MATTER, _RECOMMENDATION, _PASSAGE = 90, 180, 260  # letters shown without --full


def of_report(report: Report, console: Console, *, name: str, full: bool = False) -> RenderableType:
    """One report: what it is, its judgements, recommendations, counts of findings, and notes."""
    facts = Table.grid(padding=(0, 2))
    facts.add_column(no_wrap=True, style="dim")
    facts.add_column()
    for label, value in _facts(report):
        facts.add_row(label, Text(value))
    parts: list[RenderableType] = [Text(name, style="bold"), Padding(facts, (0, 0, 0, 2))]
    most = None if full else _RECOMMENDATION
    judged = [(j.area, j.grade or "not printed", place(j.page, None)) for j in report.judgements]
    parts += _listed(("Judgement", "Grade", "Where"), judged, console)
    for heading, items in (
        ("Recommendation", report.recommendations),
        ("Recommendation that it repeats", report.cited_recommendations),
    ):
        asked = [(r.id, short(r.text, most), r.addressee or "", place(r.page, r.paragraph)) for r in items]
        parts += _listed(("", heading, "For", "Where"), asked, console)
    if not report.recommendations and report.kind not in (Kind.COUNCIL_REPORT, Kind.OTHER):
        parts += [Text(""), Text("No recommendations: no list of what must improve was found in this letter.")]
    done = [
        (short(a.text, most), a.owner or "", a.due or "", a.answers or "", place(a.page, a.paragraph))
        for a in report.actions
    ]
    parts += _listed(("Action", "Owner", "Due", "Answers", "Where"), done, console)
    parts += [Text(""), *(Text(f"Note: {note}") for note in report.notes)] if report.notes else []
    for appendix in report.appendices:
        inside = of_report(appendix, console, name=f"In it: {appendix.title or KINDS[appendix.kind]}", full=full)
        parts.append(Padding(inside, (1, 0, 0, 2)))
    return Group(*parts, "")


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    yield "kind", KINDS[report.kind]
    if report.authority:
        yield "authority", report.authority
    if report.inspected:
        yield "inspected", days(report.inspected)
    if report.published:
        yield "published", day(report.published)
    if report.lead_inspector or report.inspectors:
        label = "lead inspector" if report.lead_inspector else "inspectors"
        yield label, report.lead_inspector or ", ".join(report.inspectors)
    if report.findings:
        counts = Counter(f.polarity for f in report.findings)
        told = ", ".join(f"{POLARITIES[p]} {counts[p]}" for p in Polarity if counts[p])
        yield "findings", f"{len(report.findings)}: {told}"
    if report.quotes:
        yield "quotes", str(len(report.quotes))


def of_follow_up(found: FollowUp, console: Console, *, full: bool = False) -> RenderableType:
    """The closure table, one an earlier letter, with the statements about all of its recommendations under it."""
    most = None if full else _PASSAGE
    parts: list[RenderableType] = []
    for earlier, group in groupby(found, key=lambda c: c.raised_in):
        later = [r for r in found.later if not (r.day and earlier.day) or r.day > earlier.day] or found.later
        name = f"{earlier.authority}: " if earlier.authority else ""
        parts += [Text(f"{name}{title(earlier)}", style="bold"), Text("followed by " + "; ".join(map(title, later)))]
        closures = tuple(group)
        if console.width < NARROW:
            parts += [line for c in closures for line in _lines(c, console, full=full)]
        else:
            table = ruled(console, "Recommendation", "Status", "Best evidence", lines=True)
            table.columns[0].ratio, table.columns[2].ratio = 2, 3
            table.columns[1].no_wrap = True
            for c in closures:
                table.add_row(_recommendation(c, full=full), signed(c.status, console), _evidence(c, most))
            parts.append(table)
        parts += [_summary(Counter(c.status for c in closures), STATUSES), Text("")]
    if found.general:
        parts.append(Text("Of all of them together", style="bold"))
        parts += [Padding(quoted(e, most), (0, 0, 0, 2)) for e in found.general]
        parts.append(Text(""))
    if len(found.later) > 1 and found.lineages:
        asked = [(x.matter.id, short(x.matter.text, None if full else _MATTER), x.chain) for x in found.lineages]
        parts.append(Text("From letter to letter", style="bold"))
        parts += [*_listed(("", "Matter", "What each letter says"), asked, console), Text("")]
    if not len(found):
        parts.append(Text("The earlier letters make no recommendation that could be followed up."))
    parts += [Text(f"Note: {note}") for note in found.notes]
    return Group(*parts)


def _recommendation(closure: Closure, *, full: bool) -> Text:
    item = closure.recommendation
    return Text.assemble((f"{item.id} ", "bold"), short(item.text, None if full else _RECOMMENDATION))


def _evidence(closure: Closure, most: int | None) -> RenderableType:
    parts = [quoted(e, most) for e in (closure.evidence[:1] if most else closure.evidence)]
    if closure.reason:
        parts.append(Text(closure.reason, style="italic"))
    if closure.recurs_as:
        parts.append(Text("Comes back as: " + short("; ".join(r.text for r in closure.recurs_as), most)))
    if closure.actions and most:
        dues = sorted(a.due for a in closure.actions if a.due)
        due = f", the last due {dues[-1]}" if dues else ""
        parts.append(Text(f"Council: {many(len(closure.actions), 'action')}{due}"))
    for action in closure.actions if not most else ():
        due = f" (due {action.due})" if action.due else ""
        parts.append(Text(f"Council: {action.text}{due}"))
    for check in closure.cited if not most else ():
        parts.append(Text(f"Council quotes: “{check.quote.text}” ({TRUTHS[check.status][1]})"))
    return Group(*parts)


def _lines(closure: Closure, console: Console, *, full: bool) -> Iterator[RenderableType]:
    yield Text("")
    yield _recommendation(closure, full=full)
    yield Padding(signed(closure.status, console), (0, 0, 0, 2))
    yield Padding(_evidence(closure, None if full else _PASSAGE), (0, 0, 0, 2))


def ruled(console: Console, *headings: str, lines: bool = False) -> Table:
    """An empty table, drawn with plain signs where the terminal has no others."""
    drawn = box.ROUNDED if console.encoding.startswith("utf") else box.ASCII
    table = Table(
        box=drawn if lines else box.SIMPLE_HEAD, show_lines=lines, show_edge=lines, expand=lines, header_style="bold"
    )
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def _listed(headings: Sequence[str], rows: Sequence[Sequence[str]], console: Console) -> Iterator[RenderableType]:
    """A table of texts without the columns that say nothing in any row; in lines of their own where it is narrow."""
    kept = [i for i in range(len(headings)) if any(row[i] for row in rows)]
    if not kept:
        return
    if console.width < NARROW:
        yield Text("\n" + next(filter(None, headings)), style="bold")
        yield from (Padding(Text("; ".join(row[i] for i in kept if row[i])), (0, 0, 0, 2)) for row in rows)
        return
    table = ruled(console, *(headings[i] for i in kept))
    for column, i in zip(table.columns, kept, strict=True):
        column.max_width = {"Owner": 24, "For": 20}.get(headings[i])
        column.no_wrap = headings[i] in ("", "Where", "Due", "Answers")
    for row in rows:
        table.add_row(*(Text(row[i]) for i in kept))
    yield Text("")
    yield Padding(table, (0, 0, 0, 2))


def _summary(counts: Mapping[Status | Truth, int], words: Mapping[Status | Truth, Mark]) -> Text:
    return Text(", ".join(f"{counts[k]} {word}" for k, (_, word, _) in words.items() if counts.get(k)))
