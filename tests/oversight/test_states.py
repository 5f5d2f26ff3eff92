"""What a user may write for a state."""

from __future__ import annotations

import pytest

from habeas.model import InputRefused
from habeas.oversight.states import find_state, state_name, states
from tests.oversight.reference import needs_reference, reference_rows


@pytest.mark.parametrize("code", sorted(states()))
def test_a_state_is_found_by_its_codes_and_everyday_names(code: str) -> None:
    state = states()[code]
    written = (code, code.lower(), state.iso3, state.english, state.ukrainian, state.russian)
    assert {find_state(text) for text in written} == {code}


def test_there_are_the_members_of_the_united_nations_and_a_few_others() -> None:
    others = {"VA", "PS", "CK", "NU", "XK", "TW", "EU"}
    assert others < set(states())
    assert len(states()) - len(others) == 193


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Russian Federation", "RU"),
        ("the Russian Federation", "RU"),
        ("USSR", "RU"),
        ("SU", "RU"),
        ("Türkiye", "TR"),
        ("turkiye", "TR"),
        ("Viet Nam", "VN"),
        ("Bolivia (Plurinational State of)", "BO"),
        ("Democratic People's Republic of Korea", "KP"),
        ("Republic of Korea", "KR"),
        ("Holy See", "VA"),
        ("U.S.", "US"),
        ("Соединённые Штаты", "US"),
        ("РФ", "RU"),
        ("Guinea", "GN"),
        ("Niger", "NE"),
        ("Belarusian", "BY"),
    ],
)
def test_official_and_former_names_and_adjectives_are_understood(text: str, code: str) -> None:
    assert find_state(text) == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Congo", {"CD", "CG"}),
        ("Korea", {"KP", "KR"}),
        ("Конго", {"CD", "CG"}),
        ("Czechoslovakia", {"CZ", "SK"}),
        ("YU", {"BA", "HR", "ME", "MK", "RS", "SI"}),
    ],
)
def test_a_name_of_several_states_is_refused_with_all_of_them(
    text: str, candidates: set[str]
) -> None:
    with pytest.raises(InputRefused) as raised:
        find_state(text)
    listed = raised.value.what.split(": ", 1)[1]
    assert {part.split()[0] for part in listed.split(", ")} == candidates


def test_a_misspelt_name_is_refused_with_the_nearest_ones() -> None:
    with pytest.raises(InputRefused) as raised:
        find_state("Ukrayne")
    assert "UA (Ukraine)" in (raised.value.remedy or "")


@pytest.mark.parametrize("text", ["", "  ", "Atlantis", "ZZ", "Donetsk"])
def test_what_is_no_state_is_refused(text: str) -> None:
    with pytest.raises(InputRefused):
        find_state(text)


def test_a_state_is_named_in_three_languages() -> None:
    names = [state_name("UA", language) for language in ("en", "uk", "ru")]
    assert names == ["Ukraine", "Україна", "Украина"]
    assert state_name("EU", "uk") == "Європейський Союз"
    assert state_name("ZZ") == "ZZ"


@needs_reference
@pytest.mark.parametrize("name", ["treaty_actions", "coe_actions", "declarations", "geneva"])
def test_every_spelling_of_the_reference_tables_leads_to_its_code(name: str) -> None:
    spelled = {(row["state_name"], row["state_iso2"]) for row in reference_rows(name)}
    wrong = {
        (text, code)
        for text, code in spelled
        if code != "*" and text != "Congo" and find_state(text) != code
    }
    assert wrong == set()
