"""Forms: what a submission must contain, and where a case holds the answer to each field."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from habeas.model import WrongUsage
from habeas.oversight.action import Confidence
from habeas.oversight.tables import read_toml


class FieldNeed(StrEnum):
    """How much a field is needed. Minimum: without it the body does not take the matter up."""

    REQUIRED = "required"
    MINIMUM = "minimum"
    CONDITIONAL = "conditional"
    OPTIONAL = "optional"


_ALWAYS_ASKED = frozenset({FieldNeed.REQUIRED, FieldNeed.MINIMUM})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `path` is where a case keeps its answer ("victim.person")."""

    id: str
    label: str
    need: FieldNeed
    path: str


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of submission. `gates` are what the body checks first, `limits` its bounds."""

    id: str
    name: str
    languages: tuple[str, ...]
    limits: str
    sent_to: str
    gates: tuple[str, ...]
    fields: tuple[Field, ...]
    source: str
    confidence: Confidence


@cache
def forms() -> Mapping[str, Form]:
    """Every form by its id."""
    return {entry["id"]: _form(entry) for entry in read_toml("forms.toml")["form"]}


def form(name: str) -> Form:
    """The form of that id. Raises WrongUsage, naming the forms there are, for any other."""
    found = forms().get(name)
    if found is None:
        raise WrongUsage(f"no form is called {name!r}", remedy=f"use one of {', '.join(forms())}")
    return found


def missing_fields(form: Form, given: Collection[str]) -> tuple[Field, ...]:
    """The fields that the form always asks for and the case does not answer, in form order.

    `given` holds the paths (or ids of fields) that the case answers. A conditional field is never
    missing by itself: whether the case calls for it is for a person to say.
    """
    return tuple(
        field
        for field in form.fields
        if field.need in _ALWAYS_ASKED and field.path not in given and field.id not in given
    )


def _form(entry: Mapping[str, Any]) -> Form:
    return Form(
        id=entry["id"],
        name=entry["name"],
        languages=tuple(entry["languages"]),
        limits=entry["limits"],
        sent_to=entry["sent_to"],
        gates=tuple(entry["gates"]),
        fields=tuple(
            Field(row["id"], row["label"], FieldNeed(row["need"]), row["path"])
            for row in entry["fields"]
        ),
        source=entry["source"],
        confidence=Confidence(entry["confidence"]),
    )
