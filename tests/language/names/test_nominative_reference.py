"""Recovery of the nominative, measured against rules of inflection that are not ours."""

from __future__ import annotations

import pytest

from habeas.language.names.nominative import nominative_name
from tests.language.names.inflected import GENERATOR, inflected_names, same

FLOORS = (0.98, 0.995, 0.995)  # surname, given name, patronymic


@pytest.mark.skipif(
    not GENERATOR.is_dir(), reason="the generator of invented lists is not beside this clone"
)
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_inflected_names_come_back_to_the_nominative(language: str) -> None:
    names = [name for name in inflected_names(3000, 2, 0.2) if name.language == language]
    found = [nominative_name(*name.printed, language) for name in names]
    for part, floor in enumerate(FLOORS):
        right = sum(same(f[part], n.base[part]) for f, n in zip(found, names, strict=True))
        assert right / len(names) >= floor


@pytest.mark.skipif(
    not GENERATOR.is_dir(), reason="the generator of invented lists is not beside this clone"
)
def test_names_in_the_nominative_stay() -> None:
    names = inflected_names(2000, 4, 0.3)
    changed = [n.base for n in names if nominative_name(*n.base, n.language)[:3] != n.base]
    assert len(changed) <= len(names) / 1000
