"""Making whatever heads were found into one tree a sentence."""

from __future__ import annotations

from habeas.claims.slavic.node import Node


def make_tree(nodes: list[Node]) -> None:
    """Give the sentence exactly one root, and break cycles by hanging a word on the root."""
    if not nodes:
        return
    root = _root(nodes)
    nodes[root].head, nodes[root].dep = root, "ROOT"
    for position, node in enumerate(nodes):
        if position != root and (node.head == position or not 0 <= node.head < len(nodes)):
            node.head = root
            node.dep = "parataxis" if node.dep == "ROOT" else node.dep
    reaches = {root}
    for start in range(len(nodes)):
        path: list[int] = []
        current = start
        while current not in reaches and current not in path:
            path.append(current)
            current = nodes[current].head
        if current not in reaches:
            nodes[path[-1]].head = root
        reaches.update(path)


def _root(nodes: list[Node]) -> int:
    roots = [n for n, node in enumerate(nodes) if node.dep == "ROOT"]
    if roots:
        return roots[0]
    for wanted in (("VERB", "AUX"), ("NOUN", "PROPN", "ADJ", "NUM", "PRON")):
        for position, node in enumerate(nodes):
            if node.pos in wanted:
                return position
    return 0
