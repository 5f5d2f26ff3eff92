"""A keyed signature of a weighted set of tokens: one-bit minwise hashing.

For each of 2,048 positions every token draws a waiting time from its own keyed stream,
exponential with the token's weight as rate; the token that comes first gives the bit, out of the
same stream. So two sets agree in a position with probability (1 + J) / 2, where J is their
weighted Jaccard likeness, independently at each position (Li and König 2010, "b-bit minwise
hashing"; weights as in Cohen 1997; for record linkage Smith 2017, "Secure privacy preserving
record linkage system using tabulation-based minwise hashing").

Against a Bloom filter of the same length: every signature has half its bits set whatever it
holds, and no position belongs to a token, so there are no columns of bits to find by frequency.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence

import numpy as np
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from numpy.typing import NDArray

BITS = 2048
BYTES = BITS // 8
_WORD = np.dtype("<u4")
_ZEROS = bytes(BITS * _WORD.itemsize)
_START = bytes(16)
_NOISE_DRAWS = 2**32

Signature = NDArray[np.uint8]


def signature_of(tokens: Sequence[tuple[bytes, float]], key: bytes) -> Signature:
    """The signature, BYTES bytes; of no tokens, all zero."""
    if not tokens:
        return np.zeros(BYTES, dtype=np.uint8)
    streams = np.stack([_stream(token, key) for token, _ in tokens])
    weights = np.array([weight for _, weight in tokens], dtype=np.float32)
    # The lowest bit is the token's own bit, the others its waiting time.
    chance = ((streams >> 1).astype(np.float32) + np.float32(0.5)) * np.float32(2.0**-31)
    first = np.argmin(-np.log(chance) / weights[:, None], axis=0)
    bits = (streams[first, np.arange(BITS)] & 1).astype(np.uint8)
    return np.packbits(bits)


def flipped(signatures: Signature, share: float) -> Signature:
    """Each bit turned over with this probability, from the system's own randomness (BLIP).

    The same list encoded twice with noise gives two different encodings; noise of which the seed
    were known could be taken off again.
    """
    if not share:
        return signatures
    shape = (*signatures.shape[:-1], signatures.shape[-1] * 8)
    count = int(np.prod(shape))
    draws = np.frombuffer(secrets.token_bytes(count * 4), dtype=_WORD).reshape(shape)
    mask = np.packbits((draws < share * _NOISE_DRAWS).astype(np.uint8), axis=-1)
    return signatures ^ mask


def _stream(token: bytes, key: bytes) -> NDArray[np.uint32]:
    """A word for each position, from the token's own key."""
    own = hmac.digest(key, token, "sha256")
    encryptor = Cipher(AES(own), CTR(_START)).encryptor()
    return np.frombuffer(encryptor.update(_ZEROS), dtype=_WORD)
