"""Recording what a person decided about records: same, different, unsure; and taking it back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from habeas.model import (
    EvidenceReference,
    Passage,
    PersonJudgement,
    RecordAnchor,
    Sameness,
    WrongUsage,
)
from habeas.pipeline.intake import Clock, now
from habeas.pipeline.judging import require_reason
from habeas.pipeline.person_decisions import Force, Standing, settle
from habeas.pipeline.resolving import ResolvedPeople, kept_people
from habeas.store import CaseStore, PlacedJudgement

_PERSON = "p-"
_SPAN = re.compile(r"(?P<source>[0-9a-fA-F]+):(?P<start>[0-9]+)-(?P<end>[0-9]+)")


@dataclass(frozen=True)
class JudgedPeople:
    """A recorded judgement, and the earlier ones that no longer hold, or not wholly, since it."""

    placed: PlacedJudgement
    outweighed: tuple[Standing, ...] = ()


def judge_people(
    store: CaseStore,
    answer: Sameness | str,
    records: Iterable[str],
    *,
    reason: str,
    others: Iterable[str] = (),
    evidence: Iterable[str] = (),
    reviewer: str | None = None,
    clock: Clock = now,
) -> JudgedPeople:
    """Append a decision about records or persons, each named by its id.

    A person stands for all its records. DIFFERENT without `others` splits the records off from the
    rest of their persons. `evidence` names sources, each by its SHA-256 or the beginning of it,
    with `:start-end` for a passage of its text. `reviewer` is who decided, else the investigator.
    Raises WrongUsage for words that do not fit together, and CaseLocked without the key.
    """
    sameness = _sameness(answer)
    require_reason(reason)
    people = _resolved(store)
    chosen = _anchors(people, records)
    rest = _anchors(people, others)
    if sameness is Sameness.DIFFERENT and not rest:
        rest = _rest(people, chosen)
    _check(sameness, chosen, rest)
    before = settle(store.person_judgements(), people.anchors)
    placed = store.append_person_judgement(
        PersonJudgement(
            answer=sameness,
            records=chosen,
            others=rest,
            reason=reason.strip(),
            author=_author(store, reviewer),
            made_at=clock(),
            evidence=tuple(_reference(store, words) for words in evidence),
        )
    )
    after = settle(store.person_judgements(), people.anchors)
    held = {item.placed.position: item.force for item in before.standings}
    return JudgedPeople(
        placed,
        tuple(
            item
            for item in after.standings
            if item.force in (Force.OUTWEIGHED, Force.IN_PART)
            and item.placed.position in held
            and item.force is not held[item.placed.position]
        ),
    )


def take_back(
    store: CaseStore, position: int, *, reason: str, reviewer: str | None = None, clock: Clock = now
) -> PlacedJudgement:
    """Take back the judgement about people at a position of the ledger; both stay there.

    Taking back a taking back makes the first judgement hold again. Raises WrongUsage for a
    position that holds no judgement about people, or one that is taken back already.
    """
    require_reason(reason)
    standings = settle(store.person_judgements(), ()).standings
    found = {item.placed.position: item for item in standings}
    if position not in found:
        raise WrongUsage(
            f"entry {position} is no judgement about people",
            remedy="habeas people judgements lists them with their numbers",
        )
    if found[position].force is Force.TAKEN_BACK:
        raise WrongUsage(f"judgement {position} is taken back already")
    judgement = found[position].placed.judgement
    return store.append_person_judgement(
        PersonJudgement(
            answer=None,
            records=judgement.records,
            others=judgement.others,
            reason=reason.strip(),
            author=_author(store, reviewer),
            made_at=clock(),
            withdraws=position,
        )
    )


def _sameness(answer: Sameness | str) -> Sameness:
    try:
        return Sameness(answer)
    except ValueError:
        names = ", ".join(item.value for item in Sameness)
        raise WrongUsage(f"{answer!r} is not an answer", remedy=f"one of: {names}") from None


def _author(store: CaseStore, reviewer: str | None) -> str:
    if reviewer is not None and not reviewer.strip():
        raise WrongUsage("the reviewer has no name", remedy="say who decided")
    return store.investigator if reviewer is None else reviewer.strip()


def _resolved(store: CaseStore) -> ResolvedPeople:
    people = kept_people(store)
    if people is None:
        raise WrongUsage("nobody was resolved in this case yet", remedy="run habeas resolve first")
    return people


def _anchors(people: ResolvedPeople, names: Iterable[str]) -> tuple[RecordAnchor, ...]:
    """The records that are named, each once; a person's are all of theirs."""
    by_id = {anchor.record: anchor for anchor in people.anchors}
    persons = people.persons()
    found: dict[str, RecordAnchor] = {}
    for name in names:
        if name in by_id:
            found[name] = by_id[name]
        elif name in persons:
            for row in persons[name]:
                found[people.anchors[row].record] = people.anchors[row]
        else:
            raise WrongUsage(
                f"no {'person' if name.startswith(_PERSON) else 'record'} has this id",
                where=name,
                remedy="habeas people queue and habeas people show name them",
            )
    return tuple(found.values())


def _rest(people: ResolvedPeople, chosen: Sequence[RecordAnchor]) -> tuple[RecordAnchor, ...]:
    """The other records of the persons whose records these are."""
    partition = people.partition
    persons = {partition[anchor.record] for anchor in chosen}
    names = {anchor.record for anchor in chosen}
    return tuple(
        anchor
        for anchor in people.anchors
        if anchor.record not in names and partition[anchor.record] in persons
    )


def _check(answer: Sameness, chosen: Sequence[RecordAnchor], rest: Sequence[RecordAnchor]) -> None:
    both = {anchor.record for anchor in chosen} & {anchor.record for anchor in rest}
    if answer is Sameness.DIFFERENT and both:
        raise WrongUsage("a record cannot differ from itself", where=sorted(both)[0])
    if answer is Sameness.DIFFERENT and not rest:
        raise WrongUsage(
            "these records are the whole of their persons: nothing is left to split off from",
            remedy="name those that they differ from with --others",
        )
    if len({anchor.record for anchor in (*chosen, *rest)}) < 2:
        raise WrongUsage("a decision about people needs two records", remedy="name another one")


def _reference(store: CaseStore, words: str) -> EvidenceReference:
    spanned = _SPAN.fullmatch(words)
    source = store.source(spanned["source"] if spanned else words)
    if spanned is None:
        return EvidenceReference(source.sha256)
    document = store.document(source.sha256)
    if document is None:
        raise WrongUsage("this source has no text to quote", where=words, remedy="name it alone")
    try:
        passage = Passage.of(document.text, int(spanned["start"]), int(spanned["end"]))
    except ValueError as error:
        raise WrongUsage(str(error), where=words) from None
    return EvidenceReference(source.sha256, passage)
