"""A process made to be killed: it puts sources without end, and says which are acknowledged.

    python -m tests.store.child_that_keeps_putting CASE FIRST LAST

Prints the SHA-256 of each source of the series FIRST … LAST - 1 once its `put` has returned.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from habeas.store import CaseStore
from tests.store.making import PASSPHRASE, deposit, sha256


def content(number: int) -> bytes:
    """The bytes of one source of the series: up to 200 kB, always the same ones."""
    chance = random.Random(number)  # noqa: S311 - repeatable bytes, not a secret
    return chance.randbytes(chance.choice([0, 10, 1000, 50_000, 200_000])) + str(number).encode()


def main(path: Path, first: int, last: int) -> None:
    """Put them one by one, and now and then three at once."""
    with CaseStore.open(path, passphrase=PASSPHRASE) as store:
        print("open", flush=True)
        number = first
        while number < last:
            count = min(3, last - number) if number % 5 == 0 else 1
            batch = [content(each) for each in range(number, number + count)]
            store.put_sources(deposit(data, f"{sha256(data)[:8]}.bin") for data in batch)
            for data in batch:
                print(sha256(data), flush=True)
            number += count


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
