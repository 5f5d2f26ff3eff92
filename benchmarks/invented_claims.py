"""Invented sources for measuring searches: Ukrainian, Russian and English, of made-up words.

Words are made of syllables, with a language's case endings, and are drawn by Zipf's law: the first
stands in most sentences, most stand in a few. Names of speakers and places are made likewise; none
is anybody's. The same number gives the same source every time.
"""

from __future__ import annotations

import bisect
import random
from dataclasses import dataclass
from itertools import accumulate

from habeas.model import (
    Attribution,
    Block,
    BlockKind,
    Claim,
    Document,
    Evidence,
    Modality,
    Passage,
    Place,
    Stance,
)

WORDS = 50_000
NAMES = 20_000
CLAIMS = 40
_PARAGRAPH = 4
_SYLLABLES = {
    "uk": "ба ве гри дим жо зав ки луч мі нос пор річ су те хмар щі".split(),
    "ru": "бы вол гру дер жи зо кам ли мот ны пе рыв со ту хра чу".split(),
    "en": "ba ver grin do jam kel lo mint no pra rust sel tor wen".split(),
}
_ENDINGS = {
    "uk": ["", "а", "у", "ом", "и", "ів", "ами", "ий", "ого", "их"],
    "ru": ["", "а", "у", "ом", "ы", "ов", "ами", "ый", "ого", "их"],
    "en": ["", "", "", "s"],
}
_SURNAMES = {
    "uk": ["енко", "чук", "ський", "ко"],
    "ru": ["ов", "ев", "ин", "ский"],
    "en": ["ley", "ton", "er"],
}
LANGUAGES = {"uk": 45, "ru": 35, "en": 20}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The stems of one language, the commonest first, and its names."""

    language: str
    stems: tuple[str, ...]
    names: tuple[str, ...]
    weights: tuple[float, ...]

    def word(self, chance: random.Random) -> str:
        """A word in one of its forms, by how common it is."""
        drawn = bisect.bisect(self.weights, chance.random() * self.weights[-1])
        return self.stems[drawn] + chance.choice(_ENDINGS[self.language])


def vocabulary(language: str) -> Vocabulary:
    """The made-up words of one language: the same every time."""
    chance = random.Random(f"words of {language}")  # noqa: S311 - invented words, no secrets
    stems: dict[str, None] = {}
    while len(stems) < WORDS:
        stems[
            "".join(chance.choices(_SYLLABLES[language], k=chance.choice([1, 2, 2, 3, 3, 4, 5])))
        ] = None
    names: dict[str, None] = {}
    while len(names) < NAMES:
        stem = "".join(chance.choices(_SYLLABLES[language], k=chance.choice([2, 2, 3, 4])))
        names[stem.capitalize() + chance.choice(_SURNAMES[language])] = None
    weights = tuple(accumulate(1 / rank for rank in range(1, WORDS + 1)))
    return Vocabulary(language, tuple(stems), tuple(names), weights)


def source(number: int, vocabularies: dict[str, Vocabulary]) -> tuple[str, Document, list[Claim]]:
    """A document of ten paragraphs, and a claim for each of its forty sentences; its SHA-256."""
    chance = random.Random(number)  # noqa: S311 - invented texts, no secrets
    language = chance.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]
    words = vocabularies[language]
    text = ""
    blocks: list[Block] = []
    spans: list[tuple[int, int]] = []
    for _ in range(CLAIMS // _PARAGRAPH):
        begin = len(text)
        for _ in range(_PARAGRAPH):
            sentence = [words.word(chance) for _ in range(chance.randint(10, 30))]
            sentence[chance.randrange(len(sentence))] = chance.choice(words.names)
            spans.append((len(text), len(text) + len(" ".join(sentence)) + 1))
            text += " ".join(sentence).capitalize() + ". "
        blocks.append(Block(BlockKind.PARAGRAPH, begin, len(text) - 1, language))
        text += "\n"
    sha256 = f"{number:064x}"
    claims = [
        _claim(text, span, f"{number:08x}{place:04x}", words, chance)
        for place, span in enumerate(spans)
    ]
    return sha256, Document(text, tuple(blocks), "text/plain", language=language), claims


def _claim(
    text: str, span: tuple[int, int], identity: str, words: Vocabulary, chance: random.Random
) -> Claim:
    start, end = span
    return Claim(
        id=identity,
        passage=Passage.of(text, start, end),
        content=span,
        type="detention",
        type_scores=(("detention", 0.9),),
        stance=Stance.ASSERTS,
        negated=False,
        modality=Modality.FACT,
        attribution=Attribution(chance.choice(words.names)),
        confidence=0.9,
        origin="rule:invented@1",
        evidence=(Evidence("stance", start, end),),
        victim=chance.choice(words.names),
        place=Place(chance.choice(words.names)),
    )
