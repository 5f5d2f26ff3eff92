"""How often the band of totals over unseen odds ratios covers the truth.

    python benchmarks/xi_band_coverage.py [REPLICATES [SCENARIOS.json POPULATION]]

By default 200 replicates of 2,000 people, a fifth of whom hardly any list reaches. Both forms of
the band: from the counts, and from the cells as the log-linear model smooths them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from habeas.counts.populations import CaptureClass, Population, population_of
from habeas.counts.sensitivity import xi_band

HIDDEN = Population(
    2000,
    (CaptureClass(0.8, (0.3, 0.25, 0.2, 0.15)), CaptureClass(0.2, (0.002,) * 4)),
)


def main(replicates: int, name: str, population: Population) -> None:
    """Print coverage and median width (as a share of the truth) of both bands."""
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
    times, *named = sys.argv[1:] or ["200"]
    chosen, known = "a hidden fifth", HIDDEN
    if named:
        chosen = named[1]
        known = population_of(json.loads(Path(named[0]).read_text(encoding="utf-8"))[chosen])
    main(int(times), chosen, known)
