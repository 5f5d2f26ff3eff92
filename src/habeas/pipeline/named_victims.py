"""The persons whom the claims of a text name as victims, each once in a text.

* A rejected claim names nobody; a corrected one names whom the reviewer wrote.
* Only claims about what was done to a person, or became of them: who is sanctioned, inspected or
  accused is no captive. A name that does the harm somewhere in the same text is left out as well:
  nobody alleged to have tortured is looked up in the lists.
* "five prisoners" and "soldiers" are no names (`looks_like_a_name`).
* A surname alone is the person whose full name the text gives, where only one full name fits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.claims import claim_types
from habeas.language import demonym
from habeas.model import (
    Claim,
    DateInterval,
    DateRole,
    Judgement,
    Modality,
    Passage,
    Stance,
    Verdict,
)

_GROUPS = frozenset({"ill_treatment", "life", "liberty", "outcome"})
_HARM = frozenset({"ill_treatment", "life", "liberty"})
_ALSO = frozenset({"trial"})
_HAPPENINGS = {
    "capture": "captured",
    "detention": "seen",
    "secret_detention": "seen",
    "transfer": "transferred",
    "exchange_release": "released",
    "rescue": "released",
    "killing": "died",
    "death_in_custody": "died",
}
_TOLD_AS_SO = frozenset({Stance.ASSERTS, Stance.REPORTS})
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Happening:
    """What a claim says happened to the person (the word of an event kind), and when."""

    kind: str
    interval: DateInterval


@dataclass(frozen=True, slots=True)
class NamedVictim:
    """A person whom a text names. `claim` and `passage` are of the first claim that does so."""

    name: str
    claim: str
    passage: Passage
    place: str | None
    happenings: tuple[Happening, ...]


def named_victims(
    claims: Iterable[Claim], judgements: Mapping[str, tuple[Judgement, ...]]
) -> tuple[NamedVictim, ...]:
    """The persons named as victims in the claims of one text, in the order of the text.

    `judgements` maps a claim's id to its judgements, oldest first.
    """
    stated = [
        _Stated.of(claim, judgements.get(claim.id, ()))
        for claim in sorted(claims, key=lambda claim: (claim.passage.start, claim.id))
    ]
    kept = [item for item in stated if item is not None]
    harming = {_key(item.actor) for item in kept if item.actor and item.group in _HARM}
    named = [item for item in kept if item.names_a_person and _key(item.victim) not in harming]
    full = {_key(item.victim) for item in named}
    persons: dict[tuple[str, ...], list[_Stated]] = {}
    for item in named:
        persons.setdefault(_fullest(_key(item.victim), full), []).append(item)
    return tuple(_victim(items) for items in persons.values())


def looks_like_a_name(words: str) -> bool:
    """Whether this is a person's name, not a description of people: capitalised, no number.

    >>> looks_like_a_name("Taras Velmin"), looks_like_a_name("at least 14 Ukrainian soldiers")
    (True, False)
    """
    parts = words.split()
    return 1 <= len(parts) <= _MOST_WORDS and all(
        part[0].isupper() and not any(map(str.isdigit, part)) and demonym(part) is None
        for part in parts
    )


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a claim says of its victim, with the reviewer's corrections."""

    claim: Claim
    type: str
    actor: str | None
    victim: str
    place: str | None
    happening: Happening | None

    @classmethod
    def of(cls, claim: Claim, judgements: Sequence[Judgement]) -> _Stated | None:
        """None where the claim was rejected."""
        judgement = judgements[-1] if judgements else None
        if judgement is not None and judgement.verdict is Verdict.REJECT:
            return None
        machine = {
            "type": claim.type,
            "actor": claim.actor,
            "victim": claim.victim,
            "place": claim.place.name if claim.place else None,
        }
        corrected = {item.field: item.value for item in judgement.corrections} if judgement else {}
        values = machine | {key: corrected[key] for key in machine.keys() & corrected.keys()}
        kind = values["type"] or claim.type
        victim, happening = values["victim"] or "", _happening(claim, kind, corrected)
        return cls(claim, kind, values["actor"], victim, values["place"], happening)

    @property
    def group(self) -> str | None:
        known = claim_types().get(self.type)
        return known.group if known else None

    @property
    def names_a_person(self) -> bool:
        return (self.group in _GROUPS or self.type in _ALSO) and looks_like_a_name(self.victim)


def _happening(claim: Claim, kind: str, corrected: Mapping[str, str | None]) -> Happening | None:
    """What a claim says happened, where it says so as a fact; nothing of what is denied."""
    stance = corrected.get("stance") or claim.stance
    negated = corrected.get("negated", "true" if claim.negated else "false") == "true"
    modality = corrected.get("modality") or claim.modality
    if kind not in _HAPPENINGS or stance not in _TOLD_AS_SO or negated or modality != Modality.FACT:
        return None
    interval = claim.date.interval if claim.date else DateInterval(None, None)
    role = corrected.get("date_role") or (claim.date.role if claim.date else DateRole.EVENT)
    if role != DateRole.EVENT:
        interval = DateInterval(None, None)
    if corrected.keys() & {"date_from", "date_to"}:
        first = _day(corrected, "date_from", interval.first)
        interval = DateInterval(first, _day(corrected, "date_to", interval.last))
    return Happening(_HAPPENINGS[kind], interval)


def _day(corrected: Mapping[str, str | None], field: str, machine: date | None) -> date | None:
    if field not in corrected:
        return machine
    value = corrected[field]
    return date.fromisoformat(value) if value else None


def _key(name: str | None) -> tuple[str, ...]:
    return tuple((name or "").casefold().replace("’", "'").split())


def _fullest(key: tuple[str, ...], full: set[tuple[str, ...]]) -> tuple[str, ...]:
    """The full name that a single word is short for, where there is exactly one."""
    if len(key) != 1:
        return key
    longer = [other for other in full if len(other) > 1 and key[0] in (other[0], other[-1])]
    return longer[0] if len(longer) == 1 else key


def _victim(items: Sequence[_Stated]) -> NamedVictim:
    first = items[0]
    name = max((item.victim for item in items), key=lambda name: len(name.split()))
    place = next((item.place for item in items if item.place), None)
    happenings = dict.fromkeys(item.happening for item in items if item.happening)
    return NamedVictim(
        " ".join(name.split()), first.claim.id, first.claim.passage, place, tuple(happenings)
    )
