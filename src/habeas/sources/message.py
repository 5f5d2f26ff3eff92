"""E-mail messages: subject, senders and date as blocks, then the words of the message."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import islice

from habeas.model import BlockKind, DateInterval, HabeasError, Publication
from habeas.sources.draft import Draft
from habeas.sources.encoding import DecodedText, decode
from habeas.sources.html_page import read_html
from habeas.sources.message_parts import (
    attachments,
    content_type,
    header,
    messages_in_mailbox,
    parse_message,
    text_parts,
    words_beside_parts,
)
from habeas.sources.page import Part, split_paragraphs
from habeas.sources.page_text import PageText
from habeas.sources.settings import ReadSettings

_BODY_GROUPS = 1000  # the head has far fewer
_GAP = "\n\n"
_MOST_TEXTS = 1000
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
    draft.notes.extend(_notes(message, messages_in_mailbox(data)))
    return draft


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(header(message, name).split())
    except Exception:  # the stdlib's header parser raises odd errors on hostile headers
        return ""


def _body(message: EmailMessage, settings: ReadSettings) -> Draft:
    """The words of all parts that are no attachments, in their order."""
    found = list(islice(text_parts(message), _MOST_TEXTS + 1))
    if not found:
        return Draft("", [], notes=["the message holds no text of its own"])
    body = _in_order([_text(part, settings) for part in found[:_MOST_TEXTS]])
    if len(found) > _MOST_TEXTS:
        body.notes.append(f"only the first {_MOST_TEXTS:,} text parts of the message are read")
    return body


def _text(part: EmailMessage, settings: ReadSettings) -> Draft:
    if content_type(part) == "text/html":
        try:
            return read_html(_payload(part), settings)
        except HabeasError:
            raise
        except Exception:  # lxml finds no page in it: an empty part takes nothing from the others
            return Draft("", [], notes=["a part of the message in HTML cannot be read"])
    decoded = _decoded(part, settings)
    return Draft(
        decoded.text,
        split_paragraphs(decoded.text),
        encoding=decoded.encoding,
        notes=list(decoded.notes),
    )


def _in_order(texts: Sequence[Draft]) -> Draft:
    """Several texts as one, what the first says of itself holding for all."""
    whole, *others = texts
    pieces = [whole.text]
    length = len(whole.text)
    for other in others:
        pieces.extend((_GAP, other.text))
        length += len(_GAP)
        group = _BODY_GROUPS + max((part.group for part in whole.parts[-1:]), default=0)
        whole.parts.extend(_moved(part, length, group) for part in other.parts)
        length += len(other.text)
        whole.marked_up = whole.marked_up or other.marked_up
        whole.notes.extend(note for note in other.notes if note not in whole.notes)
    whole.text = "".join(pieces)
    return whole


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _decoded(part: EmailMessage, settings: ReadSettings) -> DecodedText:
    """The words of a part: the header's charset where it fits the bytes, else what is found."""
    payload = _payload(part)
    try:
        declared = part.get_content_charset()
    except Exception:  # hostile parameters: the charset is found from the bytes
        declared = None
    if declared:
        try:
            return DecodedText(payload.decode(declared), declared)
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return decode(payload, maximum_characters=settings.maximum_characters)


def _joined(head: PageText, body: Draft) -> Draft:
    """Head and body as one text, the body's offsets moved."""
    gap = _GAP if head.parts and body.text else ""
    shift = len(head.text) + len(gap)
    body.records = []  # tables of an HTML body stay rows of its text; they are no lists
    moved = [_moved(part, shift, _BODY_GROUPS) for part in body.parts]
    body.text = head.text + gap + body.text
    body.parts = [*head.parts, *moved]
    return body


def _moved(part: Part, shift: int, groups: int) -> Part:
    """A part of the body; the subject is the title, so that a title in the body is a head."""
    kind = BlockKind.SECTION_HEAD if part.kind is BlockKind.TITLE else part.kind
    start, end = part.start + shift, part.end + shift
    return replace(part, kind=kind, start=start, end=end, group=part.group + groups)


def _publication(stamp: str) -> Publication | None:
    try:
        day = parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError, IndexError):
        return None
    return Publication(DateInterval.on(day), "Date header of the message")


def _notes(message: EmailMessage, messages: int) -> list[str]:
    notes = []
    count = len(attachments(message))
    if count:
        notes.append(f"{count} attachments are kept as sources of their own")
    if messages > 1:
        notes.append(
            f"the file is a mailbox of {messages:,} messages: it is read as if the first were the"
            " only one; split it into single messages and add those too"
        )
    if words_beside_parts(message):
        notes.append("words before or after the parts of the message are not read")
    return notes
