"""Which answers of an authority prove that a checkpoint existed, and which are refused."""

from __future__ import annotations

import base64
import hashlib
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from habeas.model import InputRefused, TimestampToken, WrongUsage
from habeas.store import der, timestamps
from habeas.store.checkpoint import Checkpoint
from habeas.store.keys import SigningKey
from habeas.store.timestamps import Digest, Stamp, TimestampRefused
from tests.store.authority import (
    DAY,
    NOON,
    RIGHT,
    SHA1,
    Authority,
    Twist,
    extension,
    new_authority,
    the_authority,
)

ROOT = bytes(range(100, 132))
KEY = SigningKey.from_secret("habeas.case/0123", bytes(range(32)))
NOTE = Checkpoint("habeas.case/0123", 7, ROOT).signed(KEY)
OTHER_NOTE = Checkpoint("habeas.case/0123", 8, ROOT).signed(KEY)
REQUEST = timestamps.make_request(NOTE)
NO_TOKEN = base64.b64encode(bytes(3)).decode()
HALF_AN_HOUR = timedelta(minutes=30)


def check(response: bytes, *roots: str, note: bytes = NOTE) -> Stamp:
    return timestamps.check_answer(
        response, note=note, request=REQUEST, roots=roots, sent=NOON, received=NOON
    )


def refusal(twist: Twist, by: Authority | None = None, *, with_root: bool = True) -> str:
    """Why an answer is refused; with the root of the authority that gives it."""
    authority = by or the_authority()
    roots = (authority.root_pem,) if with_root else ()
    with pytest.raises(TimestampRefused) as refused:
        check(authority.answer(REQUEST.encoded, twist), *roots)
    return refused.value.what


def test_a_request_says_a_hash_and_a_number_and_nothing_else() -> None:
    version, imprint, nonce, wants_certificate = der.whole(REQUEST.encoded).parts(der.SEQUENCE)
    assert version.value(der.INTEGER) == b"\x01"
    assert imprint.parts()[1].value(der.OCTET_STRING) == hashlib.sha256(NOTE).digest()
    assert int.from_bytes(nonce.value(der.INTEGER), "big") == REQUEST.nonce
    assert wants_certificate.encoded == b"\x01\x01\xff"
    assert len(REQUEST.encoded) < 80


def test_each_request_has_a_number_of_its_own() -> None:
    assert len({timestamps.make_request(NOTE).nonce for _ in range(100)}) == 100


def test_a_request_may_be_made_over_the_longer_hash() -> None:
    authority = the_authority()
    request = timestamps.make_request(NOTE, Digest.SHA512)
    assert hashlib.sha512(NOTE).digest() in request.encoded
    stamp = timestamps.check_answer(
        authority.answer(request.encoded),
        note=NOTE,
        request=request,
        roots=(authority.root_pem,),
        sent=NOON,
        received=NOON,
    )
    assert stamp.root is not None


def test_a_right_answer_says_when_by_whom_and_who_vouches() -> None:
    authority = the_authority()
    stamp = check(authority.answer(REQUEST.encoded), authority.root_pem)
    assert (stamp.stamped_at, stamp.serial, stamp.policy) == (NOON, 4711, "1.3.6.1.4.1.99999.1")
    assert stamp.signer == "CN=Lower Orrin Time stamping unit"
    assert stamp.root == "CN=Lower Orrin Time root"
    assert stamp.chain == (authority.root_pem,)
    assert "vouched for by root CN=Lower Orrin Time root" in str(stamp)


def test_without_a_root_an_answer_is_taken_and_said_to_be_vouched_for_by_nobody() -> None:
    stamp = check(the_authority().answer(REQUEST.encoded))
    assert (stamp.root, stamp.chain) == (None, ())
    assert str(stamp).endswith("root not vouched for")


def test_of_several_roots_only_the_one_that_vouches_is_kept() -> None:
    authority = the_authority()
    others = [new_authority(name).root_pem for name in ("Upper Orrin Time", "Velm Time")]
    stamp = check(authority.answer(REQUEST.encoded), others[0], authority.root_pem, others[1])
    assert stamp.chain == (authority.root_pem,)


def test_the_older_hash_of_its_certificate_is_known() -> None:
    authority = the_authority()
    twist = Twist(older_certificate_hash=True)
    assert check(authority.answer(REQUEST.encoded, twist), authority.root_pem).root


def test_an_extension_that_may_be_passed_over_is() -> None:
    authority = the_authority()
    twist = Twist(extension=extension(critical=False))
    assert check(authority.answer(REQUEST.encoded, twist), authority.root_pem).root


WRONG: dict[str, tuple[Twist, str]] = {
    "not granted": (Twist(status=2, words="no\u202e"), "did not grant it (status 2: no\\u{202e})"),
    "granted otherwise": (Twist(status=1), "did not grant it (status 1"),
    "another imprint": (Twist(imprint=bytes(32)), "other bytes than this checkpoint"),
    "a token for another size": (
        Twist(imprint=hashlib.sha256(OTHER_NOTE).digest()),
        "other bytes than this checkpoint",
    ),
    "another algorithm": (Twist(imprint_algorithm=SHA1), "a hash that was not asked for"),
    "another nonce": (Twist(nonce=5), "does not return the number"),
    "no nonce": (Twist(leave_out_nonce=True), "does not return the number"),
    "another version": (Twist(version=2), "of version 2"),
    "an hour ago": (Twist(stamped_at=NOON - HALF_AN_HOUR), "not that of this machine"),
    "in an hour": (Twist(stamped_at=NOON + HALF_AN_HOUR), "not that of this machine"),
    "before its certificate": (Twist(stamped_at=NOON - 31 * DAY), "was not valid at the time"),
    "after its certificate": (Twist(stamped_at=NOON + 301 * DAY), "was not valid at the time"),
    "a false signature": (
        Twist(signature=lambda signature: signature[:-1] + bytes([signature[-1] ^ 1])),
        "its signature is not valid",
    ),
    "another digest signed": (Twist(message_digest=bytes(32)), "about something else"),
    "another content signed": (
        Twist(named_content_type="1.2.840.113549.1.7.1"),
        "about something else",
    ),
    "content that is no timestamp": (
        Twist(content_type="1.2.840.113549.1.7.1"),
        "no timestamp",
    ),
    "a weak digest": (Twist(digest_algorithm=SHA1), "a digest other than"),
    "another certificate named": (Twist(certificate_hash=bytes(32)), "does not name"),
    "no certificate named": (Twist(leave_out_attributes=("certificate",)), "lacks an attribute"),
    "no digest": (Twist(leave_out_attributes=("digest",)), "lacks an attribute"),
    "no content type": (Twist(leave_out_attributes=("content type",)), "lacks an attribute"),
    "no certificate": (Twist(certificates=()), "does not hold the one certificate"),
    "a critical extension": (Twist(extension=extension(critical=True)), "critical extension"),
    "two signers": (Twist(signers=2), "2 signers"),
    "no signer": (Twist(signers=0), "0 signers"),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("with_root", [True, False], ids=["root", "no root"])
def test_a_wrong_answer_is_refused(name: str, with_root: bool) -> None:
    twist, why = WRONG[name]
    assert why in refusal(twist, with_root=with_root)


def test_the_right_answer_differs_from_each_wrong_one_only_by_its_twist() -> None:
    assert all(twist != RIGHT for twist, _ in WRONG.values())
    assert check(the_authority().answer(REQUEST.encoded, RIGHT), the_authority().root_pem)


def test_an_answer_to_an_earlier_request_is_refused() -> None:
    earlier = timestamps.make_request(NOTE)
    replayed = the_authority().answer(earlier.encoded)
    with pytest.raises(TimestampRefused, match="does not return the number"):
        check(replayed, the_authority().root_pem)


@pytest.mark.parametrize(
    ("uses", "critical"),
    [
        ((), True),
        ((ExtendedKeyUsageOID.TIME_STAMPING,), False),
        ((ExtendedKeyUsageOID.SERVER_AUTH,), True),
        ((ExtendedKeyUsageOID.TIME_STAMPING, ExtendedKeyUsageOID.CODE_SIGNING), True),
        ((ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE,), True),
    ],
)
@pytest.mark.parametrize("with_root", [True, False], ids=["root", "no root"])
def test_a_certificate_for_anything_else_is_refused(
    uses: tuple[ExtendedKeyUsageOID, ...], critical: bool, with_root: bool
) -> None:
    other = new_authority(uses=uses, critical=critical)  # type: ignore[arg-type]  # names of OIDs
    assert "not one for timestamps" in refusal(RIGHT, other, with_root=with_root)


def test_the_signature_of_another_authority_is_refused() -> None:
    stranger = new_authority("Velm Time")
    with pytest.raises(TimestampRefused, match="no root that was given vouches for it"):
        check(stranger.answer(REQUEST.encoded), the_authority().root_pem)


def test_a_certificate_that_only_claims_to_be_issued_by_the_root_is_refused() -> None:
    forged = new_authority(issuer=the_authority())
    with pytest.raises(TimestampRefused, match="no root that was given vouches for it"):
        check(forged.answer(REQUEST.encoded), the_authority().root_pem)


def test_the_key_of_another_under_the_right_certificate_is_refused() -> None:
    thief = replace(the_authority(), key=new_authority("Velm Time").key)
    assert "its signature is not valid" in refusal(RIGHT, thief)


def test_two_certificates_that_both_answer_to_the_signer_are_refused() -> None:
    own = the_authority().certificate.public_bytes(Encoding.DER)
    assert "does not hold the one certificate" in refusal(Twist(certificates=(own, own)))


def test_a_certificate_that_has_expired_since_vouches_for_what_it_signed_before() -> None:
    then = datetime(2024, 3, 1, tzinfo=UTC)
    authority = new_authority(valid=(then - DAY, then + DAY))
    stamp = timestamps.check_answer(
        authority.answer(REQUEST.encoded, Twist(stamped_at=then)),
        note=NOTE,
        request=REQUEST,
        roots=(authority.root_pem,),
        sent=then,
        received=then,
    )
    assert authority.certificate.not_valid_after_utc < datetime.now(UTC)
    assert stamp.root is not None


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"\x00",
        b"<html>log in to this network</html>",
        b"\x30\x80\x00\x00",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x03\x02\x01\x00" * 1000,
        bytes(timestamps.LARGEST_ANSWER + 1),
    ],
    ids=repr,
)
def test_garbage_is_refused(garbage: bytes) -> None:
    with pytest.raises(TimestampRefused):
        check(garbage[:200] if len(garbage) < 200 else garbage)


def test_bytes_after_the_end_are_refused() -> None:
    with pytest.raises(TimestampRefused):
        check(the_authority().answer(REQUEST.encoded) + b"\x00", the_authority().root_pem)


def flip(step: int, *roots: str) -> None:
    """Flip every so many-th bit: outside the signed parts a flip may pass, and changes nothing."""
    answer = the_authority().answer(REQUEST.encoded)
    right = check(answer, *roots)
    flipped = range(0, len(answer) * 8, step)
    passed = 0
    for position in flipped:
        altered = bytearray(answer)
        altered[position // 8] ^= 1 << position % 8
        try:
            said = check(bytes(altered), *roots)
        except TimestampRefused:
            continue
        assert said == right, position
        passed += 1
    assert passed < len(flipped) / 30


@pytest.mark.parametrize("with_root", [True, False], ids=["root", "no root"])
def test_no_flipped_bit_makes_an_answer_say_something_else(with_root: bool) -> None:
    flip(11, *((the_authority().root_pem,) if with_root else ()))


@pytest.mark.ci
@pytest.mark.parametrize("with_root", [True, False], ids=["root", "no root"])
def test_no_single_flipped_bit_makes_an_answer_say_something_else(with_root: bool) -> None:
    flip(1, *((the_authority().root_pem,) if with_root else ()))


def mutated(answer: bytes, dice: random.Random) -> bytes:
    """The same answer with a few bytes set, cut, or doubled."""
    altered = bytearray(answer)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(altered))
        match dice.randrange(4):
            case 0:
                altered[at] = dice.choice((0, 1, 0x30, 0x7F, 0x80, 0xA0, 0xFF))
            case 1:
                del altered[at : at + dice.randint(1, 40)]
            case 2:
                altered[at:at] = altered[at : at + dice.randint(1, 40)]
            case _:
                altered[at] = dice.randrange(256)
    return bytes(altered)


def survive(number: int) -> None:
    authority = the_authority()
    answer = authority.answer(REQUEST.encoded)
    right = check(answer, authority.root_pem)
    for seed in range(number):
        altered = mutated(answer, random.Random(seed))  # noqa: S311 - it guards nothing, it breaks things
        try:
            assert check(altered, authority.root_pem) == right, seed
        except TimestampRefused:
            continue
        except BaseException as error:
            raise AssertionError(f"seed {seed}: {type(error).__name__}: {error}") from error


def test_mutated_answers_end_in_a_refusal() -> None:
    survive(500)


@pytest.mark.ci
def test_many_mutated_answers_end_in_a_refusal() -> None:
    survive(20_000)


# Certificates ------------------------------------------------------------------------------------


def test_certificates_are_read_as_pem_or_der() -> None:
    pem = the_authority().root_pem
    other = new_authority("Velm Time").root_pem
    assert timestamps.read_certificates((pem + other).encode(), "roots.pem") == (pem, other)
    encoded = the_authority().root.public_bytes(Encoding.DER)
    assert timestamps.read_certificates(encoded, "root.crt") == (pem,)


@pytest.mark.parametrize("text", [b"", b"nothing", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_file_without_a_certificate_is_refused(text: bytes) -> None:
    with pytest.raises(InputRefused, match="no certificate in it"):
        timestamps.read_certificates(text, "root.pem")


def test_certificates_without_a_root_among_them_are_refused() -> None:
    unit = the_authority().certificate.public_bytes(Encoding.PEM).decode()
    with pytest.raises(WrongUsage, match="is a root"):
        timestamps.require_roots((unit,))
    timestamps.require_roots((unit, the_authority().root_pem))
    timestamps.require_roots(())


# Kept tokens -------------------------------------------------------------------------------------


def kept(twist: Twist = RIGHT) -> TimestampToken:
    """A token as the ledger has it."""
    return TimestampToken(
        size=7,
        root=ROOT.hex(),
        authority="http://time.example/tsa",
        token=base64.b64encode(the_authority().answer(REQUEST.encoded, twist)).decode(),
        stamped_at=NOON,
        roots=(the_authority().root_pem,),
        author="Ila Morven",
        made_at=NOON + timedelta(seconds=2),
    )


def test_a_kept_token_holds_for_its_checkpoint() -> None:
    assert timestamps.token_problem(kept(), NOTE) is None
    assert timestamps.token_stamp(kept(), NOTE).root == "CN=Lower Orrin Time root"
    assert timestamps.token_nonce(kept()) == REQUEST.nonce


def test_a_kept_token_without_a_root_holds_and_is_vouched_for_by_nobody() -> None:
    token = replace(kept(), roots=())
    assert timestamps.token_problem(token, NOTE) is None
    assert timestamps.token_stamp(token, NOTE).root is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"size": 8}, "another checkpoint"),
        ({"root": bytes(32).hex()}, "another checkpoint"),
        ({"token": "not base64"}, "base64"),
        ({"token": ""}, "no timestamp"),
        ({"token": base64.b64encode(bytes(70_000)).decode()}, "longer than"),
        ({"stamped_at": NOON + timedelta(seconds=1)}, "another time than the one it is filed"),
        ({"made_at": NOON + DAY}, "at which it was recorded"),
        ({"made_at": NOON - DAY}, "at which it was recorded"),
        ({"roots": ("broken",)}, "can be read"),
    ],
)
def test_a_kept_token_that_was_changed_is_a_problem(change: dict[str, object], why: str) -> None:
    problem = timestamps.token_problem(replace(kept(), **change), NOTE)  # type: ignore[arg-type]  # one field
    assert problem is not None
    assert why in problem


def test_a_kept_token_under_a_root_that_does_not_vouch_is_a_problem() -> None:
    token = replace(kept(), roots=(new_authority("Velm Time").root_pem,))
    assert "no root" in (timestamps.token_problem(token, NOTE) or "")


def test_a_kept_token_does_not_hold_for_another_note_of_the_same_size_and_root() -> None:
    """The note is what was stamped, with its signature: another key's note is another note."""
    other = Checkpoint("habeas.case/0123", 7, ROOT).signed(SigningKey.generate("habeas.case/0123"))
    assert "other bytes" in (timestamps.token_problem(kept(), other) or "")


@pytest.mark.parametrize("note", [b"", b"\xff", b"a\nb\nc\n", b"a\n7\n"])
def test_what_is_no_note_is_a_problem(note: bytes) -> None:
    assert timestamps.token_problem(kept(), note) is not None


def test_a_number_is_read_only_from_what_is_a_token() -> None:
    assert timestamps.token_nonce(replace(kept(), token=NO_TOKEN)) is None
    assert timestamps.token_nonce(kept(Twist(leave_out_nonce=True))) is None
