"""The kernels of resolving are compiled once on a machine: doing it ahead."""

from __future__ import annotations

from habeas.language import names
from habeas.people.decision import Decision, Sameness
from habeas.people.partitions import persons_interval, sample_partitions
from habeas.people.queue import ask_next
from habeas.people.records import Records
from habeas.people.resolving import resolve

# Invented people.
_NAMES = ("Вигадко Остап Ярович", "Vyhadko Ostap", "Придумайло Зоя Іллівна", "Pridumaylo Zoya")


def compile_all() -> None:
    """Resolve a few invented rows, so that every kernel has been used once."""
    rows = [f"{name} {letter}" for letter in "абв" for name in _NAMES]
    records = Records.build(
        [str(number) for number in range(len(rows))],
        list=["one", "two"] * (len(rows) // 2),
        name=rows,
        born=["1980-02-03", "1980", "1975-05-06", ""] * (len(rows) // 4),
        region=["Донецька обл.", "Donetsk region", "", ""] * (len(rows) // 4),
    )
    apart = Decision(Sameness.DIFFERENT, ("0",), ("2",))
    resolution = resolve(records, decisions=(apart,))
    ask_next(resolution)
    persons_interval(resolution, sample_partitions(resolution, draws=2))
    names.compare(_NAMES[0], _NAMES[1])
