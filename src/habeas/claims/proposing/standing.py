"""How a speaker stands to a quote, by the words that are printed: our rules, not the model's say.

What turns a claim round must be in what is kept. A quote from which the "not" of its own clause was
left out is refused; a denial, promise or possibility in the words before it decides, with its span
as evidence. Where the model says otherwise, the claim carries a note for whoever reviews it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from habeas.claims.proposing.answer import Candidate
from habeas.claims.proposing.cues import (
    CueWord,
    Reach,
    cue_words,
    known_languages,
    next_word,
    reach,
)
from habeas.claims.proposing.verify import Located, ShownText
from habeas.model import NARRATOR, Evidence, Modality, Stance

_STANCES = {
    "denial": Stance.DENIES,
    "retraction": Stance.RETRACTS,
    "promise": Stance.PROMISES,
}
_UNKNOWN = "our rules know no negations and denials of its language"
_MODALITIES = {
    "obligation": Modality.OBLIGATION,
    "possible": Modality.POSSIBLE,
    "planned": Modality.PLANNED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Stance, negation and modality of a quote, with evidence; `notes` are for the reviewer."""

    stance: Stance
    negated: bool
    modality: Modality
    evidence: tuple[Evidence, ...]
    notes: tuple[str, ...] = ()


def standing_of(
    candidate: Candidate,
    quote: Located,
    shown: ShownText,
    speaker: str | None,
    language: str | None,
) -> Standing | str:
    """How the speaker stands to the quote, or in words why the quote is refused.

    `language` is the ISO 639-1 code of the passage; where its negations are not known to us, only
    whole sentences are taken, so that none can be left out, and a person has to read them.
    """
    text, passage = shown.text, shown.passages[quote.passage]
    around = reach(text, passage, quote.start, quote.end)
    known = language in known_languages()
    if not known and not _is_whole(text, quote, around):
        return "its language has negations that our rules do not know, and it is no whole sentence"

    def cues(start: int, end: int) -> list[CueWord]:
        return list(cue_words(text, start, end, first=passage[0]))

    following = next_word(text, quote.end, passage[1])
    clause = cues(around.clause, quote.start)
    beside = [*clause, *(cues(*following) if following else [])]
    if _first(beside, "negation"):
        return "the quote leaves out a word that negates it"
    inside = cues(quote.start, quote.end)
    before = cues(around.sentence, quote.start)
    stance, why = _stance([*before, *inside], speaker)
    negation = _first(inside, "negation")
    modality, modal = _modality([*clause, *inside])
    evidence = [why]
    evidence += [Evidence("negated", negation.start, negation.end)] if negation else []
    evidence += [Evidence("modality", modal.start, modal.end)] if modal else []
    notes = _notes(candidate, stance, negated=negation is not None) if known else [_UNKNOWN]
    if _first([*before, *cues(quote.end, around.sentence_end)], "negation"):
        notes.append("its sentence has a negation outside of the quote")
    return Standing(stance, negation is not None, modality, tuple(evidence), tuple(notes))


def _is_whole(text: str, quote: Located, around: Reach) -> bool:
    """Whether a quote is one or more sentences from the first letter to the last."""
    words = (text[around.sentence : quote.start], text[quote.end : around.sentence_end])
    return not any(character.isalnum() for part in words for character in part)


def _stance(cues: Sequence[CueWord], speaker: str | None) -> tuple[Stance, Evidence]:
    for kind, stance in _STANCES.items():
        if cue := _first(cues, kind):
            return stance, Evidence("stance", cue.start, cue.end)
    if speaker is None:
        return Stance.REPORTS, Evidence("stance", inferred_from="no speaker in what was copied")
    return Stance.ASSERTS, Evidence("stance", inferred_from="attributed, and no word of denial")


def _modality(cues: Sequence[CueWord]) -> tuple[Modality, CueWord | None]:
    for kind, modality in _MODALITIES.items():
        if cue := _first(cues, kind):
            return modality, cue
    return Modality.FACT, None


def _notes(candidate: Candidate, stance: Stance, *, negated: bool) -> list[str]:
    notes = []
    denies = stance is Stance.DENIES
    if candidate.denied is not None and candidate.denied != denies:
        printed = "hold a word of denial" if denies else "hold no word of denial"
        said = "denied" if candidate.denied else "not denied"
        notes.append(f"the model calls it {said}; the words {printed}")
    if candidate.negated is not None and candidate.negated != negated:
        printed = "hold a negation" if negated else "hold no negation"
        said = "negated" if candidate.negated else "not negated"
        notes.append(f"the model calls it {said}; the words {printed}")
    return notes


def _first(cues: Sequence[CueWord], kind: str) -> CueWord | None:
    return next((cue for cue in cues if cue.kind == kind), None)


def speaker_or_narrator(speaker: str | None) -> str:
    """The speaker in force: without a verified one, the document's own voice."""
    return speaker or NARRATOR
