"""Scored pairs into persons: average linkage under constraints, without chaining."""

from habeas.people.clustering.linkage import linked

__all__ = ["linked"]
