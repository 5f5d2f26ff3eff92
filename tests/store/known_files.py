"""An attacker with the locked folder of a case and a pile of known files: is one of them in it?

He sees names, lengths and times, what stands in every file, and SQLite's size; he can compute any
hash of his files, keyed with anything that lies in the clear. He has no key of the case.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[Any]
# As much of a hash, in any form, as cannot stand in the clear by chance.
ENOUGH = 16
HASHES = ("md5", "sha1", "sha256", "sha384", "sha512", "sha3_256", "blake2b", "blake2s")


@dataclass(frozen=True)
class Locked:
    """What the attacker reads off the folder: every 16 bytes in the clear; the blobs as they came.

    `lengths` are those of their encrypted part, in the order in which they were made.
    """

    pieces: frozenset[bytes]
    guessable_keys: tuple[bytes, ...]
    lengths: tuple[int, ...]
    times: frozenset[int]


def seized(path: Path) -> Locked:
    """Everything that lies in the clear."""
    files = [file for file in sorted(path.rglob("*")) if file.is_file()]
    blobs = [file for file in files if file.is_relative_to(path / "blobs")]
    small = [file.read_bytes() for file in files if file not in blobs]
    names = "\n".join(str(file.relative_to(path)) for file in files)
    blobs.sort(key=lambda file: file.stat().st_ctime_ns)
    headers = [_header(file) for file in blobs]
    text = b"\n".join([names.encode(), *small, *headers])
    return Locked(
        frozenset(text[start : start + ENOUGH] for start in range(len(text) - ENOUGH + 1)),
        tuple(_guessable_keys(small)),
        tuple(
            file.stat().st_size - len(header) for file, header in zip(blobs, headers, strict=True)
        ),
        frozenset(file.stat().st_mtime_ns for file in blobs),
    )


def _header(file: Path) -> bytes:
    """What age writes in clear before the encrypted bytes: stanzas (some of them noise), a MAC."""
    with file.open("rb") as opened:
        begun = opened.read(4096)
    end = begun.find(b"\n--- ")
    # A blob that is not age's is in the clear from its beginning to its end.
    return begun[: begun.index(b"\n", end + 1) + 1] if end >= 0 else b""


def _guessable_keys(contents: Sequence[bytes]) -> Iterator[bytes]:
    """No key, and every word or value in the clear that a careless program might use as one."""
    yield b""
    for content in contents:
        # The salt with which the database begins; a key file and a README as a whole.
        yield from (content[:16], content[:32], content, hashlib.sha256(content).digest())
    for content in contents:
        for word in set(content.replace(b'"', b" ").replace(b",", b" ").split()):
            if 6 <= len(word) <= 80 and word.isascii():
                yield word
                yield from _decoded(word)


def _decoded(word: bytes) -> Iterator[bytes]:
    for decode in (base64.b64decode, bytes.fromhex):
        try:
            yield decode(word.decode())
        except ValueError:
            continue


def confirmed(locked: Locked, files: Sequence[bytes]) -> list[int]:
    """The files some hash of which stands in the clear: that they are in the case is proven."""
    return [
        number
        for number, content in enumerate(files)
        if any(guess[:ENOUGH] in locked.pieces for guess in _guesses(locked, content))
    ]


def _guesses(locked: Locked, content: bytes) -> Iterator[bytes]:
    digests = [hashlib.new(name, content).digest() for name in HASHES]
    sha256 = digests[HASHES.index("sha256")]
    for key in locked.guessable_keys:
        # Of the hash, as a case names its blobs; a long file is not hashed once for every key.
        digests.append(hmac.digest(key, sha256, "sha256"))
        digests.append(hmac.digest(key, sha256.hex().encode(), "sha256"))
        digests.append(hashlib.sha256(key + sha256).digest())
    for digest in digests:
        yield digest.hex().encode()
        yield digest
        yield base64.b64encode(digest)


def right_by_counting(locked: Locked, expected: Sequence[int]) -> float:
    """How often he is right by lengths alone, knowing how long each of his files would be kept.

    He says of a length's files what is true of more of them than not. Nobody who sees nothing but
    lengths does better: files of one length look the same to him.
    """
    known, kept = Counter(expected), Counter(locked.lengths)
    right = sum(max(kept[each], count - kept[each]) for each, count in known.items())
    return right / len(expected)


def chances_by_order(locked: Locked, expected: Sequence[int]) -> list[float]:
    """The chance of each file to be in the case, if his files came in the order in which he has it.

    Every way to find the blobs' lengths, in the order of their creation, among those of his files
    counts alike (forward and backward sums over all of them).
    """
    known, kept = np.array(expected), np.array(locked.lengths)
    forward, backward = _ways(known, kept), _ways(known[::-1], kept[::-1])[::-1, ::-1]
    total = forward[-1, -1]
    if total == -np.inf:
        # They did not come in this order: nothing but counting is left to him.
        counts, among = Counter(expected), Counter(locked.lengths)
        return [among[length] / counts[length] for length in expected]
    chances = []
    for number, length in enumerate(known):
        ways = np.where(kept == length, forward[number, :-1] + backward[number + 1, 1:], -np.inf)
        chances.append(float(np.exp(np.logaddexp.reduce(ways) - total)))
    return chances


def _ways(known: Numbers, kept: Numbers) -> Numbers:
    """Logarithm of the ways to find the first j blobs among the first i files, in order."""
    ways = np.full((len(known) + 1, len(kept) + 1), -np.inf)
    ways[:, 0] = 0.0
    for number, length in enumerate(known, start=1):
        taken = np.where(kept == length, ways[number - 1, :-1], -np.inf)
        ways[number, 1:] = np.logaddexp(ways[number - 1, 1:], taken)
    return ways
