"""The format of a saved file is recognised by its content."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.model import HabeasError, InputRefused
from habeas.oversight.importers import read_saved
from tests.oversight.importers.saved_files import saved


@pytest.mark.parametrize(
    ("name", "treaty", "read_as"),
    [
        ("IV-9.en.xml", "", "untc"),
        ("signatures.126.json", "", "coe"),
        ("declarations.005.json", "", "coe"),
        ("hudoc_cpt.json", "", "hudoc-cpt"),
        ("parties.html", "ECPT", "dutch"),
        ("parties.csv", "ECPT", "dutch"),
    ],
)
def test_each_format_is_recognised(name: str, treaty: str, read_as: str) -> None:
    read = read_saved(saved(name), name=name, treaty=treaty)
    assert read.format == read_as
    assert read.actions or read.practice
    ids = [*(row.id for row in read.actions), *(row.id for row in read.practice)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"plain words", b"<html></html>"])
def test_any_other_file_is_refused_with_the_formats_that_are_known(content: bytes) -> None:
    with pytest.raises(InputRefused) as refused:
        read_saved(content, name="some file")
    assert "depositary" in f"{refused.value}" or "save" in f"{refused.value}"


def test_a_treaty_that_nothing_names_is_asked_for() -> None:
    with pytest.raises(InputRefused, match="which treaty"):
        read_saved(saved("parties.csv"), name="parties.csv")


PIECES = [saved(name) for name in ("IV-9.en.xml", "signatures.126.json", "hudoc_cpt.json")]
PIECES += [saved("parties.html"), saved("parties.csv"), saved("declarations.005.json")]


@given(st.binary(max_size=300))
def test_garbage_is_refused_and_nothing_else_is_raised(content: bytes) -> None:
    refused_or_read(content)


@settings(max_examples=150)
@given(
    st.sampled_from(PIECES),
    st.integers(0, 3000),
    st.integers(0, 40),
    st.one_of(st.binary(max_size=12), st.sampled_from([b"null", b"99", b"\xd9\xa3", b"<x>", b"{"])),
)
def test_a_damaged_file_is_read_or_refused_and_nothing_else_is_raised(
    piece: bytes, place: int, length: int, damage: bytes
) -> None:
    place %= len(piece)
    refused_or_read(piece[:place] + damage + piece[place + length :])


def refused_or_read(content: bytes) -> None:
    try:
        read = read_saved(content, name="IV-9", treaty="CAT")
    except HabeasError:
        return
    assert read.source
