"""Identifiers are found however they are written."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

import pytest

from habeas.reports.redaction.writing.identifiers import WITHHELD, References

SOURCES = [sha256(word).hexdigest() for word in (b"one", b"two")]
CLAIMS = [sha256(word).hexdigest()[:16] for word in (b"three", b"four")]
PERSON = "p-0a1b2c3d4e5f"


def found(text: str) -> list[tuple[str, str]]:
    references = References(SOURCES, CLAIMS, [PERSON])
    references.also(["ffeeddccbbaa"])
    return [(text[start:end], words) for start, end, words in references.find(text)]


@pytest.mark.parametrize("written", [str.lower, str.upper, str.title])
def test_an_identifier_is_found_in_capitals_too(written: Callable[[str], str]) -> None:
    for name, words in (
        (SOURCES[1], "source-00002"),
        (SOURCES[0][:12], "source-00001"),
        (CLAIMS[1], "claim-000002"),
        (PERSON, "person-00001"),
        ("ffeeddccbbaa", WITHHELD),
    ):
        shown = written(name)
        assert found(f"SHA-256 {shown}, x") == [(shown, words)]


@pytest.mark.parametrize("size", [8, 12, 20, 40, 63, 64])
def test_the_beginning_of_a_hash_is_enough(size: int) -> None:
    assert found(f"see {SOURCES[0][:size]}.") == [(SOURCES[0][:size], "source-00001")]


@pytest.mark.parametrize("between", ["\n", " \r\n  ", " ", "-\n"])
def test_a_hash_that_is_broken_goes_as_a_whole(between: str) -> None:
    for sizes in ((32, 64), (16, 48, 64), (8, 16, 24, 64)):
        edges = zip((0, *sizes), sizes, strict=False)
        shown = between.join(SOURCES[0][start:end].upper() for start, end in edges)
        assert found(f"see {shown} and {CLAIMS[0]}") == [
            (shown, "source-00001"),
            (CLAIMS[0], "claim-000001"),
        ]


def test_words_and_numbers_are_no_identifiers() -> None:
    assert found("ABCDEFGH 12345678 p-12345678 deadbeef " + sha256(b"five").hexdigest()) == []
