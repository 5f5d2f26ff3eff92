"""The gazetteer's face: a name in, likely places out."""

from __future__ import annotations

from collections.abc import Sequence

from habeas.model import PlaceCandidate


class Gazetteer:
    """A read-only index of the world's places; `open` it once and keep it."""

    @classmethod
    def open(cls) -> Gazetteer:
        """The gazetteer of this installation; its index is built on first use (once, ~20 s).

        Raises InputRefused when the cache folder can neither be read nor written.
        """
        return cls()

    def find(
        self, name: str, *, near: Sequence[str] = (), limit: int = 8
    ) -> tuple[PlaceCandidate, ...]:
        """The places that a printed name may mean, the likeliest first.

        `near` holds ISO 3166 codes of the context ("UA", "UA-14"): readings inside them gain.
        Scores are probabilities; they sum to at most 1, and what is missing from 1 is the chance
        that none of them is meant. An unknown name gives an empty tuple.
        """
        return ()

    def is_common_word(self, name: str) -> bool:
        """Whether the name is first an everyday English word ("Of", "Police", "Reading")."""
        return False
