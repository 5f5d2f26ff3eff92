"""Negation and modality of an English predicate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from habeas.claims.tables import word_class
from habeas.model import Modality

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_negated(predicate: Token) -> bool:
    """Whether the predicate, its subject or its object is negated."""
    for child in predicate.children:
        if child.dep_ == "neg" or child.lower_ in ("never", "nor", "neither", "nobody", "nothing"):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl") and (
            any(c.lower_ in ("no", "neither", "none") for c in child.lefts)
            or child.lower_ == "none"
        ):
            return True
    return False


def modality_of(predicate: Token) -> Modality:
    """Fact, possibility, obligation or plan, from the auxiliaries of the predicate."""
    helpers = {child.lower_ for child in predicate.children if child.dep_ in ("aux", "advmod")}
    if helpers & word_class("obliging"):
        return Modality.OBLIGATION
    if helpers & word_class("possible"):
        return Modality.POSSIBLE
    if helpers & {"will", "wo", "shall"} or (predicate.lemma_ in ("plan", "intend", "prepare")):
        return Modality.PLANNED
    return Modality.FACT
