"""A time-stamping authority of our own, which answers as a test tells it to: rightly or wrongly.

Its tokens are put together byte by byte, so that each part can be wrong alone. No real authority is
contacted in any test; the names are invented.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from habeas.store import der

NOON = datetime(2031, 5, 4, 12, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SHA256 = "2.16.840.1.101.3.4.2.1"
SHA1 = "1.3.14.3.2.26"
STAMPING = (ExtendedKeyUsageOID.TIME_STAMPING,)
_ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2"
_TIMESTAMP_INFO = "1.2.840.113549.1.9.16.1.4"


def written(tag: int, *parts: bytes) -> bytes:
    """One element in DER."""
    content = b"".join(parts)
    length = len(content)
    if length < 128:
        return bytes([tag, length]) + content
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 128 + len(digits)]) + digits + content


def integer(number: int) -> bytes:
    """An INTEGER that is not negative."""
    return written(der.INTEGER, number.to_bytes(number.bit_length() // 8 + 1, "big"))


def kind(dotted: str) -> bytes:
    """An OBJECT IDENTIFIER."""
    return written(der.OBJECT_IDENTIFIER, der.object_identifier(dotted))


def algorithm(dotted: str) -> bytes:
    """An AlgorithmIdentifier without parameters."""
    return written(der.SEQUENCE, kind(dotted))


def set_of(*elements: bytes) -> bytes:
    """A SET OF, in the order that DER asks for."""
    return written(der.SET, *sorted(elements))


def extension(*, critical: bool) -> bytes:
    """An Extension of an invented kind."""
    mark = b"\x01\x01\xff" if critical else b""
    return written(der.SEQUENCE, kind("1.3.6.1.4.1.99999.2"), mark, written(der.OCTET_STRING, b"x"))


@dataclass(frozen=True)
class Twist:
    """What an answer does differently from a right one; None leaves it as it should be."""

    status: int = 0
    words: str = ""
    imprint: bytes | None = None
    imprint_algorithm: str = SHA256
    nonce: int | None = None
    leave_out_nonce: bool = False
    extension: bytes = b""
    stamped_at: datetime = NOON
    version: int = 1
    content_type: str = _TIMESTAMP_INFO
    named_content_type: str = _TIMESTAMP_INFO
    message_digest: bytes | None = None
    digest_algorithm: str = SHA256
    certificate_hash: bytes | None = None
    older_certificate_hash: bool = False
    leave_out_attributes: tuple[str, ...] = ()
    certificates: tuple[bytes, ...] | None = None
    signers: int = 1
    signature: Callable[[bytes], bytes] = field(default=lambda signature: signature)


RIGHT = Twist()


@dataclass(frozen=True)
class Authority:
    """An authority: its root, and the certificate and key with which it signs."""

    root: x509.Certificate
    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def root_pem(self) -> str:
        """What a person who trusts it gives to Habeas."""
        return self.root.public_bytes(Encoding.PEM).decode()

    def answer(self, request: bytes, twist: Twist = RIGHT) -> bytes:
        """A TimeStampResp to a request."""
        words = written(der.SEQUENCE, written(0x0C, twist.words.encode())) if twist.words else b""
        status = written(der.SEQUENCE, integer(twist.status), words)
        if twist.status > 1:
            return written(der.SEQUENCE, status)
        info = self._info(request, twist)
        return written(der.SEQUENCE, status, self._token(info, twist))

    def _info(self, request: bytes, twist: Twist) -> bytes:
        _, asked, nonce, *_ = der.whole(request).parts()
        hashed = twist.imprint or asked.parts()[1].content
        number = integer(twist.nonce) if twist.nonce is not None else nonce.encoded
        asked_algorithm = asked.parts()[0].encoded
        own = twist.imprint_algorithm != SHA256
        return written(
            der.SEQUENCE,
            integer(twist.version),
            kind("1.3.6.1.4.1.99999.1"),
            written(
                der.SEQUENCE,
                algorithm(twist.imprint_algorithm) if own else asked_algorithm,
                written(der.OCTET_STRING, hashed),
            ),
            integer(4711),
            written(0x18, f"{twist.stamped_at:%Y%m%d%H%M%SZ}".encode()),
            b"" if twist.leave_out_nonce else number,
            written(0xA1, twist.extension) if twist.extension else b"",
        )

    def _token(self, info: bytes, twist: Twist) -> bytes:
        own = self.certificate.public_bytes(Encoding.DER)
        signer = self._signer_info(info, own, twist)
        several = [signer, self._signer_info(info, own, replace(twist, signature=_swapped))]
        certificates = (own,) if twist.certificates is None else twist.certificates
        data = written(
            der.SEQUENCE,
            integer(3),
            set_of(algorithm(twist.digest_algorithm)),
            written(
                der.SEQUENCE,
                kind(twist.content_type),
                written(0xA0, written(der.OCTET_STRING, info)),
            ),
            written(0xA0, *sorted(certificates)) if certificates else b"",
            set_of(*several[: twist.signers]),
        )
        return written(der.SEQUENCE, kind("1.2.840.113549.1.7.2"), written(0xA0, data))

    def _signer_info(self, info: bytes, own: bytes, twist: Twist) -> bytes:
        attributes = set_of(*_attributes(info, own, twist))
        signature = self.key.sign(attributes, ec.ECDSA(hashes.SHA256()))
        body = der.whole(own).parts()[0].parts()
        return written(
            der.SEQUENCE,
            integer(1),
            written(der.SEQUENCE, body[3].encoded, body[1].encoded),
            algorithm(twist.digest_algorithm),
            b"\xa0" + attributes[1:],
            algorithm(_ECDSA_WITH_SHA256),
            written(der.OCTET_STRING, twist.signature(signature)),
        )


def _swapped(signature: bytes) -> bytes:
    return signature[:-1] + bytes([signature[-1] ^ 1])


def _attributes(info: bytes, own: bytes, twist: Twist) -> list[bytes]:
    content = {
        "content type": ("1.2.840.113549.1.9.3", kind(twist.named_content_type)),
        "digest": (
            "1.2.840.113549.1.9.4",
            written(der.OCTET_STRING, twist.message_digest or hashlib.sha256(info).digest()),
        ),
        "certificate": _certificate_attribute(own, twist),
    }
    return [
        written(der.SEQUENCE, kind(dotted), set_of(value))
        for name, (dotted, value) in content.items()
        if name not in twist.leave_out_attributes
    ]


def _certificate_attribute(own: bytes, twist: Twist) -> tuple[str, bytes]:
    digest = hashlib.sha1 if twist.older_certificate_hash else hashlib.sha256
    hashed = twist.certificate_hash or digest(own).digest()
    listed = written(der.SEQUENCE, written(der.SEQUENCE, written(der.OCTET_STRING, hashed)))
    number = 12 if twist.older_certificate_hash else 47
    return f"1.2.840.113549.1.9.16.2.{number}", written(der.SEQUENCE, listed)


def new_authority(
    name: str = "Lower Orrin Time",
    *,
    uses: Sequence[x509.ObjectIdentifier] = STAMPING,
    critical: bool = True,
    valid: tuple[datetime, datetime] = (NOON - 30 * DAY, NOON + 300 * DAY),
    issuer: Authority | None = None,
) -> Authority:
    """An authority with a root of its own, or under that of another."""
    root_key, root = _new_root(name) if issuer is None else (None, issuer.root)
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(_named(f"{name} stamping unit"))
        .issuer_name(root.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(valid[0])
        .not_valid_after(valid[1])
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    )
    if uses:
        builder = builder.add_extension(x509.ExtendedKeyUsage(uses), critical=critical)
    signing = root_key or ec.generate_private_key(ec.SECP256R1())
    return Authority(root, builder.sign(signing, hashes.SHA256()), key)


@cache
def the_authority() -> Authority:
    """One that does everything right, made once."""
    return new_authority()


def _new_root(name: str) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = ec.generate_private_key(ec.SECP256R1())
    built = (
        x509.CertificateBuilder()
        .subject_name(_named(f"{name} root"))
        .issuer_name(_named(f"{name} root"))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOON - 3000 * DAY)
        .not_valid_after(NOON + 3000 * DAY)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, built


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
