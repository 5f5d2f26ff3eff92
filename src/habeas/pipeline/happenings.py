"""What the claims of a case say happened: the values in force, as a question to oversight asks.

* A rejected claim counts for nothing; a corrected one counts as it was corrected.
* Only what is told as a fact counts: no denials, promises, retractions, negations, plans.
* What a claim does not say stays unknown. Who holds somebody is the state of an actor that is an
  organ of a state, else the state whose custody the words name, else whoever held the place on
  that day, where the tables say so for sure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from habeas.model import (
    Claim,
    DateInterval,
    DateRole,
    Judgement,
    PlaceCandidate,
    Verdict,
)
from habeas.oversight import Place, Truth, Victim, World
from habeas.pipeline.as_of import ReadSource
from habeas.pipeline.corrected_dates import corrected_interval
from habeas.pipeline.state_in_charge import country_of, custody_of, state_of, words_of
from habeas.pipeline.told_as_so import told_as_so

# The wrong, as a door names it, by the type of claim. A capture in fighting or a transfer from one
# prison to another is no wrong by itself.
MATTERS = {
    "torture": "torture",
    "sexual_violence": "ill_treatment",
    "conditions": "ill_treatment",
    "forced_labour": "ill_treatment",
    "abuse_general": "ill_treatment",
    "killing": "killing",
    "death_in_custody": "killing",
    "detention": "detention",
    "secret_detention": "disappearance",
    "enforced_disappearance": "disappearance",
}
# Whoever holds a place holds who is kept or ill-treated there; who kills there may be anybody.
_BY_ANYBODY = frozenset({"killing"})
_CUSTODY = frozenset({"capture", "transfer", "exchange_release", "rescue"})
# A name that many places share tells of no state unless one reading stands out so far.
_FAR_LIKELIER = 2.0
_PRISONERS = ("prisoner of war", "prisoners of war", "pow", "pows")
_CIVILIANS = frozenset({"civilian", "civilians"})
# In the hands of another state than their own they are prisoners of war.
_FIGHTING = frozenset(
    "marine marines sailor sailors serviceman servicemen servicewoman servicewomen soldier "
    "soldiers troops".split()
)


@dataclass(frozen=True, slots=True)
class ToldHappening:
    """One claim as a question asks: `state` is who did it or held the person, "" if not known.

    `reviewed`: a person confirmed or corrected it.
    """

    claim: str
    source: str
    type: str
    matter: str
    state: str
    place: Place | None
    act: DateInterval | None
    victim: Victim
    named: str
    reviewed: bool


def happenings(
    world: World,
    sources: Sequence[ReadSource],
    judgements: Mapping[str, tuple[Judgement, ...]],
    located: Mapping[str, PlaceCandidate] | None = None,
) -> Iterator[ToldHappening]:
    """What was done to people or became of them, in the order of the ledger and the text.

    `judgements` maps a claim's id to its judgements, oldest first; `located` gives the readings of
    place names that people wrote in corrections.
    """
    for item in sources:
        for claim in item.claims:
            decided = judgements.get(claim.id, ())
            found = _happening(
                world, item.source.sha256, claim, decided[-1] if decided else None, located or {}
            )
            if found is not None:
                yield found


def _happening(
    world: World,
    source: str,
    claim: Claim,
    judgement: Judgement | None,
    located: Mapping[str, PlaceCandidate],
) -> ToldHappening | None:
    if judgement is not None and judgement.verdict is Verdict.REJECT:
        return None
    corrected = {item.field: item.value for item in judgement.corrections} if judgement else {}
    kind = corrected.get("type") or claim.type
    if not told_as_so(claim, corrected) or (kind not in MATTERS and kind not in _CUSTODY):
        return None
    actor = corrected.get("actor", claim.actor) or ""
    named = corrected.get("victim", claim.victim) or ""
    place = _place(claim, corrected, located)
    act = _act(claim, corrected)
    state = state_of(actor) or custody_of(claim.passage.quote)
    victim = victim_of(named, state)
    if not state and place is not None and kind not in _BY_ANYBODY:
        state = holder_of(world, place, act, victim)
        victim = victim_of(named, state)
    return ToldHappening(
        claim.id,
        source,
        kind,
        MATTERS.get(kind, ""),
        state,
        place,
        act,
        victim,
        named,
        judgement is not None,
    )


def _place(
    claim: Claim,
    corrected: Mapping[str, str | None],
    located: Mapping[str, PlaceCandidate],
) -> Place | None:
    """Where it happened, where the gazetteer knows it; a corrected name has its own reading."""
    name = claim.place.name if claim.place else ""
    readings = claim.place.candidates if claim.place else ()
    if "place" in corrected:
        name = corrected["place"] or ""
        wanted = name.casefold()
        known = (item for item in readings if item.name.casefold() == wanted)
        reading = next(known, located.get(name))
        readings = (reading,) if reading else ()
    country = _likely((item.country, item.score) for item in readings)
    if not country:
        return None
    return Place(name, country, _likely((_region(item), item.score) for item in readings))


def _region(reading: PlaceCandidate) -> str:
    """The code of a region; a reading with the code of its country alone names none."""
    code = reading.code or ""
    return code if code.startswith(f"{reading.country}-") else ""


def _likely(readings: Iterable[tuple[str, float]]) -> str:
    """What the readings agree on: twice as likely as all others together, or ""."""
    likely: dict[str, float] = defaultdict(float)
    for code, score in readings:
        likely[code] += score
    best = max(likely, key=likely.__getitem__, default="")
    return best if likely[best] >= _FAR_LIKELIER * (sum(likely.values()) - likely[best]) else ""


def _act(claim: Claim, corrected: Mapping[str, str | None]) -> DateInterval | None:
    """When it happened; None where the claim dates only what was said, or nothing."""
    role = corrected.get("date_role") or (claim.date.role if claim.date else DateRole.EVENT)
    if role != DateRole.EVENT:
        return None
    return corrected_interval(claim, corrected)


def holder_of(
    world: World, place: Place, act: DateInterval | None, victim: Victim | None = None
) -> str:
    """Who held a place for sure on all days of the act: its controller, or its own state; or "".

    A prisoner of war is in the hands of another state than their own: where that leaves one of
    those that held a part of the region, it is that one.
    """
    days = {day for day in (act.first, act.last) if day} if act else set()
    found = [_holders_on(world, place, day) for day in days or (None,)]
    if victim is not None and victim.status == "POW" and victim.nationality:
        found = [holders - {victim.nationality} for holders in found]
    certain = set.union(*found)
    return certain.pop() if len(certain) == 1 and all(found) else ""


def _holders_on(world: World, place: Place, day: date | None) -> set[str]:
    """Every state that may have held the place on a day (None: any day)."""
    rows = [
        row
        for row in world.control
        if row.region == place.region
        or (not place.region and row.region.partition("-")[0] == place.country)
    ]
    held = [(row, row.holds(day) if day else Truth.UNKNOWN) for row in rows]
    if place.region and any(row.whole and truth is Truth.YES for row, truth in held):
        return {row.controller for row, truth in held if truth is Truth.YES}
    return {place.country} | {row.controller for row, truth in held if truth is not Truth.NO}


def victim_of(words: str, holder: str) -> Victim:
    """Status and nationality as the words tell them: "three Ukrainian civilians"."""
    parts = [word.casefold() for word in words_of(words)]
    countries = {country_of(word) for word in words_of(words)} - {""}
    nationality = countries.pop() if len(countries) == 1 else ""
    plain = f" {' '.join(parts)} "
    statuses = set()
    if any(f" {name} " in plain for name in _PRISONERS):
        statuses.add("POW")
    if _CIVILIANS & set(parts):
        statuses.add("civilian")
    if not statuses and _FIGHTING & set(parts) and nationality and holder not in {"", nationality}:
        statuses.add("POW")
    return Victim(statuses.pop() if len(statuses) == 1 else "", nationality)
