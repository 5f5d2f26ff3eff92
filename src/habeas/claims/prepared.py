"""A document made ready for extraction: parsed blocks, their sentences, quotes and cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from habeas.claims.cue import Cue
from habeas.claims.grammars import READ_LANGUAGES, grammar_of
from habeas.claims.piece import LONGEST_SENTENCE
from habeas.claims.quotes import Quote, find_quotes
from habeas.claims.settings import ExtractSettings
from habeas.model import Block, BlockKind, Document

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from habeas.claims.grammar import Grammar

READ_KINDS = frozenset(
    {BlockKind.TITLE, BlockKind.DECK, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.PULL_QUOTE}
)
_WORDS_OF_A_STATEMENT = 4
_LONGEST_STRETCH = 8_000
_DATELINE = re.compile(
    r"(?:[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐ.'’ -]{2,30}"
    r"(?:,\s*\d{1,2}\s+[а-яёіїєґ]{3,10}\.?(?:\s+\d{4}(?:\s+[гр]\.?)?)?)?"
    r"|[A-Z][A-Z.'’ -]{2,30}(?:[,/]\s*[A-Z][\w.'’ -]{1,30})?(?:,\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2}"
    r"(?:,\s*\d{4})?|,\s*\d{1,2}\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{4})?)?)\s*(?:\([^)\n]{2,40}\)\s*)?"
    r"(?:—|–|--|-)\s+"
    r"|[А-ЯЁІЇЄҐ][А-ЯЁІЇЄҐ.'’ -]{2,30}(?:/[А-ЯЁІЇЄҐ.'’ -]{2,30})?"
    r"(?:,\s*\d{1,2}\s+[а-яіїє]{3,12}(?:\s+\d{4})?(?:\s*(?:года|року|г\.|р\.))?)?"
    r"[.,]?\s*(?:\([^)\n]{2,60}\)\s*)?(?:—|–|--)\s+"
)


@dataclass(frozen=True, slots=True)
class PreparedSentence:
    """One sentence with its cues; `quote` is the quotation that holds all of it, if any."""

    span: Span
    cues: tuple[Cue, ...]
    quoted: frozenset[int]
    quote: int | None


@dataclass(frozen=True, slots=True)
class PreparedBlock:
    """A parsed block; `offset` is where it begins in the document's text."""

    index: int
    block: Block
    doc: Doc
    quotes: tuple[Quote, ...]
    sentences: tuple[PreparedSentence, ...]
    grammar: Grammar

    @property
    def offset(self) -> int:
        """Where the block begins in the document, in code points."""
        return self.block.start


def is_read(block: Block, document: Document) -> bool:
    """Whether claims are looked for in this block: its kind and its language."""
    return block.kind in READ_KINDS and _language(block, document) in READ_LANGUAGES


def prepare(document: Document, settings: ExtractSettings) -> Iterator[PreparedBlock]:
    """The readable blocks of a document, first copies only, in order."""
    chosen = _joined(
        [
            (index, _without_dateline(block, document))
            for index, block in enumerate(document.blocks)
            if is_read(block, document) and block.duplicate_of is None
        ],
        document,
    )
    grammars = {
        language: grammar_of(language, settings)
        for language in {_language(block, document) for _, block in chosen}
    }
    prepared: list[PreparedBlock] = []
    for language, grammar in sorted(grammars.items()):
        own = [
            (index, part)
            for index, block in chosen
            if _language(block, document) == language
            for part in _in_stretches(block, document, grammar)
        ]
        docs = list(grammar.parse(document.text_of(block) for _, block in own))
        _mark_surnames(docs)
        for (index, block), doc in zip(own, docs, strict=True):
            quotes = find_quotes(doc.text)
            sentences = tuple(sentences_of(doc, quotes, grammar))
            prepared.append(PreparedBlock(index, block, doc, quotes, sentences, grammar))
    yield from sorted(prepared, key=lambda block: block.offset)


def _language(block: Block, document: Document) -> str:
    return block.language or document.language or "en"


def _in_stretches(block: Block, document: Document, grammar: Grammar) -> Iterator[Block]:
    """A block too long to parse at once, cut between sentences or, failing that, at its limit."""
    start = block.start
    while block.end - start > _LONGEST_STRETCH:
        window = document.text[start : start + _LONGEST_STRETCH]
        sentences = grammar.sentences(window)
        length = sentences[-1][0] if len(sentences) > 1 else _LONGEST_STRETCH
        yield replace(block, start=start, end=start + length)
        start += length
    yield replace(block, start=start)


def _without_dateline(block: Block, document: Document) -> Block:
    """`VILNIUS, Feb. 20 (Example Newswire) — …`: where and when it was filed is no claim."""
    if block.kind is not BlockKind.PARAGRAPH:
        return block
    dateline = _DATELINE.match(document.text, block.start, block.end)
    return replace(block, start=dateline.end()) if dateline else block


def _mark_surnames(docs: list[Doc]) -> None:
    """A surname that the model takes for a noun is a name where a full name shows it to be one."""
    surnames = {
        entity[-1].text
        for doc in docs
        for entity in doc.ents
        if entity.label_ == "PERSON" and len(entity) > 1 and entity[-1].is_title
    }
    for doc in docs:
        for token in doc:
            if token.text in surnames and token.pos_ != "PROPN":
                token.pos_ = "PROPN"


def _joined(chosen: list[tuple[int, Block]], document: Document) -> list[tuple[int, Block]]:
    """A paragraph that breaks off and goes on in the next block in lower case is one paragraph."""
    joined: list[tuple[int, Block]] = []
    for index, block in chosen:
        if joined and index == joined[-1][0] + 1 and _runs_on(joined[-1][1], block, document):
            joined[-1] = (index, replace(joined[-1][1], end=block.end))
        else:
            joined.append((index, block))
    return joined


def _runs_on(first: Block, second: Block, document: Document) -> bool:
    if first.kind is not BlockKind.PARAGRAPH or second.kind is not BlockKind.PARAGRAPH:
        return False
    before = document.text_of(first).rstrip()
    after = document.text_of(second).lstrip()
    return before[-1:].isalnum() and after[:1].islower()


def sentences_of(
    doc: Doc, quotes: tuple[Quote, ...], grammar: Grammar
) -> Iterable[PreparedSentence]:
    """The sentences of a parsed block with their cues, in order."""
    spoken = [
        range(span.start, span.end)
        for quote in quotes
        if (span := _tokens_of(doc, quote)) is not None and _is_statement(span, grammar)
    ]
    for span in doc.sents:
        quoted = frozenset(
            i
            for words in spoken
            if words.start < span.end and span.start < words.stop
            for i in range(max(words.start, span.start), min(words.stop, span.end))
        )
        holder = next((n for n, quote in enumerate(quotes) if _holds(quote, span)), None)
        cues = grammar.cues(span, quoted) if len(span) <= LONGEST_SENTENCE else ()
        yield PreparedSentence(span, tuple(cues), quoted, holder)


def _tokens_of(doc: Doc, quote: Quote) -> Span | None:
    """The tokens of a quotation, its marks included."""
    return doc.char_span(quote.start, quote.end, alignment_mode="contract")


def _is_statement(quotation: Span, grammar: Grammar) -> bool:
    """A quotation that says something, as against a word in quotation marks."""
    words = [token for token in quotation if token.is_alpha]
    return len(words) >= _WORDS_OF_A_STATEMENT or any(map(grammar.is_predicate, words))


def _holds(quote: Quote, span: Span) -> bool:
    end = span.start_char + len(span.text.rstrip())
    return quote.start <= span.start_char and end <= quote.end + 1
