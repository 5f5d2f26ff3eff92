"""What a section is about, by its heading."""

from __future__ import annotations

from habeas.claims.headings import heading_type
from habeas.model import Block, BlockKind, Document


def document(*parts: tuple[BlockKind, str]) -> Document:
    """A document of these blocks."""
    text, blocks = "", []
    for kind, words in parts:
        blocks.append(Block(kind, len(text), len(text) + len(words), "en"))
        text += words + "\n\n"
    return Document(text, tuple(blocks), "text/plain", language="en")


def test_the_nearest_heading_above_tells() -> None:
    read = document(
        (BlockKind.SECTION_HEAD, "b. Disappearance"),
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.SECTION_HEAD, "Prison and Detention Center Conditions"),
        (BlockKind.PARAGRAPH, "Two."),
    )
    assert heading_type(read, 1, "en") == "enforced_disappearance"
    assert heading_type(read, 3, "en") == "conditions"


def test_no_heading_or_one_that_does_not_tell_says_nothing() -> None:
    read = document(
        (BlockKind.PARAGRAPH, "One."),
        (BlockKind.SECTION_HEAD, "Notes"),
        (BlockKind.PARAGRAPH, "Two."),
    )
    assert heading_type(read, 0, "en") is None
    assert heading_type(read, 2, "en") is None


def test_a_language_without_a_table_says_nothing() -> None:
    read = document((BlockKind.SECTION_HEAD, "Torture"), (BlockKind.PARAGRAPH, "One."))
    assert heading_type(read, 1, "xx") is None
