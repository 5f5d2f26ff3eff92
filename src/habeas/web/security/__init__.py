"""Who may talk to the workbench, and what a browser may do with what it is told.

gate = new_gate(port)
app = Starlette(routes=[*routes(gate), …], middleware=middleware(gate))
"""

from starlette.middleware import Middleware
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from habeas.web.security.admitting import Admission
from habeas.web.security.gate import IDLE_MINUTES, LOOPBACK, Gate, new_gate
from habeas.web.security.headers import SecurityHeaders, framing_headers, sandboxed_headers
from habeas.web.security.pages import routes
from habeas.web.security.sessions import SessionCheck

ROUTES = routes
LONGEST_BODY = 1024 * 1024 * 1024


def middleware(gate: Gate, *, longest_body: int = LONGEST_BODY) -> list[Middleware]:
    """What stands before the application, outermost first; `longest_body` in bytes.

    The gate's own forms have a limit of their own, far lower: they are read without a session.
    """
    return [
        Middleware(SecurityHeaders, gate=gate),
        Middleware(Admission, gate=gate),
        Middleware(SessionCheck, gate=gate),
        Middleware(RequestBodyLimitMiddleware, max_body_size=longest_body),
    ]


__all__ = [
    "IDLE_MINUTES",
    "LONGEST_BODY",
    "LOOPBACK",
    "ROUTES",
    "Gate",
    "framing_headers",
    "middleware",
    "new_gate",
    "routes",
    "sandboxed_headers",
]
