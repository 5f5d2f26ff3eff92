"""True pairs that names could not have found, counted by dates of birth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from habeas.people.evidence.evidence import Evidence
from habeas.people.partitions.unreached import Unreached, birth_dates, unreached
from tests.people.comparing import evidence_of, records_of

PEOPLE = 40
LEAST = -20.0


def pairs(misspelled: int) -> Evidence:
    """Two lists of the same people; on the second this many surnames are badly misspelled."""
    surnames = [f"Вигад{chr(1072 + k % 30)}{chr(1072 + k // 8)}енко" for k in range(PEOPLE)]
    garbled = [
        f"{name[:2]}ж{name[3:-2]}шо" if k < misspelled else name for k, name in enumerate(surnames)
    ]
    # No key has the patronymic alone, and it says enough for one human.
    fathers = [f"{('Олег', 'Іван', 'Петр', 'Тарас', 'Роман')[k % 5]}ович" for k in range(PEOPLE)]
    born = [f"19{50 + k // 12}-{2 + k % 11:02}-{2 + k % 25:02}" for k in range(PEOPLE)]
    found = evidence_of(
        records_of(
            list=["one"] * PEOPLE + ["two"] * PEOPLE,
            name=[f"{s} {p}" for s, p in zip(surnames + garbled, fathers * 2, strict=True)],
            surname=surnames + garbled,
            patronymic=fathers * 2,
            # Every second person has a date of birth on both lists, the others on one.
            born=born + ["" if k % 2 else day for k, day in enumerate(born)],
        )
    )
    # So few people that any two rows of two lists may well be one.
    likely = np.full_like(found.model.prior, 0.05)
    return replace(found, model=replace(found.model, prior=likely))


@pytest.fixture
def person() -> np.ndarray:
    return np.tile(np.arange(PEOPLE), 2)


def test_spelling_beyond_recognition_is_counted(person: np.ndarray) -> None:
    clean = unreached(pairs(0), person, least=LEAST, seed=1)
    garbled = unreached(pairs(10), person, least=LEAST, seed=1)
    assert clean.pairs > 0
    assert clean.missed == 0.0
    assert garbled.missed > 0.0


def test_the_share_of_records_is_about_half_of_the_share_of_pairs() -> None:
    share = Unreached(20.0, 1000).share(np.random.default_rng(1), 2000)
    assert np.median(share) == pytest.approx(0.01, abs=0.002)


def test_no_witness_is_no_certainty() -> None:
    share = Unreached(0.0, 0).share(np.random.default_rng(1), 2000)
    assert 0.0 < np.median(share) < np.quantile(share, 0.975) < 0.2


def test_new_year_and_mere_years_are_no_dates() -> None:
    records = records_of(name=["а", "б", "в"], born=["1970", "1970-01-01", "1970-03-04"])
    dates = birth_dates(evidence_of(records).compared.features)
    assert (dates > 0).tolist() == [False, False, True]
