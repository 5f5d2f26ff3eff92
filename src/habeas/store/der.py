"""Distinguished Encoding Rules (ITU-T X.690): elements read strictly, one level at a time.

Each element is a tag (one byte), a length, and its content. A value has one encoding only: lengths
are definite and as short as they can be. What is not written so is refused, not guessed at, so that
no other reader can see something else in the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

INTEGER = 0x02
OCTET_STRING = 0x04
OBJECT_IDENTIFIER = 0x06
SEQUENCE = 0x30
SET = 0x31
_MANY_BYTES = 0x1F
_LONG = 0x80
_LONGEST_LENGTH = 4


class NotDer(ValueError):
    """Bytes that are not one well-formed element, or not the element that was looked for."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag, its content, and both with the length between them as they stood."""

    tag: int
    content: bytes
    encoded: bytes

    def parts(self, tag: int | None = None) -> tuple[Element, ...]:
        """The elements inside; with a tag this one has to have it itself. Raises NotDer."""
        if tag is not None and self.tag != tag:
            raise NotDer(f"there is an element {self.tag:#04x} in the place of a {tag:#04x}")
        return tuple(_elements(self.content))

    def value(self, tag: int) -> bytes:
        """The content of an element that has to have this tag. Raises NotDer."""
        if self.tag != tag:
            raise NotDer(f"there is an element {self.tag:#04x} in the place of a {tag:#04x}")
        return self.content


def whole(encoded: bytes) -> Element:
    """The one element that these bytes are, to the last of them. Raises NotDer."""
    found, end = _element(encoded, 0)
    if end != len(encoded):
        raise NotDer("more bytes follow its end")
    return found


def object_identifier(dotted: str) -> bytes:
    """The content of an OBJECT IDENTIFIER such as 1.2.840."""
    first, second, *others = map(int, dotted.split("."))
    return b"".join(map(_base_128, (first * 40 + second, *others)))


def _base_128(number: int) -> bytes:
    digits = [number & 0x7F]
    while number := number >> 7:
        digits.append(number & 0x7F | 0x80)
    return bytes(reversed(digits))


def _elements(content: bytes) -> Iterator[Element]:
    position = 0
    while position < len(content):
        found, position = _element(content, position)
        yield found


def _element(data: bytes, start: int) -> tuple[Element, int]:
    if start + 2 > len(data):
        raise NotDer("it breaks off")
    tag, length, begin = data[start], data[start + 1], start + 2
    if tag & _MANY_BYTES == _MANY_BYTES:
        raise NotDer("it has a tag of several bytes")
    if length >= _LONG:
        count = length - _LONG
        digits = data[begin : begin + count]
        begin += count
        length = int.from_bytes(digits, "big")
        if not 1 <= count <= _LONGEST_LENGTH or digits[:1] == b"\0" or length < _LONG:
            raise NotDer("a length is not written in the one way")
    end = begin + length
    if end > len(data):
        raise NotDer("it breaks off")
    return Element(tag, data[begin:end], data[start:end]), end
