"""Chains of the latent class model: started apart, warmed up, run until they agree."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.counts.diagnostics import ess_bulk, rhat
from habeas.counts.latent.settings import LatentSettings
from habeas.counts.latent.tree import CellTree, cell_tree
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

Array = NDArray[np.float64]

# The R-hat below which chains are taken to agree: Vehtari et al. 2021, section 4.
AGREED = 1.01
_WARM_UP = (100, 100, 150, 150)
_FIRST_ROUNDS = 500
_SWEEPS = 1
_LEAPS = 10
_LANES = 4
_KEPT_PARAMETERS = 1000


@dataclass(frozen=True)
class LatentChains:
    """Draws of every chain, chains × draws first; lists in the order of the table's columns.

    `totals`: N. `alpha`: the concentration. `occupied`: classes with people. For at most
    1,000 evenly spaced draws of each chain also `weights` (chains × kept × K) and `capture`
    (chains × kept × K × L). `cap`: the most unseen people allowed. `warm_up`: rounds thrown away.
    `acceptance`, `divergences`: of the Hamiltonian trajectories after the warm-up.
    """

    table: OverlapTable
    settings: LatentSettings
    cap: int
    totals: Array
    alpha: Array
    occupied: Array
    weights: Array
    capture: Array
    warm_up: int
    acceptance: float
    divergences: int

    @property
    def unseen(self) -> Array:
        """n0, chains × draws."""
        return self.totals - self.table.observed

    @property
    def near_cap(self) -> float:
        """The share of draws with more unseen than nine tenths of the cap."""
        return float((self.unseen > 0.9 * self.cap).mean())


@dataclass(frozen=True)
class _Chain:
    """One chain between two calls of the compiled loop, which changes its arrays."""

    tree: CellTree
    observed: int
    cap: int
    settings: LatentSettings
    words: NDArray[np.uint64]
    position: Array
    scale: Array
    information: Array
    tuning: Array

    def run(self, rounds: int, *, keep: int = 0, adapting: bool = False, leaps: int) -> _Rounds:
        from habeas.counts.latent.chain_kernel import run

        rows, lanes = self.position.shape
        kept = _Rounds(
            np.zeros(rounds), np.zeros(rounds), np.zeros(rounds), np.zeros((keep, rows, lanes))
        )
        run(
            self.words,
            self.position,
            self.settings.classes,
            self.tree.parent,
            self.tree.last,
            self.tree.people,
            self.observed,
            self.cap,
            np.array([*self.settings.prior_capture, *self.settings.prior_alpha], dtype=np.float64),
            self.scale,
            self.information,
            self.tuning,
            adapting,
            _SWEEPS,
            leaps,
            kept.totals,
            kept.alpha,
            kept.occupied,
            kept.positions,
        )
        return kept

    def warm_up(self) -> None:
        """Sweeps alone, then three rounds of adapting the step and the metric."""
        from habeas.counts.latent.chain_kernel import ACCEPTED, ANCHOR, STEP

        self.run(_WARM_UP[0], leaps=0)
        for rounds in _WARM_UP[1:]:
            self.tuning[:] = 0.0
            self.tuning[STEP] = 0.1
            self.tuning[ANCHOR] = math.log(0.5)
            self.information[:] = 0.0
            self.run(rounds, adapting=True, leaps=_LEAPS)
            if rounds is not _WARM_UP[-1]:
                mean = self.information / rounds
                self.scale[:] = np.where(mean > 0, 1 / np.sqrt(np.maximum(mean, 1e-12)), 0.0)
        self.tuning[ACCEPTED:] = 0.0


@dataclass(frozen=True)
class _Rounds:
    totals: Array
    alpha: Array
    occupied: Array
    positions: Array


def latent_chains(
    table: OverlapTable,
    *,
    classes: int = 10,
    cap: float = 20.0,
    prior_capture: tuple[float, float] = (1.0, 1.0),
    prior_alpha: tuple[float, float] = (0.25, 0.25),
    chains: int = 4,
    effective_draws: int = 400,
    budget: int = 20_000,
    seed: int = 1,
) -> LatentChains:
    """The posterior draws of the Dirichlet-process latent class model.

    Model: Manrique-Vallier 2016 (Biometrics 72, 1246), π(N) ∝ 1/N. Settings as in LatentSettings.
    The chains start from different totals, between a tenth of the observed and half the cap
    unseen, and run until they are worth `effective_draws` and R-hat is at most 1.01, or until
    each has used its budget. Raises InputRefused for an empty table, WrongUsage for impossible
    settings.
    """
    settings = LatentSettings(
        classes, cap, prior_capture, prior_alpha, chains, effective_draws, budget
    )
    if table.observed == 0:
        raise InputRefused("nobody is on any list", remedy="give a table with people")
    return run_chains(table, settings, seed)


def run_chains(table: OverlapTable, settings: LatentSettings, seed: int) -> LatentChains:
    """As `latent_chains`, from ready settings and a table with people."""
    canonical = table.canonical()
    tree = cell_tree(canonical)
    cap = max(1, int(settings.cap * table.observed))
    running = [
        _started(tree, canonical, cap, settings, table.seed(seed), number)
        for number in range(settings.chains)
    ]
    for chain in running:
        chain.warm_up()
    parts: list[list[_Rounds]] = [[] for _ in running]
    done, rounds = 0, min(_FIRST_ROUNDS, settings.budget)
    while rounds > 0:
        for chain, part in zip(running, parts, strict=True):
            part.append(chain.run(rounds, keep=min(rounds, _KEPT_PARAMETERS), leaps=_LEAPS))
        done += rounds
        rounds = min(_more_rounds(_joined(parts, done), settings, done), settings.budget - done)
    return _gathered(table, settings, cap, running, parts, done)


def _started(
    tree: CellTree,
    table: OverlapTable,
    cap: int,
    settings: LatentSettings,
    seed: int,
    number: int,
) -> _Chain:
    """A chain at random parameters whose expected share of unseen people is set by its number."""
    from habeas.counts.latent.chain_kernel import TUNING_SIZE
    from habeas.counts.latent.randomness import seeded

    random = np.random.default_rng([seed, number])
    lists, classes = table.list_count, settings.classes
    lanes = -(-classes // _LANES) * _LANES
    spread = number / max(1, settings.chains - 1)
    ratio = 0.1 * max(5.0 * settings.cap, 1.0) ** spread
    sticks = random.beta(1.0, 1.0, size=classes - 1)
    weights = np.append(sticks, 1.0) * np.cumprod(np.append(1.0, 1 - sticks))
    capture = random.logistic(size=(lists, classes))
    position = np.zeros((lists + 1, lanes))
    position[:lists, :classes] = capture + _shift(capture, weights, ratio / (1 + ratio))
    position[lists, : classes - 1] = np.log(sticks / (1 - sticks))
    scale = np.zeros_like(position)
    scale[:lists, :classes] = 0.1
    scale[lists, : classes - 1] = 0.1
    return _Chain(
        tree,
        table.observed,
        cap,
        settings,
        seeded(int(random.integers(1 << 62))),
        position,
        scale,
        np.zeros_like(position),
        np.zeros(TUNING_SIZE),
    )


def _shift(capture: Array, weights: Array, unseen: float) -> float:
    """What to add to all logits so that this share of people is on no list."""
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        share = weights @ np.exp(-np.logaddexp(0.0, capture + middle).sum(axis=0))
        low, high = (middle, high) if share > unseen else (low, middle)
    return (low + high) / 2


def _joined(parts: list[list[_Rounds]], done: int) -> Array:
    """log-free totals of all chains since a quarter of the run, which joins the warm-up."""
    return np.array([np.concatenate([kept.totals for kept in part]) for part in parts])[
        :, _dropped(done) :
    ]


def _dropped(done: int) -> int:
    return 0 if done <= _FIRST_ROUNDS else done // 4


def _more_rounds(totals: Array, settings: LatentSettings, done: int) -> int:
    """0 when the chains agree and are worth enough, else how many rounds to add."""
    worth = ess_bulk(totals)
    if worth >= settings.effective_draws and rhat(totals) <= AGREED:
        return 0
    wanted = done * (1.2 * settings.effective_draws / max(worth, 1.0) - 1.0)
    return int(min(max(wanted, 0.5 * done), 2.0 * done))


def _gathered(
    table: OverlapTable,
    settings: LatentSettings,
    cap: int,
    running: list[_Chain],
    parts: list[list[_Rounds]],
    done: int,
) -> LatentChains:
    from habeas.counts.latent.chain_kernel import ACCEPTED, DIVERGED, TRAJECTORIES

    dropped = _dropped(done)
    positions = np.array([_kept_positions(part, dropped) for part in parts])
    lists, classes = table.list_count, settings.classes
    rates = 1 / (1 + np.exp(-np.clip(positions[..., :classes], -700, 700)))
    sticks = rates[:, :, lists, :].copy()
    sticks[..., classes - 1] = 1.0
    before = np.cumprod(1 - sticks[..., :-1], axis=-1)
    weights = sticks * np.concatenate([np.ones_like(sticks[..., :1]), before], axis=-1)
    capture = np.empty((*weights.shape, lists))
    for new, old in enumerate(table.canonical_order):
        capture[..., old] = rates[:, :, new, :]
    tuning = np.array([chain.tuning for chain in running]).sum(axis=0)
    return LatentChains(
        table,
        settings,
        cap,
        _joined(parts, done),
        np.array([np.concatenate([kept.alpha for kept in part])[dropped:] for part in parts]),
        np.array([np.concatenate([kept.occupied for kept in part])[dropped:] for part in parts]),
        weights,
        capture,
        sum(_WARM_UP) + dropped,
        float(tuning[ACCEPTED] / max(tuning[TRAJECTORIES], 1.0)),
        int(tuning[DIVERGED]),
    )


def _kept_positions(part: list[_Rounds], dropped: int) -> Array:
    """At most 1,000 positions, evenly spaced over the rounds after the dropped ones."""
    places, held, done = [], [], 0
    for kept in part:
        rounds, room = len(kept.totals), len(kept.positions)
        places.append(done + np.arange(room) * max(1, rounds // max(1, room)))
        held.append(kept.positions)
        done += rounds
    place, positions = np.concatenate(places), np.concatenate(held)
    wanted = np.linspace(dropped, done - 1, min(done - dropped, _KEPT_PARAMETERS))
    chosen = np.unique(np.searchsorted(place, wanted, side="right") - 1)
    return positions[chosen]
