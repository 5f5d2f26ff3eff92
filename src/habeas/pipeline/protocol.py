"""How the case's process and a worker talk about one document: JSON and bytes, never code.

A worker handles hostile files and may be taken over by one. What it sends back is therefore only
ever parsed as data, within limits that hold before memory is spent, and is then checked against
the model (`accepting.py`); nothing is unpickled.
A frame is two big-endian 64-bit lengths, the JSON header, then the payload.
"""

from __future__ import annotations

import json
import struct
from typing import IO, Any, NoReturn

from habeas.model import HabeasError

Frame = tuple[dict[str, Any], bytes]

_LENGTHS = struct.Struct(">QQ")
# The longest text a reader returns is 10 million characters; with blocks, records and claims
# about it an honest answer stays far below this.
LONGEST_HEADER = 512 * 1024 * 1024
LONGEST_PAYLOAD = 4 * 1024 * 1024 * 1024
# Three bytes of JSON can become a hundred in memory: so many values at most, whatever the length.
MOST_VALUES = 50_000_000


class BrokenFrame(HabeasError):
    """The other side stopped in the middle of a frame, or announced an impossible one."""


def send(stream: IO[bytes], header: dict[str, Any], payload: bytes = b"") -> None:
    """Write one frame and flush. Raises OSError when the other side is gone."""
    head = json.dumps(header, ensure_ascii=True).encode()
    stream.write(_LENGTHS.pack(len(head), len(payload)))
    stream.write(head)
    if payload:
        stream.write(payload)
    stream.flush()


def receive(stream: IO[bytes], *, longest_payload: int = LONGEST_PAYLOAD) -> Frame | None:
    """Read one frame; None at the end of the stream. Raises BrokenFrame."""
    lengths = stream.read(_LENGTHS.size)
    if not lengths:
        return None
    if len(lengths) < _LENGTHS.size:
        raise BrokenFrame("the stream ended inside a frame")
    head_length, payload_length = _LENGTHS.unpack(lengths)
    if head_length > LONGEST_HEADER or payload_length > longest_payload:
        raise BrokenFrame("a frame announced an impossible length")
    header = _decoded(_exactly(stream, head_length))
    return header, _exactly(stream, payload_length)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length) if length else b""
    if len(data) < length:
        raise BrokenFrame("the stream ended inside a frame")
    return data


def _decoded(untrusted_head: bytes) -> dict[str, Any]:
    if sum(untrusted_head.count(sign) for sign in (b",", b"[", b"{")) > MOST_VALUES:
        raise BrokenFrame("a frame's header holds more values than any answer")
    try:
        header = json.loads(untrusted_head, parse_constant=_refuse)
    except RecursionError:
        raise BrokenFrame("a frame's header is nested deeper than any answer") from None
    except ValueError as error:
        raise BrokenFrame("a frame's header is not JSON") from error
    if not isinstance(header, dict):
        raise BrokenFrame("a frame's header is not an object")
    return header


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number")
