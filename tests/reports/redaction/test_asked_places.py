"""A redacted place goes under every name that the record or the gazetteer has."""

from __future__ import annotations

from dataclasses import replace

import pytest

from habeas.model import Correction
from habeas.reports import render_html
from habeas.reports.redaction import Redactions
from tests.reports.redaction.records import (
    cells_of,
    dossier,
    invented_record,
    people_list,
    record_of,
    redacted_with_people,
    source_with,
)

_NAMES = ("Бахмут", "Bakhmut", "Артемовск", "Артемівськ")
_POINT = ("48.59", "37.99", "38.00")


@pytest.mark.parametrize("asked", _NAMES)
def test_a_former_name_is_found_where_no_claim_reads_it(asked: str) -> None:
    written = ("Артемовску", "Артемівська", "Artemivsk", "Бахмуту")
    record = record_of(source_with(" ".join(f"Дорога до {each}, закрита." for each in written)))
    done = dossier(Redactions(places=(asked,)), record)
    document = done.content.sources[0].document
    assert document is not None
    assert document.text.count("Дорога до Place 1, закрита.") == len(written)


@pytest.mark.parametrize("asked", _NAMES)
def test_a_former_name_in_a_column_is_found(asked: str) -> None:
    rows = [("Горбатюк Остап", "Артемовск"), ("Липняченко Орест", "Суми")]
    record = record_of(people_list(*rows, header=("name", "place")))
    done = redacted_with_people(record, Redactions(places=(asked,)))
    assert [row[1] for row in cells_of(done)] == ["Place 1", "Суми"]


@pytest.mark.parametrize("asked", _NAMES)
def test_a_correction_does_not_tell_where_a_redacted_place_lies(asked: str) -> None:
    record = invented_record()
    claim = next(claim for item in record.sources for claim in item.claims if claim.place)
    (first, *_) = next(iter(record.judgements.values()))
    judgement = replace(
        first,
        claim_id=claim.id,
        passage=claim.passage,
        corrections=(Correction("place", "Артемівськ"),),
    )
    done = dossier(
        Redactions(places=(asked,)), replace(record, judgements={claim.id: (judgement,)})
    )
    page = render_html(done.content).decode()
    assert done.content.located == {}
    assert not any(words in page for words in (*_NAMES, *_POINT))
