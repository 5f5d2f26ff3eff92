"""The attachments of an e-mail message."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

from habeas.model import UnreadableSource, UnsafeInput
from habeas.sources.expansion import Expansion
from habeas.sources.member import Member
from habeas.sources.message_parts import attachments, content_type, header_text, parse_message


def message_members(data: bytes, name: str, expansion: Expansion) -> Iterator[Member]:
    """Each attachment, in the message's order; its text parts are for `read`."""
    for number, part in enumerate(attachments(parse_message(data)), start=1):
        expansion.claim_member(name)
        yield _member(part, number, expansion)


def _member(part: EmailMessage, number: int, expansion: Expansion) -> Member:
    untrusted_name = _name(part, number)
    hint = content_type(part)
    content = _content(part)
    if content is None:
        problem = UnreadableSource(
            "the attachment is damaged", where=untrusted_name, remedy="ask for the message again"
        )
        return Member(untrusted_name, problem=problem, media_hint=hint)
    try:
        expansion.check(len(content), len(content), untrusted_name)
    except UnsafeInput as unsafe:
        return Member(untrusted_name, problem=unsafe, media_hint=hint)
    expansion.spend(len(content))
    return Member(untrusted_name, content, media_hint=hint)


def _name(part: EmailMessage, number: int) -> str:
    try:
        return header_text(part.get_filename() or f"attachment {number}")
    except Exception:  # the stdlib's header parser raises odd errors on hostile headers
        return f"attachment {number}"


def _content(part: EmailMessage) -> bytes | None:
    try:
        if content_type(part) == "message/rfc822":
            inner = part.get_payload(0)
            return bytes(inner) if isinstance(inner, EmailMessage) else None
        payload = part.get_payload(decode=True)
    except Exception:  # as above: any failure of the parser is one damaged attachment
        return None
    return payload if isinstance(payload, bytes) else None
