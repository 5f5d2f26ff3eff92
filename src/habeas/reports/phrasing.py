"""Cutting a statement about a share into those it is of and what it says of them.

"60% of men from the northern colonies had broken ribs" speaks of "men from the northern colonies"
and says that they "had broken ribs". Where the words do not fall apart so,
general ones take their place.
"""

from __future__ import annotations

import re

from habeas.model import Quantity
from habeas.reports.statements import Statement

GENERAL_SIGN = "are as the statement says"
GENERAL_EXAMINED = "cases that the statement means"
_MOST_CHARACTERS = 120
_PRONOUNS = frozenset("them they these those it us fraction".split())
_RELATIVE = frozenset("who whom whose that which".split())
# Verbs that come first in what is said of people or bodies; any other leads to the general words.
_VERBS = frozenset(
    "was were is are had has have did do showed shows show bore bear died suffered reported "
    "carried said spent lost".split()
)


def phrased(statement: Statement, quantity: Quantity, noun: str) -> tuple[str, str]:
    """Whom the share is of, and what is said of them, in words that fit into a sentence.

    `noun` is what the share is of, "" where it follows right after it ("one in five detainees").
    """
    noun = re.sub(r"^the\s+", "", noun)
    named = [] if noun.casefold() in _PRONOUNS else noun.split()
    words = _after(statement, quantity).split()
    verb = next((place for place, word in enumerate(words) if word in _VERBS), None)
    if verb is None or verb + 1 == len(words) or _RELATIVE & set(words[:verb]):
        return " ".join(named) or GENERAL_EXAMINED, GENERAL_SIGN
    if not named and noun:
        return GENERAL_EXAMINED, " ".join(words[verb:]) if verb == 0 else GENERAL_SIGN
    return " ".join([*named, *words[:verb]]) or GENERAL_EXAMINED, " ".join(words[verb:])


def _after(statement: Statement, quantity: Quantity) -> str:
    """What the statement says after the share and what it is of, up to the next stop."""
    document = statement.source.content.document
    if document is None or any(c.field in ("quantity", "unit") for c in statement.settled.changes):
        return ""
    rest = document.text[quantity.end : max(statement.claim.content[1], quantity.end)]
    if quantity.share and not (quantity.denominator or "").isdigit():
        whole = re.match(rf"\s+of\s+{re.escape(quantity.denominator or '')}\b", rest)
        if whole is None:
            return ""
        rest = rest[whole.end() :]
    rest = re.split(r"[.,;:!?“”\"«»()\n]", rest, maxsplit=1)[0]
    return rest if len(rest) <= _MOST_CHARACTERS else ""
