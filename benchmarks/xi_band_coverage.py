"""How often the band of totals over unseen odds ratios covers the truth.

    python benchmarks/xi_band_coverage.py SCENARIOS.json [POPULATION [REPLICATES]]

By default 200 replicates of E1_hidden4, a population a fifth of which no list reaches. Both forms
of the band: from the counts, and from the cells as the log-linear model smooths them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from habeas.counts.populations import population_of
from habeas.counts.sensitivity import xi_band


def main(scenarios: Path, name: str, replicates: int) -> None:
    """Print coverage and median width (as a share of the truth) of both bands."""
    population = population_of(json.loads(scenarios.read_text(encoding="utf-8"))[name])
    for smoothed in (False, True):
        covered, widths = 0, []
        for replicate in range(replicates):
            table = population.draw(np.random.default_rng(700_000 + replicate))
            band = xi_band(table, smoothed=smoothed)
            if band.low is None or band.high is None:
                continue
            covered += band.low <= population.size <= band.high
            widths.append((band.high - band.low) / population.size)
        print(
            f"{name}, {'smoothed' if smoothed else 'counts'}: covers {covered / replicates:.1%} "
            f"of {replicates}, median width {np.median(widths):.2f} of the truth"
        )


if __name__ == "__main__":
    path, *further = sys.argv[1:]
    chosen, times = [*further, *("E1_hidden4", "200")[len(further) :]]
    main(Path(path), chosen, int(times))
