"""Reading where nothing can shut a worker in: refused, unless a person takes it upon themselves.

Where isolation works it is used, whatever was allowed; so a record says what happened, not what
was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from habeas.model import CaseLocked, UnsafeParse
from habeas.pipeline.isolation import IsolationMissing, Level, best_level, probe
from habeas.pipeline.settings import ImportSettings

if TYPE_CHECKING:
    from habeas.store import CaseStore


def level_for(settings: ImportSettings) -> Level:
    """The strongest level that works here; NONE only where `settings.unsafe_parse`.

    Raises IsolationMissing.
    """
    level = best_level()
    if level is Level.NONE and not settings.unsafe_parse:
        raise IsolationMissing(
            f"nothing here can shut a hostile file in ({why_unisolated()}); nothing was read",
            remedy="on Debian and Ubuntu: apt install bubblewrap; or --unsafe-parse, for files "
            "that you would open with any program on this machine",
        )
    return level


def why_unisolated() -> str:
    """What stands in the way of each level, in one line."""
    levels = [level for level in Level if level is not Level.NONE]
    return "; ".join(f"{level.value}: {probe(level).detail}" for level in levels)


def recorded_in(store: CaseStore, clock: Callable[[], datetime]) -> Callable[[str], None]:
    """What keeps for good, in the ledger, that a person had files read without isolation.

    The function that is returned raises CaseLocked when the signing key is closed.
    """

    def record(why: str) -> None:
        if not store.can_sign:
            raise CaseLocked(
                "the signing key is closed, and reading without isolation goes into the ledger",
                where=str(store.path),
                remedy="open the case for writing, with its passphrase",
            )
        store.append(UnsafeParse(why, store.investigator, clock()))

    return record
