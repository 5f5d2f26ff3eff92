"""Tables that the tests of log-linear models share."""

from __future__ import annotations

from hypothesis import strategies as st

from habeas.counts import OverlapTable

# Published counts: Ball, Betts, Scheuren, Dudukovic, Asher (2002), report to the ICTY.
KOSOVO = OverlapTable.of(
    ("EXH", "ABA", "OSCE", "HRW"),
    {
        1: 1131, 2: 845, 3: 177, 4: 936, 5: 228, 6: 217, 7: 181,
        8: 306, 9: 106, 10: 31, 11: 18, 12: 123, 13: 42, 14: 32, 15: 27,
    },
)  # fmt: skip
# Chan, Silverman & Vincent (2021), Table 2: made to have models without an estimate.
ARTIFICIAL = OverlapTable.of(("A", "B", "C"), {1: 40, 2: 30, 4: 20, 3: 6})


def tables(
    lists: tuple[int, int] = (2, 4), most: int = 60, least: int = 0
) -> st.SearchStrategy[OverlapTable]:
    """Tables of a few lists with counts from `least` to `most` in every cell."""

    def filled(count: int) -> st.SearchStrategy[OverlapTable]:
        size = (1 << count) - 1
        counts = st.lists(st.integers(least, most), min_size=size, max_size=size)
        return counts.map(
            lambda people: OverlapTable.of("ABCDE"[:count], dict(enumerate(people, start=1)))
        )

    return st.integers(*lists).flatmap(filled)
