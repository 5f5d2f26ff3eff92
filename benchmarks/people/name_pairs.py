"""How many pairs of names that are one person's are found, at a precision of at least .99.

    python benchmarks/people/name_pairs.py --pairs FILE.tsv [--peers nomenklatura,jaro-winkler]

FILE.tsv has a header and then a name, another name, and 1 or 0 (one person's or not), separated by
tabs. Real names never enter the project: the file stays where it is, and no name is printed. For
each system come precision and recall at its own default threshold, the recall at the lowest
threshold whose precision on these pairs is at least .99 (which needs the truth), and pairs a
CPU second, reading of lexicons left out. Jaro–Winkler compares the words of a plain
transliteration, each with its best partner.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from environments import PEERS, python_of
from measured import run
from numpy.typing import NDArray

PRECISE = 0.99
LOGIC_THRESHOLD = 0.7
JARO_WINKLER_THRESHOLD = 0.87
PREFIX_WEIGHT, PREFIX_LENGTH = 0.1, 4
# A Slavic skeleton in one line: what romanisations disagree on is merged or dropped.
SKELETON = str.maketrans(
    dict(zip("абвгґдезклмнопрстуфх", "abvhhdezklmnoprstufh", strict=True))
    | dict.fromkeys("иіїйыyj", "i")
    | dict(zip("жцчшщюяєёэ", ("z", "c", "c", "s", "s", "u", "a", "e", "e", "e"), strict=True))
    | dict.fromkeys("ьъ'’ʼ`", "")
    | dict(zip("gwq", "hvk", strict=True))
)
MERGED = (("kh", "h"), ("zh", "z"), ("ch", "c"), ("sh", "s"), ("ts", "c"), ("x", "ks"))
GLIDES = (("iu", "u"), ("ia", "a"), ("ie", "e"), ("io", "o"), ("ii", "i"))


@dataclass(frozen=True, slots=True)
class Names:
    """Pairs of names, and whether each is one person's, (m,)."""

    left: list[str]
    right: list[str]
    same: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Scored:
    """Scores (m,) of a system, its own threshold, and CPU seconds for all pairs."""

    system: str
    scores: NDArray[np.float64]
    threshold: float
    seconds: float


def names_in(path: Path) -> Names:
    """The pairs of a file."""
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines if line]
    bad = next((place for place, row in enumerate(cells, 2) if len(row) < 3), None)
    if bad:
        sys.exit(f"{path}, line {bad}: not two names and 1 or 0")
    return Names(
        [row[0] for row in cells],
        [row[1] for row in cells],
        np.array([row[2].strip() == "1" for row in cells]),
    )


def ours(names: Names) -> Scored:
    """`names.compare` of the language room, many at once, after one call that compiles."""
    from habeas.language.names import compare_many
    from habeas.language.names.compare import SAME_FROM

    compare_many(names.left[:1], names.right[:1])
    started = time.process_time()
    scores = compare_many(names.left, names.right)
    return Scored("habeas", scores, SAME_FROM, time.process_time() - started)


def logic(names: Names, algorithm: str) -> Scored:
    """A matcher of nomenklatura, in its own environment."""
    with tempfile.TemporaryDirectory() as folder:
        pairs, out = Path(folder) / "pairs.tsv", Path(folder) / "scores.txt"
        lines = (f"{a}\t{b}\n" for a, b in zip(names.left, names.right, strict=True))
        pairs.write_text("".join(lines), encoding="utf-8")
        peer = PEERS / "nomenklatura"
        command: list[str | Path] = [python_of(peer), peer / "name_scores.py", "--in", pairs]
        done = run([*command, "--out", out, "--algorithm", algorithm])
        scores = np.loadtxt(out, ndmin=1)
    said = json.loads(done.said.splitlines()[-1]) if done else {"seconds": np.nan}
    return Scored(f"nomenklatura {algorithm}", scores, LOGIC_THRESHOLD, said["seconds"])


def skeleton(name: str) -> list[str]:
    """The words of a name in a plain key."""
    text = name.lower()
    for found, put in MERGED:
        text = text.replace(found, put)
    text = text.translate(SKELETON)
    for found, put in GLIDES:
        text = text.replace(found, put)
    return [word for word in text.replace("-", " ").replace(".", " ").split() if word]


def jaro_winkler(one: str, other: str) -> float:
    """Likeness of two words after Winkler (1990): Jaro's, raised for a common beginning."""
    if one == other:
        return 1.0
    reach = max(0, max(len(one), len(other)) // 2 - 1)
    taken = [False] * len(other)
    met: list[str] = []
    for place, letter in enumerate(one):
        for at in range(max(0, place - reach), min(len(other), place + reach + 1)):
            if not taken[at] and other[at] == letter:
                taken[at] = True
                met.append(letter)
                break
    if not met:
        return 0.0
    partner = [letter for letter, used in zip(other, taken, strict=True) if used]
    moved = sum(a != b for a, b in zip(met, partner, strict=True)) / 2
    jaro = (len(met) / len(one) + len(met) / len(other) + 1 - moved / len(met)) / 3
    common = 0
    while common < min(PREFIX_LENGTH, len(one), len(other)) and one[common] == other[common]:
        common += 1
    return jaro + common * PREFIX_WEIGHT * (1 - jaro)


def soft_tokens(names: Names) -> Scored:
    """Each word of the shorter name with its best partner of the longer one, on average."""
    started = time.process_time()
    scores = []
    for left, right in zip(names.left, names.right, strict=True):
        few, many = sorted((skeleton(left), skeleton(right)), key=len)
        best = [max((jaro_winkler(word, each) for each in many), default=0.0) for word in few]
        scores.append(sum(best) / len(best) if best else 0.0)
    seconds = time.process_time() - started
    return Scored("soft-token Jaro–Winkler", np.array(scores), JARO_WINKLER_THRESHOLD, seconds)


def line(names: Names, scored: Scored) -> str:
    """One row of the table."""
    found = scored.scores >= scored.threshold
    hits = int((found & names.same).sum())
    true = max(1, int(names.same.sum()))
    precision = hits / max(1, int(found.sum()))
    order = np.argsort(-scored.scores, kind="stable")
    ranked = scored.scores[order]
    right = np.cumsum(names.same[order])
    ends = np.append(ranked[1:] != ranked[:-1], True)
    precise = ends & (right / np.arange(1, len(right) + 1) >= PRECISE)
    recall = right[precise].max(initial=0) / true
    threshold = ranked[precise].min(initial=np.inf)
    return (
        f"| {scored.system} | {scored.threshold:g}: {precision:.4f} / {hits / true:.4f} "
        f"| {recall:.4f} at {threshold:.3f} | {len(names.same) / scored.seconds:,.0f} |"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pairs", type=Path, required=True)
    parser.add_argument("--peers", default="nomenklatura,jaro-winkler")
    parser.add_argument("--algorithms", default="logic-v2,logic-v1")
    chosen = parser.parse_args()
    names = names_in(chosen.pairs)
    print(f"{len(names.same):,} pairs, {names.same.mean():.1%} of them one person's")
    print("| system | its threshold: P / R | recall at P >= .99 | pairs a CPU second |")
    print("|---|---|---|---|")
    print(line(names, ours(names)), flush=True)
    if "nomenklatura" in chosen.peers:
        for algorithm in chosen.algorithms.split(","):
            print(line(names, logic(names, algorithm)), flush=True)
    if "jaro-winkler" in chosen.peers:
        print(line(names, soft_tokens(names)), flush=True)


if __name__ == "__main__":
    main()
