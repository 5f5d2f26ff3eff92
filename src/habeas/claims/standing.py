"""How a speaker stands to the harm that a document tells of: who is taken to answer for it.

- *accused*: a voice of a state or its service that is not of the victims' side, or one that denies
  something openly anywhere in the text, and whoever speaks for it;
- *institution*: a body or its spokesperson of whom nothing is known yet: a company, a church, an
  operator; only wording that hardly anybody else uses makes its words a denial;
- nobody else: a witness, a relative, a monitor, a court denies only with a verb of denying.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.claims.cue import reporting_verbs
from habeas.claims.mention import MentionKind
from habeas.claims.names import words_of
from habeas.claims.stance import described, is_official, may_be_accused
from habeas.claims.tables import word_class
from habeas.model import NARRATOR, Claim, Stance

if TYPE_CHECKING:
    from habeas.claims.prepared import PreparedBlock
    from habeas.claims.sides import Sides
    from habeas.claims.speakers import Speaker, SpeakerState


@dataclass(frozen=True, slots=True)
class Standing:
    """`openly`: denies openly somewhere in the text; `goes_on`: has just denied in this block."""

    accused: bool = False
    institution: bool = False
    openly: bool = False
    goes_on: bool = False


def open_deniers(blocks: Iterable[PreparedBlock], state: SpeakerState) -> frozenset[str]:
    """Names of those who openly deny something anywhere in the text and may be accused."""
    deniers = [
        (state.resolve(cue.source), block.grammar.language)
        for block in blocks
        for sentence in block.sentences
        for cue in sentence.cues
        if cue.stance is Stance.DENIES
        and cue.lemma in reporting_verbs(block.grammar.language)
        and cue.source is not None
        and cue.source.kind not in (MentionKind.PRONOUN, MentionKind.DOCUMENT)
        and not cue.source.document
    ]
    return frozenset(speaker.name for speaker, code in deniers if may_be_accused(speaker, code))


@dataclass(frozen=True, slots=True)
class Sided:
    """What one document tells of its sides; `outlet` is the body whose own voice it is, if any."""

    openly: frozenset[str]
    sides: Sides
    outlet: str | None

    def standing(
        self, speaker: Speaker, language: str, before: Claim | None, *, seat: bool
    ) -> Standing:
        """How a speaker stands; `before` is the claim before it in the same block.

        `seat`: the name is that of a country or a capital, which stands for its government.
        """
        if speaker.name == NARRATOR:
            accused = self.outlet is not None and any(
                words_of(name) == words_of(self.outlet) for name in self.openly
            )
            return Standing(accused=accused)
        openly = self._denies_openly(speaker, language, before)
        voice = is_official(speaker, language) or (speaker.body and seat)
        accused = openly or (voice and not self.sides.is_of_the_victims(speaker))
        institution = may_be_accused(speaker, language) and _is_institution(speaker, language)
        goes_on = (
            accused
            and before is not None
            and before.stance is Stance.DENIES
            and (
                before.attribution.speaker == speaker.name
                or (len(described(speaker)) == 1 and openly)
            )
        )
        return Standing(accused, accused or institution, openly, goes_on)

    def _denies_openly(self, speaker: Speaker, language: str, before: Claim | None) -> bool:
        """Whether it does so itself, or speaks for one that does."""
        if speaker.name in self.openly:
            return True
        words = described(speaker)
        speaks = word_class("spokespeople", language) | word_class("office_holders", language)
        if not set(words) & speaks or not may_be_accused(speaker, language):
            return False
        if len(words) == 1:
            return before is not None and before.attribution.speaker in self.openly
        ends = {word for name in self.openly for word in _ends(words_of(name))}
        return bool(ends & set(words))


def _ends(words: tuple[str, ...]) -> tuple[str, ...]:
    """The first and the last word of a name: "Example Foundation" is also "the foundation"."""
    return (words[0], words[-1]) if words else ()


def _is_institution(speaker: Speaker, language: str) -> bool:
    return speaker.body or bool(set(described(speaker)) & word_class("spokespeople", language))
