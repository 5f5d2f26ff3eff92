"""E-mail messages: subject, senders and date as blocks, then the words of the message."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from habeas.model import BlockKind, DateInterval, Publication
from habeas.sources.draft import Draft
from habeas.sources.encoding import DecodedText, decode
from habeas.sources.html_page import read_html
from habeas.sources.message_parts import attachments, header, parse_message, text_part
from habeas.sources.page import Part, split_paragraphs
from habeas.sources.page_text import PageText
from habeas.sources.settings import ReadSettings

_BODY_GROUPS = 1000  # the head has far fewer
_SHOWN = ("From", "To", "Cc", "Date")


def read_message(data: bytes, settings: ReadSettings) -> Draft:
    """The message without its attachments, which are members of it as a container."""
    message = parse_message(data)
    head = PageText(settings.maximum_characters)
    head.add(_header(message, "Subject"), BlockKind.TITLE, "Subject header")
    for name in _SHOWN:
        value = _header(message, name)
        if value:
            head.add(f"{name}: {value}", BlockKind.BYLINE, f"{name} header")
    draft = _joined(head, _body(message, settings))
    draft.author = _header(message, "From") or None
    draft.publication = _publication(_header(message, "Date"))
    draft.notes.extend(_attachment_notes(message))
    return draft


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(header(message, name).split())
    except Exception:  # the stdlib's header parser raises odd errors on hostile headers
        return ""


def _body(message: EmailMessage, settings: ReadSettings) -> Draft:
    part = text_part(message)
    if part is None:
        return Draft("", [], notes=["the message holds no text of its own"])
    if part.get_content_type() == "text/html":
        return read_html(_payload(part), settings)
    decoded = _decoded(part, settings)
    return Draft(
        decoded.text,
        split_paragraphs(decoded.text),
        encoding=decoded.encoding,
        notes=list(decoded.notes),
    )


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage, settings: ReadSettings) -> DecodedText:
    """The words of a part: the header's charset where it fits the bytes, else what is found."""
    payload = _payload(part)
    declared = part.get_content_charset()
    if declared:
        try:
            return DecodedText(payload.decode(declared), declared)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(payload, maximum_characters=settings.maximum_characters)


def _joined(head: PageText, body: Draft) -> Draft:
    """Head and body as one text, the body's offsets moved."""
    gap = "\n\n" if head.parts and body.text else ""
    shift = len(head.text) + len(gap)
    body.records = []  # tables of an HTML body stay rows of its text; they are no lists
    moved = [_moved(part, shift) for part in body.parts]
    body.text = head.text + gap + body.text
    body.parts = [*head.parts, *moved]
    return body


def _moved(part: Part, shift: int) -> Part:
    """A part of the body; the subject is the title, so that a title in the body is a head."""
    kind = BlockKind.SECTION_HEAD if part.kind is BlockKind.TITLE else part.kind
    group = part.group + _BODY_GROUPS
    return replace(part, kind=kind, start=part.start + shift, end=part.end + shift, group=group)


def _publication(stamp: str) -> Publication | None:
    try:
        day = parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError, IndexError):
        return None
    return Publication(DateInterval.on(day), "Date header of the message")


def _attachment_notes(message: EmailMessage) -> list[str]:
    count = len(attachments(message))
    return [f"{count} attachments are kept as sources of their own"] if count else []
