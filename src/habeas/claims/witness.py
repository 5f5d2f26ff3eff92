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

_FIRST_PERSON = frozenset({"i", "me", "my", "we", "us", "our"})
_LEAST_SHARE = 0.3
_LEAST_SENTENCES = 4
_HEAD_BLOCKS = 8
_NAME = (
    r"(?P<name>(?:[A-Z][\w’'-]*\.?)(?:\s+(?:[A-Z][\w’'-]*\.?)){0,3}"
    r"|an?\s[\w\s-]{3,60}?|the\s[\w\s-]{3,60}?)"
)
_TOLD_BY = re.compile(
    r"\b(?:testimony|statement|account|interview|story|affidavit|deposition|words)\s+"
    rf"(?:of|with|by|from|given by)\s+(?:M(?:r|s|rs)\.?\s)?{_NAME}"
    r"(?=\s*(?:[,.;:(\n—–]|$|\s(?:as|to|in|on)\b))",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"\b(?:witness|interviewee|respondent|deponent|survivor|name|narrator)\s*:\s*{_NAME}(?=\s*(?:[,.;(\n—–]|$))",
    re.IGNORECASE,
)
_RECORDED_BY = re.compile(
    r"\b(?:recorded by|as told to|told to|interviewed by|interviewer|taken by)\s*:?\s+"
    r"(?:the\s+)?(?P<name>[A-Z][\w’'-]*(?:\s+(?:of\s+|for\s+)?[A-Z][\w’'-]*){0,4})"
)


def find_witness(document: Document, blocks: Sequence[PreparedBlock]) -> Speaker | None:
    """The witness of a first-person text; None where the text is not one."""
    if not _is_first_person(blocks):
        return None
    head = "\n".join(document.text_of(block) for block in document.blocks[:_HEAD_BLOCKS])
    recorder = _RECORDED_BY.search(head)
    via = (recorder.group("name"),) if recorder else ()
    for pattern in (_LABELLED, _TOLD_BY):
        found = pattern.search(head)
        if found is not None and (found.group("name")[0].isupper() or not document.author):
            return _speaker(found.group("name"), via)
    return (
        _speaker(document.author, via)
        if document.author
        else Speaker("witness", via=via, how="witness")
    )


def _speaker(name: str, via: tuple[str, ...]) -> Speaker:
    plain = re.sub(r"^(?:an?|the)\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    gender = gender_of(plain.split()[0])
    return Speaker(plain, "witness", gender, person=True, via=via, how="witness")


def _is_first_person(blocks: Sequence[PreparedBlock]) -> bool:
    told = total = 0
    for block in blocks:
        if block.block.kind is not BlockKind.PARAGRAPH:
            continue
        for sentence in block.sentences:
            total += 1
            told += (
                any(
                    token.lower_ in _FIRST_PERSON
                    for token in sentence.span
                    if token.i not in sentence.quoted
                )
                and sentence.quote is None
            )
    return told >= _LEAST_SENTENCES and told >= _LEAST_SHARE * total
