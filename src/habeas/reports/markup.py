"""Words from outside, made safe to print: nothing in them may act on the page or a reader's eye."""

from __future__ import annotations

from markupsafe import Markup

from habeas.model import printable

_KEPT = {ord("\n"), ord("\t")}


def neutralised(untrusted_text: str) -> str:
    """The text with control, bidirectional and invisible characters written as escapes.

    Line breaks and tabs stay: they are part of how a source is laid out. The rest of the escaping
    (tags, quotes, ampersands) is the template's own, and always on.
    """
    if untrusted_text.isprintable():
        return untrusted_text
    lines = untrusted_text.replace("\r\n", "\n")
    return "".join(
        character if ord(character) in _KEPT else printable(character) for character in lines
    )


def finalised(value: object) -> object:
    """What a template writes out for a value: text neutralised, our own mark-up as it is."""
    if isinstance(value, Markup):
        return value
    return neutralised(value) if isinstance(value, str) else value


def css_string(untrusted_text: str) -> str:
    """The text as a quoted CSS string in which every character but the plainest is an escape."""
    safe = "".join(
        character if character.isascii() and character.isalnum() else f"\\{ord(character):x} "
        for character in neutralised(untrusted_text)
    )
    return f'"{safe}"'
