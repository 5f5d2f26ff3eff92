"""An estimate as a fragment of HTML, for a notebook or a page."""

from __future__ import annotations

from habeas.counts.estimate import Estimate
from habeas.counts.showing.court import member_rows
from habeas.counts.showing.document import Block, Bullets, Paragraph, Section, in_html
from habeas.counts.showing.statuses import status_words
from habeas.counts.showing.words import assumptions_of, beyond, figure, lists_named, named, persons


def as_html(estimate: Estimate) -> str:
    """A self-contained `<section>`: the answer, its status, families, assumptions, table digest.

    No styles, scripts or links; names are escaped.
    """
    words = status_words(estimate.status)
    observed = f"{persons(estimate.observed)} documented on {lists_named(estimate)}"
    blocks: list[Block] = [
        Paragraph(f"{named(estimate)}: {figure(estimate)}", strong=True),
        Paragraph(observed),
        Paragraph(f"{words.label}: {words.meaning}"),
    ]
    if estimate.warnings:
        blocks.append(Bullets(estimate.warnings))
    if estimate.members:
        blocks.append(member_rows(estimate.members))
    blocks += [Paragraph(sentence) for sentence in beyond(estimate)]
    blocks += [Paragraph(f"Assumes: {sentence}") for sentence in assumptions_of(estimate)]
    blocks.append(Paragraph(f"What would settle it: {words.remedy}"))
    blocks.append(Paragraph(f"Table {estimate.digest}"))
    return in_html("", [Section("", tuple(blocks))], kind="estimate")
