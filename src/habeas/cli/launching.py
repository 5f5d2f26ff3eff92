"""Opening a browser at an address that no other user of this machine may see.

A browser that is started with an address has it among its arguments, which the list of processes
shows to everybody; so it is started with a file instead, in a folder of one's own, that leads to
the address. The file is removed soon, and at the end; by then the code in it was used.
"""

from __future__ import annotations

import html
import os
import shutil
import sys
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

SECONDS_KEPT = 30.0
_PAGE = """<!doctype html>
<meta charset="utf-8">
<title>Habeas</title>
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0;url={address}">
<p><a href="{address}">Open the workbench</a></p>
"""


class Launch:
    """A file that leads a browser to an address, until `remove` or so many seconds later."""

    def __init__(self, address: str, *, seconds: float = SECONDS_KEPT) -> None:
        # The folder is made for its owner alone, which the file then is as well.
        self._folder = Path(tempfile.mkdtemp(prefix="habeas-"))
        self.path = self._folder / "open.html"
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(_PAGE.format(address=html.escape(address)))
        self._timer = threading.Timer(seconds, self._delete)
        self._timer.daemon = True
        self._timer.start()

    def open(self, opener: Callable[[str], object] = webbrowser.open) -> None:
        """Start the browser; it may take its time, and nobody waits for it."""
        threading.Thread(target=self._open, args=(opener,), daemon=True).start()

    def _open(self, opener: Callable[[str], object]) -> None:
        # Without a browser that starts, the address in the terminal is the way in.
        with suppress(webbrowser.Error, OSError):
            opener(self.path.as_uri())

    def remove(self) -> None:
        """Remove the file now; twice is harmless."""
        self._timer.cancel()
        self._delete()

    def _delete(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)


def has_screen() -> bool:
    """Whether a browser with a window can be shown; one in the terminal would take it over."""
    if sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
