"""What a document and its source say of themselves: title, author, publisher, date."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePosixPath

from habeas.model import Document, Provenance, Publication, Source
from habeas.reports.redaction.pseudonyms import PASSAGE
from habeas.reports.redaction.record.withheld import Withheld
from habeas.reports.redaction.replacing import Replaced
from habeas.reports.redaction.rewriting import rewritten
from habeas.reports.redaction.writing.identifiers import References
from habeas.reports.redaction.writing.words import words_in

# A shorter name of a file may be any word of its text.
_FEWEST_OF_A_HEADING = 2
_ROUNDED_TO = 1000
Hide = Callable[[str], str]


def described(document: Document, moved: Replaced, withheld: Withheld, hide: Hide) -> Document:
    """The properties of a document, which say again what its title and byline do; without text."""

    def shown(value: str | None) -> str | None:
        return None if value is None else as_printed(value, moved, withheld) or hide(value)

    bare = replace(document, text="", blocks=(), runs=(), records=(), publication=None)
    return replace(
        rewritten(bare, hide),
        title=shown(document.title),
        author=shown(document.author),
        publisher=shown(document.publisher),
        publication=_publication(document.publication, moved, withheld, hide),
    )


def described_source(
    source: Source,
    references: References,
    withheld: Withheld,
    moved: Replaced | None,
    hide: Hide,
) -> Source:
    """What is said of a source; `moved` is its text, where it has one."""

    def provenance(one: Provenance) -> Provenance:
        return replace(
            one,
            untrusted_name=file_name(one.untrusted_name, moved, withheld, hide),
            collected_by=hide(one.collected_by),
            container=references.of(one.container) if one.container else None,
            url=hide(one.url) if one.url else None,
        )

    def shown(value: str | None) -> str | None:
        if value is None or moved is None:
            return value if value is None else hide(value)
        return as_printed(value, moved, withheld) or hide(value)

    return replace(
        rewritten(source, hide, {Provenance: provenance}),
        sha256=references.of(source.sha256),
        size=-(-source.size // _ROUNDED_TO) * _ROUNDED_TO,
        media_type=source.media_type,
        author=shown(source.author),
        publisher=shown(source.publisher),
        published=None if withheld.dates(source.published) else source.published,
    )


def as_printed(value: str, moved: Replaced, withheld: Withheld) -> str | None:
    """What has become of a value in the text; None where nothing of it is withheld."""
    known = repeated(value, moved, withheld)
    return PASSAGE if known is None and withheld.tells(value) else known


def repeated(value: str, moved: Replaced, withheld: Withheld) -> str | None:
    """What all words of a value have become where they stand in the text and some are withheld."""
    span = withheld.repeats(value)
    return None if span is None else moved.text[moved.first(span[0]) : moved.last(span[1])]


def file_name(name: str, moved: Replaced | None, withheld: Withheld, hide: Hide) -> str:
    """The name of a file; a page that was saved is often named for its heading."""
    heading = PurePosixPath(name).stem
    if moved is None or len(words_in(heading)) < _FEWEST_OF_A_HEADING:
        return hide(name)
    return hide(name.replace(heading, repeated(heading, moved, withheld) or heading))


def _publication(
    publication: Publication | None, moved: Replaced, withheld: Withheld, hide: Hide
) -> Publication | None:
    """When it was published; unknown where only a redacted passage says so."""
    if publication is None or withheld.dates(publication.interval):
        return None
    start, end = publication.start, publication.end
    if start is not None and end is not None:
        if withheld.touches(start, end):
            return None
        start, end = moved.first(start), moved.last(end)
    return replace(publication, evidence=hide(publication.evidence), start=start, end=end)
