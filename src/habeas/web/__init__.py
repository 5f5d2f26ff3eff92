"""The workbench: one case, read, judged and looked at in a browser on this machine alone.

    app = build_app(case, gate)       # a Starlette application; `habeas serve` runs it

A page is a function from a visit to a frozen view, and a template. Whatever a page shows, its
address with `.json` gives as data, and its tables as `.csv`.
"""

from habeas.web.app import build_app
from habeas.web.security import Gate, new_gate
from habeas.web.server import serve as run_server

__all__ = ["Gate", "build_app", "new_gate", "run_server"]
