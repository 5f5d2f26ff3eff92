"""The elements of a JSON file one after the other, never the whole file in memory.

Three shapes are read: a package (one object with an array under a known name), a bare array, and
lines of objects. A file that breaks off or is no JSON is refused as a whole: what it lacks would be
missing food. Compressed files (gzip) are read as they unfold, up to a limit.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from habeas.model import InputRefused, UnsafeInput

_CHUNK = 1 << 20
_LONGEST_CUT_NUMBER = 4
MOST_CHARACTERS_OF_ONE_ELEMENT = 1 << 26
MOST_CHARACTERS_OF_A_FILE = 1 << 34
_GZIP = b"\x1f\x8b"
_BLANKS = " \t\r\n"
_REMEDY = "save the file once more, whole, as UTF-8"


class JsonStream:
    """A reader that knows where it stands in the text.

    Raises InputRefused for text that is not JSON or nested too deeply, UnsafeInput for an element
    or a file that is larger than the limits above.
    """

    def __init__(self, text: TextIO, name: str, chunk: int = _CHUNK) -> None:
        self._text, self._name, self._chunk = text, name, chunk
        self._buffer, self._at, self._before = "", 0, 0
        self._ended = False
        self._decoder = json.JSONDecoder(parse_constant=_no_number)

    def peek(self) -> str:
        """The next character that is no blank; empty at the end. It is not consumed."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _BLANKS:
                    return self._buffer[self._at]
                self._at += 1
            if not self._more():
                return ""

    def expect(self, character: str) -> None:
        """Consume this character. Raises InputRefused where another stands."""
        if self.peek() != character:
            raise self._broken(f"not the {character!r} that must stand here")
        self._at += 1

    def value(self) -> Any:
        """The next value. Raises as the class."""
        self.peek()
        size = self._chunk
        while True:
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                cut = error.pos >= len(self._buffer) - 16 or error.msg.startswith("Unterminated")
                place = self._before + error.pos
                if not cut or not self._more(size):
                    raise self._broken(error.msg, place) from error
                size = min(size * 2, 1 << 25)
            except RecursionError as error:
                raise self._broken("nested too deeply") from error
            except ValueError as error:
                raise self._broken(f"a number that cannot be read ({error})") from error
            else:
                # A number near the end of what was read may go on: "0." of "0.5", "1e-" of "1e-7".
                near = end > len(self._buffer) - _LONGEST_CUT_NUMBER
                if near and self._buffer[end - 1] not in '}]"' and not self._ended:
                    self._more()
                    continue
                self._at = end
                return found

    def elements(self) -> Iterator[Any]:
        """The elements of the array that begins here."""
        self.expect("[")
        if self.peek() == "]":
            self.expect("]")
            return
        while True:
            yield self.value()
            if self.peek() == "]":
                self.expect("]")
                return
            self.expect(",")

    def object_keys(self) -> Iterator[str]:
        """The keys of the object that begins here; the caller consumes each value."""
        self.expect("{")
        if self.peek() == "}":
            self.expect("}")
            return
        while True:
            if self.peek() != '"':
                raise self._broken("a key must stand here")
            key = self.value()
            self.expect(":")
            yield key
            if self.peek() == "}":
                self.expect("}")
                return
            self.expect(",")

    def skip_line(self) -> None:
        """Leave out the rest of this line."""
        while (end := self._buffer.find("\n", self._at)) < 0:
            self._at = len(self._buffer)
            if not self._more():
                return
        self._at = end + 1

    def _more(self, size: int = 0) -> bool:
        if self._ended:
            return False
        rest = self._buffer[self._at :]
        if len(rest) > MOST_CHARACTERS_OF_ONE_ELEMENT:
            raise UnsafeInput(
                "one element of this file is larger than 64 million characters",
                where=self._name,
                remedy="split the package by release",
            )
        self._before += self._at
        if self._before > MOST_CHARACTERS_OF_A_FILE:
            raise UnsafeInput("this file unfolds beyond the limit", where=self._name)
        try:
            read = self._text.read(size or self._chunk)
        except (OSError, EOFError, zlib.error) as error:
            raise InputRefused(
                f"the file is damaged or cut short ({error})", where=self._name, remedy=_REMEDY
            ) from error
        except UnicodeDecodeError as error:
            raise InputRefused(
                "these bytes are not UTF-8", where=self._name, remedy=_REMEDY
            ) from error
        self._ended = not read
        self._buffer, self._at = rest + read, 0
        return bool(read)

    def _broken(self, why: str, place: int | None = None) -> InputRefused:
        place = self._before + self._at if place is None else place
        return InputRefused(
            f"no JSON at character {place + 1:,}: {why}", where=self._name, remedy=_REMEDY
        )


def opened_text(path: Path) -> TextIO:
    """The text of a file, unfolded if it is compressed; a byte order mark is taken off.

    Raises InputRefused where the file cannot be opened.
    """
    try:
        with path.open("rb") as raw:
            folded = raw.read(2) == _GZIP
        if folded:
            return gzip.open(path, "rt", encoding="utf-8-sig")
        return path.open("rt", encoding="utf-8-sig")
    except OSError as error:
        raise InputRefused(
            f"the file cannot be opened ({error.strerror})", where=path.name
        ) from error


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")
