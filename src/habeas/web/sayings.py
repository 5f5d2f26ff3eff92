"""What a button said, kept here until the next page says it once.

The words may name somebody. They stay in this process: a cookie would carry them to every other
server of this machine that the browser visits under the same name.
"""

from __future__ import annotations

import threading

# So many words of one session are kept; who never opens a page again hears nothing of the rest.
_MOST = 5


class Sayings:
    """Words for each session, given out once. Every method may be called from any thread."""

    def __init__(self) -> None:
        self._words: dict[str, list[str]] = {}
        self._lock = threading.Lock()

    def keep(self, session: str, words: str) -> None:
        """Keep words for the next page of a session."""
        if not words:
            return
        with self._lock:
            self._words[session] = [*self._words.get(session, []), words][-_MOST:]

    def take(self, session: str) -> tuple[str, ...]:
        """What was said in a session since its last page; asked again, nothing."""
        with self._lock:
            return tuple(self._words.pop(session, ()))
