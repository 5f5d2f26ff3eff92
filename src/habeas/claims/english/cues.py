"""Where a sentence says that somebody said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.english.according import according_to, as_reported, carriers, in_view_of
from habeas.claims.english.reporting import verb_cue

if TYPE_CHECKING:
    from spacy.tokens import Span


def find_cues(sentence: Span, quoted: frozenset[int]) -> list[Cue]:
    """The cues of one sentence, outermost first; `quoted` are token indices inside quotes."""
    cues = [cue for token in sentence if (cue := verb_cue(token, sentence, quoted)) is not None]
    according = according_to(sentence) or in_view_of(sentence) or as_reported(sentence)
    carrying = carriers(sentence)
    for cue in cues:
        cue.via = (*cue.via, *(name for name in carrying if name not in cue.via))
    if according is not None:
        return _combine(according, cues)
    return cues


def _combine(according: Cue, cues: list[Cue]) -> list[Cue]:
    """`according to X` around another cue is the carrier; alone it is the source."""
    outer = [cue for cue in cues if cue.source is not None and cue.word.dep_ == "ROOT"]
    if outer and according.source is not None:
        for cue in outer:
            cue.via = (*cue.via, according.source.name)
        return cues
    return [according, *cues]
