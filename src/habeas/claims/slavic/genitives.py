"""The genitive of a name, for `дочь Зои …`: endings as school grammars give them."""

from __future__ import annotations

from habeas.language import Gender, gender_of

_VOWELS = "аеёиоуыэюяієї"
_HUSHING = "жшчщгкх"


def genitive_name(name: str) -> str:
    """A full Cyrillic name in the genitive; words that are not declined stay as they are."""
    female = gender_of(name) is Gender.FEMALE
    words = name.split()
    return " ".join(
        _genitive(word, female=female, surname=place == len(words) - 1 and place > 0)
        for place, word in enumerate(words)
    )


def _genitive(word: str, *, female: bool, surname: bool) -> str:
    if len(word.strip(".")) < 3 or word.isascii():
        return word
    ukrainian = bool(set(word.lower()) & set("іїєґ'’")) or word.endswith(("ко", "ий"))
    if female and surname:
        return _of_woman(word)
    if word.endswith("ия") or word.endswith("ія"):
        return f"{word[:-1]}{'ї' if word.endswith('ія') else 'и'}"
    if word.endswith("а"):
        return f"{word[:-1]}{'и' if word[-2].lower() in _HUSHING or ukrainian else 'ы'}"
    if word.endswith("я"):
        return f"{word[:-1]}{'і' if ukrainian else 'и'}"
    if female:
        return word
    for ending, genitive in (("ский", "ского"), ("цкий", "цкого"), ("ський", "ського"),
                             ("цький", "цького"), ("ый", "ого"), ("ой", "ого")):  # fmt: skip
        if surname and word.endswith(ending):
            return word.removesuffix(ending) + genitive
    if surname and word.endswith("ий"):
        return f"{word[:-2]}ого"
    if word.endswith(("й", "ь")):
        return f"{word[:-1]}я"
    if word.endswith("о"):
        return word if surname and not ukrainian else f"{word[:-1]}а"
    return f"{word}а" if word[-1].lower() not in _VOWELS else word


def _of_woman(word: str) -> str:
    if word.endswith(("ова", "ева", "ёва", "ина", "ына", "єва", "їна", "іна")):
        ukrainian = bool(set(word.lower()) & set("іїєґ"))
        return f"{word[:-1]}{'ої' if ukrainian else 'ой'}"
    if word.endswith("ая"):
        return f"{word[:-2]}ой"
    if word.endswith(("ська", "цька")):
        return f"{word[:-1]}ої"
    if word.endswith("а"):
        return f"{word[:-1]}{'и' if word[-2].lower() in _HUSHING else 'ы'}"
    return word
