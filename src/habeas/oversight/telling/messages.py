"""Sentences by key, in the languages of the catalogues (`data/messages/<language>*.toml`).

    sentence("bound.yes", {"state": "UA", "treaty": "CAT", "since": "1987-06-26"}, "uk")

A catalogue gives each key one sentence. `{name}` is filled with a value, spelled for the language;
a part in [brackets] is left out when a value in it is empty.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from habeas.oversight.tables import data_path
from habeas.oversight.telling.spelling import spelled

_FALLBACK = "en"
_SLOT = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a catalogue, English first."""
    found = sorted({path.name[:2] for path in data_path("messages").glob("*.toml")})
    return (_FALLBACK, *(language for language in found if language != _FALLBACK))


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Every sentence of one language by its key; nothing for a language without a catalogue.

    Raises ValueError when two files give the same key.
    """
    found: dict[str, str] = {}
    for path in sorted(data_path("messages").glob(f"{language}*.toml")):
        entries = tomllib.loads(path.read_text(encoding="utf-8"))
        if twice := sorted(found.keys() & entries.keys()):
            raise ValueError(f"{path.name} repeats {', '.join(twice)}")
        found.update(entries)
    return found


def sentence(
    key: str, values: Mapping[str, str], language: str = _FALLBACK, *, strict: bool = False
) -> str:
    """The sentence of a key with its values in place, in English where the language lacks it.

    A key that English lacks too is shown bare, and a value that is not given as "…"; with
    `strict`, both raise KeyError.
    """
    text = _template(key, language)
    if text is None:
        if strict:
            raise KeyError(key)
        return key

    def filled(slot: re.Match[str]) -> str:
        name = slot.group(1)
        if name not in values:
            if strict:
                raise KeyError(f"{key}: no value is given for {{{name}}}")
            return "…"
        return spelled(name, values[name], language, word)

    def word(name: str) -> str | None:
        return _template(name, language)

    kept = _OPTIONAL.sub(lambda part: _kept(part.group(1), values), text)
    # A year's "р." or "г." at the end of a sentence is its full stop too.
    return _SLOT.sub(filled, kept).replace("р..", "р.").replace("г..", "г.")


def has_sentence(key: str, language: str = _FALLBACK) -> bool:
    """Whether the catalogue of that very language has the key."""
    return key in catalogue(language)


def word_for(stem: str, code: str, language: str = _FALLBACK) -> str:
    """The word of a code ("verdict", "yes"), or the code itself where no catalogue has it."""
    return _template(f"{stem}.{code}", language) or code


def _template(key: str, language: str) -> str | None:
    return catalogue(language).get(key) or catalogue(_FALLBACK).get(key)


def _kept(part: str, values: Mapping[str, str]) -> str:
    """The optional part, or nothing when one of its values is not told."""
    return part if all(values.get(name) for name in _SLOT.findall(part)) else ""
