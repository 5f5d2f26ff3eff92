"""People whose stratum nobody wrote down: put into strata again and again, not left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Literal

import numpy as np

from habeas.counts.strata.label_classes import labels_by_class
from habeas.counts.strata.label_shares import fitted_shares, pseudo_people_weights
from habeas.counts.strata.labelling import Counts, Labelling, Unlabelled, aligned
from habeas.counts.strata.stratum import Key, StratumTable
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

Model = Literal["pattern", "classes"]


def impute_missing_labels(
    tables_by_stratum: Mapping[Key, OverlapTable],
    unlabelled: Unlabelled,
    *,
    model: Model = "pattern",
    replicates: int = 20,
    seed: int = 1,
) -> tuple[StratumTable, ...]:
    """So many versions of the strata's tables, each with everybody in some stratum.

    `unlabelled`: people whose stratum is unknown; or, by what is known of it, tables of people
    whose key is known in part (`(("place", "north"),)`: a place and no month). All tables have the
    same lists. Labels are missing at random given the capture pattern (`missing-labels`
    in data/assumptions.tsv).

    "pattern": for each pattern, the strata's shares are drawn from a Dirichlet with the labelled
    people of that pattern plus so many pseudo-people, spread as a smooth fit over all patterns
    says (label_shares.py); people are then drawn from the shares. How many pseudo-people is drawn
    from its posterior, and the fit is made on resampled labels, anew in each replicate: so its own
    uncertainty is in the replicates (Rubin 1987, proper imputation; Rubin and Schenker 1986).
    "classes": labels and a latent class model of each stratum are drawn in turns
    (label_classes.py), so that the labels follow the capture probabilities of the strata.

    Every replicate holds every stratum, those with nobody in them too. Raises InputRefused where
    lists differ, nobody is labelled, or a known part fits no stratum; WrongUsage for another model.
    """
    if model not in ("pattern", "classes"):
        raise WrongUsage(f"there is no model {model!r}", remedy="take pattern or classes")
    labelling = aligned(tables_by_stratum, unlabelled)
    random = np.random.default_rng([labelling.seed(), seed])
    versions = labels_by_class if model == "classes" else _labels_by_pattern
    imputed: list[StratumTable] = []
    for replicate, counts in enumerate(islice(versions(labelling, random), replicates)):
        imputed += labelling.tables(counts, replicate)
    return tuple(imputed)


def _labels_by_pattern(labelling: Labelling, random: np.random.Generator) -> Iterator[Counts]:
    """Without end: labelled people and a draw for the rest, cells × strata."""
    labelled = labelling.labelled
    people = int(labelled.sum())
    shares = fitted_shares(labelled, labelling.patterns)
    grid, weight = pseudo_people_weights(labelled, shares)
    while True:
        kappa = float(random.choice(grid, p=weight))
        resampled = random.multinomial(people, (labelled / people).ravel())
        prior = kappa * fitted_shares(resampled.reshape(labelled.shape), labelling.patterns)
        # A share that underflows to nothing would stop the Dirichlet: gammas, with a floor.
        share = np.maximum(random.gamma(np.maximum(labelled + prior, 1e-12)), 1e-300)
        counts = labelled.copy()
        for group in labelling.groups:
            among = share[:, group.possible]
            among /= among.sum(axis=1, keepdims=True)
            counts[:, group.possible] += random.multinomial(group.people, among)
        yield counts
