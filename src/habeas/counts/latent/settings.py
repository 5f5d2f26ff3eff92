"""What a latent class run may be told, and what it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from habeas.model import WrongUsage

MOST_CLASSES = 64


@dataclass(frozen=True, slots=True)
class LatentSettings:
    """The model and how long its chains run.

    `classes`: K, the most classes. `cap`: the most unseen people, as a multiple of those observed.
    `prior_capture`: (a, b) of the Beta prior of each capture probability. `prior_alpha`: (shape,
    rate) of the Gamma prior of the concentration. `chains`: how many. `effective_draws`: of log N,
    over all chains, wanted with R-hat at most 1.01. `budget`: the most rounds a chain, warm-up not
    counted.
    """

    classes: int = 10
    cap: float = 20.0
    prior_capture: tuple[float, float] = (1.0, 1.0)
    prior_alpha: tuple[float, float] = (0.25, 0.25)
    chains: int = 4
    effective_draws: int = 400
    budget: int = 20_000

    def __post_init__(self) -> None:
        """Raises WrongUsage for what no chain can be run with."""
        if not 1 <= self.classes <= MOST_CLASSES:
            raise WrongUsage(
                f"{self.classes} classes", remedy=f"take from 1 to {MOST_CLASSES} classes"
            )
        if not self.cap > 0:
            raise WrongUsage(f"a cap of {self.cap:g} times the observed", remedy="take one above 0")
        if min(*self.prior_capture, *self.prior_alpha) <= 0:
            raise WrongUsage("a prior with a parameter of 0 or less", remedy="take positive ones")
        if self.chains < 2:
            raise WrongUsage(
                "one chain alone shows neither convergence nor modes",
                remedy="take at least 2 chains, better 4",
            )
        if self.effective_draws < 1 or self.budget < 100:
            raise WrongUsage(
                "fewer than 100 rounds or no effective draw at all",
                remedy="raise budget or effective_draws",
            )
