"""The file of an encoding: a line of JSON and a line of base64, nothing else.

    {"format":"habeas-overlap","version":1,"records":948,"left_out":2,"bits":2048,"noise":0.0,
     "key_check":"…32 hex digits","spelling_check":"…16","sha256":"…64"}      (one line)
    base64 of records × (1 + bits/8) bytes: the form of a row, then its signature   (one line)

The header has these fields in this order and no others; rows are sorted by signature and form.
There is no name, no id, no place, no time and no order of the list in it. `sha256` is that of the
bytes before base64: it finds damage in transit, not malice. What comes from outside is checked
before anything is made of it, sizes before memory is taken.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np

from habeas.model import InputRefused, UnsafeInput
from habeas.people.overlap.encoding import MOST_NOISE, Encoding
from habeas.people.overlap.form import FORMS
from habeas.people.overlap.signature import BITS, BYTES

FORMAT = "habeas-overlap"
VERSION = 1
MOST_RECORDS = 1_000_000
_LONGEST_HEADER = 1024
_ROW = 1 + BYTES
_FIELDS = (
    "format",
    "version",
    "records",
    "left_out",
    "bits",
    "noise",
    "key_check",
    "spelling_check",
    "sha256",
)
_DIGESTS = {"key_check": 16, "spelling_check": 8, "sha256": 32}
_AGAIN = "ask for the file again, or encode the list again"


def written(encoding: Encoding) -> bytes:
    """The bytes of the file."""
    body = np.column_stack([encoding.forms, encoding.signatures]).astype(np.uint8).tobytes()
    header = {
        "format": FORMAT,
        "version": VERSION,
        "records": len(encoding),
        "left_out": encoding.left_out,
        "bits": BITS,
        "noise": encoding.noise,
        "key_check": encoding.key_check.hex(),
        "spelling_check": encoding.spelling_check.hex(),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    first = json.dumps(header, separators=(",", ":")).encode("ascii")
    return first + b"\n" + base64.b64encode(body) + b"\n"


def read_encoding(path: Path) -> Encoding:
    """The encoding in a file; raises InputRefused for what is none, or is damaged."""
    where = path.name
    try:
        with path.open("rb") as opened:
            header = _header(opened.readline(_LONGEST_HEADER + 1), where)
            length = -(-header["records"] * _ROW // 3) * 4 + 1
            untrusted_body = opened.read(length + 1)
    except FileNotFoundError:
        raise InputRefused("there is no such file", where=where) from None
    except OSError as problem:
        raise InputRefused(f"it cannot be read: {problem.strerror}", where=where) from None
    return _encoding(header, untrusted_body, length, where)


def _header(line: bytes, where: str) -> dict[str, Any]:
    """The checked header."""
    if len(line) > _LONGEST_HEADER or not line.endswith(b"\n"):
        raise _refusal("this is no encoding of a list: its first line is no header", where)
    try:
        header = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError):
        raise _refusal(
            "this is no encoding of a list: its first line is no header", where
        ) from None
    if not isinstance(header, dict) or header.get("format") != FORMAT:
        raise _refusal("this is no encoding of a list", where)
    if header.get("version") != VERSION or isinstance(header["version"], bool):
        raise InputRefused(
            "the encoding is of another version",
            where=where,
            remedy=f"both sides encode with a Habeas that writes version {VERSION}",
        )
    if tuple(header) != _FIELDS or line != _canonical(header):
        raise _refusal("the header does not have the fields of its version", where)
    _check_values(header, where)
    return header


def _canonical(header: dict[str, Any]) -> bytes:
    return json.dumps(header, separators=(",", ":")).encode("ascii") + b"\n"


def _check_values(header: dict[str, Any], where: str) -> None:
    for field in ("records", "left_out"):
        value = header[field]
        if type(value) is not int or value < 0:
            raise _refusal(f"the header's {field} is no number of records", where)
        if value > MOST_RECORDS:
            raise UnsafeInput(
                f"the header claims more than {MOST_RECORDS:,} records ({field})", where=where
            )
    if not header["records"]:
        raise _refusal("the encoding holds no record", where)
    if header["bits"] != BITS or type(header["bits"]) is not int:
        raise _refusal(f"its signatures do not have {BITS} bits", where)
    if type(header["noise"]) is not float or not 0 <= header["noise"] <= MOST_NOISE:
        raise _refusal(f"the header's noise is no share from 0 to {MOST_NOISE:g}", where)
    for field, length in _DIGESTS.items():
        value = header[field]
        if not isinstance(value, str) or not _is_hex(value, length):
            raise _refusal(f"the header's {field} is not {length} bytes in hexadecimal", where)


def _is_hex(text: str, length: int) -> bool:
    return len(text) == 2 * length and not set(text) - set("0123456789abcdef")


def _encoding(header: dict[str, Any], untrusted_body: bytes, length: int, where: str) -> Encoding:
    if len(untrusted_body) != length or not untrusted_body.endswith(b"\n"):
        short = len(untrusted_body) < length
        raise _refusal(
            f"the file is {'shorter' if short else 'longer'} than its header says", where
        )
    try:
        body = base64.b64decode(untrusted_body[:-1], validate=True)
    except binascii.Error:
        raise _refusal("its second line is not base64", where) from None
    if len(body) != header["records"] * _ROW:
        raise _refusal("the file holds more or less than its header says", where)
    if hashlib.sha256(body).hexdigest() != header["sha256"]:
        raise _refusal("the records are not those that the header was made for", where)
    rows = np.frombuffer(body, dtype=np.uint8).reshape(header["records"], _ROW)
    if (rows[:, 0] >= FORMS).any():
        raise _refusal("a record has a form that there is not", where)
    return Encoding(
        signatures=np.ascontiguousarray(rows[:, 1:]),
        forms=rows[:, 0].copy(),
        left_out=header["left_out"],
        noise=header["noise"],
        key_check=bytes.fromhex(header["key_check"]),
        spelling_check=bytes.fromhex(header["spelling_check"]),
    )


def _refusal(what: str, where: str) -> InputRefused:
    return InputRefused(what, where=where, remedy=_AGAIN)
