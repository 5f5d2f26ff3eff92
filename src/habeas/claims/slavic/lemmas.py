"""Dictionary forms and readings of a word by pymorphy3, in the terms of Universal Dependencies."""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_DICTIONARIES = {"ru": "pymorphy3_dicts_ru", "uk": "pymorphy3_dicts_uk"}
_PARTS = {
    "NOUN": "NOUN",
    "ADJF": "ADJ",
    "ADJS": "ADJ",
    "COMP": "ADJ",
    "VERB": "VERB",
    "INFN": "VERB",
    "PRTF": "VERB",
    "PRTS": "VERB",
    "GRND": "VERB",
    "NUMR": "NUM",
    "ADVB": "ADV",
    "NPRO": "PRON",
    "PRED": "ADV",
    "PREP": "ADP",
    "CONJ": "CCONJ",
    "PRCL": "PART",
    "INTJ": "INTJ",
}
_FEATURES = {
    "nomn": ("Case", "Nom"),
    "gent": ("Case", "Gen"),
    "gen1": ("Case", "Gen"),
    "gen2": ("Case", "Gen"),
    "datv": ("Case", "Dat"),
    "accs": ("Case", "Acc"),
    "acc2": ("Case", "Acc"),
    "ablt": ("Case", "Ins"),
    "loct": ("Case", "Loc"),
    "loc1": ("Case", "Loc"),
    "loc2": ("Case", "Loc"),
    "voct": ("Case", "Voc"),
    "sing": ("Number", "Sing"),
    "plur": ("Number", "Plur"),
    "masc": ("Gender", "Masc"),
    "femn": ("Gender", "Fem"),
    "neut": ("Gender", "Neut"),
    "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"),
    "past": ("Tense", "Past"),
    "pres": ("Tense", "Pres"),
    "futr": ("Tense", "Fut"),
    "1per": ("Person", "1"),
    "2per": ("Person", "2"),
    "3per": ("Person", "3"),
    "impr": ("Mood", "Imp"),
    "pssv": ("Voice", "Pass"),
    "actv": ("Voice", "Act"),
    "perf": ("Aspect", "Perf"),
    "impf": ("Aspect", "Imp"),
}
_VERB_FORMS = {"VERB": "Fin", "INFN": "Inf", "PRTF": "Part", "PRTS": "Part", "GRND": "Conv"}
# The dictionary's marks of given names, surnames and patronymics, and of other names.
PERSONAL = frozenset({"Name", "Surn", "Patr", "Init"})
_NAMES = PERSONAL | {"Geox", "Orgn", "Trad"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a word: its part of speech, features, lemma, and the dictionary's marks."""

    pos: str
    feats: tuple[tuple[str, str], ...]
    lemma: str
    marks: frozenset[str]
    score: float

    def get(self, name: str) -> str | None:
        """A feature's value, None where the reading has none."""
        return next((value for key, value in self.feats if key == name), None)


def has_dictionary(language: str) -> bool:
    """Whether pymorphy3 and the dictionary of this language are installed."""
    return all(
        importlib.util.find_spec(name) is not None
        for name in ("pymorphy3", _DICTIONARIES[language])
    )


@cache
def _analyser(language: str) -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)


@lru_cache(maxsize=65536)
def readings(word: str, language: str) -> tuple[Reading, ...]:
    """All readings of a word in the dictionary of its language, the likeliest first."""
    return tuple(_reading(parse, language) for parse in _analyser(language).parse(word.casefold()))


def is_known(word: str, language: str) -> bool:
    """Whether the dictionary holds this form itself."""
    return bool(_analyser(language).word_is_known(word.casefold()))


@lru_cache(maxsize=65536)
def lemma_of(word: str, language: str, pos: str, feats: frozenset[tuple[str, str]]) -> str:
    """The dictionary form that fits a tag best; in small letters, Russian without ё."""
    wanted = dict(feats)
    best = max(
        enumerate(readings(word, language)),
        key=lambda item: (_fit(item[1], pos, wanted), -item[0]),
        default=None,
    )
    return best[1].lemma if best is not None else folded(word, language)


def folded(lemma: str, language: str) -> str:
    """A lemma as the tables write it: small letters, in Russian е for ё."""
    small = lemma.casefold()
    return small.replace("ё", "е") if language == "ru" else small


def _fit(reading: Reading, pos: str, wanted: dict[str, str]) -> float:
    alike = {pos, *({"NOUN", "PROPN"} if pos in ("NOUN", "PROPN") else ())}
    alike |= {"DET": {"PRON", "ADJ"}, "AUX": {"VERB"}, "SCONJ": {"CCONJ"}}.get(pos, set())
    score = 3.0 if reading.pos in alike else 0.0
    for name, value in reading.feats:
        if name in wanted:
            score += 0.5 if wanted[name] == value else -0.5
    return score


def _complete_verb(feats: dict[str, str], marks: frozenset[str]) -> None:
    """What a dictionary leaves unsaid: a past tense with gender is singular; the Ukrainian one
    marks neither infinitives nor the forms in -но and -то as what they are.
    """
    if "Impe" in marks:
        feats["Person"] = "0"
    elif not {"Tense", "Mood"} & feats.keys():
        feats["VerbForm"] = "Inf"
        return
    feats.setdefault("Mood", "Ind")
    if "Gender" in feats:
        feats["Number"] = "Sing"


def _reading(parse: Any, language: str) -> Reading:
    marks = frozenset(str(mark) for mark in parse.tag.grammemes)
    part = str(parse.tag.POS) if parse.tag.POS else ""
    pos = _PARTS.get(part, "X")
    feats = dict(_FEATURES[mark] for mark in sorted(marks) if mark in _FEATURES)
    if part in _VERB_FORMS:
        feats["VerbForm"] = _VERB_FORMS[part]
        if part == "VERB":
            _complete_verb(feats, marks)
    if part in ("PRTS", "ADJS"):
        feats["Variant"] = "Short"
    personal = "pers" in marks or "Person" in feats or "anim" in marks
    if "Apro" in marks or (language == "uk" and pos == "PRON" and "Case" in feats and not personal):
        pos = "DET"
    if pos == "CCONJ" and "subord" in marks:
        pos = "SCONJ"
    if not part and "NUMB" in marks:
        pos = "NUM"
    if marks & _NAMES and pos == "NOUN":
        pos = "PROPN"
    return Reading(
        pos,
        tuple(sorted(feats.items())),
        folded(parse.normal_form, language),
        marks,
        float(parse.score),
    )
