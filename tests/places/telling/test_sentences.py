"""What witnesses say, read: the table beside this file, and the simulated reference texts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from habeas.language import table_rows
from habeas.places.description import Description
from habeas.places.telling import find_descriptions, read_description
from tests.house import HOUSE

SENTENCES = table_rows(Path(__file__).parent / "sentences.tsv")
FIELDS = "relation anchor_1 anchor_2 within km minutes direction hooded features".split()
REFERENCE = HOUSE.parent / "shared" / "sites" / "sightings"
WINDS = {name: 45.0 * step for step, name in enumerate("N NE E SE S SW W NW".split())}


def fields(told: Description | None) -> dict[str, str]:
    """A description as a row of the table writes it."""
    if told is None:
        return {**dict.fromkeys(FIELDS, ""), "relation": "-"}
    return {
        "relation": str(told.relation),
        "anchor_1": told.anchors[0].name,
        "anchor_2": told.anchors[1].name if len(told.anchors) > 1 else "",
        "within": " ".join(told.anchors[-1].within),
        "km": figure(told.km),
        "minutes": figure(told.minutes),
        "direction": figure(told.direction),
        "hooded": "1" if told.hooded else "",
        "features": " ".join(told.features),
    }


def figure(value: float | None) -> str:
    return "" if value is None else f"{round(value, 1):g}"


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row["text"])
@pytest.mark.parametrize("told", [True, False], ids=["language told", "language not told"])
def test_a_sentence_is_read(row: dict[str, str], told: bool) -> None:
    found = read_description(row["text"], row["language"] if told else None)
    assert fields(found) == {name: row[name] for name in FIELDS}


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference texts are not beside this clone")
def test_simulated_texts_give_back_their_fields() -> None:
    rows = [
        row
        for path in sorted(REFERENCE.glob("dev*/sightings.csv"))
        for row in csv.DictReader(path.open(encoding="utf-8", newline=""))
    ]
    assert len(rows) == 1260
    right = sum(_as_simulated(read_description(row["text"], row["lang"]), row) for row in rows)
    assert right / len(rows) >= 0.99


def _as_simulated(found: Description | None, row: dict[str, str]) -> bool:
    if found is None:
        return False
    return (
        found.relation == row["relation"]
        and [anchor.name for anchor in found.anchors]
        == [row[name] for name in ("anchor_1", "anchor_2") if row[name]]
        and found.km == (float(row["km"]) if row["km"] else None)
        and found.minutes == (float(row["minutes"]) if row["minutes"] else None)
        and found.direction == WINDS.get(row["direction"])
        and " ".join(found.anchors[-1].within) == row["region"]
    )


def test_spans_count_code_points_of_the_whole_text() -> None:
    text = "Nothing here. 🚚 We were kept near Tokmak. Then about 12 km from Polohy."
    found = find_descriptions(text)
    assert [text[start:end] for start, end, _ in found] == [
        "near Tokmak",
        "12 km from Polohy",
    ]
    assert [each.text for _, _, each in found] == [text[start:end] for start, end, _ in found]


def test_in_a_town_counts_in_a_text_only_where_it_is_called_one() -> None:
    assert not find_descriptions("He lives in Tokmak.")
    assert find_descriptions("He was held in the town of Tokmak.")


def test_what_is_heard_counts_wherever_it_is_told() -> None:
    told = read_description("They kept us near Tokmak. We heard trains. I had a bag over my head.")
    assert told is not None
    assert told.features == ("railway",)
    assert told.hooded


def test_a_name_is_no_feature() -> None:
    told = read_description("біля Залізничного")
    assert told is not None
    assert told.features == ()


def test_a_region_before_a_town_holds_it() -> None:
    told = read_description("в Донецкой области, под Горловкой")
    assert told is not None
    assert (told.anchors[0].name, told.anchors[0].within) == ("Горловкой", ("Донецкой области",))


def test_a_region_alone_is_no_place() -> None:
    assert read_description("в Донецкой области") is None
    assert read_description("somewhere in the Kherson region") is None


@given(st.text(alphabet="abкмвідот о20–-.,()НаТNo'’ 40kmчас\n", max_size=80))
def test_any_text_is_read_without_falling(text: str) -> None:
    read_description(text)
    for start, end, _ in find_descriptions(text):
        assert 0 <= start < end <= len(text)
