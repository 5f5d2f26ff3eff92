"""One attribution in a sentence, and the lexicon of verbs that make attributions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.mention import Mention
from habeas.claims.tables import rows
from habeas.model import Stance

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """A verb of the lexicon: the stance it gives and what it needs to count as a cue.

    `any_subject`: it does little but report, so that whatever noun is its subject speaks.
    """

    stance: Stance
    complement: str
    any_subject: bool = False


@dataclass(slots=True)
class Cue:
    """One attribution inside one sentence.

    `word` is the verb, or the first word of `according to`; `governs` holds the token indices of
    what is attributed; `attribution` is the token range of the attribution clause itself.
    `introduces`: the words of the next sentence are meant; `concludes`: those of the sentences
    before (`Об этом сообщила прокуратура.`).
    """

    word: Token
    lemma: str
    stance: Stance
    source: Mention | None
    inherits: Token | None
    governs: frozenset[int]
    attribution: tuple[int, int]
    via: tuple[str, ...] = ()
    opens_account: bool = False
    introduces: bool = False
    concludes: bool = False


@cache
def reporting_verbs(language: str = "en") -> dict[str, ReportingVerb]:
    """The lexicon of reporting verbs by lemma."""
    return {
        row["lemma"]: ReportingVerb(
            Stance(row["stance"]), row["complement"], row.get("subject") == "any"
        )
        for row in rows("reporting_cues", language)
    }
