"""One way to read a word before its sentence has decided."""

from __future__ import annotations

from dataclasses import dataclass, field

ALL_CASES = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"})


# Two readings are the same only where they are one object: scores between them are kept.
@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A part of speech with its lemma and features.

    Forms that several cases share are one candidate: `cases` holds them all, `feats` no case.
    `prior` says how likely the reading is by itself, 0 for the common one.
    """

    pos: str
    lemma: str
    cases: frozenset[str] = frozenset()
    feats: dict[str, str] = field(default_factory=dict)
    prior: float = 0.0
    name: bool = False

    @property
    def adjectival(self) -> bool:
        """Whether it declines as an adjective and may stand before a noun."""
        return bool(self.cases) and (
            self.pos in ("ADJ", "DET") or self.feats.get("VerbForm") == "Part"
        )

    @property
    def nominal(self) -> bool:
        """Whether it may head a noun phrase by itself."""
        return self.pos in ("NOUN", "PROPN", "PRON")

    @property
    def finite(self) -> bool:
        """Whether it is a verb that may be the predicate of a clause."""
        return self.feats.get("VerbForm") == "Fin"


def agree(one: Candidate, other: Candidate) -> bool:
    """Whether an adjective and a noun share a case, and number and gender do not contradict."""
    if one.cases and other.cases and not one.cases & other.cases:
        return False
    number, other_number = one.feats.get("Number"), other.feats.get("Number")
    if number and other_number and number != other_number:
        return False
    if "Plur" in (number, other_number):
        return True
    gender, other_gender = one.feats.get("Gender"), other.feats.get("Gender")
    return not gender or not other_gender or gender == other_gender
