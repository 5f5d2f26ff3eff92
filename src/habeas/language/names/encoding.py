"""Many names as arrays, for the compiled comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from habeas.language.names.first_letters import first_letters
from habeas.language.names.forms import GROUPS_KEPT
from habeas.language.names.keys import NameKeys, PartKeys, keys, the_other_way_round
from habeas.language.names.lexicon import FEMALE, lexicon_name
from habeas.language.names.readings import usual_tail
from habeas.language.names.sounds import Words, sounds_of

# The columns of `EncodedNames.words`.
SURNAME, OTHER_SURNAME, GIVEN, PATRONYMIC = range(4)
# Names whose order is surer than this are not tried the other way round.
CERTAIN = 0.995


@dataclass(frozen=True, eq=False)
class EncodedNames:
    """`n` names of `w` different words with `r` readings.

    `words` (n, 4) number the words for surname, other surname, given name and patronymic, -1 for
    none; `swapped` (n, 4) are those of the other order of surname and given name, where the order
    printed leaves a doubt, else all -1. `readings` are those of the words, as the compiled
    comparison takes them. `numbers` (w, 4), `female` (w,) (1 a woman's name, 0 a man's, -1
    not told), `initial` (w,) and `first_letters` (w,) belong to words; `certainty` (n,) is that
    of the order."""

    words: NDArray[np.int32]
    swapped: NDArray[np.int32]
    readings: Words
    numbers: NDArray[np.int32]
    female: NDArray[np.int8]
    initial: NDArray[np.bool_]
    first_letters: NDArray[np.int64]
    certainty: NDArray[np.float32]


@lru_cache(maxsize=1 << 12)
def _female(numbers: tuple[int, ...]) -> int:
    sexes = {lexicon_name(number).sex for number in numbers}
    return int(sexes == {FEMALE}) if len(sexes) == 1 else -1


def _offsets(lengths: Sequence[int]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)]).astype(np.int32)


def encoded(names: Sequence[str]) -> EncodedNames:
    """The names as arrays, each different word once."""
    known: dict[tuple[bool, PartKeys], int] = {}
    words = np.full((len(names), 4), -1, dtype=np.int32)
    swapped = words.copy()
    certainty = np.ones(len(names), dtype=np.float32)

    def number(into: NDArray[np.int32], found: NameKeys) -> None:
        parts = (found.surname, found.other_surname, found.given, found.patronymic)
        for column, part in enumerate(parts):
            if part is not None:
                kind = column in (SURNAME, OTHER_SURNAME)
                into[column] = known.setdefault((kind, part), len(known))

    for row, name in enumerate(names):
        found = keys(name)
        number(words[row], found)
        certainty[row] = found.name.certainty
        if found.name.certainty < CERTAIN and not found.name.given_is_initial:
            number(swapped[row], keys(the_other_way_round(found.name)))
    parts = [part for _, part in known]
    readings = [reading for part in parts for reading in part.readings]
    sounds = [sounds_of(sound) for _, sound in readings]
    skeletons = [sounds_of(key) for key, _ in readings]
    none = np.zeros(0, dtype=np.uint8)
    numbers = np.full((len(parts), GROUPS_KEPT), -1, dtype=np.int32)
    for row, part in enumerate(parts):
        numbers[row, : len(part.numbers)] = part.numbers[:GROUPS_KEPT]
    return EncodedNames(
        words=words,
        swapped=swapped,
        readings=(
            _offsets([len(part.readings) for part in parts]),
            _offsets([len(sound) for sound in sounds]),
            np.concatenate([*sounds, none]),
            _offsets([len(key) for key in skeletons]),
            np.concatenate([*skeletons, none]),
            np.array([usual_tail(key) for key, _ in readings], dtype=np.int8),
        ),
        numbers=numbers,
        female=np.array([_female(part.numbers) for part in parts], dtype=np.int8),
        initial=np.array([part.initial for part in parts], dtype=np.bool_),
        first_letters=np.array(
            [first_letters(part.text, part.numbers) for part in parts], dtype=np.int64
        ),
        certainty=certainty,
    )
