"""Our weights beside Splink's: the same levels of agreement, m and u, through both.

    python benchmarks/people/splink_oracle.py LISTS.parquet|.csv …

Resolves the lists, gives the levels of every pair that was compared, the m and u of every level and
the shares of the values agreed on to Splink (in an environment of its own), and prints how far
apart the weights are: Splink computes in double precision, our kernels in single. Ends with 1 where
a probability differs by more than one in a million.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
from environments import PEERS, python_of
from measured import run
from numpy.typing import NDArray

from habeas.people import Resolution, resolve
from habeas.people.evidence.comparing_kernel import CALL_SIGN_WORTH
from habeas.people.evidence.evidence import Evidence
from habeas.people.evidence.levels import (
    CALL_SIGN,
    FEATURES,
    NAME_LEVELS,
    NEAR,
    ONE_OFF,
    PATRONYMIC,
    level_types,
)
from habeas.people.evidence.training import coded
from habeas.people.reading import read_records

Doubles = NDArray[np.float64]
Level = tuple[int, float, float, float]
NAMES = ("surname", "given", "patronymic", "birth", "region", "place", "call_sign", "event")
LISTS = "lists"
CLOSE_ENOUGH = 1e-6


def levels_of(evidence: Evidence, feature: int, codes: NDArray[np.uint16]) -> Iterator[Level]:
    """Code, m, u and how much the share of the value counts, of each level that occurs."""
    model = evidence.model
    for code in np.unique(codes[codes > 0]).tolist():
        m, u = float(model.true[feature, code]), float(model.chance[feature, code])
        yield code, m, u, share_weight(feature, code)


def share_weight(feature: int, code: int) -> float:
    """1 where the share of the value is the chance to agree, .5 for near misses, else nought."""
    if any(kind.feature == feature and code in kind.same for kind in level_types()):
        return 1.0
    if feature <= PATRONYMIC and code <= 2 * NAME_LEVELS:
        return 0.5 if (code - 1) % NAME_LEVELS in (ONE_OFF, NEAR) else 0.0
    return 0.0


def scale(evidence: Evidence, feature: int) -> Doubles:
    """By code: what a value's share is multiplied with to be the chance of this very level."""
    chance = evidence.model.chance[feature]
    scaled: Doubles = chance / evidence.compared.usual[feature]
    for kind in level_types():
        if kind.feature == feature and kind.same:
            codes = list(kind.same)
            scaled[codes] = chance[codes] / chance[codes].sum()
    return scaled


def shares(evidence: Evidence, feature: int, rows: NDArray[np.int32]) -> Doubles:
    """The share of what each row says, (m,)."""
    features = evidence.compared.features
    if feature == CALL_SIGN:
        return np.full(len(rows), np.exp(-CALL_SIGN_WORTH))
    if feature <= PATRONYMIC:
        part = (features.surname, features.given, features.patronymic)[feature]
        said = np.append(part.share, 1.0)[features.names[rows, feature]]
    else:
        said = evidence.compared.arrays[1][rows, feature - PATRONYMIC - 1]
    return np.asarray(said, dtype=np.float64)


def side(
    evidence: Evidence, rows: NDArray[np.int32], codes: NDArray[np.uint16], lists: NDArray[np.int64]
) -> pyarrow.Table:
    """One side of all pairs, as Splink reads it."""
    columns: dict[str, object] = {"pair": np.arange(len(rows)), LISTS: lists}
    for feature, name in enumerate(NAMES):
        columns[name] = codes[:, feature].astype(np.int32)
        weights = np.array(
            [share_weight(feature, code) for code in range(codes[:, feature].max() + 1)]
        )
        counts = weights[codes[:, feature]] > 0
        if weights.any():
            share = shares(evidence, feature, rows) * scale(evidence, feature)[codes[:, feature]]
            texts = [repr(float(each)) for each in share]
            columns[f"{name}_value"] = pyarrow.array(texts, mask=~counts)
    return pyarrow.table(columns)


def splink_weights(evidence: Evidence, resolution: Resolution, folder: Path) -> Doubles:
    """Splink's natural log odds of every pair, (m,)."""
    left, right = resolution.pairs.left, resolution.pairs.right
    codes, _ = coded(evidence.compared, left, right)
    of_list = evidence.compared.features.list.astype(np.int64)
    count = len(evidence.compared.features.lists)
    lists = 1 + of_list[left] * count + of_list[right]
    levels = {
        name: list(levels_of(evidence, feature, codes[:, feature]))
        for feature, name in enumerate(NAMES)
        if codes[:, feature].any()
    }
    prior = evidence.model.prior.reshape(-1)
    levels[LISTS] = [(p, prior[p - 1], 1.0 - prior[p - 1], 0.0) for p in np.unique(lists).tolist()]
    (folder / "levels.json").write_text(json.dumps(levels))
    for name, rows in (("left", left), ("right", right)):
        pyarrow.parquet.write_table(side(evidence, rows, codes, lists), folder / f"{name}.parquet")
    peer = PEERS / "splink"
    run([python_of(peer), peer / "weigh_codes.py", folder])
    found = pyarrow.parquet.read_table(folder / "weights.parquet").sort_by("pair")
    if found["pair"].to_numpy().tolist() != list(range(len(left))):
        sys.exit("Splink did not weigh every pair once")
    return np.asarray(found["match_weight"].to_numpy() * np.log(2.0), dtype=np.float64)


def main() -> int:
    """Compare the weights of one file or several; exit code."""
    resolution = resolve(read_records([Path(each) for each in sys.argv[1:]]).records)
    if resolution.evidence is None or not len(resolution.pairs):
        sys.exit("no pairs were compared")
    with tempfile.TemporaryDirectory() as scratch:
        theirs = splink_weights(resolution.evidence, resolution, Path(scratch))
    ours = resolution.pairs.log_odds.astype(np.float64)
    odds = np.abs(theirs - ours)
    chances = np.abs(1.0 / (1.0 + np.exp(-theirs)) - 1.0 / (1.0 + np.exp(-ours)))
    print(
        f"{len(ours):,} pairs, {FEATURES} features; log odds {ours.min():.2f} to {ours.max():.2f}"
    )
    print(f"log odds differ by at most {odds.max():.1e}")
    print(f"probabilities differ by at most {chances.max():.1e}")
    return int(chances.max() > CLOSE_ENOUGH)


if __name__ == "__main__":
    sys.exit(main())
