"""A list as another may see it: signatures without names, ids or order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from habeas.language import names
from habeas.model import InputRefused, WrongUsage
from habeas.people.overlap.conjunctions import tokens_of
from habeas.people.overlap.facts import facts_of
from habeas.people.overlap.form import Form
from habeas.people.overlap.secret import derive_keys
from habeas.people.overlap.signature import BYTES, flipped, signature_of
from habeas.people.records import Records

MOST_NOISE = 0.4
# Invented names in the scripts and systems that lists come in. Two versions of the lexicon that
# read them alike can be expected to read a list alike.
_PROBES = (
    ("Гнатюк-Явірський", "Олександр", "Миколайович"),
    ("Щербицкая", "Наталья", "Сергеевна"),
    ("Tsymbaliuk", "Yevhen", "Hryhorovych"),
    ("Ковалевіч", "Аляксандр", "Уладзіміравіч"),
    ("Żyłenko", "Wołodymyr", ""),
    ("Chevtchouk", "Dmytro", "Ihorovytch"),
    ("Джемилев", "Энвер", "Серверович"),
    ("Бойченко", "Вова", "Юрійович"),
)


@dataclass(frozen=True, eq=False)
class Encoding:
    """The encoded rows of one list, in the order of their bits: what was where is lost.

    `signatures` (n, BYTES) uint8 and `forms` (n,) uint8; `left_out` rows gave too little to be
    told apart and are not among them. `noise` is the share of bits turned over. `key_check` tells
    whether two encodings were made with one secret, `spelling_check` whether by one lexicon.
    """

    signatures: NDArray[np.uint8]
    forms: NDArray[np.uint8]
    left_out: int
    noise: float
    key_check: bytes
    spelling_check: bytes

    def __len__(self) -> int:
        return len(self.forms)


def encode(records: Records, secret: str, *, occasion: str = "", noise: float = 0.0) -> Encoding:
    """The list under a secret that both sides share.

    `occasion`: a text that both agree on for this exchange. `noise`: the share of bits turned over
    at random, from 0 to .4. Rows without a surname, or with nothing but one, are left out and
    counted. Raises InputRefused for a weak secret and for a list without usable rows, WrongUsage
    for a noise out of range.
    """
    if not 0 <= noise <= MOST_NOISE:
        raise WrongUsage(
            f"a noise of {noise:g}", remedy=f"give a share from 0 to {MOST_NOISE:g}, such as .05"
        )
    keys = derive_keys(secret, occasion)
    usable = [facts for facts in facts_of(records) if facts.suffice]
    if not usable:
        raise InputRefused(
            "no row has a surname and something beside it",
            remedy="name the columns that hold the names and the birth date",
        )
    clean = np.stack([signature_of(tokens_of(facts), keys.token) for facts in usable])
    rows = np.column_stack([flipped(clean, noise), [Form.of(facts).number for facts in usable]])
    rows = rows[np.lexsort(rows.T[::-1])].astype(np.uint8)
    return Encoding(
        signatures=np.ascontiguousarray(rows[:, :BYTES]),
        forms=rows[:, BYTES].copy(),
        left_out=len(records) - len(usable),
        noise=float(noise),
        key_check=keys.check,
        spelling_check=spelling_check(),
    )


def spelling_check() -> bytes:
    """A digest of how this installation reads a few invented names."""
    surname, given, patronymic = zip(*_PROBES, strict=True)
    codes = names.code_names([""] * len(_PROBES), surname, given, patronymic)
    told = [
        (forms.key, forms.loose, forms.groups.tolist())
        for forms in (codes.surname_forms, codes.given_forms, codes.patronymic_forms)
    ]
    return hashlib.sha256(repr(told).encode("utf-8")).digest()[:8]
