"""One request, as a page sees it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from habeas.web.speech import Speech
from habeas.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what: the request, the case behind it, the language of the answer."""

    request: Request
    bench: Workbench
    speech: Speech

    def part(self, name: str) -> str:
        """A part of the address, such as the id in `/people/{id}`."""
        return str(self.request.path_params[name])
