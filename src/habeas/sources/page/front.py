"""The top of a page: rubric, title, deck, and a name or date line before the text begins."""

from __future__ import annotations

from functools import cache

from habeas.model import BlockKind
from habeas.sources.page.heads import is_numbered_head
from habeas.sources.page.names import is_name
from habeas.sources.page.part import Part
from habeas.sources.tables import rows

LETTERHEAD = "letterhead above date and title"
NAME_LINE = "a name below the title"

_LONGEST_TITLE_WORDS = 34
_LONGEST_TITLE = 260
_LONGEST_RUBRIC_WORDS = 4
_LONGEST_DECK_WORDS = 60
_SHORTEST_OPEN_DECK_WORDS = 8
_LONGEST_FRONT = 12
_LONGEST_ROLE_WORDS = 5
_LONGEST_LETTERHEAD = 4
_LONGEST_LETTERHEAD_LINE = 5
_SHORTEST_TITLE_BELOW = 6
_SET_BETWEEN = (BlockKind.BYLINE, BlockKind.CAPTION, BlockKind.CREDIT)


def mark_front(parts: list[Part]) -> list[Part]:
    """The parts with the rubric, title and deck at the top decided, where there are any."""
    marked = list(parts)
    first = _next_open(marked, 0)
    if first is None or any(part.kind is BlockKind.TITLE for part in parts):
        return marked
    reason, title = LETTERHEAD, _title_below_letterhead(marked, first)
    if title is None:
        reason, title = "rubric above the title", _title_index(marked, first)
    if title is None:
        return marked
    for index in range(first, title):
        if marked[index].open:
            marked[index] = marked[index].decided(BlockKind.SECTION_HEAD, reason)
    marked[title] = marked[title].decided(BlockKind.TITLE, "first line of the page")
    title = _mark_repeated_title(marked, title)
    _mark_deck(marked, title)
    _mark_name_line(marked, title)
    return marked


def first_head_as_title(parts: list[Part]) -> list[Part]:
    """Where mark-up names heads and no title, and a head stands first: that head is the title."""
    if any(part.kind is BlockKind.TITLE for part in parts):
        return parts
    for index, part in enumerate(parts):
        if part.kind in (BlockKind.PAGE_NOISE, *_SET_BETWEEN):
            continue
        if part.kind is BlockKind.SECTION_HEAD:
            title = part.decided(BlockKind.TITLE, f"first head of the page: {part.reason}")
            return [*parts[:index], title, *parts[index + 1 :]]
        break
    return parts


def _next_open(parts: list[Part], start: int) -> int | None:
    """The next undecided part; what lies between may only be noise, bylines and captions."""
    for index in range(start, min(len(parts), start + _LONGEST_FRONT)):
        if parts[index].open:
            return index
        if parts[index].kind not in (BlockKind.PAGE_NOISE, *_SET_BETWEEN):
            return None
    return None


def _title_index(parts: list[Part], first: int) -> int | None:
    second = _next_open(parts, first + 1)
    if second is None:
        return first if _has_more_below(parts, first) and _reads_as_title(parts, first) else None
    if _is_rubric(parts, first, second):
        return second
    return first if _reads_as_title(parts, first) else None


def _title_below_letterhead(parts: list[Part], first: int) -> int | None:
    """A few short lines, a date line, and then a longer line that reads as a title.

    So press releases open: the body's name, "Press office", the date, the title.
    """
    dated = next((i for i in range(first, len(parts)) if parts[i].kind is BlockKind.BYLINE), None)
    if dated is None or dated - first > _LONGEST_LETTERHEAD or dated + 2 >= len(parts):
        return None
    above, title = parts[first:dated], parts[dated + 1]
    if any(part.words > _LONGEST_LETTERHEAD_LINE or part.ends_a_sentence for part in above):
        return None
    reads = title.open and _reads_as_title(parts, dated + 1) and not title.ends_a_sentence
    longer = title.words > max((part.words for part in above), default=0)
    fits = reads and longer and title.words >= _SHORTEST_TITLE_BELOW
    return dated + 1 if fits and not is_numbered_head(title.text) else None


def _has_more_below(parts: list[Part], index: int) -> bool:
    return any(part.kind is not BlockKind.PAGE_NOISE for part in parts[index + 1 :])


def _reads_as_title(parts: list[Part], index: int) -> bool:
    text = parts[index].text.lstrip("# ")
    if not _fits_title(text) or "\t" in text:
        return False
    if parts[index].text.rstrip().endswith((":", ";", ",")):
        return False
    if not parts[index].ends_a_sentence or text.rstrip("\"'»”").endswith(("?", "!", "…")):
        return True
    following = parts[index + 1] if index + 1 < len(parts) else None
    return following is not None and following.kind is BlockKind.BYLINE


def _fits_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and len(text.split()) <= _LONGEST_TITLE_WORDS


def _is_rubric(parts: list[Part], first: int, second: int) -> bool:
    """A word or three above a longer line that is itself a title with text below it."""
    above, below = parts[first], parts[second]
    if above.words > _LONGEST_RUBRIC_WORDS or above.ends_a_sentence or second != first + 1:
        return False
    if is_numbered_head(below.text) or not _reads_as_title(parts, second):
        return False
    if not _has_more_below(parts, second) or is_name(below.text, most_words=4):
        return False
    known = above.text.strip(" :|").casefold() in _rubrics() or above.text.isupper()
    return known or (above.words <= 3 and below.words >= 5 and below.words > above.words)


def _mark_repeated_title(parts: list[Part], title: int) -> int:
    """The same title printed once more below the first is the title as well."""
    below = title + 1
    if below < len(parts) and parts[below].open and parts[below].text == parts[title].text:
        parts[below] = parts[below].decided(BlockKind.TITLE, "the title printed again")
        return below
    return title


def _mark_deck(parts: list[Part], title: int) -> None:
    """What stands between the title and the byline; or one open line right below the title."""
    candidates: list[int] = []
    for index in range(title + 1, min(len(parts), title + 4)):
        part = parts[index]
        if part.kind in _SET_BETWEEN:
            _decide_deck(parts, candidates, part.kind)
            return
        if not part.open or part.words > _LONGEST_DECK_WORDS or is_numbered_head(part.text):
            break
        candidates.append(index)
    _decide_open_deck(parts, title)


def _decide_deck(parts: list[Part], candidates: list[int], border: BlockKind) -> None:
    """Above a byline up to two lines are the deck; above a picture one sentence is."""
    most = 2 if border is BlockKind.BYLINE else 1
    if not 1 <= len(candidates) <= most:
        return
    for index in candidates:
        if _names_a_person(parts[index]):
            continue
        parts[index] = parts[index].decided(
            BlockKind.DECK, f"between the title and the {border.value}"
        )


def _decide_open_deck(parts: list[Part], title: int) -> None:
    index = title + 1
    if index + 1 >= len(parts) or not parts[index].open:
        return
    part = parts[index]
    opened = not part.ends_a_sentence and not part.text.endswith((":", ";", ","))
    if opened and _SHORTEST_OPEN_DECK_WORDS <= part.words <= 40 and "\t" not in part.text:
        parts[index] = part.decided(BlockKind.DECK, "line without a full stop below the title")


def _mark_name_line(parts: list[Part], title: int) -> None:
    """A line below the title or deck that is only a person's name is the byline."""
    for index in range(title + 1, min(len(parts) - 1, title + 4)):
        part = parts[index]
        if part.kind is BlockKind.DECK:
            continue
        dated_below = parts[index + 1].kind is BlockKind.BYLINE
        followed = dated_below or parts[index + 1].is_body
        if part.open and _names_a_person(part) and followed:
            parts[index] = part.decided(BlockKind.BYLINE, NAME_LINE)
        return


def _names_a_person(part: Part) -> bool:
    """A name, alone or with a role in a few words after a comma."""
    name, _, role = part.text.partition(",")
    short = len(role.split()) <= _LONGEST_ROLE_WORDS and not part.ends_a_sentence
    return short and is_name(name, most_words=4)


@cache
def _rubrics() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("section_words.csv") if row["use"] == "rubric")
