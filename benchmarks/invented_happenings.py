"""An invented world of happenings, told by witnesses, outlets and those who retell them.

Towns, people and outlets do not exist. A happening is told by one original or more (a witness who
is named, or an outlet in its own voice); an original is copied word for word, retold with its
outlet named, or retold without. Languages differ; days become weeks and months, towns their region,
numbers change, kinds shift to related ones. Other happenings of the same kind befall the same town
within weeks, and general claims tell of no one happening.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from habeas.claims import events
from habeas.model import (
    NARRATOR,
    Attribution,
    Claim,
    ClaimDate,
    DateInterval,
    DateRole,
    Granularity,
    Modality,
    Passage,
    Place,
    PlaceCandidate,
    Quantity,
    Stance,
)

# Invented towns: English, Russian and Ukrainian as a text prints them (the latter in a case).
_TOWNS = """Orlyne Орлине Орлиному|Vastra Вастре Вастрі|Selmirsk Селмирске Селмирську
Tolvan Толване Толвані|Brenivka Бреновке Бренівці|Lozhets Ложце Ложці
Kurmany Курманах Курманах|Dereva Дереве Дереві|Stalbyn Сталбыне Сталбині
Pereluk Перелуке Перелуці|Mirotyn Миротыне Миротині|Havrysk Гавриске Гавриську
Zelynka Зелынке Зелинці|Ostromer Остромере Остромері|Chudiv Чудове Чудові
Bilohrad Белограде Білограді|Ramyn Рамыне Рамині|Yasenets Ясенце Ясенці
Kostun Костуне Костуні|Novosal Новосале Новосалі|Trubizh Трубеже Трубежі
Velmin Вельмине Вельміні|Sandul Сандуле Сандулі|Tarnyk Тарнике Тарнику"""
_REGIONS = ("Vastran Oblast", "Orrin Oblast", "Sedge Oblast")
_GIVEN = (
    "Mira Мира Міра|Taras Тарас Тарас|Oleh Олег Олег|Petro Пётр Петро|Iryna Ирина Ірина|"
    "Stepan Степан Степан|Halyna Галина Галина|Bohdan Богдан Богдан"
)
_FAMILY = (
    "Brenko Бренко Бренко|Olmyn Олмын Олмин|Torvak Торвак Торвак|Selunko Селунко Селунко|"
    "Karstan Карстан Карстан|Dromlyk Дромлык Дромлик|Vyshan Вышан Вишан|Ilmak Илмак Ілмак|"
    "Pashur Пашур Пашур|Rudnyl Рудныль Рудниль|Zhurmak Журмак Журмак|Halvan Галван Галван"
)
_OUTLETS = tuple(
    f"{name} {kind}"
    for name in ("Harbour", "Steppe", "Lower Orrin", "Sedge", "Northern")
    for kind in ("Courier", "Herald", "Observer", "Monitor")
)
LANGUAGES = ("en", "ru", "uk")
_TYPES = ("torture", "death_in_custody", "killing", "detention", "attack", "exchange_release")
_RELATED = {
    "torture": "abuse_general",
    "death_in_custody": "killing",
    "killing": "death_in_custody",
    "detention": "capture",
    "attack": "killing",
    "exchange_release": "rescue",
}
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "torture": (
            "guards beat {n} prisoners with batons in {place}",
            "{n} captives were tortured with electric shocks by guards in {place}",
            "in {place} prison staff tormented {n} detainees for hours",
        ),
        "death_in_custody": (
            "{n} prisoners died in the colony in {place}",
            "in {place} {n} captives did not survive their custody",
            "the deaths of {n} detainees were recorded at the prison in {place}",
        ),
        "killing": (
            "soldiers shot {n} prisoners in {place}",
            "{n} captives were executed by troops near {place}",
            "in {place} the military put {n} detainees to death",
        ),
        "detention": (
            "armed men arrested {n} residents in {place}",
            "{n} people were seized from their homes in {place}",
            "in {place} security officers locked up {n} villagers",
        ),
        "attack": (
            "shelling wounded {n} people in {place}",
            "a missile strike on {place} left {n} victims",
            "in {place} an explosion hit {n} residents at the market",
        ),
        "exchange_release": (
            "{n} prisoners were exchanged near {place}",
            "{n} captives returned home in an exchange at {place}",
            "at {place} the sides swapped {n} soldiers",
        ),
    },
    "ru": {
        "torture": (
            "охранники избили дубинками {n} пленных в {place}",
            "в {place} {n} заключённых пытали током",
        ),
        "death_in_custody": (
            "в колонии в {place} умерли {n} пленных",
            "{n} заключённых скончались под стражей в {place}",
        ),
        "killing": (
            "солдаты расстреляли {n} пленных в {place}",
            "в {place} военные казнили {n} задержанных",
        ),
        "detention": (
            "вооружённые люди задержали {n} жителей в {place}",
            "в {place} силовики увезли {n} человек из домов",
        ),
        "attack": (
            "при обстреле в {place} ранены {n} человек",
            "ракетный удар в {place}: пострадали {n} жителей",
        ),
        "exchange_release": (
            "в {place} обменяли {n} пленных",
            "{n} военных вернулись домой после обмена в {place}",
        ),
    },
    "uk": {
        "torture": (
            "охоронці побили кийками {n} полонених у {place}",
            "у {place} {n} в'язнів катували струмом",
        ),
        "death_in_custody": (
            "у колонії в {place} померли {n} полонених",
            "{n} ув'язнених загинули під вартою у {place}",
        ),
        "killing": (
            "солдати розстріляли {n} полонених у {place}",
            "у {place} військові стратили {n} затриманих",
        ),
        "detention": (
            "озброєні люди затримали {n} мешканців у {place}",
            "у {place} силовики вивезли {n} людей з домівок",
        ),
        "attack": (
            "внаслідок обстрілу в {place} поранено {n} людей",
            "ракетний удар у {place}: постраждали {n} мешканців",
        ),
        "exchange_release": (
            "у {place} обміняли {n} полонених",
            "{n} військових повернулися додому після обміну у {place}",
        ),
    },
}
_NAMED = {"en": "; among them was {name}", "ru": "; среди них {name}", "uk": "; серед них {name}"}
_FILLER = {
    "en": "report morning winter archive letter kitchen road season office paper window garden",
    "ru": "утро зима архив письмо кухня дорога сезон контора бумага окно сад река",
    "uk": "ранок зима архів лист кухня дорога сезон контора папір вікно сад річка",
}
_BEGINNING = date(2023, 1, 1)
_DAYS = 600


@dataclass
class World:
    """Claims, and what is true: of which happening and which original each claim is."""

    claims: list[events.SourcedClaim] = field(default_factory=list)
    happening: dict[str, str] = field(default_factory=dict)
    original: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Town:
    names: tuple[str, str, str]
    latitude: float
    longitude: float
    region: str


@dataclass(frozen=True)
class _Happening:
    name: str
    type: str
    town: _Town
    day: date
    number: int
    victim: tuple[str, str, str] | None


@dataclass(frozen=True)
class _Telling:
    """How one original tells it; who copies it says the same."""

    type: str
    town: _Town | None
    region: str | None
    interval: DateInterval | None
    quantity: tuple[int, str] | None
    named: bool
    speaker: tuple[str, str, str] | None
    outlet: str


class _Maker:
    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - an invented world, no secret
        self.world = World()
        rows = [town.split() for town in _TOWNS.replace("\n", "|").split("|")]
        self.towns = [
            _Town(
                (row[0], row[1], row[2]),
                47.0 + 0.45 * (at % 6),
                33.0 + 0.7 * (at // 6),
                _REGIONS[at % 3],
            )
            for at, row in enumerate(rows)
        ]
        self.documents = 0

    def person(self) -> tuple[str, str, str]:
        given = self.random.choice(_GIVEN.split("|")).split()
        family = self.random.choice(_FAMILY.split("|")).split()
        return (
            f"{given[0]} {family[0]}",
            f"{given[1]} {family[1]}",
            f"{given[2]} {family[2]}",
        )

    def happening(self, name: str, near: _Happening | None) -> _Happening:
        day = _BEGINNING + timedelta(days=self.random.randrange(_DAYS))
        town, kind = self.random.choice(self.towns), self.random.choice(_TYPES)
        if near is not None:
            # The same kind in the same town within weeks, or the same day elsewhere.
            kind = near.type
            if self.random.random() < 0.5:
                town, day = near.town, near.day + timedelta(days=self.random.randint(5, 40))
            else:
                day = near.day
                town = self.random.choice([one for one in self.towns if one is not near.town])
        number = self.random.choice((1, 2, 3, 4, 5, 7, 11, 14, 18, 23, 31, 44, 57, 120))
        victim = self.person() if self.random.random() < 0.3 else None
        return _Happening(name, kind, town, day, number, victim)

    def telling(self, happening: _Happening, witness: bool) -> _Telling:
        draw = self.random.random
        kind = _RELATED[happening.type] if draw() < 0.15 else happening.type
        placed = draw()
        return _Telling(
            type=kind,
            town=happening.town if placed < 0.8 else None,
            region=happening.town.region if 0.8 <= placed < 0.92 else None,
            interval=self.interval(happening.day),
            quantity=self.quantity(happening.number),
            named=happening.victim is not None and draw() < 0.7,
            speaker=self.person() if witness else None,
            outlet=self.random.choice(_OUTLETS),
        )

    def interval(self, day: date) -> DateInterval | None:
        drawn = self.random.random()
        if drawn < 0.5:
            return DateInterval.on(day)
        if drawn < 0.55:
            return DateInterval.on(day + timedelta(days=self.random.choice((-1, 1))))
        if drawn < 0.7:
            start = day - timedelta(days=day.weekday())
            return DateInterval(start, start + timedelta(days=6))
        if drawn < 0.9:
            start = day.replace(day=1)
            after = (start + timedelta(days=32)).replace(day=1)
            return DateInterval(start, after - timedelta(days=1))
        return None

    def quantity(self, number: int) -> tuple[int, str] | None:
        drawn = self.random.random()
        if drawn < 0.1:
            return None
        if drawn < 0.25 and number > 2:
            return (number - 1 if number < 10 else number // 10 * 10, "more_than")
        if drawn < 0.4 and number > 2:
            return (max(1, round(number * self.random.uniform(0.6, 1.5))), "exact")
        return (number, "exact")

    def tell(
        self,
        happening: str,
        original: str,
        telling: _Telling,
        victim: tuple[str, str, str] | None,
        *,
        language: int,
        variant: int,
        outlet: str,
        via: tuple[str, ...] = (),
        silent: bool = False,
        group: str | None = None,
    ) -> None:
        """One document with one claim."""
        code = LANGUAGES[language]
        choices = _WORDS[code][telling.type if telling.type in _TYPES else _back(telling.type)]
        where = telling.town.names[language] if telling.town else (telling.region or "…")
        count = str(telling.quantity[0]) if telling.quantity else ""
        words = choices[variant % len(choices)].format(n=count, place=where).replace("  ", " ")
        if telling.named and victim:
            words += _NAMED[code].format(name=victim[language])
        self.documents += 1
        sha = sha256(f"{self.documents}".encode()).hexdigest()
        published = (telling.interval.last if telling.interval else None) or _BEGINNING
        speaker = NARRATOR if silent or telling.speaker is None else telling.speaker[language]
        name = f"c{sha[:14]}"
        fields: dict[str, Any] = {
            "place": _place(telling, where),
            "date": _date(telling.interval),
            "quantities": _quantities(telling.quantity),
            "victim": victim[language] if telling.named and victim else None,
        }
        claim = Claim(
            id=name,
            passage=Passage(0, len(words), words),
            content=(0, len(words)),
            type=telling.type,
            type_scores=((telling.type, 0.8),),
            stance=Stance.ASSERTS,
            negated=False,
            modality=Modality.FACT,
            attribution=Attribution(speaker, None, via, (speaker, *via, outlet)),
            confidence=0.8,
            origin="rule:invented@1",
            **fields,
        )
        filler = random.Random(f"{original} {language} {group or self.documents}")  # noqa: S311 - no secret
        text = " ".join(filler.choices(_FILLER[code].split(), k=80))
        facts = events.SourceFacts(
            sha256=sha,
            outlet=outlet,
            published=DateInterval.on(published + timedelta(days=self.random.randint(0, 4))),
            language=code,
            text=events.text_print(f"{text} {words}"),
        )
        self.world.claims.append(events.SourcedClaim(claim, facts))
        self.world.happening[name] = happening
        self.world.original[name] = original

    def tell_all(self, happening: _Happening) -> None:
        """Its originals, and everybody who copies or retells them."""
        for number in range(self.random.choice((1, 1, 2, 2, 3))):
            original = f"{happening.name}/{number}"
            telling = self.telling(happening, witness=self.random.random() < 0.6)
            language, variant = self.random.randrange(3), self.random.randrange(3)

            def tell(language: int, variant: int, outlet: str, **told: Any) -> None:
                self.tell(
                    happening.name,
                    original,  # noqa: B023 - called within the same round
                    telling,  # noqa: B023 - called within the same round
                    happening.victim,
                    language=language,
                    variant=variant,
                    outlet=outlet,
                    **told,
                )

            tell(language, variant, telling.outlet, group="copied")
            for _ in range(self.random.choice((0, 0, 1, 2, 3))):
                outlet = self.random.choice([one for one in _OUTLETS if one != telling.outlet])
                way = self.random.random()
                if way < 0.4:
                    tell(language, variant, outlet, group="copied")
                elif way < 0.8:
                    other = self.random.randrange(3)
                    tell(other, self.random.randrange(3), outlet, via=(telling.outlet,))
                else:
                    other = self.random.randrange(3)
                    tell(other, self.random.randrange(3), outlet, silent=True)

    def general(self, number: int) -> None:
        """A claim of a whole year and a town, or of no time, which is no one happening."""
        kind, town = self.random.choice(_TYPES), self.random.choice(self.towns)
        year = DateInterval(date(2023, 1, 1), date(2023, 12, 31))
        interval = year if self.random.random() < 0.5 else None
        telling = _Telling(
            kind, town, None, interval, None, False, None, self.random.choice(_OUTLETS)
        )
        name = f"general {number}"
        self.tell(
            name,
            name,
            telling,
            None,
            language=self.random.randrange(3),
            variant=self.random.randrange(3),
            outlet=telling.outlet,
        )


def invented_world(happenings: int, seed: int) -> World:
    """A world of so many happenings; the same seed gives the same world."""
    maker = _Maker(seed)
    earlier: _Happening | None = None
    for number in range(happenings):
        near = earlier if number % 3 == 2 else None
        earlier = maker.happening(f"h{number}", near)
        maker.tell_all(earlier)
        if number % 4 == 0:
            maker.general(number)
    return maker.world


def _back(related: str) -> str:
    return next(kind for kind, other in _RELATED.items() if other == related)


def _place(telling: _Telling, where: str) -> Place | None:
    if telling.town is not None:
        town = telling.town
        best = PlaceCandidate(
            town.names[0], town.latitude, town.longitude, "city", "XV", "XV-01", 0.8
        )
        far = PlaceCandidate(
            f"{town.names[0]} Minor",
            town.latitude + 4,
            town.longitude - 3,
            "village",
            "XV",
            "",
            0.15,
        )
        return Place(where, (best, far))
    if telling.region is not None:
        north = 47.0 + 0.45 * _REGIONS.index(telling.region) + 0.7
        region = PlaceCandidate(telling.region, north, 34.2, "region", "XV", "XV-01", 0.9)
        return Place(where, (region,))
    return None


def _date(interval: DateInterval | None) -> ClaimDate | None:
    if interval is None:
        return None
    fine = Granularity.DAY if interval.first == interval.last else Granularity.MONTH
    return ClaimDate(interval, fine, DateRole.EVENT)


def _quantities(quantity: tuple[int, str] | None) -> tuple[Quantity, ...]:
    if quantity is None:
        return ()
    value, modifier = quantity
    low, high = (value + 1, None) if modifier == "more_than" else (value, value)
    return (Quantity(value, low, high, "prisoners", modifier, 0, 1, counting_unit="person"),)
