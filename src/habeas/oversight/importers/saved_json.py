"""Reading saved JSON: a value of plain lists, mappings and texts, or a refusal."""

from __future__ import annotations

import json

from habeas.model import UnreadableSource


def parse_json(content: bytes, name: str) -> object:
    """The value of a JSON file. Raises UnreadableSource for bytes that are none."""
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UnreadableSource(
            "the file is no whole JSON", where=name, remedy="save the answer of the service again"
        ) from error


def text_in(row: object, *keys: str) -> str:
    """The first of these entries of a mapping that holds a text or a number; "" for none."""
    if isinstance(row, dict):
        for key in keys:
            value = row.get(key)
            if isinstance(value, str) and value.strip().casefold() not in {"", "null"}:
                return value.strip()
            if isinstance(value, int) and not isinstance(value, bool):
                return str(value)
    return ""
