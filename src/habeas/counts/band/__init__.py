"""Three families of models side by side, the evidence for each, and one honest band."""

from habeas.counts.band.estimation import band

__all__ = ["band"]
