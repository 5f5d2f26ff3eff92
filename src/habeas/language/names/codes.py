"""The names of many rows at once, each different spelling read once."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from habeas.language.names.forms import GROUPS_KEPT, NameCodes, NameForms
from habeas.language.slavic import slavic_key

_CALL_SIGN = re.compile(
    r"\(?\s*(?:позивний|позывной|пазыўны|call\s?sign)"
    r"\s*[«\"“'’]?([^»\"”'’)]+)[»\"”'’)]*",
    re.IGNORECASE,
)
_PATRONYMIC = re.compile(
    r"(?:ович|евич|йович|ич|івн|овн|евн|ївн|ичн)(?:[аиіуыея]|ою|ой|ем|ом|ей|ею)?$"
    r"|(?:ovych|evych|ovich|evich|ivna|ovna|evna|ovyč|ovič)$",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[^\W\d_]\.?(?:\s*[^\W\d_]\.)?")


class _Forms:
    """The forms of one part while they are collected."""

    def __init__(self) -> None:
        self.codes: dict[str, int] = {"": -1}

    def code(self, text: str) -> int:
        return self.codes.setdefault(text, len(self.codes) - 1)

    def forms(self) -> NameForms:
        printed = tuple(self.codes)[1:]
        keys = tuple(slavic_key(text) for text in printed)
        loose = tuple(key[:2] + re.sub("[aeiou]", "", key[2:]) for key in keys)
        initial = np.array([len(text.strip(".")) == 1 for text in printed], dtype=np.bool_)
        return NameForms(
            printed,
            printed,
            keys,
            loose,
            initial,
            np.full((len(printed), GROUPS_KEPT), -1, dtype=np.int32),
            np.zeros(len(printed), dtype=np.bool_),
        )


def _split(name: str, surname: str, given: str, patronymic: str) -> tuple[str, str, str]:
    parts = [part for part in (surname, given, patronymic) if part]
    if not parts:
        parts = re.sub(r"(?<=\.)(?=\w)", " ", name).replace(",", " ").split()[:3]
    if len(parts) < 2:
        return parts[0] if parts else "", "", ""
    father = next((part for part in parts[1:] if _PATRONYMIC.search(part)), "")
    if not father and len(parts) == 3:
        father = parts[2]
    if father:
        parts.remove(father)
    first, second = parts[0], parts[1] if len(parts) > 1 else ""
    if _INITIALS.fullmatch(first) or (not surname and first.isascii()):
        first, second = second, first
    return first, second, father


def code_names(
    name: Sequence[str],
    surname: Sequence[str],
    given: Sequence[str],
    patronymic: Sequence[str],
) -> NameCodes:
    """The names of n rows as codes into their forms; '' where a list does not give a part."""
    surnames, givens, fathers = _Forms(), _Forms(), _Forms()
    call_signs: dict[str, int] = {"": -1}
    found = np.full((5, len(name)), -1, dtype=np.int32)
    for row, cells in enumerate(zip(name, surname, given, patronymic, strict=True)):
        whole = cells[0]
        call_sign = _CALL_SIGN.search(whole) if "(" in whole or "з" in whole else None
        if call_sign:
            found[4, row] = call_signs.setdefault(
                call_sign[1].strip().casefold(), len(call_signs) - 1
            )
            whole = whole.replace(call_sign[0], " ")
        first, second, father = _split(whole, *cells[1:])
        half, _, other = first.partition("-")
        found[0, row] = surnames.code(half)
        found[3, row] = surnames.code(other)
        found[1, row] = givens.code(second)
        found[2, row] = fathers.code(father)
    return NameCodes(
        surname=found[0],
        given=found[1],
        patronymic=found[2],
        other_surname=found[3],
        call_sign=found[4],
        surname_forms=surnames.forms(),
        given_forms=givens.forms(),
        patronymic_forms=fathers.forms(),
        call_signs=tuple(call_signs)[1:],
    )
