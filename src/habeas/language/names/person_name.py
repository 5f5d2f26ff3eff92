"""A person's name, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from habeas.language.scripts import Script

_INITIAL = re.compile(r"[^\W\d_]{1,3}\.|[^\W\d_]")


class Part(StrEnum):
    """The parts that a name may have."""

    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"


def is_initial(word: str) -> bool:
    """Whether a word stands for a name by its first letter: О., P, Yu."""
    return _INITIAL.fullmatch(word) is not None


@dataclass(frozen=True, slots=True)
class PersonName:
    """What a printed name says; a part that it does not give is empty.

    `other_surname` is the second half of a double surname, or one borne before. `stripped` are the
    words that are no part of the name: ranks, roles, numbers. `language` is `uk`, `ru` or `be`
    where letters or names tell it, else empty. `order` names the part of each word as printed.
    `certainty`, 0.5 to 1, is how sure it is which word is the surname and which the given name.
    """

    text: str
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    other_surname: str = ""
    call_sign: str = ""
    stripped: tuple[str, ...] = ()
    language: str = ""
    script: Script = Script.NONE
    order: tuple[Part, ...] = ()
    certainty: float = 1.0

    @property
    def given_is_initial(self) -> bool:
        """Whether only the first letter of the given name is known."""
        return is_initial(self.given)

    @property
    def patronymic_is_initial(self) -> bool:
        """Whether only the first letter of the patronymic is known."""
        return is_initial(self.patronymic)
