"""Where work past one machine is done: a Spark session, found or started, for any room that asks.

Floor 2 of the house: it knows of no room, and imports pyspark only where a session is asked for.
"""

from habeas.engine.spark import is_spark, spark_session

__all__ = ["is_spark", "spark_session"]
