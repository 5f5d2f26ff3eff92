from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.store.checkpoint import Checkpoint, NoteRejected, read_checkpoint
from habeas.store.keys import SigningKey, VerifyingKey

KEY = SigningKey.from_secret("habeas.case/0123", bytes(range(32)))
CHECKPOINT = Checkpoint("habeas.case/0123", 7, bytes(range(100, 132)))
NOTE = CHECKPOINT.signed(KEY)


def test_a_note_has_the_lines_of_the_published_format() -> None:
    origin, size, root, blank, signature, end = NOTE.decode().split("\n")
    assert (origin, size, blank, end) == ("habeas.case/0123", "7", "", "")
    assert base64.b64decode(root) == CHECKPOINT.root
    dash, name, encoded = signature.split(" ")
    assert (dash, name) == ("—", "habeas.case/0123")
    blob = base64.b64decode(encoded)
    assert blob[:4] == KEY.verifying.id
    assert KEY.verifying.vouches_for(f"{origin}\n{size}\n{root}\n".encode(), blob[4:])


@given(st.integers(0, 2**60), st.binary(min_size=32, max_size=32))
def test_what_was_signed_is_read_back(size: int, root: bytes) -> None:
    checkpoint = Checkpoint("habeas.case/0123", size, root)
    assert read_checkpoint(checkpoint.signed(KEY), KEY.verifying) == checkpoint


def test_every_single_flipped_bit_of_a_note_is_noticed() -> None:
    for position in range(len(NOTE) * 8):
        altered = bytearray(NOTE)
        altered[position // 8] ^= 1 << position % 8
        with pytest.raises(NoteRejected):
            read_checkpoint(bytes(altered), KEY.verifying)


@given(st.binary(max_size=200))
def test_any_other_bytes_are_no_checkpoint(note: bytes) -> None:
    with pytest.raises(NoteRejected):
        read_checkpoint(note, KEY.verifying)


def test_a_note_of_another_key_is_refused() -> None:
    stranger = SigningKey.generate("habeas.case/0123")
    with pytest.raises(NoteRejected, match="not signed by a key of this case"):
        read_checkpoint(CHECKPOINT.signed(stranger), KEY.verifying)


def test_a_checkpoint_of_another_case_is_refused_although_our_key_signed_it() -> None:
    other = Checkpoint("habeas.case/4567", 7, CHECKPOINT.root).signed(KEY)
    with pytest.raises(NoteRejected, match="one way"):
        read_checkpoint(other, KEY.verifying)


def test_a_second_signature_is_refused() -> None:
    line = NOTE.decode().split("\n\n")[1]
    with pytest.raises(NoteRejected):
        read_checkpoint(NOTE + line.encode(), KEY.verifying)


def test_the_key_must_bear_the_name_in_the_note() -> None:
    renamed = VerifyingKey("habeas.case/4567", KEY.verifying.raw)
    with pytest.raises(NoteRejected):
        read_checkpoint(NOTE, renamed)
