"""One Gibbs sweep over the table: people to classes, then sizes, order, capture.

Given the parameters, each cell's people (and the unseen) are split over the classes; given the
split, the sticks are integrated out while the concentration and the order of the classes move
(so that a big class does not get stuck at a late stick: Papaspiliopoulos & Roberts 2008), then
sticks and capture probabilities are drawn. Cells are visited, never people.
"""

from __future__ import annotations

from habeas.counts.latent.kernel.arithmetic import exponential_of, log_gamma, logarithm
from habeas.counts.latent.kernel.cap import log_mass_at_cap, log_share_below_cap
from habeas.counts.latent.kernel.compiled import compiled
from habeas.counts.latent.kernel.randomness import (
    binomial,
    gamma_draw,
    logit_beta_draw,
    poisson,
    uniform,
)
from habeas.counts.latent.kernel.types import Cells, Matrix, Model, Vector, Words, Workspace

_MOST_TRIES = 200
_STEP = 2.0
_FARTHEST = 200.0
# A probability closer to 0 or 1 than this is not told from it by a float.
_CLIP = 36.0


@compiled
def unseen_people(words: Words, p0: float, observed: int, cap: int) -> int:
    """n0 given p0: negative binomial, at most the cap."""
    p0 = min(p0, 1.0 - 1e-15)
    for _ in range(_MOST_TRIES):
        mean = gamma_draw(words, float(observed)) * p0 / (1.0 - p0)
        if mean < 1e15:
            unseen = poisson(words, mean)
            if unseen <= cap:
                return unseen
    return _walked_down(words, p0, observed, cap)


@compiled
def _walked_down(words: Words, p0: float, observed: int, cap: int) -> int:
    """The same far above the cap, where rejection would hang: inversion from the cap downwards."""
    left = logarithm(uniform(words)) + log_share_below_cap(p0, observed, cap)
    log_mass = log_mass_at_cap(p0, observed, cap)
    share = exponential_of(left - log_mass)
    unseen = cap
    mass = 1.0
    while share > mass and unseen > 0:
        share -= mass
        mass *= unseen / ((observed + unseen - 1.0) * p0)
        unseen -= 1
    return unseen


@compiled
def _split(words: Words, people: int, weights: Vector, classes: int, into: Vector) -> None:
    """Put people of one cell into classes, in proportion to the weights."""
    rest = 0.0
    for k in range(classes):
        rest += weights[k]
    left = people
    if left == 1:
        mark = uniform(words) * rest
        for k in range(classes - 1):
            mark -= weights[k]
            if mark <= 0.0:
                into[k] += 1.0
                return
        into[classes - 1] += 1.0
        return
    for k in range(classes - 1):
        if left == 0:
            return
        chance = weights[k] / rest if rest > weights[k] else 1.0
        taken = binomial(words, left, chance)
        into[k] += taken
        left -= taken
        rest -= weights[k]
    into[classes - 1] += left


@compiled
def _concentration_density(log_alpha: float, sizes: Vector, total: float, model: Model) -> float:
    """log p(log α | class sizes), the sticks integrated out.

    With R_k the people in classes after k, and R_{-1} all of them:
    α^{a + K - 1} e^{-bα} Γ(α + R_{K-2}) / Γ(α + R_{-1}) Π_{k<K-1} 1 / (α + R_{k-1}).
    """
    alpha = exponential_of(log_alpha)
    value = (model.shape + model.classes - 1.0) * log_alpha - model.rate * alpha
    later = total
    product = 1.0
    for k in range(model.classes - 1):
        product *= alpha + later
        if product > 1e200 or product < 1e-200:
            value -= logarithm(product)
            product = 1.0
        later -= sizes[k]
    value -= logarithm(product)
    last = sizes[model.classes - 1]
    first = log_gamma(last + alpha) if last > 0.0 else log_gamma(1.0 + alpha) - log_alpha
    return value + first - log_gamma(total + alpha)


@compiled
def _slice_concentration(
    words: Words, alpha: float, sizes: Vector, total: float, model: Model
) -> float:
    """A slice step for log α (Neal 2003, with stepping out)."""
    here = logarithm(alpha)
    level = _concentration_density(here, sizes, total, model) + logarithm(uniform(words))
    low = here - _STEP * uniform(words)
    high = low + _STEP
    while low > -_FARTHEST and _concentration_density(low, sizes, total, model) > level:
        low -= _STEP
    while high < _FARTHEST and _concentration_density(high, sizes, total, model) > level:
        high += _STEP
    while high - low > 1e-12:
        there = low + (high - low) * uniform(words)
        if _concentration_density(there, sizes, total, model) > level:
            return exponential_of(there)
        if there < here:
            low = there
        else:
            high = there
    return alpha


@compiled
def _swap(
    words: Words, classes: int, alpha: float, total: float, sizes: Vector, on: Matrix
) -> None:
    """Offer each class to change places with the next; the sticks are integrated out.

    Only R_k, the people after place k, differs between the two orders: the ratio of their
    probabilities is (α + R_k) / (α + R_k').
    """
    later = total
    for k in range(classes - 2):
        later -= sizes[k]
        changed = later + sizes[k] - sizes[k + 1]
        if sizes[k] != sizes[k + 1] and uniform(words) * (alpha + changed) < alpha + later:
            for row in range(len(on)):
                on[row, k], on[row, k + 1] = on[row, k + 1], on[row, k]
            sizes[k], sizes[k + 1] = sizes[k + 1], sizes[k]
            later = changed


@compiled
def _assign(words: Words, unseen: int, model: Model, cells: Cells, work: Workspace) -> float:
    """Draw everyone's class: sizes into `below[0]`, people by list and class into `on`."""
    work.below[:] = 0.0
    work.on[:] = 0.0
    _split(words, unseen, work.weights[0], model.classes, work.below[0])
    total = float(unseen)
    for node in range(1, len(cells.parent)):
        people = cells.people[node]
        if people > 0.0:
            total += people
            _split(words, int(people), work.weights[node], model.classes, work.below[node])
    for node in range(len(cells.parent) - 1, 0, -1):
        for k in range(model.classes):
            work.on[cells.last[node], k] += work.below[node, k]
            work.below[cells.parent[node], k] += work.below[node, k]
    return total


@compiled
def sweep(
    words: Words,
    position: Matrix,
    alpha: float,
    unseen: int,
    model: Model,
    cells: Cells,
    work: Workspace,
) -> float:
    """Draw labels, α, sticks and capture, given n0 and the weights of the nodes; returns α.

    The sizes of the classes are left in `work.below[0]`.
    """
    lists = len(position) - 1
    sizes = work.below[0]
    total = _assign(words, unseen, model, cells, work)
    alpha = _slice_concentration(words, alpha, sizes, total, model)
    _swap(words, model.classes, alpha, total, sizes, work.on)
    later = total
    for k in range(model.classes - 1):
        later -= sizes[k]
        position[lists, k] = logit_beta_draw(words, 1.0 + sizes[k], alpha + later)
    for k in range(model.classes):
        for row in range(lists):
            held = work.on[row, k]
            drawn = logit_beta_draw(words, model.on + held, model.off + sizes[k] - held)
            position[row, k] = min(max(drawn, -_CLIP), _CLIP)
    return alpha
