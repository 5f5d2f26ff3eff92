"""Joining the clauses of a sentence into one tree."""

from __future__ import annotations

from dataclasses import dataclass, field

from habeas.claims.cue import reporting_verbs
from habeas.claims.slavic.building import Building
from habeas.claims.slavic.candidate import agree
from habeas.claims.slavic.fillers import fill
from habeas.claims.slavic.stretches import Stretch, stretches_of
from habeas.claims.slavic.words import key

_OF_CONTENT = frozenset(("що", "щоб", "щоби", "чи", "як", "ніби", "нібито", "мов", "мовляв",
                         "что", "чтобы", "как", "будто", "якобы", "ли"))  # fmt: skip

_PUT_IN = frozenset((",", "—", "–", "-"))


@dataclass(slots=True)
class _Clause:
    """A predicate with the words that belong to it; `verb` is None until it is met."""

    stretch: Stretch
    positions: list[int]
    verb: int | None
    inner: bool = False
    nouns: list[int] = field(default_factory=list)


def link(b: Building) -> None:
    """Give every word of the sentence its head; what stays free is the root."""
    clauses = _clauses(b, stretches_of(b))
    for clause in clauses:
        if clause.verb is not None:
            fill(b, clause.verb, clause.positions)
    root = _root(b, clauses)
    for number, clause in enumerate(clauses):
        if clause.verb is None:
            _hang_loose(b, clauses, number, root)
        elif clause.verb != root:
            _hang_clause(b, clauses, number, root)
    for position in range(len(b.words)):
        if position != root and b.is_free(position):
            _hang_rest(b, position, root)
    b.deps[root] = "ROOT"


def _clauses(b: Building, stretches: list[Stretch]) -> list[_Clause]:
    """Stretches with a predicate; one without goes with the predicate that it waits for."""
    clauses: list[_Clause] = []
    waiting: _Clause | None = None
    for number, stretch in enumerate(stretches):
        clause = _Clause(stretch, list(stretch.positions), stretch.verb)
        clause.nouns = [n for n in stretch.positions if b.is_free(n) and b.chosen[n].nominal]
        clause.inner = stretch.kind in ("relative", "gerund", "participle")
        inserted = _is_inserted(b, stretches, number)
        if waiting is not None and stretch.kind == "main" and not inserted:
            waiting.verb = stretch.verb
            waiting.positions += clause.positions
            waiting.stretch.verbs += stretch.verbs
            if waiting.stretch.kind == "loose":
                waiting.stretch.kind = "main"
            waiting = None
            continue
        clauses.append(clause)
        if clause.verb is None and _waits(b, clause, bool(clauses[:-1])):
            waiting = waiting or clause
    return clauses


def _is_inserted(b: Building, stretches: list[Stretch], number: int) -> bool:
    """`Дві третини, ідеться у звіті, зазнали …`: a verb of saying put into a clause."""
    stretch, following = stretches[number], stretches[number + 1 : number + 2]
    if stretch.verb is None or stretch.mark is not None or stretch.before not in _PUT_IN:
        return False
    verbs = {key(lemma) for lemma in reporting_verbs(b.language)}
    goes_on = bool(following) and following[0].before in _PUT_IN and following[0].kind == "main"
    return key(b.chosen[stretch.verb].lemma) in verbs and goes_on


def _waits(b: Building, clause: _Clause, follows: bool) -> bool:
    """A beginning whose verb comes after something put in: `Жінка, яку тримали, …`."""
    if clause.stretch.mark is not None:
        return True
    subject = any("Nom" in b.cases[n] and n not in b.prepositions for n in clause.nouns)
    return (subject or bool(clause.nouns)) and (not follows or clause.stretch.before in ("—", "–"))


def _root(b: Building, clauses: list[_Clause]) -> int:
    for kinds in (("main",), ("sub", "relative", "gerund", "participle")):
        for clause in clauses:
            if clause.verb is not None and clause.stretch.kind in kinds and b.is_free(clause.verb):
                return clause.verb
    nouns = [n for n in range(len(b.words)) if b.is_free(n) and b.chosen[n].nominal]
    words = [n for n in range(len(b.words)) if b.is_free(n) and b.chosen[n].pos != "PUNCT"]
    free = [n for n in range(len(b.words)) if b.is_free(n)]
    return (nouns or words or free)[0]


def _hang_clause(b: Building, clauses: list[_Clause], number: int, root: int) -> None:
    clause = clauses[number]
    verb, kind, mark = clause.verb, clause.stretch.kind, clause.stretch.mark
    if verb is None or not b.is_free(verb):
        return
    before = _verb_before(clauses, number)
    if kind in ("relative", "participle") or (kind == "sub" and _is_relative_that(b, clause)):
        noun = _antecedent(b, clause)
        if noun is not None:
            while b.deps[noun] == "flat:name" and b.heads[noun] is not None:
                noun = b.heads[noun] or 0
            b.attach(verb, noun, "acl" if kind == "participle" else "acl:relcl")
            return
    head = before if before is not None else root
    if kind == "sub" and mark is not None:
        content = b.chosen[mark].lemma in _OF_CONTENT and before is not None
        b.attach(verb, head, "ccomp" if content else "advcl")
    elif kind in ("gerund", "relative", "participle"):
        outer = _outer_verb(clauses, number)
        b.attach(verb, outer if outer is not None else root, "advcl")
    elif _reports(b, clause):
        b.attach(verb, root, "parataxis")
    elif clause.stretch.before in (":", ";", "—", "–", "-", "("):
        b.attach(verb, head, "parataxis")
    elif clause.stretch.before[:1].isalpha():
        b.attach(verb, head, "conj")
    else:
        outer = _outer_verb(clauses, number)
        b.attach(verb, outer if outer is not None else head, "conj")
    if b.is_free(verb):
        b.attach(verb, root, "parataxis")


def _is_relative_that(b: Building, clause: _Clause) -> bool:
    """`люди, що померли`: `що` behind a noun, in a clause without another subject."""
    mark, verb = clause.stretch.mark, clause.verb
    if mark is None or verb is None or b.chosen[mark].lemma not in ("що", "что"):
        return False
    if clause.stretch.positions[0] != mark or any(
        b.heads[n] == verb and b.deps[n].startswith("nsubj") for n in range(len(b.words))
    ):
        return False
    before = mark - 2
    return (
        before >= 0
        and b.words[mark - 1] == ","
        and b.chosen[before].pos in ("NOUN", "PROPN")
        and not any(b.chosen[n].lemma in reporting_verbs(b.language) for n in range(before))
    )


def _antecedent(b: Building, clause: _Clause) -> int | None:
    """The nearest noun before a relative or a participle that agrees with it."""
    first = clause.stretch.positions[0]
    word = clause.stretch.mark if clause.stretch.kind == "relative" else clause.verb
    nouns = [n for n in range(first - 1, -1, -1) if b.chosen[n].nominal and n < first][:6]
    if word is None:
        return nouns[0] if nouns else None
    own = b.chosen[word]
    for noun in nouns:
        if clause.stretch.kind == "participle":
            if agree(own, b.chosen[noun]) and (not b.cases[noun] or own.cases & b.cases[noun]):
                return noun
        elif _same_number(b, word, noun):
            return noun
    return nouns[0] if nouns and clause.stretch.kind != "participle" else None


def _same_number(b: Building, word: int, noun: int) -> bool:
    number, other = b.get(word, "Number"), b.get(noun, "Number")
    if number and other and number != other:
        return False
    gender, other = b.get(word, "Gender"), b.get(noun, "Gender")
    return number == "Plur" or not gender or not other or gender == other


def _verb_before(clauses: list[_Clause], number: int) -> int | None:
    """The nearest predicate that stands before a clause."""
    first = clauses[number].positions[0]
    verbs = [c.verb for c in clauses if c.verb is not None and c.verb < first]
    return max(verbs, default=None)


def _outer_verb(clauses: list[_Clause], number: int) -> int | None:
    """The nearest predicate before that is no relative, gerund or participle."""
    first = clauses[number].positions[0]
    verbs = [c.verb for c in clauses if c.verb is not None and not c.inner and c.verb < first]
    return max(verbs, default=None)


def _reports(b: Building, clause: _Clause) -> bool:
    verb = clause.verb
    if verb is None or clause.stretch.before not in _PUT_IN:
        return False
    if b.chosen[clause.stretch.positions[0]].pos == "CCONJ":
        return False
    verbs = {key(lemma) for lemma in reporting_verbs(b.language)}
    return key(b.chosen[verb].lemma) in verbs and not _has_clause_mark(clause)


def _has_clause_mark(clause: _Clause) -> bool:
    return clause.stretch.mark is not None


def _hang_loose(b: Building, clauses: list[_Clause], number: int, root: int) -> None:
    """Appositions, lists, `за словами слідчого`, circumstances before their verb."""
    clause = clauses[number]
    _head_without_verb(b, clause)
    before, after = _verb_before(clauses, number), _verb_after(clauses, number)
    for position in clause.positions:
        if not b.is_free(position) or position == root:
            continue
        if (
            b.chosen[position].pos in ("NOUN", "PROPN")
            and position not in b.prepositions
            and (named := _noun_ending_before(b, clause, position)) is not None
        ):
            b.attach(position, named, "appos")
            continue
        head = before if before is not None else after if after is not None else root
        relation = "obl" if b.chosen[position].nominal else "advmod"
        if position in b.prepositions and b.words[clause.positions[0]][:1].isupper():
            head = after if after is not None and before is None else head
        b.attach(position, head, relation)


def _head_without_verb(b: Building, clause: _Clause) -> None:
    """`…, серед яких шестеро медиків`: a relative whose predicate is a noun."""
    mark = clause.stretch.mark
    if mark is None or b.get(mark, "PronType") != "Rel":
        return
    nouns = [n for n in clause.nouns if n != mark and n not in b.prepositions and b.is_free(n)]
    before = [n for n in range(clause.positions[0] - 1, -1, -1) if b.chosen[n].nominal]
    if not nouns or not before:
        return
    for position in clause.positions:
        if position != nouns[-1] and b.is_free(position):
            b.attach(position, nouns[-1], "obl" if position == mark else "dep")
    b.attach(nouns[-1], before[0], "acl:relcl")


def _noun_ending_before(b: Building, clause: _Clause, position: int) -> int | None:
    first = clause.positions[0]
    before = first - 2
    if before < 0 or b.words[first - 1] not in (",", "—", "–", "("):
        return None
    top = before
    while b.chosen[top].pos == "PUNCT" and top > 0:
        top -= 1
    while b.deps[top] in ("flat:name", "appos", "nmod", "amod") and b.heads[top] is not None:
        if b.chosen[top].nominal and agree(b.chosen[top], b.chosen[position]):
            break
        top = b.heads[top] or 0
    fits = b.chosen[top].nominal and b.cases[top] & b.cases[position]
    return top if fits and top != position else None


def _verb_after(clauses: list[_Clause], number: int) -> int | None:
    return next((c.verb for c in clauses[number + 1 :] if c.verb is not None), None)


def _hang_rest(b: Building, position: int, root: int) -> None:
    """Marks and whatever is left: on the nearest word that hangs somewhere."""
    if b.chosen[position].pos == "PUNCT":
        following = position + 1
        near = following if following < len(b.words) else root
        while near < len(b.words) - 1 and b.chosen[near].pos == "PUNCT":
            near += 1
        b.attach(position, b.top(near) if b.top(near) != position else root, "punct")
    if b.is_free(position):
        b.attach(position, root, "punct" if b.chosen[position].pos == "PUNCT" else "dep")
