"""The one way in: bytes to a Document, whatever the bytes."""

from __future__ import annotations

from habeas.model import Document, HabeasError, UnreadableSource
from habeas.sources.assemble import assemble
from habeas.sources.encoding import too_long
from habeas.sources.media_type import MediaType, detect_media_type
from habeas.sources.readers import reader_for
from habeas.sources.settings import ReadSettings
from habeas.sources.tables import rows

READER = "sources@2"
"""Name and version of these readers; it changes when the same bytes give another Document."""


def read(data: bytes, *, name: str = "", settings: ReadSettings | None = None) -> Document:
    """The text of one source, cut into blocks, with what its metadata says.

    `name` (untrusted) helps to tell kinds of text apart and stands in errors.

    Raises UnreadableSource where the bytes can be preserved but hold no text that Habeas reads,
    UnsafeInput where they break a safety limit; nothing else, whatever the bytes.
    """
    media_type = detect_media_type(data, name=name)
    try:
        document = _read_as(media_type, data, settings or ReadSettings())
    except HabeasError as error:
        raise _named(error, name) from error
    except MemoryError as error:
        raise _named(_too_large(), name) from error
    except Exception as error:  # parsers of untrusted bytes fail in ways they do not document
        raise _named(_damaged(media_type, error), name) from error
    return document


def _read_as(media_type: MediaType, data: bytes, settings: ReadSettings) -> Document:
    reader = reader_for(media_type.value)
    if reader is None:
        raise _unreadable(media_type)
    draft = reader(data, settings)
    if len(draft.text) > settings.maximum_characters:
        raise too_long(settings.maximum_characters)
    document = assemble(draft, media_type.value)
    if not document.blocks:
        raise UnreadableSource("there is no text in it", remedy="preserved unread; look at it")
    return document


def _unreadable(media_type: MediaType) -> UnreadableSource:
    for row in rows("unreadable.csv"):
        if row["family"] == media_type.family:
            return UnreadableSource(row["what"].format(name=media_type.name), remedy=row["remedy"])
    return UnreadableSource(
        f"Habeas has no reader for {media_type.value}",
        remedy="preserved unread; save it in another format and add that too",
    )


def _too_large() -> UnreadableSource:
    return UnreadableSource(
        "reading it needs more memory than there is",
        remedy="preserved unread; split it and add the parts",
    )


def _damaged(media_type: MediaType, error: Exception) -> UnreadableSource:
    return UnreadableSource(
        f"it is damaged, or no true {media_type.value} ({type(error).__name__})",
        remedy="preserved unread; ask for another copy",
    )


def _named(error: HabeasError, name: str) -> HabeasError:
    """The same error with the source's name before whatever place inside it is named already."""
    if not name:
        return error
    where = f"{name} › {error.where}" if error.where else name
    return type(error)(error.what, where=where, remedy=error.remedy)
