"""`habeas doctor`: what is installed, what is missing, and the one line that installs it."""

from __future__ import annotations

import importlib.util
import platform
from collections.abc import Callable
from dataclasses import dataclass

from habeas.claims import ExtractSettings
from habeas.cli.isolation_findings import Wall, walls
from habeas.language import Gazetteer
from habeas.model import HabeasError, MissingExtra

# The search index needs tables without content from which rows can be taken.
_OLDEST_SQLITE = (3, 43, 0)
MISSING = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it is there, whether work is impossible without it, how to get it."""

    part: str
    present: bool
    detail: str
    needed: bool = True
    install: str = ""


def examine() -> int:
    """Print one line for each part; 1 where a part is missing that everything needs."""
    findings = [*(check() for check in _CHECKS), *_isolation()]
    for finding in findings:
        print(_line(finding))
    return MISSING if any(item.needed and not item.present for item in findings) else 0


def _line(finding: Finding) -> str:
    mark = "ok" if finding.present else ("MISSING" if finding.needed else "optional")
    advice = "" if finding.present else f" — {finding.install}"
    return f"{mark:<8}  {finding.part}: {finding.detail}{advice}"


def _python() -> Finding:
    return Finding("Python", True, platform.python_version())


def _sqlite() -> Finding:
    # A case is opened with the SQLite of this package, not with Python's own.
    import sqlcipher3.dbapi2 as sqlcipher

    fits = sqlcipher.sqlite_version_info >= _OLDEST_SQLITE
    return Finding("SQLite", fits, sqlcipher.sqlite_version, install="pip install -U sqlcipher3")


def _language_model() -> Finding:
    model = ExtractSettings().model
    present = importlib.util.find_spec(model) is not None
    detail = model if present else f"{model} is not installed"
    package = f"{model.replace('_', '-')}==3.8.0"
    return Finding("English model", present, detail, install=f"pip install {package}")


def _gazetteer() -> Finding:
    build = "python -m habeas.language.gazetteer"
    try:
        Gazetteer.open()
    except HabeasError as error:
        return Finding("Gazetteer index", False, error.what, install=build)
    return Finding("Gazetteer index", True, "built")


def _extra(part: str, module: str, use: str, extra: str) -> Finding:
    """An optional part: what it is for, and the line that installs it."""
    present = importlib.util.find_spec(module) is not None
    install = f"pip install 'habeas[{extra}]'"
    return Finding(part, present, f"{module}, for {use}", needed=False, install=install)


def _russian() -> Finding:
    return _extra("Russian", "slovnet", "claims in Russian by a syntactic model", "russian")


def _ukrainian() -> Finding:
    use = "claims in Ukrainian by a dictionary (GPL)"
    return _extra("Ukrainian", "pymorphy3_dicts_uk", use, "ukrainian")


def _maps() -> Finding:
    return _extra("Maps", "osmium", "facilities from OpenStreetMap extracts", "osm")


def _tables() -> Finding:
    return _extra("Tables", "polars", "case.claims.to_polars() and Parquet", "tables")


def _diagnostics() -> Finding:
    return _extra("Diagnostics", "arviz", "chains as InferenceData", "diagnostics")


def _learners() -> Finding:
    return _extra("Learners", "sklearn", "totals with covariates", "learners")


def _spark() -> Finding:
    return _extra("Spark", "pyspark", "strata on many machines", "spark")


def _pdf() -> Finding:
    # Loaded in full: the package can be there without Pango, which the system must have.
    from habeas.reports import check_format

    try:
        check_format("dossier.pdf")
    except MissingExtra as missing:
        remedy = missing.remedy or ""
        return Finding("PDF", False, "dossiers as PDF", needed=False, install=remedy)
    return Finding("PDF", True, "dossiers as PDF", needed=False)


def _isolation() -> list[Finding]:
    """The levels can stand in for each other: needed is that one of them holds, the last line."""
    *levels, used = walls()
    return [
        *(_wall(level, needed=False) for level in levels),
        _wall(used, needed=True),
    ]


def _wall(wall: Wall, *, needed: bool) -> Finding:
    return Finding(wall.part, wall.works, wall.detail, needed=needed, install=wall.remedy)


_CHECKS: tuple[Callable[[], Finding], ...] = (
    _python,
    _sqlite,
    _language_model,
    _russian,
    _ukrainian,
    _gazetteer,
    _tables,
    _maps,
    _diagnostics,
    _learners,
    _spark,
    _pdf,
)
