"""One writer at a time, with a moment's patience for one that is just dying."""

from __future__ import annotations

import fcntl
import os
import threading
from pathlib import Path

from habeas.store.writer_lock import LOCK_NAME, WriterLock


def test_a_lock_that_a_dying_process_still_holds_is_waited_for(tmp_path: Path) -> None:
    held = os.open(tmp_path / LOCK_NAME, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(held, fcntl.LOCK_EX)
    threading.Timer(0.2, os.close, [held]).start()
    assert WriterLock(tmp_path).left_untidy is False
