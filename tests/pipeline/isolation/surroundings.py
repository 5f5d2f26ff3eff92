"""What lies around a confined process, for it to reach for; and whether it was reached."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import secrets
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from habeas.pipeline.isolation import Level, command, environment
from tests.house import HOUSE
from tests.pipeline.isolation.shut_in import AS_IT_WAS

MEMORY = 1 << 30
_HERE = Path(__file__).parent
_PROGRAM = [sys.executable, "-m", "tests.pipeline.isolation.shut_in"]
_TOLD = {"PYTHONPATH": os.pathsep.join((str(HOUSE / "src"), str(HOUSE)))}
_READABLE = (HOUSE / "tests" / "__init__.py", _HERE.parent / "__init__.py", _HERE)


class Surroundings:
    """Files, sockets, memory, processes outside; the test process itself is the parent.

    `told` names them to the attempts. `changes()` says what of it was touched since it was made.
    """

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self.canary = f"canary-{secrets.token_hex(8)}"
        self._signals = 0
        self.told: dict[str, Any] = {"canary": self.canary, "memory": MEMORY, "parent": os.getpid()}
        self._lay_out_files(folder)
        self._lay_out_sockets(folder)
        self._lay_out_memory()
        self._start_a_sibling()
        before = signal.signal(signal.SIGUSR1, self._signalled)
        stack.callback(signal.signal, signal.SIGUSR1, before)

    def try_all(
        self, level: Level, names: Sequence[str], *, document: bool = True, alone: str = ""
    ) -> dict[str, dict[str, Any]]:
        """Run the attempts under one level, each in a process of its own; what each said.

        `document` false: as the nursery that forks for documents. `alone` names a single wall to
        raise instead of all: namespaces (with bubblewrap), landlock, seccomp.
        """
        order = {
            "level": level.value,
            "document": document,
            "alone": alone,
            "threads": False,
            "told": self.told,
            "names": list(names),
        }
        done = subprocess.run(
            self.command(level),
            # What bubblewrap is started with must not matter: it gets the canary as well.
            env=self.environment(level),
            input=json.dumps(order).encode(),
            pass_fds=[value for name, value in self.told.items() if name.startswith("inherited")],
            cwd="/",
            capture_output=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        return {answer["name"]: answer for answer in answers}

    def command(self, level: Level) -> list[str]:
        """The command line of the confined program."""
        readable = (*_READABLE, Path(self.told["readable_file"]))
        return command(level, _PROGRAM, readable=readable, variables=_TOLD)

    def environment(self, level: Level) -> Mapping[str, str]:
        """Its environment: its own alone under Landlock, the test's besides elsewhere."""
        readable = (*_READABLE, Path(self.told["readable_file"]))
        own = environment(readable=readable, variables=_TOLD)
        return own if level is Level.LANDLOCK else {**os.environ, "CANARY": self.canary, **own}

    def changes(self) -> list[str]:
        """Everything outside that is not as it was made."""
        told = self.told
        found = [f"new in the folder: {path.name}" for path in self._new_files()]
        for name in ("outside_file", "readable_file"):
            if not _exists(told[name]) or Path(told[name]).read_text() != AS_IT_WAS:
                found.append(f"{name} was written to")
        found += [name for name in ("temporary_name", "shared_memory_name") if _exists(told[name])]
        if Path(told["outside"], "inherited").stat().st_size:
            found.append("the inherited file was written to")
        if select.select([self._pipe], [], [], 0)[0]:
            found.append("the inherited pipe was written to")
        found += [f"a connection came to {name}" for name in self._reached()]
        if self._signals:
            found.append(f"{self._signals} signals came")
        if self._scratch.raw[:1] != b"0":
            found.append("memory was written to")
        if os.getpriority(os.PRIO_PROCESS, told["sibling"]):
            found.append("the sibling was slowed down")
        status = Path(told["readable_file"]).stat()
        if (status.st_mode, status.st_mtime_ns) != self._status:
            found.append("the mode or time of the file was changed")
        return found

    def _lay_out_files(self, folder: Path) -> None:
        token = secrets.token_hex(8)
        outside = folder / "outside"
        outside.mkdir()
        for name in ("outside_file", "readable_file"):
            path = outside / name
            path.write_text(AS_IT_WAS)
            self.told[name] = str(path)
        status = (outside / "readable_file").stat()
        self._status = (status.st_mode, status.st_mtime_ns)
        home = Path.home() / f".habeas-canary-{token}"
        home.write_text(self.canary)
        self._stack.callback(home.unlink)
        inherited = os.open(outside / "inherited", os.O_WRONLY | os.O_CREAT, 0o600)
        parents = os.open(outside / "outside_file", os.O_RDONLY)
        self._pipe, into = os.pipe()
        for opened in (inherited, parents, self._pipe, into):
            self._stack.callback(os.close, opened)
        self.told |= {
            "outside": str(outside),
            "home_file": str(home),
            "temporary_name": str(Path(tempfile.gettempdir(), f"habeas-left-{token}")),
            "shared_memory_name": f"/dev/shm/habeas-left-{token}",  # noqa: S108 - the place that is forbidden
            "inherited": inherited,
            "inherited_pipe": into,
            "inherited_secret": parents,
            "parents_file": parents,
        }
        for name in ("temporary_name", "shared_memory_name"):
            self._stack.callback(Path(self.told[name]).unlink, missing_ok=True)
        self._made = set(outside.iterdir())

    def _lay_out_sockets(self, folder: Path) -> None:
        path = str(folder / "socket")
        abstract = f"habeas-{secrets.token_hex(8)}"
        self._listening = {
            "tcp": self._listener(socket.AF_INET, ("127.0.0.1", 0)),
            "a path": self._listener(socket.AF_UNIX, path),
            "an abstract name": self._listener(socket.AF_UNIX, "\0" + abstract),
        }
        self.told |= {"socket_path": path, "abstract_name": abstract, "tcp6_port": 0}
        with contextlib.suppress(OSError):
            self._listening["tcp6"] = self._listener(socket.AF_INET6, ("::1", 0))
            self.told["tcp6_port"] = self._listening["tcp6"].getsockname()[1]
        udp = self._stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        udp.bind(("127.0.0.1", 0))
        self._listening["udp"] = udp
        self.told["udp_port"] = udp.getsockname()[1]
        self.told["tcp_port"] = self._listening["tcp"].getsockname()[1]

    def _listener(self, family: int, address: object) -> socket.socket:
        waiting = self._stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
        waiting.bind(address)  # type: ignore[arg-type]  # an address of whatever family
        waiting.listen()
        return waiting

    def _lay_out_memory(self) -> None:
        self._secret = ctypes.create_string_buffer(self.canary.encode())
        self._scratch = ctypes.create_string_buffer(b"0000")
        self.told["canary_address"] = ctypes.addressof(self._secret)
        self.told["scratch_address"] = ctypes.addressof(self._scratch)

    def _start_a_sibling(self) -> None:
        sibling = subprocess.Popen(["sleep", "600"], env={**os.environ, "CANARY": self.canary})
        self._stack.callback(sibling.wait)
        self._stack.callback(sibling.kill)
        self.told["sibling"] = sibling.pid

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        self._signals += 1

    def _new_files(self) -> Iterator[Path]:
        yield from sorted(set(Path(self.told["outside"]).iterdir()) - self._made)

    def _reached(self) -> list[str]:
        ready, _, _ = select.select(list(self._listening.values()), [], [], 0)
        return [name for name, waiting in self._listening.items() if waiting in ready]


def _exists(path: str) -> bool:
    return Path(path).exists()


@contextlib.contextmanager
def laid_out(folder: Path) -> Iterator[Surroundings]:
    """Fresh surroundings, cleared away afterwards."""
    with contextlib.ExitStack() as stack:
        yield Surroundings(folder, stack)
