"""The names that a declined name may come from: `Чернігова` → `чернігів`, `чернігов`, …

Every rule that fits is tried and the index decides; no rule knows which names exist.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from itertools import islice, product

from habeas.language.table import listed, rows

MOST_FORMS = 600
_SHORTEST_STEM = 2
_SHORTEST_WITHOUT_ENDING = 3
_MOST_WORDS = 4
_CYRILLIC_WORD = re.compile("[а-яёіїєґ'-]+")
# What follows these in a name is not declined again: Ростов-на-Дону, Бор имени Кирова.
_TAIL = re.compile(r"[ -](?:на|над|под|під|имени|імені|им\.|ім\.)[ -].*$")
_RULE_KINDS = ("noun", "adjective")


@cache
def _rules(kinds: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """For each ending the ones that it may stand for."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows("place_endings.tsv"):
        if row["kind"] in kinds:
            found[row["ending"].strip("-")] += [base.strip("-") for base in listed(row["base"])]
    return {ending: tuple(dict.fromkeys(bases)) for ending, bases in found.items()}


@cache
def _longest(kinds: tuple[str, ...]) -> int:
    return max(map(len, _rules(kinds)))


@lru_cache(maxsize=16384)
def word_bases(word: str, kinds: tuple[str, ...] = _RULE_KINDS) -> tuple[str, ...]:
    """What a folded Cyrillic word may be the form of; not the word itself."""
    if _CYRILLIC_WORD.fullmatch(word) is None:
        return ()
    rules, found = _rules(kinds), []
    for size in range(_longest(kinds), -1, -1):
        stem, ending = word[: len(word) - size], word[len(word) - size :]
        least = _SHORTEST_STEM if size else _SHORTEST_WITHOUT_ENDING
        if len(stem) >= least and (size == 0 or ending in rules):
            found += [stem + base for base in rules.get(ending, ())]
    return tuple(dict.fromkeys(form for form in found if form != word))


def base_forms(core: str) -> tuple[str, ...]:
    """The names of which a folded one may be a case form, at most 600, itself not among them."""
    tail = match.group() if (match := _TAIL.search(core)) else ""
    words = core.removesuffix(tail).split(" ")
    if len(words) > _MOST_WORDS:
        return ()
    choices = [(word, *word_bases(word), *_of_compound(word)) for word in words]
    if len(words) > 1:  # in a name of several words all are declined, or all but one
        choices = [choice if len(choice) > 1 else (choice[0],) for choice in choices]
    forms = (" ".join(choice) + tail for choice in islice(product(*choices), 4 * MOST_FORMS))
    return tuple(form for form in dict.fromkeys(forms) if form != core)[:MOST_FORMS]


def _of_compound(word: str) -> tuple[str, ...]:
    """`Каменца-Подольского`: both parts of a name with a hyphen may be declined."""
    first, hyphen, last = word.partition("-")
    if not hyphen or "-" in last:
        return ()
    pairs = product(word_bases(first), word_bases(last))
    return tuple(f"{one}-{other}" for one, other in islice(pairs, MOST_FORMS))


def towns_of_adjective(core: str) -> tuple[str, ...]:
    """The towns that a district's adjective may be made from: `кожвинский` → `кожва`, …"""
    words = core.split(" ")
    if len(words) != 1:
        return ()
    nominative = (core, *(form for form in word_bases(core) if form.endswith(("ий", "ой", "ый"))))
    found = [town for form in nominative for town in word_bases(form, ("of a town",))]
    return tuple(dict.fromkeys(found))[:MOST_FORMS]
