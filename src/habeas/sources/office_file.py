"""The inside of an office file (a zip of XML parts), opened with the room's limits."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date

from lxml import etree

from habeas.model import UnreadableSource, UnsafeInput
from habeas.sources.expansion import Expansion
from habeas.sources.safe_xml import parse_xml, refuse_declarations
from habeas.sources.settings import Limits, ReadSettings
from habeas.sources.zip_members import entry_bytes, open_zip

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_OPEN_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


@dataclass(frozen=True, slots=True)
class Properties:
    """What an office file says of itself; any field may be missing."""

    title: str | None = None
    creator: str | None = None
    made: date | None = None


class OfficeFile:
    """Parts of an office file by name; every read is held against the limits."""

    def __init__(self, data: bytes, settings: ReadSettings) -> None:
        self._archive = open_zip(data, "")
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        self._expansion = Expansion(
            Limits(
                ratio=settings.limits.ratio,
                ratio_floor=settings.limits.ratio_floor,
                total_bytes=settings.maximum_part_bytes,
                members=settings.limits.members,
            )
        )
        if len(self._entries) > settings.limits.members:
            raise UnsafeInput(
                f"the file holds more than {settings.limits.members:,} parts",
                remedy="open it in a safe place, save it anew, and add that copy",
            )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts."""
        return tuple(self._entries)

    def part(self, name: str) -> bytes | None:
        """The bytes of a part, or None where there is none of that name."""
        entry = self._entries.get(name)
        return entry_bytes(self._archive, entry, self._expansion) if entry else None

    def xml(self, name: str) -> etree._Element | None:
        """The root element of a part, or None where there is none of that name."""
        data = self.part(name)
        return parse_xml(data, name) if data is not None else None

    def check_all(self, endings: tuple[str, ...]) -> None:
        """Unfold every part with one of these endings once, so that another reader may."""
        for name in self.names:
            if name.endswith(endings):
                refuse_declarations(self.part(name) or b"", name)

    def properties(self) -> Properties:
        """Title, creator and day of making, from the Dublin Core part."""
        root = self.xml("docProps/core.xml")
        if root is None:
            root = self.xml("meta.xml")
        if root is None:
            return Properties()
        made = _text(root, f"{_TERMS}created") or _text(root, f"{_OPEN_META}creation-date")
        return Properties(
            _text(root, f"{_DUBLIN_CORE}title"), _text(root, f"{_DUBLIN_CORE}creator"), _day(made)
        )


def require(part: etree._Element | None, name: str) -> etree._Element:
    """The part. Raises UnreadableSource where the file has none of that name."""
    if part is None:
        raise UnreadableSource(
            f"its part {name} is missing", remedy="preserved unread; ask for another copy"
        )
    return part


def is_encrypted_open_document(data: bytes) -> bool:
    """Whether an OpenDocument file's manifest says that its parts are encrypted."""
    try:
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            archive.open("META-INF/manifest.xml") as stream,
        ):
            return b"encryption-data" in stream.read(1_000_000)
    except Exception:  # no manifest, or one that cannot be read: the parts will tell
        return False


def _text(root: etree._Element, tag: str) -> str | None:
    element = root.find(f".//{tag}")
    words = (element.text or "").strip() if element is not None else ""
    return words or None


def _day(stamp: str | None) -> date | None:
    try:
        return date.fromisoformat((stamp or "")[:10])
    except ValueError:
        return None
