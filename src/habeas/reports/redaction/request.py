"""What is to be left out of a dossier: persons, places, passages and whole sources."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from habeas.model import InputRefused, Plain, WrongUsage

_SHA256 = re.compile(r"[0-9a-f]{8,64}")
_EQUALS = re.compile(r"\s*=\s*")
_KEYS = frozenset({"persons", "places", "passages", "sources"})


@dataclass(frozen=True, slots=True)
class RedactedPassage:
    """Half-open span [start, end) in code points of the text that was read from a source."""

    source: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a passage [{self.start}, {self.end}) holds nothing")


@dataclass(frozen=True, slots=True)
class Redactions:
    """What no reader of the dossier may learn.

    `persons` are ids of persons ("p-…") or names as printed; `places` names. Several names of one
    person or place are joined by "=": "Mira Tolvan = Mira Brenn". `sources` and the source of a
    passage are SHA-256 (hex), or at least their first 8 digits. The order says nothing: the same
    redactions of the same record give the same dossier.
    """

    persons: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    passages: tuple[RedactedPassage, ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in (*self.persons, *self.places):
            if not all(any(map(str.isalpha, each)) for each in names_of(name)):
                raise ValueError(f"{name!r} has no letters to be found by")
        for source in (*self.sources, *(item.source for item in self.passages)):
            if _SHA256.fullmatch(source) is None:
                raise ValueError(f"{source!r} is not a SHA-256 in hexadecimal digits")

    def __bool__(self) -> bool:
        """Whether anything is to be left out."""
        return bool(self.persons or self.places or self.passages or self.sources)


def names_of(entry: str) -> tuple[str, ...]:
    """The names that an entry joins by "="."""
    return tuple(name.strip() for name in _EQUALS.split(entry.strip()))


def redactions_of(plain: Plain, *, where: str | None = None) -> Redactions:
    """The redactions that a JSON object names. Raises InputRefused where it does not fit.

    {"persons": ["p-…", "Mira Tolvan"], "places": ["Orlyne = Орлине"], "sources": ["<sha256>"],
     "passages": [{"source": "<sha256>", "start": 120, "end": 180}]}
    """
    if not isinstance(plain, dict) or not set(plain) <= _KEYS:
        raise InputRefused(
            "this is no list of redactions",
            where=where,
            remedy=f"write one JSON object with: {', '.join(sorted(_KEYS))}",
        )
    try:
        return Redactions(
            _texts(plain.get("persons", [])),
            _texts(plain.get("places", [])),
            tuple(_passage(item) for item in plain.get("passages", [])),
            _texts(plain.get("sources", [])),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise InputRefused(
            f"a redaction cannot be read: {error}", where=where, remedy="set it right"
        ) from error


def read_redactions(path: Path) -> Redactions:
    """The redactions that a JSON file names. Raises InputRefused, also where it names none."""
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputRefused(
            f"the redactions cannot be read: {error}", where=str(path), remedy="write a JSON file"
        ) from error
    found = redactions_of(plain, where=str(path))
    if not found:
        # Whoever names a file means to leave something out.
        raise InputRefused(
            "it names nothing to leave out",
            where=str(path),
            remedy="name persons, places, passages or sources in it, or give no such file",
        )
    return found


def passage_of(words: str) -> RedactedPassage:
    """A passage written as `<sha256>:start-end`. Raises WrongUsage."""
    match = re.fullmatch(r"([0-9a-f]{8,64}):(\d+)-(\d+)", words.strip())
    if match is None or int(match[2]) >= int(match[3]):
        raise WrongUsage(
            f"{words!r} is not a passage", remedy="write the source's SHA-256:start-end"
        )
    return RedactedPassage(match[1], int(match[2]), int(match[3]))


def _texts(items: object) -> tuple[str, ...]:
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise TypeError("it must be an array of texts")
    return tuple(items)


def _passage(item: Plain) -> RedactedPassage:
    return RedactedPassage(str(item["source"]), int(item["start"]), int(item["end"]))
