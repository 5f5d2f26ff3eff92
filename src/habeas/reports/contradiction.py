"""Denials beside what may contradict them: a rule that anyone can follow with a pencil.

A statement is held against a denial when all of this is true:

1. It is no denial itself and not negated ("no one was beaten" supports a denial; but "no doctor
   came" or "the prison is on no list" accuse by a negation, and may stand), nobody has rejected it,
   and somebody else says it.
2. The denial speaks of an act (ill-treatment, death, detention …; by its type, or by naming it) and
   the statement's type is the same or of the same group; or the denial names no act (a general
   denial) and the statement tells of ill-treatment, death or detention, or accuses a state of it as
   a policy.
3. They share something: a place, a side (a proper name in what the denying speaker is called or
   whom the denial names, and again in whom the statement accuses; where that is not known, in its
   words), or a word of substance.
4. Together they earn NEEDED points: same type 3, same group 2, general denial 1 (2 where the
   statement tells of ill-treatment or of a policy); same place 2; same side 3; each shared word
   that is not the side's name 1, at most 3.

Words are compared by their beginnings, so that "prisoner" meets "prisoners" and "Russia" meets
"Russian" (see words.py). A word in more than one statement of twenty (and in more than 40) joins
nothing. With each denial at most COMPARED statements are compared, those first that share the
rarest thing with it. The best MOST are shown and the others counted. This finds candidates for a
reader; whether two statements truly exclude each other, a person must say.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

ACT_GROUPS = frozenset({"ill_treatment", "life", "liberty"})
ACCUSING_TYPES = frozenset({"policy_accusation"})
NEEDED = 4
MOST = 5
COMPARED = 300
_COMMON_SHARE = 0.05
_COMMON_FLOOR = 40
_MOST_WORD_POINTS = 3


@dataclass(frozen=True, slots=True)
class Utterance:
    """What the rule needs to know of a statement; `words` and `sides` hold keys (see words.py).

    For a denial `sides` are the names of who denies and whom it speaks of; else of who is accused.
    """

    number: str
    denies: bool
    type: str
    group: str
    speaker: str
    place: str | None = None
    sides: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Against:
    """A statement that may contradict a denial, its points, and the reasons in words."""

    number: str
    points: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Confrontation:
    """A denial, the statements held against it (most points first), and how many more there are."""

    denial: str
    against: tuple[Against, ...]
    more: int = 0


@dataclass
class _Index:
    """Which statements share a word, a place, or a side within a group; `order` as they came."""

    order: dict[str, int] = field(default_factory=dict)
    by_word: dict[str, list[Utterance]] = field(default_factory=lambda: defaultdict(list))
    by_place: dict[str, list[Utterance]] = field(default_factory=lambda: defaultdict(list))
    by_side: dict[tuple[str, str], list[Utterance]] = field(
        default_factory=lambda: defaultdict(list)
    )


def confrontations(utterances: Sequence[Utterance]) -> tuple[Confrontation, ...]:
    """Every denial in the given order, with what may contradict it (possibly nothing)."""
    telling = _telling_words(utterances)
    index = _indexed((item for item in utterances if not item.denies), telling)
    return tuple(_confronted(item, index, telling) for item in utterances if item.denies)


def _telling_words(utterances: Sequence[Utterance]) -> frozenset[str]:
    counts = Counter(word for item in utterances for word in item.words)
    most = max(_COMMON_FLOOR, len(utterances) * _COMMON_SHARE)
    return frozenset(word for word, count in counts.items() if count <= most)


def _indexed(others: Iterable[Utterance], telling: frozenset[str]) -> _Index:
    index = _Index()
    for position, item in enumerate(others):
        index.order[item.number] = position
        for word in item.words & telling:
            index.by_word[word].append(item)
        if item.place:
            index.by_place[item.place].append(item)
        for side in item.sides:
            index.by_side[side, item.group].append(item)
    return index


def _confronted(denial: Utterance, index: _Index, telling: frozenset[str]) -> Confrontation:
    found = []
    for item in _candidates(denial, index, telling).values():
        points, reasons = _tie(denial, item, telling)
        if points >= NEEDED and item.speaker != denial.speaker:
            found.append(Against(item.number, points, reasons))
    best = nsmallest(MOST, found, key=lambda item: (-item.points, index.order[item.number]))
    return Confrontation(denial.number, tuple(best), len(found) - len(best))


def _candidates(denial: Utterance, index: _Index, telling: frozenset[str]) -> dict[str, Utterance]:
    """Statements that share a word, a place or a side with the denial; the rarest first."""
    groups = sorted(ACT_GROUPS | {"position"})
    lists = [
        *(index.by_word.get(word, []) for word in sorted(denial.words & telling)),
        index.by_place.get(denial.place, []) if denial.place else [],
        *(
            index.by_side.get((side, group), [])
            for side in sorted(denial.sides)
            for group in groups
        ),
    ]
    found: dict[str, Utterance] = {}
    for items in sorted(lists, key=len):
        room = COMPARED - len(found)
        found.update((item.number, item) for item in items[:room])
    return found


def _tie(
    denial: Utterance, other: Utterance, telling: frozenset[str]
) -> tuple[int, tuple[str, ...]]:
    """Points and reasons; no points where the second or the third condition fails."""
    kind = _tie_of_kind(denial, other)
    subject = list(_ties_of_subject(denial, other, telling))
    if kind is None or not subject:
        return 0, ()
    ties = [kind, *subject]
    return sum(points for points, _ in ties), tuple(reason for _, reason in ties)


def _tie_of_kind(denial: Utterance, other: Utterance) -> tuple[int, str] | None:
    if denial.group in ACT_GROUPS:
        if other.type == denial.type:
            return 3, "the same kind of act"
        return (2, "a related kind of act") if other.group == denial.group else None
    if other.group == "ill_treatment" or other.type in ACCUSING_TYPES:
        return 2, "a general denial beside a particular accusation"
    if other.group in ACT_GROUPS:
        return 1, "a general denial beside a particular act"
    return None


def _ties_of_subject(
    denial: Utterance, other: Utterance, telling: frozenset[str]
) -> Iterable[tuple[int, str]]:
    if denial.place and denial.place == other.place:
        yield 2, "the same place"
    if denial.sides & other.sides:
        yield 3, "the side that denies is the side that is accused"
    shared = sorted((denial.words & other.words & telling) - (denial.sides & other.sides))
    if shared:
        stems = ", ".join(f"{word}…" for word in shared[:5])
        yield min(len(shared), _MOST_WORD_POINTS), f"shared words: {stems}"
