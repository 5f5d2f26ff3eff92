"""Resolving on Spark: candidates and linkage in partitions, with the kernels of one machine.

The driver keeps the records, their features and the pairs that are kept; what grows faster, the
keys under which records meet and the pairs that are compared, stays with the workers.
"""

from habeas.people.spark.spark_engine import OnSpark, on_spark

__all__ = ["OnSpark", "on_spark"]
