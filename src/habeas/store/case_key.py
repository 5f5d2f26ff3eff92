"""The case key: 32 random bytes from which an encrypted case's other keys come, and its wrapping.

The key lies in `keys/case-key.age`, an age file to everybody who may open the case. Whoever holds
it can derive the key of the database (SQLCipher, raw) and the key that names blobs (HMAC).
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from habeas.model import CaseLocked, InputRefused, WrongUsage

CASE_KEY_LENGTH = 32
_REMEDY = "use the passphrase, or the age identity, of somebody who has access"


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The secret of an encrypted case, in the clear, in memory only."""

    secret: bytes

    def __repr__(self) -> str:
        return "CaseKey(…)"

    @classmethod
    def generate(cls) -> CaseKey:
        """A new key from the system's source of randomness."""
        return cls(secrets.token_bytes(CASE_KEY_LENGTH))

    @property
    def database_key(self) -> str:
        """The raw key of the SQLCipher database: 32 bytes in hex."""
        return self._derived(b"habeas database").hex()

    def blob_name(self, sha256: str) -> str:
        """The name (64 hex digits) under which the bytes with this SHA-256 lie on the disk.

        Without the key nobody can tell whether a file that they have is in the case.
        """
        key = self._derived(b"habeas blob names")
        return hmac.new(key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()

    def wrapped(self, recipients: Sequence[str]) -> bytes:
        """The key as an age file for these recipients. Raises InputRefused for none of age's."""
        wrapped: bytes = pyrage.encrypt(self.secret, [recipient_of(item) for item in recipients])
        return wrapped

    @classmethod
    def unwrapped(cls, content: bytes, identities: Sequence[str], *, where: str) -> CaseKey:
        """The key in an age file, opened by one of these age identities.

        Raises CaseLocked, always in the same words, when none of them opens it.
        """
        try:
            secret = pyrage.decrypt(content, [_identity_of(item) for item in identities])
        except (pyrage.DecryptError, ValueError):
            secret = b""
        if len(secret) != CASE_KEY_LENGTH:
            raise does_not_open(where)
        return cls(secret)

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), length=32, salt=None, info=purpose).derive(self.secret)


def does_not_open(where: str) -> CaseLocked:
    """The one refusal, whatever was wrong: it must not tell what nearly opened the case."""
    return CaseLocked("the case does not open with what was given", where=where, remedy=_REMEDY)


def new_identity() -> tuple[str, str]:
    """A new age identity (secret) and its recipient (public), as age writes them."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def recipient_of(text: str) -> pyrage.x25519.Recipient:
    """The age recipient written so. Raises InputRefused when it is none."""
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise InputRefused(
            "this is no age recipient",
            where=text[:80],
            remedy="it begins with age1; age-keygen -y prints it",
        ) from None


def read_identities(path: Path | str) -> tuple[str, ...]:
    """The age identities in a file as age-keygen writes it. Raises InputRefused for none."""
    try:
        found = identities_in(Path(path).read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        found = ()
    except OSError as error:
        raise InputRefused(f"it cannot be read: {error.strerror}", where=str(path)) from None
    if not found:
        raise InputRefused(
            "there is no age identity in this file",
            where=str(path),
            remedy="name the file that age-keygen wrote",
        )
    return found


def identities_in(text: str) -> tuple[str, ...]:
    """The age identities in the lines of a text."""
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line.startswith("AGE-SECRET-KEY-"))


def _identity_of(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise WrongUsage("this is no age identity", remedy="age-keygen makes one") from None
