"""The language of the interface: words, plurals, numbers and dates as its readers write them.

Catalogues are the `.po` files under `locale/`; English is the language of the templates.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from habeas.model import DateInterval

LANGUAGES = {"en": "English", "uk": "Українська", "ru": "Русский"}
_LOCALES = {"en": "en_GB", "uk": "uk_UA", "ru": "ru_RU"}


def N_(message: str) -> str:  # noqa: N802 - the name that every extractor of messages looks for
    """Mark a message for the catalogues where it is written; it is translated where it is shown."""
    return message


@dataclass(frozen=True, slots=True)
class Speech:
    """One language of the interface (ISO 639-1), with its words and its ways of writing."""

    language: str
    locale: Locale
    words: NullTranslations

    def say(self, message: str, **values: object) -> str:
        """The message in this language, with `%(name)s` filled in."""
        said = self.words.gettext(message)
        return said % values if values else said

    def say_many(self, one: str, many: str, number: int, **values: object) -> str:
        """The message in the form that this number asks for; `%(num)s` is the number itself."""
        said = self.words.ngettext(one, many, number)
        return said % {"num": self.number(number), **values}

    def number(self, value: float, digits: int = 0) -> str:
        """A number with at most so many decimals."""
        pattern = "#,##0" + ("." + "#" * digits if digits else "")
        return numbers.format_decimal(value, format=pattern, locale=self.locale)

    def share(self, value: float) -> str:
        """A part of one as percent."""
        return numbers.format_percent(value, locale=self.locale)

    def day(self, value: date) -> str:
        """A day."""
        return dates.format_date(value, "d MMM y", locale=self.locale)

    def moment(self, value: datetime) -> str:
        """A time of day in UTC, to the minute."""
        written = dates.format_datetime(value.astimezone(UTC), "d MMM y, HH:mm", locale=self.locale)
        return f"{written} UTC"

    def interval(self, value: DateInterval) -> str:
        """An interval of days; an open end is an ellipsis."""
        first = self.day(value.first) if value.first else "…"
        last = self.day(value.last) if value.last else "…"
        return first if first == last else f"{first} – {last}"


@cache
def speech(language: str) -> Speech:
    """The language with this code. Raises KeyError for one that the interface does not have."""
    locale = Locale.parse(_LOCALES[language])
    return Speech(language, locale, _catalogue(language))


def catalogue_file(name: str) -> Traversable:
    """The catalogue of this name, `uk` or `rooms.uk`."""
    return files("habeas.web").joinpath(f"locale/{name}.po")


def _catalogue(language: str) -> NullTranslations:
    found = catalogue_file(language)
    if not found.is_file():
        return NullTranslations()
    with found.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


def preferred(cookie: str | None, accepted: str) -> str:
    """The language that was chosen, else the first accepted one that there is, else English.

    `accepted` is an Accept-Language header.
    """
    if cookie in LANGUAGES:
        return str(cookie)
    wishes = [_wish(part) for part in accepted.split(",")[:20]]
    for _, language in sorted(wishes, key=lambda wish: -wish[0]):
        if language in LANGUAGES:
            return language
    return "en"


def _wish(part: str) -> tuple[float, str]:
    tag, _, rest = part.strip().partition(";")
    try:
        weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
    except ValueError:
        weight = 0.0
    return weight, tag.strip().lower().partition("-")[0]
