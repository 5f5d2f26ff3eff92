"""What a reading process can be asked: to read a document, to find its claims, to unpack.

Each job yields frames; `document` comes before `claims`, so that a text is kept even when
finding its claims takes too long.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from habeas.model import Claim, DateInterval, Document, ModelAnswer, from_plain, to_plain
from habeas.sources import Expansion, Limits, Member
from habeas.sources import members as members_of
from habeas.sources import read as read_document

Frame = tuple[dict[str, Any], bytes]


def read(request: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    """Bytes to a document, then its claims. Raises what `habeas.sources.read` raises."""
    document = read_document(payload, name=request["name"])
    yield {"document": to_plain(document), "seconds": _patience(request, document)}, b""
    yield _claims(request, document), b""


def extract(request: dict[str, Any], _: bytes) -> Iterator[Frame]:
    """A document that was read before to its claims."""
    yield _claims(request, from_plain(Document, request["document"])), b""


def unpack(request: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    """The members of an archive, one frame each. Raises what `habeas.sources.members` raises."""
    expansion = Expansion(Limits(**request["limits"]))
    expansion.bytes_out, expansion.members_out = request["bytes_out"], request["members_out"]
    found = members_of(payload, request["media_type"], expansion=expansion, name=request["name"])
    for member in found:
        yield _member_header(member), member.data or b""


def _patience(request: dict[str, Any], document: Document) -> float:
    return float(request["seconds"] + len(document.text) / request["characters_per_second"])


def _claims(request: dict[str, Any], document: Document) -> dict[str, Any]:
    """The claims of the rules, and beside them what models' kept answers hold that stands there."""
    published = request["published"]
    given = {
        "source": request["source"],
        "outlet": request["outlet"],
        "published": from_plain(DateInterval, published) if published else None,
    }
    found = _by_rules(document, given)
    answers = from_plain(tuple[ModelAnswer, ...], request.get("answers", []))
    if not answers:
        return {"claims": to_plain(found)}
    from habeas.claims import proposing

    told = proposing.with_proposals(document, found, answers, **given)
    return {"claims": to_plain(told.claims), "refusals": to_plain(told.refusals)}


def _by_rules(document: Document, given: dict[str, Any]) -> tuple[Claim, ...]:
    from habeas import claims

    # The language model takes two seconds to load: only for text that is searched at all.
    if not any(claims.is_read(block, document) for block in document.blocks):
        return ()
    return claims.extract(document, **given)


def _member_header(member: Member) -> dict[str, Any]:
    problem = member.problem
    return {
        "name": member.untrusted_name,
        "url": member.url,
        "captured_at": to_plain(member.captured_at),
        "problem": {"what": problem.what, "remedy": problem.remedy} if problem else None,
    }
