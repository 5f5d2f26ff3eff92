"""The names by which countries are printed."""

from __future__ import annotations

from habeas.language import countries


def test_every_country_has_a_name_in_each_language_and_its_usual_one_comes_first() -> None:
    named = {country.code: country for country in countries()}
    assert all(c.english and c.ukrainian and c.russian for c in named.values())
    assert (named["UA"].english[0], named["UA"].ukrainian[0]) == ("Ukraine", "Україна")
    assert "Federal Republic of Germany" in named["DE"].english


def test_a_code_stands_once() -> None:
    codes = [country.code for country in countries()]
    assert len(set(codes)) == len(codes) > 240
