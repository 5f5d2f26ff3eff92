"""Independent units: unknown stays told by one cluster with the same neighbours count once."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.places.chains.network import UNNAMED, Journey, Network, UnknownStay


@dataclass(frozen=True, slots=True)
class Unit:
    """Stays of one cluster at one unknown place, between the same known facilities.

    `came` and `went` number the facility before and after, -1 where none is known; `label` is the
    number of the label or -1; `stays` are positions in the list of stays.
    """

    cluster: str
    came: int
    went: int
    label: int
    stays: tuple[int, ...]
    journeys_in: tuple[Journey, ...]
    journeys_out: tuple[Journey, ...]


def units_of(network: Network) -> tuple[Unit, ...]:
    """The independent units among the unknown stays, in the order in which they first stand."""
    together: dict[tuple[str, int, int, int], list[UnknownStay]] = {}
    for unknown in network.unknown:
        came = unknown.came.origin if unknown.came else UNNAMED
        went = unknown.went.target if unknown.went else UNNAMED
        key = (unknown.cluster, max(came, UNNAMED), max(went, UNNAMED), unknown.label)
        together.setdefault(key, []).append(unknown)
    return tuple(
        Unit(
            cluster,
            came,
            went,
            label,
            tuple(item.stay for item in items),
            tuple(item.came for item in items if item.came),
            tuple(item.went for item in items if item.went),
        )
        for (cluster, came, went, label), items in together.items()
    )
