"""Short ASCII texts as rows of bytes, for the kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

WIDTH = 24


@dataclass(frozen=True, eq=False)
class PackedText:
    """`letters` (m, WIDTH) bytes, cut or padded with nought; `length` (m,)."""

    letters: NDArray[np.uint8]
    length: NDArray[np.uint8]

    @property
    def consonants(self) -> NDArray[np.int64]:
        """Which consonants each text has, as bits 0 (a) to 25 (z), (m,)."""
        masks = np.zeros(len(self.letters), dtype=np.int64)
        for letter in range(26):
            if chr(97 + letter) not in "aeiouy":
                masks |= (self.letters == 97 + letter).any(axis=1).astype(np.int64) << letter
        return masks

    @classmethod
    def of(cls, texts: Sequence[str]) -> PackedText:
        """The packed form of ASCII texts; other characters count as question marks."""
        raw = np.array([t.encode("ascii", "replace")[:WIDTH] for t in texts], dtype=f"S{WIDTH}")
        letters = np.frombuffer(raw.tobytes(), dtype=np.uint8).reshape(len(texts), WIDTH)
        return cls(letters.copy(), (letters != 0).sum(axis=1).astype(np.uint8))
