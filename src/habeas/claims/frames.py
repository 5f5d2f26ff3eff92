"""Verbs with what they do to whom: `take` a person `away`, `deny` a monitor `access`.

A row of `type_frames.csv` names verbs, and what must stand as their subject, object, and beside
them. It looks at syntax where a cue looks at the order of words, so that passives, relatives and
shared subjects fit the same row. Both label sets are understood, that of the English model and
that of Universal Dependencies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from habeas.claims.patterns import Match, Pattern, WordSet, word_set
from habeas.claims.tables import rows

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_ACTIVE = frozenset({"nsubj", "csubj"})
_PASSIVE = frozenset({"nsubjpass", "nsubj:pass"})
_OBJECTS = frozenset({"dobj", "obj", "iobj", "dative", "attr", "oprd"})
_AGENTS = frozenset({"agent", "obl:agent"})
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl", "conj", "pcomp"})
_VERBS = frozenset({"VERB", "AUX"})
_NEGATING = frozenset({"not", "n't", "never", "no", "neither", "nor", "nobody", "none", "nothing"})


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing beside the verb: a bare word, a preposition with its object, a clause, a state.

    `kind` is "word", "prep", "then", "neg", "affirmed", "pass", "active" or "alone" (no object);
    `openers` are the prepositions.
    """

    kind: str
    words: WordSet | None = None
    openers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: what must stand where, and the type and weight that it speaks for."""

    subject: WordSet | None
    object: WordSet | None
    conditions: tuple[Condition, ...]
    pattern: Pattern


class _Roles:
    """Who stands where around one verb; each role is looked up once."""

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self.passive = any(child.dep_ in _PASSIVE for child in verb.children) or (
            verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod")
        )

    @cached_property
    def subjects(self) -> list[Token]:
        return list(_widened(_subjects(self.verb, self.passive)))

    @cached_property
    def objects(self) -> list[Token]:
        return list(_widened(_objects(self.verb)))

    @cached_property
    def beside(self) -> frozenset[str]:
        words = {w for child in self.verb.children for w in (child.lower_, child.lemma_.lower())}
        return frozenset(words)

    @cached_property
    def phrases(self) -> list[tuple[str, Token]]:
        found = list(_phrases(self.verb))
        for noun in self.objects:
            found.extend(_phrases(noun))
        return found

    @cached_property
    def clauses(self) -> list[Token]:
        return [child for child in self.verb.rights if child.dep_ in _CLAUSES]

    @cached_property
    def negated(self) -> bool:
        if any(c.dep_ == "neg" or c.lower_ in _NEGATING for c in self.verb.children):
            return True
        around = (*self.subjects[:1], *self.objects[:1])
        return any(
            n.lower_ in _NEGATING or any(c.lower_ in _NEGATING for c in n.lefts) for n in around
        )


class FrameIndex:
    """Frames by their verbs."""

    def __init__(self, language: str) -> None:
        """Read the frames of one language; a language without a table has none."""
        table: dict[str, list[Frame]] = defaultdict(list)
        try:
            listed = list(rows("type_frames", language))
        except FileNotFoundError:
            listed = []
        for row in listed:
            frame = _frame(row, language)
            for verb in word_set(row["verbs"], language).words:
                table[verb].append(frame)
        self._by_verb = {verb: tuple(frames) for verb, frames in table.items()}

    def find(self, span: Span) -> list[Match]:
        """Every frame whose verb stands in a span of tokens and that fits, in order."""
        matches: list[Match] = []
        for token in span:
            # "the accused", "the missing": a noun, whatever the model takes it for.
            if token.pos_ not in _VERBS or any(child.dep_ == "det" for child in token.lefts):
                continue
            frames = self._by_verb.get(token.lemma_.lower())
            if frames:
                roles = _Roles(token)
                matches.extend(
                    Match(f.pattern, token.i, token.i + 1) for f in frames if _fits(f, roles)
                )
        return matches


@cache
def frames_of(language: str) -> FrameIndex:
    """The frames of a language."""
    return FrameIndex(language)


def _frame(row: dict[str, str], language: str) -> Frame:
    return Frame(
        word_set(row["subject"], language) if row["subject"] else None,
        word_set(row["object"], language) if row["object"] else None,
        tuple(_condition(written, language) for written in row["beside"].split()),
        Pattern((), row["type"], float(row["weight"])),
    )


def _condition(written: str, language: str) -> Condition:
    if written in ("neg", "affirmed", "pass", "active", "alone"):
        return Condition(written)
    opener, colon, words = written.partition(":")
    if not colon:
        return Condition("word", word_set(written, language))
    if opener == "then":
        return Condition("then", word_set(words, language))
    wanted = word_set(words, language) if words else None
    return Condition("prep", wanted, frozenset(opener.split("/")))


def _fits(frame: Frame, roles: _Roles) -> bool:
    if frame.subject is not None and not _any(frame.subject, roles.subjects):
        return False
    if frame.object is not None and not _any(frame.object, roles.objects):
        return False
    return all(_holds(condition, roles) for condition in frame.conditions)


def _holds(condition: Condition, roles: _Roles) -> bool:
    kind, words = condition.kind, condition.words
    if kind in ("neg", "affirmed"):
        return roles.negated == (kind == "neg")
    if kind == "alone":
        return not roles.objects
    if kind in ("pass", "active"):
        return roles.passive == (kind == "pass")
    if kind == "word":
        return words is not None and bool(words.words & roles.beside)
    if kind == "then":
        return words is not None and _any(words, roles.clauses)
    return any(
        opener in condition.openers and (words is None or words.fits(noun))
        for opener, noun in roles.phrases
    )


def _any(words: WordSet, tokens: Iterable[Token]) -> bool:
    return any(words.fits(token) for token in tokens)


def _subjects(verb: Token, passive: bool) -> Iterator[Token]:
    if passive:
        for child in verb.children:
            if child.dep_ in _AGENTS:
                yield from (t for t in child.children if t.dep_ == "pobj")
                if child.dep_ != "agent":
                    yield child
        return
    own = [child for child in verb.children if child.dep_ in _ACTIVE]
    yield from own
    if verb.dep_ in ("relcl", "acl:relcl", "acl") and (
        not own or any(t.lower_ in _RELATIVES for t in own)
    ):
        yield verb.head
    elif not own and verb.dep_ == "xcomp" and verb.head.dep_ == "acomp":
        yield from _subjects(verb.head.head, False)
    elif not own and verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.i != verb.i:
        yield from _subjects(verb.head, any(c.dep_ in _PASSIVE for c in verb.head.children))
        if verb.dep_ == "xcomp":
            yield from _objects(verb.head)


def _objects(verb: Token) -> Iterator[Token]:
    own = [child for child in verb.children if child.dep_ in _OBJECTS or child.dep_ in _PASSIVE]
    for child in own:
        yield child
        if child.lower_ in _RELATIVES and verb.dep_ in ("relcl", "acl:relcl"):
            yield verb.head
    if not own and verb.dep_ in ("acl", "amod") and verb.tag_ == "VBN":
        yield verb.head
    if not own and verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.i != verb.i:
        yield from (c for c in verb.head.children if c.dep_ in _PASSIVE)
    # "made them kneel": the one who is made to is the subject of the clause below.
    for clause in verb.rights:
        if clause.dep_ in ("ccomp", "xcomp"):
            yield from (c for c in clause.lefts if c.dep_ in _ACTIVE)


def _widened(nouns: Iterable[Token]) -> Iterator[Token]:
    """Nouns with what is joined to them by "and", and what a count or part is taken of."""
    for noun in nouns:
        yield noun
        for child in noun.rights:
            if child.dep_ == "conj":
                yield child
            elif child.lower_ == "of":
                yield from (t for t in child.children if t.dep_ == "pobj")


def _phrases(token: Token) -> Iterator[tuple[str, Token]]:
    """Prepositions below a word with the nouns they open."""
    for child in token.rights:
        if child.dep_ in ("prep", "agent", "dative", "prt", "advmod"):
            for inner in child.children:
                if inner.dep_ in ("pobj", "pcomp"):
                    yield from ((child.lower_, noun) for noun in _widened((inner,)))
            yield from _phrases(child)
        elif child.dep_.startswith(("obl", "nmod")):
            yield from ((case.lower_, child) for case in child.lefts if case.dep_ == "case")
    for child in token.lefts:
        if child.dep_ == "prep":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield child.lower_, inner
