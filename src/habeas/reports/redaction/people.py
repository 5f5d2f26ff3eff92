"""Who is one person, with the same records, persons and numbers, and without redacted names."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from habeas.people import Records, TextColumn
from habeas.pipeline import ResolvedPeople
from habeas.reports.redaction.anchors import Anchors
from habeas.reports.redaction.hiding import Hider
from habeas.reports.redaction.identifiers import References
from habeas.reports.redaction.pseudonyms import own_words
from habeas.reports.redaction.rewriting import rewritten

# What tells who somebody is; of a redacted person nothing of it stays.
_WHO = ("surname", "given", "patronymic", "born", "aged")
_TEXTS = ("name", *_WHO, "sex", "region", "place")
_NO_LIST = "[redacted source]"


def redacted_people(
    people: ResolvedPeople,
    *,
    pseudonyms: Mapping[str, str],
    withheld: frozenset[str],
    hider: Hider,
    references: References,
    anchors: Anchors,
) -> ResolvedPeople:
    """The people; `pseudonyms` by the ids of redacted persons, `withheld` sources by SHA-256."""
    lists = _names_of_lists(people, withheld, hider.hidden)
    groups = _unique({item.group: hider.hidden(item.group) for item in people.lists})
    found = people.resolution
    of_row = [
        pseudonyms.get(found.person_ids[number]) or _only_pseudonym(hider.hidden(name))
        for number, name in zip(found.person.tolist(), found.records.name.texts(), strict=True)
    ]
    resolution = replace(
        found,
        records=_records(found.records, of_row, lists, hider.hidden),
        person_ids=tuple(references.persons[name] for name in found.person_ids),
        notes=tuple(map(hider.hidden, found.notes)),
        evidence=None,
    )
    return replace(
        people,
        resolution=resolution,
        anchors=tuple(map(anchors.of_record, people.anchors)),
        lists=tuple(
            replace(
                item,
                name=lists[item.name],
                source=references.of(item.source),
                group=lists.get(item.group, groups[item.group]),
            )
            for item in people.lists
        ),
        left_out=tuple(map(hider.hidden, people.left_out)),
        settled=rewritten(people.settled, hider.hidden, anchors.ways),
    )


def _names_of_lists(
    people: ResolvedPeople, withheld: frozenset[str], hide: Callable[[str], str]
) -> dict[str, str]:
    return _unique(
        {
            item.name: _NO_LIST if item.source in withheld else hide(item.name)
            for item in people.lists
        }
    )


def _only_pseudonym(name: str) -> str | None:
    """What a record's name has become, where nothing else of it is left."""
    bare = name.strip(" .,;")
    return bare if own_words(bare) == [(0, len(bare))] else None


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


def _records(
    records: Records,
    of_row: Sequence[str | None],
    lists: Mapping[str, str],
    hide: Callable[[str], str],
) -> Records:
    def column(field: str) -> TextColumn:
        old: TextColumn = getattr(records, field)
        told = [hide(text) for text in old.texts()]
        for row, pseudonym in enumerate(of_row):
            if pseudonym is not None and field in ("name", *_WHO):
                told[row] = pseudonym if field == "name" else ""
        return TextColumn.of(told)

    return Records.build(
        tuple(map(hide, records.ids)),
        events=records.events,
        rank=records.rank,
        list=[lists.get(name, name) for name in records.list.texts()],
        **{field: column(field) for field in _TEXTS},
    )
