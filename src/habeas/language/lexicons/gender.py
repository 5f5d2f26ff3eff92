"""Grammatical gender of names and nouns, so that "he" and "she" can find whom they mean."""

from __future__ import annotations

from collections import defaultdict
from enum import StrEnum
from functools import cache

from habeas.language.scripts import fold
from habeas.language.slavic import slavic_key
from habeas.language.table import rows


class Gender(StrEnum):
    """What a name or noun tells; EITHER where it is borne by both."""

    FEMALE = "female"
    MALE = "male"
    EITHER = "either"


# Endings of skeletons: patronymics, and surnames of the languages that decline them.
_FEMALE_PATRONYMICS = ("ovna", "evna", "ivna", "isna")
_MALE_PATRONYMICS = ("ovis", "evis")
_FEMALE_SURNAMES = ("ova", "eva", "ina", "ska", "skaa", "saka")
_MALE_SURNAMES = ("ov", "ev", "ski")


# Rarer names of the lexicon are left out: romanised, they meet English words and places.
_COMMON_NAME = 3


@cache
def _given_names() -> dict[str, Gender]:
    """Names as written: those of the lexicon of names, and further ones of the table."""
    # Imported here: the room of names brings numpy, which "habeas --help" does without.
    from habeas.language.names.given_names import full_spellings

    found: dict[str, Gender] = {}
    for spelling, sex in full_spellings(_COMMON_NAME):
        gender = Gender(sex)
        found[spelling] = gender if found.get(spelling, gender) is gender else Gender.EITHER
    return found | {fold(row["name"]): Gender(row["gender"]) for row in rows("given_names.tsv")}


@cache
def _given_skeletons() -> dict[str, Gender]:
    from habeas.language.names.given_names import lexicon_names

    seen: defaultdict[str, set[Gender]] = defaultdict(set)
    for row in rows("given_names.tsv"):
        seen[slavic_key(row["name"])].add(Gender(row["gender"]))
    for name in lexicon_names():
        if name.weight >= _COMMON_NAME:
            for form in (*name.uk, *name.ru):
                seen[slavic_key(form)].add(Gender(name.sex))
    return {key: genders.pop() for key, genders in seen.items() if len(genders) == 1}


@cache
def _nouns() -> dict[str, Gender]:
    return {fold(row["noun"]): Gender(row["gender"]) for row in rows("role_nouns.tsv")}


def gender_of(name: str) -> Gender | None:
    """The gender that a given or full name suggests; None where it tells nothing.

    The given name decides, known as written or by its skeleton; where it is unknown, an initial, or
    borne by both, a patronymic or a declined surname may. A hint for reading pronouns, never a
    fact about a person.
    """
    spaced = fold(name).replace(".", ". ").split()
    words = [word for word in spaced if len(word.strip(".")) > 1]
    if not words:
        return None
    first = None
    if len(words) == len(spaced):  # else it begins with initials
        first = _given_names().get(words[0]) or _given_skeletons().get(slavic_key(words[0]))
    if first in {Gender.FEMALE, Gender.MALE}:
        return first
    return _by_endings(words) or first


def role_gender(noun: str) -> Gender | None:
    """The gender of a noun for a person: "wife", "spokeswoman", "brother"; None if it has none.

    Singular or plural, with or without a full stop ("Mr.").
    """
    word = fold(noun).strip(".")
    singular = word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")
    return _nouns().get(word) or _nouns().get(singular)


def _by_endings(words: list[str]) -> Gender | None:
    keys = [slavic_key(word) for word in words]
    for key in keys:
        if key.endswith(_FEMALE_PATRONYMICS):
            return Gender.FEMALE
        if key.endswith(_MALE_PATRONYMICS) and len(keys) > 1:
            return Gender.MALE
    if keys[-1].endswith(_FEMALE_SURNAMES):
        return Gender.FEMALE
    return Gender.MALE if keys[-1].endswith(_MALE_SURNAMES) else None
