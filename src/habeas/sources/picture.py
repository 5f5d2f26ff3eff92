"""Pictures: their caption, credit and dates; the pixels are never looked at."""

from __future__ import annotations

import re
from datetime import date

from habeas.model import BlockKind, UnreadableSource
from habeas.sources.absolute_dates import printed_dates
from habeas.sources.draft import Draft
from habeas.sources.page_text import PageText
from habeas.sources.picture_fields import PictureFacts, PictureField, picture_facts
from habeas.sources.settings import ReadSettings

_COPYRIGHT_MARKS = re.compile(r"©|\(c\)|copyright|\b(?:19|20)\d\d\b", re.IGNORECASE)
_KINDS = {"title": BlockKind.TITLE, "caption": BlockKind.CAPTION}


def read_picture(data: bytes, settings: ReadSettings) -> Draft:
    """The words of a picture's metadata as title, caption and credit.

    The day a picture was taken is no day of publication: it only bounds it from below.
    Raises UnreadableSource where there is neither title nor caption.
    """
    facts = picture_facts(data, settings)
    if not any(field.use in _KINDS for field in facts.fields):
        raise UnreadableSource(
            "no caption or text in it",
            remedy="preserved unread; add its caption as a text file beside it",
        )
    page = PageText(settings.maximum_characters)
    _write(page, facts)
    taken = _taken(facts)
    return Draft(
        text=page.text,
        parts=page.parts,
        marked_up=True,
        author=_first(facts, "author"),
        publisher=_first(facts, "credit"),
        made=taken[0] if taken else None,
        made_evidence=f"{taken[1]}: taken then, so it came out then or later" if taken else "",
        notes=_notes(facts),
    )


def _write(page: PageText, facts: PictureFacts) -> None:
    """Title and caption, then photographer and agency on one line, "Name/Agency"."""
    written: set[str] = set()
    for use, kind in _KINDS.items():
        for field in _distinct(facts, use):
            if field.value not in written:
                written.add(field.value)
                page.add(field.value, kind, field.source)
    names, sources = _credited(facts)
    page.add_below("/".join(names), BlockKind.CREDIT, ", ".join(sources))


def _credited(facts: PictureFacts) -> tuple[list[str], list[str]]:
    """Photographer and agencies, each once, and the fields that name somebody new."""
    names: list[str] = []
    sources: list[str] = []
    for field in [*_distinct(facts, "author"), *_distinct(facts, "credit")]:
        known = " ".join(names).casefold()
        pieces = [piece.strip() for piece in field.value.split("/")]
        new = [piece for piece in pieces if piece and _bare(piece) not in known]
        if new:
            names.extend(new)
            sources.append(field.source)
    return names, sources


def _bare(name: str) -> str:
    """A holder's name without the marks and years of a copyright notice."""
    return _COPYRIGHT_MARKS.sub(" ", name).strip().casefold()


def _distinct(facts: PictureFacts, use: str) -> list[PictureField]:
    """The fields of one use, equal words once: the same caption stands in several standards."""
    found: dict[str, PictureField] = {}
    for field in facts.fields:
        if field.use == use:
            found.setdefault(" ".join(field.value.split()).casefold(), field)
    return list(found.values())


def _first(facts: PictureFacts, use: str) -> str | None:
    return next((field.value for field in facts.fields if field.use == use), None)


def _taken(facts: PictureFacts) -> tuple[date, str] | None:
    for field in facts.fields:
        if field.use != "date":
            continue
        for found in printed_dates(_hyphenated(field.value)):
            first = found.span().first if found.year and found.month else None
            if first is not None:
                return first, field.source
    return None


def _hyphenated(stamp: str) -> str:
    """EXIF writes 2024:05:12 and IPTC 20240512 for the day that ISO 8601 writes 2024-05-12."""
    digits = "".join(letter for letter in stamp[:10] if letter.isdigit())
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:8]}" if len(digits) == 8 else stamp


def _notes(facts: PictureFacts) -> list[str]:
    notes = [f"{field.source}: {field.value}" for field in facts.fields if field.use == "date"]
    notes += [f"{field.source}: {field.value}" for field in facts.fields if field.use == "place"]
    if facts.has_position:
        notes.append("it holds the position where it was taken (GPS), which is not shown here")
    return notes
