"""The shared secret, and the keys that come of it."""

from __future__ import annotations

import hashlib
import math
import secrets
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from habeas.model import InputRefused

FEWEST_CHARACTERS = 20
FEWEST_BITS = 64.0
_NEW_SECRET_BYTES = 32
_KEY_BYTES = 32
_CHECK_BYTES = 16
# What one guess costs: so that a mediocre secret is not tried out a billion times against the check
# value in the file.
_MEMORY_KIB = 65536
_PASSES = 3
_LANES = 4
_SALT = b"habeas people overlap, version 1"
_REMEDY = "make one with `habeas people overlap secret -o key.txt`, and share it out of band"


@dataclass(frozen=True)
class Keys:
    """What an encoding is made with: `token` stays secret, `check` stands in the file.

    The check value tells two secrets apart and gives away neither.
    """

    token: bytes = field(repr=False)
    check: bytes


def new_secret() -> str:
    """A secret of 256 random bits, as text."""
    return secrets.token_urlsafe(_NEW_SECRET_BYTES)


def derive_keys(secret: str, occasion: str = "") -> Keys:
    """The keys of one exchange: Argon2id of the secret, then HKDF for each use.

    `occasion` is any text on which both sides agree; another occasion gives other keys, so that
    encodings of two exchanges cannot be laid side by side. White space around the secret does not
    count. Raises InputRefused for a weak secret.
    """
    words = unicodedata.normalize("NFC", secret).strip()
    _refuse_weak(words)
    # The salt is no secret and has to be the same on both sides: it is what the exchange is about.
    about = _SALT + b"\0" + unicodedata.normalize("NFC", occasion).strip().encode("utf-8")
    master = Argon2id(
        salt=hashlib.sha256(about).digest(),
        length=_KEY_BYTES,
        iterations=_PASSES,
        lanes=_LANES,
        memory_cost=_MEMORY_KIB,
    ).derive(words.encode("utf-8"))
    return Keys(
        token=_expanded(master, b"tokens", _KEY_BYTES),
        check=_expanded(master, b"check value", _CHECK_BYTES),
    )


def _expanded(master: bytes, use: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=use).derive(master)


def _refuse_weak(words: str) -> None:
    """Refuse what could be guessed: too short, or of too few different characters."""
    if len(words) < FEWEST_CHARACTERS:
        raise InputRefused(
            f"the secret has fewer than {FEWEST_CHARACTERS} characters", remedy=_REMEDY
        )
    if _bits(words) < FEWEST_BITS or _repeats(words):
        raise InputRefused("the secret is too regular to keep a secret", remedy=_REMEDY)


def _bits(words: str) -> float:
    """The length times the entropy of its characters: an upper bound of what it may hold."""
    shares = [count / len(words) for count in Counter(words).values()]
    return -len(words) * sum(share * math.log2(share) for share in shares)


def _repeats(words: str) -> bool:
    """Whether the text is one shorter text over and over, or counts up or down."""
    if words in (words + words)[1:-1]:
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(words)}
    return len(steps) <= 2
