"""Subject, objects and circumstances of one predicate."""

from __future__ import annotations

from habeas.claims.slavic.building import Building

_HELPED = frozenset(("Part", "Inf", "Fin"))


def fill(b: Building, verb: int, positions: list[int]) -> None:
    """Hang what is still free among these words on their predicate."""
    free = [n for n in positions if n != verb and b.is_free(n)]
    _helpers(b, verb, free)
    free = [n for n in free if b.is_free(n)]
    subject = _subject(b, verb, free)
    passive = b.get(verb, "VerbForm") == "Part" and b.get(verb, "Voice") == "Pass"
    if subject is not None:
        b.narrow(subject, frozenset(("Nom",)))
        b.attach(subject, verb, "nsubj:pass" if passive else "nsubj")
    for position in free:
        if b.is_free(position):
            b.attach(position, _head_for(b, verb, position), _relation(b, verb, position))


def _helpers(b: Building, verb: int, free: list[int]) -> None:
    """Auxiliaries and infinitives, negation before its word."""
    for position in free:
        candidate = b.chosen[position]
        if candidate.pos == "AUX" and b.get(verb, "VerbForm") in _HELPED:
            passive = b.get(verb, "VerbForm") == "Part"
            b.attach(position, verb, "aux:pass" if passive else "aux")
        elif candidate.pos == "AUX":
            b.attach(position, verb, "cop")
        elif candidate.feats.get("VerbForm") == "Inf":
            b.attach(position, verb, "xcomp")
        elif candidate.finite:
            b.attach(position, verb, "conj")


def _subject(b: Building, verb: int, free: list[int]) -> int | None:
    """The nominative that agrees: a sure one before the verb, then after it, then a likely one."""
    if b.get(verb, "Person") == "0" or b.get(verb, "VerbForm") in ("Conv", "Inf"):
        return None
    bearer = next((n for n in free if b.chosen[n].pos == "AUX"), verb)
    fitting = [n for n in free if _may_be_subject(b, bearer, n)]
    sure = [n for n in fitting if "Acc" not in b.cases[n] or b.get(n, "Animacy") == "Anim"]
    for group in (sure, fitting):
        before = [n for n in group if n < verb]
        if before:
            return before[-1] if group is sure else before[0]
        if group:
            if group is fitting and not sure and _takes_object(b, verb, group[0], free):
                return None
            return group[0]
    return None


def _takes_object(b: Building, verb: int, noun: int, free: list[int]) -> bool:
    """Whether what may be either is rather the object of a verb: nobody named, or said before."""
    infinitive = any(b.deps[n] == "xcomp" and n < noun for n in range(verb, noun))
    joined = any(b.chosen[n].pos == "CCONJ" for n in free if n < verb)
    return infinitive or (joined and _acts(b, verb)) or _is_impersonal(b, verb)


def _acts(b: Building, verb: int) -> bool:
    return not b.chosen[verb].lemma.endswith(("ся", "сь"))


def _is_impersonal(b: Building, verb: int) -> bool:
    """`тримали людей`, `вивезли тіла`: a plural verb of acting, nobody named."""
    return b.get(verb, "Number") == "Plur" and not b.chosen[verb].lemma.endswith(("ся", "сь"))


def _may_be_subject(b: Building, verb: int, position: int) -> bool:
    candidate = b.chosen[position]
    if position in b.prepositions or not (candidate.nominal or candidate.pos == "NUM"):
        return False
    if candidate.pos == "NUM":
        return not b.cases[position] or "Nom" in b.cases[position]
    if "Nom" not in b.cases[position] or candidate.lemma in ("себе", "себя"):
        return False
    number, verb_number = b.get(position, "Number"), b.get(verb, "Number")
    counted = any(
        b.heads[n] == position and b.deps[n] in ("nummod", "conj") for n in range(len(b.words))
    )
    if number and verb_number and number != verb_number and not counted:
        return False
    if b.get(verb, "Person") in ("1", "2") and candidate.pos != "PRON":
        return False
    gender, verb_gender = b.get(position, "Gender"), b.get(verb, "Gender")
    if not gender or not verb_gender or gender == verb_gender or counted:
        return True
    if number == "Plur" or verb_number == "Plur":
        return True
    return b.get(position, "Animacy") == "Anim" and "Neut" not in (gender, verb_gender)


def _head_for(b: Building, verb: int, position: int) -> int:
    """Negation belongs to the word after it; a phrase behind an infinitive to the infinitive."""
    candidate = b.chosen[position]
    following = position + 1
    if candidate.pos == "PART" and following < len(b.words) and b.chosen[following].pos != "PUNCT":
        return following
    infinitives = [
        n
        for n in range(position)
        if b.deps[n] == "xcomp" and b.heads[n] == verb and n > min(verb, position)
    ]
    if infinitives and candidate.nominal and position > verb:
        return infinitives[-1]
    if position in b.prepositions and candidate.nominal:
        noun = _noun_before_phrase(b, position)
        if noun is not None and noun != verb:
            return noun
    return verb


def _noun_before_phrase(b: Building, position: int) -> int | None:
    """`колонія в Оленівці`, `лист до суду`: the noun right before a preposition of its kind."""
    preposition = b.prepositions[position]
    before = preposition - 1
    if before < 0 or b.chosen[before].pos not in ("NOUN", "PROPN", "NUM"):
        return None
    noun = b.heads[before] if b.chosen[before].pos == "NUM" else before
    if noun is None or b.chosen[noun].pos not in ("NOUN", "PROPN"):
        return None
    of_noun = b.chosen[preposition].lemma in _OF_NOUNS or b.chosen[noun].lemma.endswith(_DEVERBAL)
    return noun if of_noun else None


_OF_NOUNS = frozenset(("про", "для", "проти", "без", "о", "об", "против"))
_DEVERBAL = ("ння", "ття", "ние", "тие", "ція", "ция")


def _relation(b: Building, verb: int, position: int) -> str:
    candidate = b.chosen[position]
    if candidate.pos in ("ADV", "PART"):
        return "advmod"
    fixed = {"CCONJ": "cc", "SCONJ": "mark", "PUNCT": "punct", "ADP": "case", "SYM": "dep"}
    if candidate.pos in fixed:
        return fixed[candidate.pos]
    if position in b.prepositions:
        return "obl"
    if candidate.pos == "ADJ" or candidate.feats.get("VerbForm") == "Part":
        return "xcomp" if "Ins" in b.cases[position] else "acl"
    return _bare_case(b, verb, position)


def _bare_case(b: Building, verb: int, position: int) -> str:
    cases = b.cases[position]
    if b.chosen[position].pos == "NUM":
        return "obj"
    if "Acc" in cases:
        b.narrow(position, frozenset(("Acc",)))
        return "obl" if b.chosen[position].lemma in _TIMES else "obj"
    if "Gen" in cases:
        return "obj"
    if "Dat" in cases:
        return "iobj"
    if "Ins" in cases:
        return "obl"
    return "nsubj" if "Nom" in cases and position < verb else "obl"


_TIMES = frozenset(
    "день тиждень місяць рік година хвилина ніч доба неделя месяц год час минута ночь сутки".split()
)
