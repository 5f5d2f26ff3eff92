"""A column of texts, each different text kept once: a million rows hold few different regions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]

NOTHING = -1


@dataclass(frozen=True, eq=False)
class TextColumn:
    """`codes` (n,) point into `values`, in order of first appearance; -1 where a row says nothing.

    Values are never empty and never begin or end with white space.
    """

    codes: Codes
    values: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str | None]) -> TextColumn:
        """The column of these texts; None, empty and blank texts count as nothing said."""
        known: dict[str, int] = {}
        printed: dict[str | None, int] = {None: NOTHING}
        codes: list[int] = []
        for text in texts:
            code = printed.get(text)
            if code is None:
                trimmed = text.strip() if text else ""
                code = known.setdefault(trimmed, len(known)) if trimmed else NOTHING
                printed[text] = code
            codes.append(code)
        return cls(np.array(codes, dtype=np.int32), tuple(known))

    @classmethod
    def empty(cls, length: int) -> TextColumn:
        """A column of `length` rows in which nothing is said."""
        return cls(np.full(length, NOTHING, dtype=np.int32), ())

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, row: int) -> str:
        """The text of a row, empty where nothing is said."""
        code = int(self.codes[row])
        return "" if code < 0 else self.values[code]

    @property
    def said(self) -> NDArray[np.bool_]:
        """Whether a row says anything, (n,)."""
        return self.codes >= 0

    def texts(self) -> list[str]:
        """Every row's text, empty where nothing is said."""
        values = [*self.values, ""]
        return [values[code] for code in self.codes.tolist()]

    def take(self, rows: Sequence[int] | NDArray[np.integer]) -> TextColumn:
        """These rows, in this order; the values stay whole."""
        return TextColumn(self.codes[np.asarray(rows, dtype=np.int64)], self.values)
