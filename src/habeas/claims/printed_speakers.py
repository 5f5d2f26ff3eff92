"""The speaker that is printed beside the words of a block: a credit, a signature, a label.

A label before a colon is a speaker where it names a person, where it is one of an interview
("Q", "Answer"), or where it is a noun for a person and a quotation follows. So "Physical
conditions: …" and "Note: …" are none. A headline may also print a body or a group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.credits import read_credit
from habeas.claims.labels import (
    Label,
    answers,
    asks,
    headline_sources,
    name_line,
    signature,
    turn_label,
)
from habeas.claims.mention import MentionKind
from habeas.claims.speakers import NOBODY, Speaker, SpeakerState, is_person
from habeas.claims.witness import named_witness
from habeas.language import body, gender_of, outlet
from habeas.model import BlockKind, Document

if TYPE_CHECKING:
    from habeas.claims.prepared import PreparedBlock

_TURNS_OF_AN_INTERVIEW = 2


class PrintedSpeakers:
    """Walks along with the blocks and remembers whose turn it is."""

    def __init__(self, document: Document, state: SpeakerState) -> None:
        self._document = document
        self._state = state
        self._turn: Speaker | None = None
        self._turns = 0

    def begin_section(self) -> None:
        """A section head ends the last turn, unless it is itself a turn."""
        self._turn = None

    def of(self, block: PreparedBlock) -> Speaker | None:
        """Who is printed as the speaker of this block; None where nobody is."""
        kind = block.block.kind
        if kind in (BlockKind.TITLE, BlockKind.DECK):
            return self._headline(block)
        credited = self._credited(block)
        if credited is not None or kind is BlockKind.CAPTION:
            return credited
        signed = signature(block.doc.text) if block.quotes else None
        if signed is not None:
            return self._speaker_at(block, signed)
        return self._turn_of(block)

    def _credited(self, block: PreparedBlock) -> Speaker | None:
        """The credit of a caption, the name on the line below a quotation."""
        following = self._document.blocks[block.index + 1 : block.index + 2]
        if not following:
            return None
        text = self._document.text_of(following[0])
        if block.block.kind is BlockKind.CAPTION and following[0].kind is BlockKind.CREDIT:
            credit = read_credit(text)
            if credit is None:
                return None
            return Speaker(credit[0], "photographer", person=True, via=credit[1], how="credit")
        if following[0].kind is BlockKind.CREDIT and block.block.kind is BlockKind.PULL_QUOTE:
            name, _, role = text.strip(" —–-[]()").partition(", ")
        elif _is_one_quotation(block) and name_line(text) is not None:
            name, _, role = text.strip(" —–-").partition(", ")
        else:
            return None
        return Speaker(name, role or None, gender_of(name.split()[0]), person=True, how="signed")

    def _headline(self, block: PreparedBlock) -> Speaker | None:
        for label in headline_sources(block.doc.text):
            speaker = self._speaker_at(block, label, headline=True)
            if speaker is not None:
                return speaker
        return None

    def _turn_of(self, block: PreparedBlock) -> Speaker | None:
        """The speaker of a turn; in an interview it lasts until the next one."""
        label = turn_label(block.doc.text)
        if label is None:
            return self._turn if self._turns >= _TURNS_OF_AN_INTERVIEW else None
        words = block.doc.text[label.start : label.end]
        if asks(words):
            self._turns, self._turn = self._turns + 1, None
            return NOBODY
        speaker = self._asked() if answers(words) else self._speaker_at(block, label)
        if speaker is None:
            return self._turn if self._turns >= _TURNS_OF_AN_INTERVIEW else None
        self._turns, self._turn = self._turns + 1, speaker
        return speaker

    def _asked(self) -> Speaker:
        known = self._state.witness or named_witness(self._document)
        return known or Speaker("witness", person=True, how="label")

    def _speaker_at(
        self, block: PreparedBlock, label: Label, *, headline: bool = False
    ) -> Speaker | None:
        """The speaker whose name stands at a place of the block, where a speaker stands there."""
        span = block.doc.char_span(label.start, label.end, alignment_mode="contract")
        if span is None:
            return None
        mention = block.grammar.mention(span.root)
        if mention is None or mention.kind in (MentionKind.PRONOUN, MentionKind.DOCUMENT):
            return None
        named = self._state.names.full_name(mention)
        person = mention.kind is MentionKind.PERSON or (
            named is not None and named.kind is MentionKind.PERSON
        )
        speaks = person or (is_person(mention) and (label.quotes or headline))
        if headline and not speaks:
            known = body(mention.name)
            official = known is not None and known.kind != "state"
            speaks = mention.collective or mention.human or official
            speaks = speaks or outlet(mention.name) is not None
        if not speaks:
            return None
        speaker = self._state.resolve(mention)
        return Speaker(
            speaker.name,
            speaker.role,
            speaker.gender,
            speaker.plural,
            speaker.body,
            speaker.person,
            how="label",
            head=speaker.head,
        )


def _is_one_quotation(block: PreparedBlock) -> bool:
    """Whether the whole block is one quotation."""
    length = len(block.doc.text.strip())
    return any(quote.end - quote.start >= length - 1 for quote in block.quotes)
