"""The actions and treaties that the room comes with, without the tables of its other parts."""

from __future__ import annotations

from functools import cache

from habeas.language import table_rows
from habeas.oversight.tables import AS_OF, action_of, data_path, read_toml, treaty_of
from habeas.oversight.world import World, grouped


@cache
def shipped_actions() -> World:
    """A world of the shipped treaties and actions only."""
    treaties = [treaty_of(entry) for entry in read_toml("treaties.toml")["treaty"]]
    actions = [action_of(row) for row in table_rows(data_path("actions.tsv"))]
    return World(AS_OF, {treaty.id: treaty for treaty in treaties}, grouped(actions))
