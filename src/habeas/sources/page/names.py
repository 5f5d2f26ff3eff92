"""Whether a short line is nothing but a person's or an agency's name."""

from __future__ import annotations

import re

_PARTICLES = frozenset(
    {"de", "del", "della", "di", "da", "dos", "du", "la", "le", "van", "von", "der", "den", "ten"}
    | {"bin", "ibn", "al", "el", "and", "&", "і", "та", "и", "й", "y", "of", "for", "the", "with"}
    | {"при", "для"}
)
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’ʼ.\-])*$")
_LONGEST_NAME = 6


def is_name(text: str, *, least_words: int = 2, most_words: int = _LONGEST_NAME) -> bool:
    """Whether every word is capitalised letters (particles aside), and there are few of them.

    >>> is_name("Galya van der Berg"), is_name("Prisons in Siberia")
    (True, False)
    """
    words = text.replace(",", " ").split()
    capitalised = [word for word in words if word.lower() not in _PARTICLES]
    if not least_words <= len(capitalised) or len(words) > most_words:
        return False
    return all(_NAME_WORD.match(word) and word[0].isupper() for word in capitalised)
