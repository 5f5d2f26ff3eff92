"""What a parser that a hostile file has taken over might try.

It runs inside the confined process, so it imports the standard library alone. Each attempt takes
what the test told it and returns something true when it got its way; it raises OSError or returns
something false when it was held back. What it did outside, the test sees for itself.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import mmap
import os
import resource
import signal
import socket
import struct
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

Told = dict[str, Any]
Attempt = Callable[[Told], object]
ATTEMPTS: dict[str, Attempt] = {}

_LIBRARY = ctypes.CDLL(None, use_errno=True)
_ARM = os.uname().machine in ("aarch64", "arm64")
# (x86_64, aarch64)
_NUMBERS = {
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "rt_sigqueueinfo": (129, 138),
    "tgkill": (234, 131),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "unshare": (272, 97),
    "setns": (308, 268),
    "setuid": (105, 146),
    "setresuid": (117, 147),
    "setgid": (106, 144),
    "setgroups": (116, 159),
    "capset": (126, 91),
    "mknodat": (259, 33),
    "reboot": (169, 142),
    "kexec_load": (246, 104),
    "init_module": (175, 105),
    "swapon": (167, 224),
    "syslog": (103, 116),
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "perf_event_open": (298, 241),
    "io_uring_setup": (425, 425),
    "open_by_handle_at": (304, 265),
    "add_key": (248, 217),
    "keyctl": (250, 219),
    "shmget": (29, 194),
    "shmctl": (31, 195),
    "memfd_create": (319, 279),
    "inotify_init1": (294, 26),
    "setpriority": (141, 140),
    "sched_setaffinity": (203, 122),
    "prlimit64": (302, 261),
    "clone": (56, 220),
    "clone3": (435, 435),
    "seccomp": (317, 277),
    "prctl": (157, 167),
    "setxattr": (188, 5),
    "openat2": (437, 437),
}
_NEW_USER, _NEW_NETWORK, _NEW_PROCESSES = 0x10000000, 0x40000000, 0x20000000


def attempt(act: Attempt) -> Attempt:
    """Enter one into the list under its own name."""
    ATTEMPTS[act.__name__] = act
    return act


def call(name: str, *words: object) -> int:
    """A system call by number. Raises OSError as the kernel says."""
    ctypes.set_errno(0)
    number = _NUMBERS[name][_ARM]
    passed = [ctypes.c_long(word) if isinstance(word, int) else word for word in words]
    result = int(_LIBRARY.syscall(ctypes.c_long(number), *passed))
    if result == -1:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error), name)
    return result


def let_through(name: str, *words: object) -> bool:
    """Whether the kernel at least looked at the arguments, which are such that nothing happens."""
    try:
        call(name, *words)
    except OSError as error:
        return error.errno not in (errno.EPERM, errno.EACCES, errno.ENOSYS)
    return True


# --- Files --------------------------------------------------------------------------------------


@attempt
def read_the_password_file(_: Told) -> object:
    return Path("/etc/passwd").read_bytes()


@attempt
def read_a_file_at_home(told: Told) -> object:
    return Path(told["home_file"]).read_text() == told["canary"]


@attempt
def list_the_home_folder(told: Told) -> object:
    return os.listdir(Path(told["home_file"]).parent)  # noqa: PTH208 - the system call is the point


@attempt
def read_a_file_by_openat2(told: Told) -> object:
    how = struct.pack("=QQQ", 0, 0, 0)
    path = told["outside_file"].encode()
    return os.read(call("openat2", -100, path, how, len(how)), 10)


@attempt
def write_a_new_file_outside(told: Told) -> object:
    return Path(told["outside"], "written").write_bytes(b"x")


@attempt
def write_into_the_temporary_folder(told: Told) -> object:
    return Path(told["temporary_name"]).write_bytes(b"x")


@attempt
def write_into_shared_memory(told: Told) -> object:
    return Path(told["shared_memory_name"]).write_bytes(b"x")


@attempt
def overwrite_a_file_outside(told: Told) -> object:
    return Path(told["outside_file"]).write_bytes(b"overwritten")


@attempt
def overwrite_a_file_that_may_be_read(told: Told) -> object:
    return Path(told["readable_file"]).write_bytes(b"overwritten")


@attempt
def truncate_a_file_that_may_be_read(told: Told) -> object:
    os.close(os.open(told["readable_file"], os.O_RDONLY | os.O_TRUNC))
    return True


@attempt
def truncate_by_name(told: Told) -> object:
    os.truncate(told["readable_file"], 0)
    return True


@attempt
def delete_a_file(told: Told) -> object:
    Path(told["readable_file"]).unlink()
    return True


@attempt
def rename_a_file(told: Told) -> object:
    Path(told["readable_file"]).rename(told["readable_file"] + ".renamed")
    return True


@attempt
def change_who_may_read_a_file(told: Told) -> object:
    Path(told["readable_file"]).chmod(0o666)
    return True


@attempt
def change_the_times_of_a_file(told: Told) -> object:
    os.utime(told["readable_file"], (1, 1))
    return True


@attempt
def attach_to_a_file(told: Told) -> object:
    call("setxattr", told["readable_file"].encode(), b"user.left", b"x", 1, 0)
    return True


@attempt
def make_a_link(told: Told) -> object:
    Path(told["outside"], "link").symlink_to("/")
    return True


@attempt
def make_a_folder(told: Told) -> object:
    Path(told["outside"], "folder").mkdir()
    return True


@attempt
def make_a_pipe_with_a_name(told: Told) -> object:
    os.mkfifo(Path(told["outside"], "pipe"))
    return True


@attempt
def make_a_device(told: Told) -> object:
    path = str(Path(told["outside"], "device")).encode()
    call("mknodat", -100, path, 0o020666, os.makedev(1, 3))
    return True


@attempt
def make_a_file_without_a_name(told: Told) -> object:
    return os.write(os.open(told["outside"], os.O_TMPFILE | os.O_WRONLY), b"x")


@attempt
def make_a_file_in_memory(_: Told) -> object:
    return os.write(call("memfd_create", b"left", 0), b"x")


@attempt
def watch_a_folder(_: Told) -> object:
    return call("inotify_init1", 0) + 1


@attempt
def write_to_an_inherited_file(told: Told) -> object:
    return os.write(told["inherited"], b"x")


@attempt
def write_into_an_inherited_pipe(told: Told) -> object:
    return os.write(told["inherited_pipe"], b"x")


@attempt
def read_from_an_inherited_file(told: Told) -> object:
    return os.pread(told["inherited_secret"], 10, 0)


@attempt
def open_by_handle(_: Told) -> object:
    return let_through("open_by_handle_at", -1, None, 0)


# --- Connections --------------------------------------------------------------------------------


def _connect(family: int, address: object) -> object:
    with socket.socket(family, socket.SOCK_STREAM) as out:
        out.settimeout(2)
        out.connect(address)  # type: ignore[arg-type]  # an address of whatever family
        return out.send(b"x")


@attempt
def connect_by_tcp(told: Told) -> object:
    return _connect(socket.AF_INET, ("127.0.0.1", told["tcp_port"]))


@attempt
def connect_by_tcp_of_version_6(told: Told) -> object:
    return _connect(socket.AF_INET6, ("::1", told["tcp6_port"]))


@attempt
def connect_to_a_socket_with_a_path(told: Told) -> object:
    return _connect(socket.AF_UNIX, told["socket_path"])


@attempt
def connect_to_an_abstract_socket(told: Told) -> object:
    return _connect(socket.AF_UNIX, "\0" + told["abstract_name"])


@attempt
def send_by_udp(told: Told) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        return out.sendto(b"x", ("127.0.0.1", told["udp_port"]))


@attempt
def listen(_: Told) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as waiting:
        waiting.bind(("127.0.0.1", 0))
        waiting.listen()
        return waiting.getsockname()[1]


@attempt
def open_a_raw_socket(_: Told) -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP) as raw:
        return raw.fileno()


@attempt
def ask_the_kernel_by_netlink(_: Told) -> object:
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as line:
        return line.fileno()


# --- Processes ----------------------------------------------------------------------------------


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


# --- Privileges and the kernel --------------------------------------------------------------------


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
    result = _LIBRARY.syscall(ctypes.c_long(0x40000000 + 39))
    return result > 0 or ctypes.get_errno() == errno.ENOSYS


@attempt
def speak_another_architectures_numbers(_: Told) -> object:
    """x86_64's own: getpid (20) by the gate of 32-bit programs."""
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(bytes.fromhex("53b814000000cd805bc3"))
    function = ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(code)))
    return function() != 0
