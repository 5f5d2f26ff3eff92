"""The nursery of the workers: `python -m habeas.pipeline.worker`, started by `process.py`.

It loads what it takes to read (parsers, language models) and never touches a byte of a document.
For each document it forks a worker, which gets two pipes of its own, answers over them, and ends;
the next document meets a memory in which the one before has never been. The nursery only waits,
and reports how the worker ended. When the case's process hangs up, both end.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import sys
import traceback
from typing import Any, NoReturn

from habeas.pipeline.control import Control
from habeas.pipeline.isolation import Level, confine, forbid_children
from habeas.pipeline.loading import load_for_reading, load_language, warm_up_reading
from habeas.pipeline.serving import serve


def main() -> None:
    """Load what is asked for and bring up workers, until the line is dead."""
    level, memory = Level(sys.argv[1]), int(sys.argv[2])
    control = Control(_own_line())
    confine(level, memory=memory, keep=(control.fileno(),))
    try:
        Nursery(control).run()
    except Exception:
        if os.environ.get("HABEAS_DEBUG"):
            traceback.print_exc()
        os._exit(1)
    # Taking the models apart would take longer than anybody waits.
    os._exit(0)


def _own_line() -> int:
    """The line to the case's process, out of the way of anything that prints or reads by itself."""
    line = os.dup(0)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    os.close(nowhere)
    return line


class Nursery:
    """Forks one worker at a time. Single-threaded, so that a fork finds no lock half held."""

    def __init__(self, control: Control) -> None:
        self._control = control
        self._wake, self._woken = os.pipe()
        for end in (self._wake, self._woken):
            os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._woken, warn_on_full_buffer=False)

    def run(self) -> None:
        """Do what is asked, one thing after another."""
        while (heard := self._control.hear()) is not None:
            message, pipes = heard
            if pipes:
                requests, answers = pipes
                self._bring_up(requests, answers)
            else:
                self._load(message)
                self._control.tell({"loaded": True})

    def _load(self, message: dict[str, Any]) -> None:
        load_for_reading(message["kinds"])
        if message["warm"]:
            warm_up_reading()
        for language in message["languages"]:
            load_language(language)

    def _bring_up(self, requests: int, answers: int) -> None:
        # What is loaded stays for good: a worker's collector need not look through (and so
        # copy) the pages that it shares with the nursery.
        gc.collect()
        gc.freeze()
        worker = os.fork()
        if worker == 0:
            self._become_worker(requests, answers)
        os.close(requests)
        os.close(answers)
        status, peak = self._ended(worker)
        self._control.tell({"status": status, "peak_memory": peak})

    def _ended(self, worker: int) -> tuple[int, int]:
        """Wait for the worker's end; exit code (negative: signal) and most memory in bytes."""
        while True:
            ready, _, _ = select.select([self._control.fileno(), self._wake], [], [])
            if self._wake in ready:
                os.read(self._wake, 64)
                found, status, usage = os.wait4(worker, os.WNOHANG)
                if found:
                    return os.waitstatus_to_exitcode(status), _bytes(usage.ru_maxrss)
            if self._control.fileno() in ready:
                # Nothing is ever said while a worker is at work: the other side is gone.
                os.kill(worker, signal.SIGKILL)
                os.waitpid(worker, 0)
                raise SystemExit

    def _become_worker(self, requests: int, answers: int) -> NoReturn:
        ending = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            os.close(self._wake)
            os.close(self._woken)
            forbid_children()
            serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"))
            ending = 0
        except BaseException:
            if os.environ.get("HABEAS_DEBUG"):
                traceback.print_exc()
        finally:
            # Without the nursery's clean-up, which is the nursery's to do.
            os._exit(ending)


def _bytes(peak: int) -> int:
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
