"""The engine that works on Spark."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.engine import spark_session
from habeas.people.blocking import Candidates
from habeas.people.blocking.candidate_pairs import distinct, strongest
from habeas.people.clustering import Answer, Linkage, Portion
from habeas.people.evidence.model import Compared, Model
from habeas.people.spark.joining import portions_linked
from habeas.people.spark.parcel import SCHEMA, Parcel, opened, table
from habeas.people.spark.search import MET, Searched, keys_sent, pairs_sent, pairs_sorted
from habeas.people.spark.shared import shared

# Keys are made by the span: each reads all spellings of names once, so spans are few. A partition
# holds the keys of so many records, some fifty each.
RECORDS_A_SPAN = 100_000
RECORDS_A_PARTITION = 25_000

Work = Callable[[Iterator[Any]], Iterator[Any]]


@dataclass(frozen=True)
class OnSpark:
    """Work in this session. The numbers of records say how finely the work is cut."""

    session: Any
    records_a_span: int = RECORDS_A_SPAN
    records_a_partition: int = RECORDS_A_PARTITION

    def candidates(
        self,
        compared: Compared,
        model: Model,
        *,
        most_a_record: float,
        settled: NDArray[np.bool_] | None = None,
    ) -> Candidates:
        """As `blocking.candidates`, the same pairs with the same weights."""
        n = len(compared.features)
        partitions = 1 + (n - 1) // self.records_a_partition
        if not n:
            return strongest(*distinct([]), n, most_a_record=most_a_record, met=0)
        with shared(self.session, Searched(_ready(compared), model, settled)) as sent:
            spans = self._frame(_spans(n, self.records_a_span))
            keys = self._moved(spans, lambda found: keys_sent(found, sent, partitions), partitions)
            found = self._moved(keys, lambda found: pairs_sent(found, sent, partitions), partitions)
            answers = list(opened(found.mapInArrow(pairs_sorted, SCHEMA).toArrow().to_batches()))
        met = sum(int(each.read(np.int64)[0][0]) for each in answers if each.topic == MET)
        read = [each.read(np.int64, np.float32) for each in answers if each.topic != MET]
        pairs, odds = distinct([(pairs, odds) for pairs, odds in read])
        return strongest(pairs, odds, n, most_a_record=most_a_record, met=met)

    def link(self, linkage: Linkage, cut: Iterable[Portion]) -> Iterable[Answer]:
        """The answer of `linkage.link` for each portion."""
        parcels = [
            Parcel(address, 0, (portion.rows, portion.left, portion.right))
            for address, portion in enumerate(cut)
        ]
        if not parcels:
            return
        _ready(linkage.compared)
        with shared(self.session, linkage) as sent:
            frame = self._frame(parcels)
            answers = frame.mapInArrow(lambda found: portions_linked(found, sent), SCHEMA).toArrow()
        for parcel in opened(answers.to_batches()):
            rows, labels, refused = parcel.read(np.int32, np.int32, np.int64)
            yield rows, labels, refused

    def _frame(self, parcels: list[Parcel]) -> Any:
        # By turns: what is cut evenly shall lie evenly.
        return self.session.createDataFrame(table(parcels)).repartition(len(parcels))

    def _moved(self, frame: Any, work: Work, partitions: int) -> Any:
        """What the work makes of the frame, each parcel with the others of its address."""
        return frame.mapInArrow(work, SCHEMA).repartition(partitions, "address")


def _ready(compared: Compared) -> Compared:
    """The same with all that the kernels take made already: workers need not make it again."""
    compared.arrays, compared.usual  # noqa: B018 - asking for them makes them
    return compared


def _spans(n: int, records_a_span: int) -> list[Parcel]:
    return [
        Parcel(address, 0, (np.array([begin, min(n, begin + records_a_span)], dtype=np.int32),))
        for address, begin in enumerate(range(0, n, records_a_span))
    ]


@contextmanager
def on_spark(session: Any) -> Generator[OnSpark, None, None]:
    """The engine in this session, or for "spark" in the active one or one that is started.

    Raises MissingExtra where pyspark, pyarrow, pandas or Java is missing.
    """
    with spark_session(session, work="resolving") as spark:
        yield OnSpark(spark)
