"""What the tests of this room share: reading a text and looking at its blocks."""

from __future__ import annotations

from habeas.model import BlockKind, Document, canonical_json
from habeas.sources import read


def read_text(text: str, name: str = "text.txt") -> Document:
    """The document of a plain text in UTF-8."""
    return read(text.encode(), name=name)


def texts(document: Document, kind: BlockKind) -> list[str]:
    """The words of all blocks of one kind, in order."""
    return [document.text_of(block) for block in document.blocks if block.kind is kind]


def kinds(document: Document) -> list[BlockKind]:
    """The kinds of all blocks, in order."""
    return [block.kind for block in document.blocks]


def kind_of(document: Document, opening: str) -> BlockKind:
    """The kind of the one block that begins with these words."""
    found = [block for block in document.blocks if document.text_of(block).startswith(opening)]
    assert len(found) == 1, f"{len(found)} blocks begin with {opening!r}"
    return found[0].kind


def check_cover(document: Document) -> None:
    """Blocks are sorted, apart, and hold every visible character; spans of records are true."""
    canonical_json(document)  # what cannot be written down cannot be kept
    end = 0
    for block in document.blocks:
        assert end <= block.start < block.end <= len(document.text)
        assert not document.text[end : block.start].strip()
        end = block.end
        assert block.reason
    assert not document.text[end:].strip()
    for record in document.records:
        assert all(record.start <= cell.start <= cell.end <= record.end for cell in record.cells)
