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

from habeas.pipeline.isolation import Level, bpf, confine, forbid_children, landlock, walls
from habeas.pipeline.isolation.kernel import machine, process_control
from habeas.pipeline.isolation.system_calls import ARCHITECTURES, Stage, rules
from tests.pipeline.isolation.attempts import ATTEMPTS

AS_IT_WAS = "as it was"
# An attempt that hangs is none that was held back: the test sees the signal.
_SECONDS = 20
_NO_NEW_PRIVILEGES = 38


def main() -> None:
    """Try everything that is asked for, each alone."""
    order = json.load(sys.stdin)
    level = Level(order["level"])
    alone = order["alone"]
    if alone:
        _one_wall(alone)
    elif level is not Level.NONE:
        confine(level, memory=order["told"]["memory"])
    for name in order["names"]:
        if level is Level.NONE and not alone:
            # Without walls the attempt before may have taken the file away.
            Path(order["told"]["readable_file"]).write_text(AS_IT_WAS)
        print(json.dumps({"name": name, **_tried(name, order)}), flush=True)


def _one_wall(alone: str) -> None:
    """Landlock or the filter without anything else; for `namespaces`, bubblewrap stands already."""
    process_control(_NO_NEW_PRIVILEGES, 1)
    if alone == "landlock":
        assert landlock.restrict(os.environ[walls.READABLE].split(os.pathsep), walls.WRITABLE) == 0


def _last_wall(order: dict[str, Any]) -> None:
    if order["alone"] == "seccomp":
        name = machine()
        for stage in (Stage(document=False), Stage(True, os.getpid(), order["threads"])):
            code = bpf.program(ARCHITECTURES[name], rules(name, stage) or [])
            assert bpf.install(name, code) == 0
    elif order["document"] and order["level"] != Level.NONE and not order["alone"]:
        forbid_children(threads=order["threads"])


def _tried(name: str, order: dict[str, Any]) -> dict[str, Any]:
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        signal.alarm(_SECONDS)
        os.close(out)
        os.dup2(into, 1)
        os.close(into)
        try:
            _last_wall(order)
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
