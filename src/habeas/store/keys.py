"""The investigator's Ed25519 key: who may speak for the ledger, and how anyone can check it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from habeas.model import CaseDamaged

ED25519_NOTE_TYPE = b"\x01"


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """The public half (`raw`: 32 bytes of RFC 8032) under the name that its signatures bear."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """The four bytes that name the key in a signed note (c2sp.org/signed-note)."""
        named = self.name.encode() + b"\n" + ED25519_NOTE_TYPE + self.raw
        return hashlib.sha256(named).digest()[:4]

    def find(self, key_id: bytes) -> VerifyingKey | None:
        """This key, where the id is its own: a ring of one."""
        return self if key_id == self.id else None

    def vouches_for(self, message: bytes, signature: bytes) -> bool:
        """Whether this key made the signature over the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def pem(self) -> bytes:
        """The key as openssl reads it."""
        return Ed25519PublicKey.from_public_bytes(self.raw).public_bytes(
            Encoding.PEM, PublicFormat.SubjectPublicKeyInfo
        )

    @classmethod
    def from_pem(cls, name: str, pem: bytes, *, where: str) -> VerifyingKey:
        """The key in a PEM file. Raises CaseDamaged when it holds no Ed25519 public key."""
        try:
            key = load_pem_public_key(pem)
        except (ValueError, UnsupportedAlgorithm):
            key = None
        if not isinstance(key, Ed25519PublicKey):
            raise CaseDamaged("this is not an Ed25519 public key", where=where)
        return cls(name, key.public_bytes_raw())


class SigningKey:
    """The private half, in the clear, in memory only."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verifying = VerifyingKey(name, private.public_key().public_bytes_raw())

    @classmethod
    def generate(cls, name: str) -> SigningKey:
        """A new key from the system's source of randomness."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_secret(cls, name: str, secret: bytes) -> SigningKey:
        """The key whose 32 secret bytes these are."""
        return cls(name, Ed25519PrivateKey.from_private_bytes(secret))

    def secret(self) -> bytes:
        """The 32 secret bytes; only for wrapping them."""
        return self._private.private_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """The signature (64 bytes, RFC 8032)."""
        return self._private.sign(message)
