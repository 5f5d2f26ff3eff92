"""Doubly robust totals: capture may depend on what is known of a person, in any way learnt."""

from habeas.counts.robust.doubly import doubly_robust, doubly_robust_curve

__all__ = ["doubly_robust", "doubly_robust_curve"]
