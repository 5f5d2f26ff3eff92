"""The words in a picture's own metadata: EXIF, IPTC and XMP."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from PIL import Image, ImageFile, IptcImagePlugin, UnidentifiedImageError

from habeas.model import HabeasError, UnreadableSource, UnsafeInput
from habeas.sources.encoding import decode
from habeas.sources.safe_xml import parse_xml
from habeas.sources.settings import ReadSettings
from habeas.sources.tables import rows

_EXIF_SUB_DIRECTORY = 0x8769
_GPS_SUB_DIRECTORY = 0x8825
_WIDE_TAGS = range(40091, 40096)  # XPTitle … XPSubject: UTF-16LE
_USER_COMMENT = 37510
_LONGEST_FIELD = 100_000
_PREFIXES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
}
_RDF_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


@dataclass(frozen=True, slots=True)
class PictureField:
    """One value of a picture's metadata: what part it plays and the field it came from."""

    use: str
    value: str
    source: str


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """The fields of a picture in the table's order, and whether it says where it was taken."""

    fields: tuple[PictureField, ...]
    has_position: bool


def picture_facts(data: bytes, settings: ReadSettings) -> PictureFacts:
    """What the metadata says; no pixel is decoded.

    Raises UnsafeInput for a picture of too many pixels, UnreadableSource for a damaged one.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow prints what we raise or note
        try:
            with Image.open(io.BytesIO(data)) as picture:
                _check_size(picture, settings)
                return _facts(picture)
        except Image.DecompressionBombError as error:
            raise _too_large(settings) from error
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            raise UnreadableSource(
                "the picture is damaged or cut short",
                remedy="preserved unread; ask for another copy",
            ) from error


def _check_size(picture: Image.Image, settings: ReadSettings) -> None:
    if picture.width * picture.height > settings.maximum_pixels:
        raise _too_large(settings)


def _too_large(settings: ReadSettings) -> UnsafeInput:
    return UnsafeInput(
        f"the picture claims more than {settings.maximum_pixels:,} pixels",
        remedy="save it smaller in a safe place and add that",
    )


def _facts(picture: ImageFile.ImageFile) -> PictureFacts:
    exif = picture.getexif()
    values = {
        "exif": _exif_values(exif),
        "iptc": _iptc_values(picture),
        "png": _png_values(picture),
        "xmp": _xmp_values(picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")),
    }
    found: list[PictureField] = []
    for row in rows("picture_fields.csv"):
        for value in values[row["standard"]].get(row["field"], ()):
            words = value.replace("\0", "").strip()[:_LONGEST_FIELD]
            if words:
                found.append(PictureField(row["use"], words, row["name"]))
    return PictureFacts(tuple(found), bool(exif.get_ifd(_GPS_SUB_DIRECTORY)))


def _exif_values(exif: Image.Exif) -> dict[str, list[str]]:
    tags: dict[int, Any] = {**dict(exif), **dict(exif.get_ifd(_EXIF_SUB_DIRECTORY))}
    return {str(tag): [_exif_text(tag, value)] for tag, value in tags.items()}


def _exif_text(tag: int, value: Any) -> str:
    if isinstance(value, tuple) and all(isinstance(item, int) and item < 256 for item in value):
        value = bytes(value)
    if not isinstance(value, bytes):
        return _repaired(value) if isinstance(value, str) else ""
    if tag in _WIDE_TAGS:
        return value.decode("utf-16-le", errors="replace")
    if tag == _USER_COMMENT:
        return _user_comment(value)
    return _text(value)


def _user_comment(value: bytes) -> str:
    """The first eight bytes name the characters (Exif 2.32, UserComment)."""
    code, words = value[:8], value[8:]
    if code.startswith(b"UNICODE"):
        order = "utf-16-be" if words[:1] == b"\0" else "utf-16-le"
        return words.decode(order, errors="replace")
    return _text(words)


def _repaired(value: str) -> str:
    """Pillow reads EXIF text as Latin-1; writers put UTF-8 or a code page there."""
    try:
        return _text(value.encode("latin-1"))
    except UnicodeEncodeError:
        return value


def _iptc_values(picture: ImageFile.ImageFile) -> dict[str, list[str]]:
    try:
        records = IptcImagePlugin.getiptcinfo(picture) or {}
    except Exception:  # a broken IPTC block takes nothing away from the other fields
        return {}
    values: dict[str, list[str]] = {}
    for (record, dataset), found in records.items():
        items = found if isinstance(found, list) else [found]
        values[f"{record}:{dataset}"] = [_text(item) for item in items if isinstance(item, bytes)]
    return values


def _png_values(picture: ImageFile.ImageFile) -> dict[str, list[str]]:
    """The textual chunks of a PNG by keyword (PNG 1.2, 4.2.3) that precede its pixels."""
    if picture.format != "PNG":
        return {}
    return {
        str(key): [_repaired(value)]
        for key, value in picture.info.items()
        if isinstance(value, str)
    }


def _xmp_values(packet: Any) -> dict[str, list[str]]:
    if isinstance(packet, str):
        packet = packet.encode()
    if not isinstance(packet, bytes):
        return {}
    try:
        root = parse_xml(packet.strip(b"\0 \n\r\t"))
    except HabeasError:
        return {}
    values: dict[str, list[str]] = {}
    for prefix, namespace in _PREFIXES.items():
        for name, words in _named_values(root, namespace):
            values.setdefault(f"{prefix}:{name}", []).append(words)
    return values


def _named_values(root: etree._Element, namespace: str) -> Iterator[tuple[str, str]]:
    """Name and words of each property of a namespace, as an element or as an attribute."""
    for element in root.iter(etree.Element):
        for key, value in element.attrib.items():
            name = etree.QName(str(key))
            if name.namespace == namespace:
                yield name.localname, str(value)
        name = etree.QName(element)
        if name.namespace == namespace:
            items = list(element.iter(_RDF_ITEM)) or [element]
            for item in items:
                yield name.localname, re.sub(r"\s+", " ", "".join(map(str, item.itertext())))


def _text(value: bytes) -> str:
    words = value.strip(b"\0 ")
    return decode(words, maximum_characters=len(words)).text if words else ""
