"""How many are missing, by each table of the record that can say so: figures, words, sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from habeas.figures import Figure
from habeas.reports.content import DossierContent
from habeas.reports.statements import CitedSource

if TYPE_CHECKING:
    from habeas.counts import Estimate, OverlapTable, showing

# The pictures of the sections before this one are 1 to 4.
_FIRST_FIGURE = 5
# What it does not say, what was counted, how to compute it again.
_BASIS = 3
_PATTERNS = "Read as an overlap table: each column of 0 and 1 was taken for a list."


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with its caption and the number under which it stands in the dossier."""

    number: int
    caption: str
    figure: Figure

    @property
    def anchor(self) -> str:
        """The id of the figure in the page."""
        return f"figure-{self.number}"


@dataclass(frozen=True, slots=True)
class Total:
    """An estimate as the dossier shows it.

    `in_one_line`: interval, figure where it stands, status and method. `answer`: the sections of
    the court sheet up to the methods one by one; `basis`: those after them, what was counted and
    how to compute it again. `pictures`: the methods side by side, where they have a figure at all,
    and the overlap of the lists.
    """

    in_one_line: str
    digest: str
    read_as: tuple[str, ...]
    answer: tuple[showing.Section, ...]
    basis: tuple[showing.Section, ...]
    pictures: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Missing:
    """One counted table: where it stands, and its total or the reason why it has none.

    `source` is None for the people of all lists, counted as they were resolved.
    """

    source: CitedSource | None
    sheet: str | None
    total: Total | None
    reason: str | None


def missing(content: DossierContent, sources: Sequence[CitedSource]) -> tuple[Missing, ...]:
    """Every table that was counted or meant to be, in the order of the sources; last, all lists.

    Nothing of the counting room is loaded where there is none.
    """
    cited = {source.content.source.sha256: source for source in sources}
    found = []
    figures = _FIRST_FIGURE
    for item in content.estimates:
        total = None
        if item.estimate is not None and item.table is not None:
            total = _total(item.notes, item.estimate, item.table, figures)
            figures += len(total.pictures)
        found.append(Missing(cited[item.source], item.sheet, total, item.reason))
    across = content.people.count if content.people is not None else None
    if across is not None:
        total = None
        if across.estimate is not None and across.table is not None:
            total = _total(across.notes, across.estimate, across.table, figures)
        found.append(Missing(None, None, total, across.reason))
    return tuple(found)


def _total(notes: tuple[str, ...], estimate: Estimate, table: OverlapTable, figure: int) -> Total:
    from habeas.counts import pictures, showing

    sections = showing.court_sections(estimate, table)
    drawn = {
        "The total by each method.": pictures.methods_picture(estimate, name=f"methods-{figure}"),
        "How many people stand on exactly which lists.": pictures.overlap_picture(
            table, name=f"overlaps-{figure}"
        ),
    }
    worth_it = [(caption, picture) for caption, picture in drawn.items() if picture.svg]
    return Total(
        in_one_line=showing.in_one_line(estimate),
        digest=estimate.digest,
        read_as=notes or (_PATTERNS,),
        answer=tuple(sections[:-_BASIS]),
        basis=tuple(sections[-_BASIS:]),
        pictures=tuple(
            Drawn(number, caption, picture)
            for number, (caption, picture) in enumerate(worth_it, figure)
        ),
    )
