"""The reading processes that a test's process has started and that still live."""

from __future__ import annotations

from contextlib import suppress

import psutil


def readers_alive() -> list[psutil.Process]:
    """The nurseries below this process, and their workers."""
    children = psutil.Process().children(recursive=True)
    return [item for item in children if "habeas.pipeline" in _command(item)]


def _command(item: psutil.Process) -> str:
    """Nothing of one that is dead: the browser of other tests leaves children unwaited for."""
    with suppress(psutil.NoSuchProcess):  # a zombie is one, to psutil
        return " ".join(item.cmdline())
    return ""
