"""The estimate by model averaging over decomposable graphs, with its standing."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.counts.assumptions import assumption
from habeas.counts.decomposable.averaging import Averaged, averaged
from habeas.counts.decomposable.graphs import MOST_LISTS, cliques_of, edge_bit
from habeas.counts.decomposable.posterior import Posterior
from habeas.counts.decomposable.priors import Prior, prior_name
from habeas.counts.estimate import Estimate, Status, estimated, refused
from habeas.counts.table import OverlapTable
from habeas.model import InputRefused, WrongUsage

METHOD = "decomposable"
# See `decomposable` for how these two were derived.
MOST_PRIOR_SHARE = 0.05
MOST_EDGE_SHARE = 0.01
DRAWS = 2000
_GRAPHS_SHOWN = 10


def decomposable(
    table: OverlapTable,
    *,
    delta: float | None = None,
    complete_graph: bool = True,
    prior: Prior = "1/N",
    grid_factor: float = 20.0,
    first_unseen: int = 1,
    level: float = 0.95,
    seed: int = 1,
) -> Estimate:
    """The posterior median and central interval, averaged over all decomposable graphs.

    Madigan & York 1997: hyper-Dirichlet prior with `delta` per cell (2^-L by default, L lists),
    all graphs equally probable, `prior` on the total: "1/N", "uniform", a function from totals to
    log priors, or an array of them for the totals n + first_unseen, … The unseen run from
    `first_unseen` (1, as the field's reference does; 0 lets everybody be seen) to `grid_factor`
    times the n people seen. `complete_graph=False` leaves the complete graph out.
    A quantile is the smallest total at which the posterior has reached it.

    Status PRIOR_DRIVEN:
    - `p_sat`, the posterior probability of the complete graph, is above 1 - level, and above .05
      in any case. Under that graph the data say nothing of the unseen, so p_sat is the share of
      the posterior that is the prior alone. An interval leaves out 1 - level; where p_sat is more
      than that, all that lies outside may be the prior's own, and both limits with it.
    - `mass_at_grid_edge`, the posterior probability of the top tenth of the grid, is above .01: the
      upper limit (a tail of .025) then hangs on where the grid was cut off.
    - everybody seen is on one list. Nobody was seen off it, under no graph is there an estimate of
      them but 0, and what the posterior has above 0 it has from `delta`.
    Status TOO_FEW_LISTS for one list; NO_OVERLAP where nobody is on two lists. Lists with nobody
    on them are left out.

    `draws` are 2,000 totals, the middles of as many equal parts of the posterior, shuffled by seed.
    Raises InputRefused for more than 7 lists, WrongUsage for settings out of range.
    """
    _check_settings(delta, grid_factor, first_unseen, level)
    used = table.select([j for j, size in enumerate(table.list_sizes) if size])
    settings: dict[str, Any] = {
        "delta": _delta(used, delta),
        "complete_graph": complete_graph,
        "prior": prior_name(prior),
        "grid_factor": grid_factor,
        "first_unseen": first_unseen,
        "seed": seed,
    }
    fields: dict[str, Any] = {
        "level": level,
        "assumptions": (assumption(METHOD),),
        "settings": settings,
    }
    refusal = _why_not(used)
    if refusal is not None:
        return refused(table, METHOD, *refusal, **fields)
    result = _averaged(used, delta, complete_graph, prior, grid_factor, first_unseen)
    found = result.posterior
    tail = (1 - level) / 2
    status, warnings = _standing(used, result, level)
    if used.list_count < table.list_count:
        warnings = (*warnings, "lists with nobody on them were left out")
    low, median, high = (found.quantile(part) for part in (tail, 0.5, 1 - tail))
    return estimated(
        table,
        METHOD,
        (low, median, high),
        status=status,
        warnings=warnings,
        diagnostics=_diagnostics(used, result) | {"delta": settings["delta"]},
        draws=_draws(found, used.seed(seed)),
        **fields,
    )


def posterior(
    table: OverlapTable,
    *,
    delta: float | None = None,
    complete_graph: bool = True,
    prior: Prior = "1/N",
    grid_factor: float = 20.0,
    first_unseen: int = 1,
) -> Posterior:
    """The whole posterior of the total; the settings are those of `decomposable`.

    Raises InputRefused where no estimate can be made, WrongUsage for settings out of range.
    """
    _check_settings(delta, grid_factor, first_unseen, 0.95)
    used = table.select([j for j, size in enumerate(table.list_sizes) if size])
    refusal = _why_not(used)
    if refusal is not None:
        raise InputRefused(refusal[1], remedy=refusal[2])
    return _averaged(used, delta, complete_graph, prior, grid_factor, first_unseen).posterior


def _averaged(
    table: OverlapTable,
    delta: float | None,
    complete_graph: bool,
    prior: Prior,
    grid_factor: float,
    first_unseen: int,
) -> Averaged:
    last = max(int(grid_factor * table.observed), first_unseen)
    return averaged(
        table.canonical(),
        delta=_delta(table, delta),
        complete_graph=complete_graph,
        prior=prior,
        first_unseen=first_unseen,
        last_unseen=last,
    )


def _delta(table: OverlapTable, delta: float | None) -> float:
    return 2.0**-table.list_count if delta is None else float(delta)


def _check_settings(
    delta: float | None, grid_factor: float, first_unseen: int, level: float
) -> None:
    if delta is not None and not 0 < delta < np.inf:
        raise WrongUsage(f"delta is {delta:g}", remedy="take a number above 0, such as 2^-L")
    if not 0 < grid_factor < np.inf:
        raise WrongUsage(f"the grid factor is {grid_factor:g}", remedy="take a number above 0")
    if first_unseen < 0:
        raise WrongUsage("fewer than 0 people cannot be unseen")
    if not 0 < level < 1:
        raise WrongUsage(f"the level is {level:g}", remedy="take one between 0 and 1, such as .95")


def _why_not(table: OverlapTable) -> tuple[Status, str, str] | None:
    """Why there is no estimate, and what to do; None where there is one."""
    if table.list_count < 2:
        return (
            Status.TOO_FEW_LISTS,
            "fewer than two lists have anybody on them: nothing can be said of who is on none",
            "add a second list",
        )
    if not any(pattern & (pattern - 1) for pattern, _ in table.cells):
        return (
            Status.NO_OVERLAP,
            "nobody is on two lists, so the lists say nothing of who is on none",
            "check how records were linked across lists",
        )
    if table.list_count > MOST_LISTS:
        raise InputRefused(
            f"{table.list_count} lists are too many for averaging over decomposable graphs",
            remedy=f"merge lists until there are at most {MOST_LISTS}, or take another method",
        )
    return None


def _standing(
    table: OverlapTable, result: Averaged, level: float
) -> tuple[Status, tuple[str, ...]]:
    warnings = []
    everybody = [
        name
        for name, size in zip(table.lists, table.list_sizes, strict=True)
        if size == table.observed
    ]
    if everybody:
        warnings.append(
            f"everybody seen is on {everybody[0]}: how many there are beside it is what the prior "
            "says of a list that misses nobody"
        )
    if result.complete_share > min(MOST_PRIOR_SHARE, 1 - level):
        warnings.append(
            f"{result.complete_share:.0%} of the answer is the prior alone (the complete graph, "
            "under which these lists say nothing of the unseen)"
        )
    if result.edge_share > MOST_EDGE_SHARE:
        warnings.append(
            f"{result.edge_share:.1%} of the posterior lies at the upper end of the grid, "
            "so the upper limit hangs on where the grid ends"
        )
    return (Status.PRIOR_DRIVEN if warnings else Status.OK), tuple(warnings)


def _draws(found: Posterior, seed: int) -> NDArray[np.float64]:
    totals = found.quantiles((np.arange(DRAWS) + 0.5) / DRAWS)
    return np.random.default_rng(seed).permutation(totals)


def _diagnostics(table: OverlapTable, result: Averaged) -> dict[str, Any]:
    names = [table.lists[j] for j in table.canonical_order]
    graphs, shares = result.graphs, result.shares
    shown = min(_GRAPHS_SHOWN, int((shares > 0).sum()))
    best = np.argsort(-shares, kind="stable")[:shown]
    top = [
        {
            "cliques": _in_table_order(cliques_of(int(graphs.edges[row]), graphs.size), table),
            "probability": float(shares[row]),
            "median": result.median_of(int(row)),
        }
        for row in best
    ]
    edges = {
        _edge_name(table, names[i], names[j]): float(
            shares[(graphs.edges >> edge_bit(i, j) & 1) == 1].sum()
        )
        for j in range(graphs.size)
        for i in range(j)
    }
    return {
        "p_sat": result.complete_share,
        "mass_at_grid_edge": result.edge_share,
        "mean": result.posterior.mean,
        "graphs": int((shares > 0).sum()),
        "top_graphs": top,
        "edges": dict(sorted(edges.items())),
    }


def _in_table_order(cliques: list[tuple[int, ...]], table: OverlapTable) -> list[list[str]]:
    """Cliques of canonical positions as names, in the order of the table's own columns."""
    own = sorted(sorted(table.canonical_order[j] for j in clique) for clique in cliques)
    return [[table.lists[j] for j in clique] for clique in own]


def _edge_name(table: OverlapTable, first: str, second: str) -> str:
    return "–".join(sorted((first, second), key=table.lists.index))
