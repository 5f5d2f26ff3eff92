"""RFC 3161 timestamps of checkpoints: what is asked, and whether an answer will do. No I/O.

An authority signs "these bytes were shown to me at this time". The bytes are the note of a signed
checkpoint, of which it sees only the hash. An answer will do where

* it is granted, and its signature holds (`signed_token`);
* it is about the hash that was sent, and returns the request's nonce, so it was made for it;
* its time is within `TOLERANCE` of this machine's, between sending and receiving;
* its certificate is for timestamps and nothing else, critically so, and was valid at that time;
* it leads, valid at that time, to one of the roots that a person gave. Without any root it is
  kept all the same, and said to be vouched for by nobody.

Whether a certificate had been revoked is not asked: that would be another connection.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import rfc3161_client
from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID

from habeas.model import InputRefused, TimestampToken, WrongUsage, printable
from habeas.store import der
from habeas.store.signed_token import SignatureRefused, Signed, in_order, read_signed

LARGEST_ANSWER = 64 * 1024
TOLERANCE = timedelta(minutes=10)
_WEAK = frozenset({"md5", "sha1"})
_HASHES = {
    x509.ObjectIdentifier("2.16.840.1.101.3.4.2.1"): "sha256",
    x509.ObjectIdentifier("2.16.840.1.101.3.4.2.3"): "sha512",
}
_EXTENSIONS = 0xA1
_CRITICAL = b"\x01\x01\xff"
_OPENSSL_REASON = re.compile(r"Verify error:\s*([A-Za-z -]+)")
_LONGEST_WORDS = 200
# What parsing hostile bytes may end in; each is an answer that cannot be read.
_UNREADABLE = (
    ValueError,
    TypeError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.DuplicateExtension,
    x509.InvalidVersion,
)


class TimestampRefused(InputRefused):
    """An authority's answer that proves nothing: nothing of it is kept."""


class Digest(StrEnum):
    """By which hash an authority sees a checkpoint."""

    SHA256 = "sha256"
    SHA512 = "sha512"


@dataclass(frozen=True, slots=True)
class Request:
    """A request (DER), and its nonce, which only its own answer can return."""

    encoded: bytes
    nonce: int


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a token that will do says: when, by whom, and which certificate vouches for that.

    `signer` and `root` are names as their certificates give them, `root` is None where nobody
    vouches; `serial` and `policy` are the authority's own. `chain` is what was needed to check it.
    """

    stamped_at: datetime
    signer: str
    serial: int
    policy: str
    root: str | None
    chain: tuple[str, ...] = ()

    def __str__(self) -> str:
        vouched = f"vouched for by root {self.root}" if self.root else "root not vouched for"
        return f"{self.stamped_at:%Y-%m-%dT%H:%M:%SZ} signed by {self.signer}, {vouched}"


def make_request(note: bytes, digest: Digest = Digest.SHA256) -> Request:
    """Ask for a timestamp of this note, with the authority's certificate, under a fresh nonce."""
    algorithm = rfc3161_client.HashAlgorithm[digest.name]
    builder = rfc3161_client.TimestampRequestBuilder().data(note).hash_algorithm(algorithm)
    made = builder.nonce(nonce=True).cert_request(cert_request=True).build()
    if made.nonce is None:
        raise TypeError("the library made a request without a nonce")
    return Request(made.as_bytes(), made.nonce)


def read_certificates(text: bytes, where: str) -> tuple[str, ...]:
    """The certificates in a file (PEM, or one in DER), each as PEM. Raises InputRefused."""
    try:
        if b"-----BEGIN" in text:
            found = x509.load_pem_x509_certificates(text)
        else:
            found = [x509.load_der_x509_certificate(text)]
        return tuple(_pem(certificate) for certificate in found)
    except _UNREADABLE as error:
        raise InputRefused(
            f"there is no certificate in it ({_words(error)})",
            where=where,
            remedy="give the authority's root certificate as PEM",
        ) from error


def require_roots(certificates: Collection[str]) -> None:
    """See that there is a root among certificates, if there are any. Raises WrongUsage."""
    if certificates and not any(map(_is_root, _loaded(certificates))):
        raise WrongUsage(
            "no certificate that was given is a root (one that signs itself)",
            remedy="give the authority's root certificate; others beside it are taken as links",
        )


def check_answer(
    response: bytes,
    *,
    note: bytes,
    request: Request,
    roots: Collection[str],
    sent: datetime,
    received: datetime,
) -> Stamp:
    """What an authority's answer to a request about this note says. Raises TimestampRefused.

    `roots` are certificates (PEM) that a person trusts, with links to them if need be.
    """
    stamp, stated = _checked(response, note, roots)
    asked = der.whole(request.encoded).parts(der.SEQUENCE)[1]
    if stated.message_imprint.message != asked.parts(der.SEQUENCE)[1].value(der.OCTET_STRING):
        raise _refused("it is about another hash than the one that was sent")
    if stated.nonce != request.nonce:
        raise _refused("it does not return the number that was sent with the request")
    if not sent - TOLERANCE <= stamp.stamped_at <= received + TOLERANCE:
        raise _refused(
            f"its time {stamp.stamped_at:%Y-%m-%dT%H:%M:%SZ} is not that of this machine",
            remedy="set the clock of this machine right, and ask again",
        )
    return stamp


def token_stamp(record: TimestampToken, note: bytes) -> Stamp:
    """What a kept token says about this note. Raises TimestampRefused when it does not hold.

    Checked again without the network: all but the nonce, which only its request knew.
    """
    if _size_and_root(note) != (record.size, record.root):
        raise _refused("it is filed under another checkpoint than the one it is about")
    try:
        response = base64.b64decode(record.token, validate=True)
    except (ValueError, binascii.Error):
        raise _refused("it is not kept as base64") from None
    stamp, _ = _checked(response, note, record.roots)
    if stamp.stamped_at != record.stamped_at:
        raise _refused("it states another time than the one it is filed under")
    if abs(stamp.stamped_at - record.made_at) > 2 * TOLERANCE:
        raise _refused("it states another time than the one at which it was recorded")
    return stamp


def token_problem(record: TimestampToken, note: bytes) -> str | None:
    """Why a kept token does not hold for the note of its checkpoint; None where it does."""
    try:
        token_stamp(record, note)
    except TimestampRefused as refused:
        return refused.what
    return None


def token_nonce(record: TimestampToken) -> int | None:
    """The number that a kept token returned to its request, where it can be read."""
    try:
        response = base64.b64decode(record.token, validate=True)
        return _decoded(response).tst_info.nonce
    except _UNREADABLE:
        return None


def _checked(
    response: bytes, note: bytes, roots: Collection[str]
) -> tuple[Stamp, rfc3161_client.TimeStampTokenInfo]:
    """All that can be checked without the request."""
    if len(response) > LARGEST_ANSWER:
        raise _refused(f"it is longer than {LARGEST_ANSWER:,} bytes")
    try:
        decoded = _decoded(response)
        _require_granted(decoded)
        stated = decoded.tst_info
        signed = read_signed(response)
        stamped_at = stated.gen_time.astimezone(UTC)
        _require_imprint(stated, note)
        _require_plain(signed.content)
        _require_timestamper(signed, stamped_at)
        stamp = Stamp(
            stamped_at,
            _name(signed.signer),
            stated.serial_number,
            stated.policy.dotted_string if stated.policy else "none",
            root=None,
        )
        if roots:
            stamp = _vouched(stamp, decoded, note, _loaded(roots))
    except SignatureRefused as error:
        raise _refused(str(error)) from error
    except _UNREADABLE as error:
        raise _refused(f"it is no timestamp that can be read ({_words(error)})") from error
    return stamp, stated


def _decoded(response: bytes) -> rfc3161_client.TimeStampResponse:
    granted = len(der.whole(response).parts(der.SEQUENCE)) > 1
    return rfc3161_client.decode_timestamp_response(in_order(response) if granted else response)


def _require_granted(decoded: rfc3161_client.TimeStampResponse) -> None:
    if decoded.status != rfc3161_client.PKIStatus.GRANTED:
        words = "; ".join(decoded.status_string)[:_LONGEST_WORDS]
        said = f": {printable(words)}" if words else ""
        raise _refused(f"the authority did not grant it (status {decoded.status}{said})")


def _require_imprint(stated: rfc3161_client.TimeStampTokenInfo, note: bytes) -> None:
    name = _HASHES.get(stated.message_imprint.hash_algorithm)
    if name is None:
        raise _refused("it is about a hash that was not asked for")
    if stated.message_imprint.message != hashlib.new(name, note).digest():
        raise _refused("it is about other bytes than this checkpoint")
    if stated.version != 1:
        raise _refused(f"it is of version {stated.version}, and only 1 is known")


def _require_plain(content: bytes) -> None:
    """See that no extension of the statement changes what it means, unread."""
    for part in der.whole(content).parts(der.SEQUENCE):
        for extension in part.parts() if part.tag == _EXTENSIONS else ():
            if extension.parts(der.SEQUENCE)[1].encoded == _CRITICAL:
                raise _refused("it has a critical extension, and Habeas knows none")


def _require_timestamper(signed: Signed, moment: datetime) -> None:
    """See that the signer may sign timestamps, and nothing else, at this moment."""
    signer = signed.signer
    try:
        use = signer.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound:
        raise _refused("its certificate is not one for timestamps") from None
    if not use.critical or list(use.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise _refused("its certificate is not one for timestamps alone, critically so")
    if not signer.not_valid_before_utc <= moment <= signer.not_valid_after_utc:
        raise _refused("its certificate was not valid at the time that it states")
    for certificate in (signer, *signed.others):
        digest = certificate.signature_hash_algorithm
        if digest is not None and digest.name in _WEAK and not _is_root(certificate):
            raise _refused(f"a certificate in it is signed over {digest.name.upper()}")


def _vouched(
    stamp: Stamp,
    decoded: rfc3161_client.TimeStampResponse,
    note: bytes,
    given: Collection[x509.Certificate],
) -> Stamp:
    """The stamp with the root that vouches for it. Raises TimestampRefused when none does."""
    links = [certificate for certificate in given if not _is_root(certificate)]
    reasons = []
    for root in (certificate for certificate in given if _is_root(certificate)):
        verifier = rfc3161_client.VerifierBuilder(roots=[root], intermediates=list(links)).build()
        try:
            verifier.verify_message(decoded, note)
        except rfc3161_client.VerificationError as error:
            reasons.append(_openssl_words(error))
            continue
        return replace(stamp, root=_name(root), chain=tuple(map(_pem, (root, *links))))
    why = f" ({', '.join(dict.fromkeys(reasons))})" if reasons else ""
    raise _refused(
        f"it is signed by {stamp.signer}, and no root that was given vouches for it{why}",
        remedy="give the root certificate of this authority, from a place that you trust",
    )


def _openssl_words(error: Exception) -> str:
    found = _OPENSSL_REASON.search(str(error))
    return found[1].strip() if found else _words(error)


def _words(error: Exception) -> str:
    return printable(str(error).splitlines()[0][:_LONGEST_WORDS]) if str(error) else "no reason"


def _size_and_root(note: bytes) -> tuple[int, str] | None:
    """The size and the root (hex) that a note states; None where it states none."""
    try:
        _, size, root, *_ = note.decode().split("\n")
        return int(size), base64.b64decode(root, validate=True).hex()
    except (ValueError, binascii.Error):
        return None


def _is_root(certificate: x509.Certificate) -> bool:
    """Whether it signs itself."""
    try:
        certificate.verify_directly_issued_by(certificate)
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, TypeError):
        return False
    return True


def _loaded(certificates: Iterable[str]) -> list[x509.Certificate]:
    return [x509.load_pem_x509_certificate(pem.encode()) for pem in dict.fromkeys(certificates)]


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(Encoding.PEM).decode()


def _name(certificate: x509.Certificate) -> str:
    """Its subject, as RFC 4514 writes it; text from outside, made printable."""
    return printable(certificate.subject.rfc4514_string()[:_LONGEST_WORDS])


def _refused(what: str, remedy: str | None = None) -> TimestampRefused:
    return TimestampRefused(what, remedy=remedy)
