from __future__ import annotations

import io
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.model import CaseDamaged, CaseError, InputRefused, WrongUsage
from habeas.store.blobs import CHUNK, BlobFolder, measure
from tests.store.making import sha256


@pytest.fixture
def blobs(tmp_path: Path) -> BlobFolder:
    root = tmp_path / "blobs"
    root.mkdir()
    return BlobFolder(root)


def put(blobs: BlobFolder, data: bytes) -> str:
    blobs.put(data, sha256(data), len(data), where="statement.txt")
    return sha256(data)


def test_bytes_lie_under_their_own_hash(blobs: BlobFolder) -> None:
    name = put(blobs, b"testimony")
    path = blobs.root / name[:2] / name[2:4] / name
    assert path.read_bytes() == b"testimony"
    assert list(blobs.files()) == [path]


def test_preserved_bytes_are_not_writable(blobs: BlobFolder) -> None:
    assert blobs.path_of(put(blobs, b"testimony")).stat().st_mode & 0o777 == 0o400


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary())
def test_what_was_put_is_read(blobs: BlobFolder, data: bytes) -> None:
    assert blobs.read(put(blobs, data)) == data


def test_files_and_streams_are_read_in_chunks(blobs: BlobFolder, tmp_path: Path) -> None:
    data = os.urandom(CHUNK * 2 + 17)
    origin = tmp_path / "large.bin"
    origin.write_bytes(data)
    blobs.put(origin, sha256(data), len(data), where="large.bin")
    assert measure(blobs.path_of(sha256(data))) == (sha256(data), len(data))
    other = data[::-1]
    blobs.put(io.BytesIO(other), sha256(other), len(other), where="stream")
    assert blobs.read(sha256(other)) == other


def test_bytes_that_are_not_what_was_said_stay_out(blobs: BlobFolder) -> None:
    with pytest.raises(InputRefused, match=r"statement\.txt: the bytes do not have the hash"):
        blobs.put(b"other", sha256(b"testimony"), 9, where="statement.txt")
    assert list(blobs.files()) == []


def test_a_file_that_vanished_is_named_as_unreadable(blobs: BlobFolder, tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match=r"gone\.txt: it cannot be read"):
        blobs.put(tmp_path / "gone.txt", sha256(b""), 0, where="gone.txt")
    assert list(blobs.files()) == []


def test_an_interrupted_read_leaves_nothing_behind(blobs: BlobFolder) -> None:
    class Interrupted(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        blobs.put(Interrupted(), sha256(b"testimony"), 9, where="statement.txt")
    assert list(blobs.files()) == []


def test_altered_bytes_are_not_handed_out(blobs: BlobFolder) -> None:
    name = put(blobs, b"testimony")
    path = blobs.path_of(name)
    path.chmod(0o600)
    path.write_bytes(b"Testimony")
    with pytest.raises(CaseDamaged, match="have changed"):
        blobs.read(name)


def test_putting_the_original_again_heals_altered_bytes(blobs: BlobFolder) -> None:
    name = put(blobs, b"testimony")
    blobs.path_of(name).chmod(0o600)
    blobs.path_of(name).write_bytes(b"Testimony")
    put(blobs, b"testimony")
    assert blobs.read(name) == b"testimony"


def test_known_bytes_are_still_compared_with_what_is_put(blobs: BlobFolder) -> None:
    name = put(blobs, b"testimony")
    with pytest.raises(InputRefused):
        blobs.put(b"else", name, 9, where="statement.txt")


def test_a_link_in_the_place_of_a_blob_is_replaced_not_followed(
    blobs: BlobFolder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"testimony")
    place = blobs.path_of(sha256(b"testimony"))
    place.parent.mkdir(parents=True)
    place.symlink_to(outside)
    put(blobs, b"testimony")
    assert not place.is_symlink()
    assert place.read_bytes() == b"testimony"


def test_unfinished_writes_are_recognised_and_removed(blobs: BlobFolder) -> None:
    name = put(blobs, b"testimony")
    blobs.path_of(name).with_name("0123456789abcdef.partial").write_bytes(b"testi")
    assert blobs.remove_partial_files() == 1
    assert list(blobs.files()) == [blobs.path_of(name)]


@pytest.mark.parametrize("strange", ["", "AB" * 32, "../../../etc/passwd", "ab" * 31, "zz" * 32])
def test_only_a_hash_can_name_a_blob(blobs: BlobFolder, strange: str) -> None:
    with pytest.raises(WrongUsage, match="not a SHA-256"):
        blobs.path_of(strange)


def test_a_folder_that_cannot_be_made_is_told_plainly(blobs: BlobFolder) -> None:
    name = sha256(b"testimony")
    (blobs.root / name[:2]).write_bytes(b"in the way")
    with pytest.raises(CaseError, match="could not be preserved"):
        put(blobs, b"testimony")


def test_removing_twice_is_harmless(blobs: BlobFolder) -> None:
    name = put(blobs, b"testimony")
    blobs.remove(name)
    blobs.remove(name)
    assert list(blobs.files()) == []
