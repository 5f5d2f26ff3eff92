"""From the text of a paper to its fragments: which facility it names, why, and when."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from habeas.places.fragments.dates import date_beside
from habeas.places.fragments.facilities import Found, facility_at, is_postcode
from habeas.places.fragments.fragment import Fragment, FragmentKind
from habeas.places.fragments.words import facility_types, fragment_words, worth_reading
from habeas.places.telling.names import Named, read_name
from habeas.places.telling.sentences import sentences
from habeas.places.telling.tokens import Token, tokens_of
from habeas.places.telling.vocabulary import Vocabulary, languages_of, vocabulary

# A cue ties somebody to a facility where at most so many words stand between them.
_BEFORE, _AFTER = 16, 8
_LONGEST_CUE = 6
_DENIED_BEFORE = 3
_POSTMARK_AHEAD = 5
_ADDRESS_AHEAD = 30


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: FragmentKind
    begin: int
    end: int
    denied: bool


def find_fragments(text: str, language: str | None = None) -> tuple[Fragment, ...]:
    """Every fragment of a text, in order, with its span in code points.

    `language` (en, ru, uk) decides where the letters leave a doubt. A facility counts where a
    number or a town names it, and words of custody, convoy, video link, medical papers or letters
    put somebody there; what is denied does not.
    """
    found: list[Fragment] = []
    for start, sentence in sentences(text):
        if worth_reading().search(sentence):
            found += _of_sentence(sentence, start, language)
    return tuple(sorted(found, key=lambda fragment: (fragment.start, fragment.end)))


def _of_sentence(sentence: str, start: int, told: str | None) -> Iterator[Fragment]:
    tokens = tokens_of(sentence)
    languages = languages_of(sentence, told)
    names = vocabulary(*languages)
    facilities = list(_facilities(names, tokens))
    cues = _cues(tokens)

    def fragment(kind: FragmentKind, found: Found, function: str, postcode: str = "") -> Fragment:
        begin, end = tokens[found.begin].start, tokens[found.end - 1].end
        return Fragment(
            kind=kind,
            facility_type=found.type,
            number=found.number,
            place=found.place,
            within=found.within,
            function=function,
            when=date_beside(sentence, begin, end),
            start=start + begin,
            end=start + end,
            text=sentence[begin:end],
            postcode=postcode,
            language=languages[0] if len(languages) == 1 else None,
        )

    for found in facilities:
        kind = _why(tokens, found, cues)
        if kind is not None:
            code = _postcode(tokens) if kind is FragmentKind.LETTER else ""
            yield fragment(kind, found, facility_types()[found.type].function, code)
    for cue in cues:
        if cue.kind is FragmentKind.LETTER and not (facilities and facilities[-1].begin > cue.end):
            address = _address(names, tokens, cue)
            if address is not None:
                yield fragment(cue.kind, address[0], "", address[1])
    read = 0
    for place in range(len(tokens)):
        mark = _postmark(names, tokens, place) if place >= read else None
        if mark is not None:
            read = mark[0].end
            yield fragment(FragmentKind.POSTMARK, mark[0], "", mark[1])
        court = _court(names, tokens, place)
        if court is not None:
            yield fragment(FragmentKind.COURT, court, "court")


def _facilities(names: Vocabulary, tokens: Sequence[Token]) -> Iterator[Found]:
    place = 0
    while place < len(tokens):
        found = facility_at(names, tokens, place)
        if found is not None:
            yield found
            place = max(found.end, place + 1)
        else:
            place += 1


def _cues(tokens: Sequence[Token]) -> list[_Cue]:
    words = fragment_words()
    found = []
    for place in range(len(tokens)):
        word = words.at(tokens, place, "cue")
        if word is not None and not words.at(tokens, place, "postmark"):
            before = range(max(0, place - _DENIED_BEFORE), place)
            denied = any(words.at(tokens, at, "denied") for at in before)
            found.append(_Cue(FragmentKind(word.value), place, place + word.size, denied))
    return found


def _why(tokens: Sequence[Token], found: Found, cues: Sequence[_Cue]) -> FragmentKind | None:
    """The cue that stands nearest, rather before than after; None where it is denied or missing."""
    words = fragment_words()
    if words.at(tokens, found.end, "refused"):
        return None
    first = bisect_left(cues, found.begin - _BEFORE - _LONGEST_CUE, key=_begins)
    last = bisect_right(cues, found.end + _AFTER, key=_begins)
    reach = [(_steps(tokens, found, cue), cue) for cue in cues[first:last]]
    near = [(steps, cue) for steps, cue in reach if steps is not None]
    if near:
        special = [one for one in near if one[1].kind is not FragmentKind.CUSTODY] or near
        cue = min(special, key=lambda one: one[0])[1]
        return None if cue.denied else cue.kind
    inside = any(
        words.at(tokens, at, "inside") for at in range(max(0, found.begin - 2), found.begin)
    )
    return FragmentKind.CUSTODY if inside and found.number else None


def _postcode(tokens: Sequence[Token]) -> str:
    return next((token.text for token in tokens if is_postcode(token)), "")


def _steps(tokens: Sequence[Token], found: Found, cue: _Cue) -> int | None:
    """How far a cue stands from a facility; None where that is too far or past a semicolon."""
    before = cue.end <= found.begin
    first, last = (cue.end, found.begin) if before else (found.end, cue.begin)
    apart = last - first
    if not 0 <= apart <= (_BEFORE if before else _AFTER):
        return None
    if any(token.text == ";" for token in tokens[first:last]):
        return None
    return apart if before else 2 * apart + 2


def _begins(cue: _Cue) -> int:
    return cue.begin


def _address(names: Vocabulary, tokens: Sequence[Token], cue: _Cue) -> tuple[Found, str] | None:
    """The town of a return address, with its postcode."""
    within: tuple[str, ...] = ()
    for at in range(cue.end, min(len(tokens), cue.end + _ADDRESS_AHEAD)):
        name = read_name(names, tokens, at)
        if name is None:
            continue
        if name.anchor.kind == "region":
            within = (name.anchor.name,)
        elif name.anchor.kind is not None:
            around = name.anchor.within or within
            return Found("", "", name.anchor.name, around, cue.begin, name.last), _postcode(tokens)
    return None


def _postmark(names: Vocabulary, tokens: Sequence[Token], place: int) -> tuple[Found, str] | None:
    """The town of a postmark, with its postcode before or after the name."""
    word = fragment_words().at(tokens, place, "postmark")
    if word is None:
        return None
    ahead = place + word.size
    for at in range(ahead, min(len(tokens), ahead + _POSTMARK_AHEAD)):
        name = read_name(names, tokens, at)
        if name is None or name.anchor.kind == "region":
            continue
        around = range(ahead, min(len(tokens), name.last + 4))
        code = next((step for step in around if is_postcode(tokens[step])), None)
        end = max(name.last, code + 1) if code is not None else name.last
        found = Found("", "", name.anchor.name, name.anchor.within, place, end)
        return found, tokens[code].text if code is not None else ""
    return None


def _court(names: Vocabulary, tokens: Sequence[Token], place: int) -> Found | None:
    """The town in which a court sits: "in the district court in A", "суд г. А"."""
    word = fragment_words().at(tokens, place, "court")
    name: Named | None = None
    if word is not None:
        at = place + word.size
        inside = fragment_words().at(tokens, at, "inside")
        name = read_name(names, tokens, at + (inside.size if inside else 0))
        if name is not None and not inside and name.anchor.kind in (None, "region"):
            name = None
    if name is None or name.anchor.kind == "region":
        return None
    return Found("court", "", name.anchor.name, name.anchor.within, place, name.last)
