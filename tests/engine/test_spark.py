"""Which session works, and what a user is told where none can."""

from __future__ import annotations

import sys

import pytest

from habeas.engine import is_spark, spark_session
from habeas.model import HabeasError, MissingExtra, WrongUsage


def test_local_and_spark_are_the_names_there_are() -> None:
    assert not is_spark("local")
    assert is_spark("spark")
    with pytest.raises(WrongUsage, match="no engine 'abacus'"):
        is_spark("abacus")


def test_whatever_is_not_a_name_counts_as_a_session_and_stays_open() -> None:
    pytest.importorskip("pyspark")
    given = object()
    assert is_spark(given)
    with spark_session(given, work="counting") as session:
        assert session is given


def test_without_java_one_line_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    sql = pytest.importorskip("pyspark.sql")
    monkeypatch.setattr(sql.SparkSession, "getActiveSession", lambda: None)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    with (
        pytest.raises(MissingExtra, match="Java") as refusal,
        spark_session("spark", work="counting"),
    ):
        pass
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("missing", ["pandas", "pyarrow", "pyspark.errors"])
def test_without_the_extra_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with (
        pytest.raises(HabeasError, match=r"resolving on Spark .* pip install 'habeas\[spark\]'"),
        spark_session("spark", work="resolving"),
    ):
        pass


def test_workers_without_habeas_are_told_which_python_to_take() -> None:
    errors = pytest.importorskip("pyspark.errors")
    with (
        pytest.raises(MissingExtra, match="PYSPARK_PYTHON"),
        spark_session(object(), work="counting"),
    ):
        raise errors.PySparkException("ModuleNotFoundError: No module named 'habeas'")
