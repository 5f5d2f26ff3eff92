"""Whose own story a first-person text is.

A testimony says "I" outside quotation marks in many of its sentences. Its witness is named in a
heading, a byline or a line such as "Witness: …", "Testimony of …", "as told to …"; where none is,
the text's author, and otherwise simply "the witness".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from habeas.claims.mention import MentionKind
from habeas.claims.prepared import PreparedBlock
from habeas.claims.speakers import Speaker
from habeas.language import gender_of
from habeas.model import BlockKind, Document

_LEAST_SHARE = 0.3
_LEAST_SHARE_WHERE_NAMED = 0.15
_LEAST_SENTENCES = 4
_HEAD_BLOCKS = 8
_FOOT_BLOCKS = 2
_SLAVIC = frozenset({"ru", "uk"})
_NAME = r"(?P<name>[A-Z][\w’'-]*\.?(?:[ \t]+[A-Z][\w’'-]*\.?){0,3})"
_END = r"(?=[ \t]*(?:[,.;:(\n—–]|$|[ \t](?:as|to|in|on)\b))"
_TOLD_BY = re.compile(
    r"\b(?i:testimony|statement|account|interview|story|affidavit|deposition)[ \t]+"
    r"(?i:of|with|by|from|given by)[ \t]+(?:(?:the|a|an)[ \t]+(?:[a-z-]+[ \t]+){1,3})?"
    rf"(?:M(?:r|s|rs)\.?[ \t])?{_NAME}{_END}"
)
_LABELLED = re.compile(
    rf"^[ \t]*(?i:witness|deponent|survivor|respondent|interviewee)(?:[ \t]+(?i:name))?"
    rf"[ \t]*:[ \t]*{_NAME}{_END}",
    re.MULTILINE,
)
_OATH = re.compile(rf"^[ \t]*I,[ \t]+{_NAME}[ \t]*,", re.MULTILINE)
_POSTED = re.compile(rf"^[ \t]*(?i:posted|written|told) by[ \t]+{_NAME}{_END}", re.MULTILINE)
_FULL = r"(?P<name>[A-Z][\w’'-]+(?:[ \t]+[A-Z][\w’'-]*\.?){1,3})"
_FIELD = re.compile(rf"^[ \t]*(?i:full )?(?i:name)[ \t]*:[ \t]*{_FULL}", re.MULTILINE)
_AGED = re.compile(
    rf"^[ \t]*{_FULL}[ \t]*(?:\([^)\n]*\)[ \t]*)?,[ \t]*(?:aged[ \t]+)?\d\d\b", re.MULTILINE
)
_HEADLINE = re.compile(rf"\A[^\n]{{0,60}}:[ \t]+{_FULL}[ \t]*$", re.MULTILINE)
_QUOTED_HEADLINE = re.compile(rf"\A[ \t]*{_FULL}:[ \t]+[“\"«‘']")
_NUMBERED = re.compile(
    r"\b(?i:testimony|statement|account|interview)[ \t]+(?i:of|with|by)[ \t]+(?i:the[ \t]+)?"
    r"(?P<name>(?i:survivor|witness|detainee|prisoner|interviewee|respondent)[ \t]+"
    r"(?:(?i:no\.?|number)[ \t]*)?(?:\d+|[A-Z]\b\.?))"
)
_NOT_A_NAME = frozenset(
    "witness survivor statement testimony evidence interview account the".split()
)
_RECORDED_BY = re.compile(
    r"\b(?i:recorded by|as told to|told to|interviewed by|interviewer|taken by)[ \t]*:?[ \t]+"
    r"(?i:the[ \t]+)?(?P<name>[A-Z][\w’'-]*(?:[ \t]+(?:of[ \t]+|for[ \t]+)?[A-Z][\w’'-]*){0,4})"
)


_PATTERNS = (
    *(_LABELLED, _FIELD, _OATH, _NUMBERED, _TOLD_BY, _POSTED),
    *(_AGED, _HEADLINE, _QUOTED_HEADLINE),
)


def find_witness(document: Document, blocks: Sequence[PreparedBlock]) -> Speaker | None:
    """The witness of a first-person text; None where the text is not one."""
    named = named_witness(document)
    if not _is_first_person(blocks, _LEAST_SHARE if named is None else _LEAST_SHARE_WHERE_NAMED):
        return None
    if named is not None:
        return named
    via = _recorder(document)
    author = document.author if document.author not in via else None
    author = author or _only_person_before(blocks, via)
    return _speaker(author, via) if author else Speaker("witness", via=via, how="witness")


def _only_person_before(blocks: Sequence[PreparedBlock], via: tuple[str, ...]) -> str | None:
    """The one person whom the text names before it first says "I"."""
    head = []
    for block in blocks:
        if block.block.kind is BlockKind.PARAGRAPH and speaks_of_itself(block):
            break
        head.append(block)
    if not head:
        return None
    named = head[0].grammar.names((block.doc, block.offset) for block in head)
    persons = {n.name for n in named if n.kind is MentionKind.PERSON and " " in n.name}
    persons -= set(via)
    return persons.pop() if len(persons) == 1 else None


def speaks_of_itself(block: PreparedBlock) -> bool:
    """Whether a block says "I" outside quotation marks."""
    return any(
        block.grammar.is_first_person(token)
        for sentence in block.sentences
        if sentence.quote is None
        for token in sentence.span
        if token.i not in sentence.quoted
    )


def named_witness(document: Document) -> Speaker | None:
    """Whose testimony, statement or interview the head of a document says that it is."""
    head = _head(document)
    if document.language in _SLAVIC:
        return _slavic(head, document)
    for pattern in _PATTERNS:
        found = pattern.search(head)
        if found is not None and not set(found.group("name").casefold().split()) <= _NOT_A_NAME:
            return _speaker(found.group("name"), _recorder(document))
    return None


def _slavic(head: str, document: Document) -> Speaker | None:
    from habeas.claims.slavic.witness_lines import witness_line

    foot = "\n".join(document.text_of(block) for block in document.blocks[-_FOOT_BLOCKS:])
    line = witness_line(head, foot, document.language or "")
    return _speaker(line.name, (line.recorder,) if line.recorder else ()) if line.name else None


def _head(document: Document) -> str:
    return "\n".join(document.text_of(block) for block in document.blocks[:_HEAD_BLOCKS])


def _recorder(document: Document) -> tuple[str, ...]:
    recorder = _RECORDED_BY.search(_head(document))
    return (recorder.group("name"),) if recorder else ()


def _speaker(name: str, via: tuple[str, ...]) -> Speaker:
    plain = re.sub(r"^(?:an?|the)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    gender = gender_of(plain.split()[0])
    return Speaker(plain, "witness", gender, person=True, via=via, how="witness")


def _is_first_person(blocks: Sequence[PreparedBlock], least: float) -> bool:
    told = total = 0
    for block in blocks:
        if block.block.kind is not BlockKind.PARAGRAPH:
            continue
        for sentence in block.sentences:
            total += 1
            told += (
                any(
                    block.grammar.is_first_person(token)
                    for token in sentence.span
                    if token.i not in sentence.quoted
                )
                and sentence.quote is None
            )
    return told >= _LEAST_SENTENCES and told >= least * total
