"""What court papers, prison papers and letters say of facilities; the table is beside this file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import listed, table_rows
from habeas.model import DateInterval
from habeas.places.description import Relation
from habeas.places.fragments import Fragment, FragmentKind, find_fragments, sighting_of
from habeas.places.fragments.words import facility_types
from tests.house import PACKAGE

PAPERS = table_rows(Path(__file__).parent / "papers.tsv")


def written(fragment: Fragment) -> str:
    """A fragment as the table writes it."""
    when = fragment.when.first
    parts = (
        fragment.kind.value,
        fragment.facility_type,
        fragment.number,
        fragment.place,
        " ".join(fragment.within),
        str(when) if when is not None else "",
    )
    return ":".join(parts)


@pytest.mark.parametrize("row", PAPERS, ids=lambda row: row["text"])
def test_a_paper_is_read(row: dict[str, str]) -> None:
    found = find_fragments(row["text"], row["language"])
    assert tuple(map(written, found)) == listed(row["fragments"])


@pytest.mark.parametrize("row", PAPERS, ids=lambda row: row["text"])
def test_a_paper_is_read_where_its_language_is_not_told(row: dict[str, str]) -> None:
    found = find_fragments(row["text"])
    assert tuple(map(written, found)) == listed(row["fragments"])


def test_spans_count_code_points_of_the_whole_text() -> None:
    text = "⚖️ Заседание открыто. Участвует по ВКС из СИЗО-2 г. Таганрога."
    (found,) = find_fragments(text)
    assert text[found.start : found.end] == found.text == "СИЗО-2 г. Таганрога"


def test_a_postmark_keeps_its_postcode() -> None:
    (found,) = find_fragments("Почтовый штемпель: Ряжск, 391964")
    assert found.postcode == "391964"


def test_a_fragment_with_a_town_is_a_sighting_in_it() -> None:
    (found,) = find_fragments("По ВКС из СИЗО № 2 г. Таганрога 12.05.2023")
    sighting = sighting_of(found, id="F1", cluster="case")
    assert sighting is not None
    assert sighting.description.relation is Relation.IN
    assert sighting.description.anchors[0].name == "Таганрога"
    assert (sighting.function, sighting.kind) == ("remand", "video link")
    assert sighting.when == DateInterval.on(date(2023, 5, 12))


def test_a_postmark_says_only_near_which_town() -> None:
    (found,) = find_fragments("Postmarked Ryazhsk")
    sighting = sighting_of(found, id="F1", cluster="case")
    assert sighting is not None
    assert sighting.description.relation is Relation.NEAR


@pytest.mark.parametrize(
    "text", ["Transferred to IK-10.", "The district court in Taganrog sentenced him."]
)
def test_without_a_town_or_of_a_court_there_is_no_sighting(text: str) -> None:
    (found,) = find_fragments(text)
    assert sighting_of(found, id="F1", cluster="case") is None


def test_the_name_of_a_fragment_looks_up_a_facility() -> None:
    (found,) = find_fragments("Transferred to IK-10 in Mordovia.")
    assert found.name == "IK-10 in Mordovia"


def test_every_type_and_kind_of_the_words_is_known() -> None:
    rows = table_rows(PACKAGE / "places" / "data" / "fragment_words.tsv")
    assert {row["value"] for row in rows if row["does"] == "facility"} == set(facility_types())
    assert {FragmentKind(row["value"]) for row in rows if row["does"] == "cue"}


@given(st.text(alphabet="вСИЗОИК-№ 12/.,()г. Таганрогin SIZOheldNo\n", max_size=80))
def test_any_text_is_read_without_falling(text: str) -> None:
    for found in find_fragments(text):
        assert text[found.start : found.end] == found.text
