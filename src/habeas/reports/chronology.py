"""The dated statements in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from habeas.figures import DatedClaims, Figure, timeline
from habeas.model import DateInterval
from habeas.reports.statements import CitedSource, Statement


def dated(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements that carry a date, earliest first."""
    return tuple(sorted((item for item in statements if item.settled.interval), key=_when))


def _when(statement: Statement) -> tuple[date, date]:
    interval = statement.settled.interval or DateInterval(None, None)
    return interval.first or interval.last or date.min, interval.last or date.max


def timeline_figure(statements: Sequence[Statement], sources: Sequence[CitedSource]) -> Figure:
    """Dated statements as bars; a mark for each source whose day of publication is bounded."""
    return timeline(
        [_dated_claims(item) for item in dated(statements)],
        [interval for source in sources if (interval := published(source)) is not None],
        name="figure-timeline",
        title="Dated statements",
    )


def _dated_claims(statement: Statement) -> DatedClaims:
    interval, role = statement.settled.interval, statement.settled.date_role
    if interval is None or role is None:
        raise ValueError(f"{statement.number} carries no date")
    return DatedClaims(statement.kind, interval, role, statement.standing)


def published(source: CitedSource) -> DateInterval | None:
    """When a source was published: as read from its text, else as it was described."""
    document = source.content.document
    if document is not None and document.publication is not None:
        return document.publication.interval
    return source.content.source.published
