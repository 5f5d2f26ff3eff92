"""From words to descriptions: which relation to which named places somebody tells.

What was seen and heard, and whether somebody was hooded, belongs to all that is told in the same
sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from habeas.places.description import Anchor, Description, Feature, Relation
from habeas.places.telling.names import read_name
from habeas.places.telling.rules import Reading, readings
from habeas.places.telling.sentences import sentences
from habeas.places.telling.tokens import Token, tokens_of
from habeas.places.telling.vocabulary import Vocabulary, languages_of, vocabulary

_REGION_BEFORE = 6


def find_descriptions(
    text: str, language: str | None = None
) -> tuple[tuple[int, int, Description], ...]:
    """Every description in a text, with its span [start, end) in code points, in order.

    `language` (en, ru, uk) decides where the letters leave a doubt. "In X" alone counts only where
    a word says that X is a town, a village or the like.
    """
    return tuple(
        (start + begin, start + end, description)
        for start, sentence in sentences(text)
        for begin, end, description in _of_sentence(sentence, language, bare=False)
    )


def read_description(text: str, language: str | None = None) -> Description | None:
    """The description that a few words give, such as a cell of a table; None if they give none.

    Of several the first that says more than "in X". What was seen, heard and hooded is taken from
    the whole text.
    """
    found = [
        description
        for _, sentence in sentences(text)
        for _, _, description in _of_sentence(sentence, language, bare=True)
    ]
    if not found:
        return None
    telling = [one for one in found if one.relation is not Relation.IN]
    chosen = (telling or found)[0]
    hooded, features = _around(text, language, found)
    return replace(chosen, text=text, hooded=hooded, features=features)


def _around(
    text: str, told: str | None, found: Sequence[Description]
) -> tuple[bool, tuple[Feature, ...]]:
    """Hooded, and what was seen, anywhere in the text; names of places are no features."""
    hooded = any(one.hooded for one in found)
    features = [feature for one in found for feature in one.features]
    for _, sentence in sentences(text):
        tokens = tokens_of(sentence)
        words = vocabulary(*languages_of(sentence, told))
        if not readings(words, tokens, bare=True):
            hooded = hooded or bool(list(words.all_of(tokens, "hooded")))
            features += [Feature(name) for name in words.all_of(tokens, "feature")]
    return hooded, tuple(dict.fromkeys(features))


def _of_sentence(text: str, told: str | None, *, bare: bool) -> list[tuple[int, int, Description]]:
    tokens = tokens_of(text)
    likely = languages_of(text, told)
    # A Ukrainian name in a Russian sentence has Ukrainian letters.
    tried = [likely] if likely == ("en",) else [likely, ("uk", "ru")]
    for languages in dict.fromkeys(tried):
        words = vocabulary(*languages)
        found = readings(words, tokens, bare=bare)
        if found:
            language = languages[0] if len(languages) == 1 else None
            return _described(text, words, tokens, found, language)
    return []


def _described(
    text: str,
    words: Vocabulary,
    tokens: Sequence[Token],
    found: Sequence[Reading],
    language: str | None,
) -> list[tuple[int, int, Description]]:
    named = {
        place
        for reading in found
        for name in reading.names
        for place in range(name.begin, name.end)
    }
    features = tuple(Feature(name) for name in words.all_of(tokens, "feature", but=named))
    hooded = bool(list(words.all_of(tokens, "hooded")))
    described = []
    for reading in found:
        begin, end = tokens[reading.begin].start, tokens[reading.end - 1].end
        description = Description(
            reading.relation,
            _anchors(words, tokens, reading),
            km=reading.km,
            minutes=reading.minutes,
            direction=reading.direction,
            hooded=hooded,
            features=features,
            text=text[begin:end],
            language=language,
        )
        described.append((begin, end, description))
    return described


def _anchors(words: Vocabulary, tokens: Sequence[Token], reading: Reading) -> tuple[Anchor, ...]:
    """The anchors, within the region that stands right before: "в Донецкой области, под …"."""
    anchors = tuple(name.anchor for name in reading.names)
    if any(anchor.within for anchor in anchors):
        return anchors
    for place in range(max(0, reading.begin - _REGION_BEFORE), reading.begin):
        name = read_name(words, tokens, place)
        if name is not None and name.anchor.kind == "region":
            between = tokens[name.end : reading.begin]
            if all(token.text == "," for token in between):
                return tuple(replace(anchor, within=(name.anchor.name,)) for anchor in anchors)
    return anchors
