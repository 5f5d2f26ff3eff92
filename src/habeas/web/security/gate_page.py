"""A page of the gate, which shows nothing of the case, not even its name."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from habeas.web.rendering import rendered
from habeas.web.speech import preferred, speech


def gate_page(
    request: Request, name: str, values: Mapping[str, object], status: int = 200
) -> Response:
    """The page of this name, in the language and the colours of whoever asks."""
    language = preferred(
        request.cookies.get("language"), request.headers.get("accept-language", "")
    )
    theme = request.cookies.get("theme", "")
    looks = {"theme": theme if theme in {"light", "dark"} else ""}
    page = rendered(f"security/{name}.html", speech(language), {**values, **looks})
    headers = {"vary": "Accept-Language, Cookie"}
    return Response(page, status, headers, media_type="text/html; charset=utf-8")
