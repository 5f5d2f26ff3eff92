"""Which expression of time dates a claim, and whether it dates the event or the report."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from habeas.claims.tables import rows
from habeas.language import DateKind, DateMention
from habeas.model import Claim, ClaimDate, DateInterval, DateRole


@cache
def _anchors(language: str) -> dict[str, frozenset[str]]:
    """The types of claims that tell of a happening, by the beginning of its noun."""
    return {
        row["beginning"]: frozenset(row["types"].split("|"))
        for row in rows("date_anchors", language)
    }


def claim_date(
    mentions: Sequence[tuple[DateMention, bool]],
    text: str,
    before: Sequence[Claim],
    language: str,
) -> tuple[ClaimDate, DateMention] | None:
    """The date of a claim among the mentions in its span.

    Each mention comes with whether it belongs to the attribution. An event's date is preferred
    to a report's, an earlier mention to a later one. `before` are the claims made so far, which
    may date the event that a mention leans on.
    """
    dated: list[tuple[DateRole, DateInterval, DateMention]] = []
    for mention, in_attribution in mentions:
        interval = mention.interval or _from_anchor(mention, text, before, language)
        dates_it = mention.kind is not DateKind.DURATION and not mention.birth
        if interval is not None and dates_it:
            role = DateRole.REPORT if in_attribution else DateRole.EVENT
            dated.append((role, interval, mention))
    if not dated:
        return None
    role, interval, mention = next((d for d in dated if d[0] is DateRole.EVENT), dated[0])
    return ClaimDate(interval, mention.granularity, role, mention.named), mention


def _from_anchor(
    mention: DateMention, text: str, before: Sequence[Claim], language: str
) -> DateInterval | None:
    offset = mention.offset
    if mention.kind is DateKind.ANAPHORIC and offset is not None:
        dated = (c.date for c in reversed(before) if c.date is not None)
        nearest = next((d for d in dated if d.role is DateRole.EVENT), None)
        return mention.from_anchor(nearest.interval) if nearest is not None else None
    if offset is None or offset.anchor_start is None or offset.anchor_end is None:
        return None
    words = text[offset.anchor_start : offset.anchor_end].casefold().split()
    wanted = {
        kind
        for beginning, kinds in _anchors(language).items()
        if any(word.startswith(beginning) for word in words)
        for kind in kinds
    }
    for claim in reversed(before):
        if claim.type in wanted and claim.date is not None and claim.date.role is DateRole.EVENT:
            return mention.from_anchor(claim.date.interval)
    return None
