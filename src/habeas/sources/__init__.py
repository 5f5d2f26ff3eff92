"""Bytes to documents: what kind of file it is, what it says, and which part says it.

Pure functions on floor 3 of the house: no case, no file system, no network. `read` turns the
bytes of one source into a `Document`; `members` opens what holds other files. Both raise only
children of `HabeasError`, whatever the bytes.
"""

from habeas.sources.containers import is_container, members
from habeas.sources.expansion import Expansion
from habeas.sources.media_type import MediaType, detect_media_type, is_taken_apart
from habeas.sources.member import Member
from habeas.sources.pixels import LONGEST_SIDE, PICTURED, Pixels, pixels_of
from habeas.sources.read import READER, read
from habeas.sources.readers import load_reader
from habeas.sources.settings import Limits, ReadSettings

__all__ = [
    "LONGEST_SIDE",
    "PICTURED",
    "READER",
    "Expansion",
    "Limits",
    "MediaType",
    "Member",
    "Pixels",
    "ReadSettings",
    "detect_media_type",
    "is_container",
    "is_taken_apart",
    "load_reader",
    "members",
    "pixels_of",
    "read",
]
