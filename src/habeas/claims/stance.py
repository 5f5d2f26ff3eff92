"""How a speaker stands to what is said: asserts, reports, denies, promises, retracts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.patterns import Match, Pattern, PatternIndex, compile_steps
from habeas.claims.tables import rows, word_class
from habeas.language import body
from habeas.model import NARRATOR, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span

    from habeas.claims.cue import Cue
    from habeas.claims.speakers import Speaker


@cache
def _denials(language: str) -> PatternIndex:
    return PatternIndex(
        Pattern(compile_steps(row["pattern"]), row["who"]) for row in rows("denial_cues", language)
    )


@cache
def _official_words(language: str) -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("official_nouns", language))


def is_official(speaker: Speaker, language: str) -> bool:
    """Whether the voice is that of a state, an authority or its service.

    The head of the description decides, or the body that is named: "mother of a soldier",
    "Red Cross official" and an ombudsman are not; nor are courts, which decide on others' denials.
    """
    words = _described(speaker)
    if not may_be_accused(speaker, language):
        return False
    known = body(speaker.name)
    if known is not None:
        return known.kind in ("state", "military", "armed_group")
    cut = next(
        (n for n, word in enumerate(words) if word in word_class("belonging", language)), len(words)
    )
    head, rest = set(words[:cut]), set(words[cut:])
    if head & _official_words(language) - word_class("office_holders", language):
        return True
    alone = bool(head & _official_words(language)) and not rest
    return alone or bool(
        head & word_class("office_holders", language) and rest & _official_words(language)
    )


def may_be_accused(speaker: Speaker, language: str) -> bool:
    """Whether nothing in name or role speaks against it: a court, a monitor, a relative, …"""
    return not set(_described(speaker)) & word_class("not_accused", language)


def _described(speaker: Speaker) -> list[str]:
    text = (speaker.role or speaker.name).casefold()
    return text.replace("’s", "").replace("'s", "").replace(",", "").split()


def denial_cue(span: Span, language: str, *, accused: bool) -> Match | None:
    """Wording in a span that plays down or rejects, for this sort of speaker."""
    for match in _denials(language).find(span):
        if match.pattern.label == "anyone" or accused:
            return match
    return None


def stance_of(
    speaker: Speaker,
    cue: Cue | None,
    span: Span,
    language: str,
    *,
    negated: bool,
    accused: bool,
    harmful: bool,
) -> tuple[Stance, str]:
    """The stance and why. `accused`: an official or a body that denies elsewhere in the text;
    `harmful`: the words are about harm to a person.
    """
    # "Refused to comment", "did not answer" deny only where the speaker is accused.
    openly = cue is None or cue.lemma in word_class("denying", language)
    answers_for_it = openly or accused
    if cue is not None and cue.stance is Stance.DENIES and answers_for_it:
        return Stance.DENIES, f"verb {cue.lemma}"
    if cue is not None and cue.stance is Stance.RETRACTS:
        return Stance.RETRACTS, f"verb {cue.lemma}"
    if speaker.name == NARRATOR and not accused:
        return Stance.REPORTS, "the outlet's own voice"
    found = denial_cue(span, language, accused=accused)
    if found is not None:
        return Stance.DENIES, f"wording “{span.doc[found.start : found.end].text}”"
    if accused and negated and harmful:
        return Stance.DENIES, "an accused side negates harm"
    if cue is not None and cue.lemma in word_class("promising", language):
        return Stance.PROMISES, f"verb {cue.lemma}"
    if speaker.name == NARRATOR:
        return Stance.REPORTS, "the outlet's own voice"
    return Stance.ASSERTS, "attributed"
