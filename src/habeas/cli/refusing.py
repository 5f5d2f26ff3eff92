"""An export that its audience may not see: how many things stop it, then each on a line."""

from __future__ import annotations

import sys

from habeas.model import printable
from habeas.pipeline import AboveAudience

REFUSED = 1


def tell_refusal(refusal: AboveAudience) -> int:
    """Name everything that stops the export; the exit code."""
    where = f"{refusal.where}: " if refusal.where else ""
    print(printable(f"habeas: {where}{refusal.summary} — {refusal.remedy}"), file=sys.stderr)
    for obstacle in refusal.own:
        print(f"  {printable(str(obstacle))}", file=sys.stderr)
    return REFUSED
