"""Captions without a credit: one short sentence with no verb in it that names a place.

"The cruise ship Aurora in Bonaire." is a picture's text; a sentence that tells what happened has
a verb. The test leans to "running text": a word that might be a verb is taken for one.
"""

from __future__ import annotations

import re
from functools import cache

from habeas.model import BlockKind
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

_LEAST_WORDS = 4
_MOST_WORDS = 30
_LONGEST_SCENE = 400
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_ENGLISH_VERB = re.compile(r"[a-z]+(?:ed|(?<!s)(?<!u)(?<!i)s|'(?:ve|re|ll|d|m)|n't)$")
_SLAVIC_VERB = re.compile(
    r"\w+(?:л|ла|ло|ли|в|лся|лась|лось|лись|вся|лася|лося|лися|ет|ёт|ит|ют|ут|ят|ат|ется|ится|ются|"
    r"утся|ятся|атся|ет|ем|им|ешь|ишь|ть|ться|ти|тися|є|ють|уть|ять|ать|ється|иться|ються|уться|"
    r"яться|ен|ена|ено|ены|ан|ана|ано|аны|ний|на|но|ні|ний)$",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(r"[А-Яа-яІіЇїЄєҐґ]")
_SENTENCE_END = re.compile(r"[.!?…]\s+[^\W\d_]")


def mark_scenes(parts: list[Part]) -> list[Part]:
    """The parts with those decided that can only be a picture's text."""
    return [
        part.decided(BlockKind.CAPTION, "a scene and its place, without a verb")
        if part.open and _is_scene(part.text)
        else part
        for part in parts
    ]


def _is_scene(text: str) -> bool:
    if len(text) > _LONGEST_SCENE:
        return False
    words = _WORD.findall(text)
    if not _LEAST_WORDS <= len(words) <= _MOST_WORDS or not text.endswith("."):
        return False
    if not text[0].isupper() or _SENTENCE_END.search(text) or ":" in text or '"' in text:
        return False
    return _names_place(words) and not any(map(_may_be_verb, words))


def _names_place(words: list[str]) -> bool:
    """A preposition of place with a capitalised word right after it or one word further."""
    return any(
        word in _prepositions()
        and any(following[0].isupper() for following in words[i + 1 : i + 3])
        for i, word in enumerate(words)
    )


def _may_be_verb(word: str) -> bool:
    if _CYRILLIC.search(word):
        return word[0].islower() and bool(_SLAVIC_VERB.fullmatch(word))
    if word.casefold() in _verbs():
        return True
    plain = _POSSESSIVE.sub("", word)
    return plain == word and len(word) > 3 and bool(_ENGLISH_VERB.fullmatch(word))


@cache
def _verbs() -> frozenset[str]:
    return frozenset(
        word
        for row in rows("verb_words.csv")
        if row["use"] == "verb"
        for word in row["words"].split()
    )


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(
        word
        for row in rows("verb_words.csv")
        if row["use"] == "place"
        for word in row["words"].split()
    )
