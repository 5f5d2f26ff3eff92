"""One reading process, seen from the case: ask it, wait for it, and end it when it hangs."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import IO, Any, cast

from habeas.model import HabeasError
from habeas.pipeline.protocol import BrokenFrame, receive, send
from habeas.pipeline.settings import ImportSettings

Frame = tuple[dict[str, Any], bytes]


class ReaderStopped(HabeasError):
    """A reading process hung or died over what it was asked."""


class ReaderTooSlow(ReaderStopped):
    """It was ended after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"reading took longer than {round(seconds, 2):g} s")
        self.seconds = seconds


class ReadingProcess:
    """A child interpreter that parses one thing at a time. Not for several threads at once."""

    def __init__(self, settings: ImportSettings) -> None:
        self._settings = settings
        self._asked = 0
        self._timed_out = False
        self._peak_memory = 0
        self._child = subprocess.Popen(  # noqa: S603 - our own interpreter, our own module, a number
            [sys.executable, "-m", "habeas.pipeline.worker", str(settings.memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if os.environ.get("HABEAS_DEBUG") else subprocess.DEVNULL,
            # Its own session: Ctrl-C reaches the case's process alone, which then ends this one.
            start_new_session=True,
        )
        self._requests = cast(IO[bytes], self._child.stdin)
        self._answers = cast(IO[bytes], self._child.stdout)

    @property
    def worn_out(self) -> bool:
        """Whether it has read so much that a fresh one should take its place."""
        heavy = self._peak_memory > self._settings.memory // 2
        return heavy or self._asked >= self._settings.documents_per_process

    def ask(self, request: dict[str, Any], payload: bytes, seconds: float) -> Iterator[Frame]:
        """Send one request and yield its answers, each at most `seconds` after the one before.

        A `seconds` in an answer's header is the time allowed for the next one instead.
        Raises ReaderStopped when the process hangs or dies; it cannot be asked again then.
        """
        self._asked += 1
        request = {**request, "seconds": seconds}
        with self._deadline(seconds):
            self._send(request, payload)
            answer = self._receive(seconds)
        while not answer[0].get("end"):
            yield answer
            seconds = float(answer[0].get("seconds", seconds))
            with self._deadline(seconds):
                answer = self._receive(seconds)
        self._peak_memory = int(answer[0].get("peak_memory", 0))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        with contextlib.suppress(ProcessLookupError):
            self._child.kill()
        for stream in (self._requests, self._answers):
            with contextlib.suppress(OSError):
                stream.close()
        self._child.wait()

    @contextlib.contextmanager
    def _deadline(self, seconds: float) -> Iterator[None]:
        timer = threading.Timer(seconds, self._run_out)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _run_out(self) -> None:
        self._timed_out = True
        self._child.kill()

    def _send(self, request: dict[str, Any], payload: bytes) -> None:
        # A child that dies while it is being sent to says why through its exit status below.
        # A pipe that was closed under our hands raises ValueError.
        with contextlib.suppress(OSError, ValueError):
            send(self._requests, request, payload)

    def _receive(self, seconds: float) -> Frame:
        try:
            answer = receive(self._answers)
        except (BrokenFrame, OSError, ValueError):
            answer = None
        if answer is None:
            raise self._post_mortem(seconds)
        return answer

    def _post_mortem(self, seconds: float) -> ReaderStopped:
        self._child.kill()
        status = self._child.wait()
        if self._timed_out or status == -signal.SIGXCPU:
            return ReaderTooSlow(seconds)
        return ReaderStopped(f"the reader died ({_cause(status)})")


def _cause(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
