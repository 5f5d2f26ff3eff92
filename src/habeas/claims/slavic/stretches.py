"""Cutting a sentence at its commas and conjunctions into stretches with one predicate each."""

from __future__ import annotations

from dataclasses import dataclass, field

from habeas.claims.slavic.building import Building

_BREAKS = frozenset((",", ";", ":", "—", "–", "-", "--", "(", ")"))
_MARKS = frozenset("«»„“”\"'")
# Words that may stand before a conjunction that opens a clause: `після того, як`, `через те, що`.
_BEFORE_MARK = frozenset(("ADP", "ADV", "PART", "CCONJ", "DET"))


@dataclass(slots=True)
class Stretch:
    """Word positions between two breaks; `before` is the break that opens it ("" for none).

    `mark` is the conjunction or relative that makes it a subordinate clause; `verb` its predicate:
    `kind` is main, sub, relative, gerund, participle, or loose where it has no predicate.
    """

    positions: list[int]
    before: str = ""
    mark: int | None = None
    verb: int | None = None
    kind: str = "loose"
    quoted: bool = False
    verbs: list[int] = field(default_factory=list)


def stretches_of(b: Building) -> list[Stretch]:
    """The stretches of a sentence in order; breaks inside a noun phrase do not count."""
    found: list[Stretch] = [Stretch([])]
    in_quotes = 0
    for position, word in enumerate(b.words):
        if word in "«„“" and word:
            in_quotes += 1
        if word in "»”" and in_quotes:
            in_quotes -= 1
        if word in _BREAKS and not _inside_phrase(b, position):
            found.append(Stretch([], before=word, quoted=in_quotes > 0))
        elif _begins_clause(b, position, found[-1]):
            found.append(Stretch([position], before=word.casefold(), quoted=in_quotes > 0))
        elif word not in _MARKS:
            found[-1].positions.append(position)
    kept: list[Stretch] = []
    for stretch in found:
        if stretch.positions:
            kept.append(stretch)
            stretch.quoted = in_quotes > 0 if stretch is found[0] else stretch.quoted
        elif kept or stretch.before:
            _hand_on(stretch, found)
    for stretch in kept:
        _read(b, stretch)
    return kept


def _hand_on(empty: Stretch, found: list[Stretch]) -> None:
    """`», —`: of two breaks in a row the stretch behind them is opened by the stronger one."""
    following = found.index(empty) + 1
    if following < len(found) and found[following].before == ",":
        found[following].before = empty.before


def _inside_phrase(b: Building, position: int) -> bool:
    """A comma between words that already hang together on one noun, or the dash of a range."""
    if b.words[position] in ("–", "-", "—") and 0 < position < len(b.words) - 1:
        return _is_range(b, position - 1, position + 1)
    if b.words[position] != "," or position + 1 >= len(b.words) or position == 0:
        return False
    after = position + 1
    while after + 1 < len(b.words) and b.words[after] in _MARKS:
        after += 1
    return (
        b.top(position - 1) == b.top(after)
        and b.heads[after] is not None
        and b.chosen[after].pos != "PUNCT"
    )


def _is_range(b: Building, one: int, other: int) -> bool:
    """`квітні–червні`, `70–75`: a dash between two numbers or two nouns in an oblique case."""
    parts = {b.chosen[one].pos, b.chosen[other].pos}
    if parts == {"NUM"}:
        return True
    return parts <= {"NOUN", "PROPN"} and bool(b.cases[one] & b.cases[other] - {"Nom", "Acc"})


def _begins_clause(b: Building, position: int, stretch: Stretch) -> bool:
    """A conjunction between two predicates without a comma."""
    if b.chosen[position].pos != "CCONJ" or not b.is_free(position):
        return False
    if not any(_may_be_verb(b, n) for n in stretch.positions):
        return False
    for following in range(position + 1, len(b.words)):
        if b.words[following] in _BREAKS or b.chosen[following].pos == "CCONJ":
            return False
        if _may_be_verb(b, following):
            return True
    return False


def _may_be_verb(b: Building, position: int) -> bool:
    return b.chosen[position].finite or b.get(position, "VerbForm") == "Conv"


def _read(b: Building, stretch: Stretch) -> None:
    stretch.mark = _mark(b, stretch)
    free = [n for n in stretch.positions if b.is_free(n)]
    finite = [n for n in free if b.chosen[n].finite]
    stretch.verbs = finite
    gerund = next((n for n in free if b.get(n, "VerbForm") == "Conv"), None)
    if finite:
        stretch.verb = _main_verb(b, finite, free)
        stretch.kind = "main"
    elif gerund is not None:
        stretch.verb, stretch.kind = gerund, "gerund"
    else:
        stretch.verb, stretch.kind = _other_predicate(b, stretch, free)
    if stretch.mark is not None and stretch.kind in ("main", "loose"):
        pronoun = b.get(stretch.mark, "PronType") == "Rel"
        doubtful = b.chosen[stretch.mark].lemma in ("що", "что")
        relative = (pronoun and not doubtful) or b.chosen[stretch.mark].pos == "ADV"
        stretch.kind = "relative" if relative else "sub"


def _main_verb(b: Building, finite: list[int], free: list[int]) -> int:
    """Not the auxiliary but what it helps: `був побитий`, `буде звільнено`."""
    for verb in finite:
        if b.chosen[verb].pos != "AUX":
            return verb
    for position in free:
        if position > finite[0] and _is_predicative(b, position):
            return position
    return finite[0]


def _is_predicative(b: Building, position: int) -> bool:
    candidate = b.chosen[position]
    if candidate.feats.get("VerbForm") == "Inf":
        return True
    adjective = candidate.pos == "ADJ" or candidate.feats.get("VerbForm") == "Part"
    return adjective and (not b.cases[position] or bool(b.cases[position] & {"Nom", "Ins"}))


def _other_predicate(b: Building, stretch: Stretch, free: list[int]) -> tuple[int | None, str]:
    first = next((n for n in stretch.positions if b.chosen[n].pos not in ("ADV", "PART")), None)
    for position in free:
        if b.get(position, "VerbForm") == "Part" and b.chosen[position].pos == "VERB":
            after_comma = stretch.before in (",", "—", "–") and position == first
            return position, "participle" if after_comma else "main"
    for position in free:
        short = b.get(position, "Variant") == "Short"
        if short or b.get(position, "VerbForm") == "Inf":
            return position, "main"
        if b.chosen[position].pos == "ADJ" and "Nom" in b.cases[position]:
            return position, "main"
    return None, "loose"


def _mark(b: Building, stretch: Stretch) -> int | None:
    for position in stretch.positions[:5]:
        candidate = b.chosen[position]
        if candidate.pos == "SCONJ" or candidate.feats.get("PronType") == "Rel":
            return position
        if candidate.pos == "ADV" and candidate.lemma in _WHERE and stretch.before == ",":
            return position
        if candidate.pos not in _BEFORE_MARK and b.heads[position] is None:
            return None
    return None


_WHERE = frozenset(("де", "куди", "звідки", "где", "куда", "откуда", "коли", "когда"))
