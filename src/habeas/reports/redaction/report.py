"""What was redacted: in numbers for every reader, in full for the investigator alone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RedactionNotice:
    """What a redacted dossier says of itself. Numbers of what is left out, or has a pseudonym.

    `statements` are withheld because they stand in a redacted passage; those of redacted sources
    are not among them. `site_judgements` are those of the record: each tells a place, and none is
    in the dossier.
    """

    persons: int
    places: int
    passages: int
    sources: int
    statements: int
    site_judgements: int = 0

    @property
    def sentences(self) -> tuple[str, ...]:
        """The same in words, for every format."""
        counts = (
            (self.persons, "person", "persons"),
            (self.places, "place", "places"),
            (self.passages, "passage", "passages"),
            (self.sources, "source", "sources"),
        )
        listed = ", ".join(f"{count} {one if count == 1 else many}" for count, one, many in counts)
        lines = [
            f"Redacted: {listed}.",
            "Each redacted person and place has one pseudonym throughout. Redacted persons are"
            " counted as before.",
            "A place that is redacted is on no map and at no site, and doors are answered as if"
            " nobody knew it.",
            "Hashes and identifiers of sources, statements and persons are replaced by numbers, and"
            " sizes of sources are rounded up to thousands of bytes: from short values a name"
            " could be guessed. The investigation can show which number stands for which source.",
        ]
        if self.statements:
            words = "statement stands" if self.statements == 1 else "statements stand"
            lines.append(
                f"{self.statements} {words} in a redacted passage and left out of every count."
            )
        if self.site_judgements:
            words = "judgement" if self.site_judgements == 1 else "judgements"
            lines.append(
                f"{self.site_judgements} {words} about sites left out, since each tells a place:"
                " sites are shown as the sources alone give them."
            )
        return tuple(lines)


@dataclass(frozen=True, slots=True)
class Replacement:
    """A pseudonym, whose it is, how often it stands in the dossier, who else shares a form of it.

    The others in `shared_with` are not redacted; where their name has the form, it is taken out as
    well.
    """

    pseudonym: str
    names: tuple[str, ...]
    times: int
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RedactionReport:
    """For the investigator, never for a reader: it says who is who.

    `not_found` were asked for and stand nowhere. `nameless` counts the places where a form was
    taken out without saying whose, `passages` where words of a passage were. `references` says
    which SHA-256 (hex) each number of a source stands for. `left` are words that stay, though they
    are a redacted name but for one letter, or are one that is a word of everyday speech as well;
    with how often each stands in the data.
    """

    persons: tuple[Replacement, ...]
    places: tuple[Replacement, ...]
    not_found: tuple[str, ...]
    nameless: int
    passages: int
    references: tuple[tuple[str, str], ...]
    notice: RedactionNotice
    left: tuple[tuple[str, int], ...] = ()
