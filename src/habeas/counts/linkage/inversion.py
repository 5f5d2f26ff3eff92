"""Plausible true tables behind a faultily linked one, given the rates of its errors.

The mechanism: a person on two or more lists is split with probability `missed`, one list (each as
likely) coming off into a record of its own; then a record on one list only is joined with
probability `false` to another record, each as likely, and adds its list to that one's.

Bayesian inversion by data augmentation. True cells are Poisson with rates λ, a Gamma(1/K, 0)
prior each (one person spread over K cells). Thinned Poisson counts are independent, so

1. given λ, each observed cell is divided into people left alone and people made by each kind of
   false link, multinomially; records that vanished into a person already on their list are Poisson;
2. missed links each leave a mark in two cells; they are drawn one kind at a time by Metropolis
   steps, proposed from the binomial that holds with one of the two cells, so nearly always taken;
3. λ given the true cells is Gamma.

A sweep forgets a share of about 1 - missed of the former state. Independent chains, one a draw.
False links are taken to first order: chains of them (a record joined to one that is itself joined
to a third) are not modelled, which loses a share of about `false` of the correction for them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from habeas.counts.linkage.rates import Rate, drawn_rates
from habeas.counts.linkage.structure import Moves
from habeas.counts.table import OverlapTable
from habeas.model import WrongUsage

# The former state is forgotten at the rate of the errors: at .3 all but 1e-15 after 30 sweeps.
_SWEEPS = 30
_INNER_SWEEPS = 4
_LEAST_RATE = 1e-12
Counts = NDArray[np.int64]
Rates = NDArray[np.float64]


def plausible_tables(
    table: OverlapTable, *, missed: Rate, false: Rate, replicates: int = 50, seed: int = 1
) -> tuple[OverlapTable, ...]:
    """Draws of the true table given the observed one and the two error rates.

    `missed`: probability that somebody on two or more lists was split. `false`: probability that
    a record on one list was joined to another. Each a number, a range, or a Beta. A draw holds
    the people whom the lists hold, rightly linked; the unseen are for an estimator. With both
    rates 0 every draw is the table itself. Raises WrongUsage for impossible rates or no replicates.
    """
    if replicates < 1:
        raise WrongUsage("there is nothing to draw", remedy="take at least 1 replicate")
    ordered = table.canonical()
    moves = Moves.of(ordered)
    random = np.random.default_rng(table.seed(seed))
    chains = _Chains(
        moves,
        random,
        drawn_rates(missed, replicates, random, "missed links")[:, None],
        drawn_rates(false, replicates, random, "false links")[:, None],
    )
    true = np.repeat(moves.people[None, :], replicates, axis=0)
    for _ in range(_SWEEPS):
        true = chains.sweep(true)
    own_order = np.argsort(table.canonical_order).tolist()
    return tuple(
        OverlapTable.of(ordered.lists, dict(zip(moves.patterns, people, strict=True))).select(
            own_order
        )
        for people in true.tolist()
    )


@dataclass(frozen=True, slots=True)
class _Chains:
    """One chain for each replicate, side by side (chains × cells)."""

    moves: Moves
    random: np.random.Generator
    missed: Rates
    false: Rates

    def sweep(self, true: Counts) -> Counts:
        """New true tables given the former ones."""
        prior = 1 / len(self.moves.patterns)
        rates = np.maximum(self.random.standard_gamma(true + prior), _LEAST_RATE)
        records = np.repeat(self.moves.people[None, :], len(true), axis=0)
        if self.false.any():
            records = self._before_joins(records, self._after_splits(rates))
        return self._before_splits(records, rates) if self.missed.any() else records

    def _after_splits(self, rates: Rates) -> Rates:
        """The rates of the cells once links were missed, from those of the true cells."""
        moves = self.moves
        split = rates * np.where(moves.multiple, 1 - self.missed, 1.0)
        moved = self.missed * moves.share * rates[:, moves.whole]
        return split + moved @ (moves.into(moves.rest) + moves.into(moves.single))

    def _before_joins(self, records: Counts, split: Rates) -> Counts:
        """Step 1: the records before false links, given the rates of their cells."""
        moves = self.moves
        among_singles = ~moves.multiple[moves.rest]
        everyone = split.sum(axis=1, keepdims=True)
        joining = self.false * split[:, moves.single] * split[:, moves.rest] / everyone
        # Of two records on one list each, either may be the one that joins the other.
        left_alone = split * (1 - self.false * ~moves.multiple)
        left_alone -= joining @ moves.into(moves.rest)
        left_alone -= (joining * among_singles) @ moves.into(moves.single)
        joining = joining * np.where(among_singles, 2.0, 1.0)
        weight = np.maximum(left_alone, _LEAST_RATE) + joining @ moves.into(moves.whole)
        before = records.copy()
        undecided = records.copy()
        for t, cell in enumerate(moves.whole):
            chance = np.minimum(joining[:, t] / weight[:, cell], 1.0)
            joined = self.random.binomial(undecided[:, cell], chance)
            undecided[:, cell] -= joined
            weight[:, cell] -= joining[:, t]
            before[:, cell] -= joined
            before[:, moves.rest[t]] += joined
            before[:, moves.single[t]] += joined
        met = split @ moves.holds.T.astype(np.float64) / everyone
        before[:, moves.alone] += self.random.poisson(self.false * split[:, moves.alone] * met)
        return before

    def _before_splits(self, records: Counts, rates: Rates) -> Counts:
        """Step 2: the true cells, given the records before false links."""
        moves = self.moves
        whole_rate = rates * np.where(moves.multiple, 1 - self.missed, 1.0)
        split_rate = self.missed * moves.share * rates[:, moves.whole]
        splits = np.zeros(split_rate.shape, dtype=np.int64)
        untouched = records.copy()
        for _ in range(_INNER_SWEEPS):
            for t in range(len(moves.whole)):
                rest, single = moves.rest[t], moves.single[t]
                former = splits[:, t]
                rests = untouched[:, rest] + former
                if not rests.any():
                    continue
                singles = untouched[:, single] + former
                chance = split_rate[:, t] / (split_rate[:, t] + whole_rate[:, rest])
                proposed = self.random.binomial(rests, chance)
                log_ratio = (
                    (former - proposed) * np.log(whole_rate[:, single])
                    + gammaln(singles - former + 1)
                    - gammaln(np.maximum(singles - proposed, 0) + 1)
                )
                luck = np.log(self.random.random(len(former)))
                taken = (proposed <= singles) & (luck < log_ratio)
                new = np.where(taken, proposed, former)
                untouched[:, rest] = rests - new
                untouched[:, single] = singles - new
                splits[:, t] = new
        return untouched + splits @ moves.into(moves.whole)
