"""Encodings are detected and recorded, and the text is never normalised."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import UnreadableSource
from habeas.sources import ReadSettings, read
from habeas.sources.encoding import decode, detect_encoding
from tests.sources.reading import check_cover

RUSSIAN = (
    "Приговор",
    "ПРИГОВОР",
    "В камере было двадцать человек.",
    "Москва, 12 мая 2023 г. Суд признал его виновным и назначил наказание.",
    "ОБЪЯВЛЕНИЕ №5: «Съезд»",
)
UKRAINIAN = (
    "Київ",
    "ВИРОК",
    "Свідчення",
    "Її чоловіка звільнили у травні.",
    "Нас було сімнадцять, і ми спали на підлозі — по черзі.",
)


def encodable(texts: tuple[str, ...], encodings: tuple[str, ...]) -> list[tuple[bytes, str]]:
    """Each text in each code page that has all of its characters."""
    pairs = []
    for text in texts:
        for encoding in encodings:
            data = text.encode(encoding, errors="ignore")
            if data.decode(encoding) == text:
                pairs.append((data, text))
    return pairs


@pytest.mark.parametrize(
    ("data", "text"), encodable(RUSSIAN, ("windows-1251", "koi8-r", "ibm866", "iso-8859-5"))
)
def test_short_russian_texts_are_told_apart(data: bytes, text: str) -> None:
    assert data.decode(detect_encoding(data)) == text


@pytest.mark.parametrize(("data", "text"), encodable(UKRAINIAN, ("windows-1251", "koi8-u")))
def test_short_ukrainian_texts_are_told_apart(data: bytes, text: str) -> None:
    assert data.decode(detect_encoding(data)) == text


@pytest.mark.parametrize("text", [*RUSSIAN, *UKRAINIAN, "Plain words only."])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_unicode_without_a_mark_is_found(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert data.decode(detect_encoding(data)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Er wurde über Nacht verhört, die Straße war gesperrt.", "windows-1252"),
        ("Les prisonniers ont été torturés à la frontière.", "windows-1252"),
        ("Więźniowie zostali przesłuchani w areszcie śledczym.", "windows-1250"),
        ("Vězni byli mučeni ve věznici.", "windows-1250"),
        ("İşkence gören tutukluların sayısı bilinmiyor.", "windows-1254"),
    ],
)
def test_latin_code_pages_are_told_apart(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert data.decode(detect_encoding(data)) == text


def test_the_encoding_is_recorded() -> None:
    document = read("Свідчення\n\nМене тримали у підвалі без їжі три дні.".encode("koi8-u"))
    assert document.encoding == "koi8-u"


def test_a_byte_order_mark_stays_a_character_of_the_text() -> None:
    data = "\ufeffHeadline of the day\n\nThe first sentence of the report stands here.".encode()
    document = read(data)
    assert document.text == data.decode("utf-8")
    assert document.title == "Headline of the day"
    assert document.blocks[0].reason == "byte order mark"
    check_cover(document)


def test_line_breaks_are_kept_as_they_are() -> None:
    text = "First line of the page\r\n\r\nA sentence that ends here.\rAnother one.\x85\u2028Third."
    assert read(text.encode()).text == text


def test_composed_and_decomposed_letters_are_not_unified() -> None:
    text = "й и\u0306 — the same letter, written twice in two ways, must stay as it was."
    assert read(text.encode()).text == text


def test_nul_characters_stay_in_the_text() -> None:
    text = "The name of the file was cut\x00 in the middle of the word by the program."
    assert read(text.encode()).text == text


def test_a_few_damaged_bytes_are_marked_and_noted() -> None:
    data = "Його тримали в підвалі, сказав свідок. ".encode() * 20 + b"\xd0"
    document = read(data)
    assert document.encoding == "utf-8"
    assert document.text.endswith("\ufffd")
    assert "1 places" in document.notes[0]


def test_bytes_that_are_mostly_control_characters_are_no_text() -> None:
    with pytest.raises(UnreadableSource, match="no text"):
        read(bytes(range(32)) * 10)


def test_a_text_past_the_cap_is_refused_and_says_so() -> None:
    low = ReadSettings(maximum_characters=1000)
    with pytest.raises(UnreadableSource, match="1,000 characters"):
        read(b"word " * 300, settings=low)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=300))
def test_utf8_text_comes_back_code_point_for_code_point(text: str) -> None:
    data = text.encode("utf-8", errors="ignore")
    decoded = decode(data, maximum_characters=10_000)
    if decoded.encoding == "utf-8":
        assert decoded.text == data.decode("utf-8")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_decode_to_something(data: bytes) -> None:
    decoded = decode(data, maximum_characters=10_000)
    assert isinstance(decoded.text, str)
