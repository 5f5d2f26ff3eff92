"""The court sheet: an estimate with everything that it rests on, so that it can be checked."""

from __future__ import annotations

import html
from collections.abc import Iterable
from importlib.metadata import version

from habeas.counts.assumptions import common_assumption, is_lower_bound
from habeas.counts.estimate import Estimate, Status
from habeas.counts.showing.document import (
    Block,
    Bullets,
    Paragraph,
    Rows,
    Section,
    in_html,
    in_plain_text,
)
from habeas.counts.showing.statuses import status_words
from habeas.counts.showing.words import (
    assumptions_of,
    base_method,
    beyond,
    lists_named,
    people,
    percent,
    persons,
    reliance,
    settings_in_words,
    standing,
)
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage, printable

Stratum = tuple[str, Estimate]
_SHOWN_DIGEST = 16
_TITLE = "How many people: an estimate from overlapping lists"


def court_sheet(
    estimate: Estimate,
    *,
    title: str | None = None,
    table: OverlapTable | None = None,
    findings: Iterable[str] = (),
    strata: Iterable[Stratum] = (),
) -> str:
    """The sheet as plain text with Markdown's marks; the same estimate gives the same bytes.

    `table`: the overlap table, to be shown for whoever wants to compute again. `findings`:
    sentences of a sensitivity analysis; `strata`: (name, estimate) of parts of the whole.
    Raises WrongUsage where the table is another than the estimate was made from.
    """
    return in_plain_text(
        title or _TITLE, court_sections(estimate, table, tuple(findings), tuple(strata))
    )


def court_sheet_html(
    estimate: Estimate,
    *,
    title: str | None = None,
    table: OverlapTable | None = None,
    findings: Iterable[str] = (),
    strata: Iterable[Stratum] = (),
) -> str:
    """The same sheet as a fragment of HTML without styles, scripts or links."""
    return in_html(
        title or _TITLE,
        court_sections(estimate, table, tuple(findings), tuple(strata)),
        kind="court-sheet",
    )


def court_page(
    estimate: Estimate,
    *,
    title: str | None = None,
    table: OverlapTable | None = None,
    findings: Iterable[str] = (),
    strata: Iterable[Stratum] = (),
) -> str:
    """The same sheet as a page of its own."""
    sheet = court_sheet_html(estimate, title=title, table=table, findings=findings, strata=strata)
    words = html.escape(printable(title or _TITLE))
    head = f'<head><meta charset="utf-8"><title>{words}</title></head>'
    return f'<!doctype html>\n<html lang="en">\n{head}\n<body>\n{sheet}</body>\n</html>\n'


def member_rows(estimates: Iterable[Estimate]) -> Rows:
    """A table with a row for each estimate: limits, the figure where it stands, status."""
    rows = []
    for estimate in estimates:
        ok = estimate.status is Status.OK
        numbers = (estimate.low, estimate.point if ok else None, estimate.high)
        cells = ["–" if number is None else people(number) for number in numbers]
        label = status_words(estimate.status).label
        rows.append((estimate.method, *cells, percent(estimate.level), label))
    header = ("method", "low", "figure", "high", "level", "status")
    return Rows(header, tuple(rows), figures=(1, 2, 3, 4))


def court_sections(
    estimate: Estimate,
    table: OverlapTable | None = None,
    findings: tuple[str, ...] = (),
    strata: tuple[Stratum, ...] = (),
) -> list[Section]:
    """The sections of the sheet as plain blocks, for a page that draws its own; as `court_sheet`.

    The first says what may be relied on, the last how to compute it again.
    """
    if table is not None and table.digest != estimate.digest:
        raise WrongUsage("the table is not the one that this estimate was made from")
    found = [
        Section("What may be relied on", _answer(estimate)),
        Section("What is assumed", _assumed(estimate)),
        Section("Whether the figure stands", _status(estimate)),
    ]
    if estimate.members:
        found.append(Section("The methods one by one", _members(estimate)))
    if strata:
        found.append(Section("Stratum by stratum", (_strata(strata),)))
    if findings:
        found.append(
            Section("How far it moves with what the lists cannot show", (Bullets(findings),))
        )
    found.append(
        Section(
            "What it does not say", (Bullets((*beyond(estimate), *standing("silence", estimate))),)
        )
    )
    found.append(Section("What was counted", _counted(estimate, table)))
    found.append(Section("How to compute it again", (_provenance(estimate),)))
    return found


def _answer(estimate: Estimate) -> tuple[Block, ...]:
    first = Paragraph(reliance(estimate), strong=True)
    if estimate.status is not Status.OK or estimate.point is None:
        return (first,)
    bound = is_lower_bound(base_method(estimate))
    what = "the least number" if bound else "a single figure within this interval"
    return (
        first,
        Paragraph(f"The best estimate of {what} is {people(estimate.point)}."),
        Paragraph(standing("bound-interval" if bound else "interval", estimate)[0]),
    )


def _assumed(estimate: Estimate) -> tuple[Block, ...]:
    blocks: list[Block] = [Paragraph(common_assumption())]
    blocks += [Paragraph(sentence) for sentence in assumptions_of(estimate)]
    each = [
        f"{member.method}: {' '.join(assumptions_of(member))}"
        for member in estimate.members
        if assumptions_of(member)
    ]
    return (*blocks, Bullets(tuple(each))) if each else tuple(blocks)


def _status(estimate: Estimate) -> tuple[Block, ...]:
    words = status_words(estimate.status)
    settled = "It would be tested by" if estimate.status is Status.OK else "It would be settled by"
    remedy = words.remedy[0].lower() + words.remedy[1:]
    blocks: list[Block] = [
        Paragraph(f"Status: {words.label}. {words.meaning}"),
        Paragraph(f"{settled}: {remedy}"),
    ]
    return (*blocks, Bullets(estimate.warnings)) if estimate.warnings else tuple(blocks)


def _members(estimate: Estimate) -> tuple[Block, ...]:
    notes = tuple(
        f"{member.method}: {warning}" for member in estimate.members for warning in member.warnings
    )
    table = member_rows(estimate.members)
    return (table, Bullets(notes)) if notes else (table,)


def _strata(strata: tuple[Stratum, ...]) -> Rows:
    """A row for each stratum, with the beginning of the digest of its own table."""
    figures = member_rows(estimate for _, estimate in strata)
    cells = tuple(
        (name, f"{estimate.observed:,}", *row[1:], estimate.digest[:_SHOWN_DIGEST])
        for (name, estimate), row in zip(strata, figures.cells, strict=True)
    )
    header = ("stratum", "documented", *figures.header[1:], "table")
    return Rows(header, cells, figures=(1, 2, 3, 4, 5))


def _counted(estimate: Estimate, table: OverlapTable | None) -> tuple[Block, ...]:
    words = Paragraph(f"{persons(estimate.observed)} on {lists_named(estimate)}.")
    if table is None:
        return (words,)
    sizes = Rows(
        ("list", "people on it"),
        tuple(
            (name, people(size)) for name, size in zip(table.lists, table.list_sizes, strict=True)
        ),
        figures=(1,),
    )
    width = len(table.lists)
    cells = Rows(
        (*table.lists, "people"),
        tuple(
            (*(str(pattern >> j & 1) for j in range(width)), people(count))
            for pattern, count in table.cells
        ),
        figures=(width,),
    )
    return words, sizes, Paragraph("1 stands for on the list, 0 for not on it:"), cells


def _provenance(estimate: Estimate) -> Rows:
    settings = {name: value for name, value in estimate.settings.items() if name != "seed"}
    rows = [
        ("table (SHA-256)", estimate.digest),
        ("method", estimate.method),
        ("settings", settings_in_words(settings) or "none"),
        ("seed", _seeds(estimate)),
        ("level", percent(estimate.level)),
        ("program", f"habeas {version('habeas')}"),
    ]
    for member in estimate.members:
        rows.append((f"settings of {member.method}", settings_in_words(member.settings) or "none"))
    return Rows(("what", "value"), tuple(rows))


def _seeds(estimate: Estimate) -> str:
    """The seeds behind an estimate; without any, nothing was drawn at random."""
    everyone = (estimate, *estimate.members)
    seeds = {str(item.settings["seed"]) for item in everyone if "seed" in item.settings}
    return ", ".join(sorted(seeds)) or "none"
