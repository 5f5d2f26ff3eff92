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


def bundle(*parts: str, before: str = "", after: str = "", kind: str = "mixed") -> bytes:
    """A message whose parts are given with their own headers."""
    head = "From: a@b.example\nTo: c@d.example\nSubject: List\nMIME-Version: 1.0\n"
    inner = "".join(f"--cut\n{part}\n" for part in parts)
    return (
        f'{head}Content-Type: multipart/{kind}; boundary="cut"\n\n{before}\n{inner}--cut--\n{after}'
    ).encode()


PLAIN = "Content-Type: text/plain; charset=utf-8\n\n"
HTML = "Content-Type: text/html; charset=utf-8\n\n"


def test_all_texts_of_a_message_are_read_in_their_order() -> None:
    document = read(
        bundle(
            PLAIN + "A short greeting.\n",
            PLAIN + "The second part names the place.\n",
            HTML + "<p>The third part is a page.</p>",
        )
    )
    check_cover(document)
    places = [document.text.index(word) for word in ("greeting", "second", "third")]
    assert places == sorted(places)


def test_the_html_of_alternatives_is_read_where_the_plain_text_is_empty() -> None:
    data = bundle(PLAIN + "\n", HTML + "<p>Only here are words.</p>", kind="alternative")
    assert "Only here are words." in read(data).text


def test_a_message_that_is_nothing_but_a_file_gives_that_file() -> None:
    data = (
        b"From: a@b.example\r\nTo: c@d.example\r\nSubject: List\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: text/csv; name="list.csv"\r\n'
        b'Content-Disposition: attachment; filename="list.csv"\r\n\r\nname,date\r\n'
    )
    (found,) = members(data, "message/rfc822")
    assert found.untrusted_name == "list.csv"
    assert found.data == b"name,date\r\n"


def test_a_mailbox_of_several_messages_is_noted() -> None:
    line = b"From a@b.example Fri May  3 10:00:00 2024\n"
    data = line + bytes(letter()) + b"\n" + line + bytes(letter())
    assert any("mailbox of 2 messages" in note for note in read(data).notes)


def test_words_outside_the_parts_are_noted() -> None:
    usual = "This is a multi-part message in MIME format.\n"
    text = PLAIN + "The words of the letter.\n"
    assert not read(bundle(text, before=usual)).notes
    for data in (bundle(text, before="They lie here.\n"), bundle(text, after="And here.\n")):
        assert any("before or after the parts" in note for note in read(data).notes)


def test_a_hostile_name_of_an_attachment_can_be_written_down() -> None:
    name = "Content-Disposition: attachment; filename*=unicode_escape''%5Cud800.txt\n"
    (found,) = members(bundle(name + PLAIN + "Words.\n"), "message/rfc822")
    assert found.data is not None
    found.untrusted_name.encode()
