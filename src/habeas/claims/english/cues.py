"""Where a sentence says that somebody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.english.according import outside_cues
from habeas.claims.english.carrying import carriers, pass_on_what_is_cited
from habeas.claims.english.nominal import nominal_cue
from habeas.claims.english.passive import passive_cue
from habeas.claims.english.reporting import verb_cue
from habeas.claims.mention import MentionKind

if TYPE_CHECKING:
    from spacy.tokens import Span


_CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})


def find_cues(sentence: Span, quoted: frozenset[int]) -> list[Cue]:
    """The cues of one sentence, outermost first; `quoted` are token indices inside quotes."""
    cues = [
        cue
        for token in sentence
        for rule in (verb_cue, passive_cue, nominal_cue)
        if (cue := rule(token, sentence, quoted)) is not None
    ]
    cues = pass_on_what_is_cited(_without_findings_told(_without_saying_twice(cues)))
    carrying = carriers(sentence)
    for cue in cues:
        cue.via = (*cue.via, *(name for name in carrying if name not in cue.via))
    for outside in outside_cues(sentence):
        cues = _combine(outside, cues)
    return cues


def _without_saying_twice(cues: list[Cue]) -> list[Cue]:
    """`was quoted as saying`: the participle belongs to the attribution that holds it."""
    return [
        cue
        for cue in cues
        if cue.source is not None
        or not any(
            other.attribution[0] <= cue.word.i < other.attribution[1]
            for other in cues
            if other is not cue
        )
    ]


def _without_findings_told(cues: list[Cue]) -> list[Cue]:
    """`X said that her office had verified 87 deaths`: X says so; the office says nothing here."""
    return [
        cue
        for cue in cues
        if any(t.dep_ in _CLAUSES and t.i in cue.governs for t in cue.word.children)
        or cue.word.dep_ not in ("ccomp", "relcl")
        or not any(
            cue.word.i in other.governs and (other.word.i < cue.word.i or _is_told(other))
            for other in cues
            if other is not cue
        )
    ]


def _is_told(cue: Cue) -> bool:
    """Whether somebody tells it who is no outlet or body: "…, her family says"."""
    return cue.source is not None and cue.source.kind is not MentionKind.BODY


def _combine(outside: Cue, cues: list[Cue]) -> list[Cue]:
    """`according to X` around another cue is the carrier; alone it is the source."""
    outer = [
        cue
        for cue in cues
        if cue.source is not None and cue.word.dep_ == "ROOT" and cue.word.i in outside.governs
    ]
    if not outer or outside.source is None:
        return [outside, *cues]
    if outside.source.kind not in (MentionKind.DOCUMENT, MentionKind.PRONOUN):
        for cue in outer:
            cue.via = (*cue.via, outside.source.name)
    return cues
