"""Pictures: caption, credit and dates from their metadata. All persons are invented."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from habeas.model import BlockKind, UnreadableSource, UnsafeInput
from habeas.sources import ReadSettings, read
from tests.sources.reading import check_cover, texts

CAPTION = "Families wait at the gate of the camp near Velsk on 3 June 2024."


def picture(kind: str = "JPEG", **saving: object) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "grey").save(stream, kind, **saving)
    return stream.getvalue()


def with_exif(**tags: object) -> bytes:
    numbers = {"description": 270, "artist": 315, "copyright": 33432, "date": 36867}
    exif = Image.Exif()
    for name, value in tags.items():
        if name == "date":
            exif.get_ifd(0x8769)[numbers[name]] = value
        elif name == "gps":
            exif.get_ifd(0x8825)[1] = value
        else:
            exif[numbers[name]] = value
    return picture(exif=exif)


def with_iptc(fields: list[tuple[int, str]]) -> bytes:
    """A JPEG with an APP13 segment that holds IPTC fields of record 2."""
    iptc = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value.encode())) + value.encode()
        for number, value in fields
    )
    iptc += b"\0" * (len(iptc) % 2)
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc
    payload = b"Photoshop 3.0\0" + block
    segment = b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload
    data = picture()
    return data[:2] + segment + data[2:]


def test_iptc_fields_become_title_caption_and_credit() -> None:
    fields = [(105, "At the gate"), (120, CAPTION), (80, "Jon Ahlberg"), (110, "Nord Images")]
    document = read(with_iptc([*fields, (55, "20240603")]), name="gate.jpg")
    check_cover(document)
    assert texts(document, BlockKind.TITLE) == ["At the gate"]
    assert texts(document, BlockKind.CAPTION) == [CAPTION]
    assert texts(document, BlockKind.CREDIT) == ["Jon Ahlberg/Nord Images"]
    assert document.author == "Jon Ahlberg"


def test_the_day_it_was_taken_is_no_day_of_publication() -> None:
    document = read(with_exif(description="Two men at a gate.", date="2024:06:04 10:00:00"))
    assert document.publication is not None
    assert str(document.publication.interval) == "2024-06-04 – …"
    assert "taken then" in document.publication.evidence
    assert any("2024:06:04" in note for note in document.notes)


def test_cyrillic_in_exif_is_read_whatever_its_bytes() -> None:
    for encoding in ("utf-8", "windows-1251"):
        words = "Родичі чекають біля входу до колонії".encode(encoding)
        document = read(with_exif(description=words))
        assert texts(document, BlockKind.CAPTION) == ["Родичі чекають біля входу до колонії"]


def test_the_same_words_in_several_fields_stand_once() -> None:
    fields = [(120, CAPTION), (80, "Jon Ahlberg"), (110, "Jon Ahlberg/Nord Images")]
    document = read(with_iptc([*fields, (115, "Nord Images")]))
    assert texts(document, BlockKind.CREDIT) == ["Jon Ahlberg/Nord Images"]


def test_xmp_is_read() -> None:
    packet = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
      xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
      xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:p="http://ns.adobe.com/photoshop/1.0/"
      p:Credit="Nord Images"><dc:description><rdf:Alt><rdf:li>{CAPTION}</rdf:li></rdf:Alt>
      </dc:description><dc:creator><rdf:Seq><rdf:li>Jon Ahlberg</rdf:li></rdf:Seq>
      </dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""
    document = read(picture(xmp=packet.encode()))
    assert texts(document, BlockKind.CAPTION) == [CAPTION]
    assert texts(document, BlockKind.CREDIT) == ["Jon Ahlberg/Nord Images"]


def test_entities_in_xmp_are_left_alone() -> None:
    packet = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(UnreadableSource, match="no caption"):
        read(picture(xmp=packet))


def test_a_position_is_noted_and_not_shown() -> None:
    document = read(with_exif(description="Two men at a gate.", gps="N"))
    assert any("GPS" in note for note in document.notes)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP"])
def test_a_picture_without_words_is_unreadable(kind: str) -> None:
    with pytest.raises(UnreadableSource, match="no caption or text in it"):
        read(picture(kind), name="plain")


def test_a_truncated_picture_is_unreadable() -> None:
    with pytest.raises(UnreadableSource):
        read(picture()[:30], name="cut.jpg")


def test_a_picture_that_claims_too_many_pixels_is_unsafe() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunk = (
        struct.pack(">I", 13) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    )
    with pytest.raises(UnsafeInput, match="pixels"):
        read(b"\x89PNG\r\n\x1a\n" + chunk + picture("PNG")[33:], name="bomb.png")


def test_a_text_chunk_that_unfolds_too_far_does_no_harm() -> None:
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "a" * 5_000_000, zip=True)
    with pytest.raises((UnreadableSource, UnsafeInput)):
        read(picture("PNG", pnginfo=words))


def test_the_cap_on_pixels_is_a_setting() -> None:
    with pytest.raises(UnsafeInput, match="10 pixels"):
        read(with_exif(description="x y z"), settings=ReadSettings(maximum_pixels=10))


def test_the_textual_chunks_of_a_png_are_its_words() -> None:
    chunks = PngImagePlugin.PngInfo()
    for keyword, words in (
        ("Title", "At the gate"),
        ("Description", CAPTION),
        ("Author", "R. Amsel"),
    ):
        chunks.add_text(keyword, words)
    document = read(picture("PNG", pnginfo=chunks))
    check_cover(document)
    assert document.title == "At the gate"
    assert texts(document, BlockKind.CAPTION) == [CAPTION]
    assert texts(document, BlockKind.CREDIT) == ["R. Amsel"]
