"""Two encodings laid side by side."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from habeas.model import InputRefused, WrongUsage
from habeas.people.overlap.counted_pairs import CountedPairs
from habeas.people.overlap.encoding import Encoding
from habeas.people.overlap.linking import Links, link
from habeas.people.overlap.mixture import Fit, Mixture
from habeas.people.overlap.overlap import Interval, Overlap

_DRAWS = 1000
_HIGHEST_RATE = 0.99

Draws = NDArray[np.float64]


def compare(
    first: Encoding, second: Encoding, *, level: float = 0.95, draws: int = _DRAWS, seed: int = 1
) -> Overlap:
    """How many people are on both lists.

    The same encodings and seed give the same answer. Raises InputRefused for encodings made with
    different secrets, for different occasions or by different lexicons, WrongUsage for a level
    that is none.
    """
    if not 0 < level < 1:
        raise WrongUsage(f"the level is {level:g}", remedy="take one such as .95")
    check_comparable(first, second)
    sizes = len(first), len(second)
    counted = CountedPairs.of(first, second)
    fit = Mixture(counted, sizes, seed).fit(draws)
    links = link(first, second, counted, fit.chance)
    return _overlap(first, second, fit, links, level, np.random.default_rng(seed))


def check_comparable(first: Encoding, second: Encoding) -> None:
    """Raise InputRefused where likeness between two encodings would mean nothing."""
    if first.key_check != second.key_check:
        raise InputRefused(
            "the two lists were encoded with different secrets, or for different occasions",
            remedy="encode both with one --secret-file and one --occasion",
        )
    if first.spelling_check != second.spelling_check:
        raise InputRefused(
            "the two lists were encoded by versions of Habeas that read names differently",
            remedy="encode both with one version",
        )


def _overlap(
    first: Encoding,
    second: Encoding,
    fit: Fit,
    links: Links,
    level: float,
    random: np.random.Generator,
) -> Overlap:
    sizes = np.array([len(first), len(second)], dtype=np.float64)
    people = np.maximum(sizes - fit.repeated, 1.0)
    # Somebody entered twice is in two pairs for each entry on the other list.
    shared = np.maximum(fit.shared - links.surplus, 0.0)
    shared = np.minimum(shared.round(), np.floor(people.min(axis=1)))
    false = (random.random((len(shared), len(links))) > links.probability).sum(axis=1)
    missed = np.maximum(shared - (len(links) - false), 0.0)
    return Overlap(
        sizes=(len(first), len(second)),
        left_out=(first.left_out, second.left_out),
        level=level,
        shared=Interval.of(shared, level).whole(),
        repeated=(
            Interval.of(fit.repeated[:, 0], level).whole(),
            Interval.of(fit.repeated[:, 1], level).whole(),
        ),
        links=links,
        missed=Interval.of(missed, level).whole(),
        false=Interval.of(false.astype(np.float64), level).whole(),
        agreement=fit.agreement,
        draws=shared,
        missed_rate=Interval.of(_capped(missed / np.maximum(shared, 1.0)), level),
        false_rate=Interval.of(_capped(_false_rate(false, shared, people)), level),
    )


def _false_rate(false: NDArray[np.int64], shared: Draws, people: Draws) -> Draws:
    """The probability of a false join of which as many false links come as were drawn.

    Of two records on one list each, either may join the other, each record as likely as any.
    """
    only = people - shared[:, None]
    everyone = only.sum(axis=1) + shared
    return np.asarray(false * everyone / np.maximum(2 * np.prod(only, axis=1), 1.0))


def _capped(rate: Draws) -> Draws:
    return np.minimum(rate, _HIGHEST_RATE)
