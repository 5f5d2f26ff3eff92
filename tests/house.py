"""What the tests of the house share: the tree of sources, parsed once."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
PACKAGE = HOUSE / "src" / "habeas"


@cache
def modules() -> tuple[Path, ...]:
    """Every Python file of the package, sorted."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    """`habeas.store.ledger` for `src/habeas/store/ledger.py`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room(name: str) -> str:
    """`store` for `habeas.store.ledger`; `` for the package itself."""
    return name.partition(".")[2].partition(".")[0]


def shown(path: Path) -> str:
    """The path as it stands in the repository."""
    return path.relative_to(HOUSE).as_posix()
