"""Why a claim says what it says: for each field the rule and the words, or what it leans on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.patterns import Match
from habeas.claims.speakers import Speaker
from habeas.model import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SPEAKER_REASONS = {
    "narrator": "no attribution in the passage: the outlet's own voice",
    "pronoun": "a pronoun, by the last speaker who fits",
    "document": "a document, by the last body that spoke",
    "continues": "a quotation that continues the last speaker",
    "introduced": "a sentence before that ends in a colon",
    "account": "the passage retells the account that this outlet published",
    "concluded": "a sentence behind it that says whose words these were",
    "quote": "the attribution of the same quotation",
    "credit": "the credit printed beside it",
    "signed": "the name printed below the quotation",
    "label": "the name printed before or behind the words",
    "witness": "a text in the first person: its witness",
    "unresolved": "a pronoun for which no speaker fits",
}


def type_evidence(kind: str, matches: Sequence[Match], doc: Doc, *, carried: bool) -> Evidence:
    """The cues that spoke for the type; else what it was taken from."""
    cues = sorted({doc[m.start : m.end].text for m in matches if m.pattern.label == kind})
    if cues:
        return Evidence("type", inferred_from=f"cues: {', '.join(cues)}", rule="type.cue")
    if carried and kind not in ("position", "other", "official_denial"):
        reason = "no cue of its own: the kind of the claim before it"
        return Evidence("type", inferred_from=reason, rule="type.carried")
    return Evidence("type", inferred_from="no cue: by stance and speaker", rule="type.fallback")


def speaker_evidence(speaker: Speaker, cue: Cue | None, offset: int) -> Evidence:
    """The words that name the speaker, or how it was found; `offset` is where the block begins."""
    rule = f"speaker.{speaker.how}"
    if cue is not None and cue.source is not None and speaker.how in ("named", "described"):
        start, end = offset + cue.source.start, offset + cue.source.end
        return Evidence("speaker", start, end, rule=rule)
    reason = _SPEAKER_REASONS.get(speaker.how, speaker.how)
    if speaker.ambiguous:
        reason += "; another would fit as well"
    return Evidence("speaker", inferred_from=reason, rule=rule)


def cue_evidence(cue: Cue, offset: int) -> Evidence:
    """The words that say that somebody says it."""
    start = offset + cue.word.idx
    return Evidence("cue", start, start + len(cue.word), rule=f"cue.{cue.lemma}")
