"""A worker: it reads one request, answers it, and is gone; or goes on where it was told to."""

from __future__ import annotations

import gc
import os
import resource
from collections.abc import Iterator
from typing import IO, Any

from habeas.model import HabeasError, UnsafeInput
from habeas.pipeline import reading
from habeas.pipeline.protocol import Frame, receive, send

_JOBS = {
    "identify": reading.identify,
    "read": reading.read,
    "extract": reading.extract,
    "unpack": reading.unpack,
    "picture": reading.picture,
}
# Few documents leave so much in circles that collecting it is worth the time.
_SELDOM = 50_000


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Read the one request, and send its answers and an end; likewise further ones, if told so."""
    gc.set_threshold(_SELDOM)
    while (request := receive(requests)) is not None:
        header, payload = request
        _limit_processor_time(float(header["seconds"]))
        for answer, data in _answers(header, payload):
            send(answers, answer, data)
            _limit_processor_time(float(header["seconds"]))
        send(answers, {"end": True})
        if not header.get("further"):
            return


def _limit_processor_time(seconds: float) -> None:
    """Whatever becomes of those who wait for it, a worker does not compute for ever."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, highest = resource.getrlimit(resource.RLIMIT_CPU)
    if highest != resource.RLIM_INFINITY:
        most = min(most, highest)
    resource.setrlimit(resource.RLIMIT_CPU, (most, highest))


def _answers(header: dict[str, Any], payload: bytes) -> Iterator[Frame]:
    try:
        yield from _JOBS[header["job"]](header, payload)
    except MemoryError:
        yield {"problem": {"what": "reading it needs more memory than is allowed"}}, b""
    except HabeasError as error:
        yield {"problem": _problem(error, header["untrusted_name"])}, b""
    except Exception as error:
        if os.environ.get("HABEAS_DEBUG"):
            raise
        # A fault of ours on one file must not end the import of the others.
        yield {"problem": {"what": f"the reader failed ({type(error).__name__}: {error})"}}, b""


def _problem(error: HabeasError, untrusted_name: str) -> dict[str, Any]:
    """The error as data; of its place only what is inside the file, the caller knows the file."""
    inside = (error.where or "").removeprefix(untrusted_name).lstrip(" ›")
    return {
        "what": f"{inside}: {error.what}" if inside else error.what,
        "remedy": error.remedy,
        "unsafe": isinstance(error, UnsafeInput),
    }
