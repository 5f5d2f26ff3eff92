"""Russian by slovnet's models, which lie in the `natasha` package with their word vectors."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from habeas.claims.slavic.lemmas import has_dictionary, lemma_of
from habeas.claims.slavic.node import Node
from habeas.model import MissingExtra

_VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_MODELS = {name: f"data/model/slovnet_{name}_news_v1.tar" for name in ("morph", "syntax", "ner")}
_ENTITIES = {"PER": "PERSON", "LOC": "GPE", "ORG": "ORG"}
_BATCH = 16
_PARTS_WITH_LEMMAS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "DET", "PRON", "NUM", "ADV"})


def is_installed() -> bool:
    """Whether the models, the vectors and the dictionary are all there."""
    if not has_dictionary("ru"):
        return False
    if any(importlib.util.find_spec(name) is None for name in ("slovnet", "navec")):
        return False
    folder = _folder()
    return folder is not None and all(
        (folder / path).is_file() for path in (_VECTORS, *_MODELS.values())
    )


def _folder() -> Path | None:
    found = importlib.util.find_spec("natasha")
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations)))


class SlovnetAnalyser:
    """Tags, syntax and entities of Russian sentences."""

    def analyse(self, sentences: list[list[str]]) -> list[list[Node]]:
        """The nodes of each sentence; each has one root and no cycle."""
        order = sorted(
            (n for n, words in enumerate(sentences) if words), key=lambda n: len(sentences[n])
        )
        found: list[list[Node]] = [[] for _ in sentences]
        for begin in range(0, len(order), _BATCH):
            chunk = order[begin : begin + _BATCH]
            for number, nodes in zip(chunk, _read([sentences[n] for n in chunk]), strict=True):
                found[number] = nodes
        return found


def _read(sentences: list[list[str]]) -> list[list[Node]]:
    morph, syntax, ner = _models()
    entities = ner.infer
    labels = list(entities.decoder(entities.process(entities.encoder(sentences))))
    tagged = list(morph.infer([[_without_dots(word) for word in words] for words in sentences]))
    parsed = list(syntax.infer(sentences))
    read: list[list[Node]] = []
    for words, tags, tree, marks in zip(sentences, tagged, parsed, labels, strict=True):
        nodes = [
            _node(word, tag, arc, mark)
            for word, tag, arc, mark in zip(words, tags.tokens, tree.tokens, marks, strict=True)
        ]
        read.append(nodes)
    return read


def _without_dots(word: str) -> str:
    """The model was trained on print without `ё`: `передаёт` would be a noun to it."""
    return word.replace("ё", "е") if word.endswith(("ёт", "ётся", "ёшь", "ёте")) else word


def _node(word: str, tag: Any, arc: Any, mark: str) -> Node:
    feats = dict(tag.feats.items())
    prefix, _, label = mark.partition("-")
    position = int(arc.id) - 1
    head = int(arc.head_id) - 1
    lemma = word.casefold()
    if tag.pos in _PARTS_WITH_LEMMAS and any(character.isalpha() for character in word):
        lemma = lemma_of(word, "ru", tag.pos, frozenset(feats.items()))
    return Node(
        text=word,
        pos=tag.pos,
        feats=feats,
        lemma=lemma.replace("ё", "е"),
        head=position if head < 0 else head,
        dep="ROOT" if head < 0 else arc.rel,
        entity=_ENTITIES.get(label, ""),
        begins=prefix == "B",
    )


@cache
def _models() -> tuple[Any, Any, Any]:
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    folder = _folder()
    if folder is None:
        raise MissingExtra(
            "the models for Russian are not installed", remedy="pip install 'habeas[russian]'"
        )
    vectors = Navec.load(str(folder / _VECTORS))
    loaded = [
        kind.load(str(folder / _MODELS[name]), batch_size=_BATCH).navec(vectors)
        for name, kind in (("morph", Morph), ("syntax", Syntax), ("ner", NER))
    ]
    return loaded[0], loaded[1], loaded[2]
