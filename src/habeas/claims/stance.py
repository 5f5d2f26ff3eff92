"""How a speaker stands to what is said: asserts, reports, denies, promises, retracts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from habeas.claims.patterns import Match, Pattern, PatternIndex, compile_steps
from habeas.claims.tables import rows, word_class
from habeas.language import body
from habeas.model import NARRATOR, Modality, Stance

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from habeas.claims.cue import Cue
    from habeas.claims.speakers import Speaker


# "refused to comment", "did not answer" and the like deny only where the speaker is accused.
_DENYING = frozenset("deny reject dismiss refute rebut dispute contradict disavow".split())


@cache
def _denials() -> PatternIndex:
    return PatternIndex(
        Pattern(compile_steps(row["pattern"]), row["who"]) for row in rows("denial_cues")
    )


@cache
def _official_words() -> frozenset[str]:
    return frozenset(row["lemma"] for row in rows("official_nouns"))


def is_official(speaker: Speaker) -> bool:
    """Whether the voice is that of a state, an authority or its service.

    The head of the description decides, or the body that is named: "mother of a soldier",
    "Red Cross official" and an ombudsman are not; nor are courts, which decide on others' denials.
    """
    words = _described(speaker)
    if not may_be_accused(speaker):
        return False
    known = body(speaker.name)
    if known is not None:
        return known.kind in ("state", "military", "armed_group")
    cut = next((n for n, word in enumerate(words) if word in ("of", "for", "in", "at")), len(words))
    head, rest = set(words[:cut]), set(words[cut:])
    if head & _official_words() - word_class("office_holders"):
        return True
    alone = bool(head & _official_words()) and not rest
    return alone or bool(head & word_class("office_holders") and rest & _official_words())


def may_be_accused(speaker: Speaker) -> bool:
    """Whether nothing in name or role speaks against it: a court, a monitor, a relative, …"""
    return not set(_described(speaker)) & word_class("not_accused")


def _described(speaker: Speaker) -> list[str]:
    text = (speaker.role or speaker.name).casefold()
    return text.replace("’s", "").replace("'s", "").replace(",", "").split()


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
    answers_for_it = cue is None or cue.lemma in _DENYING or accused
    if cue is not None and cue.stance is Stance.DENIES and answers_for_it:
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
