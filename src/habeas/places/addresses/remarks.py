"""What could not be understood of a description, in sentences for whoever reads the answer."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from habeas.places.addresses.ground import Ground
from habeas.places.addresses.reading import Reading
from habeas.places.addresses.seats import territories_of
from habeas.places.addresses.weighing import Option

NOTHING_MET = "No name of a known place was met."


def remarks(
    reading: Reading, options: Sequence[Option], shares: NDArray[np.float64], ground: Ground
) -> tuple[str, ...]:
    """Remarks on an answer: names not known, places that are gone, a fallback to a territory."""
    told = [*reading.within, *(name for seat in reading.seats for name in seat.within)]
    unknown = [name.name for name in told if not territories_of((name,), ground)]
    found = [f"{name} is not known; it was left out." for name in dict.fromkeys(unknown)]
    best = options[int(np.argmax(shares))]
    if best.rank not in {"name", "between"}:
        names = ", ".join(name.name for seat in reading.seats for name in seat.names)
        what = f"{names} was not met there" if names else "no settlement is told"
        found.append(f"The answer is only the {best.rank} ({best.name}): {what}.")
    if any(seat.gone for seat in reading.seats):
        found.append("The text says that the place no longer exists.")
    return tuple(found)
