"""A drawn picture that carries its caption and credit as a press photograph does."""

from __future__ import annotations

import io
import struct

from PIL import Image, ImageDraw

CAPTION = "Families wait for a prisoner exchange in the Chernihiv region on April 18, 2025."
IPTC_FIELDS = (
    (5, "Waiting for the buses"),
    (55, "20250418"),
    (80, "Halyna Perevizna"),
    (101, "Ukraine"),
    (110, "Halyna Perevizna/Strila Press"),
    (115, "Strila Press"),
    (120, CAPTION),
)
EXIF_DESCRIPTION, EXIF_ARTIST, EXIF_COPYRIGHT, EXIF_DATE_TIME = 270, 315, 33432, 306
EXIF_SOFTWARE, DRAWN_BY = 305, "Drawn for Habeas; the people and the event are invented"
EXIF_IFD, EXIF_DATE_TIME_ORIGINAL = 0x8769, 36867


def exchange() -> bytes:
    """A JPEG with EXIF and IPTC (IIM) metadata; no GPS position, no real photograph."""
    image = _draw()
    exif = image.getexif()
    exif[EXIF_DESCRIPTION] = CAPTION
    exif[EXIF_ARTIST] = "Halyna Perevizna"
    exif[EXIF_COPYRIGHT] = "Halyna Perevizna/Strila Press"
    exif[EXIF_SOFTWARE] = DRAWN_BY
    exif[EXIF_DATE_TIME] = "2025:04:18 17:02:11"
    exif.get_ifd(EXIF_IFD)[EXIF_DATE_TIME_ORIGINAL] = "2025:04:18 16:40:05"
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=70, exif=exif)
    jpeg = buffer.getvalue()
    return jpeg[:2] + _iptc_segment() + jpeg[2:]


def _draw() -> Image.Image:
    image = Image.new("RGB", (640, 400), "#d8e2ea")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 270, 640, 400), fill="#9aa58a")
    pen.rectangle((360, 150, 620, 290), fill="#f2f2ee", outline="#555555", width=3)
    for left in range(380, 600, 56):
        pen.rectangle((left, 170, left + 40, 215), fill="#7c8c99")
    for left in (410, 560):
        pen.ellipse((left - 22, 268, left + 22, 312), fill="#333333")
    for index, left in enumerate(range(40, 340, 50)):
        top = 190 + (index % 3) * 14
        pen.ellipse((left, top, left + 24, top + 26), fill="#c79f84")
        pen.rectangle((left - 6, top + 26, left + 30, 330), fill=("#4d5a70", "#6d5540")[index % 2])
    return image


def _iptc_segment() -> bytes:
    """An APP13 segment: a Photoshop resource block 0x0404 that holds the IIM records."""
    records = b"\x1c\x01\x5a" + struct.pack(">H", 3) + b"\x1b%G"
    for number, value in IPTC_FIELDS:
        data = value.encode("utf-8")
        records += struct.pack(">BBBH", 0x1C, 2, number, len(data)) + data
    padding = b"\0" * (len(records) % 2)
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(records)) + records + padding
    body = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(body) + 2) + body
