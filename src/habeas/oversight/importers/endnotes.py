"""Exits and their revocation, as the end notes of the UN depositary tell them in free words.

A sentence counts that speaks of a notice to leave the instrument (not of the withdrawal of a
reservation, declaration or objection) and names a day. What is read from words rests on words: its
confidence is medium, and the sentence that could not be used is named.
"""

from __future__ import annotations

import re

from habeas.model import DateInterval, InputRefused
from habeas.oversight.action import ActionKind, Confidence
from habeas.oversight.importers.imported import Gathering
from habeas.oversight.importers.participants import participant
from habeas.oversight.importers.words import found_days, shown

_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[\"“(]?[A-Z])")
_LEAVING = re.compile(r"\bdenounc\w*|\bdenunciation\b|\bwithdr(?:ew|aw\w*)\b", re.IGNORECASE)
_NOT_OF_THE_TREATY = re.compile(
    r"\b(?:reservations?|declarations?|objections?|derogations?|statements?|territor\w*)\b",
    re.IGNORECASE,
)
_REVOKING = re.compile(
    r"\b(?:revo[ck]\w*|rescind\w*|(?:withdr\w+|cancel\w*) (?:its|the) "
    r"(?:\w+ )?(?:notification|denunciation|notice))",
    re.IGNORECASE,
)
_TAKES_EFFECT = re.compile(
    r"\b(?:with effect (?:from|on|as of)|effective(?: from| on| as of)?"
    r"|(?:to )?tak(?:e|es|ing) effect (?:on|from)|took effect (?:on|from))\s*$",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(r"\bGovernment of (?:the )?([A-Z][^.;]{1,80})")


def read_note(number: str, text: str, treaty: str, gathering: Gathering, state: str) -> None:
    """Take the exits of one end note; `state` is the participant whose row bears the number."""
    place = f"end note {number}" if number else "end note"
    taken = False
    for sentence in _SENTENCE.split(text):
        if _LEAVING.search(sentence) and not _NOT_OF_THE_TREATY.search(sentence):
            taken = True
            _read_sentence(sentence, place, treaty, gathering, _state_in(sentence) or state)
    if not taken:
        gathering.skip(place, f"no exit in it: {shown(text)}")


def _read_sentence(
    sentence: str, place: str, treaty: str, gathering: Gathering, state: str
) -> None:
    received, effective = _days(sentence)
    if not state or (received is None and effective is None):
        lacking = "day" if state else "state"
        gathering.skip(place, f"speaks of an exit but names no {lacking}: {shown(sentence, 160)}")
        return
    revoked = _REVOKING.search(sentence) is not None
    gathering.act(
        state,
        treaty,
        ActionKind.DENUNCIATION_REVOKED if revoked else ActionKind.DENUNCIATION_NOTIFIED,
        received=received,
        effective=None if revoked else effective,
        confidence=Confidence.MEDIUM,
        note=f"read from the words of {place}",
    )


def _days(sentence: str) -> tuple[DateInterval | None, DateInterval | None]:
    """The day of the notice and the day of its effect, as far as a sentence names them."""
    received: DateInterval | None = None
    effective: DateInterval | None = None
    read = 0
    for start, end, day in found_days(sentence):
        if _TAKES_EFFECT.search(sentence[read:start].rstrip()):
            effective = effective or DateInterval.on(day)
        else:
            received = received or DateInterval.on(day)
        read = end
    return received, effective


def _state_in(sentence: str) -> str:
    """The state whose government a sentence speaks of: the longest words that name one."""
    for found in _GOVERNMENT.findall(sentence):
        words = found.split()
        for count in range(len(words), 0, -1):
            try:
                return participant(" ".join(words[:count]).rstrip("’'"))
            except InputRefused:
                continue
    return ""
