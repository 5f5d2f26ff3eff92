"""What a taken-over parser may try: every attempt fails under each level, alone, and can succeed.

All attempts run three times: without walls, where each must get its way (so that it is known to be
one), and under bubblewrap and under Landlock. Each runs in a process of its own, forked from one
that is confined as the nursery of the readers is; the test looks from outside whether anything was
touched.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from habeas.pipeline.isolation import Level
from tests.pipeline.isolation.attempts import ATTEMPTS
from tests.pipeline.isolation.having import needs
from tests.pipeline.isolation.surroundings import laid_out

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")

WALLED = (Level.BUBBLEWRAP, Level.LANDLOCK)
_X86 = os.uname().machine == "x86_64"
_COUSINS = ("speak_the_32_bit_cousins_numbers", "speak_another_architectures_numbers")
NAMES = tuple(name for name in ATTEMPTS if _X86 or name not in _COUSINS)
# What a nursery needs, and gives up with the fork of each document.
BEFORE_A_DOCUMENT = {
    "start_a_process",
    "start_a_process_by_clone",
    "bomb_with_processes",
    "start_a_thread",
    "bomb_with_threads",
    "signal_the_own_parent",
}
# Without walls these succeed for the superuser alone.
_ROOTS = {
    "make_a_device",
    "open_a_raw_socket",
    "have_a_capability",
    "change_groups",
    "exchange_the_root",
    "restart_the_machine",
    "start_another_kernel",
    "load_a_module",
    "swap",
    "read_the_kernels_log",
    "load_a_kernel_program",
    "count_events",
    "open_by_handle",
    "unmount",
    # Where tracing is restricted to descendants (Yama), a user cannot do these.
    "trace_the_parent",
    "trace_a_sibling",
    "trace_the_own_parent",
    "read_the_memory_of_the_parent",
    "read_the_memory_of_the_parent_by_a_call",
    "write_into_the_memory_of_the_parent",
    "take_a_file_of_the_parent",
}
# A setting of the system may forbid these to all.
_SWITCHED = {
    "make_a_user_namespace",
    "make_a_network_namespace_with_it",
    "start_a_process_in_a_new_namespace",
    "connect_by_tcp_of_version_6",
    "queue_calls_in_a_ring",
    "leave_a_core",
    "handle_page_faults",
    "speak_another_architectures_numbers",
    "attach_to_a_file",
    "start_another_kernel",
    "load_a_module",
    # What started the machine may be shut off from its superuser; the test of bubblewrap's own
    # first process below shows that the attempt is one.
    "read_the_environment_of_the_first_process",
}
_SIGNS = (
    "temporary_name",
    "shared_memory_name",
    "inherited file",
    "inherited pipe",
    "came to tcp",
    "came to a path",
    "came to an abstract name",
    "came to udp",
    "signals came",
    "memory was written to",
    "slowed down",
)
Answers = dict[str, dict[str, Any]]


def got_its_way(answer: dict[str, Any]) -> bool:
    """It said so, or left a core."""
    return answer["said"].endswith("true") or os.WCOREDUMP(answer["status"])


def tried(level: Level, folder: Path, *, document: bool = True) -> tuple[Answers, list[str]]:
    """All attempts under one level; and what they changed outside."""
    needs(level)
    with laid_out(folder) as surroundings:
        answers = surroundings.try_all(level, NAMES, document=document)
        return answers, surroundings.changes()


@pytest.fixture(scope="module")
def unconfined(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answers, list[str]]:
    """The attempts without walls."""
    return tried(Level.NONE, tmp_path_factory.mktemp("unconfined"))


@pytest.fixture(scope="module")
def bubblewrapped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answers, list[str]]:
    """The attempts under bubblewrap."""
    return tried(Level.BUBBLEWRAP, tmp_path_factory.mktemp("bubblewrap"))


@pytest.fixture(scope="module")
def landlocked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Answers, list[str]]:
    """The attempts under Landlock and seccomp alone."""
    return tried(Level.LANDLOCK, tmp_path_factory.mktemp("landlock"))


@pytest.mark.parametrize("name", NAMES)
def test_without_walls_the_attempt_gets_its_way(
    name: str, unconfined: tuple[Answers, list[str]]
) -> None:
    answer = unconfined[0][name]
    if not got_its_way(answer) and (name in _SWITCHED or (name in _ROOTS and os.getuid() != 0)):
        pytest.skip(f"not to be had here even without walls: {answer['said']}")
    assert got_its_way(answer), answer


def held_back(answer: dict[str, Any]) -> bool:
    """It was refused in an orderly way, or (another architecture's numbers, a core) it is dead."""
    if os.WIFSIGNALED(answer["status"]):
        expected = {"leave_a_core": signal.SIGABRT} | dict.fromkeys(_COUSINS, signal.SIGSYS)
        ended_by = os.WTERMSIG(answer["status"])
        return expected.get(answer["name"]) == ended_by and not got_its_way(answer)
    return str(answer["said"]).startswith("false")


@pytest.mark.parametrize("name", NAMES)
def test_bubblewrap_holds_it_back(name: str, bubblewrapped: tuple[Answers, list[str]]) -> None:
    assert held_back(bubblewrapped[0][name]), bubblewrapped[0][name]


@pytest.mark.parametrize("name", NAMES)
def test_landlock_holds_it_back(name: str, landlocked: tuple[Answers, list[str]]) -> None:
    assert held_back(landlocked[0][name]), landlocked[0][name]


def test_nothing_outside_is_changed(
    unconfined: tuple[Answers, list[str]],
    bubblewrapped: tuple[Answers, list[str]],
    landlocked: tuple[Answers, list[str]],
) -> None:
    assert bubblewrapped[1] == []
    assert landlocked[1] == []
    # The same eyes see what the attempts do without walls.
    seen = " ".join(unconfined[1])
    for sign in ("new in the folder: by-a-shell", "outside_file", "readable_file", *_SIGNS):
        assert sign in seen, unconfined[1]


@pytest.mark.parametrize("level", WALLED)
def test_before_a_document_a_worker_may_only_fork_besides(level: Level, tmp_path: Path) -> None:
    answers, changes = tried(level, tmp_path, document=False)
    free = {name for name, answer in answers.items() if not held_back(answer)}
    assert free == BEFORE_A_DOCUMENT
    assert changes == []
