"""The signature in a timestamp token: Cryptographic Message Syntax (RFC 5652), used by RFC 3161.

    TimeStampResp { status, ContentInfo { signedData, [0] SignedData {
        version, digest algorithms, { id-ct-TSTInfo, [0] OCTET STRING of TSTInfo },
        [0] certificates, { SignerInfo { version, issuer and serial, digest algorithm,
        [0] signed attributes, signature algorithm, signature } } } } }

What is checked here needs no trusted root: one signer, whose certificate is in the token; signed
attributes that name this content and this very certificate (RFC 5035); a signature by its key. That
is done here because the library checks a signature only together with a chain to a root, and does
not look at the certificate's hash. Whether to believe the signer is asked in `timestamps`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from habeas.store import der
from habeas.store.der import Element, NotDer

_CONTEXT_0 = 0xA0
_SIGNED_DATA = der.object_identifier("1.2.840.113549.1.7.2")
_TIMESTAMP_INFO = der.object_identifier("1.2.840.113549.1.9.16.1.4")
_CONTENT_TYPE = der.object_identifier("1.2.840.113549.1.9.3")
_MESSAGE_DIGEST = der.object_identifier("1.2.840.113549.1.9.4")
_SIGNING_CERTIFICATE = der.object_identifier("1.2.840.113549.1.9.16.2.12")
_SIGNING_CERTIFICATE_V2 = der.object_identifier("1.2.840.113549.1.9.16.2.47")
_RSASSA_PSS = der.object_identifier("1.2.840.113549.1.1.10")
_DIGESTS: dict[bytes, hashes.SHA256 | hashes.SHA384 | hashes.SHA512] = {
    der.object_identifier("2.16.840.1.101.3.4.2.1"): hashes.SHA256(),
    der.object_identifier("2.16.840.1.101.3.4.2.2"): hashes.SHA384(),
    der.object_identifier("2.16.840.1.101.3.4.2.3"): hashes.SHA512(),
}
_SHORTEST_RSA = 2048
_SHORTEST_CURVE = 256


class SignatureRefused(ValueError):
    """A token whose signature does not hold; the text says why."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed (the TSTInfo, DER), by whom, and the other certificates in the token."""

    content: bytes
    signer: x509.Certificate
    others: tuple[x509.Certificate, ...]


def read_signed(response: bytes) -> Signed:
    """The content of a response whose signature holds. Raises SignatureRefused.

    NotDer or ValueError is raised for bytes that are not built in this way at all.
    """
    _, token = der.whole(response).parts(der.SEQUENCE)
    data = _content_of(token, _SIGNED_DATA).parts(der.SEQUENCE)
    content = _content_of(data[2], _TIMESTAMP_INFO).value(der.OCTET_STRING)
    certificates = [
        found for part in data[3:-1] if part.tag == _CONTEXT_0 for found in part.parts()
    ]
    signers = data[-1].parts(der.SET)
    if len(signers) != 1:
        raise SignatureRefused(f"it has {len(signers)} signers, and one is right")
    signer = _Signer(signers[0])
    own = [found for found in certificates if signer.is_named_by(found)]
    if len(own) != 1:
        raise SignatureRefused("it does not hold the one certificate of its signer")
    certificate = x509.load_der_x509_certificate(own[0].encoded)
    signer.require_attributes(content, own[0].encoded)
    signer.require_signature(certificate)
    others = [x509.load_der_x509_certificate(f.encoded) for f in certificates if f is not own[0]]
    return Signed(content, certificate, tuple(others))


def in_order(response: bytes) -> bytes:
    """The same response with its certificates in the order of a DER set.

    They lie outside what is signed, and well-known software (OpenSSL) leaves them in that of the
    chain, which the library does not read. Raises NotDer, ValueError as `read_signed` does.
    """
    _, token = der.whole(response).parts(der.SEQUENCE)
    for part in _content_of(token, _SIGNED_DATA).parts(der.SEQUENCE):
        if part.tag == _CONTEXT_0:
            ordered = b"".join(sorted(found.encoded for found in part.parts()))
            return response.replace(part.content, ordered, 1)
    return response


def _content_of(info: Element, kind: bytes) -> Element:
    stated, wrapped = info.parts(der.SEQUENCE)
    if stated.value(der.OBJECT_IDENTIFIER) != kind:
        raise SignatureRefused("what is signed is no timestamp")
    (inner,) = wrapped.parts(_CONTEXT_0)
    return inner


class _Signer:
    """One SignerInfo, taken apart."""

    def __init__(self, info: Element) -> None:
        _, name, digest, attributes, algorithm, signature, *_ = info.parts(der.SEQUENCE)
        issuer, serial = name.parts(der.SEQUENCE)
        self._issuer_and_serial = (issuer.encoded, serial.encoded)
        found = _DIGESTS.get(_algorithm(digest))
        if found is None:
            raise SignatureRefused("it is signed over a digest other than SHA-256, 384 or 512")
        self._digest = found
        self._attributes = _attributes(attributes.parts(_CONTEXT_0))
        # They are signed under the tag of a set, and stand in the token under that of their place.
        self._signed = bytes([der.SET]) + attributes.encoded[1:]
        self._is_pss = _algorithm(algorithm) == _RSASSA_PSS
        self._signature = signature.value(der.OCTET_STRING)

    def is_named_by(self, certificate: Element) -> bool:
        """Whether this certificate has the issuer and the serial number of the signer's."""
        body = certificate.parts(der.SEQUENCE)[0].parts(der.SEQUENCE)
        # The version stands first, in every certificate that can say what it is for.
        return len(body) > 3 and (body[3].encoded, body[1].encoded) == self._issuer_and_serial

    def require_attributes(self, content: bytes, certificate: bytes) -> None:
        """See that the signed attributes are about this content and this certificate."""
        kind = self._one(_CONTENT_TYPE).value(der.OBJECT_IDENTIFIER)
        stated = self._one(_MESSAGE_DIGEST).value(der.OCTET_STRING)
        if kind != _TIMESTAMP_INFO or stated != _digest(self._digest.name, content):
            raise SignatureRefused("its signature is about something else than its content")
        if not self._names(certificate):
            raise SignatureRefused("its signature does not name the certificate of its signer")

    def require_signature(self, certificate: x509.Certificate) -> None:
        """See that the key of this certificate signed the attributes."""
        key = certificate.public_key()
        try:
            if isinstance(key, rsa.RSAPublicKey) and key.key_size >= _SHORTEST_RSA:
                key.verify(self._signature, self._signed, self._padding(), self._digest)
            elif isinstance(key, ec.EllipticCurvePublicKey) and key.key_size >= _SHORTEST_CURVE:
                key.verify(self._signature, self._signed, ec.ECDSA(self._digest))
            elif isinstance(key, ed25519.Ed25519PublicKey):
                key.verify(self._signature, self._signed)
            else:
                raise SignatureRefused("it is signed by a key of an unknown kind, or too short")
        except InvalidSignature:
            raise SignatureRefused("its signature is not valid") from None

    def _padding(self) -> padding.PSS | padding.PKCS1v15:
        if self._is_pss:
            return padding.PSS(padding.MGF1(self._digest), padding.PSS.AUTO)
        return padding.PKCS1v15()

    def _names(self, certificate: bytes) -> bool:
        """Whether the attribute for it holds the hash of this certificate."""
        if _SIGNING_CERTIFICATE_V2 in self._attributes:
            first = _first_certificate(self._one(_SIGNING_CERTIFICATE_V2))
            if first[0].tag != der.SEQUENCE:
                return first[0].value(der.OCTET_STRING) == _digest("sha256", certificate)
            algorithm = _DIGESTS.get(_algorithm(first[0]))
            stated = first[1].value(der.OCTET_STRING)
            return algorithm is not None and stated == _digest(algorithm.name, certificate)
        stated = _first_certificate(self._one(_SIGNING_CERTIFICATE))[0].value(der.OCTET_STRING)
        # The older form knows no other hash. It only says which certificate was meant.
        return stated == hashlib.sha1(certificate, usedforsecurity=False).digest()

    def _one(self, kind: bytes) -> Element:
        values = self._attributes.get(kind, ())
        if len(values) != 1:
            raise SignatureRefused("its signature lacks an attribute that it must have")
        return values[0]


def _attributes(elements: Iterable[Element]) -> dict[bytes, tuple[Element, ...]]:
    found: dict[bytes, tuple[Element, ...]] = {}
    for element in elements:
        kind, values = element.parts(der.SEQUENCE)
        name = kind.value(der.OBJECT_IDENTIFIER)
        found[name] = (*found.get(name, ()), *values.parts(der.SET))
    return found


def _first_certificate(attribute: Element) -> tuple[Element, ...]:
    """What stands about the first certificate that a signing-certificate attribute lists."""
    certificates, *_ = attribute.parts(der.SEQUENCE)
    first, *_ = certificates.parts(der.SEQUENCE)
    about = first.parts(der.SEQUENCE)
    if not about or (about[0].tag == der.SEQUENCE and len(about) < 2):
        raise NotDer("an attribute breaks off")
    return about


def _algorithm(identifier: Element) -> bytes:
    kind, *_ = identifier.parts(der.SEQUENCE)
    return kind.value(der.OBJECT_IDENTIFIER)


def _digest(name: str, data: bytes) -> bytes:
    return hashlib.new(name, data).digest()
