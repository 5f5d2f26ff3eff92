"""Who may talk to this workbench: the address it answers to, the code, the sessions, the lock.

* A browser comes in with the one-time code that the terminal shows, and gets a session: a random
  value in a cookie. The value is drawn here, never taken over from a browser.
* A session sees nothing while the screen is locked. What unlocks it is the passphrase of whoever
  opened the case; where it was opened without one, a new code in the terminal.
* A new code is announced when one was spent by wrong tries, when it is asked for after it was
  used, and when the lock needs one.

One gate serves one run of one workbench, on its event loop; nothing of it is kept on the disk.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from habeas.web.security.one_time_code import OneTimeCode, same
from habeas.web.security.screen_lock import Clock, ScreenLock, clock_that_counts_sleep

LOOPBACK = "127.0.0.1"
IDLE_MINUTES = 15.0
_HTTP_PORT = 80


@dataclass(slots=True)
class Gate:
    """Who may talk to this workbench.

    `host` is `127.0.0.1` or a random name under `localhost`. `passphrase_is_right` looks whether
    words are the passphrase of whoever opened the case (slow on purpose: call `unlock` in a
    thread). `announce` is told whenever there is a new code to show. `reports` collects what a
    browser reports about breaches of the content policy; None, as always but in tests: not asked.
    """

    host: str
    port: int
    code: OneTimeCode
    lock_of_screen: ScreenLock
    passphrase_is_right: Callable[[str], bool] | None = None
    announce: Callable[[Gate], None] | None = None
    reports: list[bytes] | None = None
    _sessions: set[str] = field(default_factory=set)

    def __repr__(self) -> str:
        return f"<gate of {self.authority}>"

    # The address ---------------------------------------------------------------------------

    @property
    def authority(self) -> str:
        """Host and port as a browser names them in `Host`, to the letter."""
        return self.host if self.port == _HTTP_PORT else f"{self.host}:{self.port}"

    @property
    def origin(self) -> str:
        """The origin of every page of this workbench."""
        return f"http://{self.authority}"

    @property
    def address(self) -> str:
        """Where a person is sent; the token is in the fragment, which browsers never send."""
        return f"{self.origin}/#token={self.token}"

    @property
    def cookie(self) -> str:
        """The name of the session's cookie.

        Cookies know no ports. A random host shares them with nobody, and `__Host-` keeps other
        hosts from setting one. On 127.0.0.1 neither helps: the name carries the port, so that two
        workbenches do not disturb each other. There it is not `Secure`: Chromium and Firefox would
        take that over loopback, but browsers that need this address (Safari) refuse it.
        """
        return f"habeas-{self.port}" if self.host == LOOPBACK else "__Host-habeas"

    @property
    def cookie_is_secure(self) -> bool:
        """Whether the session's cookie is marked `Secure`, as its prefix demands."""
        return self.cookie.startswith("__Host-")

    # Coming in -----------------------------------------------------------------------------

    @property
    def token(self) -> str:
        """The one-time code for the fragment of the address."""
        return self.code.token

    def redeem(self, untrusted_code: str) -> str | None:
        """A new session for the one-time code, in either form; None for anything else.

        It may be locked like every other, where the passphrase is known to somebody.
        """
        if not self.code.takes(untrusted_code):
            if self.code.spent and self.code.tries <= 0:
                self.renew()
            return None
        session = secrets.token_urlsafe(32)
        self._sessions.add(session)
        if self.locked and self.passphrase_is_right is None:
            self.lock_of_screen.open()
        self.lock_of_screen.touch()
        return session

    def renew(self) -> None:
        """Draw a new code and show it where the workbench was started."""
        self.code = OneTimeCode.drawn()
        if self.announce is not None:
            self.announce(self)

    def renew_if_spent(self) -> None:
        """Show a new code where the last one was used; asking twice changes nothing."""
        if self.code.spent:
            self.renew()

    def knows(self, untrusted_session: str | None) -> bool:
        """Whether this is a session of ours; every session is compared, so time tells nothing."""
        if not untrusted_session:
            return False
        found = False
        for session in self._sessions:
            found |= same(untrusted_session, session)
        return found

    # The lock ------------------------------------------------------------------------------

    @property
    def locked(self) -> bool:
        """Whether nothing of the case may be shown now."""
        if self.lock_of_screen.shut:
            self._ready_to_unlock()
            return True
        return False

    @property
    def idle_minutes(self) -> float:
        """After how many minutes without a person the screen locks."""
        return self.lock_of_screen.idle / 60

    def touch(self, session: str) -> None:
        """A person uses this session."""
        if self.knows(session):
            self.lock_of_screen.touch()

    def lock(self) -> None:
        """Lock the screen at once, for every session."""
        self.lock_of_screen.close()
        self._ready_to_unlock()

    def unlock(self, untrusted_words: str) -> bool:
        """Unlock with the passphrase, or where there is none with the new code in the terminal.

        False for wrong words, and for any words while a wait is on (`lock_of_screen.wait`).
        """
        if self.lock_of_screen.wait > 0:
            return False
        check = self.passphrase_is_right
        right = self.code.takes(untrusted_words) if check is None else check(untrusted_words)
        if right:
            self.lock_of_screen.open()
        else:
            self.lock_of_screen.failed()
        return right

    def _ready_to_unlock(self) -> None:
        if self.passphrase_is_right is None:
            self.renew_if_spent()


def new_gate(
    port: int,
    host: str | None = None,
    *,
    idle_minutes: float = IDLE_MINUTES,
    passphrase_is_right: Callable[[str], bool] | None = None,
    announce: Callable[[Gate], None] | None = None,
    clock: Clock = clock_that_counts_sleep,
    collect_reports: bool = False,
) -> Gate:
    """A gate with a new code; without `host` it answers to a random name under `localhost`.

    A random name keeps cookies and storage apart from whatever else runs on this machine, and an
    attacking page does not know it. `collect_reports` is for tests.
    """
    return Gate(
        host or f"{secrets.token_hex(8)}.localhost",
        port,
        OneTimeCode.drawn(),
        ScreenLock(idle_minutes * 60, clock),
        passphrase_is_right=passphrase_is_right,
        announce=announce,
        reports=[] if collect_reports else None,
    )
