"""What a nursery loads before it brings up workers: parsers, and the models of languages.

Much is only loaded, compiled or cached at its first use; small invented texts use it here, so that
no document waits for it, and no worker's work on one is lost to the next.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from importlib.resources import files

from habeas.model import HabeasError
from habeas.sources import load_reader, read

# The last is in none of the languages that letters alone tell apart: a model has to tell.
_SAMPLES = ("en", "ru", "uk", "pl")
_OLD_CODE_PAGES = {"ru": ("cp1251", "koi8-r"), "uk": ("cp1251",)}


def load_for_reading(media_types: Iterable[str]) -> None:
    """Load what reads these kinds of file."""
    for media_type in media_types:
        load_reader(media_type)


def warm_up_reading() -> None:
    """Load what reading needs at the latest for its second document."""
    read(_stored("sample.table.csv").encode(), name="sample.csv")
    for language in _SAMPLES:
        text = _stored(f"sample.{language}.txt")
        paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
        page = f"<html><body><article>{paragraphs}</article></body></html>"
        read(page.encode(), name="sample.html")
        for code_page in ("utf-8", *_OLD_CODE_PAGES.get(language, ())):
            read(text.encode(code_page, "replace"), name="sample.txt")


def load_language(language: str) -> None:
    """Load what it takes to find claims in texts of one language, by its ISO 639-1 code.

    What cannot be loaded (an extra that is not installed) is said when a document asks for it.
    """
    from habeas import claims

    sample = read(_stored(f"sample.{language}.txt").encode(), name="sample.txt")
    with contextlib.suppress(HabeasError):
        claims.extract(sample)


def _stored(name: str) -> str:
    """One of our sample files, without the line that says where it is from."""
    text = (files("habeas.pipeline") / "data" / name).read_text(encoding="utf-8")
    return text.partition("\n")[2]
