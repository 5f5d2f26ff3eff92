"""Noun phrases: prepositions, adjectives and numbers find their noun, nouns their owner."""

from __future__ import annotations

from dataclasses import replace

from habeas.claims.slavic.building import Building
from habeas.claims.slavic.candidate import ALL_CASES, Candidate, agree
from habeas.claims.slavic.lexicon import governs

_OPENING = frozenset("«„“\"'(")
_MARKS = frozenset("«»„“”\"'")
_JOINING = frozenset(("і", "й", "та", "и", "або", "чи", "или", "да"))
_YEARS = frozenset(("рік", "год", "р", "г", "рр", "гг"))
_REACH = 8


def build_phrases(building: Building) -> None:
    """Attach everything inside noun phrases; what heads a phrase stays free."""
    _find_nouns(building)
    _make_nouns(building)
    _find_nouns(building)
    _chain_nouns(building)
    _join_nouns(building)


def _find_nouns(b: Building) -> None:
    """Prepositions, adjectives and numbers, from the right, so that inner ones come first."""
    for position in reversed(range(len(b.words))):
        candidate = b.chosen[position]
        if not b.is_free(position):
            continue
        if candidate.pos == "ADP":
            noun = _noun_after(b, position, any_case=True)
            if noun is not None:
                b.attach(position, noun, "case")
                b.narrow(noun, governs(candidate.lemma, b.language))
                b.prepositions[noun] = position
        elif candidate.adjectival:
            _attach_adjective(b, position)
        elif candidate.pos == "NUM":
            _attach_number(b, position)


def _attach_adjective(b: Building, position: int) -> None:
    noun = _noun_after(b, position)
    participle = b.get(position, "VerbForm") == "Part"
    if noun is None or (participle and _follows_comma_after_noun(b, position)):
        return
    b.attach(position, noun, "det" if b.chosen[position].pos == "DET" else "amod")
    b.narrow(noun, b.cases[position])
    b.narrow(position, b.cases[noun])


def _follows_comma_after_noun(b: Building, position: int) -> bool:
    return position > 1 and b.words[position - 1] == "," and b.chosen[position - 2].nominal


def _attach_number(b: Building, position: int) -> None:
    following = position + 1
    if following < len(b.words) and b.chosen[following].pos == "NUM":
        b.attach(position, following, "compound")
        return
    noun = _noun_after(b, position, any_case=True)
    if noun is not None and b.chosen[noun].pos != "PRON":
        year = b.chosen[noun].lemma in _YEARS
        b.attach(position, noun, "amod" if year else "nummod")
        if not year and b.cases[noun] == {"Gen"} and b.cases[position] != {"Gen"}:
            # `п'ятеро людей`: the whole stands where the number may stand.
            b.cases[noun] = b.cases[noun] | (b.cases[position] or frozenset(("Nom", "Acc")))


def _noun_after(b: Building, position: int, *, any_case: bool = False) -> int | None:
    """The noun that a word stands before, across what else may stand between them."""
    own = b.chosen[position]
    for following in range(position + 1, min(position + _REACH, len(b.words))):
        candidate = b.chosen[following]
        if candidate.nominal:
            if candidate.pos == "PRON" and not any_case:
                return None
            if any_case or agree(replace(own, cases=b.cases[position]), _now(b, following)):
                return following
            return None
        if not _may_stand_between(b, position, following, any_case=any_case):
            return None
    return None


def _now(b: Building, position: int) -> Candidate:
    return replace(b.chosen[position], cases=b.cases[position])


def _may_stand_between(b: Building, start: int, position: int, *, any_case: bool) -> bool:
    candidate, word = b.chosen[position], b.words[position]
    if candidate.adjectival or candidate.pos in ("NUM", "PART", "ADV"):
        return True
    if word in _MARKS:
        return any_case or word in _OPENING
    between = word == "," or word in _JOINING
    following = position + 1
    return (
        between
        and b.chosen[position - 1].adjectival
        and position - 1 >= start
        and following < len(b.words)
        and b.chosen[following].adjectival
    )


def _make_nouns(b: Building) -> None:
    """Adjectives that stand alone where a noun would: `поранених вивезли`, `військові`."""
    for position, candidate in enumerate(b.chosen):
        if candidate.pos == "NUM" or not candidate.adjectival or not b.is_free(position):
            continue
        governed = position > 0 and b.chosen[position - 1].pos in ("ADP", "NUM")
        alone = not _may_be_predicate(b, position)
        if candidate.pos == "DET":
            kind = "PRON"
        elif b.words[position][:1].isupper() and position > 0:
            kind = "PROPN"
        else:
            kind = "NOUN"
        if governed or alone or kind == "PROPN":
            lemma = candidate.lemma
            feats = {k: v for k, v in candidate.feats.items() if k not in ("VerbForm", "Voice")}
            b.chosen[position] = replace(candidate, pos=kind, lemma=lemma, feats=feats)


def _may_be_predicate(b: Building, position: int) -> bool:
    """A nominative beside a noun or pronoun, or what may follow its noun after a comma."""
    if b.chosen[position].pos == "DET":
        return False
    if _follows_comma_after_noun(b, position):
        return True
    before = position - 1
    while before >= 0 and b.chosen[before].pos in ("ADV", "PART"):
        before -= 1
    if before < 0:
        return b.get(position, "VerbForm") == "Part"
    if b.chosen[before].pos == "AUX" or b.words[before] in ("—", "–"):
        return True
    return "Nom" in b.cases[position] and b.chosen[before].nominal


def _chain_nouns(b: Building) -> None:
    """A noun right after another: its owner in the genitive, a name, or what it is called."""
    for position, candidate in enumerate(b.chosen):
        if not b.is_free(position):
            continue
        before = _noun_before(b, position)
        if before is None:
            continue
        if candidate.pos in ("NOUN", "PROPN"):
            _attach_noun(b, position, before)
        elif (candidate.pos == "SYM" and b.words[position] == "№") or (
            candidate.pos == "NUM" and before == position - 1
        ):
            b.attach(position, before, "nummod:entity")
    for position in range(1, len(b.words)):
        if b.words[position - 1] == "№" and b.chosen[position].pos in ("NUM", "PROPN", "X"):
            b.attach(position, position - 1, "appos")


def _noun_before(b: Building, position: int) -> int | None:
    """The noun that ends right before the phrase of this one begins."""
    before = position - 1
    while before >= 0 and (b.heads[before] == position or b.words[before] in _MARKS):
        if b.deps[before] == "case" and b.heads[before] == position:
            return None
        before -= 1
    if before < 0:
        return None
    if b.chosen[before].pos in ("NUM", "X", "SYM") and b.heads[before] is not None:
        before = b.heads[before] if b.heads[before] < before else -1  # type: ignore[operator,assignment]  # checked for None above
        if before >= 0 and b.chosen[before].pos == "SYM" and b.heads[before] is not None:
            before = b.heads[before]  # type: ignore[assignment]  # checked for None above
    return before if before >= 0 and b.chosen[before].pos in ("NOUN", "PROPN") else None


def _attach_noun(b: Building, position: int, before: int) -> None:
    candidate, owner = b.chosen[position], b.chosen[before]
    quoted = any(b.words[n] in _OPENING for n in range(before + 1, position))
    fits = agree(_now(b, before), _now(b, position))
    if quoted:
        b.attach(position, before, "appos")
    elif candidate.pos == "PROPN" and owner.pos == "PROPN" and fits:
        first = before
        while b.deps[first] == "flat:name" and b.heads[first] is not None:
            first = b.heads[first]  # type: ignore[assignment]  # checked for None before
        b.attach(position, first, "flat:name")
        b.narrow(first, b.cases[position])
        b.narrow(position, b.cases[first])
    elif candidate.pos == "PROPN" and fits and _is_person(candidate) and _is_person(owner):
        b.attach(position, before, "appos")
        b.narrow(before, b.cases[position])
        b.narrow(position, b.cases[before])
    elif "Gen" in b.cases[position] and b.cases[position] != ALL_CASES:
        b.attach(position, before, "nmod")
        b.cases[position] = frozenset(("Gen",))
    elif candidate.pos == "PROPN":
        b.attach(position, before, "appos" if fits else "nmod")


def _is_person(candidate: Candidate) -> bool:
    return candidate.name or candidate.feats.get("Animacy") == "Anim" or not candidate.feats


def _join_nouns(b: Building) -> None:
    """`їжу, воду та ліки`: nouns of one case with a conjunction before the last."""
    for position in range(2, len(b.words)):
        if b.words[position].casefold() not in _JOINING or b.chosen[position].pos != "CCONJ":
            continue
        right = _free_noun_from(b, position + 1)
        left = _free_noun_until(b, position - 1)
        if right is None or left is None or not _join(b, left, right):
            continue
        b.attach(position, right, "cc")
        while left is not None:
            start = _phrase_start(b, left)
            further = (
                _free_noun_until(b, start - 2) if start > 1 and b.words[start - 1] == "," else None
            )
            if further is None or not _join(b, further, left):
                break
            for other in range(len(b.words)):
                if b.heads[other] == left and b.deps[other] == "conj":
                    b.heads[other] = further
            left = further


def _join(b: Building, left: int, right: int) -> bool:
    shared = b.cases[left] & b.cases[right]
    if not shared or (right in b.prepositions and left not in b.prepositions):
        return False
    if "Nom" in shared and _has_verb_after(b, right) and _has_verb_before(b, left):
        return False
    b.cases[left] = b.cases[right] = shared
    b.attach(right, left, "conj")
    return True


def _has_verb_after(b: Building, position: int) -> bool:
    for following in range(position + 1, len(b.words)):
        if b.words[following] in (",", ";", ":", "—", "–"):
            return False
        if b.chosen[following].finite:
            return True
    return False


def _has_verb_before(b: Building, position: int) -> bool:
    for before in range(position - 1, -1, -1):
        if b.words[before] in (";", ":", "—", "–") or b.chosen[before].pos == "SCONJ":
            return False
        if b.chosen[before].finite:
            return True
    return False


def _free_noun_from(b: Building, position: int) -> int | None:
    for following in range(position, min(position + _REACH, len(b.words))):
        if b.is_free(following):
            return following if b.chosen[following].nominal else None
    return None


def _free_noun_until(b: Building, position: int) -> int | None:
    """The head of the phrase that ends here."""
    if position < 0 or b.chosen[position].pos in ("PUNCT", "CCONJ", "VERB", "AUX"):
        while position >= 0 and b.words[position] in _MARKS:
            position -= 1
        if position < 0 or b.chosen[position].pos in ("PUNCT", "CCONJ", "VERB", "AUX"):
            return None
    top = b.top(position)
    return top if b.chosen[top].nominal and b.is_free(top) else None


def _phrase_start(b: Building, head: int) -> int:
    return min(n for n in range(head + 1) if n == head or b.top(n) == head)
