"""An estimate in lines for a terminal: never a number without its interval and its conditions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from habeas.counts.estimate import Estimate, Status
from habeas.counts.showing.statuses import status_words
from habeas.counts.showing.words import (
    assumptions_of,
    beyond,
    figure,
    lists_named,
    named,
    persons,
    settings_in_words,
)
from habeas.model import printable

_WIDTH = 100
_SHOWN_DIGEST = 16


def as_text(estimate: Estimate) -> str:
    """Lines: what was observed, the answer, its status, assumption, what would settle it.

    A band has one line for each of its families, each with an interval and a status of its own.
    """
    return "\n".join(_lines(estimate))


def in_one_line(estimate: Estimate) -> str:
    """Figure, status and method in one line, for a row of a list."""
    return f"{figure(estimate)}; {status_words(estimate.status).label} ({estimate.method})"


def _lines(estimate: Estimate) -> Iterator[str]:
    yield from _wrapped("", f"{persons(estimate.observed)} documented on {lists_named(estimate)}")
    yield from _wrapped("", f"{named(estimate)}: {figure(estimate)}")
    yield ""
    words = status_words(estimate.status)
    yield from _wrapped("status", f"{words.label} — {words.meaning}")
    for warning in estimate.warnings:
        yield from _wrapped("note", printable(warning))
    if estimate.members:
        yield from _member_lines(estimate.members)
    for sentence in beyond(estimate):
        yield from _wrapped("beyond it", printable(sentence))
    for sentence in assumptions_of(estimate):
        yield from _wrapped("assumes", printable(sentence))
    yield from _wrapped("settled by" if estimate.status is not Status.OK else "tested by",
                        words.remedy)  # fmt: skip
    settings = settings_in_words(estimate.settings)
    if settings:
        yield from _wrapped("settings", settings)
    yield from _wrapped("table", estimate.digest[:_SHOWN_DIGEST])


def _member_lines(members: tuple[Estimate, ...]) -> Iterator[str]:
    width = max(len(member.method) for member in members)
    for member in members:
        label = status_words(member.status).label
        line = f"{member.method.ljust(width)}  {figure(member)}; {label}"
        yield from _wrapped("family", line)


def _wrapped(label: str, words: str) -> list[str]:
    """Words under a label of one width; without a label, from the margin."""
    start = f"{label:<12}" if label else ""
    return textwrap.wrap(
        words,
        _WIDTH,
        initial_indent=start,
        subsequent_indent=" " * len(start),
        break_long_words=False,
        break_on_hyphens=False,
    )
