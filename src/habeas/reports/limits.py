"""What this record cannot say: computed from what is missing, so that it cannot be forgotten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from habeas.claims import READ_LANGUAGES, Coverage
from habeas.figures import Standing
from habeas.model import NARRATOR, DateInterval
from habeas.reports.content import DossierContent
from habeas.reports.statements import CitedSource, Statement


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing that is missing: how many, of how many, and what follows from it."""

    title: str
    count: int
    of: int
    meaning: str


def limits(
    content: DossierContent,
    sources: Sequence[CitedSource],
    statements: Sequence[Statement],
    coverages: Mapping[int, Coverage | None],
) -> tuple[Limit, ...]:
    """What is missing from the record; what is not missing is not listed."""
    found = [
        *_of_sources(sources, coverages),
        *_of_statements(statements),
        *_of_keeping(content),
    ]
    return tuple(limit for limit in found if limit.count)


def _of_sources(
    sources: Sequence[CitedSource], coverages: Mapping[int, Coverage | None]
) -> list[Limit]:
    unread: Counter[str] = Counter()
    for covered in coverages.values():
        unread.update(dict(covered.unread) if covered else {})
    languages = ", ".join(f"{language} {count}" for language, count in sorted(unread.items()))
    read = ", ".join(sorted(READ_LANGUAGES))
    paragraphs = sum(
        count for covered in coverages.values() if covered for _, count in covered.blocks
    )
    silent = sum(not item.content.claims and item.content.document is not None for item in sources)
    return [
        Limit(
            "Sources without text",
            sum(source.content.document is None for source in sources),
            len(sources),
            "They are preserved and hashed; what they say is not in this dossier.",
        ),
        Limit(
            "Passages in languages that are not read for claims yet",
            sum(unread.values()),
            paragraphs,
            f"Claims are read in: {read}. Not read, by language: {languages}. "
            "What stands there is preserved and not counted below.",
        ),
        Limit(
            "Sources with text in which no statement was found",
            silent,
            len(sources),
            "Lists, languages that are not read, or words that the rules do not know.",
        ),
        Limit(
            "Sources whose day of publication is not bounded",
            sum(_unbounded(source) for source in sources),
            len(sources),
            "Words such as “in March” in them may be dated to a wrong year or to none.",
        ),
    ]


def _unbounded(source: CitedSource) -> bool:
    document = source.content.document
    if document is not None and document.publication is not None:
        return _open(document.publication.interval)
    published = source.content.source.published
    return published is None or _open(published)


def _open(interval: DateInterval) -> bool:
    return interval.first is None or interval.last is None


def _of_statements(statements: Sequence[Statement]) -> list[Limit]:
    standing = [item for item in statements if item.standing is not Standing.REJECTED]
    every = len(standing)

    def missing(title: str, meaning: str, found: list[Statement]) -> Limit:
        return Limit(title, len(found), every, meaning)

    return [
        missing(
            "Statements that nobody has reviewed",
            "They are a machine's reading: wrong ones are among them, and others were overlooked.",
            [item for item in standing if item.standing is Standing.UNREVIEWED],
        ),
        missing(
            "Statements without a date",
            "They do not appear in the timeline; the happening may lie years back.",
            [item for item in standing if item.settled.interval is None],
        ),
        missing(
            "Statements without a place",
            "They do not appear on the map.",
            [item for item in standing if item.settled.place is None],
        ),
        missing(
            "Places without coordinates",
            "The gazetteer does not know the name, or a person has corrected it.",
            [item for item in standing if item.settled.place and not item.settled.location],
        ),
        missing(
            "Statements in an outlet's own voice",
            "No named person answers for them.",
            [item for item in standing if item.settled.speaker == NARRATOR],
        ),
        missing(
            "Statements that no independent source repeats",
            "No second source (copies of one original count once) tells of the same kind of act at "
            "the same place and a date that fits. Statements without both cannot be compared.",
            uncorroborated(standing),
        ),
    ]


def uncorroborated(statements: Sequence[Statement]) -> list[Statement]:
    """Those that no other independent source matches in kind, place and date."""
    events: dict[tuple[str, str], dict[str, list[DateInterval]]] = {}
    for item in statements:
        if (event := _event(item)) and item.settled.interval:
            intervals = events.setdefault(event, {}).setdefault(_independent_source(item), [])
            intervals.append(item.settled.interval)
    return [item for item in statements if not _is_repeated(item, events)]


def _is_repeated(
    statement: Statement, events: Mapping[tuple[str, str], Mapping[str, Sequence[DateInterval]]]
) -> bool:
    event, interval = _event(statement), statement.settled.interval
    if event is None or interval is None:
        return False
    return any(
        _dates_fit(interval, other)
        for source, others in events.get(event, {}).items()
        if source != _independent_source(statement)
        for other in others
    )


def _event(statement: Statement) -> tuple[str, str] | None:
    """What two sources must agree on: the kind of act and the place; None without a place."""
    location = statement.settled.location
    place = location.name if location else statement.settled.place
    return (statement.settled.type, place) if place else None


def _independent_source(statement: Statement) -> str:
    source = statement.source.content.source
    return source.independence_group or source.sha256


def _dates_fit(one: DateInterval, other: DateInterval) -> bool:
    starts_late = one.first and other.last and one.first > other.last
    ends_early = one.last and other.first and one.last < other.first
    return not (starts_late or ends_early)


def _of_keeping(content: DossierContent) -> list[Limit]:
    judgements = sum(map(len, content.judgements.values())) + len(content.unanchored)
    offered = sum(balance.total for balance in content.imports)
    return [
        Limit(
            "Files that could not be taken in",
            len(content.failures),
            max(offered, len(content.failures)),
            "Named with their reasons in section 8; nothing of them is in this dossier.",
        ),
        Limit(
            "Proposals of a language model that nobody has judged",
            content.proposals_left_out,
            content.proposals_left_out,
            "They are left out: none of them stands in this dossier or is counted in it.",
        ),
        Limit(
            "Judgements about words that no statement holds any more",
            len(content.unanchored),
            judgements,
            "A newer reading cuts or words the passage otherwise. They are listed in section 3, "
            "and count nowhere else.",
        ),
        Limit(
            "Erased sources",
            len(content.deletions),
            len(content.sources) + len(content.deletions),
            "The ledger proves that they were erased, when, by whom and why. Its entries without "
            f"content: {sum(item.erased for item in content.deletions)}.",
        ),
    ]
