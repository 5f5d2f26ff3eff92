"""Each wall by itself, the others down: what it must hold when another has a hole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from habeas.pipeline.isolation import Level, landlock
from tests.pipeline.isolation.having import needs
from tests.pipeline.isolation.surroundings import laid_out
from tests.pipeline.isolation.test_escape import NAMES, held_back

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")

READING = {
    "read_the_password_file",
    "read_a_file_at_home",
    "read_the_memory_of_the_parent",
    "read_the_environment_of_the_parent",
    "read_the_environment_of_a_sibling",
    "find_the_canary_in_any_environment",
}
WRITING = {
    "write_a_new_file_outside",
    "write_into_the_temporary_folder",
    "write_into_shared_memory",
    "overwrite_a_file_outside",
    "overwrite_a_file_that_may_be_read",
    "delete_a_file",
    "rename_a_file",
    "make_a_link",
    "make_a_folder",
    "make_a_pipe_with_a_name",
    "make_a_device",
    "run_a_shell",
}
TRACING = {
    "trace_the_parent",
    "trace_a_sibling",
    "read_the_memory_of_the_parent_by_a_call",
    "write_into_the_memory_of_the_parent",
    "take_a_file_of_the_parent",
}
SIGNALLING = {
    "signal_the_parent",
    "signal_a_thread_of_the_parent",
    "queue_a_signal_to_the_parent",
    "signal_the_parent_by_a_handle",
}
OUTSIDE = {
    "find_the_canary_in_the_own_environment",
    "change_who_may_read_a_file",
    "change_the_times_of_a_file",
    "attach_to_a_file",
    "connect_by_tcp",
    "connect_to_a_socket_with_a_path",
    "connect_to_an_abstract_socket",
    "let_the_kernel_signal_the_parent",
    "slow_a_sibling_down",
    "limit_a_sibling",
    "have_a_capability",
}
# What is not asked of the kernel by a call that a filter could tell from an honest one; limits.
BEYOND_A_FILTER = READING | {
    "list_the_home_folder",
    "find_the_canary_in_the_own_environment",
    "write_to_an_inherited_file",
    "write_into_an_inherited_pipe",
    "read_from_an_inherited_file",
    "lift_the_limit_of_memory",
    "take_more_memory_than_allowed",
}


def free(level: Level, alone: str, folder: Path) -> set[str]:
    """The attempts that get their way past one wall."""
    with laid_out(folder) as surroundings:
        answers = surroundings.try_all(level, NAMES, alone=alone)
    return {name for name, answer in answers.items() if not held_back(answer)}


def test_bubblewraps_namespaces(tmp_path: Path) -> None:
    needs(Level.BUBBLEWRAP)
    past = free(Level.BUBBLEWRAP, "namespaces", tmp_path)
    assert past & (READING | WRITING | TRACING | SIGNALLING | OUTSIDE) == set()


def test_landlock(tmp_path: Path) -> None:
    needs(Level.LANDLOCK)
    version = landlock.version()
    held = READING | WRITING | TRACING - {"take_a_file_of_the_parent"} | {"list_the_home_folder"}
    held |= {"connect_by_tcp", "listen"} if version >= 4 else set()
    held |= {*SIGNALLING, "connect_to_an_abstract_socket"} if version >= 6 else set()
    assert free(Level.NONE, "landlock", tmp_path) & held == set()


def test_the_filter_of_system_calls(tmp_path: Path) -> None:
    past = free(Level.NONE, "seccomp", tmp_path)
    # Root's secrets are shut to an ordinary user by the system itself.
    assert past - BEYOND_A_FILTER == set()
    assert {"read_the_password_file", "write_to_an_inherited_file"} <= past
