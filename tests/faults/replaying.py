"""Power cuts at chosen moments of a recording, each looked at as its next user would."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.conftest import Recorded
from tests.faults.disk import Tree, is_shared_memory, lay_out
from tests.faults.power_cut import Folders, PowerCut
from tests.faults.promised import Promised, shortcomings
from tests.faults.recording import Did, Operation

_TURNING_POINTS = {Did.SYNC, Did.NOTE, Did.RENAME, Did.UNLINK, Did.TRUNCATE, Did.MKDIR}


@dataclass(slots=True)
class Tally:
    """What came of a number of cuts."""

    cuts: int = 0
    with_unsynced: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)


def chosen_cuts(operations: Sequence[Operation], count: int, seed: int) -> list[int]:
    """Moments to cut at: half of them anywhere, half where a sync, name or note is just passed.

    The same recording and seed give the same ones.
    """
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    turning = [
        moment + after
        for moment, operation in enumerate(operations)
        if operation.did in _TURNING_POINTS
        for after in (0, 1)
    ]
    anywhere = range(1, len(operations) + 1)
    return [chance.choice((anywhere, turning)[number % 2]) for number in range(count)]


def replay(recorded: Recorded, count: int, seed: int, folder: Path) -> Tally:
    """Cut the power so often; failures name all that is needed to see one again."""
    tally = Tally()
    for number, cut in enumerate(chosen_cuts(recorded.operations, count, seed)):
        power_cut = PowerCut(f"{seed}/{number}", list(Folders)[number // 2 % 2])
        place = folder / str(number)
        lay_out(_after(recorded, cut, power_cut), place)
        promised = Promised.by(recorded.operations[:cut])
        found = shortcomings(place, promised, twice=number % 4 == 0)
        tally.cuts += 1
        tally.with_unsynced += power_cut.undecided > 0
        tally.fates.update(power_cut.fates)
        if found:
            tally.failures.append(
                f"cut {number} (seed {seed}) at {cut} of {recorded.log}, {power_cut.folders} "
                f"folders, {power_cut.fates}, left in {place}: {found}"
            )
        else:
            shutil.rmtree(place)
    return tally


def _after(recorded: Recorded, cut: int, power_cut: PowerCut) -> Tree:
    tree = recorded.history.after_cut(cut, power_cut)
    for name in filter(is_shared_memory, list(tree)):
        # SQLite syncs it never and makes it anew; so anything at all may be there.
        tree[name] = random.Random(power_cut.seed).randbytes(32768)  # noqa: S311 - repeatable bytes, not a secret
    return tree
