"""Whose own story a first-person text is.

A testimony says "I" outside quotation marks in many of its sentences. Its witness is named in a
heading, a byline or a line such as "Witness: …", "Testimony of …", "as told to …"; where none is,
the text's author, and otherwise simply "the witness".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_RECORDED_BY = re.compile(
    r"\b(?i:recorded by|as told to|told to|interviewed by|interviewer|taken by)[ \t]*:?[ \t]+"
    r"(?i:the[ \t]+)?(?P<name>[A-Z][\w’'-]*(?:[ \t]+(?:of[ \t]+|for[ \t]+)?[A-Z][\w’'-]*){0,4})"
)


def find_witness(document: Document, blocks: Sequence[PreparedBlock]) -> Speaker | None:
    """The witness of a first-person text; None where the text is not one."""
    named = named_witness(document)
    if not _is_first_person(blocks, _LEAST_SHARE if named is None else _LEAST_SHARE_WHERE_NAMED):
        return None
    if named is not None:
        return named
    via = _recorder(document)
    return (
        _speaker(document.author, via)
        if document.author
        else Speaker("witness", via=via, how="witness")
    )


def named_witness(document: Document) -> Speaker | None:
    """Whose testimony, statement or interview the head of a document says that it is."""
    head = _head(document)
    if document.language in _SLAVIC:
        return _slavic(head, document)
    for pattern in (_LABELLED, _OATH, _TOLD_BY, _POSTED):
        found = pattern.search(head)
        if found is not None:
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
