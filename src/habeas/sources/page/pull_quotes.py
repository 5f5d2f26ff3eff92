"""Pull quotes: words set apart that also stand elsewhere, or above a line with only a name."""

from __future__ import annotations

import re
from collections import Counter

from habeas.model import BlockKind
from habeas.sources.page.names import is_name
from habeas.sources.page.part import Part

_LEAST_WORDS = 6
_MOST_WORDS = 70
_LONGEST_SEARCHED_TEXT = 300_000
_MARKS = re.compile(r"[\s\"'«»“”„‘’‹›]+")
_DASHED_NAME = re.compile(r"[-–—―]+\s*\S")
_FIRST_PERSON = re.compile(
    r"\b(?:I|me|my|we|us|our|я|мене|мені|мій|моя|ми|нас|нам|наш\w*|меня|мне|мой|мы)\b",
    re.IGNORECASE,
)
_OPENING_QUOTES = "\"'«“„‘"


def mark_pull_quotes(parts: list[Part]) -> list[Part]:
    """The parts with pull quotes decided, and the name below one decided as its credit."""
    marked = list(parts)
    keys = [key_of(part.text) if _could_be_quote(part) else "" for part in parts]
    repeated = _repeated(parts, keys)
    for index, part in enumerate(parts):
        if not keys[index]:
            continue
        attribution = _attribution_below(parts, index)
        reason = _reason(part, index in repeated, attribution)
        if reason is None:
            continue
        marked[index] = part.decided(BlockKind.PULL_QUOTE, reason)
        if attribution is not None:
            marked[attribution] = parts[attribution].decided(
                BlockKind.CREDIT, "names the speaker of the pull quote above"
            )
    return marked


def key_of(text: str) -> str:
    """The words alone, so that the same words with other quotation marks are found equal."""
    return _MARKS.sub(" ", text).strip(" .,…-–—").casefold()


def _could_be_quote(part: Part) -> bool:
    return part.open and _LEAST_WORDS <= part.words <= _MOST_WORDS


def _reason(part: Part, repeated: bool, attribution: int | None) -> str | None:
    if repeated:
        return "its words stand elsewhere in the text"
    if attribution is None:
        return None
    if part.text[0] in _OPENING_QUOTES or _FIRST_PERSON.search(part.text):
        return "words of a speaker above a line with only a name"
    return None


def _repeated(parts: list[Part], keys: list[str]) -> set[int]:
    """Parts whose words stand once more: as another part, or inside a longer one.

    Words that stand as a part three times and more are a form's wording, not a pull quote.
    """
    times = Counter(key for key in keys if key)
    repeated: set[int] = set()
    seen: set[str] = set()
    whole = _searchable_text(parts)
    for index, key in enumerate(keys):
        if not key:
            continue
        if times[key] > 1:
            second_of_two = key in seen and times[key] == 2
            if second_of_two or _attribution_below(parts, index) is not None:
                repeated.add(index)
            seen.add(key)
        elif whole.count(f" {key}") > 1 and not _ends_with_speech_clause(parts[index]):
            repeated.add(index)
    return repeated


def _ends_with_speech_clause(part: Part) -> bool:
    """A quotation with its own "he said" is running text, wherever else its words stand."""
    return bool(re.search(r"[\"”»]\s*[,–—-]?\s*\w+", part.text)) and part.text[0] in _OPENING_QUOTES


def _searchable_text(parts: list[Part]) -> str:
    running = [part for part in parts if part.open]
    if sum(len(part.text) for part in running) > _LONGEST_SEARCHED_TEXT:
        return ""
    return " ".join(["", *(f"\n {key_of(part.text)}" for part in running)])


def _attribution_below(parts: list[Part], index: int) -> int | None:
    """The part right below, where it is only a name: with a dash, or as long as a name is."""
    below = index + 1
    if below >= len(parts) or not parts[below].open or parts[below].words > 12:
        return None
    text = parts[below].text
    if _DASHED_NAME.match(text):
        name = re.split(r"[,(]", text.lstrip("-–—― "))[0]
        return below if is_name(name, least_words=1) else None
    name, _, role = text.partition(",")
    if not is_name(name, most_words=4) or text.endswith((".", ":", "?", "!")):
        return None
    return below if len(role.split()) <= 8 else None
