"""A Spark session: the user's own, the active one, or one that is started here and stopped again.

A classic session and a Spark Connect one serve alike. The workers need Habeas installed, as the
driver does: PYSPARK_PYTHON names their Python.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from habeas.model import MissingExtra, WrongUsage

# Who sets one of these has said where Spark runs; else it runs here, and listens to nobody else.
_CONFIGURED = ("SPARK_REMOTE", "SPARK_HOME", "SPARK_CONF_DIR", "PYSPARK_GATEWAY_PORT")
_HERE = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false",
    # Whoever asked for the work shows how far it is.
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # The default of 200 costs more in empty tasks than a laptop's work takes.
    "spark.sql.shuffle.partitions": "8",
}


def is_spark(engine: Any) -> bool:
    """Whether Spark is meant: True for "spark" and for a session, False for "local".

    Raises WrongUsage for any other name.
    """
    if not isinstance(engine, str):
        return True
    if engine not in ("local", "spark"):
        raise WrongUsage(f"there is no engine {engine!r}", remedy="take local or spark")
    return engine == "spark"


@contextmanager
def spark_session(session: Any, *, work: str) -> Generator[Any, None, None]:
    """The session to work in; `work` names what it is for ("counting").

    `session`: a SparkSession, or "spark" for the active one or one that is started here and
    stopped again. Raises MissingExtra where pyspark, pyarrow, pandas or Java is missing, here or
    Habeas at the workers.
    """
    try:
        import_module("pandas")  # without it pyspark's mapInArrow refuses to work
        import_module("pyarrow")
        from pyspark.errors import PySparkException
    except ImportError as missing:
        raise MissingExtra(
            f"{work} on Spark needs pyspark, pyarrow and pandas",
            remedy="pip install 'habeas[spark]'",
        ) from missing
    try:
        with _found_or_started(session, work) as spark:
            yield spark
    except PySparkException as failure:
        if "No module named 'habeas'" in str(failure):
            raise MissingExtra(
                "Spark's workers run a Python without Habeas",
                remedy="set PYSPARK_PYTHON to one with it before the session starts",
            ) from failure
        raise


@contextmanager
def _found_or_started(session: Any, work: str) -> Generator[Any, None, None]:
    if not isinstance(session, str):
        yield session
        return
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        yield active
        return
    _check_java()
    # Spark would start its workers with whatever `python3` there is on the path.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(f"habeas {work}")
    if not any(os.environ.get(name) for name in _CONFIGURED):
        for name, value in _HERE.items():
            builder = builder.config(name, value)
    started = builder.getOrCreate()
    try:
        yield started
    finally:
        started.stop()


def _check_java() -> None:
    """Say plainly what Spark would say with a stack trace. Spark Connect needs no Java here."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin" if home else None)
    if found is None and not os.environ.get("SPARK_REMOTE"):
        raise MissingExtra(
            "Spark needs Java, and none was found",
            remedy="install Java 17 (Debian: apt install openjdk-17-jre-headless) or set JAVA_HOME",
        )
