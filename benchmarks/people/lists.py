"""Invented lists of people that are harder than the reference generator's, with the truth beside.

    python benchmarks/people/lists.py --reference FOLDER --records 100000 --profile wild --seed 7
        -o lists.parquet [--with duplicates=0.015 --with one-string=0.3 …]

FOLDER holds the reference generator, `gen_people.py`, which is called and never copied. `-o` takes
the name's ending as the format: .parquet or .csv. The truth goes to `lists.truth.csv`: unique_id,
cluster, duplicate_of (the row that an injected duplicate repeats), changes (what was done to it).
Profiles: `standard` and `hard` are the generator's own; `wild` is `standard` with every change.
"""

from __future__ import annotations

import argparse
import csv
import importlib.util
import random
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import changes
from changes import Chance, Row
from duplicates import RussianForms, second_row

Change = Callable[[Row, Chance], bool]
GENERATOR = "gen_people.py"
COLUMNS = (
    "unique_id source script name surname given patronymic dob birth_year region event event_date"
).split()
TRUTH = ("unique_id", "cluster", "duplicate_of", "changes")
DONORS = 400


@dataclass(frozen=True, slots=True)
class Profile:
    """The generator's profile, and how often each change is made."""

    base: str
    rates: Mapping[str, float] = field(default_factory=dict)


# Changes are made in this order: spellings first, then what is printed around names, then columns.
WILD = {
    "duplicates": 0.015,
    "belarusian": 0.03,
    "romanisation": 0.20,
    "second-surname": 0.02,
    "call-sign": 0.03,
    "rank": 0.10,
    "scanning": 0.06,
    "one-string": 0.25,
    "local-date": 0.25,
}
# Of people, not of rows: what is a person's own comes back on every list.
OF_PEOPLE = {"second-surname", "call-sign"}
PROFILES = {
    "standard": Profile("standard"),
    "hard": Profile("hard"),
    "wild": Profile("standard", WILD),
}


def generator_in(folder: Path) -> ModuleType:
    """The reference generator as a module."""
    spec = importlib.util.spec_from_file_location("reference_generator", folder / GENERATOR)
    if spec is None or spec.loader is None or not (folder / GENERATOR).is_file():
        sys.exit(f"{folder}: no {GENERATOR} in it; --reference names its folder")
    module = importlib.util.module_from_spec(spec)
    # Dataclasses and pickles look a module up by its name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def generated(generator: ModuleType, count: int, seed: int, profile: str) -> list[Row]:
    """The generator's rows as texts, with the person's sex beside."""
    made = []
    for values in generator.generate(count, seed, profile):
        cells = ("" if value is None else str(value) for value in values)
        row = dict(zip(generator.COLS, cells, strict=True))
        row["sex"] = "f" if row["p_patr"].endswith("на") else "m"
        row["duplicate_of"] = row["changes"] = ""
        made.append(row)
    return made


def second_surnames(generator: ModuleType, made: list[Row]) -> dict[str, list[str]]:
    """Surnames to put beside a person's own, in each script and sex, in one order."""
    spell = {
        "cyr-uk": str,
        "cyr-ru": generator.uk2ru_surname,
        "lat": generator.rom_kmu,
    }
    found: dict[str, list[str]] = {}
    for sex in "fm":
        surnames = sorted({row["p_surname"] for row in made if row["sex"] == sex})
        chosen = random.Random(sex).sample(surnames, min(DONORS, len(surnames)))  # noqa: S311 - no secrets
        for script, spelled in spell.items():
            found[f"{script} {sex}"] = [spelled(each) for each in chosen]
    return found


def changed(
    made: list[Row], rates: Mapping[str, float], generator: ModuleType, seed: int
) -> list[Row]:
    """The rows with every change made at its rate, duplicates among them, in chance order."""
    todo: dict[str, Change] = {
        "belarusian": changes.belarusian_form,
        "romanisation": changes.unheard_romanisation,
        "second-surname": changes.second_surname(second_surnames(generator, made)),
        "call-sign": changes.call_sign,
        "rank": changes.rank_word,
        "scanning": changes.scanning_error,
        "one-string": changes.one_string,
        "local-date": changes.local_date,
    }
    if unknown := set(rates) - set(todo) - {"duplicates"}:
        sys.exit(f"no such change: {', '.join(sorted(unknown))}; there are {', '.join(WILD)}")
    if rates.get("duplicates"):
        made = made + duplicates(made, rates["duplicates"], generator, seed)
    for name, change in todo.items():
        rate = rates.get(name, 0.0)
        chance = Chance(random.Random(f"{seed} {name}"), seed)  # noqa: S311 - no secrets
        for row in made:
            draw = chance.of_person(row, f"has {name}") if name in OF_PEOPLE else chance.source
            if rate and draw.random() < rate and change(row, chance):
                row["changes"] = f"{row['changes']} {name}".strip()
    random.Random(f"{seed} order").shuffle(made)  # noqa: S311 - no secrets
    renumber(made)
    return made


def renumber(made: list[Row]) -> None:
    """Ids in the order of rows: the generator's own ids run from person to person."""
    fresh = {row["unique_id"]: f"r{place}" for place, row in enumerate(made)}
    for row in made:
        row["unique_id"] = fresh[row["unique_id"]]
        row["duplicate_of"] = fresh.get(row["duplicate_of"], "")


def duplicates(made: list[Row], rate: float, generator: ModuleType, seed: int) -> list[Row]:
    """Second rows for this share of the rows of lists that the generator keeps free of them."""
    free = {name for name, settings in generator.SRC.items() if settings[-1]}
    forms = RussianForms.of(generator)
    chance = Chance(random.Random(f"{seed} duplicates"), seed)  # noqa: S311 - no secrets
    added: list[Row] = []
    for row in made:
        if row["source"] in free and chance.source.random() < rate:
            again = second_row(row, generator, forms, chance)
            again["unique_id"] = f"r{len(made) + len(added)}"
            again["duplicate_of"] = row["unique_id"]
            again["changes"] = "duplicates"
            added.append(again)
    return added


def write(made: list[Row], path: Path) -> Path:
    """Write the lists, and the truth beside; returns where the truth is."""
    if path.suffix == ".parquet":
        import pyarrow as pa
        import pyarrow.parquet as pq

        columns = {name: [row[name] for row in made] for name in COLUMNS}
        years = [int(year) if year else None for year in columns["birth_year"]]
        pq.write_table(pa.table({**columns, "birth_year": pa.array(years, pa.int64())}), path)
    else:
        _write_csv(made, COLUMNS, path)
    truth = path.with_suffix(".truth.csv")
    _write_csv(made, TRUTH, truth)
    return truth


def _write_csv(made: list[Row], names: tuple[str, ...] | list[str], path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, names, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)


def main(arguments: list[str] | None = None) -> None:
    """Write one file of lists and its truth."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--reference", type=Path, required=True)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--profile", choices=sorted(PROFILES), default="standard")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--with", dest="extra", action="append", default=[], metavar="CHANGE=RATE")
    parser.add_argument("-o", "--out", type=Path, required=True)
    chosen = parser.parse_args(arguments)
    profile = PROFILES[chosen.profile]
    extra = {name: float(rate) for name, _, rate in (each.partition("=") for each in chosen.extra)}
    generator = generator_in(chosen.reference)
    made = generated(generator, chosen.records, chosen.seed, profile.base)
    made = changed(made, {**profile.rates, **extra}, generator, chosen.seed)
    truth = write(made, chosen.out)
    people = len({row["cluster"] for row in made})
    again = sum(bool(row["duplicate_of"]) for row in made)
    print(f"{len(made):,} rows of {people:,} people, {again:,} injected duplicates: {chosen.out}")
    print(f"the truth: {truth}")


if __name__ == "__main__":
    main()
