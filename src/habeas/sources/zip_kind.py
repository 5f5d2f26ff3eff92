"""A zip file may be an archive, a web capture or an office document: which one it is."""

from __future__ import annotations

import io
import zipfile

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
OPEN_TEXT = "application/vnd.oasis.opendocument.text"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
ZIP = "application/zip"
WACZ = "application/wacz"

_READABLE_MIMETYPES = (OPEN_TEXT, OPEN_SHEET)
_LONGEST_MIMETYPE = 100


def zip_media_type(data: bytes) -> tuple[str, str]:
    """The media type of a zip, and its family in data/unreadable.csv ("" when readable)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _kind(archive)
    except Exception:  # any malformed zip is still a zip: opening it will say what is wrong
        return _kind_of_damaged(data)


def _kind(archive: zipfile.ZipFile) -> tuple[str, str]:
    names = set(archive.namelist())
    if "[Content_Types].xml" in names:
        return _office_kind(names)
    if "mimetype" in names:
        return _declared_kind(archive)
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return WACZ, "container"
    return ZIP, "container"


def _kind_of_damaged(data: bytes) -> tuple[str, str]:
    """A zip without its directory: the names that stand before each file tell what it was."""
    for name, media_type in ((b"word/", WORD), (b"xl/", SHEET)):
        if b"[Content_Types].xml" in data and name in data:
            return media_type, ""
    return ZIP, "damaged-zip"


def _office_kind(names: set[str]) -> tuple[str, str]:
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return SHEET, ""
    if "ppt/presentation.xml" in names:
        return SLIDES, "slides"
    if any(name.startswith("word/") for name in names):
        return WORD, ""
    return ZIP, "container"


def _declared_kind(archive: zipfile.ZipFile) -> tuple[str, str]:
    with archive.open("mimetype") as entry:
        declared = entry.read(_LONGEST_MIMETYPE).decode("ascii", errors="replace").strip()
    if declared == "application/epub+zip":
        return declared, "ebook"
    if declared.startswith("application/vnd.oasis.opendocument.presentation"):
        return declared, "slides"
    return (declared, "") if declared in _READABLE_MIMETYPES else (ZIP, "container")
