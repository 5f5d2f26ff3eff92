"""`habeas people compare`: whether two names may be one person's, and why."""

from __future__ import annotations

from habeas.cli.json_line import json_line
from habeas.language import names
from habeas.model import printable


def compare_names(one: str, other: str, *, as_json: bool) -> None:
    """Print the verdict on two names, the score and the reasons."""
    found = names.compare(one, other)
    if as_json:
        parts = [
            {
                "part": part.part.name.lower(),
                "names": [part.left, part.right],
                "finding": part.finding.name.lower(),
                "weight": round(part.weight, 3),
                "explanation": part.sentence,
            }
            for part in found.parts
        ]
        verdict = {"names": [one, other], "same": found.same, "score": round(found.score, 4)}
        print(json_line(verdict | {"explanation": found.explanation, "parts": parts}))
        return
    words = "may be one person's names" if found.same else "not taken for one person's names"
    print(f"{words}: score {found.score:.2f}")
    print(printable(found.explanation))
