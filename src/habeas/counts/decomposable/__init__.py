"""Totals by Bayesian model averaging over decomposable graphs, exact for two to seven lists."""

from habeas.counts.decomposable.estimation import decomposable, posterior
from habeas.counts.decomposable.posterior import Posterior
from habeas.counts.decomposable.priors import Prior

__all__ = ["Posterior", "Prior", "decomposable", "posterior"]
