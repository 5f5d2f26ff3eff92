"""English verbs of the past and the future, as far as dates beside them need."""

from __future__ import annotations

import re
from functools import cache

from habeas.language.dates.tense import TenseWords

_FUTURE = (
    r"\b(?:will|shall|won['’]t)\b(?!\s+have\b)|['’]ll\b"
    r"|\b(?:is|are)\s+(?:due|set|scheduled|expected|slated|planned|going|to\s+(?!date\b)[a-z]+)\b"
    r"|\b(?:scheduled|planned|slated|due|set|adjourned|postponed)\s+(?:for|to|until|on)\b"
    r"|\b(?:plans?|intends?|expects?|hopes?)\s+to\b|\binvit(?:ed|es|ing)\b|\b(?:upcoming|deadline)\b"
    r"|\bexpires?\b"
)
_PRESENT = (
    r"\b(?:begins?|starts?|opens?|ends?|launches|closes|runs?|expires?|convenes?|resumes?|meets?"
    r"|(?:takes?\s+(?:place|effect))|goes\s+on\s+trial|enters?\s+into\s+force)\b"
)
_PAST = (
    r"\b(?:was|were|had|did|said|told|held|took|began|came|went|made|found|gave|saw|got|left|brought"
    r"|wrote|led|met|died|shot|put|kept|sent|began|became|ran|fell|heard|thought|knew|felt|spoke"
    r"|reported|announced|stated|confirmed|denied|published|issued|visited|arrested|released)\b"
)


@cache
def tense_words() -> TenseWords:
    """The verbs of English."""
    return TenseWords(
        future=re.compile(_FUTURE, re.IGNORECASE),
        past=re.compile(_PAST, re.IGNORECASE),
        perhaps_past=re.compile(r"\b\w{2,}ed\b", re.IGNORECASE),
        perhaps_future=re.compile(_PRESENT, re.IGNORECASE),
        opens=re.compile(
            r",?\s+\b(?:that|which|who|whom|while|although|because|when|where|whereas|after|before)\b",
            re.IGNORECASE,
        ),
    )
