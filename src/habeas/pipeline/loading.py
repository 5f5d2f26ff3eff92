"""What a nursery loads before it brings up workers: parsers, and the models of languages.

Much is only loaded, compiled or cached at its first use; small invented texts use it here, so that
no document waits for it, and no worker's work on one is lost to the next.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from importlib.resources import files

from habeas.model import Document, HabeasError
from habeas.sources import load_reader, read

# The last is in none of the languages that letters alone tell apart: a model has to tell.
_SAMPLES = ("en", "ru", "uk", "pl")


def load_for_reading(media_types: Iterable[str]) -> None:
    """Load what reads these kinds of file."""
    for media_type in media_types:
        load_reader(media_type)


def warm_up_reading() -> None:
    """Load what reading needs at the latest for its second document."""
    for language in _SAMPLES:
        _sample(language)
        _sample(language, as_page=True)


def load_language(language: str) -> None:
    """Load what it takes to find claims in texts of one language, by its ISO 639-1 code.

    What cannot be loaded (an extra that is not installed) is said when a document asks for it.
    """
    from habeas import claims

    with contextlib.suppress(HabeasError):
        claims.extract(_sample(language))


def _sample(language: str, *, as_page: bool = False) -> Document:
    stored = files("habeas.pipeline") / "data" / f"sample.{language}.txt"
    _, _, text = stored.read_text(encoding="utf-8").partition("\n")
    if as_page:
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        text = f"<html><body><article>{paragraphs}</article></body></html>"
    return read(text.encode(), name="sample.html" if as_page else "sample.txt")
