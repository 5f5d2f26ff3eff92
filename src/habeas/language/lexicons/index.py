"""Names to things, without being misled by everyday words and acronyms."""

from __future__ import annotations

from typing import Generic, TypeVar

from habeas.language.scripts import fold

Named = TypeVar("Named")


class NameIndex(Generic[Named]):
    """Several words meet when they are equal folded; one word only with its capitals as printed.

    A single word in capitals ("SUSPILNE") meets a longer name that is not itself an acronym.
    """

    def __init__(self) -> None:
        self._phrases: dict[str, Named] = {}
        self._words: dict[str, Named] = {}

    def add(self, names: tuple[str, ...], thing: Named) -> None:
        """Enter a thing under its names; the first thing that bears a name keeps it."""
        for name in filter(None, map(_bare, names)):
            if " " in name:
                self._phrases.setdefault(fold(name), thing)
            else:
                self._words.setdefault(name, thing)
                if len(name) > 4 and not name.isupper():
                    self._words.setdefault(name.upper(), thing)

    def get(self, name: str) -> Named | None:
        """The thing of that name, if any."""
        bare = _bare(name)
        return self._words.get(bare) or self._phrases.get(fold(bare))


def _bare(name: str) -> str:
    words = " ".join(name.split()).strip("\"“”«»„'‘ ").replace("’", "'")
    if words[:4].casefold() == "the " and len(words) > 4:
        words = words[4:]
    return words.removesuffix("'s")
