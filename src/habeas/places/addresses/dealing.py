"""Which names of a phrase belong to which of its generic words.

Russian and Ukrainian put the name before "область" and "район" and after "город"; English either
way. Between two generic words that both want it the last word goes to the second: "станция Бородино
Западной железной дороги".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from habeas.places.addresses.labels import Label

_NAME_BEFORE = frozenset({"region", "district", "railway"})
_ADJECTIVES = ("ой", "ий", "ый", "ая", "ого", "ому", "ом", "ої", "ій", "ська", "цька")

Dealt = tuple[Label | None, list[Label]]


def dealt(run: Sequence[Label], language: str) -> Iterator[Dealt]:
    """The generic words of a run, each with its names; None for names without a generic word."""
    generics, names = _split(run)
    taken: list[list[Label]] = [[] for _ in generics]
    for at, generic in enumerate(generics):
        between = names[at]
        if not any(one.sort == "name" for one in between):
            continue
        following = generics[at + 1] if at + 1 < len(generics) else None
        behind_named = any(one.sort == "name" for one in names[at + 1]) if following else False
        wants = generic is None or not taken[at]
        next_wants = following is not None and _takes_before(following, behind_named, language)
        own = _own(between, generic, following, wants=wants, next_wants=next_wants)
        if following is not None:
            taken[at + 1] = between[own:]
        if wants:
            taken[at] += between[:own]
        elif own:
            yield None, between[:own]
    for generic, own_names in zip(generics, taken, strict=True):
        if generic is not None or own_names:
            yield generic, own_names


def _split(run: Sequence[Label]) -> tuple[list[Label | None], list[list[Label]]]:
    """The generic words, None before the first; and the names behind each."""
    generics: list[Label | None] = [None]
    names: list[list[Label]] = [[]]
    for label in run:
        if label.sort == "generic":
            generics.append(label)
            names.append([])
        elif label.sort in {"name", "other"}:
            names[-1].append(label)
    return generics, names


def _takes_before(generic: Label, named_behind: bool, language: str) -> bool:
    """Whether a generic word takes the name that stands before it."""
    return language == "en" or generic.word.kind in _NAME_BEFORE or not named_behind


def _own(
    between: Sequence[Label],
    generic: Label | None,
    following: Label | None,
    *,
    wants: bool,
    next_wants: bool,
) -> int:
    """How many of the words between two generic words go to the first; the rest to the second."""
    names = [at for at, one in enumerate(between) if one.sort == "name"]
    if following is None or not next_wants:
        return len(between)
    last = between[names[-1]]
    sure = following.word.kind in _NAME_BEFORE and last.text.endswith(_ADJECTIVES)
    if generic is None:
        return _before_adjectives(between, names) if sure else 0
    if not wants:
        return 0
    if len(names) == 1:
        return 0 if sure else len(between)
    return names[-1]


def _before_adjectives(between: Sequence[Label], names: Sequence[int]) -> int:
    """Where the adjectives of a region begin: "Нижний Тагил | Свердловской", of one ending."""
    ending = between[names[-1]].text[-2:]
    begins = names[-1]
    for at in reversed(names):
        if not between[at].text.endswith(ending):
            break
        begins = at
    return begins
