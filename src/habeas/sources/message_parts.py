"""An e-mail message taken apart: headers, the text a person reads, attachments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from habeas.model import UnreadableSource
from habeas.sources.encoding import detect_encoding

_SURROGATES = re.compile(r"[\ud800-\udfff]")


def parse_message(data: bytes) -> EmailMessage:
    """The message. Raises UnreadableSource where the bytes cannot be taken apart."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
    except Exception as error:  # the stdlib documents no errors, and raises many kinds
        raise UnreadableSource(
            "the message is damaged", remedy="preserved unread; ask for another copy"
        ) from error
    if not isinstance(message, EmailMessage):
        raise UnreadableSource("the message is damaged", remedy="ask for another copy")
    return message


def header_text(value: str) -> str:
    """A header as text: bytes that no charset was given for are read as the likeliest encoding.

    The stdlib hands such bytes on as lone surrogates, which no file or database can hold.
    """
    if not _SURROGATES.search(value):
        return value
    raw = value.encode("utf-8", errors="surrogateescape")
    return raw.decode(detect_encoding(raw), errors="replace")


def header(message: EmailMessage, name: str) -> str:
    """The words of a header; empty where there is none of that name."""
    raw = next(
        (str(value) for key, value in message.raw_items() if key.lower() == name.lower()), ""
    )
    return header_text(raw) if _SURROGATES.search(raw) else str(message[name] or "")


def leaf_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part that is not itself a bundle of parts; an attached message counts as one."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if part.get_content_type() == "message/rfc822" or not part.is_multipart():
            yield part
        else:
            inner = part.get_payload()
            waiting[:0] = [item for item in inner if isinstance(item, EmailMessage)]


def is_attachment(part: EmailMessage) -> bool:
    """Whether a part is a file of its own, and not words of the message."""
    if part.get_content_disposition() == "attachment" or _file_name(part):
        return True
    return part.get_content_type() not in ("text/plain", "text/html")


def attachments(message: EmailMessage) -> list[EmailMessage]:
    """The parts that are files of their own."""
    return [part for part in leaf_parts(message) if part is not message and is_attachment(part)]


def text_part(message: EmailMessage) -> EmailMessage | None:
    """The part that holds the words: plain text, else HTML."""
    texts = [part for part in leaf_parts(message) if not is_attachment(part)]
    for wanted in ("text/plain", "text/html"):
        for part in texts:
            if part.get_content_type() == wanted:
                return part
    return None


def _file_name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except Exception:  # hostile headers: a name that cannot be read is no name
        return None
