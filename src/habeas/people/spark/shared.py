"""What every worker needs whole, sent once: by broadcast, or as an artifact over Spark Connect."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar
from uuid import uuid4

T = TypeVar("T")


class Shared(Generic[T]):
    """Something that the driver has sent; functions that go to workers may hold it."""

    def __init__(self, sent: Any, *, by_file: bool) -> None:
        self._sent = sent
        self._by_file = by_file

    @property
    def value(self) -> T:
        """What was sent; a worker reads it once, however many tasks it does."""
        found: T = _read(self._sent) if self._by_file else self._sent.value
        return found


@contextmanager
def shared(session: Any, value: T) -> Generator[Shared[T], None, None]:
    """Send `value` to all workers, and take it back at the end.

    Over Spark Connect it stays with the server until the session ends: there is no call for more.
    """
    if type(session).__module__.startswith("pyspark.sql.connect"):
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / f"habeas-{uuid4().hex}"
            file.write_bytes(pickle.dumps(value, protocol=5))
            session.addArtifacts(str(file), file=True)
            yield Shared(file.name, by_file=True)
        return
    broadcast = session.sparkContext.broadcast(value)
    try:
        yield Shared(broadcast, by_file=False)
    finally:
        broadcast.destroy()


@cache
def _read(name: str) -> Any:
    from pyspark import SparkFiles

    # The driver wrote it; functions reach a worker in the same form and by the same way.
    return pickle.loads(Path(SparkFiles.get(name)).read_bytes())  # noqa: S301 - sent by our own driver
