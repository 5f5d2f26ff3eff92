"""Invent the tables of this folder: sightings of four places that never were, and stays.

    python examples/places/invent.py FOLDER

Towns are real, because the gazetteer must know them; nobody was held there in these tables.
"""

from __future__ import annotations

import csv
import random
import sys
from pathlib import Path

# What witnesses of one invented place say of it, each in words of their own.
PLACES = {
    "A": [
        "in the village of Dykanka", "around 30 km north of Poltava", "недалеко от Диканьки",
        "близько 40 хвилин їзди від Полтави", "біля Диканьки, чули дзвони церкви",
    ],
    "B": [
        "між Лубнами і Пирятином", "примерно 15 км от Лубен", "about 25 minutes' drive from Lubny",
        "в 10 км від Пирятина", "на окраине Пирятина",
    ],
    "C": [
        "near Myrhorod", "в Миргороде", "10 хвилин їзди від Миргорода, з мішком на голові",
    ],
    "D": ["под Кременчугом", "приблизно 12 км від Кременчука"],
}  # fmt: skip
MISTAKEN = ["in Hadiach", "возле Карловки"]
KINDS = ("interview", "court", "media", "family")


def sightings() -> list[dict[str, str]]:
    """Rows of the table of sightings; each witness tells once, two again to a newspaper."""
    chance = random.Random(6)  # noqa: S311 - invented rows, no secrets
    told = [(words, place) for place, words_of in PLACES.items() for words in words_of]
    told += [(words, "") for words in MISTAKEN]
    chance.shuffle(told)
    rows = []
    for number, (words, place) in enumerate(told, 1):
        row = {
            "id": f"S{number:02}",
            "witness": f"W{number:02}",
            "kind": chance.choice(KINDS),
            "date_from": f"2023-{chance.randint(1, 6):02}-{chance.randint(1, 28):02}",
            "date_to": f"2023-{chance.randint(7, 12):02}-{chance.randint(1, 28):02}",
            "text": words,
            "function": "police cells" if place == "A" else "",
            "people": str(chance.randint(20, 40)) if place == "A" else "",
            "source": f"list {chance.randint(1, 4)}",
        }
        rows.append(row)
        if number in (3, 8):
            rows.append({**row, "id": f"S{number:02}b", "kind": "media"})
    return rows


def descriptions() -> list[dict[str, str]]:
    """Rows of descriptions: real places, named as old papers, letters and people name them."""
    texts = [
        "Полтавская область, Диканьский район, посёлок Диканька",
        "Artemivsk, Donetsk region (now Bakhmut)",
        "смт Чорнухи Лубенського району Полтавської області",
        "15 км к северу от Миргорода",
        "Kirovograd region, the Novoukrainka district, Pomoshnaya station",
    ]
    return [{"id": f"D{number}", "description": text} for number, text in enumerate(texts, 1)]


def write(path: Path, rows: list[dict[str, str]]) -> None:
    """Write rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parent)
    write(folder / "sightings.csv", sightings())
    write(folder / "descriptions.csv", descriptions())
