"""Programs for the kernel's system call filter (seccomp), in classic BPF.

After the kernel's `Documentation/userspace-api/seccomp_filter.rst`: a program is a list of eight
byte instructions that look at the call's number, architecture and arguments (their low 32 bits,
which is where the arguments we judge live) and return what shall happen. Both machines that we
know keep the low half of a word first.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Iterable, Sequence

from habeas.pipeline.isolation.kernel import call

Instruction = tuple[int, int, int, int]
Block = list[Instruction]

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_KILL_PROCESS, _ERROR, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000

KILL: Instruction = (_RETURN, 0, 0, _KILL_PROCESS)
ALLOW: Instruction = (_RETURN, 0, 0, _ALLOW)
REFUSE: Instruction = (_RETURN, 0, 0, _ERROR | errno.EPERM)
ABSENT: Instruction = (_RETURN, 0, 0, _ERROR | errno.ENOSYS)

# Numbers above belong to x86_64's 32-bit cousin, which would otherwise pass every comparison.
_X32 = 0x40000000
# Calls newer than the newest of our table: libraries know what to do where a kernel has none.
_UNKNOWN_FROM = 452
_SET_MODE_FILTER, _EVERY_THREAD = 1, 1
_SECCOMP_NUMBER = {"x86_64": 317, "aarch64": 277}


def only_values(argument: int, values: Iterable[int]) -> Block:
    """Allow where the argument is one of these."""
    tests = [step for value in values for step in ((_EQUAL, 0, 1, value & 0xFFFFFFFF), ALLOW)]
    return [_argument(argument), *tests, REFUSE]


def without_bits(argument: int, bits: int) -> Block:
    """Allow where none of these bits is set."""
    return [_argument(argument), (_ANY_BIT, 0, 1, bits), REFUSE, ALLOW]


def with_bits(argument: int, bits: int) -> Block:
    """Allow where one of these bits is set."""
    return [_argument(argument), (_ANY_BIT, 0, 1, bits), ALLOW, REFUSE]


def positive(argument: int) -> Block:
    """Allow where the argument, as a signed number, is above zero: one process, not a group."""
    return [
        _argument(argument),
        (_EQUAL, 0, 1, 0),
        REFUSE,
        (_AT_LEAST, 0, 1, 0x80000000),
        REFUSE,
        ALLOW,
    ]


def program(architecture: int, rules: Sequence[tuple[int, Block]]) -> bytes:
    """The filter: the first rule with the call's number decides; calls without one are refused."""
    steps: Block = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        KILL,
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        KILL,
    ]
    for number, block in rules:
        steps += [(_EQUAL, 0, len(block), number), *block]
    steps += [(_AT_LEAST, 0, 1, _UNKNOWN_FROM), ABSENT, REFUSE]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)


def install(machine: str, code: bytes) -> int:
    """Hold every thread of this process to the program from here on; the error number or 0.

    Needs no_new_privs. Filters add up: a call must pass each.
    """
    instructions = ctypes.create_string_buffer(code, len(code))
    head = struct.pack("=HxxxxxxQ", len(code) // 8, ctypes.addressof(instructions))
    result, error = call(
        _SECCOMP_NUMBER[machine], _SET_MODE_FILTER, _EVERY_THREAD, ctypes.c_char_p(head)
    )
    # A positive result is a thread that could not be held.
    return errno.EAGAIN if result > 0 else error


def _argument(index: int) -> Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index)
