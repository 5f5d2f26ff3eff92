"""Sealed blobs: streamed, padded, checked, and opened by nothing but their own key."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import CaseDamaged, InputRefused
from habeas.store.blob_keys import BlobKey
from habeas.store.case_key import CaseKey
from habeas.store.sealed_blobs import SealedBlobFolder, size_class
from tests.store.making import sha256

TEXT = b"The warden of Lower Orrin said nobody was held there.\n"
LONG = bytes(range(256)) * 12_000


class Sealed(SealedBlobFolder):
    """A folder that keeps the keys of its blobs itself."""

    def __init__(self, root: Path) -> None:
        self.kept: dict[str, BlobKey] = {}
        super().__init__(root, CaseKey.generate(), self.kept.get)

    def keep(self, data: bytes) -> str:
        key = self.put(data, sha256(data), len(data), where="here")
        if key is not None:
            self.kept[key.sha256] = key
        return sha256(data)


@pytest.fixture
def blobs(tmp_path: Path) -> Sealed:
    return Sealed(tmp_path / "blobs")


@given(st.integers(min_value=1, max_value=1 << 40))
def test_a_size_is_padded_to_its_class_and_no_further_than_allowed(size: int) -> None:
    padded = size_class(size)
    assert size_class(padded) == padded >= size
    assert padded <= max(16 * 1024, 2 * size if size <= 1 << 24 else size + size // 4)


def test_there_are_few_classes() -> None:
    assert len({size_class(size) for size in range(1, 1 << 20, 997)}) == 7
    assert len({size_class(size) for size in range(1 << 24, 1 << 26, 99_991)}) == 9


@pytest.mark.parametrize("data", [b"", b"x", TEXT, LONG], ids=len)
def test_what_was_sealed_is_opened_again(blobs: Sealed, data: bytes) -> None:
    name = blobs.keep(data)
    assert blobs.read(name) == data
    assert blobs.measure(name) == (name, len(data))
    assert blobs.holds(name, len(data))


@pytest.mark.parametrize(
    "given_as", [lambda path: path, lambda path: BytesIO(path.read_bytes())], ids=["path", "stream"]
)
def test_a_file_is_sealed_as_it_streams(
    blobs: Sealed, tmp_path: Path, given_as: Callable[[Path], Path | BytesIO]
) -> None:
    (tmp_path / "long").write_bytes(LONG)
    key = blobs.put(given_as(tmp_path / "long"), sha256(LONG), len(LONG), where="long")
    assert key is not None
    blobs.kept[key.sha256] = key
    assert blobs.read(key.sha256) == LONG


def test_bytes_other_than_stated_are_refused_and_leave_nothing(blobs: Sealed) -> None:
    for stated in ((sha256(b"other"), len(TEXT)), (sha256(TEXT), len(TEXT) - 1)):
        with pytest.raises(InputRefused, match="hash and size stated"):
            blobs.put(TEXT, *stated, where="here")
    assert list(blobs.files()) == []


def test_neither_words_nor_hash_nor_length_are_to_be_seen(blobs: Sealed) -> None:
    for data in (TEXT, b"x", b""):
        blobs.keep(data)
    files = list(blobs.files())
    for file in files:
        assert sha256(TEXT) not in str(file)
        assert b"warden" not in file.read_bytes()
    assert {size_class(file.stat().st_size - 1024) for file in files} == {16 * 1024}
    assert len({file.stat().st_mtime for file in files}) == 1


def test_the_same_bytes_in_two_cases_have_nothing_in_common(tmp_path: Path) -> None:
    one, other = Sealed(tmp_path / "one"), Sealed(tmp_path / "other")
    name = one.keep(TEXT)
    other.keep(TEXT)
    assert one.path_of(name).name != other.path_of(name).name
    assert one.path_of(name).read_bytes() != other.path_of(name).read_bytes()


def test_a_blob_opens_with_its_own_key_alone(blobs: Sealed) -> None:
    name, other = blobs.keep(TEXT), blobs.keep(LONG)
    blobs.kept[name] = BlobKey(name, blobs.kept[name].name, blobs.kept[other].identity)
    with pytest.raises(CaseDamaged, match="cannot be opened"):
        blobs.read(name)
    del blobs.kept[name]
    with pytest.raises(CaseDamaged, match="key of the preserved bytes is missing"):
        blobs.read(name)


@pytest.mark.parametrize("cut", [1, 100, 70_000])
def test_a_file_that_was_cut_short_is_no_whole_one(blobs: Sealed, cut: int) -> None:
    name = blobs.keep(LONG)
    path = blobs.path_of(name)
    content = path.read_bytes()[:-cut]
    path.chmod(0o600)
    path.write_bytes(content)
    with pytest.raises(CaseDamaged):
        blobs.read(name)
    assert not blobs.holds(name, len(LONG))


def test_another_blob_of_the_same_key_is_noticed(blobs: Sealed) -> None:
    """Who has the key could seal other bytes for it; their hash is not the one in the ledger."""
    name = blobs.keep(TEXT)
    path = blobs.path_of(name)
    recipient = pyrage.x25519.Identity.from_str(blobs.kept[name].identity).to_public()
    path.chmod(0o600)
    forged = len(TEXT).to_bytes(8, "big") + TEXT.upper()
    path.write_bytes(pyrage.encrypt(forged.ljust(16 * 1024, b"\0"), [recipient]))
    with pytest.raises(CaseDamaged, match="have changed"):
        blobs.read(name)


def test_only_what_no_key_opens_is_removed(blobs: Sealed) -> None:
    kept, gone = blobs.keep(TEXT), blobs.keep(LONG)
    lost = blobs.path_of(gone)
    del blobs.kept[gone]
    stranger = lost.with_name("notes.txt")
    stranger.write_text("not ours")
    assert blobs.remove_unclaimed({key.name for key in blobs.kept.values()}) == 1
    assert not lost.exists()
    assert stranger.exists()
    assert blobs.read(kept) == TEXT
