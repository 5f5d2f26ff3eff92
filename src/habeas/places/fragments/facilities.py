"""A facility as papers name it: its type, its number, and the town that stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from habeas.language import demonym
from habeas.places.fragments.words import facility_types, fragment_words
from habeas.places.telling.names import Named, read_name
from habeas.places.telling.tokens import Token
from habeas.places.telling.vocabulary import Vocabulary

_CLOSES = frozenset(")»”\"'’")
_OPENS = frozenset('(«“„"')
_INSIDE = frozenset({"in", "at", "of", "near", "в", "во", "у", "на", "from", "при"})
_BY_REGION = frozenset({"по", "в", "у", "for", "in", "of", "россии", "росії", "russia"})
# Новочеркасска, Донецка, Волгограда: genitives of towns, and no surname in its first case.
_OF_A_TOWN = ("ска", "цка", "града", "поля", "ська", "цька")
_FURTHEST_PLACE = 14
_LONGEST_NUMBER = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A facility at the tokens [begin, end), with the town and what that lies in, if named."""

    type: str
    number: str
    place: str
    within: tuple[str, ...]
    begin: int
    end: int


def facility_at(names: Vocabulary, tokens: Sequence[Token], place: int) -> Found | None:
    """The facility whose word begins here; None where it is one of many and not named."""
    word = fragment_words().at(tokens, place, "facility")
    if word is None:
        return None
    number, end = _number(tokens, place + word.size)
    if facility_types()[word.value].numbered and not number:
        return None
    end = _said_twice(tokens, end, word.value)
    town, within, end = _town(names, tokens, end, bool(number))
    begin = place
    if not town:
        town, begin = _town_before(names, tokens, place)
    if not number and not town:
        return None
    return Found(word.value, number, town, within, begin, end)


def _number(tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """Its number and the token after it: "№ 2", "-2", "No. 99/1", "2"; "" without one."""
    words, at, marked = fragment_words(), place, False
    while at < len(tokens) and at - place < 3:
        if tokens[at].text in "-–—." or words.at(tokens, at, "number"):
            marked = marked or tokens[at].text != "."
            at += 1
        else:
            break
    if at >= len(tokens) or not _figures(tokens[at]):
        return "", place
    figure, end = tokens[at].text, at + 1
    slash = end + 1 < len(tokens) and tokens[end].text == "/" and tokens[end + 1].text[0].isdigit()
    if slash:
        # "СИЗО-99/1" is a prison; "№ 2/2023" is a case.
        if len(tokens[end + 1].text) > 2:
            return "", place
        figure, end = f"{figure}/{tokens[end + 1].text}", end + 2
    counts = words.at(tokens, end, "unnumbered")
    glued = at > place and tokens[at].start == tokens[at - 1].end
    if counts and not (marked and (glued or counts.size == 0)):
        return "", place
    if (
        not marked
        and end < len(tokens)
        and tokens[end].text in "./-"
        and _next_is_figure(tokens, end)
    ):
        return "", place
    return figure, end


def _figures(token: Token) -> bool:
    return token.text.isdecimal() and len(token.text) <= _LONGEST_NUMBER


def is_postcode(token: Token) -> bool:
    """Whether five or six figures stand there: a postcode of Ukraine or Russia."""
    return token.text.isdecimal() and len(token.text) in (5, 6)


def _next_is_figure(tokens: Sequence[Token], place: int) -> bool:
    return place + 1 < len(tokens) and tokens[place + 1].text[0].isdigit()


def _said_twice(tokens: Sequence[Token], place: int, type_: str) -> int:
    """After the same facility in brackets: "pre-trial detention centre No. 2 (SIZO-2)"."""
    if place < len(tokens) and tokens[place].text in _OPENS:
        again = fragment_words().at(tokens, place + 1, "facility")
        if again is not None and again.value == type_:
            _, end = _number(tokens, place + 1 + again.size)
            if end < len(tokens) and tokens[end].text in _CLOSES:
                return end + 1
    return place


def _town(
    names: Vocabulary, tokens: Sequence[Token], place: int, numbered: bool
) -> tuple[str, tuple[str, ...], int]:
    """Town, what it lies in, and the token after, of what follows a facility."""
    within: list[str] = []
    at = end = place
    while at < min(len(tokens), place + _FURTHEST_PLACE):
        token = tokens[at]
        if token.text in _CLOSES or (token.text == "." and at == end > place):
            at += 1  # "обл."
        elif token.text == "," and at + 1 < len(tokens) and is_postcode(tokens[at + 1]):
            at += 2
        elif fragment_words().at(tokens, at, "service"):
            at, region = _service(names, tokens, at)
            within += region
            end = at
        elif (name := _named_at(names, tokens, at, numbered)) is not None:
            if name.anchor.kind == "region":
                within.append(name.anchor.name)
                at = end = name.last
                continue
            closed = name.last < len(tokens) and tokens[name.last].text in _CLOSES
            around, end = _around(names, tokens, name.last + closed)
            return name.anchor.name, (*name.anchor.within, *within, *around), end
        else:
            break
    return "", tuple(within), end


def _around(names: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[tuple[str, ...], int]:
    """What a town lies in, where that follows: "(Udarny) in Mordovia"."""
    follows = place < len(tokens) and tokens[place].folded in _INSIDE
    name = _read_town(names, tokens, place + 1) if follows else None
    return ((name.anchor.name,), name.last) if name is not None else ((), place)


def _read_town(names: Vocabulary, tokens: Sequence[Token], place: int) -> Named | None:
    """A name that is no facility of its own ("в ИК-15")."""
    name = read_name(names, tokens, place)
    if name is None or fragment_words().at(tokens, name.begin, "facility", "service"):
        return None
    return name


def _named_at(
    names: Vocabulary, tokens: Sequence[Token], place: int, numbered: bool
) -> Named | None:
    """A town beside a facility: in brackets, after a comma or a word for it, or bare."""
    token = tokens[place]
    at = place + (token.text in _OPENS or token.text == "," or token.folded in _INSIDE)
    name = _read_town(names, tokens, at)
    if name is None:
        return None
    said = name.anchor.kind is not None or token.text in _OPENS or token.folded in _INSIDE
    return name if said or _stands_alone(tokens, name, numbered) else None


def _stands_alone(tokens: Sequence[Token], name: Named, numbered: bool) -> bool:
    """Whether a bare name may be a town: what follows it is no name and no verb of a person.

    "СИЗО Таганрога держало …" can only be a town; after a number it may be somebody who does it.
    """
    if name.end - name.begin > 2 or _initials(tokens, name):
        return False
    if name.last >= len(tokens) or name.anchor.within:
        return True
    after = tokens[name.last]
    if tokens[name.end - 1].folded.endswith(_OF_A_TOWN):
        return True
    plain = after.text.islower() and (len(after.text) <= 3 or not numbered)
    service = fragment_words().at(tokens, name.last, "service") is not None
    return not after.text[0].isalpha() or plain or service


def _initials(tokens: Sequence[Token], name: Named) -> bool:
    around = tokens[name.begin : name.end + 2]
    return any(
        len(one.text) == 1 and one.capital and two.text == "." for one, two in pairwise(around)
    )


def _service(names: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[int, tuple[str, ...]]:
    """After "УФСИН России по Ростовской области", with the region."""
    at = place + 1
    while at < len(tokens) and tokens[at].folded in _BY_REGION:
        at += 1
    name = read_name(names, tokens, at) if at > place + 1 else None
    if name is None or name.anchor.kind not in ("region", None):
        return at, ()
    return name.end, (name.anchor.name,)


def _town_before(names: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[str, int]:
    """The name in "Taganrog SIZO-2" and "Olenivka's penal colony", and where it begins."""
    if names.language != "en":
        return "", place
    begin = place
    while begin > 0 and place - begin < 2 and _may_name(tokens, begin - 1):
        begin -= 1
    name = read_name(names, tokens[:place], begin) if begin < place else None
    if name is None:
        return "", place
    bare = name.anchor.name.removesuffix("'s").removesuffix("’s")
    return ("", place) if demonym(bare) else (bare, begin)


def _may_name(tokens: Sequence[Token], place: int) -> bool:
    words = fragment_words()
    plain = not words.at(
        tokens, place, "no place", "cue", "facility", "inside", "service", "number"
    )
    return tokens[place].capital and plain and len(tokens[place].text) > 2
