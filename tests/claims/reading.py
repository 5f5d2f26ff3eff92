"""Claims of a short text, for tests that read as a specification."""

from __future__ import annotations

from datetime import date

from habeas.claims import extract, prediction_lines
from habeas.model import DateInterval, Plain
from habeas.sources import read

PUBLISHED = DateInterval.on(date(2025, 11, 12))


def lines_of(
    text: str, *, outlet: str | None = "Meridian Post", published: DateInterval | None = PUBLISHED
) -> list[dict[str, Plain]]:
    """The prediction lines of a text that stands below a title."""
    document = read(f"Report on a visit to the region\n\n{text}\n".encode(), name="text.txt")
    claims = extract(document, outlet=outlet, published=published)
    return [line for line in prediction_lines(claims, document) if line["block"] != "title"]


def only_line(text: str) -> dict[str, Plain]:
    """The single claim of a text."""
    lines = lines_of(text)
    assert len(lines) == 1, [line["text"] for line in lines]
    return lines[0]


def line_with(lines: list[dict[str, Plain]], words: str) -> dict[str, Plain]:
    """The first line that holds these words."""
    found = [line for line in lines if words in line["text"]]
    assert found, f"no claim holds “{words}” among {[line['text'] for line in lines]}"
    return found[0]
