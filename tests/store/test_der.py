"""An element is read in one way or not at all."""

from __future__ import annotations

import pytest
from cryptography.x509 import ObjectIdentifier
from hypothesis import given
from hypothesis import strategies as st

from habeas.store import der
from habeas.store.der import NotDer
from tests.store.authority import written


@given(st.sampled_from((2, 4, 0x30, 0x31, 0xA0)), st.binary(max_size=70_000))
def test_what_was_written_is_read_back(tag: int, content: bytes) -> None:
    encoded = written(tag, content)
    found = der.whole(encoded)
    assert (found.tag, found.content, found.encoded) == (tag, content, encoded)


@given(st.lists(st.binary(max_size=300), max_size=5))
def test_the_parts_of_a_sequence_come_in_order(contents: list[bytes]) -> None:
    encoded = written(der.SEQUENCE, *(written(der.OCTET_STRING, content) for content in contents))
    parts = der.whole(encoded).parts(der.SEQUENCE)
    assert [part.value(der.OCTET_STRING) for part in parts] == contents


@given(st.binary(max_size=60))
def test_any_other_bytes_are_refused_or_are_written_in_the_one_way(data: bytes) -> None:
    try:
        found = der.whole(data)
    except NotDer:
        return
    assert written(found.tag, found.content) == data


@pytest.mark.parametrize(
    "data",
    [
        "",
        "30",
        "3001",
        "308000 00",
        "30810100",
        "3082000100",
        "3085000000000100",
        "1f8101 0100",
        "020100 00",
    ],
)
def test_what_has_another_form_is_refused(data: str) -> None:
    with pytest.raises(NotDer):
        der.whole(bytes.fromhex(data))


def test_an_element_of_another_kind_is_refused() -> None:
    element = der.whole(written(der.OCTET_STRING, b"x"))
    with pytest.raises(NotDer, match="0x04 in the place of a 0x30"):
        element.parts(der.SEQUENCE)
    with pytest.raises(NotDer, match="0x04 in the place of a 0x02"):
        element.value(der.INTEGER)


@pytest.mark.parametrize("dotted", ["1.2.840.113549.1.7.2", "2.16.840.1.101.3.4.2.1", "2.5.29.37"])
def test_an_identifier_is_written_as_another_library_writes_it(dotted: str) -> None:
    from cryptography import x509

    general = x509.SubjectAlternativeName([x509.RegisteredID(ObjectIdentifier(dotted))])
    (registered,) = der.whole(general.public_bytes()).parts(der.SEQUENCE)
    assert registered.content == der.object_identifier(dotted)
