"""Words of Ukrainian and Russian in their cases: nominatives of persons and of places.

The room of names brings numpy, so that it is only loaded where a name is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.language.gazetteer.endings import base_forms, towns_of_adjective

if TYPE_CHECKING:
    from habeas.language.names.nominative import NominativeName


def person_nominative(
    surname: str, given: str, patronymic: str, language: str | None = None
) -> NominativeName:
    """A person's name brought to the nominative; its parts agree in sex and case."""
    from habeas.language.names.nominative import nominative_name

    return nominative_name(surname, given, patronymic, language)


def name_nominative(
    token: str, part: str, language: str | None = None, sex: str | None = None
) -> str:
    """One part of a name (`surname`, `given`, `patronymic`) in the nominative."""
    from habeas.language.names.nominative import nominative

    return nominative(token, part, language, sex)


def spelled_like(token: str, word: str) -> str:
    """A word in lower case written as a token is: its capitals, its kind of apostrophe."""
    from habeas.language.names.nominative.spelled import spelled_like as spell

    return spell(token, word)


def plain_spelling(token: str) -> str:
    """A token in lower case, with `'` for every kind of apostrophe."""
    from habeas.language.names.nominative.spelled import plain

    return plain(token)


def place_bases(name: str) -> tuple[str, ...]:
    """The names of which a folded name of a place may be a case form."""
    return base_forms(name)


def adjective_towns(adjective: str) -> tuple[str, ...]:
    """The towns that an adjective may be made from: `таганрогский` → `таганрог`, …"""
    return towns_of_adjective(adjective)
