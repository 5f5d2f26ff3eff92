"""How a speaker stands to what is said: asserts, reports, denies, promises, retracts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.patterns import Match, Pattern, PatternIndex, compile_steps
from habeas.claims.slavic.stems import sounds_official, speaks_for_others
from habeas.claims.tables import rows, word_class
from habeas.language import body
from habeas.model import NARRATOR, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span

    from habeas.claims.cue import Cue
    from habeas.claims.speakers import Speaker
    from habeas.claims.standing import Standing


# Where a role has case endings, its words are compared by their stems.
_CASE_LANGUAGES = frozenset({"ru", "uk"})


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
    words = described(speaker)
    if not may_be_accused(speaker, language):
        return False
    known = body(speaker.name)
    if known is not None:
        return known.kind in ("state", "military", "armed_group")
    if language in _CASE_LANGUAGES:
        return sounds_official(words, language)
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
    if language in _CASE_LANGUAGES:
        return not speaks_for_others(described(speaker), language)
    return not set(described(speaker)) & word_class("not_accused", language)


def described(speaker: Speaker) -> list[str]:
    """The words of the role, or of the name where the text gives no role."""
    text = (speaker.role or speaker.name).casefold()
    return text.replace("’s", "").replace("'s", "").replace(",", "").split()


def denial_cue(span: Span, language: str, standing: Standing) -> Match | None:
    """Wording in a span that plays down or rejects, for this sort of speaker."""
    labels = {"anyone"}
    if standing.accused:
        labels.add("accused")
    if standing.institution:
        labels.add("institution")
    return next((m for m in _denials(language).find(span) if m.pattern.label in labels), None)


def stance_of(
    speaker: Speaker,
    cue: Cue | None,
    span: Span,
    language: str,
    *,
    negated: bool,
    standing: Standing,
    harmful: bool,
) -> tuple[Stance, str]:
    """The stance and why; `harmful`: the words are about harm to a person."""
    lemma = cue.lemma if cue is not None else ""
    answers_for_it = standing.accused or standing.institution
    # "Refused to comment", "did not answer" deny only where the speaker may be accused.
    openly = lemma in word_class("denying", language)
    if cue is not None and cue.stance is Stance.DENIES and (openly or answers_for_it):
        return Stance.DENIES, f"verb {lemma}"
    if cue is not None and cue.stance is Stance.RETRACTS:
        return Stance.RETRACTS, f"verb {lemma}"
    if speaker.denying:
        return Stance.DENIES, "words that were introduced as a denial"
    if speaker.name == NARRATOR and not standing.accused:
        return Stance.REPORTS, "the outlet's own voice"
    found = denial_cue(span, language, standing)
    if found is not None:
        return Stance.DENIES, f"wording “{span.doc[found.start : found.end].text}”"
    if standing.accused and negated and harmful:
        return Stance.DENIES, "an accused side negates harm"
    if lemma in word_class("promising", language):
        return Stance.PROMISES, f"verb {lemma}"
    if speaker.name == NARRATOR:
        return Stance.REPORTS, "the outlet's own voice"
    why = _by_standing(lemma, language, standing)
    return (Stance.DENIES, why) if why else (Stance.ASSERTS, "attributed")


def _by_standing(lemma: str, language: str, standing: Standing) -> str | None:
    """Why words without any sign of their own are a denial, if they are."""
    if lemma in word_class("conceding", language):
        return None
    if standing.goes_on:
        return "the same side goes on denying"
    if standing.accused and lemma in word_class("insisting", language):
        return f"an accused side insists, verb {lemma}"
    if standing.openly and lemma in word_class("contending", language):
        return f"one that denies openly, verb {lemma}"
    if standing.accused and lemma in word_class("replying", language):
        return f"an accused side answers, verb {lemma}"
    return None
