"""Statements as the rule of contradiction sees them."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.claims import ClaimType, claim_types
from habeas.figures import Standing
from habeas.model import NARRATOR
from habeas.reports.contradiction import ACT_GROUPS, Confrontation, Utterance, confrontations
from habeas.reports.settled import Settled
from habeas.reports.statements import Statement
from habeas.reports.words import name_keys, word_keys

_RIVAL_SCORE = 0.2
# "No doctor came", "they are on no list", "the families were not told" accuse by a negation.
_ACCUSE_NEGATED = frozenset({"conditions", "secret_detention", "enforced_disappearance"})


def confronted(statements: Sequence[Statement]) -> tuple[Confrontation, ...]:
    """Every denial that nobody rejected, beside what may contradict it."""
    return confrontations([_utterance(item) for item in statements if _may_stand(item)])


def _may_stand(statement: Statement) -> bool:
    settled = statement.settled
    supports = settled.negated and settled.type not in _ACCUSE_NEGATED and not settled.denies
    return statement.standing is not Standing.REJECTED and not supports


def _utterance(statement: Statement) -> Utterance:
    settled = statement.settled
    _, content, _ = statement.quote_parts()
    kind = claim_types().get(settled.type)
    if settled.denies and (kind is None or kind.group not in ACT_GROUPS):
        kind = _act_named_in(statement, content) or kind
    # Two outlets' own voices are two speakers.
    own_voice = f"{NARRATOR} of source {statement.source.number}"
    return Utterance(
        number=statement.number,
        denies=settled.denies,
        type=kind.code if kind else settled.type,
        group=kind.group if kind else "other",
        speaker=own_voice if settled.speaker == NARRATOR else settled.speaker,
        place=_place(statement),
        sides=_sides(settled, content),
        words=word_keys(content),
    )


def _sides(settled: Settled, content: str) -> frozenset[str]:
    """Who denies and whom the denial speaks of; of any other statement, who is accused."""
    if not settled.denies:
        return word_keys(settled.actor) if settled.actor else name_keys(content)
    speaker = "" if settled.speaker == NARRATOR else settled.speaker
    return word_keys(speaker) | name_keys(settled.speaker_role, settled.actor, content)


def _act_named_in(statement: Statement, content: str) -> ClaimType | None:
    """The act that a general denial is about: the machine's next best type, else by its words.

    The words of a denial name an act when at least half of the words of the act's label stand in
    it ("no deaths have been recorded": Death in custody); of several acts the one with most words.
    """
    acts = {code: kind for code, kind in claim_types().items() if kind.group in ACT_GROUPS}
    scores = dict(statement.claim.type_scores)
    rivals = [code for code in acts if scores.get(code, 0.0) >= _RIVAL_SCORE]
    if rivals:
        return acts[max(rivals, key=lambda code: scores[code])]
    said = word_keys(content)
    best, most = None, 0
    for kind in acts.values():
        label = word_keys(kind.label)
        if len(label & said) > most and 2 * len(label & said) >= len(label):
            best, most = kind, len(label & said)
    return best


def _place(statement: Statement) -> str | None:
    """One key for every spelling of a located place; the name itself where it is not located."""
    location, name = statement.settled.location, statement.settled.place
    if location is not None:
        return f"{location.name} {location.latitude} {location.longitude}"
    return name.casefold() if name else None
