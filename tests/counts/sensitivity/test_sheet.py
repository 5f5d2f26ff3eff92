"""The sensitivity sheet: curves, and what they say in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.sensitivity import SECTIONS, sensitivity
from habeas.counts.simple import chao
from habeas.model import InputRefused, WrongUsage
from tests.counts.reference import needs_reference, reference_table

TABLE = OverlapTable.of(("camp", "court", "press"), {1: 90, 2: 60, 3: 25, 4: 40, 5: 12, 6: 9, 7: 4})


def test_dropping_and_merging_run_the_given_estimator_again() -> None:
    sheet = sensitivity(TABLE, estimator=chao, sections=["lists"])
    assert sheet.curve("dropped").at("court").point == chao(TABLE.without(1)).point
    assert sheet.curve("merged").at("camp+press").point == chao(TABLE.merged(0, 2)).point
    assert sheet.curve("dropped").at("all lists").point == chao(TABLE).point


def test_the_largest_change_is_told_first() -> None:
    (first, *_) = sensitivity(TABLE, estimator=chao, sections=["lists"]).sentences
    totals = {name: chao(TABLE.without(j)).point or 0 for j, name in enumerate(TABLE.lists)}
    base = chao(TABLE).point or 0
    furthest = max(totals, key=lambda name: max(totals[name] / base, base / totals[name]))
    assert first.startswith(
        f"Dropping the list {furthest} moves the total from {base:,.0f} to {totals[furthest]:,.0f}"
    )


def test_a_method_that_refuses_a_reduced_table_leaves_a_note_and_no_number() -> None:
    def three_only(table: OverlapTable) -> Estimate:
        if table.list_count < 3:
            raise InputRefused("two lists are too few", remedy="give three")
        return chao(table)

    sheet = sensitivity(TABLE, estimator=three_only, sections=["lists"])
    point = sheet.curve("dropped").at("camp")
    assert (point.low, point.point, point.high) == (None, None, None)
    assert point.status is not Status.OK
    assert any("two lists are too few" in sentence for sentence in sheet.sentences)


def test_the_sheet_says_what_a_hidden_group_would_do() -> None:
    said = " ".join(sensitivity(TABLE, estimator=chao, sections=["hidden"]).sentences)
    base = chao(TABLE)
    assert base.point is not None
    assert base.high is not None
    share = 1 - base.point / base.high
    assert base.point / (1 - share) == pytest.approx(base.high)
    assert f"more than {share:.0%} would put the total above the upper limit" in said
    assert "A hidden group of 18% of all people would raise the total by 22%" in said
    assert "half of all people would have to be hidden to double it" in said


def test_the_sheet_says_which_odds_ratio_doubles_the_total() -> None:
    sheet = sensitivity(TABLE, estimator=chao, sections=["dependence"])
    usual = sheet.curve("xi_highest").at(1.0).point
    assert usual is not None
    unseen = usual - TABLE.observed
    ratio = unseen / (TABLE.observed + 2 * unseen)
    assert TABLE.observed + unseen / ratio == pytest.approx(2 * usual)
    assert any(f"An odds ratio of 1/{1 / ratio:.3g} instead of 1" in s for s in sheet.sentences)


def test_with_two_lists_a_positive_dependence_doubles_the_total() -> None:
    table = OverlapTable.of(("camp", "court"), {1: 80, 2: 30, 3: 20})
    sheet = sensitivity(table, estimator=chao, sections=["dependence"])
    (curve,) = sheet.curves
    unseen = 80 * 30 / 20
    ratio = (130 + 2 * unseen) / unseen
    assert curve.at(1.0).point == pytest.approx(250)
    assert 130 + unseen * ratio == pytest.approx(2 * 250)
    assert any(f"An odds ratio of {ratio:.3g} instead of 1" in s for s in sheet.sentences)


def test_names_of_lists_change_no_number() -> None:
    renamed = OverlapTable(("x", "y", "z"), TABLE.cells)
    ours, theirs = (
        sensitivity(table, estimator=chao, sections=["dependence", "lists", "hidden"])
        for table in (TABLE, renamed)
    )
    for one, other in zip(ours.curves, theirs.curves, strict=True):
        assert [p.point for p in one.points] == [p.point for p in other.points]


def test_no_point_of_a_curve_that_is_not_ok_carries_a_number() -> None:
    nested = OverlapTable.of(("camp", "court", "press"), {1: 90, 3: 25, 4: 40})
    sheet = sensitivity(nested, estimator=chao, sections=["dependence", "lists", "hidden"])
    for curve in sheet.curves:
        for point in curve.points:
            assert (point.status is Status.OK) == (point.point is not None), (curve.name, point)


def test_the_sheet_goes_into_json() -> None:
    sheet = sensitivity(TABLE, estimator=chao, sections=["dependence", "lists", "hidden"])
    plain = json.loads(json.dumps(sheet.to_dict()))
    assert plain["digest"] == TABLE.digest
    assert set(_kinds(plain)) <= {str, int, float, type(None), bool}
    names = [curve["name"] for curve in plain["curves"]]
    assert len(names) == len(set(names))
    assert "xi_pair:camp–court" in names


def test_an_unknown_section_is_wrong_usage() -> None:
    with pytest.raises(WrongUsage):
        sensitivity(TABLE, estimator=chao, sections=["weather"])


def test_two_lists_without_overlap_get_reasons_instead_of_numbers() -> None:
    disjoint = OverlapTable.of(("camp", "court"), {1: 9, 2: 4})
    sheet = sensitivity(disjoint, sections=[name for name in SECTIONS if name != "latent"])
    assert any("no total at any odds ratio" in s for s in sheet.sentences)
    assert all(p.point is None for curve in sheet.curves for p in curve.points)


@needs_reference
def test_on_kosovo_delta_decides_whether_the_data_speak() -> None:
    sheet = sensitivity(reference_table("kosovo"), sections=["decomposable"])
    delta = sheet.curve("delta")
    assert delta.at(2.0**-4).point == pytest.approx(12_595, abs=1)
    assert delta.at(1.0).status is Status.PRIOR_DRIVEN
    assert delta.at(1.0).point is None
    assert any("set by the prior and not by the data" in s for s in sheet.sentences)


@needs_reference
@pytest.mark.ci
def test_the_classes_and_their_prior_are_varied() -> None:
    sheet = sensitivity(reference_table("korea"), sections=["latent"])
    assert [point.x for point in sheet.curve("classes").points] == [2, 3, 5, 10, 20]
    usual = sheet.curve("capture_prior").at("Beta(1, 1)")
    assert usual.point == pytest.approx(138, rel=0.03)
    low, high = sheet.curve("capture_prior").points[0], sheet.curve("capture_prior").points[-1]
    assert high.point is not None
    assert low.point is not None
    assert high.point > low.point


def _kinds(value: Any) -> Iterator[type]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _kinds(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _kinds(inner)
    else:
        yield type(value)
