"""One word of a sentence as the parts that read Russian and Ukrainian hand it on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(slots=True)
class Node:
    """A word with its analysis: Universal Dependencies tags, features and relation.

    `head` is the index of its head in the sentence, its own for the root; `entity` is PERSON, ORG,
    GPE or nothing, `begins` whether the entity begins here.
    """

    text: str
    pos: str = "X"
    feats: dict[str, str] = field(default_factory=dict)
    lemma: str = ""
    head: int = 0
    dep: str = "dep"
    entity: str = ""
    begins: bool = False

    def agrees(self, other: Node, *features: str) -> bool:
        """Whether no named feature of the two contradicts; a missing one fits everything."""
        return all(
            name not in self.feats
            or name not in other.feats
            or self.feats[name] == other.feats[name]
            for name in features
        )


class Analyser(Protocol):
    """Something that reads sentences of one language."""

    def analyse(self, sentences: list[list[str]]) -> list[list[Node]]:
        """The nodes of each sentence; words are plain forms, and none is a white space."""
