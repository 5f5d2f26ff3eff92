"""A print of a text's words, by which copies and excerpts are found without the texts.

Runs of RUN words are hashed (folded: case, accents and dashes do not matter), and those hashes that
lie below a threshold are kept: of a long text a fair sample, of a short one all. Two prints are
compared below the lower threshold, so that the share of one in the other is unbiased. Method:
FracMinHash (Irber et al. 2022, doi:10.1101/2022.01.11.475838), after Broder 1997 (resemblance and
containment).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from habeas.language import fold

RUN = 5
MOST = 2048
ENOUGH = 24
COPIED_SHARE = 0.6
_FEWEST_RUNS = 4
_WHOLE = 1 << 64
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TextPrint:
    """Hashes (64 bits) of word runs that lie below `threshold`."""

    hashes: frozenset[int]
    threshold: int = _WHOLE


def text_print(text: str) -> TextPrint:
    """The print of a text; empty for one of fewer than RUN words."""
    words = _WORD.findall(fold(text))
    found = {_hashed(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    threshold = _WHOLE
    while len(found) > MOST:
        threshold //= 2
        found = {item for item in found if item < threshold}
    return TextPrint(frozenset(found), threshold)


def containment(one: TextPrint, other: TextPrint) -> float:
    """How much of the smaller text stands in the other one, 0 to 1; 0 where either is short."""
    threshold = min(one.threshold, other.threshold)
    mine, theirs = _below(one, threshold), _below(other, threshold)
    smaller = min(len(mine), len(theirs))
    return len(mine & theirs) / smaller if smaller >= ENOUGH else 0.0


def copied(prints: Mapping[str, TextPrint]) -> dict[str, str]:
    """For each text the least name among those that it is one original with, by copying.

    Nearly linear: a text is compared with the first and the last one before it that share a run.
    """
    parent = {name: name for name in prints}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    shared = Counter(_candidates(prints))
    for one, other in sorted(pair for pair, runs in shared.items() if runs >= _FEWEST_RUNS):
        if containment(prints[one], prints[other]) >= COPIED_SHARE:
            low, high = sorted((root(one), root(other)))
            parent[high] = low
    return {name: root(name) for name in prints}


def _candidates(prints: Mapping[str, TextPrint]) -> Iterator[tuple[str, str]]:
    first: dict[int, str] = {}
    last: dict[int, str] = {}
    for name in sorted(prints):
        for item in prints[name].hashes:
            if item in first:
                yield first[item], name
                yield last[item], name
            else:
                first[item] = name
            last[item] = name


def _below(found: TextPrint, threshold: int) -> frozenset[int]:
    if found.threshold == threshold:
        return found.hashes
    return frozenset(item for item in found.hashes if item < threshold)


def _hashed(words: Iterable[str]) -> int:
    digest = hashlib.blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big")
