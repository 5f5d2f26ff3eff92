"""A description cut into its parts: each a name with what it is and how it hangs on the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from habeas.places.addresses.dealing import dealt
from habeas.places.addresses.labels import Label, labels_of
from habeas.places.addresses.tokens import Token, tokens_of

_KM = {"km": 1.0, "mile": 1.609, "verst": 1.067}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a description.

    `kind` is that of the generic word beside the name or None; `words` the name; `longer` the name
    with small words that may belong to it. `link` is "" for a part that merely follows, "in" for
    what the part before lies in, "near", or "from" (then `km` and `degrees` may be told).
    `depth` counts brackets; `now` says that the present state is told; `item` numbers the places
    told one after the other; `same_place` says that this one lies where the one before did.
    """

    kind: str | None
    words: tuple[str, ...]
    lemma: str = "-"
    longer: str = ""
    link: str = ""
    depth: int = 0
    now: bool = False
    item: int = 0
    same_place: bool = False
    same_name: bool = False
    doubt: bool = False
    gone: bool = False
    km: float | None = None
    degrees: float | None = None

    @property
    def name(self) -> str:
        """The words of the name with blanks."""
        return " ".join(self.words)


@dataclass(slots=True)
class _State:
    """Where the reading stands: what has been said that bears on the next part."""

    item: int = 0
    depth: int = 0
    now_depth: int | None = None
    same_place: bool = False
    doubt: bool = False
    link: str = ""
    km: float | None = None
    degrees: float | None = None
    seen_in_item: bool = field(default=False)

    def next_item(self, *, same_place: bool) -> None:
        if self.seen_in_item:
            self.item += 1
            self.seen_in_item = False
        self.depth, self.now_depth = 0, None
        self.same_place = same_place


def parts_of(text: str, language: str) -> list[Part]:
    """The parts of a description in the order of its words."""
    state = _State()
    found: list[Part] = []
    for phrase, mark in _phrases(tokens_of(text)):
        found += _read_phrase(labels_of(phrase, language), state, language)
        _pass(mark, state)
    return _joined(found)


def _joined(parts: list[Part]) -> list[Part]:
    """Generic words that stand apart from their names, put together with them.

    "Горьковская (ныне – Нижегородская) область", "Krasnoyarsk, the city of", "the settlement
    (sloboda) of Krasnaya".
    """
    found: list[Part] = []
    for part in parts:
        if part.words or part.kind is None:
            last = found[-1] if found else None
            lends = last is not None and not last.words and last.kind is not None
            near = last is not None and last.item == part.item and last.depth >= part.depth
            if last is not None and lends and near and part.kind is None and part.words:
                found[-1] = replace(part, kind=last.kind, lemma=last.lemma)
            else:
                found.append(part)
            continue
        before = [] if part.link else _bare_before(found, part)
        for at in before:
            found[at] = replace(found[at], kind=part.kind, lemma=part.lemma)
        if not before:
            found.append(part)
    return [part for part in found if part.words or part.same_name or part.gone]


def _bare_before(found: list[Part], generic: Part) -> list[int]:
    """The parts without a generic word right before this one, and those in brackets between."""
    taken: list[int] = []
    for at in range(len(found) - 1, -1, -1):
        part = found[at]
        if part.kind is not None or not part.words or part.item != generic.item:
            return []
        if part.depth < generic.depth:
            return []
        taken.append(at)
        if part.depth == generic.depth:
            return taken
    return []


def _phrases(tokens: Sequence[Token]) -> Iterator[tuple[list[Token], str]]:
    phrase: list[Token] = []
    for token in tokens:
        if token.sort in {"word", "number"}:
            phrase.append(token)
        else:
            yield phrase, token.sort
            phrase = []
    yield phrase, "end"


def _pass(mark: str, state: _State) -> None:
    if mark == "open":
        state.depth += 1
    elif mark == "close":
        state.depth = max(0, state.depth - 1)
        if state.now_depth is not None and state.now_depth > state.depth:
            state.now_depth = None
    elif mark == "item" and state.depth == 0:
        state.next_item(same_place=False)
    if mark != "part":
        state.link, state.km, state.degrees = "", None, None


def _read_phrase(labels: list[Label], state: _State, language: str) -> list[Part]:
    found: list[Part] = []
    run: list[Label] = []
    on_a_street = False
    for at, label in enumerate(labels):
        if label.sort == "street":
            run, on_a_street = _without_street(run), True
        elif not _ends_run(label, run, labels[at + 1 :]):
            run += [] if on_a_street and label.sort == "name" else [label]
        else:
            found += _close(run, state, language)
            run, on_a_street = [], False
            _take_mark(label, labels[:at], labels[at + 1 :], state, found)
    found += _close(run, state, language)
    return found


def _without_street(run: list[Label]) -> list[Label]:
    """What stands before a word for a street, without the street's name: its last word."""
    settled = any(label.sort == "generic" for label in run)
    return run[:-1] if settled and run[-1].sort == "name" else []


def _ends_run(label: Label, run: list[Label], rest: list[Label]) -> bool:
    if label.sort in {"number", "compass"}:
        return True
    if label.sort != "mark":
        return False
    if label.word.kind == "of":
        # "the city of X" names X; "the district of Y" behind a name says what it lies in.
        named = any(one.sort == "name" for one in run)
        return named and any(one.sort == "name" for one in rest)
    return True


def _take_mark(
    label: Label, before: list[Label], rest: list[Label], state: _State, found: list[Part]
) -> None:
    kind = label.word.kind
    if label.sort == "compass":
        state.degrees = label.degrees
    elif kind in _KM:
        number = next((one for one in reversed(before) if one.sort == "number"), None)
        if number is not None:
            state.km, state.link = float(number.text) * _KM[kind], "from"
    elif kind == "same_place":
        state.next_item(same_place=True)
    elif kind == "now":
        state.now_depth, state.link = state.depth, ""
    elif kind == "doubt":
        state.doubt = True
    elif kind in {"same_name", "gone"}:
        found.append(_bare(state, same_name=kind == "same_name", gone=kind == "gone"))
    else:
        _take_link(kind, rest, state)


def _take_link(kind: str, rest: list[Label], state: _State) -> None:
    if kind == "near":
        state.link = "near" if state.link != "from" else "from"
    elif kind in {"in", "of"}:
        number_follows = any(one.sort == "number" for one in rest[:1])
        if not number_follows and (kind == "in" or state.link not in {"from", "near"}):
            state.link = "in"
    elif kind == "from":
        state.link = "from" if state.km is not None else "near"
    elif kind in {"or", "and"}:
        state.link = kind


def _bare(state: _State, *, same_name: bool = False, gone: bool = False) -> Part:
    return Part(
        None,
        (),
        depth=state.depth,
        now=_now(state),
        item=state.item,
        same_name=same_name,
        gone=gone,
    )


def _now(state: _State) -> bool:
    return state.now_depth is not None and state.depth >= state.now_depth


def _close(run: list[Label], state: _State, language: str) -> list[Part]:
    """The parts of a row of generic words and names, with what the state says of the first."""
    drafts = [_part(generic, own) for generic, own in dealt(run, language)]
    found: list[Part] = []
    for part in drafts:
        if part.kind == "railway":
            continue
        first = not found
        link = state.link if first else ("in" if found[-1].words else "")
        told = replace(
            part,
            link=link,
            depth=state.depth,
            now=_now(state),
            item=state.item,
            same_place=state.same_place,
            doubt=state.doubt,
            km=state.km if first else None,
            degrees=state.degrees if first else None,
        )
        found.append(told)
    if found:
        state.link, state.km, state.degrees = "", None, None
        state.doubt, state.seen_in_item = False, True
    return found


def _part(generic: Label | None, own: list[Label]) -> Part:
    names = [one.text for one in own if one.sort == "name"]
    longer = " ".join(one.text for one in own) if len(names) < len(own) else ""
    if generic is None:
        return Part(None, tuple(names), longer=longer)
    return Part(generic.word.kind, tuple(names), lemma=generic.word.lemma, longer=longer)
