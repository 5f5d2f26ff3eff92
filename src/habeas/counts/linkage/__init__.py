"""Totals when it is uncertain which records are one person: partition draws, or error rates."""

from habeas.counts.linkage.correction import correct_linkage
from habeas.counts.linkage.inversion import plausible_tables
from habeas.counts.linkage.partitions import tables_from_partitions
from habeas.counts.linkage.pooling import Imputed, average_linkage
from habeas.counts.linkage.rates import Beta, Rate

__all__ = [
    "Beta",
    "Imputed",
    "Rate",
    "average_linkage",
    "correct_linkage",
    "plausible_tables",
    "tables_from_partitions",
]
