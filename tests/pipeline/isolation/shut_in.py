"""The process that is shut in: `python -m tests.pipeline.isolation.shut_in`.

It is told on its input what to try. Like the nursery of the readers it confines itself first, and
forks a process for each attempt, which gives up the rest before it tries. One line of JSON per
attempt comes back.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

from habeas.pipeline.isolation import Level, confine, forbid_children
from tests.pipeline.isolation.attempts import ATTEMPTS

AS_IT_WAS = "as it was"
# An attempt that hangs is none that was held back: the test sees the signal.
_SECONDS = 20


def main() -> None:
    """Try everything that is asked for, each alone."""
    order = json.load(sys.stdin)
    level = Level(order["level"])
    if level is not Level.NONE:
        confine(level, memory=order["told"]["memory"])
    for name in order["names"]:
        if level is Level.NONE:
            # Without walls the attempt before may have taken the file away.
            Path(order["told"]["readable_file"]).write_text(AS_IT_WAS)
        print(json.dumps({"name": name, **_alone(name, level, order)}), flush=True)


def _alone(name: str, level: Level, order: dict[str, Any]) -> dict[str, Any]:
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(_SECONDS)
        os.close(out)
        os.dup2(into, 1)
        os.close(into)
        try:
            if level is not Level.NONE and order["document"]:
                forbid_children(threads=order["threads"])
            os.write(1, _said(name, order["told"]).encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out) as answer:
        said = answer.read().strip()
    return {"said": said, "status": os.waitpid(child, 0)[1]}


def _said(name: str, told: dict[str, Any]) -> str:
    try:
        return "true" if ATTEMPTS[name](told) else "false"
    except OSError as error:
        return f"false: {type(error).__name__}: {error}"
    except BaseException as error:
        return f"broken: {type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
