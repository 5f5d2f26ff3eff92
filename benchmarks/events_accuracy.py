"""Events against an invented world: `python benchmarks/events_accuracy.py [--happenings 800]`.

Prints, beside a naive baseline (same kind, place and date exactly; every document a source of its
own), how well claims of one happening are found together (precision, recall and F1 of pairs) and
how well the independent sources of an event are counted. The worlds are made with three seeds in
three languages (see `invented_happenings.py`); nobody and nothing in them exists.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from invented_happenings import World, invented_world

from habeas.claims import events


@dataclass(frozen=True)
class Grouped:
    """Groups of claims, each with the number of sources said to stand behind it, from and to."""

    groups: Sequence[tuple[tuple[str, ...], int, int]]


def proposed(world: World) -> Grouped:
    """What the room proposes."""
    found = events.propose_events(world.claims)
    return Grouped([(one.claims, one.independent.low, one.independent.high) for one in found])


def naive(world: World) -> Grouped:
    """The same kind, place (the gazetteer's likeliest) and dates; each document a source."""
    together: dict[object, list[str]] = defaultdict(list)
    documents: dict[str, str] = {}
    for item in world.claims:
        claim = item.claim
        documents[claim.id] = item.source.sha256
        if claim.place is None or claim.date is None or claim.place.best is None:
            continue
        together[claim.type, claim.place.best.name, claim.date.interval].append(claim.id)
    groups = []
    for ids in together.values():
        if len(ids) > 1:
            sources = len({documents[one] for one in ids})
            groups.append((tuple(ids), sources, sources))
    return Grouped(groups)


def pairs(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Every two claims that are in one group."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def true_groups(names: Mapping[str, str]) -> list[list[str]]:
    """Claims by what they are of."""
    found: dict[str, list[str]] = defaultdict(list)
    for claim, name in names.items():
        found[name].append(claim)
    return list(found.values())


def figures(world: World, found: Grouped) -> dict[str, float]:
    """Pairs found and sources counted, over the whole world."""
    truth, said = pairs(true_groups(world.happening)), pairs(ids for ids, _, _ in found.groups)
    hit = len(truth & said)
    precision, recall = hit / max(1, len(said)), hit / max(1, len(truth))
    off, covered, over, exact = [], 0, 0, 0
    for ids, low, high in found.groups:
        # Of the happening that most of its claims are of; a wrong member adds no true original.
        most, _ = Counter(world.happening[one] for one in ids).most_common(1)[0]
        originals = len({world.original[one] for one in ids if world.happening[one] == most})
        off.append(abs((low + high) / 2 - originals))
        covered += low <= originals <= high
        over += low > originals
        exact += low == high
    events_found = max(1, len(found.groups))
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(1e-9, precision + recall),
        "events": len(found.groups),
        "error": sum(off) / events_found,
        "covered": covered / events_found,
        "over": over / events_found,
        "exact": exact / events_found,
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--happenings", type=int, default=800)
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    chosen = parser.parse_args()
    print("error: of the middle of the stated number of sources; covered: the truth is in it;")
    print("over: at least one more is claimed than there is; exact: one number is stated\n")
    columns = ("precision", "recall", "F1", "events", "error", "covered", "over", "exact")
    print(f"{'':18}" + "".join(f"{name:>11}" for name in columns) + f"{'CPU s':>8}")
    for seed in chosen.seeds:
        world = invented_world(chosen.happenings, seed)
        print(f"seed {seed}: {len(world.claims)} claims of {chosen.happenings} happenings")
        for name, method in (("proposed", proposed), ("same triple", naive)):
            start = time.process_time()
            found = method(world)
            took = time.process_time() - start
            row = figures(world, found)
            cells = "".join(
                f"{row[column]:>11.0f}" if column == "events" else f"{row[column]:>11.3f}"
                for column in columns
            )
            print(f"  {name:16}{cells}{took:>8.2f}")


if __name__ == "__main__":
    main()
