"""How far one spelling is from another, and the spellings a slip of the pen away."""

from __future__ import annotations

_SHORT, _LONG = 7, 12


def letters_allowed(name: str) -> int:
    """How many wrong letters a name of this length may have and still be known again."""
    return 1 if len(name) < _SHORT else 2 if len(name) < _LONG else 3


def letters_apart(first: str, second: str, most: int) -> int:
    """Letters added, lost, changed or exchanged with the next between two spellings.

    Optimal string alignment distance; `most` + 1 where it is more than `most`.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(second) + 1))
    for at, letter in enumerate(first, start=1):
        row = [at]
        for place, other in enumerate(second, start=1):
            changed = last[place - 1] + (letter != other)
            best = min(changed, last[place] + 1, row[place - 1] + 1)
            exchanged = (
                place > 1 and at > 1 and (letter, other) == (second[place - 2], first[at - 2])
            )
            row.append(min(best, before[place - 2] + 1) if exchanged else best)
        if min(row) > most and min(last) > most:
            return most + 1
        before, last = last, row
    return min(last[-1], most + 1)


def one_slip_away(name: str) -> list[str]:
    """The name with one letter left out, or with two neighbours exchanged."""
    left_out = [name[:at] + name[at + 1 :] for at in range(1, len(name))]
    exchanged = [
        name[:at] + name[at + 1] + name[at] + name[at + 2 :] for at in range(1, len(name) - 1)
    ]
    return list(dict.fromkeys(one for one in (*left_out, *exchanged) if one != name))
