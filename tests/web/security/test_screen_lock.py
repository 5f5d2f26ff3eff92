"""The lock on the screen, by a clock of the test's own."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from habeas.web.security.screen_lock import (
    FREE_TRIES,
    LONGEST_WAIT,
    ScreenLock,
    clock_that_counts_sleep,
)


@dataclass
class Hands:
    """A clock whose hands the test moves."""

    now: float = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def lock(hands: Hands) -> ScreenLock:
    return ScreenLock(600.0, hands)


def test_nobody_is_idle_before_they_came(lock: ScreenLock, hands: Hands) -> None:
    hands.now += 10_000
    assert not lock.shut


def test_it_locks_when_the_time_is_over_and_not_before(lock: ScreenLock, hands: Hands) -> None:
    lock.touch()
    hands.now += 599.9
    assert not lock.shut
    assert lock.seconds_left == pytest.approx(0.1)
    hands.now += 0.1
    assert lock.shut
    assert lock.seconds_left == 0


def test_a_person_who_is_there_keeps_it_open(lock: ScreenLock, hands: Hands) -> None:
    for _ in range(10):
        lock.touch()
        hands.now += 599
    assert not lock.shut


def test_nothing_but_opening_opens_it(lock: ScreenLock, hands: Hands) -> None:
    lock.touch()
    hands.now += 600
    lock.touch()
    assert lock.shut
    hands.now -= 600
    assert lock.shut
    lock.open()
    assert not lock.shut


def test_it_locks_at_once_when_told(lock: ScreenLock) -> None:
    lock.touch()
    lock.close()
    assert lock.shut


def test_after_five_wrong_tries_each_waits_twice_as_long(lock: ScreenLock, hands: Hands) -> None:
    waits = []
    for _ in range(FREE_TRIES + 9):
        lock.failed()
        waits.append(lock.wait)
    assert waits[: FREE_TRIES - 1] == [0] * (FREE_TRIES - 1)
    assert waits[FREE_TRIES - 1 :] == [1, 2, 4, 8, 16, 32, *[LONGEST_WAIT] * 4]
    hands.now += LONGEST_WAIT
    assert lock.wait == 0


def test_a_right_try_forgets_the_wrong_ones(lock: ScreenLock) -> None:
    for _ in range(FREE_TRIES + 3):
        lock.failed()
    lock.open()
    assert lock.wait == 0
    lock.failed()
    assert lock.wait == 0


def test_the_clock_goes_on() -> None:
    first = clock_that_counts_sleep()
    assert clock_that_counts_sleep() >= first > 0
