"""What if: the same world with a receipt that nobody has shown, but a user supposes or knows."""

from __future__ import annotations

from dataclasses import replace

from habeas.model import DateInterval, WrongUsage
from habeas.oversight.action import Action, ActionKind, Confidence
from habeas.oversight.treaty import Treaty
from habeas.oversight.world import World


def find_treaty(world: World, name: str) -> Treaty:
    """The treaty that an id or alias names, in any case and spacing. Raises WrongUsage."""
    wanted = _folded(name)
    for treaty in world.treaties.values():
        if wanted in {_folded(treaty.id), *map(_folded, treaty.aliases), _folded(treaty.name)}:
            return treaty
    raise WrongUsage(
        f"no treaty is called {name!r}", remedy=f"name one of {', '.join(world.treaties)}"
    )


def with_notice(world: World, state: str, treaty: str, received: DateInterval) -> World:
    """The world in which the depositary received the state's denunciation then.

    A row that says so without a date is settled by it; else a supposed row is added.
    """
    undated = [
        row
        for row in world.of(state, treaty)
        if row.kind is ActionKind.DENUNCIATION_NOTIFIED and row.confidence is Confidence.UNVERIFIED
    ]
    if undated:
        settled = replace(
            undated[-1], received=received, confidence=Confidence.HIGH, source="supposed"
        )
        return world.with_actions([settled])
    supposed = Action(
        f"supposed.{state}.{treaty}.denunciation",
        state,
        treaty,
        ActionKind.DENUNCIATION_NOTIFIED,
        received=received,
        source="supposed",
    )
    return world.with_actions([supposed])


def _folded(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
