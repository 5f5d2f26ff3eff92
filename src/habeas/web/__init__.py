"""The workbench: one case, read, judged and looked at in a browser on this machine alone.

    app = build_app(case, gate)       # a Starlette application; `habeas serve` runs it

A page is a function from a visit to a frozen view, and a template. Whatever a page shows, its
address with `.json` gives as data, and its tables as `.csv`.
"""

from habeas.web.app import build_app

__all__ = ["build_app"]
