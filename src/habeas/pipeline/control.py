"""The line between the case's process and a nursery: short messages, and the pipes of a worker.

No word of a document goes over it: those have pipes of their own, which a worker alone holds.
It is a pair of sockets without an address, as open files travel over nothing else.
A message is one line of JSON; one that says `"pipes": n` brings n open files with it.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

Heard = tuple[dict[str, Any], tuple[int, ...]]

_MOST_AT_ONCE = 64 * 1024
_MOST_PIPES = 8


class Control:
    """One end of the line. Not for several threads at once."""

    def __init__(self, descriptor: int) -> None:
        """Take over an open descriptor of the line."""
        self._channel = socket.socket(fileno=descriptor)
        self._heard = b""
        self._pipes: list[int] = []

    @classmethod
    def pair(cls) -> tuple[Control, int]:
        """A new line: one end, and the descriptor of the other, which the caller must close."""
        ours, theirs = socket.socketpair()
        return cls(ours.detach()), theirs.detach()

    def fileno(self) -> int:
        """The file descriptor to wait at."""
        return self._channel.fileno()

    def tell(self, message: dict[str, Any], pipes: Sequence[int] = ()) -> None:
        """Send one message. Raises OSError when the other side is gone."""
        line = json.dumps({**message, "pipes": len(pipes)}).encode() + b"\n"
        if pipes:
            line = line[socket.send_fds(self._channel, [line], pipes) :]
        # A confined process may write to what is open, but has no right to `send`.
        while line:
            line = line[os.write(self._channel.fileno(), line) :]

    def hear(self) -> Heard | None:
        """Wait for one message and its open files; None when the other side is gone."""
        while b"\n" not in self._heard:
            try:
                data, pipes, _, _ = socket.recv_fds(self._channel, _MOST_AT_ONCE, _MOST_PIPES)
            except OSError:
                return None
            if not data:
                return None
            self._heard += data
            self._pipes.extend(pipes)
        line, _, self._heard = self._heard.partition(b"\n")
        message = json.loads(line)
        count = message.pop("pipes")
        brought, self._pipes = self._pipes[:count], self._pipes[count:]
        return message, tuple(brought)

    def hang_up(self) -> None:
        """End the line: whoever waits on either side hears that nobody is there any more."""
        try:
            self._channel.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it was ended before, here or there

    def close(self) -> None:
        """Let go of this end."""
        self._channel.close()
