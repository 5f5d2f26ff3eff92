"""Parcels: arrays as bytes, addressed to a partition; what travels through Spark.

A row of Spark costs more than the few numbers of a pair, so a row holds thousands of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

SCHEMA = "address int, topic int, first binary, second binary, third binary"
_NAMES = ("address", "topic", "first", "second", "third")


@dataclass(frozen=True, eq=False)
class Parcel:
    """Up to three arrays, sent to `address`; `topic` says what they are about."""

    address: int
    topic: int
    arrays: tuple[NDArray[np.generic], ...]

    def read(self, *kinds: type[np.generic]) -> tuple[NDArray[Any], ...]:
        """The arrays as numbers of these kinds, each its own and writable."""
        return tuple(
            array.view(kind).copy() for array, kind in zip(self.arrays, kinds, strict=False)
        )


def table(parcels: Iterable[Parcel]) -> Any:
    """The parcels as an Arrow table."""
    import pyarrow

    return pyarrow.Table.from_batches(list(batches(parcels)), schema=_schema())


def batches(parcels: Iterable[Parcel]) -> Iterator[Any]:
    """Each parcel as an Arrow record batch."""
    import pyarrow

    for parcel in parcels:
        blobs = [np.ascontiguousarray(array).tobytes() for array in parcel.arrays]
        row = [parcel.address, parcel.topic, *blobs, *[b""] * (3 - len(blobs))]
        yield pyarrow.RecordBatch.from_arrays(
            [pyarrow.array([cell], kind.type) for cell, kind in zip(row, _schema(), strict=True)],
            schema=_schema(),
        )


def opened(arrived: Iterable[Any]) -> Iterator[Parcel]:
    """The parcels in Arrow record batches."""
    for batch in arrived:
        for row in zip(*(batch.column(name) for name in _NAMES), strict=True):
            address, topic, *blobs = (cell.as_py() for cell in row)
            yield Parcel(
                address, topic, tuple(np.frombuffer(blob, dtype=np.uint8) for blob in blobs)
            )


def _schema() -> Any:
    import pyarrow

    numbers = [(name, pyarrow.int32()) for name in _NAMES[:2]]
    return pyarrow.schema(numbers + [(name, pyarrow.binary()) for name in _NAMES[2:]])
