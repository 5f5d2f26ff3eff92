"""What the walls let through, how they end what is inside, and what they do not hold."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from habeas.pipeline.isolation import Level, command, environment
from tests.house import HOUSE
from tests.pipeline.isolation.having import needs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these walls are Linux's")

WALLED = (Level.BUBBLEWRAP, Level.LANDLOCK)
_CONFINED = """
import sys
from habeas.pipeline.isolation import Level, confine, forbid_children
confine(Level(sys.argv[1]), memory=1 << 30)
"""
_TOLD = {"PYTHONPATH": str(HOUSE / "src")}


@contextlib.contextmanager
def running(
    level: Level, text: str, *arguments: str, readable: tuple[Path, ...] = ()
) -> Iterator[subprocess.Popen[str]]:
    """A confined interpreter that runs the text; killed at the end."""
    needs(level)
    with subprocess.Popen(
        command(
            level,
            [sys.executable, "-c", _CONFINED + text, level.value, *arguments],
            readable=readable,
            variables=_TOLD,
        ),
        env=environment(readable=readable, variables=_TOLD),
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def said(
    level: Level, text: str, *arguments: str, readable: tuple[Path, ...] = ()
) -> subprocess.CompletedProcess[str]:
    """What the confined interpreter printed, and how it ended."""
    with running(level, text, *arguments, readable=readable) as process:
        out, errors = process.communicate(timeout=60)
        return subprocess.CompletedProcess([], process.returncode, out, errors)


@pytest.mark.parametrize("level", WALLED)
def test_what_is_named_may_be_read_and_nothing_beside_it(level: Level, tmp_path: Path) -> None:
    named, beside = tmp_path / "named", tmp_path / "beside"
    named.write_text("open")
    beside.write_text("shut")
    text = """
for path in sys.argv[2:]:
    try:
        print(open(path).read())
    except OSError as error:
        print(type(error).__name__)
"""
    done = said(level, text, str(named), str(beside), readable=(named,))
    assert done.stdout.split()[0] == "open", done.stderr
    assert done.stdout.split()[1] in ("FileNotFoundError", "PermissionError")


@pytest.mark.parametrize("level", WALLED)
def test_an_environment_of_its_own_is_all_it_has(level: Level) -> None:
    done = said(level, "import os, json; print(json.dumps(dict(os.environ)))")
    assert set(json.loads(done.stdout)) - {"PWD"} == set(environment(variables=_TOLD))
    assert not set(environment()) & {"HOME", "USER", "PATH", "HABEAS_PASSPHRASE", "HABEAS_DEBUG"}


@pytest.mark.parametrize("level", WALLED)
def test_threads_run_where_they_are_not_forbidden(level: Level) -> None:
    text = """
import threading
forbid_children(threads={threads})
try:
    thread = threading.Thread(target=lambda: print("ran"))
    thread.start()
    thread.join()
except RuntimeError:
    print("refused")
"""
    assert said(level, text.format(threads=True)).stdout.split() == ["ran"]
    assert said(level, text.format(threads=False)).stdout.split() == ["refused"]


@pytest.mark.parametrize("level", WALLED)
def test_more_memory_than_allowed_is_a_memory_error(level: Level) -> None:
    text = """
import mmap
for size in (1 << 28, 3 << 29):
    try:
        print(len(mmap.mmap(-1, size)) == size)
    except OSError:
        print("refused")
try:
    print(len(bytearray(3 << 29)) > 0)
except MemoryError:
    print("out of memory")
"""
    assert said(level, text).stdout.split("\n")[:3] == ["True", "refused", "out of memory"]
    # The same without the cap: it can be had.
    free = subprocess.run(
        [sys.executable, "-c", text.partition("try:\n    print(len(bytearray")[0]],
        capture_output=True,
        text=True,
        check=True,
    )
    assert free.stdout.split() == ["True", "True"]


_SPINNING = """
import os, time
if os.fork() == 0:
    {forbid}
    print("spinning", flush=True)
    end = time.monotonic() + 20
    while time.monotonic() < end:
        pass
    os._exit(0)
time.sleep(20)
"""


@pytest.mark.parametrize("level", [*WALLED, Level.NONE])
def test_who_computes_for_ever_ends_with_the_process_that_is_killed(level: Level) -> None:
    """The document's process is a grandchild: it must not outlive what the case kills."""
    forbid = "forbid_children()" if level is not Level.NONE else "import signal; signal.alarm(2)"
    with running(level, _SPINNING.format(forbid=forbid)) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "spinning\n"
        process.kill()
        killed = time.monotonic()
        if level is Level.NONE:
            # Without walls it does outlive it, as the pipe that it holds open shows.
            os.set_blocking(process.stdout.fileno(), False)
            time.sleep(0.5)
            with pytest.raises(BlockingIOError):
                os.read(process.stdout.fileno(), 1)
            return
        assert process.stdout.read() == ""
        assert time.monotonic() - killed < 5


def test_the_first_process_tells_its_environment_where_bubblewrap_mounts_proc(
    tmp_path: Path,
) -> None:
    """Why our command mounts none, and is started with an environment of its own."""
    needs(Level.BUBBLEWRAP)
    tool = shutil.which("bwrap")
    assert tool is not None
    done = subprocess.run(
        [tool, *"--unshare-all --clearenv --ro-bind / / --proc /proc cat /proc/1/environ".split()],
        env={**os.environ, "CANARY": "canary-in-the-open"},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip(f"no /proc to be had in a namespace here: {done.stderr.decode()}")
    assert b"canary-in-the-open" in done.stdout


def test_landlock_alone_lets_a_name_be_guessed_and_bubblewrap_does_not(tmp_path: Path) -> None:
    """Known limit: whether a path exists, its size and times. Stated in decision 22."""
    secret = tmp_path / "guessed"
    secret.write_text("1234567")
    text = """
import os
try:
    print(os.stat(sys.argv[2]).st_size)
except OSError:
    print("nothing there")
"""
    assert said(Level.LANDLOCK, text, str(secret)).stdout.strip() == "7"
    assert said(Level.BUBBLEWRAP, text, str(secret)).stdout.strip() == "nothing there"


@pytest.mark.parametrize("threads", [True, False])
def test_a_document_may_signal_itself(threads: bool) -> None:
    text = f"""
import os, signal
forbid_children(threads={threads})
signal.signal(signal.SIGUSR1, lambda *_: print("heard", flush=True))
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
os.abort()
"""
    done = said(Level.LANDLOCK, text)
    assert done.stdout.split() == ["heard", "heard"]
    assert done.returncode == -signal.SIGABRT
