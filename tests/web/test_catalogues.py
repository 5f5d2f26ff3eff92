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
# In the sentences of the rooms a place may choose a form by its number.
ROOM_PLACE = re.compile(r"%\((\w+)((?:\|[^|)]*)*)\)s")


def catalogue(name: str) -> Catalog:
    with (LOCALE / f"{name}.po").open("rb") as file:
        return read_po(file, locale=name.removeprefix("rooms."))


def messages(name: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The forms of each message in English, and those that are said in this language."""
    for message in catalogue(name):
        if message.id:
            yield forms_of(message.id), forms_of(message.string)


def forms_of(words: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (words or "",) if isinstance(words, str) or words is None else tuple(words)


def test_the_catalogues_hold_what_pages_and_rooms_say_and_nothing_is_missing() -> None:
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
def test_the_sentences_of_the_rooms_keep_their_values(language: str) -> None:
    found = list(messages(f"rooms.{language}"))
    assert len(found) > 900
    for (words,), (said,) in found:
        wanted = {place[1] for place in ROOM_PLACE.finditer(words)}
        given = {place[1] for place in ROOM_PLACE.finditer(said)}
        # A noun beside a number may be part of the sentence in another language.
        assert wanted - given <= {"noun"}, said
        assert given <= wanted, said
        assert "%(" not in ROOM_PLACE.sub("", said), said
        chosen = [place[2].split("|")[1:] for place in ROOM_PLACE.finditer(said)]
        assert all(len(forms) in {0, 3} for forms in chosen), said


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_have_three_forms(language: str) -> None:
    forms = [said for ids, said in messages(language) if len(ids) == 2]
    assert len(forms) > 30
    assert all(len(said) == 3 for said in forms)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("of", ["", "rooms."])
def test_the_words_are_of_that_language(of: str, language: str) -> None:
    said = [" ".join(forms) for _, forms in messages(of + language)]
    cyrillic = sum(bool(re.search("[а-яіїєґ]", words.lower())) for words in said)
    assert cyrillic > 0.95 * len(said)
    if language == "uk":
        assert not [words for words in said if re.search("[ыэъё]", words.lower())]
    else:
        assert not [words for words in said if re.search("[іїєґ]", words.lower())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rooms_and_views_are_called_otherwise(language: str) -> None:
    """A page has both as landmarks; the same name twice would not tell them apart."""
    words = {ids[0]: said[0] for ids, said in messages(language)}
    names = [
        words[name]
        for name in ("Rooms", "Views", "Views of places", "Views of oversight", "Queues", "Pages")
    ]
    assert len(set(names)) == len(names)
