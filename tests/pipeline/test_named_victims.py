"""Whom a text names as a victim. Everybody is invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from habeas.model import (
    Attribution,
    Claim,
    ClaimDate,
    Correction,
    DateInterval,
    DateRole,
    Granularity,
    Judgement,
    Modality,
    Passage,
    Place,
    Stance,
    Verdict,
)
from habeas.pipeline.named_victims import Happening, named_victims

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
DAY = DateInterval.on(date(2023, 5, 6))


def claim(start: int, victim: str | None, type: str = "death_in_custody", **fields: Any) -> Claim:
    values: dict[str, Any] = {
        "stance": Stance.ASSERTS,
        "negated": False,
        "modality": Modality.FACT,
        "date": ClaimDate(DAY, Granularity.DAY, DateRole.EVENT),
        **fields,
    }
    return Claim(
        id=f"c{start}",
        passage=Passage(start, start + 4, "said"),
        content=(start, start + 4),
        type=type,
        type_scores=(),
        attribution=Attribution(),
        confidence=0.5,
        origin="rule:test@1",
        victim=victim,
        **values,
    )


def names(*claims: Claim) -> list[str]:
    return [victim.name for victim in named_victims(claims, {})]


def test_names_are_taken_and_descriptions_are_not() -> None:
    words = [
        "Oleh Tarnyk",
        "at least three men",
        "Ukrainian soldiers",
        "14 captives",
        None,
        "Tarnyk",
    ]
    assert names(*(claim(place, victim) for place, victim in enumerate(words))) == ["Oleh Tarnyk"]


def test_a_surname_alone_is_the_only_person_of_that_surname() -> None:
    assert names(claim(1, "Sandul"), claim(2, "Petro Sandul")) == ["Petro Sandul"]
    three = (claim(1, "Sandul"), claim(2, "Petro Sandul"), claim(3, "Ivan Sandul"))
    assert names(*three) == ["Sandul", "Petro Sandul", "Ivan Sandul"]


def test_who_did_the_harm_is_not_looked_up_in_lists() -> None:
    beaten = claim(1, "Petro Sandul", "torture", actor="Ivan Brodov")
    assert names(beaten, claim(2, "Ivan Brodov", "trial")) == ["Petro Sandul"]
    assert names(claim(1, "Ivan Brodov", "sanction")) == []


def test_what_happened_is_told_by_facts_alone() -> None:
    said = {
        "as a fact": claim(1, "Oleh Tarnyk"),
        "denied": claim(1, "Oleh Tarnyk", stance=Stance.DENIES),
        "negated": claim(1, "Oleh Tarnyk", negated=True),
        "possible": claim(1, "Oleh Tarnyk", modality=Modality.POSSIBLE),
    }
    told = {how: named_victims([item], {})[0].happenings for how, item in said.items()}
    assert told.pop("as a fact") == (Happening("died", DAY),)
    assert set(told.values()) == {()}


def test_the_day_of_a_report_is_no_day_of_what_happened() -> None:
    reported = ClaimDate(DAY, Granularity.DAY, DateRole.REPORT)
    (victim,) = named_victims([claim(1, "Oleh Tarnyk", date=reported)], {})
    assert victim.happenings == (Happening("died", DateInterval(None, None)),)


def test_what_people_decided_counts() -> None:
    first, second = claim(1, "Oleh Tarnyk", place=Place("Orrin")), claim(2, "Petro Sandul")
    rejected = Judgement("c2", "1f" * 32, second.passage, Verdict.REJECT, "no", "Ila Morven", NOON)
    corrected = replace(
        rejected,
        verdict=Verdict.CORRECT,
        corrections=(Correction("victim", "Oleh Tarnyn"), Correction("date_from", "2023-05-01")),
    )
    (victim,) = named_victims((first, second), {"c1": (corrected,), "c2": (rejected,)})
    assert (victim.name, victim.place) == ("Oleh Tarnyn", "Orrin")
    assert victim.happenings[0].interval == DateInterval(date(2023, 5, 1), date(2023, 5, 6))
