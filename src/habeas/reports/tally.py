"""The record in numbers: how many statements of each kind, by whom, and how far they have come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from habeas.figures import Bar, Figure, Standing, stacked_bars
from habeas.reports.statements import CitedSource, Statement

Counts = Counter[Standing]


def counted(statements: Sequence[Statement]) -> Counts:
    """How many statements of each standing; absent standings count 0."""
    return Counter(item.standing for item in statements)


def kinds_figure(statements: Sequence[Statement]) -> Figure:
    """Statements by kind, as settled."""
    return stacked_bars(
        _bars(statements, lambda item: item.kind),
        name="figure-kinds",
        title="Statements by kind",
        label_column="kind",
        at_most=14,
    )


def speakers_figure(statements: Sequence[Statement]) -> Figure:
    """Statements by speaker, as settled."""
    return stacked_bars(
        _bars(statements, lambda item: item.speaker),
        name="figure-speakers",
        title="Statements by speaker",
        label_column="speaker",
        at_most=12,
    )


def _bars(statements: Sequence[Statement], label: Callable[[Statement], str]) -> list[Bar]:
    counts: dict[str, Counts] = {}
    for item in statements:
        counts.setdefault(label(item), Counter())[item.standing] += 1
    return [Bar(name, count) for name, count in counts.items()]


def in_plain_words(sources: Sequence[CitedSource], statements: Sequence[Statement]) -> str:
    """One paragraph that says what the record holds, and how far one may lean on it."""
    counts = counted(statements)
    with_text = sum(source.content.document is not None for source in sources)
    records = sum(
        len(source.content.document.records) for source in sources if source.content.document
    )
    sentences = [
        f"This record holds {number(len(sources), 'source')}, {_share(with_text, len(sources))} "
        "with text.",
        f"{number(len(statements), 'statement')} were found in them"
        if len(statements) != 1
        else "1 statement was found in them",
    ]
    sentences[1] += f", and {number(records, 'row')} of lists and tables." if records else "."
    if not statements:
        return " ".join(sentences)
    settled = counts[Standing.CONFIRMED] + counts[Standing.CORRECTED]
    sentences.append(
        f"A person has confirmed {counts[Standing.CONFIRMED]} as they stand, "
        f"corrected {counts[Standing.CORRECTED]} and rejected {counts[Standing.REJECTED]}; "
        f"{counts[Standing.UNREVIEWED]} are the machine's proposals that nobody has reviewed."
    )
    if not settled:
        sentences.append("Until someone confirms one, this record establishes nothing.")
    denials = sum(item.settled.denies for item in statements)
    if denials:
        sentences.append(f"Among the statements {number(denials, 'denial')} stand beside the rest.")
    return " ".join(sentences)


def _share(count: int, of: int) -> str:
    return "all of them" if 0 < count == of else f"{count:,} of them"


def number(count: int, noun: str) -> str:
    """A count with its noun in the right number.

    >>> number(1, "source"), number(2, "source")
    ('1 source', '2 sources')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
