"""Who is one person, with the same records, persons and numbers, and without redacted names.

A record that stands in a source or passage that is left out is empty: it counts, and says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from habeas.model import RecordAnchor
from habeas.people import Events, Records
from habeas.pipeline import ResolvedPeople, person_records
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.pseudonyms import NAMELESS
from habeas.reports.redaction.record.anchors import UNSEEN, Anchors
from habeas.reports.redaction.record.describing import file_name
from habeas.reports.redaction.record.rows import ResolvedRows
from habeas.reports.redaction.record.texts import RedactedText
from habeas.reports.redaction.record.withheld import Withheld
from habeas.reports.redaction.replacing import Replaced, parted
from habeas.reports.redaction.rewriting import rewritten
from habeas.reports.redaction.writing.identifiers import References

# What tells who somebody is; of a redacted person nothing of it stays.
_WHO = ("surname", "given", "patronymic", "born", "aged")
_PARTS = ("surname", "given", "patronymic")
_FIELDS = ("name", *_WHO, "sex", "region", "place")
_NO_LIST = "[redacted source]"


class PeopleRedaction:
    """Redacts the people; `texts` are those of the sources that are kept, by their SHA-256.

    `silent` are the words of those claims of each that are withheld.
    """

    def __init__(
        self,
        people: ResolvedPeople,
        rows: ResolvedRows,
        texts: Mapping[str, RedactedText],
        silent: Mapping[str, Withheld],
        hider: Hider,
        references: References,
        anchors: Anchors,
    ) -> None:
        self._people, self._rows = people, rows
        self._texts, self._silent = texts, silent
        self._hider, self._references, self._anchors = hider, references, anchors

    def done(self) -> ResolvedPeople:
        """The people of the redacted record."""
        people, hide = self._people, self._hider.hidden
        found = people.resolution
        withheld = self._withheld_rows()
        return replace(
            people,
            resolution=replace(
                found,
                records=self._records(withheld),
                person_ids=tuple(self._references.persons[name] for name in found.person_ids),
                notes=tuple(map(hide, found.notes)),
                evidence=None,
            ),
            anchors=tuple(
                self._anchor(anchor, row in withheld) for row, anchor in enumerate(people.anchors)
            ),
            lists=tuple(
                replace(
                    item,
                    name=self._lists[item.name],
                    source=self._references.of(item.source),
                    group=self._lists.get(item.group, self._groups[item.group]),
                )
                for item in people.lists
            ),
            left_out=tuple(map(hide, people.left_out)),
            settled=rewritten(people.settled, hide, self._anchors.ways),
        )

    def _withheld_rows(self) -> frozenset[int]:
        """The records of which a reader may see nothing."""
        return frozenset(
            row for row, anchor in enumerate(self._people.anchors) if self._is_withheld(row, anchor)
        )

    def _is_withheld(self, row: int, anchor: RecordAnchor) -> bool:
        text = self._texts.get(anchor.source)
        if text is None:
            return True
        if not text.withheld:
            return False
        if anchor.passage is not None:
            return text.withheld.touches(anchor.passage.start, anchor.passage.end) or (
                text.withheld.tells(self._people.resolution.records.name[row])
            )
        return (anchor.source, row) in self._withheld_of_lists

    @cached_property
    def _withheld_of_lists(self) -> frozenset[tuple[str, int]]:
        """The records that are rows of a list which a redacted passage touches."""
        return frozenset(
            (source, row)
            for source, text in self._texts.items()
            if text.withheld
            for record in text.old.records
            if text.withheld.touches(record.start, record.end)
            and (row := self._rows.row_of(source, record)) is not None
        )

    def _anchor(self, anchor: RecordAnchor, withheld: bool) -> RecordAnchor:
        new = self._anchors.of_record(anchor)
        return replace(new, passage=UNSEEN) if withheld and anchor.passage is not None else new

    @cached_property
    def _lists(self) -> dict[str, str]:
        """The new name of each list; different names stay different, or two would count as one."""
        return _unique(
            {
                item.name: self._name_of(item) if item.source in self._texts else _NO_LIST
                for item in self._people.lists
            }
        )

    def _name_of(self, item: person_records.RecordList) -> str:
        """A list is named for the file that it stands in."""
        text = self._texts[item.source]
        return file_name(item.name, text.moved, text.withheld, self._hider.hidden)

    @cached_property
    def _groups(self) -> dict[str, str]:
        shown = {item.group for item in self._people.lists if item.source in self._texts}
        return _unique(
            {
                item.group: self._hider.hidden(item.group) if item.group in shown else _NO_LIST
                for item in self._people.lists
            }
        )

    def _records(self, withheld: frozenset[int]) -> Records:
        records = self._people.resolution.records
        said = [{} if row in withheld else dict(self._said(row)) for row in range(len(records))]
        lists = records.list.texts()
        return Records.build(
            tuple(map(self._hider.hidden, records.ids)),
            events=_without(records.events, withheld | self._untold()),
            rank=records.rank,
            list=[self._lists.get(name, name) for name in lists],
            **{field: [texts.get(field, "") for texts in said] for field in _FIELDS},
        )

    def _untold(self) -> frozenset[int]:
        """The persons of texts of whom a withheld claim may tell: not even what happened is known.

        What else is told of them would look like all that became of them.
        """
        names = self._people.resolution.records.name
        return frozenset(
            row
            for row, anchor in enumerate(self._people.anchors)
            if anchor.passage is not None
            and anchor.source in self._silent
            and self._silent[anchor.source].tells(names[row])
        )

    def _said(self, row: int) -> Iterator[tuple[str, str]]:
        """What a record says, field by field."""
        records, hide = self._people.resolution.records, self._hider.hidden
        for field in ("sex", "region", "place"):
            yield field, self._known_beside(row, field)
        if (pseudonym := self._rows.pseudonym(row)) is not None:
            yield "name", pseudonym
            return
        yield "name", self._of_nobody(hide(records.name[row]))
        parts = [getattr(records, field)[row] for field in _PARTS]
        yield from zip(_PARTS, map(self._of_nobody, _parts_hidden(parts, self._hider)), strict=True)
        for field in ("born", "aged"):
            yield field, hide(getattr(records, field)[row])

    def _of_nobody(self, name: str) -> str:
        """A name of somebody who is not redacted: what was taken out of it is nobody's."""
        for start, end in reversed(self._hider.pseudonyms.own_words(name)):
            name = f"{name[:start]}{NAMELESS}{name[end:]}"
        return name

    def _known_beside(self, row: int, field: str) -> str:
        """What is said of somebody beside their name; of a text, what it says yet."""
        anchor, value = self._people.anchors[row], getattr(self._people.resolution.records, field)
        if anchor.passage is not None and self._texts[anchor.source].withheld.tells(value[row]):
            return ""
        return self._hider.hidden(value[row])


def _parts_hidden(parts: Sequence[str], hider: Hider) -> list[str]:
    """The parts of a name, read together: one alone may not tell whose it is."""
    if not hider.finds(" ".join(filter(None, parts))):
        return list(parts)
    starts = list(accumulate((len(part) + 1 for part in parts), initial=0))[:-1]
    spans = [(start, start + len(part)) for start, part in zip(starts, parts, strict=True)]
    whole = " ".join(parts)
    borders = sorted({edge for span in spans for edge in span})
    moved = Replaced(whole, parted(whole, hider.cuts(whole), borders, {}))
    return [
        moved.text[moved.first(start) : moved.last(end)] if start < end else ""
        for start, end in spans
    ]


def _without(events: Events, rows: frozenset[int]) -> Events:
    """The events of the other records."""
    kept = ~np.isin(events.record, sorted(rows))
    return Events(events.record[kept], events.kind[kept], events.first[kept], events.last[kept])


def _unique(names: Mapping[str, str]) -> dict[str, str]:
    """Different names stay different, or lists would be counted as one."""
    given: dict[str, str] = {}
    taken: set[str] = set()
    for old, new in names.items():
        name, number = new, 1
        while name in taken:
            number += 1
            name = f"{new} ({number})"
        taken.add(name)
        given[old] = name
    return given
