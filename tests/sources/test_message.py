"""E-mail: headers as blocks, plain text preferred, attachments as members. All invented."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from habeas.model import BlockKind, UnreadableSource
from habeas.sources import detect_media_type, is_container, members, read
from tests.sources.reading import check_cover, kind_of, texts


def letter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Відповідь на звернення"
    message["From"] = "Відділ обліку <records@office.example>"
    message["To"] = "Hanna Dzhura <hanna@mail.example>"
    message["Date"] = "Thu, 17 Apr 2025 10:12:00 +0300"
    message.set_content("На ваше звернення повідомляємо, що такої особи в установі немає.\n")
    return message


def test_headers_and_body_are_blocks() -> None:
    document = read(bytes(letter()), name="reply.eml")
    check_cover(document)
    assert document.title == "Відповідь на звернення"
    assert texts(document, BlockKind.BYLINE)[0].startswith("From: Відділ обліку")
    assert kind_of(document, "На ваше звернення") is BlockKind.PARAGRAPH
    assert document.author == "Відділ обліку <records@office.example>"
    assert document.publication is not None
    assert str(document.publication.interval) == "2025-04-17"


def test_the_body_keeps_its_own_charset() -> None:
    message = letter()
    message.set_content("На ваше звернення повідомляємо.\n", charset="koi8-u")
    document = read(bytes(message))
    assert document.encoding == "koi8-u"
    assert "повідомляємо" in document.text


def test_plain_text_is_preferred_to_html() -> None:
    message = letter()
    message.add_alternative("<p>The same words in <b>HTML</b>.</p>", subtype="html")
    assert "HTML" not in read(bytes(message)).text


def test_a_message_in_html_only_is_read_as_a_page() -> None:
    message = letter()
    message.set_content("<h2>Answer</h2><p>There is no such person here.</p>", subtype="html")
    document = read(bytes(message))
    check_cover(document)
    assert kind_of(document, "Answer") is BlockKind.SECTION_HEAD
    assert "There is no such person here." in texts(document, BlockKind.PARAGRAPH)


def test_attachments_are_members_and_noted() -> None:
    message = letter()
    message.add_attachment(
        b"Name\nKoval\n", maintype="text", subtype="csv", filename="../список.csv"
    )
    inner = letter()
    message.add_attachment(inner)
    data = bytes(message)
    found = list(members(data, detect_media_type(data)))
    assert [member.untrusted_name for member in found] == ["../список.csv", "attachment 2"]
    assert found[0].data == b"Name\nKoval\n"
    assert found[0].media_hint == "text/csv"
    assert found[1].data is not None
    assert detect_media_type(found[1].data).value == "message/rfc822"
    assert "2 attachments" in read(data).notes[0]


def test_a_message_is_known_by_its_headers_and_is_a_container_too() -> None:
    found = detect_media_type(bytes(letter()), name="note.txt")
    assert found.value == "message/rfc822"
    assert is_container(found)
    assert detect_media_type(b"Witness: A.\nPlace: B.\n\nThey came at night.").value == "text/plain"


def test_hostile_headers_do_no_harm() -> None:
    data = (
        b"From: =?utf-8?b?////?= <a@@b>\r\nTo: \x00\xff\r\nSubject: =?x-unknown?q?abc?=\r\n"
        b"Date: 99 Foo 99999\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=nonsense\r\n"
        b"\r\nThe words of the letter are still here.\r\n"
    )
    document = read(data, name="odd.eml")
    assert "The words of the letter are still here." in document.text
    assert document.publication is None


def test_a_message_without_words_is_unreadable_when_it_has_no_headers_to_show() -> None:
    data = b"Received: x\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf\r\n\r\n%PDF"
    with pytest.raises(UnreadableSource):
        read(data)


def test_headers_in_raw_bytes_are_read_in_their_likeliest_encoding() -> None:
    data = (
        "From: Отдел учёта <a@b.example>\r\nTo: x@y.example\r\nSubject: Ответ на обращение\r\n"
        "Date: Thu, 17 Apr 2025 10:12:00 +0300\r\nContent-Type: text/plain\r\n\r\nНе значится.\r\n"
    ).encode("windows-1251")
    document = read(data)
    check_cover(document)
    assert document.title == "Ответ на обращение"
