"""How many people a building may lawfully hold: a check of plausibility, no estimate of people."""

from __future__ import annotations

from habeas.places.procurement.data_tables import rows


def lawful_capacity(square_metres: float, kind: str) -> float:
    """People for whom the floor suffices by the law; `kind` is `remand prison` or `colony`.

    `square_metres` is the floor of cells or dormitories, not of the building. Source: see
    `floor_space.tsv`. Raises ValueError for another kind or a floor below 0.
    """
    per_person = {row["kind"]: float(row["square_metres_per_person"]) for row in rows(_TABLE)}
    if kind not in per_person or square_metres < 0:
        raise ValueError(f"no floor space is laid down for {square_metres} m² of {kind!r}")
    return square_metres / per_person[kind]


_TABLE = "floor_space.tsv"
