"""What a user finds under `habeas.people`, and that finding it costs little."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import habeas
from habeas import people
from tests.house import HOUSE

FOLDER = HOUSE / "src" / "habeas" / "people"
ROOMS_INSIDE = {"history", "overlap", "partitions", "reading", "writing"}


@pytest.mark.parametrize("name", people.__all__)
def test_everything_on_the_face_is_there(name: str) -> None:
    found = getattr(people, name)
    assert isinstance(found, ModuleType) == (name in {*ROOMS_INSIDE, "names"})


def test_no_module_takes_the_place_of_what_bears_its_name() -> None:
    """A submodule becomes an attribute of its package as soon as anybody imports it."""
    modules = {path.stem for path in FOLDER.glob("*.py")} | {
        path.name for path in FOLDER.iterdir() if path.is_dir()
    }
    assert modules & set(people.__all__) == ROOMS_INSIDE


@pytest.mark.parametrize("first", ["resolving", "compilation", "explaining", "queue", "spark"])
def test_it_can_be_called_whatever_was_imported_before(first: str) -> None:
    import_module(f"habeas.people.{first}")
    rows = habeas.people.Records.build(["a", "b"], name=["Небуленко Остап", "Nebulenko Ostap"])
    assert len(habeas.people.resolve(rows)) in (1, 2)
    assert callable(habeas.people.waterfall)


def test_the_names_are_those_of_the_language_room() -> None:
    assert people.names is import_module("habeas.language.names")
    assert habeas.people.names.compare("Остап Небуленко", "Ostap Nebulenko").same


def test_what_is_not_there_is_said_to_be_missing() -> None:
    with pytest.raises(AttributeError, match=r"habeas\.people.*'nobody'"):
        people.nobody  # noqa: B018 - asking for the attribute is what is tested


def test_a_notebook_completes_what_is_on_the_face() -> None:
    assert set(people.__all__) == set(dir(people))


def test_naming_the_room_loads_nothing_heavy() -> None:
    """No clock decides here: what costs is what is loaded."""
    told = (
        "import sys, habeas; habeas.people;"
        "print([m for m in ('numpy', 'scipy', 'numba', 'habeas.language') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
