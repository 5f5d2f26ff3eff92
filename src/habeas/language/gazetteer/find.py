"""The gazetteer's face: a name in, likely places out."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from habeas.language.gazetteer.around import LOCAL, WIDE, Area, area_of
from habeas.language.gazetteer.bearers import own_bearers_first
from habeas.language.gazetteer.build import FORMER_NAME, build_index
from habeas.language.gazetteer.match import (
    FORMER,
    MAIN,
    Match,
    by_adjective,
    by_case_form,
    by_closeness,
    by_misspelling,
    by_skeleton,
    by_spelling,
)
from habeas.language.gazetteer.populated import (
    PopulatedPlaces,
    populated_between,
    populated_places,
)
from habeas.language.gazetteer.query import Query, stripped, whole
from habeas.language.gazetteer.rank import inside, ranked
from habeas.language.scripts import fold
from habeas.language.table import rows
from habeas.model import InputRefused, PlaceCandidate

# The chance that a name matched in this way at best means any place of the index at all.
_TRUST = {"spelling": 0.97, "case form": 0.9, "skeleton": 0.85, "close": 0.4}
_TRUST_IN_A_COMMON_WORD = 0.1
_LONGEST_NAME = 200
_LEAST_SCORE_OF_A_HINT = 0.05
_MOST_AREAS = 12
_REMEMBERED = 16384
# Where a name is met as it stands, that it is another one's case form is unlikely.
_CASE_FORM_OF_A_NAME_THAT_IS_ONE = 0.03


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("common_words.tsv"))


@lru_cache(maxsize=1)
def _everyday_words() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("everyday_words.tsv"))


class Gazetteer:
    """A read-only index of the world's places; `open` it once and keep it.

    One thread at a time, as with any SQLite connection.
    """

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._found = lru_cache(maxsize=_REMEMBERED)(self._find)
        self._areas = lru_cache(maxsize=_REMEMBERED)(self._find_areas)

    @staticmethod
    def built(path: Path | None = None) -> Path:
        """Where the index of this installation lies; it is built first where it does not.

        Raises InputRefused when it cannot be written.
        """
        return build_index(path)

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
        self,
        name: str,
        *,
        near: Sequence[str] = (),
        within: Sequence[str] = (),
        kind: str | None = None,
        limit: int = 8,
        misspelt: bool = False,
    ) -> tuple[PlaceCandidate, ...]:
        """The places that a printed name may mean, the likeliest first.

        `near` holds ISO 3166 codes of the context ("UA", "UA-14"): readings inside them gain.
        `within` holds names of what lies around the place, as printed, in any case form: districts,
        regions and countries, today's and abolished ones; readings inside gain strongly, none is
        left out. `kind` is what the text says it is (city, village, station, district, region,
        country, river, …). A part after a comma narrows the first: "Clearwater, Florida". With
        `misspelt`, a name that is met in no other way may be one letter away.
        Scores are probabilities; they sum to less than 1, and what is missing from 1 is the chance
        that none of them is meant. An unknown name gives an empty tuple.
        """
        if len(name) > _LONGEST_NAME:
            return ()
        found = self._found(name, tuple(near), tuple(within), kind, misspelt)
        return found[:limit]

    def areas(self, name: str, *, within: Sequence[str] = (), limit: int = 5) -> tuple[Area, ...]:
        """What a name may mean that other places lie in, the likeliest first: codes and reach."""
        if len(name) > _LONGEST_NAME:
            return ()
        return self._areas(name, tuple(within))[:limit]

    def names_of(self, place: PlaceCandidate) -> tuple[str, ...]:
        """The folded names that surely mean a place: its own, known and former ones."""
        found = self._index.execute(
            "SELECT s.folded FROM place p JOIN spelling s ON s.place = p.id"
            " WHERE p.latitude = ? AND p.longitude = ? AND p.name = ? AND s.quality <= ?"
            " ORDER BY s.quality, s.folded",
            (place.latitude, place.longitude, place.name, FORMER_NAME),
        )
        return tuple(name for (name,) in found)

    def populated(self, codes: Iterable[str]) -> PopulatedPlaces:
        """Every populated place of these countries ("UA") or regions ("UA-14"), as arrays."""
        return populated_places(self._index, codes)

    def populated_between(
        self, south: float, north: float, west: float, east: float
    ) -> PopulatedPlaces:
        """Every populated place between these parallels and meridians, as arrays."""
        return populated_between(self._index, south, north, west, east)

    def is_common_word(self, name: str) -> bool:
        """Whether the name is first an everyday English word ("Of", "Police", "Reading")."""
        return fold(name) in _common_words()

    def _find(
        self,
        name: str,
        near: tuple[str, ...],
        around: tuple[str, ...],
        said: str | None,
        loose: bool,
    ) -> tuple[PlaceCandidate, ...]:
        query, matches, trust = self._matches(whole(name), said, loose)
        if not matches:
            return ()
        for hint in query.hints:
            codes = self._codes_of(hint)
            matches = inside(matches, codes) or matches
            near = (*near, *codes)
        if self._read_as_a_word(name, query):
            trust = _TRUST_IN_A_COMMON_WORD
        readings = [self._areas(name, around[place + 1 :]) for place, name in enumerate(around)]
        return ranked(matches, trust=trust, kind=query.kind, near=near, around=readings)

    def _find_areas(self, name: str, around: tuple[str, ...]) -> tuple[Area, ...]:
        query, matches, _ = self._matches(whole(name), None, False)
        kind = query.kind
        local = kind in {"city", "district"}
        matches = [m for m in matches if m.kind in WIDE or m.kind in LOCAL]
        if not local:
            wide = [match for match in matches if match.kind in WIDE or match.kind == "district"]
            matches = wide or matches
        readings = [self._areas(wider, around[place + 1 :]) for place, wider in enumerate(around)]
        found = ranked(matches, trust=1.0, kind=kind, near=(), around=readings)
        by_place = {(m.name, m.latitude, m.longitude, m.kind): m for m in matches}
        areas = []
        for candidate in found[:_MOST_AREAS]:
            match = by_place[
                candidate.name, candidate.latitude, candidate.longitude, candidate.kind
            ]
            areas.append(area_of(match, self._codes_covered(match), candidate.score))
        return tuple(areas)

    def _codes_covered(self, match: Match) -> tuple[str, ...]:
        found = self._index.execute(
            "SELECT code FROM covered WHERE place = ? ORDER BY rank", (match.place,)
        )
        return tuple(code for (code,) in found) or (match.code or match.country,)

    def _matches(
        self, query: Query, said: str | None, loose: bool
    ) -> tuple[Query, list[Match], float]:
        """The matches of the whole name, else of the name without its generic words; their trust.

        "Moscow region" is looked up whole and found, and still its words say that it is a region.
        `said` is the kind that a caller knows of.
        """
        shorter = stripped(query)
        exact, trust = self._named(query.core, said)
        if exact:
            words = shorter.kind if shorter else None
            kind = words if any(match.kind == words for match in exact) else None
            return replace(query, kind=said or kind), exact, trust
        if shorter is not None:
            query = replace(shorter, kind=said or shorter.kind)
            exact, trust = self._named(query.core, query.kind)
            if exact:
                return query, exact, trust
        query = replace(query, kind=said or query.kind)
        alike = by_skeleton(self._index, query.core)
        if alike:
            return query, alike, _TRUST["skeleton"]
        close = by_closeness(self._index, query.core)
        if not close and loose:
            close = by_misspelling(self._index, query.core)
        return query, close, _TRUST["close"]

    def _named(self, core: str, kind: str | None) -> tuple[list[Match], float]:
        """Places of this name, else places of whose name it is a case form; and their trust."""
        exact = by_spelling(self._index, core)
        declined = by_case_form(self._index, core)
        known = {match.place for match in exact}
        if exact:
            alike = self._with_alike(core, exact)
            known = {match.place for match in alike}
            former = frozenset(match.place for match in exact if match.quality >= FORMER)
            alike = own_bearers_first(core, alike, former)
            return [*alike, *_lessened(declined, known)], _TRUST["spelling"]
        if kind == "district" and not any(match.kind == "district" for match in declined):
            declined += by_adjective(self._index, core)
        return declined, _TRUST["case form"]

    def _with_alike(self, core: str, exact: list[Match]) -> list[Match]:
        """A spelling recorded for a hamlet may be another romanisation of a city's name."""
        if any(match.quality == MAIN and match.kind != "village" for match in exact):
            return exact
        known = {match.place for match in exact}
        alike = by_skeleton(self._index, core)
        return [*exact, *(match for match in alike if match.place not in known)]

    def _read_as_a_word(self, name: str, query: Query) -> bool:
        """Whether an everyday word stands there bare: "Police", but not "US" or "Of, Turkey".

        Russian and Ukrainian words only in small letters: "зимой", but not "Зимой".
        """
        bare = query.kind is None and not query.hints
        if bare and name.strip().islower() and query.core in _everyday_words():
            return True
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


def _lessened(declined: list[Match], known: Collection[int]) -> list[Match]:
    return [
        replace(match, quality=_CASE_FORM_OF_A_NAME_THAT_IS_ONE * match.quality)
        for match in declined
        if match.place not in known
    ]
