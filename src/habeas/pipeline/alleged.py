"""The persons whom a claim names as those who did it, and whether a person has confirmed that.

Whoever might be a person counts as one: that a public export waits for a look at "Orrin guards"
does less harm than that it accuses somebody whom nobody has looked at.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from habeas.language import body, countries, demonym, outlet
from habeas.model import Claim, Judgement, Verdict

_LONGEST_ACRONYM = 5
_ROUND = ".,;:!?()[]«»“”„\"'’"


def unconfirmed_names(
    claim: Claim, judgements: Sequence[Judgement], later: Sequence[Judgement] | None = None
) -> tuple[str, ...]:
    """The persons named as actors, by the machine or by people, that nobody has confirmed.

    `judgements` are those on record, oldest first; `later` all that hold by now, where that may
    differ: what has been taken back since is not confirmed. To confirm a claim confirms the actor
    that the machine read, where it was shown; to correct it, only one that the correction names.
    """
    named = dict.fromkeys(_names(claim, judgements))
    confirmed = _confirmed(claim, judgements)
    if later is not None:
        confirmed &= _confirmed(claim, later)
    return tuple(name for name in named if name not in confirmed)


def may_name_a_person(words: str) -> bool:
    """Whether somebody's name may stand in these words.

    >>> may_name_a_person("the colony's warden Pavlo Drenik"), may_name_a_person("Russian guards")
    (True, False)
    """
    if _is_known(words):
        return False
    return any(_may_be_a_name(word.strip(_ROUND)) for word in words.split())


def _names(claim: Claim, judgements: Sequence[Judgement]) -> Iterator[str]:
    """Every actor that stands in the record of the claim: the machine's, and each correction's."""
    every = [claim.actor, *(name for item in judgements for name in _corrected(item))]
    yield from (name for name in every if name and may_name_a_person(name))


def _corrected(judgement: Judgement) -> Iterator[str]:
    for correction in judgement.corrections:
        if correction.field == "actor" and correction.value:
            yield correction.value


def _confirmed(claim: Claim, judgements: Sequence[Judgement]) -> set[str]:
    last = judgements[-1] if judgements else None
    if last is None or last.verdict is Verdict.REJECT:
        return set()
    if last.verdict is Verdict.CONFIRM:
        shown = not last.seen or "actor" in last.seen
        return {claim.actor} if claim.actor and shown else set()
    return set(_corrected(last))


def _may_be_a_name(word: str) -> bool:
    """A word with a capital, or of a script that has none; not a people, a country, an acronym."""
    if not any(map(str.isalpha, word)) or word[0].islower():
        return False
    if any(map(str.isdigit, word)) or (word.isupper() and len(word) <= _LONGEST_ACRONYM):
        return False
    return not _is_known(word)


def _is_known(words: str) -> bool:
    """Whether this names a body, an outlet, a people or a country."""
    return bool(body(words) or outlet(words) or demonym(words)) or words.casefold() in _countries()


@cache
def _countries() -> frozenset[str]:
    return frozenset(
        name.casefold()
        for country in countries()
        for name in (*country.english, *country.ukrainian, *country.russian)
    )
