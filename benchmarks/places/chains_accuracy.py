"""How many hidden nodes are found within 50 km in INVENTED networks, and how many are wrong.

    python benchmarks/places/chains_accuracy.py [--profiles standard labelled …] [--seeds 1 2 …]

For every profile (the standard network, and changed ones): the share of hidden nodes with 20
movements or more that a placed node lies within 50 km of; wrong placed nodes for 5 found; how often
the 90 % circle of a supported node holds the place it stands for; seconds. A simulated score says
that a method does what its model says; it is no accuracy in the field.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from dataclasses import dataclass, replace

from transfer_network import NetworkProfile, TransferNetwork, simulate

from habeas.places.chains import (
    ChainFinding,
    ChainSettings,
    HiddenNode,
    Standing,
    find_hidden_nodes,
)
from habeas.places.distance import distance_km

NEAR_KM = 50.0
FEWEST_MOVEMENTS = 20
STANDARD = NetworkProfile()
LABELLED = replace(STANDARD, labelled=True)
SLOW = (18.0, 12.0, 40.0)
PROFILES = {
    "standard": STANDARD,
    "heavy tails": replace(STANDARD, heavy_tails=True),
    "slow": replace(STANDARD, speeds=SLOW),
    "missing 60 %": replace(STANDARD, missing_hours=0.6),
    "no hours": replace(STANDARD, missing_hours=1.0),
    "mistaken 20 %": replace(STANDARD, mistaken=0.2),
    "many partners": replace(STANDARD, partners=None),
    "small country": replace(
        STANDARD, width_km=1_000.0, height_km=800.0, regions=8, region_bonus=3.0
    ),
    "nothing hidden": replace(STANDARD, hidden=0),
    "labelled": LABELLED,
    "labelled, heavy tails": replace(LABELLED, heavy_tails=True),
    "labelled, slow": replace(LABELLED, speeds=SLOW),
    "labelled, missing 60 %": replace(LABELLED, missing_hours=0.6),
    "labelled, no hours": replace(LABELLED, missing_hours=1.0),
    "labelled, mistaken 20 %": replace(LABELLED, mistaken=0.2),
    "labelled, many partners": replace(LABELLED, partners=None),
    "large": replace(STANDARD, facilities=330, hidden=30, regions=16),
}


@dataclass(frozen=True, slots=True)
class Score:
    """What one network gave."""

    wanted: int
    found: int
    wrong: int
    placed: int
    expected: float
    held: int
    supported: int
    seconds: float


def _away(node: HiddenNode, place: tuple[float, float]) -> float:
    return float(distance_km(*node.centre, *place))


def score(network: TransferNetwork, finding: ChainFinding, seconds: float) -> Score:
    """Counts for one network; a placed node stands for the nearest hidden place, once."""
    placed = [node for node in finding.nodes if node.standing is Standing.PLACED]
    taken: set[str] = set()
    wrong = 0
    for node in placed:
        names = [node.label[2:]] if node.label else [*network.hidden]
        names = [name for name in names if name not in taken]
        names.sort(key=lambda name: _away(node, network.hidden[name]))
        if names and _away(node, network.hidden[names[0]]) <= NEAR_KM:
            taken.add(names[0])
        else:
            wrong += 1
    wanted = {name for name, count in network.movements.items() if count >= FEWEST_MOVEMENTS}
    held = supported = 0
    for node in finding.nodes:
        true = _stands_for(network, node)
        if node.supported and true in network.hidden:
            supported += 1
            held += _away(node, network.hidden[true]) <= node.radius_km_90
    expected = sum(node.existence * node.near for node in placed)
    found = len(wanted & taken)
    return Score(len(wanted), found, wrong, len(placed), expected, held, supported, seconds)


def _stands_for(network: TransferNetwork, node: HiddenNode) -> str:
    """Where most of a node's supporting stays really were."""
    if node.label:
        return node.label[2:]
    return Counter(network.where[stay] for stay in node.supporting).most_common(1)[0][0]


def main(arguments: list[str] | None = None) -> None:
    """Print one line a profile."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--profiles", nargs="+", default=list(PROFILES), choices=list(PROFILES))
    parser.add_argument("--seeds", nargs="+", type=int, default=list(range(1, 11)))
    chosen = parser.parse_args(arguments)
    for name in chosen.profiles:
        scores = []
        for number in chosen.seeds:
            network = simulate(PROFILES[name], number)
            begun = time.perf_counter()
            finding = find_hidden_nodes(
                network.stays, network.facilities, network.places, ChainSettings(seed=number)
            )
            scores.append(score(network, finding, time.perf_counter() - begun))
        _print(name, scores)


def _print(name: str, scores: list[Score]) -> None:
    found, wanted = sum(s.found for s in scores), sum(s.wanted for s in scores)
    wrong, placed = sum(s.wrong for s in scores), sum(s.placed for s in scores)
    held, supported = sum(s.held for s in scores), sum(s.supported for s in scores)
    print(
        f"{name:26} found {found}/{wanted} = {found / max(wanted, 1):.2f}; "
        f"wrong for 5 found {5 * wrong / max(placed - wrong, 1):.2f} "
        f"(expected right {sum(s.expected for s in scores):.1f} of {placed}); "
        f"90 % circle holds {held}/{supported} = {held / max(supported, 1):.2f}; "
        f"{max(s.seconds for s in scores):.1f} s at most",
        flush=True,
    )


if __name__ == "__main__":
    main()
