"""What claims say happened: who answers for it, where, when, to whom; and what stays unknown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from habeas.model import Correction, DateInterval, Modality, Passage, Place, Stance, Verdict
from habeas.oversight import Victim, shipped_world
from habeas.pipeline.happenings import ToldHappening, happenings, victim_of
from habeas.pipeline.state_in_charge import custody_of, state_of
from tests.pipeline.told import (
    KHERSON,
    LVIV,
    SIMFEROPOL,
    TAGANROG,
    at,
    claim,
    decided,
    record,
)


def told(*claims: Any, **judgements: Any) -> list[ToldHappening]:
    found = record(*claims, judgements=judgements)
    return list(happenings(shipped_world(), found.sources, found.judgements))


def one(**fields: Any) -> ToldHappening:
    (item,) = told(claim(0, **fields))
    return item


@pytest.mark.parametrize(
    ("actor", "state"),
    [
        ("FSB", "RU"),
        ("FSB officers", "RU"),
        ("two officers of the FSB", "RU"),
        ("Amnesty International officials", ""),
        ("Russian soldiers", "RU"),
        ("the Russian prison service", "RU"),
        ("Belarusian police", "BY"),
        ("Russia", "RU"),
        ("", ""),
        ("Amnesty International", ""),
        ("Russians", ""),
        ("guards", ""),
        ("Russian and Belarusian soldiers", ""),
        ("російські військові", "RU"),
        ("украинские полицейские", "UA"),
        ("білоруських наглядачів", "BY"),
        ("росіяни", ""),
        ("охоронці", ""),
        ("российские и украинские солдаты", ""),
    ],
)
def test_an_actor_is_a_state_where_the_words_name_its_organ(actor: str, state: str) -> None:
    assert state_of(actor) == state


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("Forty of them have died in Russian custody since the spring", "RU"),
        ("bodies returned from Belarusian pretrial detention centers and prisons", "BY"),
        ("He spent a year in a Ukrainian prison camp.", "UA"),
        ("the death toll in Russia's network of secret prisons", "RU"),
        ("Він помер у російському полоні.", "RU"),
        ("тіла, повернуті з білоруських в'язниць", "BY"),
        ("Она провела год в украинской колонии", "UA"),
        ("его держали в российском следственном изоляторе", "RU"),
        # Nobody's custody: a people, a court, another's land, two states, a role.
        ("He died in custody", ""),
        ("Russian prisoners were fed", ""),
        ("a Russian prison guard told us so", ""),
        ("tried in a Russian court, he went to prison", ""),
        ("in the occupied Ukrainian prisons", ""),
        ("in Russian and in Belarusian prisons", ""),
        ("в Україні, де тюрми переповнені", ""),
        ("у російській армії", ""),
    ],
)
def test_words_about_custody_name_the_state_that_holds(words: str, state: str) -> None:
    assert custody_of(words) == state


def test_who_died_in_the_custody_of_a_state_is_that_states_to_answer_for() -> None:
    words = "Ten Ukrainian prisoners of war died in Russian custody."
    item = claim(0, type="death_in_custody", victim="Ten Ukrainian prisoners of war")
    item = replace(item, passage=Passage(0, len(words), words), content=(0, len(words)))
    (found,) = told(item)
    assert (found.state, found.victim) == ("RU", Victim("POW", "UA"))
    # Whoever did it counts before whose hands it was in.
    (found,) = told(replace(item, actor="Belarusian soldiers"))
    assert found.state == "BY"


@pytest.mark.parametrize(
    ("words", "holder", "victim"),
    [
        ("Ukrainian prisoners of war", "RU", Victim("POW", "UA")),
        ("14 POWs", "", Victim("POW", "")),
        ("three Ukrainian civilians", "RU", Victim("civilian", "UA")),
        ("Ukrainian soldiers", "RU", Victim("POW", "UA")),
        ("Ukrainian soldiers", "UA", Victim("", "UA")),
        ("Ukrainian soldiers", "", Victim("", "UA")),
        ("soldiers", "RU", Victim("", "")),
        ("civilians and prisoners of war", "RU", Victim("", "")),
        ("Taras Velmin", "RU", Victim("", "")),
    ],
)
def test_status_and_nationality_are_what_the_words_tell(
    words: str, holder: str, victim: Victim
) -> None:
    assert victim_of(words, holder) == victim


def test_who_controls_the_place_for_sure_answers_where_no_actor_does() -> None:
    assert one(place=SIMFEROPOL, day="2023-05-01").state == "RU"
    assert one(place=TAGANROG, day="2023-05-01").state == "RU"
    assert one(place=LVIV, day="2023-05-01").state == "UA"


def test_who_kills_at_a_place_need_not_be_who_holds_it() -> None:
    assert one(type="killing", place=LVIV, day="2023-05-01").state == ""
    assert one(type="killing", place=LVIV, actor="Russian forces", day="2023-05-01").state == "RU"
    assert one(type="death_in_custody", place=LVIV, day="2023-05-01").state == "UA"


def test_before_the_occupation_the_sovereign_held_it() -> None:
    assert one(place=SIMFEROPOL, day="2013-05-01").state == "UA"


def test_a_region_held_in_part_a_span_across_and_a_country_alone_name_nobody() -> None:
    assert one(place=KHERSON, day="2022-04-15").state == ""
    assert one(place=SIMFEROPOL, days=("2013-05-01", "2015-05-01")).state == ""
    assert one(place=at("Ukraine", "UA", "UA"), day="2023-05-01").state == ""
    assert one(place=SIMFEROPOL).state == ""


def test_a_name_that_two_countries_share_tells_of_neither() -> None:
    here, there = SIMFEROPOL.candidates[0], TAGANROG.candidates[0]
    both = Place("Novo", (replace(here, score=0.6), replace(there, score=0.4)))
    assert one(place=both, day="2023-05-01").place is None
    clear = Place("Novo", (replace(here, score=0.8), replace(there, score=0.2)))
    assert one(place=clear, day="2023-05-01").state == "RU"
    regions = Place("Novo", (replace(here, score=0.5), replace(LVIV.candidates[0], score=0.5)))
    found = one(place=regions, day="2023-05-01")
    assert found.place is not None
    assert (found.place.country, found.place.region, found.state) == ("UA", "", "")


def test_a_prisoner_of_war_is_not_in_the_hands_of_their_own_state() -> None:
    captives = "Ukrainian prisoners of war"
    assert one(place=KHERSON, day="2022-04-15", victim=captives).state == "RU"
    assert one(place=LVIV, day="2022-04-15", victim=captives).state == ""


def test_the_actor_comes_before_the_place() -> None:
    assert one(place=KHERSON, day="2022-04-15", actor="Russian soldiers").state == "RU"


def test_what_a_claim_does_not_say_stays_unknown() -> None:
    item = one()
    assert (item.state, item.place, item.act, item.victim) == ("", None, None, Victim())


def test_denials_negations_plans_and_other_types_tell_of_no_happening() -> None:
    assert told(claim(0, stance=Stance.DENIES), claim(1, negated=True)) == []
    assert told(claim(0, modality=Modality.PLANNED), claim(1, "legal_step")) == []


def test_a_rejected_claim_counts_for_nothing() -> None:
    item = claim(0, place=TAGANROG)
    assert told(item, c0=(decided(item, Verdict.REJECT),)) == []


def test_a_correction_counts_as_it_was_corrected() -> None:
    item = claim(0, place=TAGANROG, day="2022-08-01", victim="people")
    corrections = (
        Correction("type", "secret_detention"),
        Correction("victim", "Ukrainian civilians"),
        Correction("date_to", "2022-09-01"),
    )
    (found,) = told(item, c0=(decided(item, Verdict.CORRECT, *corrections),))
    assert (found.matter, found.victim) == ("disappearance", Victim("civilian", "UA"))
    assert found.act is not None
    assert str(found.act) == "2022-08-01 – 2022-09-01"
    assert found.reviewed


def test_a_corrected_place_has_its_own_reading_or_none() -> None:
    item = claim(0, place=TAGANROG, day="2023-05-01")
    moved = decided(item, Verdict.CORRECT, Correction("place", "Simferopol"))
    assert told(item, c0=(moved,))[0].place is None
    found = record(item, judgements={"c0": (moved,)})
    located = {"Simferopol": SIMFEROPOL.candidates[0]}
    (known,) = happenings(shipped_world(), found.sources, found.judgements, located)
    assert known.place is not None
    assert (known.place.region, known.state) == ("UA-43", "RU")


def test_a_date_of_the_report_dates_no_happening() -> None:
    item = claim(0, day="2023-05-01")
    said = decided(item, Verdict.CORRECT, Correction("date_role", "report"))
    assert told(item, c0=(said,))[0].act is None
    assert told(item)[0].act == DateInterval.on(date(2023, 5, 1))
