"""Names for sources, claims and persons that tell nothing of what they name.

A SHA-256 of a short value is no secret: whoever has a redacted line of text, and a few hundred
names to try, finds the one with which the hash comes out right. The same holds for what is derived
from such hashes with known offsets (ids of claims and of persons), and for a longer source too,
once all of it but the name is printed. A salted hash would need a secret to be kept for ever.
So in a redacted dossier every such name, also of what was not redacted, is replaced by a number in
the order of the record; the report for the investigator says which number stands for which hash.
The head and the root of the ledger stay: its leaves commit to salted hashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WITHHELD = "withheld"
_ID = re.compile(r"(?<![0-9A-Za-z])(?:[pP]-)?[0-9A-Za-z]{8,64}(?![0-9A-Za-z])")
_FURTHER = re.compile(r"-?\s{1,8}([0-9A-Fa-f]{4,56})(?![0-9A-Za-z])")
# So many letters of a hash are known for its beginning.
_SHORTEST = 8


class References:
    """Numbers for identifiers: `source-00001`, `claim-000001`, `person-00001`."""

    def __init__(
        self, sources: Iterable[str], claims: Iterable[str], persons: Iterable[str] = ()
    ) -> None:
        self.sources = {name: f"source-{place:05}" for place, name in _numbered(sources)}
        self.claims = {name: f"claim-{place:06}" for place, name in _numbered(claims)}
        self.persons = {name: f"person-{place:05}" for place, name in _numbered(persons)}
        self._known = {**self.sources, **self.claims, **self.persons}
        self._beginnings = {name[:_SHORTEST]: name for name in reversed(self.sources)}

    def also(self, identifiers: Iterable[str], words: str = WITHHELD) -> None:
        """Further identifiers that these words stand for."""
        for name in identifiers:
            self._known.setdefault(name, words)

    def call(self, identifier: str, words: str) -> None:
        """Let these words stand for an identifier, whatever stood for it before."""
        self._known[identifier] = words
        if identifier in self.persons:
            self.persons[identifier] = words

    def of(self, identifier: str) -> str:
        """What stands for an identifier; for an unknown one, that it is withheld."""
        return self._of(identifier) or WITHHELD

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """The identifiers of the record in a text, in any case, with what stands for each."""
        found: list[tuple[int, int, str]] = []
        end = 0
        for match in _ID.finditer(text):
            words = self._of(match[0].lower()) if match.start() >= end else None
            if words is not None:
                end = self._end(text, match)
                found.append((match.start(), end, words))
        return found

    def _end(self, text: str, begun: re.Match[str]) -> int:
        """Where the hash of a source ends that is broken over lines, or written in groups."""
        name, end = begun[0].lower(), begun.end()
        source = self._beginnings.get(name[:_SHORTEST], "")
        while (further := _FURTHER.match(text, end)) is not None:
            name += further[1].lower()
            if not source.startswith(name):
                break
            end = further.end()
        return end

    def _of(self, identifier: str) -> str | None:
        known = self._known.get(identifier)
        if known is not None:
            return known
        source = self._beginnings.get(identifier[:_SHORTEST])
        if source is not None and source.startswith(identifier):
            return self.sources[source]
        return None


def _numbered(names: Iterable[str]) -> Iterable[tuple[int, str]]:
    return enumerate(dict.fromkeys(names), 1)
