"""The gazetteer's face: a name in, likely places out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from habeas.language.gazetteer.build import build_index
from habeas.language.gazetteer.match import MAIN, Match, by_closeness, by_skeleton, by_spelling
from habeas.language.gazetteer.populated import PopulatedPlaces, populated_places
from habeas.language.gazetteer.query import Query, stripped, whole
from habeas.language.gazetteer.rank import ranked, within
from habeas.language.scripts import fold
from habeas.language.table import rows
from habeas.model import InputRefused, PlaceCandidate

# The chance that a name matched in this way at best means any place of the index at all.
_TRUST = {"spelling": 0.97, "skeleton": 0.85, "close": 0.4}
_TRUST_IN_A_COMMON_WORD = 0.1
_LONGEST_NAME = 200
_LEAST_SCORE_OF_A_HINT = 0.05


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("common_words.tsv"))


class Gazetteer:
    """A read-only index of the world's places; `open` it once and keep it.

    One thread at a time, as with any SQLite connection.
    """

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """The gazetteer of this installation; its index is built on first use (once, ~10 s).

        Raises InputRefused when the index can neither be read nor written.
        """
        file = build_index(path)
        try:
            index = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            index.execute("SELECT count(*) FROM (SELECT 1 FROM place LIMIT 1)")
        except sqlite3.DatabaseError as error:
            raise InputRefused(
                f"the gazetteer's index cannot be read ({error})",
                where=str(file),
                remedy="delete the file; it is built anew on the next use",
            ) from error
        return cls(index)

    def close(self) -> None:
        """Let go of the index's file."""
        self._index.close()

    def find(
        self, name: str, *, near: Sequence[str] = (), limit: int = 8
    ) -> tuple[PlaceCandidate, ...]:
        """The places that a printed name may mean, the likeliest first.

        `near` holds ISO 3166 codes of the context ("UA", "UA-14"): readings inside them gain.
        A part after a comma narrows the first: "Clearwater, Florida". Scores are probabilities;
        they sum to less than 1, and what is missing from 1 is the chance that none of them is
        meant. An unknown name gives an empty tuple.
        """
        if len(name) > _LONGEST_NAME:
            return ()
        query, matches, trust = self._matches(whole(name))
        if not matches:
            return ()
        for hint in query.hints:
            codes = self._codes_of(hint)
            matches = within(matches, codes) or matches
            near = (*near, *codes)
        if self._read_as_a_word(name, query):
            trust = _TRUST_IN_A_COMMON_WORD
        return ranked(matches, trust=trust, kind=query.kind, near=near)[:limit]

    def populated(self, codes: Iterable[str]) -> PopulatedPlaces:
        """Every populated place of these countries ("UA") or regions ("UA-14"), as arrays."""
        return populated_places(self._index, codes)

    def is_common_word(self, name: str) -> bool:
        """Whether the name is first an everyday English word ("Of", "Police", "Reading")."""
        return fold(name) in _common_words()

    def _matches(self, query: Query) -> tuple[Query, list[Match], float]:
        """The matches of the whole name, else of the name without its generic words; their trust.

        "Moscow region" is looked up whole and found, and still its words say that it is a region.
        """
        shorter = stripped(query)
        exact = by_spelling(self._index, query.core)
        if exact:
            said = shorter.kind if shorter else None
            kind = said if any(match.kind == said for match in exact) else None
            return replace(query, kind=kind), self._with_alike(query, exact), _TRUST["spelling"]
        if shorter is not None:
            query = shorter
            exact = by_spelling(self._index, query.core)
            if exact:
                return query, self._with_alike(query, exact), _TRUST["spelling"]
        alike = by_skeleton(self._index, query.core)
        if alike:
            return query, alike, _TRUST["skeleton"]
        return query, by_closeness(self._index, query.core), _TRUST["close"]

    def _with_alike(self, query: Query, exact: list[Match]) -> list[Match]:
        """A spelling recorded for a hamlet may be another romanisation of a city's name."""
        if any(match.quality == MAIN for match in exact):
            return exact
        known = {match.place for match in exact}
        alike = by_skeleton(self._index, query.core)
        return [*exact, *(match for match in alike if match.place not in known)]

    def _read_as_a_word(self, name: str, query: Query) -> bool:
        """Whether an everyday word stands there bare: "Police", but not "US" or "Of, Turkey"."""
        bare = query.kind is None and not query.hints
        return bare and not name.strip(" .").isupper() and query.core in _common_words()

    def _codes_of(self, hint: str) -> tuple[str, ...]:
        found = self.find(hint, limit=3)
        return tuple(
            dict.fromkeys(
                place.code or place.country
                for place in found
                if place.score >= _LEAST_SCORE_OF_A_HINT
            )
        )
