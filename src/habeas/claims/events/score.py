"""Two claims compared: what speaks for one happening and what against, feature by feature.

The score is the prior and the weights of the features, summed (log-odds; Fellegi and Sunter 1969).
Two claims are linked only where, besides the score, at least two different things anchor them (a
place, a date, a named person, a large number, like words), one of which says when or who: much of
one kind befalls one place, and is told in like words. Or their words are the same. For a denial
the act that it names is an anchor, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from habeas.claims.events import counting, kinds, named, placing, timing, wording
from habeas.claims.events.event import Feature
from habeas.claims.events.settings import EventSettings
from habeas.claims.events.told import Told

_ONE_PLACE, _ANOTHER_PLACE = 0.5, 0.05
_ANCHORS = 2
_STRONG_DATE = 1.0
_CYRILLIC = frozenset({"ru", "uk", "be"})
_SOON, _LONG = 3, 730
_FEW_NAMES = 3


@dataclass(frozen=True, slots=True)
class Score:
    """The sum and its parts. `barred`: place, date or words forbid it, whatever the sum is.

    `singled_out`: a date, a person or a number says which of many happenings it is.
    """

    total: float
    features: tuple[Feature, ...]
    anchors: int
    same_words: bool
    barred: bool
    singled_out: bool = False

    def links(self, threshold: float) -> bool:
        """Whether the two are linked."""
        anchored = self.same_words or (self.singled_out and self.anchors >= _ANCHORS)
        return self.total >= threshold and anchored and not self.barred


class Comparison:
    """Compares claims of one record; what is rare in it weighs more."""

    def __init__(self, rarity: Mapping[str, float], settings: EventSettings) -> None:
        self._rarity = rarity
        self._settings = settings

    def bars(self, one: Told, other: Told) -> bool:
        """Whether place or time forbids that the two are of one happening; quickly said."""
        if one.span is not None and other.span is not None:
            apart = timing.weight(one.span, other.span, self._settings)
            if apart <= self._settings.far_in_time:
                return True
        if one.place is None or other.place is None:
            return False
        chance = placing.agreement(one.place, other.place)
        return chance is not None and chance < _ANOTHER_PLACE

    def score(self, one: Told, other: Told) -> Score | None:
        """The score of two claims, or of a denial and a claim; None where types forbid it."""
        likeness = _likeness(one, other)
        same = wording.same_words(one.words, other.words) and one.language == other.language
        if likeness is None and not same:
            return None
        told = _Sum(self._settings)
        told.type(one, other, likeness)
        told.place(one, other)
        told.date(one, other)
        told.numbers(one, other)
        told.people(one, other)
        told.words(one, other, same, self._rarity)
        told.saying(one, other)
        general = not (kinds.is_happening(one.type or "") and kinds.is_happening(other.type or ""))
        if general and not same and not (one.denies or other.denies):
            told.barred = True
        return Score(
            round(told.total, 4),
            tuple(told.features),
            told.anchors,
            same,
            told.barred,
            told.singled_out or one.denies != other.denies,
        )


def _likeness(one: Told, other: Told) -> float | None:
    if one.type is None or other.type is None:
        # A denial that names no act may be held against any.
        return 0.5 if one.denies or other.denies else None
    return kinds.likeness(one.type, other.type)


class _Sum:
    """The features of one pair, as they are added up."""

    def __init__(self, settings: EventSettings) -> None:
        self._set = settings
        self.total = 0.0
        self.features: list[Feature] = []
        self.anchors = 0
        self.barred = False
        self.singled_out = False

    def _single_out(self, anchored: bool) -> None:
        self.anchors += anchored
        self.singled_out = self.singled_out or anchored

    def _add(self, name: str, words: str, weight: float) -> None:
        if weight:
            self.features.append(Feature(name, words, round(weight, 4)))
            self.total += weight

    def type(self, one: Told, other: Told, likeness: float | None) -> None:
        prior = self._set.denial_prior if one.denies or other.denies else self._set.prior
        self._add("prior", "two claims that met", prior)
        if likeness is None:
            self._add("type", "different kinds", -self._set.same_type)
        else:
            words = "the same kind" if likeness == 1 else "related kinds"
            self._add("type", words, self._set.same_type * (2 * likeness - 1))
            # Whoever denies an act names it on purpose.
            self.anchors += likeness == 1 and one.denies != other.denies

    def place(self, one: Told, other: Told) -> None:
        if one.place is None or other.place is None:
            return
        chance = placing.agreement(one.place, other.place)
        both = f"{one.place.name} and {other.place.name}"
        fine = one.place.fine and other.place.fine
        if chance is None:
            self._add("place", f"{both}: names that may be two places", -1.5)
        elif chance < _ANOTHER_PLACE:
            self._add("place", f"{both}: two places", self._set.other_place)
            self.barred = True
        elif chance < _ONE_PLACE:
            self._add("place", f"{both}: perhaps one place", -1.0)
        else:
            weight = self._set.same_place if fine else self._set.same_region
            self._add(
                "place",
                f"{both}: one place" if fine else f"{both}: one in the other",
                weight * chance,
            )
            self.anchors += fine

    def date(self, one: Told, other: Told) -> None:
        if one.span is None or other.span is None:
            return
        weight = timing.weight(one.span, other.span, self._set)
        apart = timing.gap(one.span, other.span)
        words = f"{apart} days apart" if apart else "the dates meet"
        self._add("date", words, weight)
        self._single_out(weight >= _STRONG_DATE)
        self.barred = self.barred or weight <= self._set.far_in_time

    def numbers(self, one: Told, other: Told) -> None:
        pair = counting.compared(one.counts, other.counts)
        if pair is None or not (pair[0].known or one.language == other.language):
            return
        weight = counting.weight(*pair, self._set)
        words = f"{pair[0].value:g} and {pair[1].value:g} of {pair[0].of}"
        self._add("quantity", words, weight)
        self._single_out(weight >= self._set.same_number)

    def people(self, one: Told, other: Told) -> None:
        self._victims(one, other)
        for mine, theirs in product(one.actors, other.actors):
            self._actors(mine, theirs)
        if one.actor_state and other.actor_state:
            if one.actor_state == other.actor_state:
                self._add("actor", f"of one state ({one.actor_state})", self._set.same_state)
            else:
                words = f"of {one.actor_state} and {other.actor_state}"
                self._add("actor", words, self._set.other_state)

    def _victims(self, one: Told, other: Told) -> None:
        if not one.victims or not other.victims:
            return
        pairs = [(a, b, named.same_person(a, b)) for a in one.victims for b in other.victims]
        for certain, share in ((True, 1.0), (None, 0.6)):
            found = next(((a, b) for a, b, same in pairs if same is certain), None)
            if found:
                words = f"{found[0]} and {found[1]}: one name"
                self._add("victim", words, self._set.same_victim * share)
                self._single_out(True)
                return
        self._add("victim", f"{pairs[0][0]} and {pairs[0][1]}: two people", self._set.other_victim)

    def _actors(self, mine: named.Named, theirs: named.Named) -> None:
        if mine.kind is theirs.kind is named.Kind.PERSON:
            same = named.same_person(mine.name, theirs.name)
            weight = -1.5 if same is False else self._set.same_person_acting
            self._add("actor", f"{mine.name} and {theirs.name}", weight)
            self._single_out(same is not False)
        elif mine.kind is theirs.kind is named.Kind.BODY and mine.name == theirs.name:
            self._add("actor", mine.name, self._set.same_body)

    def words(self, one: Told, other: Told, same: bool, rarity: Mapping[str, float]) -> None:
        if same:
            self._add("wording", "the same words", self._set.same_words)
            return
        one_language = one.language == other.language
        if not one_language and not {one.language, other.language} <= _CYRILLIC:
            names_in_both = len(one.stems & other.stems)
            weight = 0.7 * min(names_in_both, _FEW_NAMES)
            self._add("wording", f"{names_in_both} names in both", weight)
            return
        shared, share = wording.likeness(one.words, other.words, rarity)
        weight = wording.weight(shared, share, one_language=one_language)
        self._add("wording", f"{share:.0%} of the telling words in common", weight)
        self.anchors += wording.speaks_for_itself(shared, share)

    def saying(self, one: Told, other: Told) -> None:
        mine, theirs = one.speaker, other.speaker
        if mine and theirs and mine.kind is theirs.kind:
            person = mine.kind is named.Kind.PERSON
            if named.same_person(mine.name, theirs.name) if person else mine.name == theirs.name:
                self._add("speaker", f"{mine.name} says both", self._set.same_speaker)
        self._accused(one, other)
        if one.source != other.source:
            self._carried(one, other)

    def _carried(self, one: Told, other: Told) -> None:
        """What one outlet has from the other, and how far apart both were published."""
        if one.outlet in other.through or other.outlet in one.through:
            retold = one.outlet if one.outlet in other.through else other.outlet
            self._add("outlet", f"one names the other's outlet, {retold}", self._set.retells)
        if one.published and other.published:
            apart = abs(one.published - other.published)
            if apart <= _SOON:
                self._add("published", f"{apart} days apart", self._set.published_together)
            elif apart > _LONG:
                self._add("published", "years apart", -self._set.published_together)

    def _accused(self, one: Told, other: Told) -> None:
        """A denial by the side that is accused."""
        if one.denies == other.denies:
            return
        denial, telling = (one, other) if one.denies else (other, one)
        denier = denial.speaker
        if denier is None or telling.actor_state is None:
            return
        role = denial.sourced.claim.attribution.role
        if telling.actor_state in (named.state_of(denier.name), named.state_of(role)):
            self._add("speaker", "the side that is accused denies", 1.0)
            self.anchors += 1
