"""The reading process: `python -m habeas.pipeline.worker`, fed by `readers.py` over pipes.

It parses hostile files, so it starts from an empty slate (its own interpreter, no case, no keys),
with a cap on memory and on processor time, and it can only answer with data.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
from collections.abc import Iterator
from typing import IO, Any

from habeas.model import HabeasError, UnsafeInput
from habeas.pipeline.protocol import receive, send

Frame = tuple[dict[str, Any], bytes]
_THREADS = 4


def main() -> None:
    """Answer requests until the parent closes the pipe."""
    requests, answers = _private_streams()
    _limit_memory(int(sys.argv[1]))
    # What loads first (parsers, a language model) stays for good: nothing to collect in it.
    gc.disable()
    while (request := receive(requests)) is not None:
        header, payload = request
        _limit_processor_time(float(header["seconds"]))
        for answer, data in _answers(header, payload):
            send(answers, answer, data)
            if "seconds" in answer:
                _limit_processor_time(float(answer["seconds"]))
        send(answers, {"end": True, "peak_memory": _peak_memory()})
        if not gc.isenabled():
            gc.freeze()
            gc.enable()


def _private_streams() -> tuple[IO[bytes], IO[bytes]]:
    """The two pipes, moved out of the way of anything that prints or reads by itself."""
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    os.close(nowhere)
    return requests, answers


def _limit_memory(most: int) -> None:
    _lower(resource.RLIMIT_AS, most)
    _lower(resource.RLIMIT_CORE, 0)


def _limit_processor_time(seconds: float) -> None:
    """An orphan of a killed import must not compute for ever: the system ends it.

    `seconds` of the clock, in which several threads may compute.
    """
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = used.ru_utime + used.ru_stime + seconds * _THREADS
    _lower(resource.RLIMIT_CPU, int(most) + 1, hard=False)


def _lower(kind: int, soft: int, *, hard: bool = True) -> None:
    _, highest = resource.getrlimit(kind)
    if highest != resource.RLIM_INFINITY:
        soft = min(soft, highest)
    try:
        resource.setrlimit(kind, (soft, soft if hard else highest))
    except (ValueError, OSError):
        # macOS refuses some of these limits; the parent's clock still applies there.
        return


def _answers(header: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    # Imported on the first request: by then the limits hold for the parsers' own start too.
    from habeas.pipeline import reading

    jobs = {"read": reading.read, "extract": reading.extract, "unpack": reading.unpack}
    try:
        yield from jobs[header["job"]](header, payload)
    except MemoryError:
        yield {"problem": {"what": "reading it needs more memory than is allowed"}}, b""
    except HabeasError as error:
        yield {"problem": _problem(error, header["name"])}, b""
    except Exception as error:
        if os.environ.get("HABEAS_DEBUG"):
            raise
        # A fault of ours on one file must not end the import of the others.
        yield {"problem": {"what": f"the reader failed ({type(error).__name__}: {error})"}}, b""


def _problem(error: HabeasError, name: str) -> dict[str, Any]:
    """The error as data; of its place only what is inside the file, the caller knows the file."""
    inside = (error.where or "").removeprefix(name).lstrip(" ›")
    return {
        "what": f"{inside}: {error.what}" if inside else error.what,
        "remedy": error.remedy,
        "unsafe": isinstance(error, UnsafeInput),
    }


def _peak_memory() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main()
