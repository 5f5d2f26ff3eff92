"""A model's answer taken apart: bytes in, candidates out, whatever the bytes are.

Nothing of it is trusted: sizes and counts are capped, values of a wrong kind are refused, and what
cannot be read at all yields one refusal. The words are not yet looked up in the document.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from habeas.claims.proposing.refusal import Refusal

MOST_CLAIMS = 200
_MOST_ANTECEDENTS = 4
MENTIONS = ("speaker", "actor", "victim", "place", "date", "quantity")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One claim as a model worded it: copied words, none of them checked yet.

    `passage` and `antecedents` are numbers of shown passages, counted from 1; `mentions` maps a
    field to the words that the model copied for it; `denied`, `negated` are None where not said.
    """

    quote: str
    type: str
    passage: int | None = None
    before: str = ""
    antecedents: tuple[int, ...] = ()
    mentions: tuple[tuple[str, str], ...] = ()
    denied: bool | None = None
    negated: bool | None = None


def candidates(response: bytes) -> tuple[list[Candidate], list[Refusal]]:
    """The candidates in the body of a chat completion, and what of it could not be read."""
    try:
        content = _content(json.loads(response.decode("utf-8")))
        found = _claims(json.loads(_object_in(content)))
    except (ValueError, TypeError, KeyError, IndexError, RecursionError) as error:
        return [], [
            Refusal.of("answer", "the answer is not the JSON that was asked for", str(error))
        ]
    refusals: list[Refusal] = []
    taken = [
        candidate
        for item in found[:MOST_CLAIMS]
        if (candidate := _candidate(item, refusals)) is not None
    ]
    refusals += [
        Refusal.of("claim", f"an answer may hold {MOST_CLAIMS} claims, and held more")
        for _ in found[MOST_CLAIMS:]
    ]
    return taken, refusals


def _content(body: Any) -> str:
    content = body["choices"][0]["message"]["content"]
    if not isinstance(content, str):
        raise ValueError("the message has no text")
    return content


def _object_in(content: str) -> str:
    """The JSON object of a message: without thoughts before it and fences around it."""
    content = content.rpartition("</think>")[2]
    first, last = content.find("{"), content.rfind("}")
    if first < 0 or last < first:
        raise ValueError("there is no object in the message")
    return content[first : last + 1]


def _claims(told: Any) -> list[Any]:
    found = told["claims"]
    if not isinstance(found, list):
        raise ValueError("the claims are no list")
    return found


def _candidate(item: Any, refusals: list[Refusal]) -> Candidate | None:
    if not isinstance(item, dict) or not isinstance(item.get("quote"), str):
        refusals.append(Refusal.of("claim", "a claim without a quote", item))
        return None
    mentions = []
    for field in MENTIONS:
        value = item.get(field)
        if isinstance(value, str) and value.strip():
            mentions.append((field, value))
        elif value is not None and not isinstance(value, str):
            refusals.append(Refusal.of(field, "the model gave something other than words", value))
    return Candidate(
        quote=item["quote"],
        type=item["type"] if isinstance(item.get("type"), str) else "",
        passage=_number(item.get("passage")),
        before=item["before"] if isinstance(item.get("before"), str) else "",
        antecedents=_numbers(item.get("antecedents")),
        mentions=tuple(mentions),
        denied=_truth(item.get("denied")),
        negated=_truth(item.get("negated")),
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _numbers(value: object) -> tuple[int, ...]:
    items = value[:_MOST_ANTECEDENTS] if isinstance(value, list) else []
    return tuple(number for item in items if (number := _number(item)) is not None)


def _truth(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
