"""The walls around a process that reads a hostile file.

    level = best_level()                              # found out by trying it, once per process
    Popen(command(level, program), env=environment(), cwd="/")
    confine(level, memory=…)                          # in the worker, before it reads anything
    forbid_children()                                 # in the process of one document

Bubblewrap shuts the worker into namespaces of its own; Landlock and seccomp hold inside it too, and
alone where there is no bubblewrap. This face loads nothing by itself: a trial must start quickly.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from habeas.pipeline.isolation.confining import IsolationMissing, confine, forbid_children
    from habeas.pipeline.isolation.level import Level, Probe
    from habeas.pipeline.isolation.probing import best_level, probe
    from habeas.pipeline.isolation.starting import command, environment

__all__ = [
    "IsolationMissing",
    "Level",
    "Probe",
    "best_level",
    "command",
    "confine",
    "environment",
    "forbid_children",
    "probe",
]

_HOMES = {
    "IsolationMissing": "confining",
    "Level": "level",
    "Probe": "level",
    "best_level": "probing",
    "command": "starting",
    "confine": "confining",
    "environment": "starting",
    "forbid_children": "confining",
    "probe": "probing",
}


def __getattr__(name: str) -> object:
    try:
        home = _HOMES[name]
    except KeyError:
        raise AttributeError(
            f"module 'habeas.pipeline.isolation' has no attribute {name!r}"
        ) from None
    return getattr(import_module(f"habeas.pipeline.isolation.{home}"), name)
