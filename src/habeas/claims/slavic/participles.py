"""The verb behind a Ukrainian participle or gerund, which the dictionary lists as words apart."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from habeas.claims.slavic import lemmas

# Consonants that soften before -ений: захоплений from захопити, засуджений from засудити.
_SOFTENED = (
    ("пл", "п"), ("бл", "б"), ("вл", "в"), ("мл", "м"), ("фл", "ф"), ("дж", "д"), ("ждж", "зд"),
    ("щ", "ст"), ("ч", "т"), ("ж", "з"), ("ш", "с"), ("ж", "г"), ("ч", "к"),
)  # fmt: skip
_VOWEL = frozenset("аеєиіїоуюя")


@lru_cache(maxsize=16384)
def verb_of_adjective(adjective: str) -> str | None:
    """`побитий` → побити, `звільнений` → звільнити; None for what comes from no verb."""
    for verb in _from_adjective(adjective):
        if _is_verb(verb, "uk"):
            return verb
    return None


@lru_cache(maxsize=16384)
def verb_of_converb(converb: str, language: str) -> str:
    """`заявивши` → заявити, `посилаючись` → посилатися; the word itself where no verb is known."""
    if language != "uk":
        return converb
    return next((verb for verb in _from_converb(converb) if _is_verb(verb, "uk")), converb)


def _is_verb(word: str, language: str) -> bool:
    if not lemmas.is_known(word, language):
        return False
    return any(reading.get("VerbForm") == "Inf" for reading in lemmas.readings(word, language))


def _from_adjective(adjective: str) -> Iterator[str]:
    for ending in ("аний", "яний", "тий"):
        if adjective.endswith(ending):
            yield adjective[:-3] + "ти"
    if adjective.endswith(("ений", "єний")):
        stem = adjective[:-4]
        for vowel in ("и", "і", "ї"):
            yield stem + vowel + "ти"
        for soft, hard in _SOFTENED:
            if stem.endswith(soft):
                yield stem[: -len(soft)] + hard + "ити"
                yield stem[: -len(soft)] + hard + "іти"
                yield stem[: -len(soft)] + hard + "ти"
        yield stem + "ти"


def _from_converb(converb: str) -> Iterator[str]:
    base, tail = (converb[:-2], "ся") if converb.endswith("сь") else (converb, "")
    if base.endswith("вши"):
        yield base[:-3] + "ти" + tail
    elif base.endswith("ши"):
        yield base[:-2] + "ти" + tail
    elif base.endswith("чи"):
        stem = base[:-3]
        for vowels, back in (("ую", "увати"), ("юю", "ювати"), ("аю", "ати"), ("яю", "яти")):
            if base[:-2].endswith(vowels):
                yield base[: -2 - len(vowels)] + back + tail
        if stem.endswith(tuple(_VOWEL)):
            yield stem + "ти" + tail
        for vowel in ("ити", "іти", "ати", "ти"):
            yield stem + vowel + tail
        for soft, hard in _SOFTENED:
            if stem.endswith(soft):
                yield stem[: -len(soft)] + hard + "ити" + tail
                yield stem[: -len(soft)] + hard + "ати" + tail
