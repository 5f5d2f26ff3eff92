"""What a worker can be asked: what kind of file it is, its text, its claims, what is in it.

A text and its claims are two questions to two workers: the one that parsed hostile bytes can at
worst give a text that is not in them, never claims that are not in the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from habeas.model import Claim, DateInterval, Document, ModelAnswer, from_plain, to_plain
from habeas.pipeline.protocol import Frame
from habeas.sources import Expansion, Limits, Member, detect_media_type, pixels_of
from habeas.sources import members as members_of
from habeas.sources import read as read_document


def identify(request: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    """Bytes to what kind of file they are."""
    yield {"kind": detect_media_type(payload, name=request["untrusted_name"]).value}, b""


def read(request: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    """Bytes to a document. Raises what `habeas.sources.read` raises."""
    document = read_document(payload, name=request["untrusted_name"])
    yield {"document": to_plain(document)}, b""


def extract(request: dict[str, Any], _: bytes) -> Iterator[Frame]:
    """A document that was read before to its claims."""
    document = from_plain(Document, request["document"])
    published = request["published"]
    given = {
        "source": request["source"],
        "outlet": request["outlet"],
        "published": from_plain(DateInterval, published) if published else None,
    }
    from habeas import claims

    found = claims.extract(document, **given)
    answers = from_plain(tuple[ModelAnswer, ...], request["answers"])
    yield (
        _with_proposals(document, found, answers, given)
        if answers
        else {
            "claims": to_plain(found),
            "refusals": [],
        },
        b"",
    )


def unpack(request: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    """The members of an archive, one frame each. Raises what `habeas.sources.members` raises."""
    expansion = Expansion(Limits(**request["limits"]))
    expansion.bytes_out, expansion.members_out = request["bytes_out"], request["members_out"]
    name = request["untrusted_name"]
    for member in members_of(payload, request["media_type"], expansion=expansion, name=name):
        yield _member_header(member), member.data or b""


def picture(request: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    """One page of a PDF, or a picture, to bare pixels. Raises what `pixels_of` raises."""
    drawn = pixels_of(payload, request["media_type"], request["page"])
    told = {"width": drawn.width, "height": drawn.height, "pages": drawn.pages}
    yield {"picture": told | {"placing": drawn.placing}}, drawn.rgb


def _with_proposals(
    document: Document,
    found: tuple[Claim, ...],
    answers: tuple[ModelAnswer, ...],
    given: dict[str, Any],
) -> dict[str, Any]:
    """The claims of the rules, and beside them what models' kept answers hold that stands there."""
    from habeas.claims import proposing

    told = proposing.with_proposals(document, found, answers, **given)
    return {"claims": to_plain(told.claims), "refusals": to_plain(told.refusals)}


def _member_header(member: Member) -> dict[str, Any]:
    problem = member.problem
    return {
        "member": {
            "untrusted_name": _encodable(member.untrusted_name),
            "untrusted_url": member.url,
            "captured_at": to_plain(member.captured_at),
            "problem": {"what": problem.what, "remedy": problem.remedy} if problem else None,
        }
    }


def _encodable(name: str) -> str:
    """The name with bytes that its container could not decode written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode()
