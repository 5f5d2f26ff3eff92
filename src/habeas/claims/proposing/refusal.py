"""What was not taken of a model's answer, and why: in words, for the report of the run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """`what` was refused (an answer, a claim, or a field of it) and why.

    `untrusted_words` are the model's own words, cut short: never show them but escaped. `origin` is
    that of the claims of the same answer.
    """

    what: str
    why: str
    untrusted_words: str = ""
    origin: str = ""

    @classmethod
    def of(cls, what: str, why: str, words: object = "") -> Refusal:
        """A refusal whose words are short and can be written as UTF-8."""
        told = words if isinstance(words, str) else type(words).__name__
        return cls(what, why, told[:_LONGEST].encode("utf-8", "backslashreplace").decode())


_LONGEST = 120
