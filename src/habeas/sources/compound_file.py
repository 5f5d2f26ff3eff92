"""Old office files (OLE compound files): which program's document lies inside."""

from __future__ import annotations

_STREAMS = (
    # The stream's name, the media type, the family in data/unreadable.csv ("" when readable).
    ("EncryptedPackage", "application/x-ole-storage", "locked-office"),
    ("WordDocument", "application/msword", "old-word"),
    ("Workbook", "application/vnd.ms-excel", ""),
    ("Book", "application/vnd.ms-excel", ""),
    ("PowerPoint Document", "application/vnd.ms-powerpoint", "old-slides"),
    ("__properties_version1.0", "application/vnd.ms-outlook", "outlook-message"),
)


def compound_media_type(data: bytes) -> tuple[str, str]:
    """The media type and family of a compound file, by the names of its streams.

    Directory entries hold stream names in UTF-16LE, padded with NULs (MS-CFB 2.6.1).
    """
    for stream, media_type, family in _STREAMS:
        if (stream.encode("utf-16-le") + b"\0\0") in data:
            return media_type, family
    return "application/x-ole-storage", "ole"
