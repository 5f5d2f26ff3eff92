"""Opening what holds other files: zip archives, web captures, messages with attachments.

The rules:

- names inside a container are data, never paths: `../`, NUL and direction marks do no harm;
- declared and actual sizes are both held against `Limits`, while bytes come out, not after;
- a member that cannot come out is yielded with its problem, and the rest goes on;
- office documents are zip files by make, but no containers;
- how deep containers may lie inside each other (`Limits.depth`) is for the caller to count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from habeas.model import HabeasError, UnreadableSource
from habeas.sources.expansion import Expansion
from habeas.sources.media_type import MediaType
from habeas.sources.member import Member
from habeas.sources.message_members import message_members
from habeas.sources.settings import Limits
from habeas.sources.web_capture import wacz_members, warc_members
from habeas.sources.zip_members import zip_members

_Opener = Callable[[bytes, str, Expansion], Iterator[Member]]

_OPENERS: dict[str, _Opener] = {
    "application/zip": zip_members,
    "application/wacz": wacz_members,
    "application/warc": warc_members,
    "message/rfc822": message_members,
}


def is_container(media_type: MediaType | str) -> bool:
    """Whether `members` opens this kind of file. A message is both a container and a document."""
    value = media_type if isinstance(media_type, str) else media_type.value
    return value in _OPENERS


def members(
    data: bytes,
    media_type: MediaType | str,
    *,
    limits: Limits | None = None,
    name: str = "",
    expansion: Expansion | None = None,
) -> Iterator[Member]:
    """The files inside a container, one at a time, in the container's order.

    `name` (untrusted) is used in errors only. Pass the `expansion` of the outer container for
    one that lies inside it, so that both count towards the same limits; `limits` is then that
    object's.

    Raises UnreadableSource where the container itself cannot be opened (damaged, not a
    container), UnsafeInput where it breaks a limit as a whole; both before the first member or
    in the midst of the iteration.
    """
    value = media_type if isinstance(media_type, str) else media_type.value
    opener = _OPENERS.get(value)
    if opener is None:
        raise UnreadableSource(
            f"{value} is not a container", where=name or None, remedy="read it as a document"
        )
    return _guarded(opener(data, name, expansion or Expansion(limits)), name)


def _guarded(found: Iterator[Member], name: str) -> Iterator[Member]:
    """The same members; an error that a parser of untrusted bytes lets slip becomes ours."""
    try:
        yield from found
    except HabeasError:
        raise
    except Exception as error:
        raise UnreadableSource(
            f"the container is damaged ({type(error).__name__})",
            where=name or None,
            remedy="preserved unread from here on; ask for another copy",
        ) from error
