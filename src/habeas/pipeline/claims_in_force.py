"""A claim with the values in force: the machine's, except where a person set them right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from habeas.model import (
    Claim,
    ClaimDate,
    DateRole,
    Granularity,
    Judgement,
    Modality,
    Place,
    PlaceCandidate,
    Quantity,
    Stance,
    Verdict,
)
from habeas.pipeline.corrected_dates import corrected_interval


def claim_in_force(
    claim: Claim,
    judgement: Judgement | None,
    located: Mapping[str, PlaceCandidate] | None = None,
) -> Claim | None:
    """The claim under the judgement that counts; None where a person rejected it.

    `located` gives the readings of place names that people wrote in corrections.
    """
    if judgement is None or judgement.verdict is Verdict.CONFIRM:
        return claim
    if judgement.verdict is Verdict.REJECT:
        return None
    corrected = {item.field: item.value for item in judgement.corrections}
    said = claim.attribution
    via = corrected.get("via")
    if {"speaker", "via"} & corrected.keys():
        # The machine's chain no longer tells how the words came.
        said = replace(said, chain=())
    return replace(
        claim,
        type=corrected.get("type") or claim.type,
        stance=Stance(corrected.get("stance") or claim.stance),
        negated=corrected.get("negated", "true" if claim.negated else "false") == "true",
        modality=Modality(corrected.get("modality") or claim.modality),
        attribution=replace(
            said,
            speaker=corrected.get("speaker") or said.speaker,
            role=corrected.get("speaker_role", said.role),
            via=tuple(via.split("; ") if via else ()) if "via" in corrected else said.via,
        ),
        actor=corrected.get("actor", claim.actor),
        victim=corrected.get("victim", claim.victim),
        place=_place(claim, corrected, located or {}),
        date=_date(claim, corrected),
        quantities=_quantities(claim, corrected),
    )


def _place(
    claim: Claim, corrected: Mapping[str, str | None], located: Mapping[str, PlaceCandidate]
) -> Place | None:
    if "place" not in corrected:
        return claim.place
    name = corrected["place"]
    if not name:
        return None
    wanted = name.casefold()
    readings = claim.place.candidates if claim.place else ()
    known = (item for item in readings if item.name.casefold() == wanted)
    reading = next(known, located.get(name))
    return Place(name, (reading,) if reading else ())


def _date(claim: Claim, corrected: Mapping[str, str | None]) -> ClaimDate | None:
    role = DateRole(
        corrected.get("date_role") or (claim.date.role if claim.date else DateRole.EVENT)
    )
    interval = corrected_interval(claim, corrected)
    if interval is None:
        return None
    changed = {"date_from", "date_to"} & corrected.keys()
    fine = claim.date.granularity if claim.date and not changed else Granularity.RANGE
    if interval.first is not None and interval.first == interval.last:
        fine = Granularity.DAY
    return ClaimDate(interval, fine, role)


def _quantities(claim: Claim, corrected: Mapping[str, str | None]) -> tuple[Quantity, ...]:
    """A person's number is exact; it takes the place of the first one."""
    if not {"quantity", "unit"} & corrected.keys():
        return claim.quantities
    first, *rest = claim.quantities or (None,)
    value = corrected.get("quantity", f"{first.value:g}" if first else None)
    if value is None:
        return tuple(item for item in rest if item is not None)
    unit = corrected.get("unit", first.unit if first else "") or ""
    exact = float(value)
    if first is None:
        start, end = claim.passage.start, claim.passage.end
        return (Quantity(exact, exact, exact, unit, "exact", start, end),)
    given = replace(first, unit=unit)
    if "quantity" in corrected:
        given = replace(given, value=exact, low=exact, high=exact, modifier="exact")
    return (given, *(item for item in rest if item is not None))
