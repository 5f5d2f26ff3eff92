"""What a language model answered about a source: kept as it came, for it cannot be had again."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime

MODEL_ORIGIN = "model:"
_ENOUGH_OF_A_HASH = 12


def model_origin(model: str, prompt: str) -> str:
    """The origin of what a model proposes: its id, and the start of the hash of its prompt."""
    return f"{MODEL_ORIGIN}{model}@{prompt[:_ENOUGH_OF_A_HASH]}"


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """One answer with all that its claims are derived from. Hashes are SHA-256 in hex.

    `source` is that of the bytes, `text` that of the document's text (UTF-8) of which `passages`,
    half-open spans numbered from 1, were shown; `prompt` that of the template, `request` that of
    the bytes sent to `host`. `response` is the body that came back, in base64, unread.
    """

    source: str
    text: str
    passages: tuple[tuple[int, int], ...]
    model: str
    prompt: str
    request: str
    host: str
    response: str
    author: str
    made_at: datetime

    @property
    def body(self) -> bytes:
        """The bytes that came back. Raises ValueError when they are not kept as base64."""
        return base64.b64decode(self.response, validate=True)

    @property
    def origin(self) -> str:
        """The origin of its claims."""
        return model_origin(self.model, self.prompt)


@dataclass(frozen=True, slots=True)
class AllowedHost:
    """A person's word that texts of this case may be sent to a model on another machine."""

    host: str
    author: str
    made_at: datetime
