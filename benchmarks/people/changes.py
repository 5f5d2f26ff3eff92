"""What lists do to rows beyond what the reference generator does: one function a change.

A row is a dictionary of printed texts with the person's number and true nominative name beside;
`Chance` is a seeded source. Each change returns whether it could be made.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from respelling import SYSTEMS, SpelledName, belarusian, romanised
from tables import rows

Row = dict[str, str]
PARTS = ("surname", "given", "patronymic")
PRECISE = 10


@dataclass(frozen=True, slots=True)
class Chance:
    """One seeded source of chance, and chances that are a person's own on every list."""

    source: random.Random
    seed: int

    def of_person(self, row: Row, what: str) -> random.Random:
        """The same draws for the same person, whichever row is looked at."""
        return random.Random(f"{self.seed} {what} {row['cluster']}")  # noqa: S311 - no secrets


def language_of(row: Row) -> str:
    """The column of a word table that fits the row's script: uk, ru or en."""
    return {"cyr-uk": "uk", "cyr-ru": "ru"}.get(row["script"], "en")


def nominative(row: Row) -> SpelledName:
    """The person's true name in Ukrainian, with a patronymic only where the row prints one."""
    patronymic = row["p_patr"] if row["patronymic"] else ""
    return SpelledName(row["p_surname"], row["p_given"], patronymic)


def print_name(row: Row, name: SpelledName) -> None:
    """Put a name into the columns and print it whole, in the order of the row's script."""
    row["surname"], row["given"], row["patronymic"] = name.surname, name.given, name.patronymic
    latin = row["script"] == "lat"
    order = ("given", "patronymic", "surname") if latin else PARTS
    row["name"] = " ".join(row[part] for part in order if row[part])


def belarusian_form(row: Row, chance: Chance) -> bool:
    """A Belarusian list, in its alphabet or romanised."""
    name = belarusian(nominative(row))
    if row["script"] == "lat":
        system = chance.source.choice(SYSTEMS[:2])
        name = SpelledName(
            *(romanised(part, "be", system) for part in (name.surname, name.given, name.patronymic))
        )
    print_name(row, name)
    return True


def unheard_romanisation(row: Row, chance: Chance) -> bool:
    """A romanisation of which no table tells; rows in Cyrillic stay."""
    if row["script"] != "lat":
        return False
    system = chance.source.choice(SYSTEMS)
    name = nominative(row)
    print_name(
        row,
        SpelledName(
            *(romanised(part, "uk", system) for part in (name.surname, name.given, name.patronymic))
        ),
    )
    return True


def second_surname(others: dict[str, list[str]]) -> Callable[[Row, Chance], bool]:
    """A person with two surnames; some lists print one of them. `others` by script and sex."""

    def change(row: Row, chance: Chance) -> bool:
        own = chance.of_person(row, "second surname")
        pool = others[f"{row['script']} {row['sex']}"]
        # The same place in lists that were sorted alike: the same second surname in each script.
        other = pool[int(own.random() * len(pool))]
        first = row["surname"]
        if not first or not row["given"]:
            return False
        how = chance.source.random()
        if how < 0.25:
            printed = first
        elif how < 0.40:
            printed = other
        else:
            joint = chance.source.choice(("-", "-", " - ", " "))
            printed = first + joint + (other.upper() if first.isupper() else other)
        print_name(row, SpelledName(printed, row["given"], row["patronymic"]))
        return True

    return change


def call_sign(row: Row, chance: Chance) -> bool:
    """A call sign in the printed name, sometimes in a column of the name."""
    language = language_of(row)
    sign = chance.of_person(row, "call sign").choice(rows("call_signs.tsv"))[language]
    word = {"uk": "позивний", "ru": "позывной", "en": "call sign"}[language]
    said = chance.source.choice(
        (f"{word} «{sign}»", f"«{sign}»", f'"{sign}"', f"({word} {sign})", f"({sign})")
    )
    before, _, after = row["name"].rpartition(" ")
    if before and chance.source.random() < 0.3:
        row["name"] = f"{before} {said} {after}"
    else:
        row["name"] = f"{row['name']} {said}"
    if chance.source.random() < 0.3:
        column = "given" if row["given"] else "surname"
        row[column] = f"{row[column]} {said}".strip()
    return True


def rank_word(row: Row, chance: Chance) -> bool:
    """A word of rank, status or role before the name."""
    word = chance.source.choice(rows("rank_words.tsv"))[language_of(row)]
    if chance.source.random() < 0.3:
        word = word.capitalize()
    comma = chance.source.random() < 0.15
    row["name"] = f"{row['name']}, {word}" if comma else f"{word} {row['name']}"
    if row["surname"] and chance.source.random() < 0.4:
        row["surname"] = f"{word} {row['surname']}"
    return True


def one_string(row: Row, chance: Chance) -> bool:
    """The whole name in one column, in an order of the list's own."""
    surname, given, patronymic = (row[part] for part in PARTS)
    if surname and given and row["name"] in _orders(surname, given, patronymic):
        row["name"] = chance.source.choice(_orders(surname, given, patronymic))
    for part in PARTS:
        row[part] = ""
    return True


def _orders(surname: str, given: str, patronymic: str) -> tuple[str, ...]:
    rest = f"{given} {patronymic}".strip()
    return (f"{surname} {rest}", f"{rest} {surname}", f"{surname}, {rest}")


def scanning_error(row: Row, chance: Chance) -> bool:
    """One to three letters as a scanner reads them, the same in the name and its columns."""
    script = "lat" if row["script"] == "lat" else "cyr"
    confusions = [each for each in rows("scanning_errors.tsv") if each["script"] == script]
    made = False
    for _ in range(chance.source.choice((1, 1, 2, 3))):
        words = sorted({word for word in row["name"].split() if len(word) > 2})
        fitting = [(w, each) for w in words for each in confusions if each["seen"] in w[1:]]
        if not fitting:
            break
        word, confusion = chance.source.choice(fitting)
        read = word[0] + word[1:].replace(confusion["seen"], confusion["read"], 1)
        for column in ("name", *PARTS):
            row[column] = re.sub(rf"(?<!\S){re.escape(word)}(?!\S)", read, row[column])
        made = True
    if chance.source.random() < 0.1 and " " in row["name"]:
        row["name"] = row["name"].replace(" ", "", 1)
        made = True
    return made


def local_date(row: Row, chance: Chance) -> bool:
    """A date of birth as people write it; the year is then in no column of its own."""
    born = row["dob"]
    if not born:
        return False
    language = language_of(row)
    suffix = {"uk": " р.н.", "ru": " г.р.", "en": ""}[language]
    if len(born) < PRECISE:
        row["dob"] = chance.source.choice((born + suffix, f"~{born}", f"{born}{suffix}".strip()))
    else:
        day = date.fromisoformat(born)
        month = rows("months_of_lists.tsv")[day.month - 1][language]
        worded = f"{month} {day.day}, {day.year}" if language == "en" else ""
        row["dob"] = chance.source.choice(
            (
                f"{day:%d.%m.%Y}{suffix}",
                f"{day:%d.%m.%Y}",
                f"{day:%d/%m/%Y}",
                f"{day:%d.%m.%y}",
                worded or f"{day.day} {month} {day.year}{chance.source.choice(('', suffix))}",
            )
        )
    row["birth_year"] = ""
    return True
