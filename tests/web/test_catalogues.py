"""The catalogues of the interface: every message, in every language, with its places for values."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src" / "habeas" / "web" / "locale"
LANGUAGES = ("uk", "ru")
PLACE = re.compile(r"%\(\w+\)[sd]")


def catalogue(language: str) -> Catalog:
    with (LOCALE / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The forms of each message in English, and those that are said in this language."""
    for message in catalogue(language):
        if message.id:
            yield forms_of(message.id), forms_of(message.string)


def forms_of(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str) or words is None else tuple(words)


def test_the_catalogues_hold_what_the_pages_say_and_nothing_is_missing() -> None:
    command = [sys.executable, "tools/refresh_messages.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_have_their_places_in_every_form(language: str) -> None:
    for ids, said in messages(language):
        wanted = set(PLACE.findall(ids[-1])) | set(PLACE.findall(ids[0]))
        for form in said:
            found = set(PLACE.findall(form))
            assert found <= wanted, form
            assert found == wanted or len(said) > 1, form


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_have_three_forms(language: str) -> None:
    forms = [said for ids, said in messages(language) if len(ids) == 2]
    assert len(forms) > 30
    assert all(len(said) == 3 for said in forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_are_of_that_language(language: str) -> None:
    said = [" ".join(forms) for _, forms in messages(language)]
    cyrillic = sum(bool(re.search("[а-яіїєґ]", words.lower())) for words in said)
    assert cyrillic > 0.95 * len(said)
    if language == "uk":
        assert not [words for words in said if re.search("[ыэъё]", words.lower())]
    else:
        assert not [words for words in said if re.search("[іїєґ]", words.lower())]
