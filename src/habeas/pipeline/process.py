"""A nursery and the worker that it brings up for each document, seen from the case.

The nursery never sees a document; a worker reads one, has pipes of its own, and must be dead
before the next is brought up. A worker that finds claims, and is given texts alone, goes on to
further ones. What hangs, dies or says what makes no sense is ended together with its nursery, and
another takes the place.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO, Any

from habeas.language import Gazetteer
from habeas.model import HabeasError, InputRefused
from habeas.pipeline.control import Control, Heard
from habeas.pipeline.isolation import Level, command, environment
from habeas.pipeline.protocol import BrokenFrame, Frame, receive, send
from habeas.pipeline.settings import ImportSettings

# To how many texts one worker goes on: what it has met makes it faster, and it grows.
_MOST_TEXTS = 50
# Loading models and parsers is our own work; only a broken installation takes so long.
_LOADING_SECONDS = 300.0
# How long a worker that said its last word, or a nursery that nobody wants any more, may take.
_ENDING_SECONDS = 10.0
_REPORTING_SECONDS = 2.0
# One that waits for work ends at once; one that is loading hears nothing, and has no worker.
_LEAVING_SECONDS = 0.5
_DEBUG = "HABEAS_DEBUG"


class ReaderStopped(HabeasError):
    """A worker hung or died over what it was asked."""


class ReaderTooSlow(ReaderStopped):
    """It was ended after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"reading took longer than {round(seconds, 2):g} s")
        self.seconds = seconds


class Nursery:
    """A process that brings up one worker at a time. Not for several threads at once."""

    PROGRAM = ("-m", "habeas.pipeline.worker")

    def __init__(self, settings: ImportSettings, level: Level) -> None:
        self._timed_out = False
        self._loaded: set[str] = set()
        self._asked = 0
        self._at_work = False
        self._warmed = False
        self._lasting: tuple[IO[bytes], IO[bytes]] | None = None
        self._texts = 0
        self.peak_memory = 0
        self._control, theirs = Control.pair()
        program = [sys.executable, *self.PROGRAM, level.value]
        readable, variables = _surroundings()
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command(
                    level,
                    [*program, str(settings.memory)],
                    readable=readable,
                    variables=variables,
                ),
                cwd="/",
                stdin=theirs,
                stdout=subprocess.DEVNULL,
                stderr=None if variables.get(_DEBUG) else subprocess.DEVNULL,
                env=environment(readable=readable, variables=variables),
                # Its own session: Ctrl-C reaches the case's process alone, which then ends this.
                start_new_session=True,
            )
        finally:
            os.close(theirs)

    def load(self, *, kinds: Collection[str] = (), languages: Collection[str] = ()) -> None:
        """Have it load what reads these media types, or finds claims in these languages.

        Raises ReaderStopped when it does not come through.
        """
        missing = {*kinds, *languages} - self._loaded
        again = not languages and self._asked > 0 and not self._warmed
        if not missing and not again:
            return
        self._dismiss()
        self._warmed |= again
        wanted = {
            "kinds": sorted(missing & {*kinds}),
            "languages": sorted(missing & {*languages}),
            "warm": again,
        }
        with self._deadline(_LOADING_SECONDS):
            self._tell(wanted)
            if self._control.hear() is None:
                raise self._died(_LOADING_SECONDS)
        self._loaded |= missing

    def ask(
        self, request: dict[str, Any], payload: bytes, seconds: float, *, longest_payload: int = 0
    ) -> Iterator[Frame]:
        """Bring up a worker, put one request and yield its answers.

        Each answer may take `seconds` after the one before was taken, and bring at most
        `longest_payload` bytes. Raises ReaderStopped when the worker hangs or dies, or does not
        end in order; nothing can be asked again then.
        """
        self._dismiss()
        with self._worker() as pipes:
            yield from self._asked_of(pipes, (request, payload), seconds, longest_payload)
            with self._deadline(_ENDING_SECONDS):
                self._check_end(pipes[1])

    def ask_about_text(self, request: dict[str, Any], seconds: float) -> Iterator[Frame]:
        """The same of a worker that is given texts alone, and goes on to the next of them."""
        if self._texts >= _MOST_TEXTS:
            self._dismiss()
        if self._lasting is None:
            self._lasting, self._texts = self._brought_up(), 0
        in_order = False
        try:
            yield from self._asked_of(self._lasting, ({**request, "further": True}, b""), seconds)
            self._texts += 1
            in_order = True
        finally:
            if not in_order:
                self.stop()
                self._let_go()

    def _asked_of(
        self,
        pipes: tuple[IO[bytes], IO[bytes]],
        asked: Frame,
        seconds: float,
        longest_payload: int = 0,
    ) -> Iterator[Frame]:
        """Put one request to a worker and yield its answers, up to its end."""
        self._asked += 1
        (requests, answers), (request, payload) = pipes, asked
        with self._deadline(seconds):
            # One that dies while it is being sent to says why through its exit status.
            with contextlib.suppress(OSError):
                send(requests, {**request, "seconds": seconds}, payload)
            answer = self._received(answers, seconds, longest_payload)
        while not answer[0].get("end"):
            yield answer
            with self._deadline(seconds):
                answer = self._received(answers, seconds, longest_payload)

    def _dismiss(self) -> None:
        """End the worker that waits for a further text, if there is one. Raises ReaderStopped."""
        if self._lasting is None:
            return
        requests, answers = self._lasting
        try:
            with contextlib.suppress(OSError):
                requests.close()
            with self._deadline(_ENDING_SECONDS):
                self._check_end(answers)
        finally:
            self._let_go()

    def _let_go(self) -> None:
        if self._lasting is not None:
            _close(*self._lasting)
        self._lasting, self._at_work = None, False

    def stop(self) -> None:
        """End the nursery and its worker, whatever they are doing."""
        self._control.hang_up()
        try:
            # Hearing that nobody is there, it kills its worker, whom only it can be sure to reach.
            self._process.wait(timeout=_ENDING_SECONDS if self._at_work else _LEAVING_SECONDS)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    @contextlib.contextmanager
    def _worker(self) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        """The pipes to and from a new worker; one that is left before its end is ended."""
        pipes = self._brought_up()
        in_order = False
        try:
            yield pipes
            in_order = True
        finally:
            if not in_order:
                self.stop()
            self._at_work = False
            _close(*pipes)

    def _brought_up(self) -> tuple[IO[bytes], IO[bytes]]:
        """Have a worker brought up: the pipes to and from it."""
        theirs_in, requests = os.pipe()
        answers, theirs_out = os.pipe()
        self._at_work = True
        self._tell({}, (theirs_in, theirs_out))
        os.close(theirs_in)
        os.close(theirs_out)
        return os.fdopen(requests, "wb"), os.fdopen(answers, "rb")

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
        self.stop()

    def _tell(self, message: dict[str, Any], pipes: tuple[int, ...] = ()) -> None:
        # A nursery that is gone is noticed when nothing comes back.
        with contextlib.suppress(OSError):
            self._control.tell(message, pipes)

    def _received(self, untrusted_answers: IO[bytes], seconds: float, longest: int) -> Frame:
        try:
            answer = receive(untrusted_answers, longest_payload=longest)
        except BrokenFrame:
            answer = None
        if answer is None:
            raise self._died(seconds)
        return answer

    def _check_end(self, untrusted_answers: IO[bytes]) -> None:
        """Raises ReaderStopped unless the worker is dead, in order, and said nothing more."""
        if untrusted_answers.read(1):
            raise self._died(_ENDING_SECONDS)
        report = self._control.hear()
        if report is None or report[0]["status"] != 0:
            raise self._died(_ENDING_SECONDS, report)
        self.peak_memory = max(self.peak_memory, int(report[0]["peak_memory"]))

    def _died(self, seconds: float, report: Heard | None = None) -> ReaderStopped:
        """What to say of a worker that did not end in order; it and its nursery are ended."""
        # One that is dead is reported at once; one that lives, and says nonsense, never.
        patience = threading.Timer(_REPORTING_SECONDS, self.stop)
        patience.start()
        report = report or self._control.hear()
        patience.cancel()
        self.stop()
        status = int(report[0]["status"]) if report else self._process.wait()
        if self._timed_out or status == -signal.SIGXCPU:
            return ReaderTooSlow(seconds)
        if status == 0:
            return ReaderStopped("the reader's answer made no sense")
        return ReaderStopped(f"the reader died ({_cause(status)})")


def _close(*streams: IO[bytes]) -> None:
    for stream in streams:
        # What a dead worker was not sent is not sent to anybody.
        with contextlib.suppress(OSError):
            stream.close()


def _surroundings() -> tuple[list[Path], dict[str, str]]:
    """What a nursery may read besides our own program, and what it is told of the machine."""
    told = {_DEBUG: os.environ[_DEBUG]} if _DEBUG in os.environ else {}
    try:
        # Built here where it is missing: a nursery can write nothing.
        index = Gazetteer.built()
    except InputRefused:
        return [], told  # the worker that needs it says so of its document
    return [index], {**told, "HABEAS_CACHE": str(index.parent)}


def _cause(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"
