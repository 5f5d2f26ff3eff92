"""How well two encoded lists tell how far they coincide, and what an encoding gives away.

    python benchmarks/private_overlap.py [LISTS.csv|.parquet [REPLICATES]]

The table has the columns of `shared/linkage/gen_people.py` (invented people; `cluster` says who is
who); without arguments that generator makes one of 30,000 rows, seed 7, standard. Printed are, for
pairs of lists cut down to 950 rows with a known number of people on both: how often the 95 %
interval covers the truth, its median width, and how many of the shared an exact key would find;
the processor's time; and how many given names two attacks without the key find: each also
with the names of its groups told, which is more than an attacker can know.
"""

from __future__ import annotations

import csv
import hashlib
import hmac
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.vq import kmeans2

from habeas.people import Records
from habeas.people.overlap import Encoding, compare
from habeas.people.overlap.conjunctions import tokens_of
from habeas.people.overlap.facts import Facts, facts_of
from habeas.people.overlap.form import Form
from habeas.people.overlap.signature import flipped, signature_of

GENERATOR = Path(__file__).resolve().parents[2] / "shared" / "linkage" / "gen_people.py"
PAIRS = (("ngo_uk", "icrc_en"), ("exchange_ru", "icrc_en"), ("ngo_uk", "exchange_ru"))
SIZE = 950
SHARES = (0.0, 0.05, 0.25, 0.5, 0.75, 1.0)
NOISES = (0.0, 0.05, 0.15)
KEY = bytes(range(32))
# A plain Bloom filter as is usual for names: length, and positions that a token sets.
PLAIN_BITS, PLAIN_HASHES = 1024, 20
COMMON_NAMES = 10

Row = dict[str, str]
Bits = NDArray[np.uint8]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Pool:
    """Rows of one list, encoded once, from which lists are drawn."""

    people: Numbers
    facts: list[Facts]
    given: list[str]
    signatures: Bits
    forms: Bits

    @classmethod
    def of(cls, rows: list[Row]) -> Pool:
        """All usable rows."""
        records = Records.build(
            [str(place) for place in range(len(rows))],
            name=[row["name"] for row in rows],
            surname=[row["surname"] for row in rows],
            given=[row["given"] for row in rows],
            patronymic=[row["patronymic"] for row in rows],
            born=[row["dob"] for row in rows],
        )
        found = [
            (int(row["cluster"]), facts, row["p_given"])
            for row, facts in zip(rows, facts_of(records), strict=True)
            if facts.suffice
        ]
        return cls(
            people=np.array([person for person, _, _ in found]),
            facts=[facts for _, facts, _ in found],
            given=[given for _, _, given in found],
            signatures=np.stack([signature_of(tokens_of(facts), KEY) for _, facts, _ in found]),
            forms=np.array([Form.of(facts).number for _, facts, _ in found], dtype=np.uint8),
        )

    def encoding(self, people: Numbers, noise: float) -> Encoding:
        """The rows of these people as another side would get them."""
        rows = np.flatnonzero(np.isin(self.people, people))
        signatures = np.ascontiguousarray(flipped(self.signatures[rows], noise))
        return Encoding(signatures, self.forms[rows].copy(), 0, noise, b"", b"")

    def exact_keys(self, people: Numbers) -> dict[int, set[str]]:
        """Surname, given name and birth date, each in its finest reading, by person."""
        found: dict[int, set[str]] = {}
        for row in np.flatnonzero(np.isin(self.people, people)).tolist():
            facts = self.facts[row]
            parts = (facts.surname, facts.given, facts.year, facts.day)
            if all(parts):
                key = "|".join(readings[0][0] for readings in parts)
                found.setdefault(int(self.people[row]), set()).add(key)
        return found


def main(arguments: list[str]) -> None:
    """Measure on one table of lists."""
    rows = _rows(Path(arguments[0])) if arguments else _made()
    replicates = int(arguments[1]) if len(arguments) > 1 else 4
    by_list: dict[str, list[Row]] = {}
    for row in rows:
        by_list.setdefault(row["source"], []).append(row)
    for first, second in PAIRS:
        _coverage(first, second, by_list[first], by_list[second], replicates)
    _attacks(Pool.of(by_list["ngo_uk"][:2000]))


def _rows(path: Path) -> list[Row]:
    if path.suffix == ".parquet":
        import polars

        frame = polars.read_parquet(path)
        return [
            {k: "" if v is None else str(v) for k, v in row.items()} for row in frame.to_dicts()
        ]
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _made() -> list[Row]:
    """The reference generator's own lists; without its optional surnames, from its tables only."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lists.csv"
        command = [sys.executable, str(GENERATOR), "--n", "30000", "--seed", "7"]
        subprocess.run([*command, "--out", str(path)], check=True, capture_output=True)
        return _rows(path)


def _coverage(first: str, second: str, one: list[Row], other: list[Row], replicates: int) -> None:
    """Print for a pair of lists, by noise, over shares of overlap and replicates."""
    random = np.random.default_rng(7)
    people = {row["cluster"] for row in one}, {row["cluster"] for row in other}
    both, only_one, only_other = (
        random.permutation(sorted(map(int, group)))[: 2 * SIZE]
        for group in (people[0] & people[1], people[0] - people[1], people[1] - people[0])
    )
    pools = []
    for rows, own in ((one, only_one), (other, only_other)):
        kept = set(np.concatenate([both, own]).tolist())
        pools.append(Pool.of([row for row in rows if int(row["cluster"]) in kept]))
    for noise in NOISES:
        found, seconds, keyed = [], 0.0, []
        for share in SHARES:
            for replicate in range(replicates):
                shared = round(share * SIZE)
                if shared > len(both) or SIZE - shared > min(len(only_one), len(only_other)):
                    continue
                draw = np.random.default_rng([replicate, shared])
                common = draw.choice(both, shared, replace=False)
                lists = [
                    np.concatenate([common, draw.choice(own, SIZE - shared, replace=False)])
                    for own in (only_one, only_other)
                ]
                truth = len(
                    set(pools[0].people.tolist())
                    & set(pools[1].people.tolist())
                    & set(common.tolist())
                )
                encodings = [
                    pool.encoding(own, noise) for pool, own in zip(pools, lists, strict=True)
                ]
                started = time.process_time()
                overlap = compare(*encodings, seed=replicate)
                seconds += time.process_time() - started
                found.append((truth, overlap.shared.low, overlap.shared.point, overlap.shared.high))
                if truth:
                    keys = [pool.exact_keys(common) for pool in pools]
                    met = sum(
                        bool(keys[0].get(p, set()) & keys[1].get(p, set())) for p in common.tolist()
                    )
                    keyed.append(met / truth)
        _show_coverage(f"{first} and {second}, noise {noise:g}", np.array(found), seconds, keyed)


def _show_coverage(
    name: str, found: NDArray[np.float64], seconds: float, keyed: list[float]
) -> None:
    truth, low, point, high = found.T
    large = truth >= 0.2 * SIZE
    print(
        f"{name}: covered {np.mean((low <= truth) & (truth <= high)):.1%} of {len(found)};"
        f" from a quarter on, median width {np.median((high - low)[large] / truth[large]):.1%},"
        f" median error {np.median(np.abs(point - truth)[large] / truth[large]):.1%};"
        f" an exact key finds {np.mean(keyed):.0%};"
        f" {seconds / len(found):.1f} CPU s each",
        flush=True,
    )


def _attacks(pool: Pool) -> None:
    """How many rows with a common given name are named rightly, without the key."""
    names, counts = np.unique(pool.given, return_counts=True)
    common = names[np.argsort(-counts)][:COMMON_NAMES].tolist()
    shares = {name: pool.given.count(name) / len(pool.given) for name in common}
    rows = np.isin(pool.given, common)
    guess = shares[common[0]] / sum(shares.values())
    print(f"\n{len(pool.given):,} rows; {rows.sum():,} have one of the {COMMON_NAMES} commonest")
    print(f"given names; naming all of them after the commonest is right for {guess:.1%}")
    ways = {"a plain Bloom filter of single facts": np.stack([_plain(f) for f in pool.facts])}
    for noise in NOISES:
        packed = flipped(pool.signatures, noise)
        ways[f"the encoding, noise {noise:g}"] = np.unpackbits(packed, axis=1)
    for way, bits in ways.items():
        groups = _by_columns(bits)
        by_rank = _named_by_rank(groups, shares, len(bits))
        if_told = _named_if_told(groups, pool.given)
        right, told = (
            sum(named[row] == pool.given[row] for row in np.flatnonzero(rows).tolist()) / rows.sum()
            for named in (by_rank, if_told)
        )
        alike = _by_groups(bits[rows], [pool.given[row] for row in np.flatnonzero(rows).tolist()])
        print(
            f"{way}: bits that go together, ranked by frequency, name {right:.1%} rightly, and if"
            f" told each one's name {told:.1%}; groups of like rows, if told, {alike:.1%}"
        )


def _plain(facts: Facts) -> Bits:
    """A Bloom filter in which each reading of each part is a token of its own."""
    bits = np.zeros(PLAIN_BITS, dtype=np.uint8)
    for part in ("surname", "given", "father", "year", "day"):
        for text, _ in getattr(facts, part):
            for number in range(PLAIN_HASHES):
                token = f"{part} {text} {number}".encode()
                bits[int.from_bytes(hmac.digest(KEY, token, hashlib.sha256)[:4]) % PLAIN_BITS] = 1
    return bits


def _by_columns(bits: Bits) -> list[Numbers]:
    """Bits that are set together, and the rows in which they are: those of one token, if any.

    After Christen, Ranbaduge, Vatsalan and Schnell (2018). Returns the rows of each group of bits.
    """
    centred = bits - bits.mean(axis=0)
    spread = np.maximum(centred.std(axis=0), 1e-9)
    alike = (centred.T @ centred) / len(bits) / np.outer(spread, spread)
    np.fill_diagonal(alike, 0.0)
    # By chance alone correlations reach about five standard errors among so many.
    together = alike > max(0.25, 6 / np.sqrt(len(bits)))
    found: list[Numbers] = []
    free = np.ones(bits.shape[1], dtype=np.bool_)
    for bit in np.argsort(-together.sum(axis=0)).tolist():
        members = np.flatnonzero(together[bit] & free)
        if free[bit] and len(members) >= PLAIN_HASHES // 4:
            group = np.append(members, bit)
            free[group] = False
            found.append(np.flatnonzero(bits[:, group].mean(axis=1) > 0.9))
    return found


def _named_by_rank(groups: list[Numbers], shares: dict[str, float], rows: int) -> list[str]:
    """Each row's name when a group is taken for the common name that is about as frequent."""
    named = [""] * rows
    left = dict(shares)
    for holders in groups:
        share = len(holders) / rows
        near = [name for name in left if abs(left[name] - share) <= 0.3 * left[name]]
        if near:
            name = min(near, key=lambda each: abs(left[each] - share))
            del left[name]
            for row in holders.tolist():
                named[row] = name
    return named


def _named_if_told(groups: list[Numbers], given: list[str]) -> list[str]:
    """Each row's name when every group is given its commonest name; the purest group counts."""
    told = []
    for holders in groups:
        names = [given[row] for row in holders.tolist()]
        if names:
            name = max(sorted(set(names)), key=names.count)
            told.append((names.count(name) / len(names), name, holders))
    named = [""] * len(given)
    for _, name, holders in sorted(told, key=lambda each: each[:2]):
        for row in holders.tolist():
            named[row] = name
    return named


def _by_groups(bits: Bits, given: list[str]) -> float:
    """Divide rows into groups by their bits; the share that has its group's commonest name."""
    centred = bits - bits.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    _, group = kmeans2(centred @ axes[:30].T, COMMON_NAMES, minit="++", seed=1, iter=50)
    right = 0
    for number in range(COMMON_NAMES):
        members = [given[row] for row in np.flatnonzero(group == number).tolist()]
        right += max((members.count(name) for name in set(members)), default=0)
    return right / len(given)


if __name__ == "__main__":
    main(sys.argv[1:])
