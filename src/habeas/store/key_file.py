"""An investigator's keys on disk: their secrets sealed under a passphrase, parameters beside them.

Version 1 holds the signing key alone. Version 2 also holds the age identity, if there is one, to
which the key of an encrypted case is wrapped, so that one passphrase opens both; and the signing
key's signature over all of it, so that an altered file is known without its passphrase.

Argon2id (RFC 9106) stretches the passphrase; ChaCha20-Poly1305 (RFC 8439) seals the 32 secret
bytes, and every other field of the file is authenticated with them, so that none can be swapped.
"""

from __future__ import annotations

import base64
import binascii
import json
import secrets
import unicodedata
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from habeas.model import CaseDamaged, CaseLocked, Plain, WrongUsage, canonical_json, from_plain
from habeas.store.keys import SigningKey, VerifyingKey

_UNSIGNED, _SIGNED = 1, 2
_SECRET_LENGTH = 32
_MEMORY_LIMIT_KIB = 1024 * 1024
_PASSES_LIMIT = 16
_LANES_LIMIT = 16
_LIMITS = f"{_MEMORY_LIMIT_KIB} KiB, {_PASSES_LIMIT} passes, {_LANES_LIMIT} lanes"


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What one guess at a passphrase costs (Argon2id, RFC 9106): memory in KiB, passes, lanes."""

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 4


@dataclass(frozen=True, slots=True)
class _Header:
    """Everything in the file but the sealed secrets; bytes in base64, `recipient` as age has it."""

    version: int
    name: str
    public_key: str
    key_derivation: str
    cost: KeyCost
    salt: str
    cipher: str
    nonce: str
    recipient: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedKeys:
    """What a key file holds, in the clear, in memory only; `identity` is age's, if there is one."""

    signing: SigningKey
    identity: str | None = None

    def __repr__(self) -> str:
        return f"OpenedKeys({self.signing.verifying.id.hex()}…)"


def seal(
    key: SigningKey, passphrase: str, cost: KeyCost, age: tuple[str, str] | None = None
) -> bytes:
    """The content of the key file; `age` is an identity and its recipient, to be sealed with it.

    Raises WrongUsage for an empty passphrase or a bad cost.
    """
    if not passphrase:
        raise WrongUsage("the passphrase is empty", remedy="choose one of several words")
    if not _is_bearable(cost):
        raise WrongUsage(f"a key at this cost could not be opened again (limits: {_LIMITS})")
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    header = _Header(
        version=_SIGNED,
        name=key.verifying.name,
        public_key=_text(key.verifying.raw),
        key_derivation="argon2id",
        cost=cost,
        salt=_text(salt),
        cipher="chacha20-poly1305",
        nonce=_text(nonce),
        recipient=age[1] if age else None,
    )
    both = key.secret() + (age[0].encode() if age else b"")
    stretched = _stretch(passphrase, salt, cost)
    sealed = ChaCha20Poly1305(stretched).encrypt(nonce, both, _authenticated(header))
    content = {"header": header, "sealed": _text(sealed)}
    return _written({**content, "signature": _text(key.sign(canonical_json(content)))})


def _authenticated(header: _Header) -> bytes:
    """The header as it is authenticated: version 1 knew no recipient."""
    fields: dict[str, Plain] = json.loads(canonical_json(header))
    if header.version == _UNSIGNED:
        del fields["recipient"]
    return canonical_json(fields)


def _written(content: Plain) -> bytes:
    return json.dumps(json.loads(canonical_json(content)), indent=2).encode() + b"\n"


def unseal(content: bytes, passphrase: str, *, where: str) -> OpenedKeys:
    """The keys in the file.

    Raises CaseLocked, always in the same words, when the passphrase does not open it, and
    CaseDamaged when the file is not a key file.
    """
    header, sealed = _read(content, where)
    stretched = _stretch(passphrase, _bytes(header.salt), header.cost)
    try:
        cipher = ChaCha20Poly1305(stretched)
        secret = cipher.decrypt(_bytes(header.nonce), sealed, _authenticated(header))
    except InvalidTag:
        raise CaseLocked(
            "the passphrase does not open the signing key",
            where=where,
            remedy="try again; a forgotten passphrase cannot be recovered",
        ) from None
    signing = SigningKey.from_secret(header.name, secret[:_SECRET_LENGTH])
    return OpenedKeys(signing, secret[_SECRET_LENGTH:].decode() or None)


def public_key_in(content: bytes, *, where: str) -> VerifyingKey:
    """The public key that the file states beside the sealed one. Raises CaseDamaged."""
    header, _ = _read(content, where)
    return VerifyingKey(header.name, _bytes(header.public_key))


def recipient_in(content: bytes, *, where: str) -> str | None:
    """The age recipient that the file states. Raises CaseDamaged."""
    return _read(content, where)[0].recipient


def _read(content: bytes, where: str) -> tuple[_Header, bytes]:
    try:
        plain: Plain = json.loads(content)
        header = from_plain(_Header, plain["header"])
        sealed = _bytes(plain["sealed"])
        _check(header)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise CaseDamaged("this is not a key file that Habeas wrote", where=where) from error
    if not _is_bearable(header.cost):
        raise CaseDamaged(
            f"the cost it states for a guess is out of bounds ({_LIMITS})",
            where=where,
            remedy="restore the file from a copy",
        )
    if header.version == _SIGNED and not _is_as_signed(header, plain, content):
        raise CaseDamaged(
            "the key file has been altered", where=where, remedy="restore the file from a copy"
        )
    return header, sealed


def _is_as_signed(header: _Header, plain: Plain, content: bytes) -> bool:
    """Whether the file is, byte for byte, what its own signing key signed."""
    key = VerifyingKey(header.name, _bytes(header.public_key))
    try:
        signature = _bytes(plain["signature"])
    except (KeyError, TypeError, ValueError):
        return False
    signed = canonical_json({"header": header, "sealed": plain["sealed"]})
    written = _written({**plain, "signature": _text(signature)})
    return key.vouches_for(signed, signature) and written == content


def _is_bearable(cost: KeyCost) -> bool:
    """Whether a guess at this cost is one that Argon2id can make and a computer can afford."""
    return (
        1 <= cost.lanes <= _LANES_LIMIT
        and 1 <= cost.passes <= _PASSES_LIMIT
        and 8 * cost.lanes <= cost.memory_kib <= _MEMORY_LIMIT_KIB
    )


def _check(header: _Header) -> None:
    """Bounds before allocation: the file may have been swapped for one that eats the memory."""
    if (header.key_derivation, header.cipher) != ("argon2id", "chacha20-poly1305"):
        raise ValueError("unknown algorithm")
    if header.version not in (_UNSIGNED, _SIGNED):
        raise ValueError("unknown version")
    if (len(_bytes(header.salt)), len(_bytes(header.nonce))) != (16, 12):
        raise ValueError("salt or nonce of the wrong length")
    if len(_bytes(header.public_key)) != 32:
        raise ValueError("public key of the wrong length")


def _stretch(passphrase: str, salt: bytes, cost: KeyCost) -> bytes:
    # The same words typed on another keyboard may come as other code points; NFC makes them one.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogateescape")
    return Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    ).derive(typed)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise ValueError(str(error)) from error
