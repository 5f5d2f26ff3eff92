"""One request, as a page sees it."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from habeas.web.speech import Speech
from habeas.web.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for what: the request, the case behind it, the language of the answer, and whose."""

    request: Request
    bench: Workbench
    speech: Speech
    session: str = ""

    def say_next(self, words: str) -> None:
        """Have the next page of this session say words, once."""
        self.bench.sayings.keep(self.session, words)

    def part(self, name: str) -> str:
        """A part of the address, such as the id in `/people/{id}`."""
        return str(self.request.path_params[name])
