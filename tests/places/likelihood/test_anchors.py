"""On whose ground sightings lie."""

from __future__ import annotations

from habeas.language import Gazetteer
from habeas.places import Anchor
from habeas.places.likelihood.anchors import countries_of

UKRAINIAN = [Anchor(name) for name in ("Полтава", "Лубни", "Миргород", "Кременчук")] * 10


def test_the_ground_is_where_most_names_lie() -> None:
    assert countries_of(Gazetteer.open(), UKRAINIAN) == ("UA",)


def test_a_town_abroad_that_is_beyond_doubt_belongs_to_it_too() -> None:
    assert countries_of(Gazetteer.open(), [*UKRAINIAN, Anchor("Таганрог")]) == ("RU", "UA")


def test_a_name_that_also_lies_at_home_adds_no_country() -> None:
    assert countries_of(Gazetteer.open(), [*UKRAINIAN, Anchor("Павловка")]) == ("UA",)


def test_a_name_nobody_knows_adds_none() -> None:
    assert countries_of(Gazetteer.open(), [*UKRAINIAN, Anchor("Гхрымщевобад")]) == ("UA",)
