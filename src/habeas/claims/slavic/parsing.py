"""Words, lemmas, syntax and entities of a block, as a spaCy Doc with Universal Dependencies.

Russian is read by slovnet's models, Ukrainian by its dictionary and our rules; where these are not
installed, both are read by the endings of their words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from habeas.claims.slavic.lemmas import has_dictionary
from habeas.claims.slavic.node import Analyser, Node
from habeas.claims.slavic.sentences import split_sentences
from habeas.claims.slavic.tokens import Word, words_in
from habeas.claims.slavic.tree import make_tree

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# What runs on for longer is cut, so that one monstrous line costs neither time nor memory.
_LONGEST = 400
_TEXTS_AT_ONCE = 32


def parse_blocks(texts: Iterable[str], language: str) -> Iterator[Doc]:
    """One parsed Doc a text, in order; `language` is "ru" or "uk".

    Token offsets are code points from the start of each text; every text is taken as it is, also
    an empty one, one of odd signs, or one in another script.
    """
    analyser = analyser_of(language)
    remaining = iter(texts)
    while batch := list(islice(remaining, _TEXTS_AT_ONCE)):
        yield from _parse(batch, language, analyser)


def _parse(texts: list[str], language: str, analyser: Analyser) -> Iterator[Doc]:
    """Several texts with all their sentences read at once."""
    found = [words_in(text) for text in texts]
    spoken = [
        [[n for n in sentence if not words[n].is_space] for sentence in sentences]
        for words, sentences in (
            (words, _sentences(text, words, language))
            for text, words in zip(texts, found, strict=True)
        )
    ]
    analysed = iter(
        analyser.analyse(
            [
                [words[n].plain for n in sentence]
                for words, sentences in zip(found, spoken, strict=True)
                for sentence in sentences
            ]
        )
    )
    for words, sentences in zip(found, spoken, strict=True):
        nodes = [next(analysed) for _ in sentences]
        for sentence in nodes:
            make_tree(sentence)
        yield _doc(words, sentences, nodes, language)


@cache
def analyser_of(language: str) -> Analyser:
    """What reads a language here: the best that is installed."""
    if language == "ru":
        from habeas.claims.slavic.russian import SlovnetAnalyser, is_installed

        if is_installed():
            return SlovnetAnalyser()
    from habeas.claims.slavic.rule_analyser import RuleAnalyser

    return RuleAnalyser(language)


def missing_extra(language: str) -> str | None:
    """The one line that says what would read this language better; None where all is there."""
    if language == "ru":
        from habeas.claims.slavic.russian import is_installed

        complete, name = is_installed(), "russian"
    else:
        complete, name = has_dictionary(language), "ukrainian"
    if complete:
        return None
    return f"{language} is read by the endings of its words; better: pip install 'habeas[{name}]'"


def _sentences(text: str, words: list[Word], language: str) -> list[list[int]]:
    """Word positions by sentence; white space belongs to the sentence before it."""
    starts = [start for start, _ in split_sentences(text, language)]
    found: list[list[int]] = [[]]
    following = 0
    for position, word in enumerate(words):
        begins = False
        while following < len(starts) and starts[following] < word.start + len(word.text):
            following += 1
            begins = not word.is_space
        if found[-1] and (begins or len(found[-1]) >= _LONGEST):
            found.append([])
        found[-1].append(position)
    return found


def _doc(
    words: list[Word], spoken: list[list[int]], analysed: list[list[Node]], language: str
) -> Doc:
    from spacy.tokens import Doc

    count = len(words)
    heads, deps = list(range(count)), ["ROOT"] * count
    pos, lemmas, morphs, entities = ["SPACE"] * count, [" "] * count, [""] * count, ["O"] * count
    before: int | None = None
    for positions, nodes in zip(spoken, analysed, strict=True):
        for position, node in zip(positions, nodes, strict=True):
            heads[position] = positions[node.head]
            deps[position], pos[position] = node.dep, node.pos
            lemmas[position] = node.lemma or node.text.casefold()
            morphs[position] = "|".join(f"{k}={v}" for k, v in sorted(node.feats.items()))
            if node.entity:
                entities[position] = ("B-" if node.begins else "I-") + node.entity
    for position, word in enumerate(words):
        if not word.is_space:
            before = position
        elif before is not None:
            heads[position], deps[position] = before, "dep"
        elif position + 1 < count:
            heads[position], deps[position] = position + 1, "dep"
    for position in range(count):
        if entities[position].startswith("I-") and (
            position == 0 or entities[position - 1][2:] != entities[position][2:]
        ):
            entities[position] = "B-" + entities[position][2:]
    return Doc(
        _vocab(language),
        words=[word.text for word in words],
        spaces=[word.space_after for word in words],
        pos=pos,
        tags=pos,
        morphs=morphs,
        lemmas=lemmas,
        heads=heads,
        deps=deps,
        ents=entities,
    )


@cache
def _vocab(language: str) -> Vocab:
    import spacy

    return spacy.blank(language).vocab
