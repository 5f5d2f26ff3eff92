"""What a first short chain teaches about the ground: in which regions sites and mistakes lie."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from habeas.places.likelihood.ground import Ground
from habeas.places.likelihood.telling import Told
from habeas.places.sites.kernel.run import Kept
from habeas.places.sites.kernel.types import MISTAKEN
from habeas.places.sites.units import Unit

# So many sites' worth of belief in the prior by population alone.
_STRENGTH = 5.0


def region_counts(kept: Kept, units: Sequence[Unit], ground: Ground) -> NDArray[np.float64]:
    """Sites and mistaken units by region, the mean over the draws; shape (regions,)."""
    counts = np.zeros(len(ground.places.codes))
    places = kept.place[kept.place >= 0]
    np.add.at(counts, ground.region[places], 1.0)
    wrong = (kept.site == MISTAKEN).sum(axis=0)
    for number in np.flatnonzero(wrong).tolist():
        unit = units[number]
        share = ground.prior[unit.cells] * unit.values
        np.add.at(counts, ground.region[unit.cells], wrong[number] * share / share.sum())
    return counts / len(kept.site)


def with_regions(ground: Ground, counts: NDArray[np.float64]) -> Ground:
    """The ground with a prior whose regions weigh as these counts say."""
    before = np.bincount(ground.region, ground.prior, minlength=len(counts))
    after = (_STRENGTH * before + counts) / (_STRENGTH + counts.sum())
    factor = after / np.maximum(before, 1e-12)
    prior = ground.prior * factor[ground.region]
    return replace(ground, prior=prior / prior.sum())


def renormalised(told: Told, prior: NDArray[np.float64]) -> Told:
    """The same telling, relative to its mean under another prior."""
    if not len(told):
        return told
    mean = float(np.sum(prior[told.cells] * np.exp(told.logs.astype(np.float64))))
    return Told(told.cells, (told.logs - np.float32(np.log(mean))).astype(np.float32))
