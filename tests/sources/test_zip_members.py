"""Zip archives: members out, bombs and passwords named, hostile names harmless."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import HabeasError, UnreadableSource, UnsafeInput
from habeas.sources import Expansion, Limits, Member, detect_media_type, is_container, members
from tests.sources.office_files import zipped

HOSTILE_NAMES = (
    "../../etc/passwd",
    "/absolute/path.txt",
    "C:\\Windows\\file.txt",
    "report\u202etxt.exe",
    "con\u0001trol.txt",
    "імена.txt",
)


def opened(data: bytes, **options: object) -> Iterator[Member]:
    return members(data, "application/zip", **options)  # type: ignore[arg-type]  # handed on unchanged


def test_members_come_in_the_order_of_the_archive() -> None:
    data = zipped({"b.txt": b"second letter", "folder/": b"", "a.txt": b"first letter"})
    assert is_container(detect_media_type(data))
    assert [(m.untrusted_name, m.data) for m in opened(data)] == [
        ("b.txt", b"second letter"),
        ("a.txt", b"first letter"),
    ]


def test_hostile_names_are_data() -> None:
    data = zipped(dict.fromkeys(HOSTILE_NAMES, b"words"))
    assert [member.untrusted_name for member in opened(data)] == list(HOSTILE_NAMES)


def test_a_nul_in_a_name_is_kept_as_data() -> None:
    data = zipped({"abXcd.txt": b"words"}).replace(b"abXcd", b"ab\0cd")
    assert [member.untrusted_name for member in opened(data)] == ["ab\0cd.txt"]


def test_a_name_in_an_old_code_page_is_read() -> None:
    data = zipped({"QQQQQQQ.txt": b"words"})
    packed = "Справка".encode("ibm866")
    assert [m.untrusted_name for m in opened(data.replace(b"QQQQQQQ", packed))] == ["Справка.txt"]


def test_a_member_that_unfolds_too_far_stays_out_and_the_rest_goes_on() -> None:
    data = zipped({"bomb.txt": b"\0" * 3_000_000, "letter.txt": b"words"})
    first, second = opened(data)
    assert isinstance(first.problem, UnsafeInput)
    assert "200 times" in str(first.problem)
    assert "bomb.txt" in str(first.problem)
    assert second.data == b"words"


def test_a_short_file_of_blanks_is_no_bomb() -> None:
    assert [m.data for m in opened(zipped({"blank.txt": b" " * 60_000}))] == [b" " * 60_000]


def test_a_member_with_a_password_is_named() -> None:
    data = bytearray(zipped({"secret.txt": b"words", "open.txt": b"words"}))
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 6] |= 1
    data[central + 8] |= 1
    first, second = opened(bytes(data))
    assert isinstance(first.problem, UnreadableSource)
    assert "password" in str(first.problem)
    assert second.data == b"words"


def test_a_damaged_member_is_named() -> None:
    data = zipped({"letter.txt": b"the words of the letter", "b.txt": b"words"}, zipfile.ZIP_STORED)
    first, second = opened(data.replace(b"the words of", b"THE WORDS OF"))
    assert "damaged" in str(first.problem)
    assert second.data == b"words"


def test_too_many_members_are_refused_as_a_whole() -> None:
    data = zipped({f"{number}.txt": b"x" for number in range(12)})
    with pytest.raises(UnsafeInput, match="more than 10 files"):
        list(opened(data, limits=Limits(members=10)))


def test_a_total_past_the_limit_is_refused_as_a_whole() -> None:
    data = zipped({f"{number}.txt": b"words " * 100 for number in range(5)}, zipfile.ZIP_STORED)
    with pytest.raises(UnsafeInput, match="2,000 bytes"):
        list(opened(data, limits=Limits(total_bytes=2_000)))


def test_archives_inside_archives_count_together() -> None:
    inner = zipped({"a.txt": b"words " * 200}, zipfile.ZIP_STORED)
    expansion = Expansion(Limits(total_bytes=3_000))
    outer = list(opened(zipped({"i.zip": inner}, zipfile.ZIP_STORED), expansion=expansion))
    assert outer[0].data == inner
    assert [m.problem for m in opened(inner, expansion=expansion)] == [None]
    with pytest.raises(UnsafeInput):
        list(opened(inner, expansion=expansion))


def test_a_size_that_lies_is_found_while_the_bytes_come_out() -> None:
    data = bytearray(zipped({"letter.txt": b"words " * 50_000}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark) + place
        data[at : at + 4] = struct.pack("<I", 100)
    assert [type(m.problem) for m in opened(bytes(data))] == [UnreadableSource]


def test_entries_over_each_other_are_refused() -> None:
    data = zipped({"a.txt": b"the same words " * 100}, zipfile.ZIP_STORED)
    start = data.find(b"PK\x01\x02")
    end = data.find(b"PK\x05\x06")
    entry = data[start:end]
    footer = bytearray(data[end:])
    footer[8:12] = struct.pack("<HH", 3, 3)
    footer[12:16] = struct.pack("<I", 3 * len(entry))
    with pytest.raises(UnsafeInput, match="over each other"):
        list(opened(data[:start] + entry * 3 + bytes(footer)))


def test_a_truncated_archive_is_unreadable() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        list(opened(zipped({"a.txt": b"words"})[:40], name="cut.zip"))


def test_an_office_document_is_no_container() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    assert not is_container(detect_media_type(stream.getvalue()))


def test_the_depth_limit_is_told_to_whoever_walks() -> None:
    assert Limits().depth == 3
    assert (Limits().ratio, Limits().total_bytes, Limits().members) == (200, 2 * 2**30, 10_000)


@settings(deadline=None)
@given(st.binary(max_size=300), st.integers(0, 200))
def test_any_damage_to_an_archive_is_an_error_of_ours(noise: bytes, at: int) -> None:
    data = zipped({"a.txt": b"words", "b.txt": b"more words"})
    damaged = data[:at] + noise + data[at + len(noise) :]
    try:
        for member in opened(damaged):
            assert (member.data is None) != (member.problem is None)
    except HabeasError:
        pass
