"""Grammatical gender of names and nouns, so that "he" and "she" can find whom they mean."""

from __future__ import annotations

from enum import StrEnum


class Gender(StrEnum):
    """What a name or noun tells; EITHER where it is borne by both."""

    FEMALE = "female"
    MALE = "male"
    EITHER = "either"


def gender_of(name: str) -> Gender | None:
    """The gender that a given or full name suggests; None where it tells nothing.

    A hint for reading pronouns, never a fact about a person.
    """
    return None


def role_gender(noun: str) -> Gender | None:
    """The gender of a noun for a person: "wife", "spokeswoman", "brother"; None if it has none."""
    return None
