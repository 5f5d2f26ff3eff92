"""How a model is asked. What decides whether its words are taken is fixed, and stands elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProposeSettings:
    """`part_length` caps the characters of one request, `repeated` the passages shown again before.

    `seconds` caps one exchange, `largest_answer` its bytes, `longest_answer` its tokens.
    """

    part_length: int = 6_000
    repeated: int = 2
    seconds: float = 600.0
    largest_answer: int = 4 * 1024 * 1024
    longest_answer: int = 8_192
