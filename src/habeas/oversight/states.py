"""States by code and name: what a user may write, and the ISO 3166-1 alpha-2 code it means."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path

from habeas.language import Country, Script, countries, demonym, fold, listed, script_of, table_rows
from habeas.model import InputRefused, printable

_REMEDY = "give the ISO 3166 code or the full name"
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class State:
    """A state, or another party to treaties, with every code and name that is accepted for it."""

    iso2: str
    iso3: str
    english: str
    ukrainian: str
    russian: str
    names: tuple[str, ...]
    former_codes: tuple[str, ...] = ()

    def named(self, language: str) -> str:
        """Its everyday name in "en", "uk" or "ru"; English for any other language."""
        return {"uk": self.ukrainian, "ru": self.russian}.get(language) or self.english


@cache
def states() -> Mapping[str, State]:
    """All states that the tables speak of, by ISO 3166-1 alpha-2 code."""
    path = Path(str(files("habeas.oversight"))) / "data" / "states.tsv"
    everyday = {country.code: country for country in countries()}
    found = (_state(row, everyday.get(row["iso2"])) for row in table_rows(path))
    return {state.iso2: state for state in found}


def find_state(text: str) -> str:
    """The ISO 3166-1 alpha-2 code (upper case) of the state that the text names.

    Accepts codes of two and three letters in any case, everyday names in English, Ukrainian and
    Russian, official and former names, and English adjectives. Raises InputRefused, listing the
    candidates, for a name of several states, and with the nearest names for one of no state.
    """
    found = _by_name().get(_key(text), ())
    shown = f"“{printable(text)}”"
    if not found and (nationality := demonym(text)) in states():
        return str(nationality)
    if len(found) == 1:
        return found[0]
    if found:
        candidates = ", ".join(f"{code} ({states()[code].english})" for code in found)
        raise InputRefused(
            f"{shown} names several states: {candidates}", where="state", remedy=_REMEDY
        )
    raise InputRefused(f"no state is called {shown}", where="state", remedy=_advice(text))


def state_name(iso2: str, language: str = "en") -> str:
    """The everyday name of a state in "en", "uk" or "ru"; the code itself where none is known."""
    state = states().get(iso2)
    return state.named(language) if state else iso2


def _state(row: Mapping[str, str], everyday: Country | None) -> State:
    aliases = listed(row["aliases"])
    country = everyday or _from_aliases(row["iso2"], aliases)
    return State(
        row["iso2"],
        row["iso3"],
        country.english[0],
        country.ukrainian[0],
        country.russian[0],
        (*country.english, *country.ukrainian, *country.russian, *aliases),
        listed(row["predecessor"]),
    )


def _from_aliases(code: str, aliases: Iterable[str]) -> Country:
    """Names of a party that is no country: the first Latin, the first two Cyrillic of its row."""
    cyrillic = [alias for alias in aliases if script_of(alias) is Script.CYRILLIC]
    latin = [alias for alias in aliases if script_of(alias) is Script.LATIN]
    return Country(code, (latin[0],), (cyrillic[0],), (cyrillic[1],))


@cache
def _by_name() -> Mapping[str, tuple[str, ...]]:
    """Codes by folded name or code; a code of today wins over whatever else is spelled so."""
    found: dict[str, dict[str, None]] = {}
    for key, code in _spellings():
        found.setdefault(key, {})[code] = None
    exact = {_key(code): (state.iso2,) for state in states().values() for code in _codes(state)}
    return {key: tuple(codes) for key, codes in found.items()} | exact


def _spellings() -> Iterator[tuple[str, str]]:
    for state in states().values():
        for name in (*state.names, *state.former_codes):
            yield _key(name), state.iso2


def _codes(state: State) -> tuple[str, str]:
    return state.iso2, state.iso3


def _key(text: str) -> str:
    return fold(text).replace("ё", "е").removeprefix("the ").replace(".", "")


def _advice(text: str) -> str:
    near = get_close_matches(_key(text), _by_name(), n=_SUGGESTIONS, cutoff=0.7)
    codes = dict.fromkeys(code for key in near for code in _by_name()[key])
    if not codes:
        return _REMEDY
    return "did you mean " + ", ".join(f"{code} ({states()[code].english})" for code in codes) + "?"
