"""Why a person is one person: which records, which evidence, and what holds it together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from habeas.model import WrongUsage
from habeas.people.evidence.findings import Finding, findings
from habeas.people.resolution import Resolution


@dataclass(frozen=True)
class Joined:
    """A record and the one that it is most alike among those before it, with their findings.

    `bits` are the log2 odds of the two alone, prior included; `probability` is that of the record
    belonging with all the others.
    """

    record: str
    nearest: str | None
    bits: float
    probability: float
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Waterfall:
    """A person's records, the best supported first, each with what joins it to those before.

    `keystones` are records without which the others would not hold together.
    """

    person: str
    joined: tuple[Joined, ...]
    keystones: tuple[str, ...]


def waterfall(resolution: Resolution, person: str) -> Waterfall:
    """The evidence behind one person. Raises WrongUsage for an id that names none."""
    if resolution.evidence is None:
        raise ValueError("this resolution was made without its evidence")
    try:
        number = resolution.person_ids.index(person)
    except ValueError:
        raise WrongUsage(
            f"there is no person {person!r}", remedy="take an id from the resolved list"
        ) from None
    members = np.flatnonzero(resolution.person == number).astype(np.int32)
    odds = _between(resolution, members)
    order = _best_first(odds)
    joined = [_joined(resolution, members, odds, order, place) for place in range(len(order))]
    return Waterfall(person, tuple(joined), _keystones(resolution, members, odds))


def _between(resolution: Resolution, members: NDArray[np.int32]) -> NDArray[np.float64]:
    """Log odds of all pairs of members, (k, k)."""
    odds = np.full((len(members), len(members)), -np.inf)
    pairs = np.array(list(combinations(range(len(members)), 2)), dtype=np.int32).reshape(-1, 2)
    if len(pairs) and resolution.evidence is not None:
        found = resolution.evidence.log_odds(members[pairs[:, 0]], members[pairs[:, 1]])
        odds[pairs[:, 0], pairs[:, 1]] = odds[pairs[:, 1], pairs[:, 0]] = found
    return odds


def _best_first(odds: NDArray[np.float64]) -> list[int]:
    """The strongest pair, then always the record most alike one that is in already."""
    if len(odds) == 1:
        return [0]
    first, second = np.unravel_index(int(np.argmax(odds)), odds.shape)
    order = [int(first), int(second)]
    while len(order) < len(odds):
        rest = [place for place in range(len(odds)) if place not in order]
        order.append(max(rest, key=lambda place: float(odds[place, order].max())))
    return order


def _joined(
    resolution: Resolution,
    members: NDArray[np.int32],
    odds: NDArray[np.float64],
    order: list[int],
    place: int,
) -> Joined:
    here = order[place]
    record = int(members[here])
    name = resolution.records.ids[record]
    probability = round(float(resolution.probability[record]), 4)
    if place == 0 or resolution.evidence is None:
        return Joined(name, None, 0.0, probability, ())
    nearest = max(order[:place], key=lambda other: float(odds[here, other]))
    other = int(members[nearest])
    said = findings(resolution.evidence, resolution.records, other, record)
    bits = round(float(odds[here, nearest]) / float(np.log(2)), 2)
    return Joined(name, resolution.records.ids[other], bits, probability, said)


def _keystones(
    resolution: Resolution, members: NDArray[np.int32], odds: NDArray[np.float64]
) -> tuple[str, ...]:
    """Records whose loss leaves the others in two parts that no pair holds together."""
    if len(members) < 3:
        return ()
    linked = odds > resolution.figures.get("threshold", 0.0)
    found = []
    for gone in range(len(members)):
        rest = [place for place in range(len(members)) if place != gone]
        reached = {rest[0]}
        waiting = [rest[0]]
        while waiting:
            near = np.flatnonzero(linked[waiting.pop()])
            new = [place for place in near.tolist() if place != gone and place not in reached]
            reached.update(new)
            waiting.extend(new)
        if len(reached) < len(rest):
            found.append(resolution.records.ids[int(members[gone])])
    return tuple(found)
