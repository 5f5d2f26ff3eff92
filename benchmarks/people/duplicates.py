"""Second rows for people in lists that are said to name everybody once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import ModuleType

from changes import Chance, Row, nominative, print_name
from respelling import SpelledName

PRECISE = 10


@dataclass(frozen=True, slots=True)
class RussianForms:
    """Ukrainian nominative given names and patronymics, to Russian, by the generator's tables."""

    given: dict[str, str]
    patronymic: dict[str, str]

    @classmethod
    def of(cls, generator: ModuleType) -> RussianForms:
        """The forms of every name that the generator draws."""
        given = {row[0]: row[1] for row in (*generator.M, *generator.F)}
        patronymic = {
            generator.patr_uk(row[0], feminine): generator.patr_ru(row[1], feminine)
            for row in generator.M
            for feminine in (False, True)
        }
        return cls(given, patronymic)


def second_row(row: Row, generator: ModuleType, forms: RussianForms, chance: Chance) -> Row:
    """The same person again in the same list, spelled afresh and said less precisely."""
    source = chance.source
    again = dict(row)
    name = nominative(row)
    if row["script"] == "lat":
        spell = source.choice((generator.rom_kmu, generator.rom_ukb, generator.rom_rui))
        name = SpelledName(spell(name.surname), spell(name.given), spell(name.patronymic))
    elif (row["script"] == "cyr-ru") != (source.random() < 0.2):
        name = SpelledName(
            generator.uk2ru_surname(name.surname),
            forms.given.get(name.given, name.given),
            forms.patronymic.get(name.patronymic, name.patronymic),
        )
    surname = generator.typo(name.surname, source) if source.random() < 0.5 else name.surname
    given, patronymic = name.given, name.patronymic
    if source.random() < 0.15:
        given, patronymic = given[:1] + ".", patronymic[:1] + "." if patronymic else ""
    if source.random() < 0.3:
        patronymic = ""
    print_name(again, SpelledName(surname, given, patronymic))
    precision = source.random()
    if precision > 0.8:
        again["dob"] = again["birth_year"] = ""
    elif precision > 0.4 and len(row["dob"]) == PRECISE:
        again["dob"] = row["dob"][:4]
    if source.random() < 0.5:
        again["region"] = ""
    if source.random() < 0.5 and row["event_date"] and row["event"] != "died":
        day = date.fromisoformat(row["event_date"]) + timedelta(days=source.randint(-10, 10))
        again["event_date"] = day.isoformat()
    return again
