"""What the kernels compare: each record as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from habeas.language import names as printed_names
from habeas.language import region_key
from habeas.people.evidence.birth import birth_parts
from habeas.people.evidence.packed_text import PackedText
from habeas.people.records import UNKNOWN_DAY, EventKind, Records
from habeas.people.text_column import TextColumn

Ints = NDArray[np.int32]

# How common a name is, a short list cannot say: it counts as SMALL more rows in which a name of
# this list has the share RARE.
SMALL = 1_000.0
RARE = 0.002
# Given names, fathers' among them, are few: one in some thirty people bears the same.
SMALL_GIVEN = 300.0
RARE_GIVEN = 0.03


@dataclass(frozen=True, eq=False)
class PartForms:
    """The forms of one part of the name, as the kernels want them; row k belongs to code k.

    `key` and `loose` (m,) number the spellings that meet; `groups` (m, 4) are numbers of lexicon
    names, -1 padded; `initials` (m,) is a set of first letters as bits; `share` (m,) is how large
    a part of all records that say this part has the same name.
    """

    key: Ints
    loose: Ints
    groups: Ints
    initial: NDArray[np.bool_]
    initials: NDArray[np.int64]
    share: NDArray[np.float32]
    text: PackedText


@dataclass(frozen=True, eq=False)
class Features:
    """`n` records as numbers; -1 (days: UNKNOWN_DAY, birth: 0) where a record says nothing.

    `names` (n, 4): codes of surname, given, patronymic, second surname. `birth` (n, 3): year,
    month, day. `region`, `place`, `call_sign`, `list` (n,) number equal values. `days` (n, kinds):
    the middle of the first event of each kind. `latin` (n,): whether the name is in Latin letters.
    """

    names: Ints
    surname: PartForms
    given: PartForms
    patronymic: PartForms
    birth: NDArray[np.int16]
    region: Ints
    place: Ints
    call_sign: Ints
    days: Ints
    list: Ints
    lists: tuple[str, ...]
    latin: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.list)

    def take(self, rows: NDArray[np.integer]) -> Features:
        """These rows, in this order; the forms of names stay whole."""
        taken: dict[str, Any] = {
            name: np.ascontiguousarray(getattr(self, name)[rows])
            for name in (
                "names",
                "birth",
                "region",
                "place",
                "call_sign",
                "days",
                "list",
                "latin",
            )
        }
        return replace(self, **taken)


def features(records: Records) -> Features:
    """The features of the records; each different spelling is read once."""
    codes = printed_names.code_names(
        records.name.texts(),
        records.surname.texts(),
        records.given.texts(),
        records.patronymic.texts(),
    )
    names = np.stack(
        [codes.surname, codes.given, codes.patronymic, codes.other_surname], axis=1
    ).astype(np.int32)
    return Features(
        names=np.ascontiguousarray(names),
        surname=_part(codes.surname_forms, codes.surname, by_group=False),
        given=_part(codes.given_forms, codes.given, by_group=True),
        patronymic=_part(codes.patronymic_forms, codes.patronymic, by_group=True),
        birth=np.ascontiguousarray(birth_parts(records.born)),
        region=_numbered(records.region),
        place=_numbered(records.place),
        call_sign=codes.call_sign.astype(np.int32),
        days=_days(records),
        list=np.where(records.list.codes < 0, len(records.list.values), records.list.codes).astype(
            np.int32
        ),
        lists=(*records.list.values, "") if (records.list.codes < 0).any() else records.list.values,
        latin=_latin(codes),
    )


def _part(forms: printed_names.NameForms, codes: Ints, *, by_group: bool) -> PartForms:
    key = _equal(forms.key)
    groups = np.ascontiguousarray(forms.groups, dtype=np.int32)
    groups = groups.reshape(len(forms), groups.shape[-1])
    name = np.where(groups[:, 0] >= 0, groups[:, 0], key + 1_000_000) if by_group else key
    _, name = np.unique(name, return_inverse=True)
    counts = np.bincount(codes[codes >= 0], minlength=len(forms)).astype(np.float64)
    counts[forms.initial] = 0.0
    borne = np.bincount(name, weights=counts) if len(forms) else np.zeros(0)
    small, rare = (SMALL_GIVEN, RARE_GIVEN) if by_group else (SMALL, RARE)
    share = (borne + rare * small) / (counts.sum() + small)
    return PartForms(
        key=key,
        loose=_equal(forms.loose),
        groups=groups,
        initial=forms.initial,
        initials=_initials(forms),
        share=share[name].astype(np.float32),
        text=PackedText.of(forms.key),
    )


def _equal(texts: Sequence[str]) -> Ints:
    known: dict[str, int] = {}
    return np.array([known.setdefault(text, len(known)) for text in texts], dtype=np.int32)


def _initials(forms: printed_names.NameForms) -> NDArray[np.int64]:
    """The letters that may begin the name in any of its languages, as bits 0 (a) to 25 (z)."""
    own = np.zeros(len(forms), dtype=np.int64)
    for code, key in enumerate(forms.key):
        if key and "a" <= key[0] <= "z":
            own[code] = 1 << (ord(key[0]) - 97)
    first = forms.groups[:, 0] if len(forms) else np.zeros(0, dtype=np.int32)
    together = np.zeros(int(first.max(initial=-1)) + 1, dtype=np.int64)
    full = (first >= 0) & ~forms.initial & ~forms.fuzzy
    np.bitwise_or.at(together, first[full], own[full])
    known = first >= 0
    own[known] |= together[first[known]]
    return own


def _numbered(column: TextColumn) -> Ints:
    keys = _equal([region_key(text) for text in column.values])
    return np.where(column.codes < 0, -1, np.append(keys, -1)[column.codes]).astype(np.int32)


def _days(records: Records) -> Ints:
    days = np.full((len(records), len(EventKind)), UNKNOWN_DAY, dtype=np.int32)
    events = records.events
    known = np.flatnonzero(events.first != UNKNOWN_DAY)[::-1]
    middle = (events.first[known].astype(np.int64) + events.last[known]) // 2
    # Written backwards, so that the first event of a kind stays.
    days[events.record[known], events.kind[known]] = middle
    return days


def _latin(codes: printed_names.NameCodes) -> NDArray[np.bool_]:
    forms = codes.surname_forms
    latin = np.array([text[:1].isascii() for text in forms.printed], dtype=np.bool_)
    return np.append(latin, False)[codes.surname]
