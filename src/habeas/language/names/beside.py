"""What stands beside a name in print: ranks, roles, call signs, former surnames, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from habeas.language.scripts import fold
from habeas.language.table import rows

_OPEN, _CLOSE = '«"“„‟', '»"”“'
_QUOTED = re.compile(
    rf"[{_OPEN}]\s*([^{_OPEN}{_CLOSE}]+?)\s*[{_CLOSE}]|(?<!\w)['‘’]([^'‘’()]+?)['’](?!\w)"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]?")
# What a case ending may add to the stem of a rank or role.
_ENDINGS = re.compile(
    r"(?:[аяуюеєіиыійьо]|ом|ем|ам|ою|ої|ій|ий|ый|ая|ого|ому|им|ым|ої|ую|ой|ові|еві|ові|ів|ня|ню|"
    r"на|ну|ного|ному|них|ных|ими|ця|цю|цем|ник|ка|ки|ку|кою|ц|ец|ець|ін|ин|єць)?"
)
# A call sign without quotation marks ends with its clause.
_UNQUOTED = re.compile(r"[^,;()«»\"]+")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Apart:
    """A text with what is beside the name set apart."""

    name: str
    call_sign: str = ""
    other_surname: str = ""
    stripped: tuple[str, ...] = ()


@cache
def words_of_kind(*kinds: str) -> frozenset[str]:
    """The folded words of these kinds."""
    return frozenset(fold(row["word"]) for row in rows("name_words.tsv") if row["kind"] in kinds)


@cache
def _phrase(kind: str) -> re.Pattern[str]:
    longest_first = sorted(words_of_kind(kind), key=len, reverse=True)
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)
    # "р. н." is a year's mark, "Р. Н." a person's initials.
    flags = re.NOFLAG if kind == "born" else re.IGNORECASE
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)\s*[:—–-]?\s*", flags)


@cache
def _titles() -> tuple[frozenset[str], dict[str, tuple[tuple[str, int], ...]]]:
    """Whole words; and, by their first four letters, stems with the longest word they may make."""
    whole = set(words_of_kind("rank", "role"))
    stems: dict[str, list[tuple[str, int]]] = {}
    for row in rows("name_words.tsv"):
        if row["kind"] in ("rank", "role") and (length := int(row["stem"])):
            word = fold(row["word"])
            stems.setdefault(word[:4], []).append((word[:length], len(word) + 3))
    whole.update(fold(row["noun"]) for row in rows("role_nouns.tsv"))
    return frozenset(whole), {start: tuple(found) for start, found in stems.items()}


@lru_cache(maxsize=65536)
def is_title(word: str) -> bool:
    """Whether a word is a rank or a role, in any case: солдата, Sgt., громадянка."""
    whole, stems = _titles()
    folded = word.casefold()
    if folded[:4] not in stems and folded.strip(".") not in whole and folded not in whole:
        return False
    if folded in whole or (folded.endswith(".") and folded[:-1] in whole):
        return len(folded.rstrip(".")) > 1
    return any(
        folded.startswith(stem)
        and len(folded) <= longest
        and _ENDINGS.fullmatch(folded[len(stem) :]) is not None
        for stem, longest in stems.get(folded[:4], ())
    )


def set_apart(text: str) -> Apart:
    """A cleaned text as its name and what stands beside it."""
    if text.replace(" ", "").replace("-", "").isalpha() and not _phrase("call").search(text):
        return Apart(text)
    call_sign = other = ""
    stripped: list[str] = []

    def drop(match: re.Match[str]) -> str:
        stripped.append(match[0].strip())
        return " "

    announced = _phrase("call").search(text)
    quoted = _QUOTED.search(text, announced.end() if announced else 0)
    if announced and not (quoted and quoted.start() == announced.end()):
        rest = _UNQUOTED.match(text, announced.end())
        call_sign = rest[0].strip() if rest else ""
        text = text[: announced.start()] + " " + text[rest.end() if rest else announced.end() :]
    elif quoted:
        call_sign = (quoted[1] or quoted[2]).strip()
        start = announced.start() if announced else quoted.start()
        text = text[:start] + " " + text[quoted.end() :]
    for inside in _BRACKETS.findall(text):
        words = _phrase("maiden").sub("", inside).strip(" .,;-–—")
        if words and " " not in words and _LETTERS.match(words) and words[0].isupper():
            other = other or words
        elif words:
            stripped.append(inside.strip())
    text = _BRACKETS.sub(" ", text)
    maiden = _phrase("maiden").search(text)
    if maiden and (surname := re.match(r"[^\W\d_][\w'-]+", text[maiden.end() :])):
        other = other or surname[0]
        text = text[: maiden.start()] + " " + text[maiden.end() + surname.end() :]
    text = _phrase("born").sub(drop, text)
    return Apart(text, call_sign, other, tuple(stripped))
