"""What is unknown, in words: the fact that would settle it, and the value at which it flips.

The stable name of a fact has parts between colons ("RU:ECPT:denunciation_notified:received"); its
shape tells which sentence says it.
"""

from __future__ import annotations

from collections.abc import Mapping

from habeas.oversight.answer import Missing
from habeas.oversight.telling.messages import has_sentence, sentence
from habeas.oversight.truth import Truth


def missing_text(missing: Missing, language: str = "en", *, strict: bool = False) -> str:
    """One sentence that names the fact and, where a day decides, one that says how.

    With `strict`, a fact of no known shape raises KeyError instead of being shown by its name.
    """
    key, values = _said(missing.fact)
    if strict and key == "missing.any":
        raise KeyError(missing.fact)
    text = sentence(key, values, language, strict=strict)
    if missing.threshold is None or missing.if_by is Truth.UNKNOWN:
        return text
    flip = {
        "threshold": str(missing.threshold),
        "if_by": missing.if_by.value,
        "if_later": missing.if_later.value,
    }
    return f"{text} {sentence('missing.flip', flip, language, strict=strict)}"


def _said(fact: str) -> tuple[str, Mapping[str, str]]:
    match fact.split(":"):
        case [state, treaty, act, "received" | "effective" as moment]:
            return f"missing.{moment}", {"state": state, "treaty": treaty, "act": act}
        case [state, treaty, article, last]:
            whose = {"state": state, "treaty": treaty, "article": article}
            if has_sentence(f"act.{last}"):
                return "missing.declaration", {**whose, "act": last}
            return "missing.not_listed", {**whose, "effect": last}
        case ["question", role]:
            return "missing.role", {"role": role}
        case [state, "conflict", kind]:
            return "missing.conflict", {"state": state, "kind": kind}
        case [_, "end"]:
            return "missing.conflict_end", {}
        case [_, "until"]:
            return "missing.mandate_until", {}
    return "missing.any", {"fact": fact}
