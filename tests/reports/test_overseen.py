"""The chapter on oversight: doors with reasons and deadlines, duties, days without contact."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from lxml.html import HtmlElement

from habeas.model import Verdict
from habeas.oversight import shipped_world
from habeas.pipeline import Snapshot, assessed, oversee
from habeas.reports import DossierContent, SourceContent
from habeas.reports.overseen import Oversight, overseen
from habeas.reports.statements import cited_sources, statements
from tests.pipeline.told import KHERSON, SIMFEROPOL, TAGANROG, claim, decided, people_of, record
from tests.reports import invented
from tests.reports.page import parsed, text

FSB = {"actor": "FSB", "victim": "Ukrainian prisoners of war"}
IN_CRIMEA = claim(0, place=SIMFEROPOL, day="2023-05-01", **FSB)
IN_TAGANROG = claim(1, place=TAGANROG, day="2022-08-01", **FSB)
TAKEN = claim(
    2, "detention", victim="Taras Velmin", actor="FSB", place=SIMFEROPOL, day="2026-11-03"
)
NOWHERE = claim(3, "torture", place=KHERSON, day="2022-04-15")


def dossier_of(found: Snapshot, *, with_people: bool = False) -> DossierContent:
    """The content of a dossier, with its chapter on oversight."""
    return DossierContent(
        case_id="invented-case",
        investigators=("Ila Morven",),
        head=found.head,
        sources=tuple(
            SourceContent(item.source, item.document, item.problem, item.claims)
            for item in found.sources
        ),
        judgements=found.judgements,
        oversight=oversee(found, people_of(found) if with_people else None),
    )


def chapter_of(content: DossierContent) -> Oversight:
    """The chapter in words, without drawing the rest of the dossier."""
    found = overseen(content.oversight, statements(content, cited_sources(content)))
    assert found is not None
    return found


@cache
def everything() -> DossierContent:
    """A record with happenings here and there, one nowhere, and a person in custody."""
    return dossier_of(record(IN_CRIMEA, IN_TAGANROG, TAKEN, NOWHERE), with_people=True)


@cache
def page() -> HtmlElement:
    """Its page, drawn once."""
    return parsed(everything())


def section(of: HtmlElement) -> str:
    """What section 9 says, on one line."""
    return " ".join(text(of.get_element_by_id("section-9")).split())


def test_the_chapter_says_what_it_is_no_substitute_for_and_how_old_its_data_is() -> None:
    said = section(page())
    assert "Not legal advice: check the depositary" in said
    assert "Data as of 22 November 2026" in said
    assert "on 2026-11-23, the day of this record's head" in said


def test_open_doors_come_first_and_shut_ones_are_folded_away() -> None:
    group = chapter_of(dossier_of(record(IN_CRIMEA))).groups[0]
    verdicts = list(dict.fromkeys(door.verdict for door in group.doors))
    assert verdicts == ["yes", "yes, if", "unknown"]
    assert {door.verdict for door in group.closed} == {"no"}
    folded = page().xpath("//section[@id='section-9']//details/summary/text()")
    assert len(folded) == len(chapter_of(everything()).groups)
    assert all(words.endswith("doors that are shut") for words in folded)


def test_each_group_cites_the_statements_it_rests_on() -> None:
    for number in ("S1-001", "S1-002", "S1-003", "S1-004"):
        assert page().xpath(f"//section[@id='section-9']//a[@href='#{number}']")
    assert "Simferopol" in section(page())
    assert "prisoner of war, Ukraine" in section(page())


def test_what_is_unknown_names_the_fact_and_the_day_that_would_settle_it() -> None:
    assert "On or before 31 October 2025: the requirement is not met" in section(page())


def test_a_door_shut_in_fact_is_still_open_in_law_and_says_both() -> None:
    doors = chapter_of(dossier_of(record(IN_CRIMEA))).groups[0].doors
    shut_in_fact = [door for door in doors if door.in_fact]
    assert shut_in_fact
    assert all(door.open for door in shut_in_fact)


def test_a_shut_door_says_why() -> None:
    groups = chapter_of(everything()).groups
    assert all(door.reasons for group in groups for door in group.closed)


def test_rejected_statements_open_no_door() -> None:
    found = record(IN_CRIMEA, judgements={"c0": (decided(IN_CRIMEA, Verdict.REJECT),)})
    assert chapter_of(dossier_of(found)).groups == ()


def test_statements_without_an_answerable_state_are_named_not_guessed() -> None:
    assert [item.number for item in chapter_of(everything()).untold] == ["S1-004"]
    assert "Not asked: 1 statement tells" in section(page())


def test_duties_and_days_without_contact_are_shown_by_id_with_their_statements() -> None:
    (row,) = page().xpath("//table[@id='incommunicado']/tbody/tr")
    person = people_of(record(TAKEN)).resolution.person_ids[0]
    assert [text(cell) for cell in row][:3] == [person, "at least 20", "nothing"]
    assert "S1-003" in text(row)
    assert "Of 1 person this record says that they were in custody" in section(page())
    assert "Taras Velmin" not in text(row)


def test_a_breach_is_shown_with_how_it_happened() -> None:
    victim = {"victim": "Taras Velmin", "actor": "FSB"}
    taken = claim(0, "detention", place=SIMFEROPOL, day="2022-04-15", **victim)
    seen = claim(1, "detention", place=TAGANROG, day="2022-09-01", **victim)
    content = dossier_of(record(taken, seen), with_people=True)
    assert content.oversight is not None
    (person,) = content.oversight.persons
    assert chapter_of(content).breaches == ()
    # No claim says that this person is a civilian of another state: suppose that one did.
    known = replace(person.facts, status="civilian", nationality="UA")
    persons = (assessed(shipped_world(), known, content.oversight.on),)
    told = replace(content, oversight=replace(content.oversight, persons=persons))
    breach = chapter_of(told).breaches[0]
    said = "taken from Simferopol, held by Russia on that day, to Taganrog (1 September 2022)"
    assert breach.more == said
    assert "GC IV 49" in breach.words
    assert [item.number for item in breach.statements] == ["S1-001", "S1-002"]


def test_without_oversight_the_dossier_says_that_nobody_asked() -> None:
    assert "was not asked" in section(parsed(invented.case()))


def test_a_chapter_of_many_groups_is_folded_group_by_group() -> None:
    nations = "Belarusian Russian Turkish Iranian Syrian Georgian French".split()
    told = [
        claim(number, actor=f"{nation} police", day="2023-05-01")
        for number, nation in enumerate(nations)
    ]
    content = dossier_of(record(*told))
    assert len(chapter_of(content).groups) == 7
    groups = parsed(content).xpath(
        "//section[@id='section-9']//details[contains(@class, 'oversight')]"
    )
    assert len(groups) == 7


def test_equal_content_gives_equal_chapters() -> None:
    again = dossier_of(record(IN_CRIMEA, IN_TAGANROG, TAKEN, NOWHERE), with_people=True)
    assert chapter_of(again) == chapter_of(everything())
