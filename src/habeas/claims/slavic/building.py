"""A sentence while its tree is built by rule."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.claims.slavic.candidate import Candidate
from habeas.claims.slavic.node import Node


@dataclass(slots=True)
class Building:
    """Words with their chosen readings; heads and relations are filled in step by step.

    `cases` narrows as prepositions and adjectives say more; `heads` holds None while a word hangs
    nowhere; `prepositions` is the governing preposition of a noun phrase by the position of its
    head.
    """

    words: list[str]
    chosen: list[Candidate]
    cases: list[frozenset[str]]
    heads: list[int | None]
    deps: list[str]
    prepositions: dict[int, int]
    language: str

    @classmethod
    def of(cls, words: list[str], chosen: list[Candidate], language: str) -> Building:
        """A sentence in which nothing hangs yet."""
        count = len(words)
        cases = [candidate.cases for candidate in chosen]
        return cls(words, list(chosen), cases, [None] * count, ["dep"] * count, {}, language)

    def attach(self, position: int, head: int, dep: str) -> None:
        """Hang a word, unless that would close a circle."""
        current: int | None = head
        while current is not None:
            if current == position:
                return
            current = self.heads[current]
        self.heads[position], self.deps[position] = head, dep

    def narrow(self, position: int, cases: frozenset[str]) -> None:
        """Keep the cases that also fit `cases`, where there are any."""
        shared = self.cases[position] & cases
        if shared:
            self.cases[position] = shared

    def top(self, position: int) -> int:
        """The word on which a phrase hangs in the end."""
        head = self.heads[position]
        while head is not None:
            position, head = head, self.heads[head]
        return position

    def is_free(self, position: int) -> bool:
        """Whether a word hangs nowhere yet."""
        return self.heads[position] is None

    def get(self, position: int, feature: str) -> str | None:
        """A feature of the chosen reading; None where it has none."""
        return self.chosen[position].feats.get(feature)

    def nodes(self) -> list[Node]:
        """The sentence as nodes; what still hangs nowhere is its own head."""
        found: list[Node] = []
        for position, (word, candidate) in enumerate(zip(self.words, self.chosen, strict=True)):
            feats = dict(candidate.feats)
            if candidate.pos != "ADP" and 0 < len(self.cases[position]) < _EVERY_CASE:
                feats["Case"] = _first(self.cases[position])
            head = self.heads[position]
            found.append(
                Node(
                    text=word,
                    pos=self._part(position),
                    feats=feats,
                    lemma=candidate.lemma,
                    head=position if head is None else head,
                    dep=self.deps[position],
                )
            )
        return found

    def _part(self, position: int) -> str:
        """A noun with a capital letter inside the sentence is a name."""
        pos, word = self.chosen[position].pos, self.words[position]
        first = all(self.chosen[n].pos in ("PUNCT", "SYM") for n in range(position))
        return "PROPN" if pos == "NOUN" and word[:1].isupper() and not first else pos


_EVERY_CASE = 6
_ORDER = ("Nom", "Acc", "Gen", "Loc", "Dat", "Ins")


def _first(cases: frozenset[str]) -> str:
    return next(case for case in _ORDER if case in cases)
