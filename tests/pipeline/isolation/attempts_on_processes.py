"""Attempts to start, trace, read and signal processes."""

from __future__ import annotations

import ctypes
import fcntl
import os
import resource
import signal
import struct
import threading
from pathlib import Path

from tests.pipeline.isolation.attempt import Told, attempt, call


@attempt
def start_a_process(_: Told) -> object:
    child = os.fork()
    if child == 0:
        os._exit(0)
    return os.waitpid(child, 0)


@attempt
def start_a_process_by_clone(_: Told) -> object:
    child = call("clone", signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    return os.waitpid(child, 0)


@attempt
def start_a_process_by_clone3(_: Told) -> object:
    arguments = struct.pack("=8Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
    child = call("clone3", arguments, len(arguments))
    if child == 0:
        os._exit(0)
    return os.waitpid(child, 0)


@attempt
def bomb_with_processes(_: Told) -> object:
    """Bounded: 20, each of which ends at once."""
    started = 0
    for _number in range(20):
        try:
            child = os.fork()
        except OSError:
            continue
        if child == 0:
            os._exit(0)
        started += 1
        os.waitpid(child, 0)
    return started


@attempt
def start_a_thread(_: Told) -> object:
    ran = threading.Event()
    try:
        threading.Thread(target=ran.set).start()
    except RuntimeError:
        return False
    return ran.wait(2)


@attempt
def bomb_with_threads(_: Told) -> object:
    """Bounded: 50."""
    over = threading.Event()
    started = 0
    for _number in range(50):
        try:
            threading.Thread(target=over.wait, args=(5,)).start()
        except RuntimeError:
            continue
        started += 1
    over.set()
    return started


@attempt
def run_a_shell(told: Told) -> object:
    os.execv("/bin/sh", ["sh", "-c", f"echo x > {told['outside']}/by-a-shell; echo true"])  # noqa: S606 - it must fail


@attempt
def spawn_a_program(told: Told) -> object:
    path = Path(told["outside"], "by-spawning")
    child = os.posix_spawn("/bin/sh", ["sh", "-c", f"echo x > {path}"], {})
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


@attempt
def trace_the_parent(told: Told) -> object:
    call("ptrace", 0x4206, told["parent"], 0, 0)
    return True


@attempt
def trace_a_sibling(told: Told) -> object:
    call("ptrace", 0x4206, told["sibling"], 0, 0)
    return True


@attempt
def trace_the_own_parent(_: Told) -> object:
    call("ptrace", 0x4206, os.getppid(), 0, 0)
    return True


@attempt
def read_the_memory_of_the_parent(told: Told) -> object:
    with Path(f"/proc/{told['parent']}/mem").open("rb", buffering=0) as memory:
        memory.seek(told["canary_address"])
        return memory.read(len(told["canary"])) == told["canary"].encode()


def _vector(address: int, length: int) -> bytes:
    return struct.pack("=QQ", address, length)


@attempt
def read_the_memory_of_the_parent_by_a_call(told: Told) -> object:
    length = len(told["canary"])
    here = ctypes.create_string_buffer(length)
    call(
        "process_vm_readv",
        told["parent"],
        _vector(ctypes.addressof(here), length),
        1,
        _vector(told["canary_address"], length),
        1,
        0,
    )
    return here.raw == told["canary"].encode()


@attempt
def write_into_the_memory_of_the_parent(told: Told) -> object:
    here = ctypes.create_string_buffer(b"x")
    source = _vector(ctypes.addressof(here), 1)
    return call(
        "process_vm_writev", told["parent"], source, 1, _vector(told["scratch_address"], 1), 1, 0
    )


@attempt
def read_the_environment_of_the_parent(told: Told) -> object:
    return Path(f"/proc/{told['parent']}/environ").read_bytes()


@attempt
def read_the_environment_of_a_sibling(told: Told) -> object:
    return told["canary"].encode() in Path(f"/proc/{told['sibling']}/environ").read_bytes()


@attempt
def find_the_canary_in_the_own_environment(told: Told) -> object:
    return told["canary"] in "".join(os.environ.values())


@attempt
def find_the_canary_in_any_environment(told: Told) -> object:
    """Of every process that can be seen, so of bubblewrap's own too."""
    for place in Path("/proc").glob("[0-9]*/environ"):
        try:
            if told["canary"].encode() in place.read_bytes():
                return True
        except OSError:
            continue
    return False


@attempt
def read_the_environment_of_the_first_process(_: Told) -> object:
    Path("/proc/1/environ").read_bytes()
    return True


@attempt
def take_a_file_of_the_parent(told: Told) -> object:
    handle = call("pidfd_open", told["parent"], 0)
    return os.read(call("pidfd_getfd", handle, told["parents_file"], 0), 1)


@attempt
def signal_the_parent(told: Told) -> object:
    os.kill(told["parent"], signal.SIGUSR1)
    return True


@attempt
def signal_the_own_parent(_: Told) -> object:
    os.kill(os.getppid(), 0)
    return True


@attempt
def signal_everybody(_: Told) -> object:
    os.kill(-1, 0)
    return True


@attempt
def signal_the_own_group(_: Told) -> object:
    os.kill(0, 0)
    return True


@attempt
def signal_a_thread_of_the_parent(told: Told) -> object:
    call("tgkill", told["parent"], told["parent"], signal.SIGUSR1)
    return True


@attempt
def queue_a_signal_to_the_parent(told: Told) -> object:
    information = struct.pack("=iiiiii", signal.SIGUSR1, 0, -1, 0, os.getpid(), os.getuid())
    call("rt_sigqueueinfo", told["parent"], signal.SIGUSR1, information + bytes(104))
    return True


@attempt
def signal_the_parent_by_a_handle(told: Told) -> object:
    handle = call("pidfd_open", told["parent"], 0)
    call("pidfd_send_signal", handle, signal.SIGUSR1, None, 0)
    return True


@attempt
def let_the_kernel_signal_the_parent(told: Told) -> object:
    """A pipe's owner gets a signal of one's choice when there is something to read."""
    out, into = os.pipe()
    fcntl.fcntl(out, 10, signal.SIGUSR1)
    fcntl.fcntl(out, fcntl.F_SETOWN, told["parent"])
    fcntl.fcntl(out, fcntl.F_SETFL, os.O_ASYNC)
    return os.write(into, b"x")


@attempt
def slow_a_sibling_down(told: Told) -> object:
    os.setpriority(os.PRIO_PROCESS, told["sibling"], 5)
    return True


@attempt
def bind_a_sibling_to_a_processor(told: Told) -> object:
    os.sched_setaffinity(told["sibling"], os.sched_getaffinity(0))
    return True


@attempt
def limit_a_sibling(told: Told) -> object:
    return resource.prlimit(told["sibling"], resource.RLIMIT_NOFILE, (64, 64))
