"""Whole small files of every kind that is read or opened, from which damaged ones are made.

All of it is invented; nobody named here exists.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
from collections.abc import Sequence
from email.message import EmailMessage
from functools import cache

import docx
from openpyxl import Workbook  # type: ignore[import-untyped]  # it publishes no types
from PIL import Image
from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]  # no types published
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]  # no types published

from tests.sources.office_files import zipped
from tests.sources.pdf_files import Placed, pdf

# In a language that is read, but not searched: what is tried here is reading.
TEXT = (
    "Rodziny czekają na odpowiedź\n\nJan Wolański | 15 maja 2025\n\n"
    "Nikt nie wie, gdzie są przetrzymywani ludzie zabrani z miasteczka w marcu 2024 roku.\n\n"
    "— Nie dostaliśmy żadnego listu — powiedziała siostra jednego z nich.\n\n"
    "1. Pierwszy punkt\n2. Drugi punkt\n\n| Rok | Zmarło |\n| 2023 | 1 |\n"
)
PAGE = (
    '<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8"><title>Gazeta</title>'
    '<meta property="article:published_time" content="2025-05-15T10:00:00+02:00">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Rodziny czekają",'
    '"datePublished":"2025-05-15","author":{"@type":"Person","name":"Jan Wolański"}}</script>'
    "</head><body><nav><ul><li><a href='/'>Start</a></li></ul></nav><article><h1>Rodziny czekają"
    "</h1><p class='deck'>Nikt nie wie, gdzie są ludzie zabrani z miasteczka.</p><figure><img "
    "src='a.jpg'><figcaption>Listy przed ratuszem. [Ewa Dolna/Gazeta]</figcaption></figure>"
    "<p>Siostra jednego z nich nie dostała <b>żadnego</b> listu.&nbsp;</p><table><tr><th>Rok</th>"
    "<th>Zmarło</th></tr><tr><td>2023</td><td rowspan='2'>1</td></tr></table><blockquote>Czekamy."
    "</blockquote></article><footer>Czytaj także</footer></body></html>"
)
TABLE = 'nr;nazwisko;urodzony;miejsce\n1;"Wolański; Jan";1991-02-14;Chełm\n2;Dolna Ewa;;"a\nb"\n'
MARKDOWN = (
    "# Rodziny czekają\n\n- listy\n- paczki\n\n> Czekamy.\n\n"
    "| Rok | Zmarło |\n|---|---|\n| 2023 | 1 |\n"
)
XML = (
    '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE zapis [<!ENTITY kto "Wolański">]>'
    "<zapis data='2024-03-05'><osoba>Jan &kto;</osoba><![CDATA[Nikt nie wie.]]></zapis>"
)
_OPEN_NAMES = "urn:oasis:names:tc:opendocument:xmlns"


def _word_file() -> bytes:
    document = docx.Document()
    document.core_properties.author = "Ewa Dolna"
    document.add_heading("Rodziny czekają na odpowiedź", level=0)
    document.add_paragraph("Nikt nie wie, gdzie są przetrzymywani ludzie zabrani z miasteczka.")
    table = document.add_table(rows=2, cols=2)
    for row, values in zip(table.rows, (("Rok", "Zmarło"), ("2023", "1")), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    return _saved(document)


def _sheet() -> bytes:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["nr", "nazwisko", "waga"])
    first.append([1, "Jan Wolański", 61.5])
    first.append([2, "Ewa Dolna", None])
    book.create_sheet("Drugi").append(["x", "dwa\nwiersze"])
    return _saved(book)


def _saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]  # both kinds save to a stream
    return stream.getvalue()


def _open_file(kind: str, part: str, body: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="{_OPEN_NAMES}:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:{part}>{body}'
        f"</office:{part}></office:body></office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_OPEN_NAMES}:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": kind.encode(),
            "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def _open_text() -> bytes:
    body = (
        '<text:h text:outline-level="1">Rodziny czekają</text:h><text:p>Nikt <text:span>nie'
        '</text:span><text:s text:c="3"/>wie.</text:p><text:list><text:list-item><text:p>listy'
        "</text:p></text:list-item></text:list>"
    )
    return _open_file("application/vnd.oasis.opendocument.text", "text", body)


def _open_sheet() -> bytes:
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = "<table:table-row>{}</table:table-row>"
    rows = row.format("".join(map(cell.format, ("nr", "nazwisko"))))
    rows += row.format(
        '<table:table-cell office:value-type="float" office:value="1" '
        'table:number-columns-repeated="2"/>'
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    table = f'<table:table table:name="Lista">{rows}</table:table>'
    return _open_file(kind, "spreadsheet", table)


def _old_sheet() -> bytes:
    """A workbook of Excel 97 in a compound file, as small as the two formats allow."""

    def part(number: int, *values: bytes) -> bytes:
        body = b"".join(values)
        return struct.pack("<HH", number, len(body)) + body

    def label(row: int, column: int, words: str) -> bytes:
        text = words.encode("utf-16-le")
        return part(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 1), text)

    start = part(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 1997, 0, 6))
    names = struct.pack("<IBBBB", 0, 0, 0, 5, 0) + b"Lista"
    place = len(start) + 4 + len(names) + 4
    names = struct.pack("<I", place) + names[4:]
    sheet = part(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 1997, 0, 6))
    sheet += label(0, 0, "nr") + label(0, 1, "nazwisko") + label(1, 1, "Wolański")
    sheet += part(0x0203, struct.pack("<HHHd", 1, 0, 0, 1.0)) + part(0x000A)
    book = (start + part(0x0085, names) + part(0x000A) + sheet).ljust(4096, b"\0")
    return _compound(book)


def _compound(stream: bytes) -> bytes:
    """A compound file of 512-byte sectors that holds one stream, `Workbook`."""
    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    count = len(stream) // 512
    chain = [fat, end, *range(3, 2 + count), end]
    table = struct.pack("<128I", *chain, *[free] * (128 - len(chain)))

    def entry(name: str, kind: int, child: int, first: int, size: int) -> bytes:
        words = (name + "\0").encode("utf-16-le")
        place = struct.pack("<BBIII", kind, 1, free, free, child) + bytes(36)
        return (
            words.ljust(64, b"\0")
            + struct.pack("<H", len(words))
            + place
            + struct.pack("<IQ", first, size)
        )

    directory = entry("Root Entry", 5, 1, end, 0) + entry("Workbook", 2, free, 2, len(stream))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    return header + table + directory.ljust(512, b"\0") + stream


def _message(charset: str = "utf-8") -> bytes:
    message = EmailMessage()
    message["Subject"] = "Odpowiedź w sprawie osadzonych"
    message["From"] = "Wydział ewidencji <wydzial@urzad.example>"
    message["To"] = "Jan Wolański <jan@poczta.example>"
    message["Date"] = "Thu, 17 Apr 2025 10:12:00 +0200"
    message.set_content(TEXT, charset=charset)
    message.add_alternative(PAGE, subtype="html")
    message.add_attachment(TABLE.encode(), maintype="text", subtype="csv", filename="listą.csv")
    return bytes(message)


def _picture(kind: str) -> bytes:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[270], exif[315], exif[33432] = "Listy przed ratuszem 3 maja 2024", "Ewa Dolna", "Gazeta"
    exif.get_ifd(0x8769)[36867] = "2024:05:03 10:11:12"
    saving = {"exif": exif} if kind in {"JPEG", "PNG", "TIFF", "WEBP"} else {}
    Image.new("RGB", (8, 8), "grey").save(stream, kind, **saving)
    data = stream.getvalue()
    return data[:2] + _press_fields() + data[2:] if kind == "JPEG" else data


def _press_fields() -> bytes:
    iptc = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(value)) + value
        for number, value in ((105, b"Listy"), (120, b"Przed ratuszem."), (80, b"Ewa Dolna"))
    )
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(iptc)) + iptc + b"\0" * (len(iptc) % 2)
    payload = b"Photoshop 3.0\0" + block
    return b"\xff\xed" + struct.pack(">H", len(payload) + 2) + payload


def _capture(*, packed: bool) -> bytes:
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    for url, kind, body in (
        ("https://gazeta.example/a", "text/html; charset=utf-8", PAGE.encode()),
        ("https://gazeta.example/b.pdf", "application/pdf", b"%PDF-1.4"),
    ):
        headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
        record = writer.create_warc_record(
            url,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2024-06-05T10:11:12Z"},
        )
        writer.write_record(record)
    return stream.getvalue()


def _portable_capture() -> bytes:
    pages = '{"format":"json-pages-1.0","id":"pages"}\n{"url":"https://gazeta.example/a"}\n'
    return zipped(
        {
            "datapackage.json": json.dumps({"profile": "data-package", "resources": []}).encode(),
            "archive/data.warc.gz": _capture(packed=True),
            "pages/pages.jsonl": pages.encode(),
        }
    )


def _printed() -> bytes:
    lines = [Placed(72, 760, "Record of the hearing", 20)]
    lines += [
        Placed(72, 700 - 14 * n, "Nikt nie wie, gdzie oni sa, zeznala Anna.") for n in range(6)
    ]
    return pdf([lines, [Placed(72, 700, "Podpisano.")]], created="D:20240503120000+03'00'")


@cache
def seeds() -> dict[str, Sequence[bytes]]:
    """Whole files by kind: one kind for each reader, and one for each opener of a container."""
    return {
        "text/plain": (TEXT.encode(), TEXT.encode("cp1250"), TEXT.encode("utf-16")),
        "text/markdown": (MARKDOWN.encode(),),
        "application/json": (json.dumps({"lista": [{"nr": 1, "kto": "Jan"}]}).encode(),),
        "text/html": (PAGE.encode(), PAGE.encode("cp1250", "replace")),
        "application/xml": (XML.encode(), XML.partition("]>")[2].replace("&kto;", "").encode()),
        "text/csv": (TABLE.encode(), TABLE.encode("cp1250")),
        "text/tab-separated-values": (TABLE.replace(";", "\t").encode(),),
        "application/pdf": (_printed(),),
        "message/rfc822": (_message(), _message("cp1250")),
        "word": (_word_file(),),
        "open-text": (_open_text(),),
        "sheet": (_sheet(),),
        "open-sheet": (_open_sheet(),),
        "old-sheet": (_old_sheet(),),
        **{f"image/{kind.lower()}": (_picture(kind),) for kind in _PICTURES},
        "zip": (zipped({"a.txt": TEXT.encode(), "b/c.html": PAGE.encode()}),),
        "wacz": (_portable_capture(),),
        "warc": (_capture(packed=False), _capture(packed=True)),
        "gzip": (gzip.compress(TEXT.encode(), mtime=0),),
    }


_PICTURES = ("JPEG", "PNG", "TIFF", "WEBP", "GIF", "BMP")
