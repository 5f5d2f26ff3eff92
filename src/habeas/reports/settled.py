"""A claim's values in force: the machine's, except where a person set them right.

A correction never keeps what hangs on the value that it replaces. A corrected place loses the
machine's coordinates; it has its own where it names another reading that the machine had, or where
the caller located it. A corrected end of a date that no longer fits the machine's other end makes
that other end unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from habeas.model import Claim, DateInterval, DateRole, Judgement, PlaceCandidate, Verdict
from habeas.pipeline import claim_values, corrected_interval


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a person set right; None stands for an empty field."""

    field: str
    machine: str | None
    human: str | None


@dataclass(frozen=True, slots=True)
class Settled:
    """The values in force. `changes` lists what a person set right, by field."""

    type: str
    stance: str
    negated: bool
    modality: str
    speaker: str
    speaker_role: str | None
    via: str | None
    actor: str | None
    victim: str | None
    place: str | None
    location: PlaceCandidate | None
    interval: DateInterval | None
    date_role: DateRole | None
    changes: tuple[Change, ...] = ()

    @property
    def denies(self) -> bool:
        """Whether the statement is a denial."""
        return self.stance == "denies" or self.type == "official_denial"


def settle(
    claim: Claim,
    judgement: Judgement | None,
    located: Mapping[str, PlaceCandidate] | None = None,
) -> Settled:
    """The claim's values in force under the judgement that counts.

    `located` gives the readings of place names that people wrote in corrections.
    """
    machine = claim_values(claim)
    corrected: dict[str, str | None] = {}
    if judgement is not None and judgement.verdict is Verdict.CORRECT:
        corrected = {item.field: item.value for item in judgement.corrections}
    values = {**machine, **corrected}
    interval = corrected_interval(claim, corrected)
    return Settled(
        type=values["type"] or claim.type,
        stance=values["stance"] or claim.stance.value,
        negated=values["negated"] == "true",
        modality=values["modality"] or claim.modality.value,
        speaker=values["speaker"] or claim.attribution.speaker,
        speaker_role=values["speaker_role"],
        via=values["via"],
        actor=values["actor"],
        victim=values["victim"],
        place=values["place"],
        location=_location(claim, values["place"], located or {}),
        interval=interval,
        date_role=DateRole(values["date_role"] or DateRole.EVENT) if interval else None,
        changes=tuple(
            Change(field, machine.get(field), value) for field, value in corrected.items()
        ),
    )


def _location(
    claim: Claim, name: str | None, located: Mapping[str, PlaceCandidate]
) -> PlaceCandidate | None:
    """The reading that belongs to this name: the likeliest for the machine's own name."""
    if name is None:
        return None
    if claim.place is not None and name == claim.place.name:
        return claim.place.best
    wanted = name.casefold()
    candidates = claim.place.candidates if claim.place is not None else ()
    named = (item for item in candidates if item.name.casefold() == wanted)
    return next(named, located.get(name))
