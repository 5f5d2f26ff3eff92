"""No treaty, state, body or door stands in a condition of the room: law is data."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.oversight import shipped_world
from habeas.oversight.door import shipped_doors
from habeas.oversight.states import states
from tests.house import HOUSE

ROOM = HOUSE / "src" / "habeas" / "oversight"
MODULES = sorted(ROOM.rglob("*.py"))
# The reader of one body's own file format labels what it reads as that body's; it decides nothing.
LABELS = {"hudoc_cpt.py": {"CPT"}}


def codes() -> set[str]:
    treaties = shipped_world().treaties.values()
    found = {name for treaty in treaties for name in (treaty.id, *treaty.aliases)}
    found |= {name for door in shipped_doors() for name in (door.id, door.body, *door.aliases)}
    found |= {code for state in states().values() for code in (state.iso2, state.iso3)}
    return found


def constants(tree: ast.AST) -> Iterator[ast.Constant]:
    """Every string of the code that is not a docstring."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if isinstance(node, ast.Constant) and text and id(node) not in docstrings:
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOM)))
def test_no_code_of_a_treaty_state_or_body_stands_in_the_code(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [
        f"{path.name}:{node.lineno}: {node.value!r}"
        for node in constants(tree)
        if node.value in codes() - LABELS.get(path.name, set())
    ]

    assert found == []
