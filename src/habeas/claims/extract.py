"""Claims of one document: who says that who did what to whom, where, when, how many.

The walk, sentence by sentence: find the cues, resolve the speaker, split the sentence where a new
predicate begins, and give each piece its type, stance, place, date, quantities and people. Every
claim is a proposal; nothing here decides that something is true.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest

from habeas.claims.assemble import Assembler
from habeas.claims.names import NameBook, Named
from habeas.claims.places import PlaceFinder, document_context
from habeas.claims.prepared import PreparedBlock, prepare
from habeas.claims.settings import ExtractSettings
from habeas.claims.sides import find_sides
from habeas.claims.speakers import SpeakerState
from habeas.claims.standing import Sided, open_deniers
from habeas.claims.walk import Walk
from habeas.claims.witness import find_witness
from habeas.language import find_dates, find_numbers
from habeas.model import Block, Claim, DateInterval, Document, Passage

_DEFAULTS = ExtractSettings()


def extract(
    document: Document,
    *,
    source: str = "",
    outlet: str | None = None,
    published: DateInterval | None = None,
    settings: ExtractSettings = _DEFAULTS,
) -> tuple[Claim, ...]:
    """The claims of one document in the order of their passages.

    `source` is the SHA-256 from which claim ids are derived; `outlet` and `published` stand in
    for what the document does not say of itself. Copies of a block (captions printed twice)
    become occurrences of one claim. Only blocks in a language that can be read yield claims.
    Raises MissingExtra when the language model is not installed.
    """
    blocks = list(prepare(document, settings))
    reference = published or (document.publication.interval if document.publication else None)
    reference = reference or DateInterval(None, None)
    names = _names(blocks)
    languages = {block.grammar.language for block in blocks}
    places = PlaceFinder(document_context(block.doc for block in blocks))
    assembler = Assembler(
        document,
        source,
        outlet or document.publisher,
        {code: find_dates(document.text, reference, language=code) for code in languages},
        {code: find_numbers(document.text, language=code) for code in languages},
        places,
        names,
        Sided(
            open_deniers(blocks, SpeakerState(names)),
            find_sides((block.doc, block.grammar.language) for block in blocks),
            outlet or document.publisher,
        ),
    )
    walk = Walk(document, assembler, SpeakerState(names, witness=find_witness(document, blocks)))
    for block, following in zip_longest(blocks, blocks[1:]):
        walk.block(block, following)
    settled = tuple(
        replace(claim, place=places.settled(claim.place)) if claim.place else claim
        for claim in assembler.claims
    )
    return _with_occurrences(settled, document)


def _names(blocks: list[PreparedBlock]) -> NameBook:
    """The names of all blocks, each language's found by its own grammar."""
    found: list[Named] = []
    for code in sorted({block.grammar.language for block in blocks}):
        own = [block for block in blocks if block.grammar.language == code]
        found.extend(own[0].grammar.names((block.doc, block.offset) for block in own))
    return NameBook(sorted(found, key=lambda named: (named.first_seen, -len(named.name))))


def _with_occurrences(claims: tuple[Claim, ...], document: Document) -> tuple[Claim, ...]:
    """Copies of a block add occurrences to the claims of its first printing."""
    copies: dict[int, list[Block]] = {}
    for block in document.blocks:
        if block.duplicate_of is not None:
            copies.setdefault(block.duplicate_of, []).append(block)
    finished = [
        replace(claim, occurrences=tuple(_printings(claim, document, first, copies[first])))
        if (first := _home(claim, document, copies)) is not None
        else claim
        for claim in claims
    ]
    return tuple(sorted(finished, key=lambda claim: (claim.passage.start, -claim.passage.end)))


def _home(claim: Claim, document: Document, copies: Collection[int]) -> int | None:
    """The index of the block that holds the claim, where that block has copies."""
    for index in copies:
        if document.blocks[index].start <= claim.passage.start < document.blocks[index].end:
            return index
    return None


def _printings(
    claim: Claim, document: Document, first: int, copies: Iterable[Block]
) -> Iterator[Passage]:
    for copy in copies:
        shift = copy.start - document.blocks[first].start
        start, end = claim.passage.start + shift, claim.passage.end + shift
        if document.text[start:end] == claim.passage.quote:
            yield Passage.of(document.text, start, end)
