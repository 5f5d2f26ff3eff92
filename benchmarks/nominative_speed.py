"""How many inflected names come back to the nominative, and how fast.

The inflected names are made by the generator of invented lists in ../shared/linkage: its surname
pool (with `russiannames` installed also Russian surnames by frequency), its given names, and its
own rules of inflection, which are not ours. Each name is read as a whole and token by token; times
are of the processor, every name read for the first time.

    python benchmarks/nominative_speed.py [--seed 7] [--names 20000] [--women 0.09]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from habeas.language.names.nominative import masculine, nominative, nominative_name

if TYPE_CHECKING:
    from tests.language.names.inflected import Inflected

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("surname", "given", "patronymic")


def same(one: str, other: str) -> bool:
    """Whether two spellings are one, ё printed as е or not."""
    return one.replace("ё", "е") == other.replace("ё", "е")


def report(label: str, names: list[Inflected], read: list[tuple[str, ...]], seconds: float) -> None:
    """Print the share of each part that came back, and the speed."""
    shares = [
        sum(same(found[part], name.base[part]) for found, name in zip(read, names, strict=True))
        / len(names)
        for part in range(len(read[0]))
    ]
    shown = "  ".join(f"{part} {share:.4f}" for part, share in zip(PARTS, shares, strict=False))
    print(f"{label:<34}{shown}  {len(shares) * len(names) / seconds:,.0f} tokens/s")


def main() -> None:
    """Read and report, language by language."""
    sys.path.insert(0, str(ROOT))
    from tests.language.names.inflected import inflected_names

    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, default=7)
    arguments.add_argument("--names", type=int, default=20_000)
    arguments.add_argument("--women", type=float, default=0.09)
    asked = arguments.parse_args()
    names = inflected_names(asked.names, asked.seed, asked.women)
    for language, warm in (("uk", "Гнатюка Андрія Івановича"), ("ru", "Иванова Ивана Ильича")):
        first, second, third = warm.split()
        nominative_name(first, second, third, language)  # reads the tables
        own = [name for name in names if name.language == language]
        start = time.process_time()
        whole = [nominative_name(*name.printed, language)[:3] for name in own]
        report(f"{language} whole name", own, list(whole), time.process_time() - start)
        start = time.process_time()
        without = [nominative_name(*name.printed[:2], "", language)[:2] for name in own]
        seconds = time.process_time() - start
        report(f"{language} without patronymic", own, list(without), seconds)
        for label, told in (("sex told", True), ("nothing told", False)):
            start = time.process_time()
            single = [
                tuple(
                    nominative(token, part, language, name.sex if told else None)
                    for token, part in zip(name.printed, PARTS, strict=True)
                )
                for name in own
            ]
            report(
                f"{language} token alone, {label}", own, list(single), time.process_time() - start
            )
        met = sum(
            same(masculine(found[0], language), masculine(name.base[0], language))
            for found, name in zip(single, own, strict=True)
        )
        print(f"{language} surname alone, its men's form: {met / len(own):.4f}")


if __name__ == "__main__":
    main()
