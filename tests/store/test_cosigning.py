from __future__ import annotations

import base64
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Cosignature, InputRefused
from habeas.store.checkpoint import Checkpoint, NoteRejected
from habeas.store.cosigning import (
    Cosigner,
    check_cosignature,
    cosign,
    cosignature_problem,
    find_cosignature,
)
from habeas.store.keys import SigningKey
from habeas.store.signed_note import SignedNote, read_note

CASE = SigningKey.from_secret("habeas.case/0123", bytes(range(32)))
# Invented persons, each with a key of their own.
WITNESS = SigningKey.from_secret("orrin.example/noor-adeyemi", bytes(range(1, 33)))
OTHER = SigningKey.from_secret("orrin.example/tam-veld", bytes(range(2, 34)))
COSIGNER = Cosigner(WITNESS.verifying.name, WITNESS.verifying.raw)
CHECKPOINT = Checkpoint("habeas.case/0123", 7, bytes(range(100, 132)))
NOTE = CHECKPOINT.signed(CASE)
NOON = datetime(2031, 3, 4, 12, 0, 0, tzinfo=UTC)
COSIGNED = cosign(NOTE, WITNESS, NOON)


def test_a_cosigned_note_is_the_note_with_one_line_more() -> None:
    assert COSIGNED.startswith(NOTE)
    line = COSIGNED.removeprefix(NOTE).decode()
    dash, name, encoded = line.removesuffix("\n").split(" ")
    assert (dash, name) == ("—", "orrin.example/noor-adeyemi")
    blob = base64.b64decode(encoded)
    assert blob[:4] == COSIGNER.id
    assert int.from_bytes(blob[4:12], "big") == NOON.timestamp()
    signed = f"cosignature/v1\ntime {int(NOON.timestamp())}\n{CHECKPOINT.text()}".encode()
    assert WITNESS.verifying.vouches_for(signed, blob[12:])


def test_the_published_example_of_a_cosignature_has_the_form_that_we_read() -> None:
    """The checkpoint in c2sp.org/tlog-cosignature; its keys are not published."""
    example = (
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
        "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5"
        "/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        "— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dl"
        "rDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n"
    )
    note = read_note(example.encode())
    assert note.encode() == example.encode()
    (line,) = note.further()
    assert (line.name, len(line.signature)) == ("witness.example.com/w1", 8 + 64)
    # The time in the signature is the one that the specification shows in the signed message.
    assert int.from_bytes(line.signature[:8], "big") == 1679315147


def test_who_signed_and_when_is_read_back() -> None:
    note = read_note(COSIGNED)
    line, when = find_cosignature(note, COSIGNER)
    assert when == NOON
    assert note.further() == (line,)
    assert note.checkpoint(CASE.verifying) == CHECKPOINT


def test_a_second_cosigner_adds_a_second_line() -> None:
    both = read_note(cosign(COSIGNED, OTHER, NOON + timedelta(hours=1)))
    assert [line.name for line in both.further()] == [WITNESS.verifying.name, OTHER.verifying.name]
    assert find_cosignature(both, COSIGNER)[1] == NOON


def test_nobody_signs_the_same_note_twice() -> None:
    with pytest.raises(NoteRejected, match="already"):
        cosign(COSIGNED, WITNESS, NOON)


def test_every_single_flipped_bit_of_the_line_or_the_text_is_noticed() -> None:
    assert holds(COSIGNED)
    for bit in range(len(COSIGNED) * 8):
        altered = bytearray(COSIGNED)
        altered[bit // 8] ^= 1 << bit % 8
        assert not holds(bytes(altered)), bit


def holds(note: bytes) -> bool:
    """Whether both the case and the witness signed it."""
    try:
        signed = read_note(note)
        signed.checkpoint(CASE.verifying)
        find_cosignature(signed, COSIGNER)
    except NoteRejected:
        return False
    return True


def test_a_line_of_another_key_under_the_same_name_is_refused() -> None:
    stranger = SigningKey.from_secret(WITNESS.verifying.name, bytes(32))
    note = read_note(cosign(NOTE, stranger, NOON))
    with pytest.raises(NoteRejected, match="has not signed"):
        find_cosignature(note, COSIGNER)
    borrowed = replace(note.further()[0], key_id=COSIGNER.id)
    with pytest.raises(NoteRejected, match="not valid"):
        check_cosignature(borrowed, note.text, COSIGNER)


def test_a_plain_signature_of_the_same_key_is_no_cosignature() -> None:
    """Key id and message both say what kind of signature it is."""
    plain = Checkpoint(WITNESS.verifying.name, 7, CHECKPOINT.root).signed(WITNESS)
    line = read_note(plain).lines[0]
    assert line.key_id != COSIGNER.id
    with pytest.raises(NoteRejected):
        check_cosignature(line, CHECKPOINT.text(), COSIGNER)


@given(st.integers(0, 2**64 - 1))
def test_any_time_is_read_or_refused(seconds: int) -> None:
    message = f"cosignature/v1\ntime {seconds}\n{CHECKPOINT.text()}".encode()
    stamped = seconds.to_bytes(8, "big") + WITNESS.sign(message)
    line = replace(read_note(COSIGNED).further()[0], signature=stamped)
    try:
        when = check_cosignature(line, CHECKPOINT.text(), COSIGNER)
    except NoteRejected:
        assert seconds > datetime.max.replace(tzinfo=UTC).timestamp()
    else:
        assert when.timestamp() == seconds


def test_a_public_key_is_one_word_and_is_read_back() -> None:
    vkey = COSIGNER.vkey()
    assert " " not in vkey
    assert Cosigner.from_vkey(f"{vkey}\n") == COSIGNER


@pytest.mark.parametrize("place", range(len(COSIGNER.vkey())))
def test_a_public_key_with_one_other_character_is_refused(place: int) -> None:
    vkey = COSIGNER.vkey()
    other = "x" if vkey[place] != "x" else "y"
    with pytest.raises(InputRefused):
        Cosigner.from_vkey(vkey[:place] + other + vkey[place + 1 :])


TAKEN = Cosignature(
    size=7,
    root=CHECKPOINT.root.hex(),
    name=COSIGNER.name,
    public_key=base64.b64encode(COSIGNER.raw).decode(),
    line=read_note(COSIGNED).further()[0].encode(),
    author="Ila Morven",
    made_at=NOON,
)


def test_what_the_ledger_holds_is_checked_against_what_the_case_signed() -> None:
    assert cosignature_problem(TAKEN, CHECKPOINT.text()) is None


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (replace(TAKEN, size=8), "another checkpoint"),
        (replace(TAKEN, root="00" * 32), "another checkpoint"),
        (replace(TAKEN, root="no hex"), "cannot be read"),
        (replace(TAKEN, public_key="!"), "cannot be read"),
        (replace(TAKEN, name="orrin.example/tam-veld"), "not by this co-signer"),
        (replace(TAKEN, public_key=base64.b64encode(bytes(32)).decode()), "not by this co-signer"),
        (replace(TAKEN, line="— a b"), "cannot be read"),
        (replace(TAKEN, made_at=NOON - timedelta(days=2)), "dated after"),
    ],
)
def test_a_false_record_of_a_cosignature_is_named(taken: Cosignature, said: str) -> None:
    assert said in (cosignature_problem(taken, CHECKPOINT.text()) or "")


def test_a_cosignature_of_another_root_does_not_fit() -> None:
    other = Checkpoint("habeas.case/0123", 7, bytes(32))
    line = read_note(cosign(other.signed(CASE), WITNESS, NOON)).further()[0].encode()
    assert cosignature_problem(replace(TAKEN, line=line), CHECKPOINT.text()) is not None


@pytest.mark.parametrize(
    "note",
    [
        b"",
        b"\n\n",
        NOTE.removesuffix(b"\n"),
        NOTE.replace(b"\n\n", b"\n"),
        NOTE.replace(b"\n\n", b"\n\n\n"),
        NOTE + b"more\n",
        NOTE + b"\n",
        b"\x00" + NOTE,
        b"\xff" + NOTE,
        NOTE.replace(b"7\n", b"7\r\n"),
        NOTE * 2000,
    ],
)
def test_what_is_no_signed_note_of_the_case_is_refused(note: bytes) -> None:
    with pytest.raises(NoteRejected):
        read_note(note).checkpoint(CASE.verifying)


def test_the_case_signs_once_and_all_other_lines_are_passed_over() -> None:
    note = read_note(COSIGNED)
    twice = SignedNote(note.text, (note.lines[0], note.lines[0]))
    with pytest.raises(NoteRejected, match="not a checkpoint of this case"):
        twice.checkpoint(CASE.verifying)
    turned = SignedNote(note.text, note.lines[::-1])
    assert turned.checkpoint(CASE.verifying) == CHECKPOINT
