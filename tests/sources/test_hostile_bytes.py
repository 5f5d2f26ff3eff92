"""Whatever the bytes: a document, or an error of ours in one line; never anything else."""

from __future__ import annotations

import contextlib
import io
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import HabeasError, UnreadableSource, UnsafeInput
from habeas.sources import detect_media_type, is_container, members, read
from tests.sources.office_files import zipped
from tests.sources.pdf_files import Placed, pdf
from tests.sources.reading import check_cover

OPENINGS = (
    b"",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"II*\x00",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"<html><body>",
    b"<?xml version='1.0'?>",
    b"From: a\nTo: b\nSubject: c\n\n",
    b"WARC/1.0\r\n",
    b"\x1f\x8b\x08\x00",
    b"a;b;c\n",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"GIF89a",
    b"RIFF\x00\x00\x00\x00WEBP",
)


def read_or_refuse(data: bytes, name: str = "") -> None:
    try:
        document = read(data, name=name)
    except (UnreadableSource, UnsafeInput) as error:
        refusal = error
    else:
        check_cover(document)
        return
    assert "\n" not in str(refusal)
    assert refusal.remedy
    assert str(refusal).startswith(name)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(OPENINGS), st.binary(max_size=300), st.sampled_from(["", "a.csv", "a.eml"]))
def test_any_bytes_are_read_or_refused(opening: bytes, rest: bytes, name: str) -> None:
    read_or_refuse(opening + rest, name)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400), st.sampled_from(["", "a.md", "a.tsv", "a.html"]))
def test_any_text_is_cut_into_blocks_that_cover_it(text: str, name: str) -> None:
    read_or_refuse(text.encode("utf-8", errors="surrogatepass"), name)


TAGS = (
    "<p>|</p>|<div class='share'>|</div>|<h1>|</h1>|<br>|word. |<b>|</table>|<figure>|<aside>|&lt;"
    "|\u202e|<table><tr><td>a</td><td>b</td></tr>"
).split("|")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS), max_size=40))
def test_any_tag_soup_is_read_or_refused(pieces: list[str]) -> None:
    read_or_refuse(("<html><body>" + "".join(pieces)).encode())


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=8))
def test_a_pdf_with_altered_bytes_is_read_or_refused(at: int, noise: bytes) -> None:
    data = pdf([[Placed(72, 700, "The words of the record.")]])
    read_or_refuse(data[:at] + noise + data[at + len(noise) :])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(OPENINGS), st.binary(max_size=200))
def test_any_container_opens_or_is_refused(opening: bytes, rest: bytes) -> None:
    kind = detect_media_type(opening + rest)
    if is_container(kind):
        with contextlib.suppress(HabeasError):
            list(members(opening + rest, kind))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + bytes(64), "sound recording"),
        (b"\x00\x00\x00\x18ftypmp42" + bytes(64), "video"),
        (b"Rar!\x1a\x07\x00" + bytes(64), "archive of a kind"),
        (b"{\\rtf1\\ansi Words of the letter.}", "rich-text"),
        (b"\x7fELF" + bytes(64), "program"),
        (bytes([0x8F, 3, 0xE2, 1, 0x99, 7, 2, 0xF1, 0x14, 5]) * 40, "no text and no kind of file"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "WordDocument\0".encode("utf-16-le"),
            ".doc",
        ),
        (b"ID3\x04\x00\x00" + bytes(200), "MP3"),
    ],
)
def test_a_source_without_text_says_what_it_is(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(data, name="evidence.bin")
    message = str(caught.value)
    assert reason in message
    assert message.startswith("evidence.bin: ")


def test_the_name_never_decides_against_the_content() -> None:
    assert (
        read(b"Nobody answered the letter that was sent.", name="x.pdf").media_type == "text/plain"
    )
    picture = b"\x89PNG\r\n\x1a\n" + bytes(40)
    assert detect_media_type(picture, name="letter.txt").value == "image/png"


def test_a_hostile_name_cannot_break_the_line() -> None:
    with pytest.raises(UnreadableSource) as caught:
        read(b"", name="a\n\u202eb\0c")
    assert str(caught.value).startswith(r"a\u{a}\u{202e}b\u{0}c: ")


def test_xml_with_entities_is_unsafe() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><l>&b;</l>'
    with pytest.raises(UnsafeInput, match="entities"):
        read(bomb, name="list.xml")


def test_xml_without_them_is_read() -> None:
    document = read(b'<?xml version="1.0"?><list><person>Orest Koval</person></list>')
    assert document.text == "Orest Koval"


def test_a_hundred_megabytes_of_one_line_fail_fast_and_lightly() -> None:
    data = b"a long line without an end " * (100 * 1024 * 1024 // 27)
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(UnreadableSource, match="split it"):
        read(data, name="line.txt")
    seconds = time.process_time() - began
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seconds < 2
    assert peak < 20 * 1024 * 1024


def test_a_bomb_inside_a_word_document_is_refused_before_it_unfolds() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 40_000_000)
    tracemalloc.start()
    with pytest.raises(UnsafeInput, match="200 times"):
        read(stream.getvalue())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * 1024 * 1024


def test_a_zip_inside_a_name_of_a_document_is_told_as_a_container() -> None:
    with pytest.raises(UnreadableSource, match="container"):
        read(zipped({"a.txt": b"words"}), name="letter.docx")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- -->" * 4000 + "x",
        "a" + "   >   " * 16 + "x" * 60,
        "a" * 3_000_000,
        "[" * 50_000,
        "Photo: " * 20_000,
        "\t" * 100_000 + "x",
        "\n".join("a. b" for _ in range(5_000)),
        '"' * 100_000,
        "By " + "A " * 50_000,
        "в мае " * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_no_text_keeps_a_rule_busy(text: str) -> None:
    began = time.process_time()
    read_or_refuse(text.encode())
    assert time.process_time() - began < 5
