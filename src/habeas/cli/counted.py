"""A number with its noun, as people say it."""


def counted(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`, `1,000 claims`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
