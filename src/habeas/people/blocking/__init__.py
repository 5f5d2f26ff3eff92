"""Which pairs of records are compared at all: few enough to be quick, and nearly all true ones."""

from habeas.people.blocking.candidate_pairs import Candidates, candidates

__all__ = ["Candidates", "candidates"]
