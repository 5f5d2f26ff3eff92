"""How a speaker stands to what is said: asserts, reports, denies, promises, retracts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.patterns import Match, Pattern, PatternIndex, compile_steps
from habeas.claims.tables import rows, word_class
from habeas.model import NARRATOR, Modality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.cue import Cue
    from habeas.claims.speakers import Speaker


@cache
def _denials() -> PatternIndex:
    return PatternIndex(
        Pattern(compile_steps(row["pattern"]), row["who"]) for row in rows("denial_cues")
    )


@cache
def _official_words() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("official_nouns"))


def is_official(speaker: Speaker) -> bool:
    """Whether name or role marks the voice of a state, an authority or a service."""
    words = f"{speaker.name} {speaker.role or ''}".casefold().replace("’s", "").replace("'s", "")
    return any(word.strip(",.") in _official_words() for word in words.split())


def denial_cue(span: Span, *, accused: bool) -> Match | None:
    """Wording in a span that plays down or rejects, for this sort of speaker."""
    for match in _denials().find(span):
        if match.pattern.label == "anyone" or accused:
            return match
    return None


def is_negated(predicate: Token) -> bool:
    """Whether the predicate, its subject or its object is negated."""
    for child in predicate.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "nor", "neither", "nobody", "nothing"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and (
            any(c.lower_ in ("no", "neither", "none") for c in child.lefts)
            or child.lower_ == "none"
        ):
            return True
    return False


def stance_of(
    speaker: Speaker, cue: Cue | None, span: Span, *, negated: bool, accused: bool, harmful: bool
) -> tuple[Stance, str]:
    """The stance and why. `accused`: an official or a body that denies elsewhere in the text;
    `harmful`: the words are about harm to a person.
    """
    if cue is not None and cue.stance is Stance.DENIES:
        return Stance.DENIES, f"verb {cue.lemma}"
    if cue is not None and cue.stance is Stance.RETRACTS:
        return Stance.RETRACTS, f"verb {cue.lemma}"
    if speaker.name == NARRATOR and not accused:
        return Stance.REPORTS, "the outlet's own voice"
    found = denial_cue(span, accused=accused)
    if found is not None:
        return Stance.DENIES, f"wording “{span.doc[found.start : found.end].text}”"
    if accused and negated and harmful:
        return Stance.DENIES, "an accused side negates harm"
    if cue is not None and cue.lemma in word_class("promising"):
        return Stance.PROMISES, f"verb {cue.lemma}"
    if speaker.name == NARRATOR:
        return Stance.REPORTS, "the outlet's own voice"
    return Stance.ASSERTS, "attributed"


def modality_of(predicate: Token) -> Modality:
    """Fact, possibility, obligation or plan, from the auxiliaries of the predicate."""
    helpers = {child.lower_ for child in predicate.children if child.dep_ in ("aux", "advmod")}
    if helpers & word_class("obliging"):
        return Modality.OBLIGATION
    if helpers & word_class("possible"):
        return Modality.POSSIBLE
    if helpers & {"will", "wo", "shall"} or (predicate.lemma_ in ("plan", "intend", "prepare")):
        return Modality.PLANNED
    return Modality.FACT
