"""Files gone wrong on purpose: damaged, cut, spliced, and lied to about their own lengths.

The same seed and number give the same file. What is packed (zip members, gzip streams) is also
unpacked, damaged and packed again, so that the damage reaches the parser behind the checksum.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LONGEST = 48 * 1024
# Errors of a programmer, not of a file; and a worker that died, was ended, or talked nonsense.
FAULTS = re.compile(
    r"\((?:Type|Attribute|Index|Key|Name|UnboundLocal|Assertion|Recursion|ZeroDivision"
    r"|NotImplemented|Runtime)Error|the reader |took longer"
)
# What a length, a count or an offset is most harmful as.
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_FORMATS = ("<H", ">H", "<I", ">I", "<Q", ">Q")
_DIGITS = b"0123456789"
_NUMBERS = (b"0", b"-1", b"1e9999", b"4294967296", b"99999999999999999999", b"0x", b"\xd9\xa3")
_WORDS = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\r\n\r\n",
    b"\n--",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"&#x110000;",
    b"&a;",
    b"<table>",
    b"</p>",
    b"=?utf-8?b?",
    b'"',
    b"endobj",
    b"stream\n",
    b"<<",
    b"../",
    "\u202e".encode(),
)


@dataclass(frozen=True, slots=True)
class Mutation:
    """One damaged file, and the number under which it can be made again."""

    kind: str
    number: int
    data: bytes


def mutation(kind: str, seeds: Sequence[bytes], number: int) -> Mutation:
    """The damaged file of this number: one of the seeds, damaged once or a few times."""
    chance = random.Random(f"{kind}:{number}")  # noqa: S311 - repeatable, not secret
    data = chance.choice(seeds)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 6))):
        data = _damaged(data, seeds, chance)
    return Mutation(kind, number, data[:LONGEST])


def _damaged(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    if chance.random() < 0.5:
        if data.startswith(b"PK"):
            return _inside_zip(data, seeds, chance)
        if data.startswith(b"\x1f\x8b"):
            return _inside_gzip(data, seeds, chance)
    return chance.choice(_DAMAGES)(data, seeds, chance)


def _flip(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _n in range(chance.choice((1, 2, 8, 64)) if data else 0):
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _overwrite(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    noise = chance.randbytes(chance.choice((1, 2, 4, 16, 256)))
    return data[:at] + noise + data[at + len(noise) :]


def _truncate(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(data, chance)
    return data[:start] + data[end:]


def _repeat(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A stretch many times over: nesting, where it opens something."""
    start, end = _stretch(data, chance, longest=200)
    times = min(chance.choice((2, 16, 500, 5_000)), LONGEST // max(1, end - start))
    return data[:start] + data[start:end] * times + data[end:]


def _splice(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(seeds)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other) + 1) :]


def _transplant(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _stretch(chance.choice(seeds), chance)
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(seeds)[start:end] + data[at:]


def _wrong_number(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A binary field with a value at the edge of what it holds."""
    form = chance.choice(_FORMATS)
    size = struct.calcsize(form)
    if len(data) < size:
        return data
    at = chance.randrange(len(data) - size + 1)
    value = chance.choice(_EXTREMES) & ((1 << (8 * size)) - 1)
    return data[:at] + struct.pack(form, value) + data[at + size :]


def _wrong_digits(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    """A written number (a length, an offset, a count, a date) replaced by an absurd one."""
    places = [n for n in range(len(data)) if data[n] in _DIGITS]
    if not places:
        return data
    start = end = chance.choice(places)
    while end < len(data) and data[end] in _DIGITS:
        end += 1
    return data[:start] + chance.choice(_NUMBERS) + data[end:]


def _insert(data: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(_WORDS) * chance.choice((1, 1, 3, 2_000)) + data[at:]


_DAMAGES: tuple[Callable[[bytes, Sequence[bytes], random.Random], bytes], ...] = (
    _flip,
    _overwrite,
    _truncate,
    _drop,
    _repeat,
    _splice,
    _transplant,
    _wrong_number,
    _wrong_digits,
    _insert,
)


def _stretch(data: bytes, chance: random.Random, longest: int = 4_000) -> tuple[int, int]:
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randrange(1, longest))


def _inside_zip(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except Exception:  # damaged before: then it is damaged outside once more
        return _flip(data, seeds, chance)
    if not files:
        return data
    name = chance.choice(sorted(files))
    inner = [files[other] for other in sorted(files)]
    files[name] = chance.choice(_DAMAGES)(files[name], inner, chance)[:LONGEST]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for written, content in files.items():
            archive.writestr(zipfile.ZipInfo(written), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _inside_gzip(data: bytes, seeds: Sequence[bytes], chance: random.Random) -> bytes:
    try:
        inside = gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return _flip(data, seeds, chance)
    return gzip.compress(chance.choice(_DAMAGES)(inside, [inside], chance)[:LONGEST], mtime=0)
