"""Which kind of text some bytes hold: mark-up, a message, a table, or plain words."""

from __future__ import annotations

import re
from itertools import islice

from habeas.sources.delimited_rows import DELIMITERS, delimited_rows
from habeas.sources.encoding import detect_encoding

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*"
    r"(?:<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<(?:div|p|h1|table)[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(?:\?xml\b|!DOCTYPE\b|[A-Za-z_][\w.:-]*(?:\s[^<>]*)?/?>)")
_HEADER = re.compile(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]", re.MULTILINE)
_MESSAGE_HEADERS = frozenset(
    {"from", "to", "cc", "subject", "date", "message-id", "received", "mime-version"}
    | {"return-path", "reply-to", "content-type", "delivered-to", "x-mailer"}
)
_JSON = re.compile(r'\s*(?:\{\s*(?:"|\})|\[\s*(?:[\[{"\d-]|\]|true|false|null))')
_EXTENSION = re.compile(r"\.([A-Za-z0-9]{1,8})$")
_NAMED_TABLES = {"csv": "text/csv", "tsv": "text/tab-separated-values", "tab": "text/csv"}
_OPENING = 8192
_ROWS_COMPARED = 40
_LEAST_ROWS = 3
_LEAST_COLUMNS = 3
_MARKDOWN_NAMES = frozenset({"md", "markdown"})


def text_media_type(sample: bytes, name: str) -> tuple[str, str]:
    """The media type of text and what it was told by."""
    text = sample.decode(detect_encoding(sample), errors="replace").lstrip("﻿")
    by_content = _by_opening(text)
    if by_content:
        return by_content
    extension = _extension(name)
    if extension in _NAMED_TABLES:
        return _NAMED_TABLES[extension], f"text whose name ends in .{extension}"
    if extension in _MARKDOWN_NAMES:
        return "text/markdown", f"text whose name ends in .{extension}"
    if extension == "" and even_columns(text):
        return "text/csv", "lines with the same number of columns"
    return "text/plain", "characters that read as text"


def even_columns(text: str) -> bool:
    """Whether at least three rows, and all of the first ones, have the same number (≥ 3) of
    columns."""
    opening = text[:_OPENING] if len(text) <= _OPENING else text[: text.rfind("\n", 0, _OPENING)]
    for delimiter in DELIMITERS:
        rows = list(islice(delimited_rows(opening, delimiter), _ROWS_COMPARED))
        widths = {len(row.cells) for row in rows}
        if len(rows) >= _LEAST_ROWS and len(widths) == 1 and widths.pop() >= _LEAST_COLUMNS:
            return True
    return False


def _extension(name: str) -> str:
    match = _EXTENSION.search(name)
    return match.group(1).lower() if match else ""


def _by_opening(text: str) -> tuple[str, str] | None:
    if _HTML.match(text):
        return "text/html", "an HTML tag at the start"
    if _XML.match(text):
        return "application/xml", "an XML tag at the start"
    if _is_message(text):
        return "message/rfc822", "message headers at the start"
    if _JSON.match(text) and text.rstrip().endswith(("}", "]")):
        return "application/json", "JSON brackets at both ends"
    return None


def _is_message(text: str) -> bool:
    head = re.split(r"\r?\n\r?\n", text, maxsplit=1)[0]
    first_line = head.split("\n", 1)[0]
    if not (_HEADER.match(first_line) or first_line.startswith("From ")):
        return False
    found = {match.group(1).lower() for match in _HEADER.finditer(head)}
    return len(found & _MESSAGE_HEADERS) >= 3
