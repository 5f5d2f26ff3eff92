"""The words around a name say what it is, and are taken off to look it up."""

from __future__ import annotations

import pytest

from habeas.language.gazetteer.query import Query, stripped, whole


@pytest.mark.parametrize(
    ("name", "core", "kind"),
    [
        ("the Donetsk region", "donetsk", "region"),
        ("Republic of Tatarstan", "tatarstan", "region"),
        ("city of Kharkiv", "kharkiv", "city"),
        ("eastern Ukraine", "ukraine", None),
        ("Russian-occupied Kherson region", "kherson", "region"),
        ("temporarily occupied Crimea", "crimea", None),
        ("Чернігівська область", "чернігівська", "region"),
        ("Bakhmut district", "bakhmut", "district"),
    ],
)
def test_generic_words_are_taken_off(name: str, core: str, kind: str | None) -> None:
    assert stripped(whole(name)) == Query(core, kind)


@pytest.mark.parametrize("name", ["Bakhmut", "region", "Rostov-on-Don", ""])
def test_a_bare_name_has_nothing_to_take_off(name: str) -> None:
    assert stripped(whole(name)) is None


def test_commas_and_brackets_give_hints() -> None:
    assert whole("Clearwater, Florida").hints == ("Florida",)
    assert whole("Bucha (Kyiv region, Ukraine)").hints == ("Kyiv region", "Ukraine")


def test_articles_possessives_and_full_stops_do_not_belong_to_a_name() -> None:
    assert whole("the U.S.").core == "u.s"
    assert whole("Ukraine’s").core == "ukraine"
