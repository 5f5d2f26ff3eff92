"""Names of many rows as numbers: each different form of a name once, and which row bears it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]

NO_FORM = -1
GROUPS_KEPT = 4


@dataclass(frozen=True, eq=False)
class NameForms:
    """The different forms of one part of the name; entry k of everything belongs to code k.

    `printed` is the spelling, cleaned of rank words and scanning errors; `nominative` its base form
    in its own script. `key` is the skeleton under which the spellings of one name meet, `loose` a
    coarser one (consonants and first vowel); both ASCII. `initial` (m,) marks single letters.
    `groups` (m, 4) are numbers of lexicon names, likeliest first, padded with -1: of the name
    itself, and for patronymics of the father's given name. `fuzzy` (m,) is whether the groups were
    found only after correcting one letter.
    """

    printed: tuple[str, ...]
    nominative: tuple[str, ...]
    key: tuple[str, ...]
    loose: tuple[str, ...]
    initial: NDArray[np.bool_]
    groups: NDArray[np.int32]
    fuzzy: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.printed)


@dataclass(frozen=True, eq=False)
class NameCodes:
    """The parts of `n` rows' names as codes (n,) into the forms, -1 where a part is not given.

    `other_surname` is the second half of a double surname, or a surname borne before; it points
    into `surname_forms`. `call_sign` points into `call_signs`.
    """

    surname: Codes
    given: Codes
    patronymic: Codes
    other_surname: Codes
    call_sign: Codes
    surname_forms: NameForms
    given_forms: NameForms
    patronymic_forms: NameForms
    call_signs: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.surname)
