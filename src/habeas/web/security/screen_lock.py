"""The lock on the screen: after minutes without a person, or at once when told.

It keeps the case from whoever sits down at a browser left open. It does not guard the memory of
the machine: the case stays open behind it, and only ending `habeas serve` closes it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]
FREE_TRIES = 5
LONGEST_WAIT = 60.0


def clock_that_counts_sleep() -> float:
    """Seconds that go on while the machine is asleep, as when its lid is closed."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@dataclass(slots=True)
class ScreenLock:
    """Whether nothing may be shown; `idle` and `clock` in seconds.

    Nobody is idle before the first `touch`. After five wrong tries each further one must wait
    twice as long as the one before, up to a minute.
    """

    idle: float
    clock: Clock = clock_that_counts_sleep
    _shut: bool = False
    _last_seen: float | None = None
    _wrong: int = 0
    _next_try: float = 0.0

    @property
    def shut(self) -> bool:
        """Whether the screen is locked; it locks here when nobody was seen for too long."""
        if self._last_seen is not None and self.clock() - self._last_seen >= self.idle:
            self._shut = True
        return self._shut

    @property
    def seconds_left(self) -> float:
        """Until it locks by itself; 0 when it is locked."""
        if self.shut:
            return 0.0
        last_seen = self.clock() if self._last_seen is None else self._last_seen
        return max(0.0, self.idle - (self.clock() - last_seen))

    @property
    def wait(self) -> float:
        """Seconds until a further try is looked at."""
        return max(0.0, self._next_try - self.clock())

    def touch(self) -> None:
        """A person is there. Opens nothing that is locked."""
        if not self.shut:
            self._last_seen = self.clock()

    def close(self) -> None:
        """Lock at once."""
        self._shut = True

    def open(self) -> None:
        """Unlock: the right words were said."""
        self._shut, self._wrong, self._next_try = False, 0, 0.0
        self._last_seen = self.clock()

    def failed(self) -> None:
        """The wrong words were said."""
        self._wrong += 1
        if self._wrong >= FREE_TRIES:
            wait = min(LONGEST_WAIT, 2.0 ** (self._wrong - FREE_TRIES))
            self._next_try = self.clock() + wait
