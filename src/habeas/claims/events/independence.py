"""How many originals stand behind an event: never more than is known, never fewer.

The rules, said aloud because a number of sources persuades:

1. Copies are one original: documents that share most of a text, that a person put into one
   `independence_group`, or that carry the claim in the same words (of two named people, perhaps).
2. A speaker who is named is one original in however many documents; so is a body or an outlet that
   is named as the one who says it, and an outlet through which somebody's words came.
3. What an outlet says in its own voice goes back to whoever it names in the same document; where
   it names nobody, it is an original that may be another's retelling.
4. A document that names another document's outlet retells that one, and adds nothing to it.
5. For sure an original of its own is a named person who tells at first hand (no wife, lawyer or
   spokesperson passing on what another went through), and a source that a person set apart by its
   `independence_group`. Two that are never found apart in two documents, or of whom one is the
   victim that the other tells of, are one at least and two at most.
6. `high` counts all originals that are not known to be another one's; `low` only the sure ones,
   and 1 where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from habeas.claims.events import named, wording
from habeas.claims.events.event import IndependentSources, Original
from habeas.claims.events.told import Told
from habeas.claims.events.union import Union
from habeas.language import fold
from habeas.model import NARRATOR

_MOST_COMPARED = 200
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Account:
    """One claim as an account: `key` is its original, `document` what copies of it share.

    `speaks`: somebody is named or described who says it. `through` are outlets that it names.
    """

    told: Told
    key: Key
    document: Key
    own: bool
    speaks: bool
    through: tuple[str, ...]
    label: str


def independent_sources(
    told: Sequence[Told], copies: Mapping[str, str] | None = None
) -> IndependentSources:
    """The number of originals behind claims of one event that tell of it (no denials).

    `copies` maps a source's SHA-256 to what all copies of one text share (see `text_print`).
    """
    if not told:
        return IndependentSources(0, 0)
    documents = _documents(told, copies or {})
    persons = _persons(told)
    accounts = [_account(item, documents[item.source], persons) for item in told]
    joined = Union()
    _join_documents(joined, accounts)
    repeating = Union()
    for one, other in _in_the_same_words(accounts):
        repeating.join(one.document, other.document)
        if not one.key[0] == other.key[0] == "person":
            joined.join(one.key, other.key)
    notes = list(_join_retellings(joined, accounts))
    return _counted(joined, repeating, accounts, notes)


def _documents(told: Sequence[Told], copies: Mapping[str, str]) -> dict[str, Key]:
    """One key for all documents that are copies of one original, or that a person made one."""
    joined = Union()
    for item in told:
        sha256, group = item.source, item.sourced.source.independence_group
        joined.join(("source", sha256), ("source", copies.get(sha256, sha256)))
        if group:
            joined.join(("source", sha256), ("group", group))
    return {item.source: joined.root(("source", item.source)) for item in told}


def _persons(told: Sequence[Told]) -> dict[str, str]:
    """Each named speaker → the first of the names that may be the same person's."""
    found = sorted(
        {
            item.speaker.name
            for item in told
            if item.speaker and item.speaker.kind is named.Kind.PERSON
        }
    )
    joined = Union()
    for at, one in enumerate(found):
        for other in found[at + 1 :]:
            if named.same_person(one, other) is not False:
                joined.join(("person", one), ("person", other))
    return {name: joined.root(("person", name))[1] for name in found}


def _account(item: Told, document: Key, persons: Mapping[str, str]) -> _Account:
    claim, facts = item.sourced.claim, item.sourced.source
    attribution = claim.attribution
    own_outlet = named.outlet_key(facts.outlet) if facts.outlet else ""
    set_apart = bool(facts.independence_group)
    through = tuple(sorted(item.through))
    speaker = item.speaker
    label = attribution.speaker
    if attribution.speaker == NARRATOR:
        key: Key = ("outlet", own_outlet) if own_outlet else document
        label = facts.outlet or f"source {facts.sha256[:12]}"
        return _Account(item, key, document, set_apart, False, through, label)
    if speaker is None or speaker.kind is named.Kind.STATE:
        described = (fold(attribution.speaker), *document)
        key = ("described", "\n".join(described))
        return _Account(item, key, document, set_apart, True, through, label)
    if speaker.kind is named.Kind.PERSON:
        first_hand = not named.passes_on(attribution.role)
        key = ("person", persons[speaker.name])
        own = first_hand or set_apart
        return _Account(item, key, document, own, True, through, label)
    if speaker.kind is named.Kind.OUTLET:
        name = named.outlet_key(speaker.name)
        if name == own_outlet:
            return _Account(item, ("outlet", name), document, set_apart, False, through, label)
        return _Account(item, ("outlet", name), document, False, False, through, label)
    key = ("body", speaker.name)
    return _Account(item, key, document, set_apart, True, through, label)


def _join_documents(joined: Union, accounts: Sequence[_Account]) -> None:
    """What two documents that are copies say in their own voice is one account."""
    for one in accounts:
        joined.join(one.key, one.key)
        if not one.speaks and not one.through:
            joined.join(one.key, one.document)


def _in_the_same_words(accounts: Sequence[_Account]) -> Iterator[tuple[_Account, _Account]]:
    """Accounts in the same words; each with the first such, and like ones with each other."""
    first: dict[tuple[str, str], _Account] = {}
    for one in accounts:
        wording_key = (fold(one.told.content), one.told.language)
        if wording_key in first:
            yield first[wording_key], one
        first.setdefault(wording_key, one)
    distinct = list(first.values())
    for at, one in enumerate(distinct):
        for other in distinct[at + 1 : at + 1 + _MOST_COMPARED]:
            one_language = one.told.language == other.told.language
            if one_language and wording.same_words(one.told.words, other.told.words):
                yield one, other


def _join_retellings(joined: Union, accounts: Sequence[_Account]) -> Iterator[str]:
    """Whoever names an outlet retells it: its document where that is here, else the outlet."""
    by_outlet: dict[str, list[_Account]] = {}
    for one in accounts:
        outlet = one.told.sourced.source.outlet
        if outlet:
            by_outlet.setdefault(named.outlet_key(outlet), []).append(one)
    for one in accounts:
        for outlet in one.through:
            original = [
                other for other in by_outlet.get(outlet, []) if other.document != one.document
            ]
            if not original:
                if not one.own:
                    joined.join(one.key, ("outlet", outlet))
                continue
            yield f"{one.told.id} retells {outlet}"
            speaking = [other for other in original if other.speaks]
            if not speaking:
                for other in original:
                    joined.join(one.key, other.key)
            elif not one.own:
                joined.join(one.key, speaking[0].key)


def _counted(
    joined: Union, repeating: Union, accounts: Sequence[_Account], notes: list[str]
) -> IndependentSources:
    hosts = {one.document for one in accounts if one.speaks}
    groups: dict[Key, list[_Account]] = {}
    for one in accounts:
        groups.setdefault(joined.root(one.key), []).append(one)
    originals: list[Original] = []
    sure: list[list[_Account]] = []
    for members in groups.values():
        own = any(one.own for one in members)
        speaks = any(one.speaks for one in members)
        if not own and not speaks and any(one.document in hosts for one in members):
            notes.append(f"{_label(members)} goes back to whom the same document names")
            continue
        originals.append(Original(_label(members), _ids(members), own))
        if own:
            sure.append(members)
    low = max(1, _certain(sure, repeating))
    high = max(low, len(originals))
    ordered = sorted(originals, key=lambda one: (not one.own, one.claims))
    return IndependentSources(low, high, tuple(ordered), tuple(sorted(set(notes))))


def _certain(sure: Sequence[Sequence[_Account]], repeating: Union) -> int:
    """Sure originals; such as never stand apart from another (or tell of its victim) count once.

    A document that repeats another one's words is no place of its own to be found in.
    """
    joined = Union()
    documents = [{repeating.root(one.document) for one in members if one.own} for members in sure]
    for number, members in enumerate(sure):
        joined.join(_numbered(number), _numbered(number))
        for earlier, others in enumerate(sure[:number]):
            together = (
                documents[number] <= documents[earlier] or documents[earlier] <= documents[number]
            )
            if together or _tells_of(members, others) or _tells_of(others, members):
                joined.join(_numbered(number), _numbered(earlier))
    return len({joined.root(_numbered(number)) for number in range(len(sure))})


def _numbered(number: int) -> Key:
    return "original", f"{number:06}"


def _tells_of(members: Iterable[_Account], others: Iterable[_Account]) -> bool:
    victims = {name for one in members for name in one.told.victims}
    speakers = {
        one.told.speaker.name
        for one in others
        if one.told.speaker and one.told.speaker.kind is named.Kind.PERSON
    }
    return any(
        named.same_person(victim, speaker) is not False
        for victim in victims
        for speaker in speakers
    )


def _label(members: Sequence[_Account]) -> str:
    speaking = [one for one in members if one.speaks] or list(members)
    return min(one.label for one in speaking)


def _ids(members: Sequence[_Account]) -> tuple[str, ...]:
    return tuple(sorted(one.told.id for one in members))
