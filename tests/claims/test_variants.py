"""What holds for one report must hold for others of its kind: other names, towns, dates, order."""

from __future__ import annotations

from functools import cache

import pytest

from habeas.claims import extract, prediction_lines
from habeas.model import Plain
from habeas.sources import read
from tests.claims.news_variants import Variant, make_variant

SEEDS = range(24)
pytestmark = pytest.mark.parametrize("seed", SEEDS)


@cache
def lines_of(seed: int) -> tuple[Variant, list[dict[str, Plain]]]:
    variant = make_variant(seed)
    document = read(variant.text.encode(), name=f"report-{seed}.txt")
    return variant, list(prediction_lines(extract(document), document))


def line_with(lines: list[dict[str, Plain]], words: str) -> dict[str, Plain]:
    found = [line for line in lines if words in line["text"]]
    assert found, f"no claim holds “{words}”"
    return found[0]


def test_page_furniture_is_never_a_claim(seed: int) -> None:
    variant, lines = lines_of(seed)
    texts = " | ".join(line["text"] for line in lines)
    for furniture in (
        "Do you like",
        "Captcha",
        f"By {variant.author}",
        "No witnesses\n",
        "Rights\n",
    ):
        assert furniture not in texts
    assert not any(line["text"] in ("Torture of prisoners", "No witnesses") for line in lines)


def test_a_caption_printed_twice_is_one_claim_with_two_printings(seed: int) -> None:
    variant, lines = lines_of(seed)
    captions = [line for line in lines if line["text"].startswith("Freed serviceman")]
    assert len(captions) == 2
    assert captions[0]["duplicate_of"] is None
    assert captions[1]["duplicate_of"] == captions[0]["id"]
    assert captions[0]["speaker"] == variant.photographer
    assert variant.agency in captions[0]["via"]


def test_a_region_in_another_spelling_is_found(seed: int) -> None:
    variant, lines = lines_of(seed)
    caption = line_with(lines, "Freed serviceman")
    assert caption["place"] == variant.region
    assert (caption["date_from"], caption["date_to"]) == ("2025-04-12", "2025-04-12")


def test_a_town_is_placed_in_its_region(seed: int) -> None:
    variant, lines = lines_of(seed)
    captured = line_with(lines, "taken prisoner near")
    assert captured["place"] == variant.town
    assert captured["place_candidates"][0]["code"] == variant.town_code
    assert captured["type"] == "capture"


def test_a_part_of_a_month_without_a_year_is_resolved(seed: int) -> None:
    variant, lines = lines_of(seed)
    decree = line_with(lines, "signed the decree")
    assert (decree["date_from"], decree["date_to"]) == variant.part_of_month


def test_a_season_is_resolved(seed: int) -> None:
    variant, lines = lines_of(seed)
    visit = line_with(lines, "last visit to Russia")
    assert (visit["date_from"], visit["date_to"]) == variant.season
    assert visit["speaker"] == variant.expert
    assert variant.expert_outlet in visit["via"]


def test_a_pronoun_finds_the_speaker_of_its_paragraph(seed: int) -> None:
    variant, lines = lines_of(seed)
    assert line_with(lines, "do not want witnesses")["speaker"] == variant.expert


def test_a_relatives_words_come_through_the_outlet(seed: int) -> None:
    variant, lines = lines_of(seed)
    for words in ("kept him in a garage", "cut the wire"):
        line = line_with(lines, words)
        assert line["speaker"].endswith("wife")
        assert line["via"] == [variant.relative_carrier]
        assert line["chain"][:2] == [line["speaker"], variant.relative_carrier]


def test_an_official_denial_comes_via_its_carrier(seed: int) -> None:
    variant, lines = lines_of(seed)
    harm = line_with(lines, "any harm")
    assert harm["speaker"] == variant.spokesperson
    assert harm["stance"] == "denies"
    committed = line_with(lines, "remain committed")
    assert committed["speaker"] == variant.spokesperson
    assert variant.spokesperson_carrier in committed["via"]


def test_shares_and_tolls_keep_their_modifiers(seed: int) -> None:
    variant, lines = lines_of(seed)
    share = line_with(lines, "returned bodies")["quantities"][0]
    assert share["value"] == pytest.approx(variant.share, abs=0.01)
    assert "returned bodies" in share["denominator"]
    toll = line_with(lines, "prisoners of war")["quantities"][0]
    assert (toll["value"], toll["modifier"]) == variant.toll
