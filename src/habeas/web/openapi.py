"""The description of every address for programs: OpenAPI 3.1, made from the pages themselves."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from habeas.web.answering import OLD_HEADER
from habeas.web.forms import hints_of
from habeas.web.page import Action, Page, Raw, Room

Schema = dict[str, Any]
_PROBLEM: Schema = {
    "type": "object",
    "properties": {
        "error": {
            "type": "object",
            "properties": {
                "what": {"type": "string"},
                "where": {"type": ["string", "null"]},
                "remedy": {"type": ["string", "null"]},
                "told": {"type": "string"},
            },
        }
    },
}
_AGE: Schema = {
    "headers": {
        OLD_HEADER: {
            "description": "parts that are being computed again, here as they last were",
            "schema": {"type": "string"},
        }
    }
}
_REFUSALS = {
    "400": "the request cannot be understood",
    "401": "no session",
    "403": "refused",
    "404": "there is no such thing",
    "409": "the case is not in a state to answer",
    "501": "an optional part is not installed",
}


def described(rooms: Iterable[Room]) -> Schema:
    """The description of these rooms."""
    from habeas import __version__

    paths: dict[str, Schema] = {}
    for room in rooms:
        for page in room.pages:
            paths[f"{page.path}.json"] = {"get": _page(page)}
            for name in page.sheets:
                paths[f"{page.path}.{name}.csv"] = {"get": _sheet(page, name)}
        for action in room.actions:
            paths.setdefault(action.path, {})["post"] = _action(action)
        for item in room.raws:
            paths.setdefault(item.path, {})[item.method.lower()] = _raw(item)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Habeas workbench", "version": __version__},
        "paths": {re.sub(r"\{(\w+):\w+\}", r"{\1}", path): item for path, item in paths.items()},
    }


def _page(page: Page) -> Schema:
    kind = typing.get_type_hints(page.view).get("return")
    shape = _object(kind) if is_dataclass(kind) and isinstance(kind, type) else {}
    return {
        "operationId": page.name,
        "summary": page.summary,
        "parameters": _parameters(page.path, page.query),
        "responses": {
            "200": _content("the page as data", "application/json", shape) | _AGE,
            "202": _content("being computed; ask again", "application/json", {"type": "object"}),
            **_refused(),
        },
    }


def _sheet(page: Page, name: str) -> Schema:
    return {
        "operationId": f"{page.name}_{name}",
        "summary": f"{page.summary} (table: {name})",
        "parameters": _parameters(page.path, page.query),
        "responses": {
            "200": _content("the table", "text/csv", {"type": "string"}) | _AGE,
            "202": _content("being computed; ask again", "application/json", {"type": "object"}),
            **_refused(),
        },
    }


def _action(action: Action) -> Schema:
    body = {"content": {"application/x-www-form-urlencoded": {"schema": _object(action.form)}}}
    return {
        "operationId": action.name,
        "summary": action.summary,
        "parameters": _parameters(action.path, None),
        "requestBody": body | {"required": bool(fields(action.form))},
        "responses": {
            "200": _content("what was done", "application/json", {"type": "object"}),
            "303": {"description": "done; go on there"},
            **_refused(),
        },
    }


def _raw(item: Raw) -> Schema:
    described_raw: Schema = {
        "operationId": item.name,
        "summary": item.summary,
        "parameters": _parameters(item.path, item.query),
        "responses": {"200": {"description": "bytes"}, **_refused()},
    }
    if item.method != "GET":
        bytes_in = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
        described_raw["requestBody"] = {"content": bytes_in}
    return described_raw


def _parameters(path: str, query: type | None) -> list[Schema]:
    found = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"\{(\w+)(?::\w+)?\}", path)
    ]
    if query is not None:
        hints = hints_of(query)
        found += [
            {
                "name": field.name,
                "in": "query",
                "required": field.default is MISSING and field.default_factory is MISSING,
                "schema": _shape(hints[field.name]),
            }
            for field in fields(query)
        ]
    return found


def _refused() -> Schema:
    return {
        status: _content(words, "application/json", _PROBLEM) for status, words in _REFUSALS.items()
    }


def _content(words: str, media_type: str, shape: Schema) -> Schema:
    return {"description": words, "content": {media_type: {"schema": shape}}}


def _object(kind: type) -> Schema:
    hints = hints_of(kind)
    return {
        "type": "object",
        "properties": {field.name: _shape(hints[field.name]) for field in fields(kind)},
        "required": [
            field.name
            for field in fields(kind)
            if field.default is MISSING and field.default_factory is MISSING
        ],
    }


_PLAIN = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date"},
    datetime: {"type": "string", "format": "date-time"},
}


def _shape(kind: Any, depth: int = 0) -> Schema:
    """The shape of a type; of what lies deep, only that it is there."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return {"anyOf": [_shape(option, depth) for option in typing.get_args(kind)]}
    if kind is type(None):
        return {"type": "null"}
    if origin in (tuple, list):
        items = typing.get_args(kind)
        return {"type": "array", "items": _shape(items[0], depth) if items else {}}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object"}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [item.value for item in kind]}
    if isinstance(kind, type) and is_dataclass(kind):
        return _object(kind) if depth < 1 and _is_shallow(kind) else {"type": "object"}
    return {}


def _is_shallow(kind: type) -> bool:
    """Whether no field of a dataclass leads to another dataclass, and so perhaps back to itself."""
    return not any(is_dataclass(hint) for hint in hints_of(kind).values())
