"""Joining records into persons in partitions. It runs on a worker, inside `mapInArrow`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from habeas.people.clustering import Linkage, Portion
from habeas.people.spark.parcel import Parcel, batches, opened
from habeas.people.spark.shared import Shared


def portions_linked(arrived: Iterator[Any], sent: Shared[Linkage]) -> Iterator[Any]:
    """For each portion that arrives the answer of `Linkage.link`."""
    for parcel in opened(arrived):
        portion = Portion(*parcel.read(np.int32, np.int32, np.int32))
        yield from batches([Parcel(parcel.address, 0, sent.value.link(portion))])
