"""Closed formulas that analysts check against: two lists, a lower bound, coverage, saturation."""

from habeas.counts.simple.chao import chao
from habeas.counts.simple.coverage import sample_coverage
from habeas.counts.simple.lognormal import lognormal_interval
from habeas.counts.simple.saturated import nhoi
from habeas.counts.simple.two_lists import chapman, lincoln_petersen

__all__ = ["chao", "chapman", "lincoln_petersen", "lognormal_interval", "nhoi", "sample_coverage"]
