"""What a language model proposes: claims whose every word stands in the document, or none.

    asked = parts(document)                           # numbered passages, a few at a time
    body = request_body(document, asked[0], model)    # what is sent, the same bytes each time
    kept = ModelAnswer(…, response=…)                 # what came back, whatever it is
    found = with_proposals(document, rules, (kept,))  # verified claims beside those of rules

The model copies words, nothing else: where they stand, what they mean as a date, a number or a
place, and how the speaker stands to them is found by Habeas's own rules. `Endpoint` is the only
part of Habeas that opens a connection, so it is loaded where it is asked for and nowhere else.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from habeas.claims.proposing.merging import (
    agrees,
    answer_evidence,
    is_proposed,
    without_agreement,
)
from habeas.claims.proposing.parting import Part, parts
from habeas.claims.proposing.prompt import prompt_hash, request_body
from habeas.claims.proposing.proposals import Proposals, propose, text_hash, with_proposals
from habeas.claims.proposing.refusal import Refusal
from habeas.claims.proposing.settings import ProposeSettings
from habeas.claims.proposing.verify import Located, locate_quote

if TYPE_CHECKING:
    from habeas.claims.proposing.endpoint import Endpoint, EndpointFailed

__all__ = [
    "Endpoint",
    "EndpointFailed",
    "Located",
    "Part",
    "Proposals",
    "ProposeSettings",
    "Refusal",
    "agrees",
    "answer_evidence",
    "is_proposed",
    "locate_quote",
    "parts",
    "prompt_hash",
    "propose",
    "request_body",
    "text_hash",
    "with_proposals",
    "without_agreement",
]


def __getattr__(name: str) -> object:
    if name not in {"Endpoint", "EndpointFailed"}:
        raise AttributeError(f"module 'habeas.claims.proposing' has no attribute {name!r}")
    return getattr(import_module("habeas.claims.proposing.endpoint"), name)
