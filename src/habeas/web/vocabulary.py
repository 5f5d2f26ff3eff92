"""The codes of the record (types of claims, states, stances) as words for people.

A code without an entry is shown as it is, its underscores as spaces.
"""

from __future__ import annotations

from enum import Enum

from habeas.web.speech import N_, Speech

WORDS: dict[str, str] = {
    "audience confidential": N_("Confidential: for the investigation"),
    "audience restricted": N_("Restricted: for those whom it was given to, and nobody else"),
    "audience public": N_("Public: may be passed on"),
    "confidential": N_("confidential"),
    "restricted": N_("restricted"),
    "public": N_("public"),
    "not reviewed": N_("not reviewed"),
    "confirmed": N_("confirmed"),
    "corrected": N_("corrected"),
    "rejected": N_("rejected"),
}


def term(speech: Speech, code: object) -> str:
    """The words for a code, in the language of the interface."""
    if code is None:
        return ""
    written = str(code.value) if isinstance(code, Enum) else str(code)
    return speech.say(WORDS[written]) if written in WORDS else written.replace("_", " ")
