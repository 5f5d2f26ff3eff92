"""Reading a sentence by dictionary or endings, and by our own rules of attachment."""

from __future__ import annotations

from habeas.claims.slavic.building import Building
from habeas.claims.slavic.linking import link
from habeas.claims.slavic.node import Node
from habeas.claims.slavic.phrases import build_phrases
from habeas.claims.slavic.rule_entities import mark_entities
from habeas.claims.slavic.tagging import choose
from habeas.claims.slavic.tree import make_tree


class RuleAnalyser:
    """Tags and syntax by rule, for Ukrainian, and for both languages without their extras."""

    def __init__(self, language: str) -> None:
        self._language = language

    def analyse(self, sentences: list[list[str]]) -> list[list[Node]]:
        """The nodes of each sentence."""
        return [self._analyse(words) if words else [] for words in sentences]

    def _analyse(self, words: list[str]) -> list[Node]:
        building = Building.of(words, choose(words, self._language), self._language)
        build_phrases(building)
        link(building)
        nodes = building.nodes()
        mark_entities(nodes)
        make_tree(nodes)
        return nodes
