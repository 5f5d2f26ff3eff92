"""Inflected names made by the generator of invented lists beside this clone.

Its surname pool (with `russiannames` installed also Russian surnames by frequency), its given
names and its own rules of inflection, which are not ours: imported where they lie, never copied.
"""

from __future__ import annotations

import importlib
import itertools
import random
import sys
from types import ModuleType
from typing import NamedTuple

from tests.house import HOUSE

GENERATOR = HOUSE.parent / "shared" / "linkage"


class Inflected(NamedTuple):
    """A name in the nominative, and as it is printed in another case."""

    language: str
    sex: str
    base: tuple[str, str, str]
    printed: tuple[str, str, str]


def generator() -> ModuleType:
    """The module of the generator; ImportError where it is not beside this clone."""
    sys.path.insert(0, str(GENERATOR))
    return importlib.import_module("gen_people")


def inflected_names(count: int, seed: int, women: float) -> list[Inflected]:
    """Invented names, half of them Ukrainian, half Russian, each in an oblique case."""
    people = generator()
    chance = random.Random(seed)  # noqa: S311 - invented names, no secrets
    pool = people.surname_pool()
    weights = list(itertools.accumulate(each[2] for each in pool))
    male = list(itertools.accumulate(each[3] for each in people.M))
    female = list(itertools.accumulate(each[3] for each in people.F))
    found: list[Inflected] = []
    for _ in range(count):
        ukrainian, woman = chance.random() < 0.5, chance.random() < women
        surname = chance.choices(pool, cum_weights=weights)[0]
        given = chance.choices(
            people.F if woman else people.M, cum_weights=female if woman else male
        )
        father = chance.choices(people.M, cum_weights=male)[0]
        case = chance.choices(people.CASES, (0.45, 0.15, 0.30, 0.10))[0]
        if ukrainian:
            inflect, family = people.infl_uk, people.fem_surname_uk
            base = (surname[0], given[0][0], people.patr_uk(father[0], woman))
        else:
            inflect, family = people.infl_ru, people.fem_surname_ru
            base = (surname[1], given[0][1], people.patr_ru(father[1], woman))
        if woman:
            base = (family(base[0]), *base[1:])
        first, second, third = (
            inflect(word, kind, woman, case)
            for word, kind in zip(base, ("sur", "giv", "patr"), strict=True)
        )
        language, sex = "uk" if ukrainian else "ru", "female" if woman else "male"
        found.append(Inflected(language, sex, base, (first, second, third)))
    return found


def same(one: str, other: str) -> bool:
    """Whether two spellings are one, ё printed as е or not."""
    return one.replace("ё", "е") == other.replace("ё", "е")
