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
_NO_BYTE = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")
_MAILBOX_LINE = re.compile(rb"^From \S+ [^\r\n]*\d{4}\s*$", re.MULTILINE)
_USUAL_PREAMBLE = re.compile(r"multi-?part message in MIME|MIME-compliant|MIME-encapsulated", re.I)


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
    raw = _NO_BYTE.sub("\ufffd", value).encode("utf-8", errors="surrogateescape")
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
        if content_type(part) == "message/rfc822" or not part.is_multipart():
            yield part
        else:
            inner = part.get_payload()
            waiting[:0] = [item for item in inner if isinstance(item, EmailMessage)]


def is_attachment(part: EmailMessage) -> bool:
    """Whether a part is a file of its own, and not words of the message."""
    if _disposition(part) == "attachment" or _file_name(part):
        return True
    return content_type(part) not in ("text/plain", "text/html")


def attachments(message: EmailMessage) -> list[EmailMessage]:
    """The parts that are files of their own; the message itself may be nothing but one."""
    return [part for part in leaf_parts(message) if is_attachment(part)]


def text_parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold the words, in order; of alternatives the plain one, where it has any."""
    waiting = [message]
    while waiting:
        part = waiting.pop(0)
        if content_type(part) == "message/rfc822" or not part.is_multipart():
            if not is_attachment(part):
                yield part
            continue
        inner = [item for item in part.get_payload() if isinstance(item, EmailMessage)]
        if content_type(part) == "multipart/alternative":
            inner = next(([item] for item in inner if _has_plain_words(item)), inner)
        waiting[:0] = inner


def words_beside_parts(message: EmailMessage) -> bool:
    """Whether words stand before or after the parts of a bundle, where no program shows them."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart():
            waiting.extend(item for item in part.get_payload() if isinstance(item, EmailMessage))
        preamble = getattr(part, "preamble", None) or ""
        epilogue = getattr(part, "epilogue", None) or ""
        if epilogue.strip() or (preamble.strip() and not _USUAL_PREAMBLE.search(preamble)):
            return True
    return False


def messages_in_mailbox(data: bytes) -> int:
    """How many messages a file in the mbox format holds; 0 for any other file."""
    return len(_MAILBOX_LINE.findall(data)) if data.startswith(b"From ") else 0


def _has_plain_words(item: EmailMessage) -> bool:
    for part in leaf_parts(item):
        if content_type(part) == "text/plain" and not is_attachment(part):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return True
    return False


def content_type(part: EmailMessage) -> str:
    """The media type of a part, also where its parameters cannot be read."""
    try:
        return part.get_content_type()
    except Exception:  # hostile parameters: what stands before them still counts
        return _raw_value(part, "content-type") or "application/octet-stream"


def _disposition(part: EmailMessage) -> str | None:
    try:
        return part.get_content_disposition()
    except Exception:  # as above
        return _raw_value(part, "content-disposition")


def _raw_value(part: EmailMessage, name: str) -> str:
    """A header's value before its parameters, in small letters."""
    found = (str(value) for key, value in part.raw_items() if key.lower() == name)
    return next(found, "").partition(";")[0].strip().lower()


def _file_name(part: EmailMessage) -> str | None:
    try:
        return part.get_filename()
    except Exception:  # hostile headers: a name that cannot be read is no name
        return None
