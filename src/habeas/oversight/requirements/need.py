"""One requirement of a door, as the data states it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from habeas.oversight.answer import Layer


@dataclass(frozen=True, slots=True)
class Need:
    """`test` names what is checked; the other fields say of whom, of what and when.

    `any_of` holds alternatives, each a list of needs that must all hold; then `test` is "".
    `values` are the further parameters of a test, as the table gives them.
    """

    layer: Layer
    test: str = ""
    of: str = "respondent"
    at: str = "step"
    treaty: str = ""
    article: str = ""
    effect: str = "accepts"
    rules: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    any_of: tuple[tuple[Need, ...], ...] = ()


_FIELDS = frozenset({"test", "of", "at", "treaty", "article", "effect"})


def need_of(entry: Mapping[str, Any], layer: Layer | None = None) -> Need:
    """A need from its table; alternatives inherit the layer of the whole."""
    own = Layer(entry["layer"]) if "layer" in entry else layer
    if own is None:
        raise ValueError(f"a requirement without a layer: {dict(entry)}")
    alternatives = tuple(
        tuple(need_of(part, own) for part in (option if isinstance(option, list) else [option]))
        for option in entry.get("any", ())
    )
    known = {name: entry[name] for name in _FIELDS if name in entry}
    rest = {
        name: value
        for name, value in entry.items()
        if name not in _FIELDS and name not in {"layer", "any", "rules"}
    }
    return Need(own, rules=tuple(entry.get("rules", ())), values=rest, any_of=alternatives, **known)
