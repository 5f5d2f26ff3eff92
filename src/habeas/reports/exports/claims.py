"""Every claim of a dossier as one row, with the values in force and the words it rests on."""

from __future__ import annotations

from habeas.reports.content import DossierContent
from habeas.reports.exports.table import Cell, Column, ExportTable, Kind
from habeas.reports.statements import Statement, cited_sources, statements

COLUMNS = (
    Column("claim"),
    Column("statement"),
    Column("standing"),
    Column("type"),
    Column("kind"),
    Column("stance"),
    Column("negated", Kind.TRUTH),
    Column("modality"),
    Column("speaker"),
    Column("speaker_role"),
    Column("via"),
    Column("actor"),
    Column("victim"),
    Column("place"),
    Column("location"),
    Column("latitude", Kind.NUMBER),
    Column("longitude", Kind.NUMBER),
    Column("location_score", Kind.NUMBER),
    Column("date_from"),
    Column("date_to"),
    Column("date_tells"),
    Column("quantities"),
    Column("quote"),
    Column("start", Kind.WHOLE),
    Column("end", Kind.WHOLE),
    Column("page", Kind.WHOLE),
    Column("source"),
    Column("source_name"),
    Column("confidence", Kind.NUMBER),
    Column("origin"),
    Column("judgements", Kind.WHOLE),
)


def exported_statements(content: DossierContent) -> tuple[Statement, ...]:
    """The claims under the numbers by which the dossier of the same content cites them."""
    return statements(content, cited_sources(content))


def claims_table(content: DossierContent) -> ExportTable:
    """One row for each claim, in the order of the dossier; rejected ones say so in `standing`."""
    return ExportTable(COLUMNS, tuple(map(_row, exported_statements(content))))


def quantities_in_words(item: Statement) -> list[str]:
    """The quantities in force: a person's, where the quantity or its unit was set right."""
    from habeas.reports.described import quantity_words

    changed = {change.field: change.human for change in item.settled.changes}
    if "quantity" in changed or "unit" in changed:
        return [" ".join(value for value in changed.values() if value)]
    return [quantity_words(quantity) for quantity in item.claim.quantities]


def _row(item: Statement) -> tuple[Cell, ...]:
    settled, claim, where = item.settled, item.claim, item.settled.location
    first = settled.interval.first if settled.interval else None
    last = settled.interval.last if settled.interval else None
    return (
        claim.id,
        item.number,
        item.standing.value,
        settled.type,
        item.kind,
        settled.stance,
        settled.negated,
        settled.modality,
        item.speaker,
        settled.speaker_role,
        settled.via,
        settled.actor,
        settled.victim,
        settled.place,
        where.name if where else None,
        where.latitude if where else None,
        where.longitude if where else None,
        where.score if where else None,
        first.isoformat() if first else None,
        last.isoformat() if last else None,
        settled.date_role.value if settled.date_role else None,
        "; ".join(quantities_in_words(item)) or None,
        claim.passage.quote,
        claim.passage.start,
        claim.passage.end,
        item.page,
        item.source.content.source.sha256,
        item.source.content.source.name,
        claim.confidence,
        claim.origin,
        len(item.judgements),
    )
