"""How the records of a person hang together: every two that were compared, table or graph."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.responses import Response

from habeas.model import Sameness, to_plain
from habeas.web.page import address
from habeas.web.pages.people.decided import others_like
from habeas.web.pages.people.decided_pairs import decided_pairs
from habeas.web.pages.people.record_lines import source_addresses
from habeas.web.pages.people.register import Register, required_register
from habeas.web.visit import Visit

# More nodes than these are a ball of wool.
MOST_RECORDS = 60
MOST_LINKS = 200


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two records of the person that were compared: `decided` is what people said of them."""

    left: str
    right: str
    probability: float
    barred: bool
    decided: str | None


@dataclass(frozen=True, slots=True)
class Node:
    """A record of the person, or another person who is alike."""

    id: str
    label: str
    kind: str
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """Two that were compared. `standing` is `confirmed` where people said that they are one."""

    id: str
    source: str
    target: str
    label: str
    standing: str


@dataclass(frozen=True, slots=True)
class Graph:
    """What the module `graph` draws."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def pair_lines(register: Register, person: str) -> tuple[PairLine, ...]:
    """The pairs of this person's records that were compared or judged, the likeliest first."""
    import numpy as np

    found = register.people.resolution
    number, pairs = register.number[person], found.pairs
    own = (found.person[pairs.left] == number) & (found.person[pairs.right] == number)
    decided = decided_pairs(register.people)
    lines: dict[frozenset[str], PairLine] = {}
    for place in np.flatnonzero(own).tolist():
        left = found.records.ids[int(pairs.left[place])]
        right = found.records.ids[int(pairs.right[place])]
        both = frozenset((left, right))
        odds = float(np.clip(pairs.log_odds[place], -60.0, 60.0))
        likely = 1.0 / (1.0 + float(np.exp(-odds)))
        answer = decided.get(both)
        lines[both] = PairLine(
            left,
            right,
            round(likely, 4),
            bool(pairs.barred[place]),
            answer.value if answer is not None else None,
        )
    ordered = sorted(lines.values(), key=lambda line: (-line.probability, line.left, line.right))
    return tuple(ordered[:MOST_LINKS])


def graph(visit: Visit, _: bytes) -> Response:
    """The records of a person, and other persons that are alike, for the picture."""
    register = required_register(visit.bench)
    line = register.person(visit.part("id"))
    rows = register.rows[line.id][:MOST_RECORDS]
    drawn = _graph(register, line.id, source_addresses(visit.bench, register, rows))
    content = json.dumps(to_plain(drawn), ensure_ascii=False, allow_nan=False)
    return Response(content, media_type="application/json")


def _graph(register: Register, person: str, addresses: Mapping[int, str]) -> Graph:
    anchors = register.people.anchors
    lists = register.people.resolution.records.list
    nodes = [
        Node(
            anchors[row].record,
            f"{register.spelled[row][:60]} ({lists[row][:40]})",
            "record",
            source,
        )
        for row, source in addresses.items()
    ]
    shown = {node.id for node in nodes}
    edges = [
        Edge(
            f"{pair.left} {pair.right}",
            pair.left,
            pair.right,
            f"{pair.probability:.2f}",
            "confirmed" if pair.decided == Sameness.SAME.value else "proposed",
        )
        for pair in pair_lines(register, person)
        if {pair.left, pair.right} <= shown
    ]
    for other in others_like(register, person):
        href = address("/people/{id}/merge", {"other": other.id}, id=person)
        nodes.append(Node(other.id, other.name[:60], "person", href))
        if other.record in shown:
            words = f"{other.probability:.2f}"
            edges.append(Edge(f"like {other.id}", other.record, other.id, words, "proposed"))
    return Graph(tuple(nodes), tuple(edges))
