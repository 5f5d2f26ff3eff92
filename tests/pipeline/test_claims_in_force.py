"""A claim under the judgement that counts, field by field."""

from __future__ import annotations

from datetime import UTC, date, datetime

from habeas.model import (
    Claim,
    Correction,
    DateInterval,
    Granularity,
    Judgement,
    PlaceCandidate,
    Stance,
    Verdict,
)
from habeas.pipeline.claims_in_force import claim_in_force
from tests.pipeline.corroborated import WRITTEN, claim_of, source_of

CLAIM = claim_of(WRITTEN[0])


def judged(verdict: Verdict, **fields: str | None) -> Judgement:
    corrections = tuple(Correction(name, value) for name, value in fields.items())
    made = datetime(2026, 3, 1, tzinfo=UTC)
    sha256 = source_of(WRITTEN[0]).sha256
    return Judgement(CLAIM.id, sha256, CLAIM.passage, verdict, "seen", "Ila", made, corrections)


def corrected(**fields: str | None) -> Claim:
    found = claim_in_force(CLAIM, judged(Verdict.CORRECT, **fields))
    assert found is not None
    return found


def test_it_is_the_machines_where_nobody_corrected_it() -> None:
    assert claim_in_force(CLAIM, None) == CLAIM
    assert claim_in_force(CLAIM, judged(Verdict.CONFIRM)) == CLAIM
    assert claim_in_force(CLAIM, judged(Verdict.REJECT)) is None


def test_a_corrected_number_is_exact_and_counts_the_same_thing() -> None:
    (quantity,) = corrected(quantity="12").quantities
    assert (quantity.value, quantity.low, quantity.high) == (12.0, 12.0, 12.0)
    assert quantity.counting_unit == "person"
    assert corrected(quantity=None).quantities == ()


def test_a_corrected_speaker_has_no_chain_of_the_machines() -> None:
    said = corrected(speaker="Olha Sandul", via="Sedge Monitor; Harbour Courier").attribution
    assert (said.speaker, said.chain) == ("Olha Sandul", ())
    assert said.via == ("Sedge Monitor", "Harbour Courier")


def test_a_corrected_place_has_a_reading_only_where_one_is_known() -> None:
    place = corrected(place="Lower Sedge").place
    assert place is not None
    assert place.candidates == ()
    there = PlaceCandidate("Lower Sedge", 50.0, 34.0, "city", "XV")
    judgement = judged(Verdict.CORRECT, place="Lower Sedge")
    found = claim_in_force(CLAIM, judgement, {"Lower Sedge": there})
    assert found is not None
    assert found.place is not None
    assert found.place.best == there
    assert corrected(place=None).place is None


def test_corrected_days_are_in_force_and_so_is_what_kind_of_act_it_is() -> None:
    found = corrected(date_from="2026-02-04", date_to="2026-02-04", type="injury", stance="denies")
    assert found.date is not None
    assert found.date.interval == DateInterval.on(date(2026, 2, 4))
    assert found.date.granularity is Granularity.DAY
    assert (found.type, found.stance) == ("injury", Stance.DENIES)
    assert corrected(date_from=None, date_to=None).date is None
