"""Attempts at privileges, namespaces, limits and the kernel itself."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import mmap
import os
import resource
import signal
import struct

from tests.pipeline.isolation.attempt import LIBRARY, Told, attempt, call, let_through

_NEW_USER, _NEW_NETWORK, _NEW_PROCESSES = 0x10000000, 0x40000000, 0x20000000


@attempt
def become_somebody_else(_: Told) -> object:
    """As root somebody else, else the same again: that too is a call of the family."""
    call("setuid", 65534 if os.getuid() == 0 else os.getuid())
    return True


@attempt
def become_somebody_else_in_all_three_ways(_: Told) -> object:
    call("setresuid", -1, -1, -1)
    return True


@attempt
def change_group(_: Told) -> object:
    call("setgid", os.getgid())
    return True


@attempt
def change_groups(_: Told) -> object:
    call("setgroups", 0, None)
    return True


@attempt
def set_capabilities(_: Told) -> object:
    call("capset", struct.pack("=Ii", 0x20080522, 0), bytes(24))
    return True


@attempt
def have_a_capability(_: Told) -> object:
    """To be asked whether the set that bounds it holds anything in effect: CAP_SYS_CHROOT."""
    os.chroot("/")
    return True


@attempt
def mount(told: Told) -> object:
    return let_through("mount", b"none", told["outside"].encode() + b"/nowhere", b"tmpfs", 0, None)


@attempt
def unmount(told: Told) -> object:
    return let_through("umount2", told["outside"].encode() + b"/nowhere", 0xFFFFFFF)


@attempt
def exchange_the_root(_: Told) -> object:
    return let_through("pivot_root", None, None)


@attempt
def make_a_user_namespace(_: Told) -> object:
    call("unshare", _NEW_USER)
    return True


@attempt
def make_a_network_namespace_with_it(_: Told) -> object:
    call("unshare", _NEW_USER | _NEW_NETWORK)
    return True


@attempt
def start_a_process_in_a_new_namespace(_: Told) -> object:
    child = call("clone", signal.SIGCHLD | _NEW_USER | _NEW_PROCESSES, 0, 0, 0, 0)
    if child == 0:
        os._exit(0)
    return os.waitpid(child, 0)


@attempt
def enter_a_namespace(_: Told) -> object:
    return let_through("setns", -1, 0)


@attempt
def restart_the_machine(_: Told) -> object:
    """With numbers that the kernel takes for a mistake."""
    return let_through("reboot", 0, 0, 0, None)


@attempt
def start_another_kernel(_: Told) -> object:
    return let_through("kexec_load", 0, 1 << 20, None, 0xFFFF0000)


@attempt
def load_a_module(_: Told) -> object:
    return let_through("init_module", None, 0, None)


@attempt
def swap(told: Told) -> object:
    return let_through("swapon", told["outside"].encode() + b"/nowhere", 0)


@attempt
def read_the_kernels_log(_: Told) -> object:
    return let_through("syslog", 10, None, 0)


@attempt
def load_a_kernel_program(_: Told) -> object:
    return let_through("bpf", 0xFFFF, None, 0)


@attempt
def handle_page_faults(_: Told) -> object:
    return let_through("userfaultfd", 0xF0000000)


@attempt
def count_events(_: Told) -> object:
    return let_through("perf_event_open", None, 0, -1, -1, 0)


@attempt
def queue_calls_in_a_ring(_: Told) -> object:
    return let_through("io_uring_setup", 0, None)


@attempt
def keep_a_key_in_the_kernel(_: Told) -> object:
    return call("add_key", b"user", b"left", b"x", 1, -2)


@attempt
def look_into_the_keyring(_: Told) -> object:
    return call("keyctl", 0, -3, 1)


@attempt
def share_memory_by_number(_: Told) -> object:
    segment = call("shmget", 0, 4096, 0o1600)
    call("shmctl", segment, 0, None)
    return True


@attempt
def type_into_a_terminal(_: Told) -> object:
    try:
        fcntl.ioctl(0, 0x5412, b"x")
    except OSError as error:
        # Its input is no terminal: only one that is let through hears so.
        return error.errno == errno.ENOTTY
    return True


@attempt
def lift_the_limit_of_memory(_: Told) -> object:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except ValueError:
        # What Python makes of the kernel's refusal.
        return False
    return True


@attempt
def become_traceable(_: Told) -> object:
    call("prctl", 4, 1, 0, 0, 0)
    return True


@attempt
def leave_a_core(told: Told) -> object:
    """The test looks at how it ended, and for a core in the folder."""
    os.chdir(told["outside"])
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    # A core as small as can be: of the stack alone, not of the libraries.
    os.abort()


@attempt
def take_more_memory_than_allowed(told: Told) -> object:
    taken = []
    try:
        for _number in range(told["memory"] // (64 << 20) + 2):
            taken.append(mmap.mmap(-1, 64 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))
    except (OSError, ValueError, MemoryError):
        return False
    return len(taken)


@attempt
def speak_the_32_bit_cousins_numbers(_: Told) -> object:
    """x86_64's own: getpid under the number that a filter of plain numbers overlooks."""
    ctypes.set_errno(0)
    result = LIBRARY.syscall(ctypes.c_long(0x40000000 + 39))
    return result > 0 or ctypes.get_errno() == errno.ENOSYS


@attempt
def speak_another_architectures_numbers(_: Told) -> object:
    """x86_64's own: getpid (20) by the gate of 32-bit programs."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(bytes.fromhex("53b814000000cd805bc3"))
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    return function() != 0
