"""Attempts to read and change files, and to connect."""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path

from tests.pipeline.isolation.attempt import Told, attempt, call, let_through


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
