"""A level is found out by trying it: kernels without one, and tools that are not there."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from habeas.pipeline import isolation
from habeas.pipeline.isolation import Level, best_level, probe, starting
from tests.house import HOUSE
from tests.pipeline.isolation.having import lacking, needs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")

# A filter of system calls that stands for another machine's kernel: what it lists is absent.
_ANOTHER_KERNEL = """
import struct, sys, json
from habeas.pipeline.isolation import Level, best_level, bpf, bubblewrap, confine, probe
from habeas.pipeline.isolation.kernel import machine, process_control
steps = [(0x20, 0, 0, 0)]
if "bwrap" in sys.argv:
    bubblewrap.PROGRAM = "bwrap-that-is-not-there"
if "landlock" in sys.argv:
    steps += [(0x15, 0, 1, 444), bpf.ABSENT]
if "namespaces" in sys.argv:
    clone = {"x86_64": 56, "aarch64": 220}[machine()]
    steps += [(0x15, 0, 4, clone), (0x20, 0, 0, 16), (0x45, 0, 1, 0x7E020000), bpf.REFUSE]
    steps += [(0x20, 0, 0, 0)]
steps += [bpf.ALLOW]
assert process_control(38, 1) == 0
assert bpf.install(machine(), b"".join(struct.pack("=HBBI", *step) for step in steps)) == 0
"""
_ASKED = """
print(json.dumps({"best": best_level(), **{level: probe(level)[1:] for level in Level}}))
"""


def elsewhere(*missing: str, then: str = _ASKED) -> Any:
    """What the program prints on a machine without these."""
    done = subprocess.run(
        [sys.executable, "-c", _ANOTHER_KERNEL + then, *missing],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("level", [Level.BUBBLEWRAP, Level.LANDLOCK])
def test_what_the_machine_can_do_is_found_to_work(level: Level) -> None:
    needs(level)
    assert probe(level).works, probe(level)


def test_the_strongest_that_the_machine_has_is_taken() -> None:
    having = [level for level in (Level.BUBBLEWRAP, Level.LANDLOCK) if not lacking(level)]
    assert best_level() is [*having, Level.NONE][0]


def test_without_the_tool_landlock_is_taken() -> None:
    found = elsewhere("bwrap")
    assert found["bubblewrap"] == [False, "bwrap-that-is-not-there is not installed"]
    assert found["best"] == ("none" if lacking(Level.LANDLOCK) else "landlock")


def test_a_tool_that_is_there_and_does_not_work_is_not_taken() -> None:
    needs(Level.BUBBLEWRAP)
    found = elsewhere("namespaces")
    assert found["bubblewrap"][0] is False
    assert "namespace" in found["bubblewrap"][1]
    assert found["best"] != "bubblewrap"


def test_on_an_old_kernel_bubblewrap_works_without_landlock_inside() -> None:
    needs(Level.BUBBLEWRAP)
    found = elsewhere("landlock")
    assert found["best"] == "bubblewrap"
    assert found["bubblewrap"][1].endswith("seccomp, no Landlock inside")
    assert found["landlock"][0] is False
    assert "Landlock" in found["landlock"][1]


def test_where_nothing_works_it_is_said() -> None:
    assert elsewhere("landlock", "bwrap")["best"] == "none"
    assert elsewhere("landlock", "namespaces")["best"] == "none"


def test_a_worker_that_cannot_be_shut_in_says_so() -> None:
    confining = """
try:
    confine(Level.LANDLOCK, memory=1 << 30)
except Exception as error:
    print(json.dumps([type(error).__name__, str(error)]))
"""
    kind, words = elsewhere("landlock", then=confining)
    assert kind == "IsolationMissing"
    assert "Landlock (Function not implemented)" in words
    assert "habeas doctor" in words


def test_a_trial_notices_each_wall_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The child is started as for bubblewrap, but without bubblewrap or any wall of its own."""
    from habeas.pipeline.isolation import probing

    monkeypatch.setattr(probing, "command", lambda _level, program, **_: _without_walls(program))
    try:
        probe.cache_clear()
        found = probe(Level.LANDLOCK)
    finally:
        probe.cache_clear()
    assert not found.works
    for attempt in ("reading a file", "writing a file", "the network", "a signal to the parent"):
        assert attempt in found.detail
    assert "a new process" in found.detail


def _without_walls(program: list[str]) -> list[str]:
    return ["none" if word == Level.LANDLOCK.value else word for word in program]


def test_a_trial_costs_little() -> None:
    """Of the processor, the cheapest of five: a busy machine's clock would say nothing."""
    # Of what runs in bubblewrap's namespace its parent is not told; the child is the same.
    needs(Level.LANDLOCK)
    costs = []
    for _ in range(5):
        probe.cache_clear()
        before = _children_computed()
        probe(Level.LANDLOCK)
        costs.append(_children_computed() - before)
    assert 0 < min(costs) < 0.12


def _children_computed() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@pytest.mark.parametrize("level", [Level.BUBBLEWRAP, Level.LANDLOCK])
def test_an_interpreter_behind_several_links_is_found(level: Level, tmp_path: Path) -> None:
    """As tools lay them out that keep many versions: a name of the version is a link."""
    needs(level)
    (tmp_path / "version").symlink_to(sys.base_prefix)
    folder = tmp_path / "environment"
    (folder / "bin").mkdir(parents=True)
    name = Path(sys.executable).resolve().name
    shims = tmp_path / "shims" / "bin"
    shims.mkdir(parents=True)
    (shims / name).symlink_to(tmp_path / "version" / "bin" / name)
    (folder / "bin" / "python").symlink_to(shims / name)
    (folder / "pyvenv.cfg").write_text(f"home = {tmp_path / 'version' / 'bin'}\n")
    asked = f"from habeas.pipeline.isolation import *; print(*probe(Level('{level}'))[1:])"
    done = subprocess.run(
        [folder / "bin" / "python", "-c", asked],
        env={**os.environ, "PYTHONPATH": str(HOUSE / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("True"), done.stdout


def test_the_face_has_what_it_names() -> None:
    for name in isolation.__all__:
        assert getattr(isolation, name) is not None
    with pytest.raises(AttributeError):
        _ = isolation.nothing_of_the_kind


def test_nothing_of_the_home_folder_is_bound_but_what_is_installed_there() -> None:
    paths = [Path(path) for path in starting.environment()["HABEAS_READABLE"].split(os.pathsep)]
    assert Path.home() not in paths
    assert not any(path in (Path("/"), HOUSE, *HOUSE.parents) for path in paths)
    assert Path("/etc") not in paths
