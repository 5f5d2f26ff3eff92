"""A small document of headings, paragraphs, lists and tables, in plain text or in HTML."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from habeas.model import printable

_WIDTH = 88


@dataclass(frozen=True)
class Paragraph:
    """Words; `strong` marks those that a reader should see first."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Bullets:
    """Sentences one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Rows:
    """A table: column names, and cells as text; columns of figures stand flush right."""

    header: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    figures: tuple[int, ...] = ()


Block = Paragraph | Bullets | Rows


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; an empty heading is none."""

    heading: str
    blocks: tuple[Block, ...]


def in_plain_text(title: str, sections: Sequence[Section]) -> str:
    """The document in lines of at most 88 characters but for tables, with Markdown's headings."""
    parts = [f"# {printable(title)}"] if title else []
    for section in sections:
        if section.heading:
            parts.append(f"## {section.heading}")
        parts.extend(_plain_block(block) for block in section.blocks)
    return "\n\n".join(parts) + "\n"


def in_html(title: str, sections: Sequence[Section], *, kind: str) -> str:
    """The document as one `<section class="habeas-…">`, without styles, scripts or links."""
    parts = [f'<section class="habeas-{kind}">']
    if title:
        parts.append(f"<h2>{_escaped(title)}</h2>")
    for section in sections:
        if section.heading:
            parts.append(f"<h3>{_escaped(section.heading)}</h3>")
        parts.extend(_html_block(block) for block in section.blocks)
    return "\n".join([*parts, "</section>"]) + "\n"


def _plain_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _filled(block.text)
    if isinstance(block, Bullets):
        return "\n".join(_filled(item, "- ", "  ") for item in block.items)
    return _plain_table(block)


def _filled(text: str, first: str = "", further: str = "") -> str:
    return textwrap.fill(
        printable(text),
        _WIDTH,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _plain_table(table: Rows) -> str:
    """Columns padded to one width, between bars; a bar inside a cell is written as ¦."""
    lines = [
        [printable(cell).replace("|", "¦") for cell in row] for row in (table.header, *table.cells)
    ]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rule = ["-" * width for width in widths]
    return "\n".join(
        "| " + " | ".join(
            cell.rjust(width) if place in table.figures else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ) + " |"
        for line in (lines[0], rule, *lines[1:])
    )  # fmt: skip


def _html_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        words = _escaped(block.text)
        return f"<p><strong>{words}</strong></p>" if block.strong else f"<p>{words}</p>"
    if isinstance(block, Bullets):
        return "<ul>" + "".join(f"<li>{_escaped(item)}</li>" for item in block.items) + "</ul>"
    header = "".join(f'<th scope="col">{_escaped(cell)}</th>' for cell in block.header)
    body = "".join(_html_row(row) for row in block.cells)
    return f"<table><thead><tr>{header}</tr></thead><tbody>{body}</tbody></table>"


def _html_row(cells: Sequence[str]) -> str:
    first, *others = map(_escaped, cells)
    rest = "".join(f"<td>{cell}</td>" for cell in others)
    return f'<tr><th scope="row">{first}</th>{rest}</tr>'


def _escaped(text: str) -> str:
    return html.escape(printable(text))
