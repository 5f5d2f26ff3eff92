"""Chains of the latent class model: started apart, warmed up, run until they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from habeas.counts.diagnostics import ess_bulk, modes, rhat
from habeas.counts.latent.settings import LatentSettings
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused

if TYPE_CHECKING:
    from habeas.counts.latent.chain import Chain, Rounds

Array = NDArray[np.float64]

# The R-hat below which chains are taken to agree: Vehtari et al. 2021, section 4.
AGREED = 1.01
# Three scouts for each chain; those farthest apart go on.
_SCOUTS = 3
_SCOUT_SWEEPS, _SCOUT_LEAPS, _SCOUT_ROUNDS = 50, 10, (50, 75)
_WARM_UP = (100, 100)
_LOOKED_AT = 40
_FIRST_ROUNDS = 400
_KEPT_PARAMETERS = 1000


@dataclass(frozen=True)
class LatentChains:
    """Draws of every chain, chains × draws first; lists in the order of the table's columns.

    `totals`: N. `alpha`: the concentration. `occupied`: classes with people. For at most
    1,000 evenly spaced draws of each chain also `weights` (chains × kept × K) and `capture`
    (chains × kept × K × L). `cap`: the most unseen people allowed. `warm_up`: rounds thrown away.
    `modes`: the most separate modes of log N that the chains together ever showed: a chain that
    dwells elsewhere and later joins the others counts, since a slower one would have stayed.
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
    modes: int
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
    Three scouts for each chain start from different totals, between a tenth of the observed and
    half the cap unseen; those that end farthest apart go on, until they are together worth
    `effective_draws` and R-hat is at most 1.01, or until each has used its budget. Raises
    InputRefused for an empty table, WrongUsage for impossible settings.
    """
    settings = LatentSettings(
        classes, cap, prior_capture, prior_alpha, chains, effective_draws, budget
    )
    if table.observed == 0:
        raise InputRefused("nobody is on any list", remedy="give a table with people")
    return run_chains(table, settings, seed)


def run_chains(table: OverlapTable, settings: LatentSettings, seed: int) -> LatentChains:
    """As `latent_chains`, from ready settings and a table with people."""
    running = _warmed_up(table, settings, seed)
    parts: list[list[Rounds]] = [[] for _ in running]
    done, most_modes, rounds = 0, 1, min(_FIRST_ROUNDS, settings.budget)
    while rounds > 0:
        for chain, part in zip(running, parts, strict=True):
            part.append(chain.advance(rounds, keep=min(rounds, _KEPT_PARAMETERS)))
        done += rounds
        logs = np.log([np.concatenate([drawn.totals for drawn in part]) for part in parts])
        most_modes = max(most_modes, modes(logs, resolution=1 / table.observed))
        more = _more_rounds(logs[:, _dropped(done, most_modes) :], settings, done)
        rounds = min(more, settings.budget - done)
    return _gathered(table, settings, running, parts, most_modes)


def _warmed_up(table: OverlapTable, settings: LatentSettings, seed: int) -> list[Chain]:
    """The chains after their warm-up; the compiled loop is loaded here, at the first use."""
    from habeas.counts.latent.chain import started
    from habeas.counts.latent.kernel.tree import cell_tree
    from habeas.counts.latent.kernel.types import Model

    canonical = table.canonical()
    _, cells = cell_tree(canonical)
    observed, lists = table.observed, table.list_count
    on, off = settings.prior_capture
    shape, rate = settings.prior_alpha
    model = Model(
        settings.classes,
        observed,
        max(1, int(settings.cap * observed)),
        float(on),
        float(off),
        float(shape),
        float(rate),
    )
    count = _SCOUTS * settings.chains
    seeded = table.seed(seed)
    scouts = [started(cells, model, lists, seeded, number, count) for number in range(count)]
    ends = [_scout(scout) for scout in scouts]
    farthest = np.argsort(ends, kind="stable")[
        np.round(np.linspace(0, count - 1, settings.chains)).astype(int)
    ]
    running = [scouts[place] for place in farthest]
    for rounds in _WARM_UP:
        curvature = np.mean([chain.information for chain in running], axis=0)
        for chain in running:
            chain.rescale(curvature)
            chain.adapt(rounds)
    for chain in running:
        chain.forget_acceptance()
    return running


def _scout(chain: Chain) -> float:
    """Send a chain ahead; returns the mean of log N where it has come to."""
    chain.advance(_SCOUT_SWEEPS, leaps=0)
    chain.adapt(_SCOUT_ROUNDS[0], leaps=_SCOUT_LEAPS)
    chain.rescale(chain.information)
    return float(np.log(chain.adapt(_SCOUT_ROUNDS[1], leaps=_SCOUT_LEAPS)[-_LOOKED_AT:]).mean())


def _dropped(done: int, most_modes: int) -> int:
    """Rounds that join the warm-up: a quarter, unless the first rounds were enough.

    Where chains have shown more than one mode, none: what they left in the first quarter may well
    be a part of the posterior to which no chain has found back.
    """
    return 0 if done <= _FIRST_ROUNDS or most_modes > 1 else done // 4


def _more_rounds(logs: Array, settings: LatentSettings, done: int) -> int:
    """0 when the chains agree and are worth enough, else how many rounds to add."""
    worth = ess_bulk(logs)
    if worth >= settings.effective_draws and rhat(logs) <= AGREED:
        return 0
    wanted = done * (1.2 * settings.effective_draws / max(worth, 1.0) - 1.0)
    return int(min(max(wanted, 0.5 * done), 2.0 * done))


def _gathered(
    table: OverlapTable,
    settings: LatentSettings,
    running: list[Chain],
    parts: list[list[Rounds]],
    most_modes: int,
) -> LatentChains:
    from habeas.counts.latent.kernel.loop import ACCEPTED, DIVERGED, TRAJECTORIES

    totals, alpha, occupied = (
        np.array([np.concatenate([getattr(drawn, name) for drawn in part]) for part in parts])
        for name in ("totals", "alpha", "occupied")
    )
    dropped = _dropped(totals.shape[1], most_modes)
    positions = np.array([_kept_positions(part, dropped) for part in parts])
    weights, capture = _natural(positions, table, settings.classes)
    tuning = np.sum([chain.tuning for chain in running], axis=0)
    return LatentChains(
        table,
        settings,
        running[0].model.cap,
        totals[:, dropped:],
        alpha[:, dropped:],
        occupied[:, dropped:],
        weights,
        capture,
        _SCOUT_SWEEPS + sum(_SCOUT_ROUNDS) + sum(_WARM_UP) + dropped,
        most_modes,
        float(tuning[ACCEPTED] / max(tuning[TRAJECTORIES], 1.0)),
        int(tuning[DIVERGED]),
    )


def _natural(positions: Array, table: OverlapTable, classes: int) -> tuple[Array, Array]:
    """Class weights and capture probabilities from logits, lists in the user's order."""
    lists = table.list_count
    rates = 1 / (1 + np.exp(-np.clip(positions[..., :classes], -700, 700)))
    sticks = rates[:, :, lists, :].copy()
    sticks[..., classes - 1] = 1.0
    before = np.cumprod(1 - sticks[..., :-1], axis=-1)
    weights = sticks * np.concatenate([np.ones_like(sticks[..., :1]), before], axis=-1)
    capture = np.empty((*weights.shape, lists))
    for new, old in enumerate(table.canonical_order):
        capture[..., old] = rates[:, :, new, :]
    return weights, capture


def _kept_positions(part: list[Rounds], dropped: int) -> Array:
    """At most 1,000 positions, evenly spaced over the rounds after the dropped ones."""
    places, held, done = [], [], 0
    for drawn in part:
        rounds, room = len(drawn.totals), len(drawn.positions)
        places.append(done + np.arange(room) * max(1, rounds // max(1, room)))
        held.append(drawn.positions)
        done += rounds
    place, positions = np.concatenate(places), np.concatenate(held)
    wanted = np.linspace(dropped, done - 1, min(done - dropped, _KEPT_PARAMETERS))
    chosen = np.unique(np.searchsorted(place, wanted, side="right") - 1)
    return positions[chosen]
