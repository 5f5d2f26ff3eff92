"""Persons, bodies and places in a sentence that was read by rule."""

from __future__ import annotations

from habeas.claims.slavic.node import Node
from habeas.language import demonym, gender_of

_OPENING = frozenset('«„“"')


def mark_entities(nodes: list[Node]) -> None:
    """Label runs of names: PERSON by a given name or a role, ORG in quotation marks, else GPE."""
    position = 0
    while position < len(nodes):
        end = position
        while end < len(nodes) and _is_name(nodes[end]):
            end += 1
        if end > position:
            label = _label(nodes, position, end)
            for number in range(position, end):
                nodes[number].entity, nodes[number].begins = label, number == position
        position = max(end, position + 1)


def _is_name(node: Node) -> bool:
    return node.pos == "PROPN" and any(character.isalpha() for character in node.text)


def _label(nodes: list[Node], start: int, end: int) -> str:
    words = [node.text for node in nodes[start:end]]
    if start > 0 and nodes[start - 1].text in _OPENING:
        return "ORG"
    if any(word.isupper() and len(word) > 1 for word in words):
        return "ORG"
    if any(gender_of(word) is not None or gender_of(nodes[start + n].lemma.title()) is not None
           for n, word in enumerate(words)):  # fmt: skip
        return "PERSON"
    head = nodes[nodes[start].head]
    if nodes[start].dep == "appos" and head.feats.get("Animacy") == "Anim":
        return "PERSON"
    if demonym(words[0]) is not None or len(words) == 1 or nodes[start].dep == "obl":
        return "GPE"
    return "PERSON" if len(words) <= 3 else "ORG"
