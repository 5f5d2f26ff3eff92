"""Statements as the rule of contradiction sees them."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims import claim_types
from habeas.figures import Standing
from habeas.model import NARRATOR
from habeas.reports.contradiction import Confrontation, Utterance, confrontations
from habeas.reports.statements import Statement
from habeas.reports.words import name_keys, word_keys


def confronted(statements: Sequence[Statement]) -> tuple[Confrontation, ...]:
    """Every denial that nobody rejected, beside what may contradict it."""
    return confrontations([_utterance(item) for item in statements if _may_stand(item)])


def _may_stand(statement: Statement) -> bool:
    settled = statement.settled
    supports = settled.negated and settled.type != "conditions" and not settled.denies
    return statement.standing is not Standing.REJECTED and not supports


def _utterance(statement: Statement) -> Utterance:
    settled = statement.settled
    kind = claim_types().get(settled.type)
    _, content, _ = statement.quote_parts()
    # Two outlets' own voices are two speakers.
    own_voice = f"{NARRATOR} of source {statement.source.number}"
    sides = (
        name_keys(settled.speaker_role, settled.actor, content)
        if settled.denies
        else name_keys(settled.actor or content)
    )
    return Utterance(
        number=statement.number,
        denies=settled.denies,
        type=settled.type,
        group=kind.group if kind else "other",
        speaker=own_voice if settled.speaker == NARRATOR else settled.speaker,
        place=_place(statement),
        sides=sides,
        words=word_keys(content),
    )


def _place(statement: Statement) -> str | None:
    """One key for every spelling of a located place; the name itself where it is not located."""
    location, name = statement.settled.location, statement.settled.place
    if location is not None:
        return f"{location.name} {location.latitude} {location.longitude}"
    return name.casefold() if name else None
