"""The language of a stretch of text, or None where too little of it is there to tell.

Letters decide first (і ї є ґ are Ukrainian, ы э ё ъ Russian, ў Belarusian), small words next;
the model of py3langid is loaded only for what these leave open.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache
from typing import Protocol

from habeas.sources.tables import rows

_LETTERS_OF = {"uk": frozenset("іїєґ"), "ru": frozenset("ыэёъ"), "be": frozenset("ў")}
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_LEAST_LETTERS = 18
_LEAST_WORDS = 3
_LONG_WORD = 8
_SAMPLE_CHARACTERS = 1500
_LEAST_SMALL_WORDS = 0.15
_FEW_SMALL_WORDS = 0.05
_SHORT_STRETCH = 12
_CONVINCING = 0.8


class _Model(Protocol):
    def classify(self, text: str) -> tuple[str, float]:
        """The likeliest language and how likely it is (0–1)."""


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language of a text, or None."""
    return language_by_words(text) or _language_by_model(text)


def language_by_words(text: str) -> str | None:
    """The language as far as letters and small words tell, without the model."""
    sample = text[:_SAMPLE_CHARACTERS]
    words = _WORD.findall(sample.casefold())
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    if cyrillic > latin:
        return _by_letters(sample, words, cyrillic)
    english = _enough(words) and _share_of_small_words(words, "en") >= _LEAST_SMALL_WORDS
    return "en" if english else None


def language_beside(text: str, surrounding: str | None) -> str | None:
    """The language of a text on a page that is mostly in a known one.

    A short stretch of plain Latin letters on an English page is English; the model, which takes
    long to load and errs on short stretches, is asked for the rest.
    """
    found = language_by_words(text)
    if found or surrounding != "en" or not text.isascii() or not _LATIN.search(text):
        return found or _language_by_model(text)
    words = _WORD.findall(text.casefold())
    if len(words) <= _SHORT_STRETCH or _share_of_small_words(words, "en") >= _FEW_SMALL_WORDS:
        return "en" if _enough(words) else None
    return _language_by_model(text)


def most_text(languages: list[tuple[str | None, int]]) -> str | None:
    """The language of most characters, of (language, length) pairs; None where none is known."""
    lengths: Counter[str] = Counter()
    for language, length in languages:
        if language is not None:
            lengths[language] += length
    return max(lengths, key=lambda language: (lengths[language], language), default=None)


def _enough(words: list[str]) -> bool:
    return len(words) >= _LEAST_WORDS and sum(map(len, words)) >= _LEAST_LETTERS


def _by_letters(sample: str, words: list[str], cyrillic: int) -> str | None:
    letters = Counter(sample.casefold())
    seen = {name: sum(letters[each] for each in marks) for name, marks in _LETTERS_OF.items()}
    if seen["be"] and seen["ru"]:
        return "be"
    fewer, more = sorted((seen["uk"], seen["ru"]))
    telling = more > 0 and 4 * fewer <= more and (len(words) >= 2 or cyrillic >= _LONG_WORD)
    if not telling:
        return None
    return "uk" if seen["uk"] > seen["ru"] else "ru"


def _language_by_model(text: str) -> str | None:
    sample = text[:_SAMPLE_CHARACTERS]
    return _by_model(sample) if _enough(_WORD.findall(sample)) else None


def _share_of_small_words(words: list[str], language: str) -> float:
    known = _small_words(language)
    return sum(1 for word in words if word in known) / max(len(words), 1)


@cache
def _small_words(language: str) -> frozenset[str]:
    return frozenset(
        word
        for row in rows("function_words.csv")
        if row["language"] == language
        for word in row["words"].split()
    )


def _by_model(sample: str) -> str | None:
    language, likelihood = _model().classify(" ".join(sample.split()))
    return language if likelihood >= _CONVINCING and len(language) == 2 else None


class _InMemory:
    """What `py3langid` uses of `tempfile`, without a file."""

    @staticmethod
    def TemporaryFile(**_: object) -> io.BytesIO:  # noqa: N802 - the name is tempfile's own
        """A file that is nowhere but in memory."""
        return io.BytesIO()


@cache
def _model() -> _Model:
    """Loaded once, and only when needed: it takes most of a second and 100 MB."""
    # py3langid publishes no types: _Model states what is used of it.
    from py3langid import langid, modelio  # type: ignore[import-untyped]  # as said above

    # It unpacks into a temporary file, and a reader that is shut in may write none.
    files, modelio.tempfile = modelio.tempfile, _InMemory
    try:
        model = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE, norm_probs=True)
    finally:
        modelio.tempfile = files
    wanted = [code for row in rows("identified_languages.csv") for code in row["codes"].split()]
    model.set_languages([code for code in wanted if code in model.labels])
    identified: _Model = model
    return identified
