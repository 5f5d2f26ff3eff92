"""A form with files, taken apart in memory: Starlette's own parser puts large parts on the disk."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from habeas.model import WrongUsage

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

# The parser would write letters of what was sent to the terminal.
logging.getLogger("python_multipart").addHandler(logging.NullHandler())

MOST_PARTS = 100_000
_LONGEST_VALUE = 20_000


@dataclass(frozen=True, slots=True)
class SentForm:
    """The values of a form by name, and its files: each a name as sent, and bytes."""

    values: dict[str, str]
    files: tuple[tuple[str, bytes], ...]


def parse_form(body: bytes, content_type: str) -> SentForm:
    """The form in a body of multipart/form-data. Raises WrongUsage for anything else."""
    kind, options = parse_options_header(content_type)
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise WrongUsage("this is not a form with files", where=content_type[:60])
    parts = _Parts()
    try:
        parser = MultipartParser(options[b"boundary"], parts.callbacks())
        parser.write(body)
        parser.finalize()
    except FormParserError:
        raise WrongUsage("this form is cut off or damaged", remedy="send it again") from None
    if not parts.ended:
        raise WrongUsage("this form is cut off", remedy="send it again")
    return parts.form()


@dataclass(slots=True)
class _Part:
    headers: dict[str, bytes] = field(default_factory=dict)
    data: bytearray = field(default_factory=bytearray)


class _Parts:
    """Gathers what the parser finds."""

    def __init__(self) -> None:
        self.ended = False
        self._parts: list[_Part] = []
        self._name = bytearray()
        self._value = bytearray()

    def callbacks(self) -> MultipartCallbacks:
        """What the parser calls, and when."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda data, start, end: self._name.extend(data[start:end]),
            "on_header_value": lambda data, start, end: self._value.extend(data[start:end]),
            "on_header_end": self._header,
            "on_part_data": lambda data, start, end: self._parts[-1].data.extend(data[start:end]),
            "on_end": self._end,
        }

    def form(self) -> SentForm:
        """All values and files. Raises WrongUsage for a part without a name."""
        values: dict[str, str] = {}
        files = []
        for part in self._parts:
            _, options = parse_options_header(
                part.headers.get("content-disposition", b"").decode("latin-1")
            )
            if b"name" not in options:
                raise WrongUsage("a part of the form has no name")
            name = options[b"name"].decode("utf-8", "replace")
            if b"filename" in options:
                # A field for files in which nothing was chosen is sent empty, without a name.
                if options[b"filename"] or part.data:
                    files.append((_file_name(options[b"filename"]), bytes(part.data)))
            elif len(part.data) > _LONGEST_VALUE:
                raise WrongUsage(f"longer than {_LONGEST_VALUE:,} characters", where=name[:80])
            else:
                values[name] = part.data.decode("utf-8", "replace").replace("\x00", "")
        return SentForm(values, tuple(files))

    def _begin(self) -> None:
        if len(self._parts) >= MOST_PARTS:
            raise WrongUsage(f"more than {MOST_PARTS:,} files in one form")
        self._parts.append(_Part())

    def _header(self) -> None:
        self._parts[-1].headers[self._name.decode("latin-1").lower()] = bytes(self._value)
        self._name, self._value = bytearray(), bytearray()

    def _end(self) -> None:
        self.ended = True


def _file_name(sent: bytes) -> str:
    """The name as it was: browsers write quotation marks and line breaks as escapes."""
    name = sent.decode("utf-8", "replace")
    for written, letter in (("%22", '"'), ("%0D", "\r"), ("%0A", "\n")):
        name = name.replace(written, letter)
    return name
