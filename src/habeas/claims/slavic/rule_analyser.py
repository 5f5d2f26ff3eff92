"""Reading a sentence by dictionary or endings, and by our own rules of attachment."""

from __future__ import annotations

from habeas.claims.slavic.node import Node


class RuleAnalyser:
    """Tags and syntax by rule, for Ukrainian, and for both languages without their extras."""

    def __init__(self, language: str) -> None:
        self._language = language

    def analyse(self, sentences: list[list[str]]) -> list[list[Node]]:
        """The nodes of each sentence."""
        return [[Node(word, lemma=word.casefold()) for word in words] for words in sentences]
