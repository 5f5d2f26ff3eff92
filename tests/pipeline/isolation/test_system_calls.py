"""The filter of system calls, run number by number as the kernel would, for both machines."""

from __future__ import annotations

import errno
import re
import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from habeas.pipeline.isolation import bpf, system_calls
from habeas.pipeline.isolation.system_calls import ARCHITECTURES, Stage, rules

ALLOWED, KILLED = "allowed", "killed"
MACHINES = sorted(ARCHITECTURES)
OWN = 4321
STAGES = {
    "worker": Stage(document=False),
    "document": Stage(document=True, own=OWN, threads=True),
    "document without threads": Stage(document=True, own=OWN, threads=False),
}
HEADERS = {
    "x86_64": "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
    "aarch64": "/usr/include/asm-generic/unistd.h",
}


@cache
def instructions(machine: str, stage: Stage) -> list[tuple[int, int, int, int]]:
    """The filter of one stage: (operation, jump if true, jump if false, value)."""
    allowed = rules(machine, stage)
    assert allowed is not None
    code = bpf.program(ARCHITECTURES[machine], allowed)
    return [(int(a), int(b), int(c), int(d)) for a, b, c, d in struct.iter_unpack("=HBBI", code)]


def verdict(machine: str, stage: Stage, number: int, *words: int, as_if: str = "") -> str:
    """What the filter says to one call, by walking its instructions like the kernel."""
    steps = instructions(machine, stage)
    words = (*words, *[0] * (6 - len(words)))
    data = struct.pack("=IIQ6Q", number, ARCHITECTURES[as_if or machine], 0, *words)
    held, at = 0, 0
    while True:
        operation, if_true, if_false, value = steps[at]
        at += 1
        if operation == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
        elif operation == 0x06:
            return {0x7FFF0000: ALLOWED, 0x80000000: KILLED}.get(
                value, errno.errorcode.get(value & 0xFFFF, "?")
            )
        else:
            tests = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}
            at += if_true if tests[operation] else if_false


def table() -> Iterator[dict[str, str]]:
    """The rows of the table."""
    path = Path(system_calls.__file__).with_name("data") / "system_calls.csv"
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    names = lines[0].split(",")
    for line in lines[1:]:
        yield dict(zip(names, line.split(",", 4), strict=True))


def number(machine: str, name: str) -> int:
    """A call's number, from the table."""
    return next(int(row[machine]) for row in table() if row["name"] == name)


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize("stage", STAGES)
def test_every_number_outside_the_table_is_refused(machine: str, stage: str) -> None:
    known = {int(row[machine]) for row in table() if row[machine]}
    for each in set(range(600)) - known:
        assert verdict(machine, STAGES[stage], each) == ("EPERM" if each < 452 else "ENOSYS")


@pytest.mark.parametrize("machine", MACHINES)
def test_the_table_agrees_with_the_kernels_headers(machine: str) -> None:
    header = Path(HEADERS[machine])
    if not header.exists():
        pytest.skip(f"no {header} here: Debian's package linux-libc-dev has it")
    known = {
        {"fstatat": "newfstatat"}.get(name, name): int(value)
        for name, value in re.findall(
            r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", header.read_text(errors="replace")
        )
    }
    for row in table():
        assert (str(known[row["name"]]) if row["name"] in known else "") == row[machine], row


@pytest.mark.parametrize("machine", MACHINES)
def test_another_architecture_and_the_32_bit_cousin_are_killed(machine: str) -> None:
    other = next(name for name in MACHINES if name != machine)
    read = number(machine, "read")
    stage = STAGES["worker"]
    assert verdict(machine, stage, read) == ALLOWED
    assert verdict(machine, stage, read, as_if=other) == KILLED
    assert verdict(machine, stage, read | 0x40000000) == KILLED
    assert verdict(machine, stage, 0xFFFFFFFF) == KILLED


THREAD, CHILD, NAMESPACE = 0x3D0F00, 17, 0x10000000


@pytest.mark.parametrize(
    ("name", "words", "verdicts"),
    [
        ("clone", (THREAD,), (ALLOWED, ALLOWED, "EPERM")),
        ("clone", (CHILD,), (ALLOWED, "EPERM", "EPERM")),
        ("clone", (CHILD | NAMESPACE,), ("EPERM", "EPERM", "EPERM")),
        ("clone3", (), ("ENOSYS",) * 3),
        ("openat2", (), ("ENOSYS",) * 3),
        ("openat", (0, 0, 0o2000000), (ALLOWED,) * 3),
        ("openat", (0, 0, 0o1), (ALLOWED, "EPERM", "EPERM")),
        ("openat", (0, 0, 0o2), (ALLOWED, "EPERM", "EPERM")),
        ("openat", (0, 0, 0o1000), (ALLOWED, "EPERM", "EPERM")),
        ("openat", (0, 0, 0o100), (ALLOWED, "EPERM", "EPERM")),
        ("kill", (OWN, 9), (ALLOWED,) * 3),
        ("kill", (OWN + 1, 9), (ALLOWED, "EPERM", "EPERM")),
        ("kill", (0, 9), ("EPERM",) * 3),
        ("kill", (0xFFFFFFFF, 9), ("EPERM",) * 3),
        ("kill", (0xFFFFFFFFFFFFFFFF, 9), ("EPERM",) * 3),
        ("tgkill", (OWN, OWN, 6), (ALLOWED,) * 3),
        ("tgkill", (OWN + 1, OWN, 6), (ALLOWED, "EPERM", "EPERM")),
        ("fcntl", (5, 3), (ALLOWED,) * 3),
        ("fcntl", (5, 8), ("EPERM",) * 3),
        ("fcntl", (5, 10), ("EPERM",) * 3),
        ("fcntl", (5, 15), ("EPERM",) * 3),
        ("ioctl", (0, 0x5401), (ALLOWED,) * 3),
        ("ioctl", (0, 0x5412), ("EPERM",) * 3),
        ("prctl", (22,), (ALLOWED, "EPERM", "EPERM")),
        ("prctl", (4, 1), ("EPERM",) * 3),
        ("prctl", (15,), (ALLOWED,) * 3),
        ("prlimit64", (0, 0), (ALLOWED,) * 3),
        ("prlimit64", (OWN + 1, 0), ("EPERM",) * 3),
        ("seccomp", (), (ALLOWED, "EPERM", "EPERM")),
        ("recvmsg", (), (ALLOWED, "EPERM", "EPERM")),
    ],
)
@pytest.mark.parametrize("machine", MACHINES)
def test_arguments_are_judged(
    machine: str, name: str, words: tuple[int, ...], verdicts: tuple[str, ...]
) -> None:
    found = tuple(
        verdict(machine, stage, number(machine, name), *words) for stage in STAGES.values()
    )
    assert found == verdicts


NEVER = frozenset(
    """
    socket socketpair connect bind listen accept accept4 sendto sendmsg sendmmsg execve execveat
    ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_open pidfd_getfd
    pidfd_send_signal rt_sigqueueinfo rt_tgsigqueueinfo tkill mount umount2 move_mount fsopen
    fsmount open_tree pivot_root chroot unshare setns setuid setgid setreuid setregid setresuid
    setresgid setgroups setfsuid setfsgid capset bpf userfaultfd keyctl add_key request_key
    perf_event_open io_uring_setup io_uring_enter io_uring_register open_by_handle_at
    name_to_handle_at init_module finit_module delete_module kexec_load kexec_file_load reboot
    swapon swapoff acct settimeofday clock_settime adjtimex sethostname setdomainname iopl ioperm
    modify_ldt personality syslog quotactl mknod mknodat chmod fchmod fchmodat chown fchown lchown
    fchownat utime utimes utimensat futimesat setxattr lsetxattr fsetxattr removexattr truncate
    ftruncate creat rename renameat renameat2 link linkat symlink symlinkat unlink unlinkat mkdir
    mkdirat rmdir memfd_create memfd_secret shmget shmat msgget semget mq_open inotify_init
    inotify_init1 fanotify_init setpriority sched_setaffinity sched_setscheduler sched_setattr
    ioprio_set move_pages migrate_pages mbind vhangup lookup_dcookie landlock_create_ruleset splice
    tee vmsplice timerfd_create timer_create signalfd4 setsid setpgid
    """.split()
)


def test_nothing_that_reaches_outside_is_listed() -> None:
    assert {row["name"] for row in table()} & NEVER == set()


def test_no_call_is_listed_twice_and_each_has_its_reason() -> None:
    rows = list(table())
    assert len({row["name"] for row in rows}) == len(rows)
    assert all(len(row["reason"]) > 5 for row in rows)


def test_a_machine_that_the_table_does_not_know_has_no_filter() -> None:
    assert rules("riscv64", Stage(document=False)) is None
