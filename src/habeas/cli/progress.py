"""Showing that long work goes on: a bar on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from habeas.model import printable
from habeas.pipeline import Progress, Step

SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def shown_progress(work: str) -> Iterator[Progress]:
    """A progress callback that shows itself on standard error."""
    if not sys.stderr.isatty():
        yield _lines(work)
        return
    # Rich takes a while to load, and only a terminal needs it.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = [
        TextColumn(work),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    ]
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: Step) -> None:
            name = printable(step.untrusted_name)[-40:]
            bar.update(task, total=step.expected, completed=step.inputs, description=name)

        yield show


def _lines(work: str) -> Progress:
    last = time.monotonic()

    def show(step: Step) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        done = f"{step.inputs} of {step.expected} inputs, {step.documents} documents read"
        print(f"{work}: {done}", file=sys.stderr)

    return show


@contextmanager
def shown_share(work: str) -> Iterator[Callable[[str, float], None]]:
    """The same for work that tells its step and the share of all of it that is done."""
    if not sys.stderr.isatty():
        yield _share_lines(work)
        return
    # Rich takes a while to load, and only a terminal needs it.
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = [
        TextColumn(work),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.description}", markup=False),
    ]
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=1.0)

        def show(step: str, share: float) -> None:
            bar.update(task, completed=share, description=step)

        yield show


def _share_lines(work: str) -> Callable[[str, float], None]:
    last = time.monotonic()

    def show(step: str, share: float) -> None:
        nonlocal last
        if time.monotonic() - last < SECONDS_BETWEEN_LINES:
            return
        last = time.monotonic()
        print(f"{work}: {share:.0%}, {step}", file=sys.stderr)

    return show
