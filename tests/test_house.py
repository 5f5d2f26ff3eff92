"""The rules of the house that import-linter, ruff and mypy do not know."""

from __future__ import annotations

import ast
import builtins
import importlib
import re
import statistics
import subprocess
import typing
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from habeas.model import HabeasError
from tests.house import HOUSE, PACKAGE, module_name, modules, room, shown, tree

FORBIDDEN_NAMES = re.compile(r"^(utils?|helpers?|common|misc|process_data)$|manager|handler")
LONGEST_FILE = 500
LONGEST_MEDIAN = 150
DATA_SUFFIXES = {".csv", ".tsv", ".txt", ".json", ".toml", ".yaml"}
# Built-in errors that say "a programmer called this wrongly"; they never reach a user.
PROGRAMMING_ERRORS = (ValueError, TypeError, LookupError, AttributeError, NotImplementedError)
# How the standard library and the command line end a run; not errors of ours.
# Nor is how a page of the workbench says that it is not ready yet.
ENDINGS = (
    *("SystemExit", "KeyboardInterrupt", "typer.Exit", "typer.Abort", "click.Abort"),
    "StillWorking",
)


def imported_names(path: Path) -> Iterator[str]:
    """Every dotted name that a file imports from the package."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(path)}:{node.lineno}: a relative import"
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=shown)
def test_a_room_is_entered_by_its_face_only(path: Path) -> None:
    own = room(module_name(path))
    for name in imported_names(path):
        if name.startswith("habeas.") and room(name) != own:
            assert name.count(".") == 1, f"{shown(path)} reaches past the face of {name}"


def test_no_file_has_a_name_that_says_nothing() -> None:
    nameless = [shown(path) for path in modules() if FORBIDDEN_NAMES.search(path.stem)]
    assert nameless == []


def test_files_stay_short() -> None:
    tracked = {HOUSE / name for name in tracked_files() if name.endswith(".py")}
    python_files = {*modules(), *(path for path in tracked if path.exists())}
    lengths = {shown(p): len(p.read_text(encoding="utf-8").splitlines()) for p in python_files}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
    assert statistics.median(lengths[shown(path)] for path in modules()) <= LONGEST_MEDIAN


def raised_expressions(path: Path) -> Iterator[ast.Raise]:
    """Every `raise` that names what it raises."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield node


def what_is_raised(module: ModuleType, expression: ast.expr) -> object:
    """The class (or the function's declared result) that a raise names; None for a variable."""
    target = expression.func if isinstance(expression, ast.Call) else expression
    found: object = module
    for part in ast.unparse(target).split("."):
        if not hasattr(found, part):
            return getattr(builtins, part, None) if found is module else None
        found = getattr(found, part)
    if isinstance(found, type) or not callable(found):
        return found
    return typing.get_type_hints(found).get("return")


@pytest.mark.parametrize("path", modules(), ids=shown)
def test_every_raise_is_of_the_family(path: Path) -> None:
    raises = list(raised_expressions(path))
    if not raises:
        return  # some modules (a migration's environment) can only be imported by their tool
    module = importlib.import_module(module_name(path))
    for node in raises:
        assert node.exc is not None
        if isinstance(node.exc, ast.Name) and not node.exc.id[0].isupper():
            continue  # an error that was caught or built before: judged where it was made
        if ast.unparse(node.exc).split("(")[0] in ENDINGS:
            continue
        raised = what_is_raised(module, node.exc)
        place = f"{shown(path)}:{node.lineno}: {ast.unparse(node.exc)}"
        if isinstance(raised, type):
            assert issubclass(raised, (HabeasError, *PROGRAMMING_ERRORS)), place
        elif isinstance(node.exc, ast.Call):
            # A method or a local function makes the error: its annotation names the family.
            assert made_by_annotated_function(path, node.exc), place


def made_by_annotated_function(path: Path, call: ast.Call) -> bool:
    """Whether a function of this file with that name is annotated to return an error of ours."""
    name = ast.unparse(call.func).rsplit(".", 1)[-1]
    module = importlib.import_module(module_name(path))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef) and node.name == name and node.returns:
            declared = getattr(module, ast.unparse(node.returns).strip("'\""), None)
            return isinstance(declared, type) and issubclass(declared, HabeasError)
    return False


def tracked_files() -> list[str]:
    """The repository's files as git knows them."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=HOUSE, capture_output=True, check=True, text=True
    )
    return [name for name in listing.stdout.split("\0") if name]


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Name and text of each tracked text file but this one."""
    for name in tracked_files():
        path = HOUSE / name
        if path == Path(__file__) or not path.is_file():
            continue
        try:
            yield name, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_file_names_a_place_on_somebodys_machine_or_a_package_host() -> None:
    folders = {str(HOUSE.parent), str(Path.home())} - {"/", str(HOUSE.parent.anchor)}
    paths = "|".join(re.escape(f"{folder}/") for folder in sorted(folders))
    forbidden = re.compile(rf"{paths}|https?://[^\s/]*(?:registry|packages|pypi|hosted)[^\s/]*/")
    found = [
        f"{name}: {match[0]}"
        for name, text in tracked_texts()
        if (match := forbidden.search(text)) and not name.startswith("tests/claims/gold/")
    ]
    assert found == []


def test_nothing_is_left_undone_or_silenced_without_a_reason() -> None:
    undone = re.compile(r"#.*\b(TODO|FIXME|XXX)\b")
    silenced = re.compile(r"#\s*(noqa|type:\s*ignore)(?:: ?[A-Z0-9, ]+|\[[a-z-, ]+\])?(?P<rest>.*)")
    for name, text in tracked_texts():
        if not name.endswith((".py", ".toml")):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            assert not undone.search(line), f"{name}:{number}"
            if match := silenced.search(line):
                assert len(match["rest"].split()) > 2, f"{name}:{number} gives no reason"


def data_tables() -> list[Path]:
    """Tables of facts; style sheets and licence texts are none."""
    return [
        path
        for path in sorted(PACKAGE.glob("*/data/**/*"))
        if path.suffix in DATA_SUFFIXES and ".LICENSE" not in path.name
    ]


@pytest.mark.parametrize("path", data_tables(), ids=shown)
def test_a_data_file_names_its_origin_licence_and_date(path: Path) -> None:
    head = "\n".join(path.read_text(encoding="utf-8").splitlines()[:25]).casefold()
    assert re.search(r"origin|source|written for habeas", head)
    # What was written for Habeas is under its own LICENSE.
    assert re.search(r"licen[cs]e|public domain|apache-2\.0|cc by|cc0|written for habeas", head)
    assert re.search(r"\b20\d\d\b", head)
