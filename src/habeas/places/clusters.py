"""What counts once: sightings that share a witness, an interviewer or a story are one cluster."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from habeas.language import fold

_SHARED = ("cluster", "witness", "interviewer", "story")
# Two people may use the same few words; the same long sentence was copied.
_LONG_WORDING = 60


def independent_clusters(rows: Sequence[Mapping[str, str]]) -> list[str]:
    """The cluster of each row, named after the first of its rows that names one ("C1" else).

    A row says `cluster`, `witness`, `interviewer`, `story` and `text`, any of them or none. Rows
    with one value of the first four in common belong together, as do rows with the same long
    text; that holds through others too. What a row leaves empty joins it to nobody.
    """
    parent = list(range(len(rows)))

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    first: dict[Hashable, int] = {}
    for number, row in enumerate(rows):
        for key in _keys(row):
            other = root(first.setdefault(key, number))
            mine = root(number)
            parent[max(mine, other)] = min(mine, other)
    roots = [root(number) for number in range(len(rows))]
    names = _names(rows, roots)
    return [names[number] for number in roots]


def _keys(row: Mapping[str, str]) -> list[tuple[str, str]]:
    keys = [(field, fold(value)) for field in _SHARED if (value := row.get(field, "").strip())]
    wording = fold(row.get("text", ""))
    return [*keys, ("text", wording)] if len(wording) >= _LONG_WORDING else keys


def _names(rows: Sequence[Mapping[str, str]], roots: Sequence[int]) -> dict[int, str]:
    """A name for each cluster, no two alike: the first cluster id that one of its rows states."""
    stated: dict[int, str] = {}
    for number, row in enumerate(rows):
        if row.get("cluster", "").strip():
            stated.setdefault(roots[number], row["cluster"].strip())
    taken = set(stated.values())
    names: dict[int, str] = {}
    free = 0
    for number in dict.fromkeys(roots):
        name = stated.get(number, "")
        while not name:
            free += 1
            name = f"C{free}" if f"C{free}" not in taken else ""
        names[number] = name
    return names
