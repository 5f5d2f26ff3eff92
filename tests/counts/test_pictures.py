"""Tables and estimates as pictures: nothing is shown that the estimate withholds."""

from dataclasses import replace

import numpy as np
from lxml import etree

from habeas.counts import Estimate, OverlapTable, Status
from habeas.counts.estimate import estimated, refused
from habeas.counts.pictures import (
    methods_picture,
    overlap_picture,
    posterior_picture,
    sensitivity_picture,
    strata_picture,
)
from habeas.counts.sensitivity import Curve, CurvePoint
from habeas.counts.strata.stratum import StratumEstimate
from habeas.figures import Figure

TABLE = OverlapTable.of(["court", "press", "army"], {1: 90, 2: 60, 3: 30, 4: 50, 7: 10})


def total(
    method: str, low: float, point: float, high: float, status: Status = Status.OK
) -> Estimate:
    return estimated(TABLE, method, (low, point, high), status=status)


def words(figure: Figure) -> list[str]:
    root = etree.fromstring(str(figure.svg))
    return [str(node.text) for node in root.iter("{*}text")]


def test_overlaps_are_those_of_the_table() -> None:
    figure = overlap_picture(TABLE)
    assert {row[0]: row[2] for row in figure.table.rows} == {
        "court": "90",
        "press": "60",
        "army": "50",
        "court and press": "30",
        "court and press and army": "10",
    }
    assert {"130", "100", "60"} <= set(words(figure))


def test_a_band_stands_above_its_members() -> None:
    members = (total("chao", 300, 350, 420), refused(TABLE, "nhoi", Status.NOT_IDENTIFIABLE))
    band = replace(total("all", 290, 380, 600, Status.METHODS_DISAGREE), members=members)
    figure = methods_picture(band)
    assert [row[0] for row in figure.table.rows] == ["all methods together", "chao", "nhoi"]
    assert {"methods disagree", "not identifiable", "observed 240"} <= set(words(figure))


def test_a_withheld_point_is_nowhere_in_the_picture() -> None:
    withheld = total("nhoi", 260, 12345, 90000, Status.PRIOR_DRIVEN)
    pictures = [
        methods_picture(withheld),
        strata_picture([("north", withheld)]),
        posterior_picture(replace(withheld, draws=np.linspace(250.0, 99000.0, 500))),
    ]
    for figure in pictures:
        assert "12,345" not in str(figure.svg)
        assert all("12,345" not in cell for row in figure.table.rows for cell in row)


def test_an_estimate_alone_is_drawn_under_its_own_name() -> None:
    assert methods_picture(total("chao", 300, 350, 420)).table.rows[0][0] == "chao"


def test_a_total_without_an_upper_limit_has_an_arrow() -> None:
    figure = methods_picture(total("nhoi", 260, 400, float("inf"), Status.NO_EXTENDED_MLE))
    assert "260 or more" in words(figure)


def test_draws_are_shown_with_interval_and_observed() -> None:
    estimate = replace(total("latent-class", 300, 350, 420), draws=np.linspace(280.0, 440.0, 999))
    assert {"350, 95% interval 300–420", "observed 240"} <= set(words(posterior_picture(estimate)))


def test_without_draws_there_is_no_posterior_to_draw() -> None:
    figure = posterior_picture(total("chao", 300, 350, 420))
    assert figure.svg is None
    assert figure.notes


def test_a_numeric_setting_is_drawn_as_a_curve() -> None:
    points = tuple(
        CurvePoint(x, 240 + 50 / x, 240 + 90 / x, 240 + 200 / x) for x in (0.5, 1.0, 2.0)
    )
    figure = sensitivity_picture(
        Curve("xi", "Dependence", "odds ratio", 1.0, points),
        observed=240,
        tipping=[(0.6, "this doubles")],
    )
    assert "1: usual analysis" in words(figure)
    assert "0.6: this doubles" in words(figure)
    assert "The horizontal axis is logarithmic." in figure.notes


def test_what_is_not_ok_on_a_curve_is_named() -> None:
    points = (
        CurvePoint(0.1, 300, 350, 420),
        CurvePoint(0.5, 250, None, 420, Status.PRIOR_DRIVEN),
        CurvePoint(1.0, 245, None, 300, Status.PRIOR_DRIVEN),
    )
    figure = sensitivity_picture(Curve("delta", "Smoothing", "δ", 0.1, points), observed=240)
    assert "At 0.5, 1: prior driven." in figure.notes
    assert figure.table.rows[1] == ("0.5", "250", "", "420", "prior driven")


def test_a_choice_by_name_is_drawn_as_rows() -> None:
    points = (
        CurvePoint("all lists", 300, 350, 420),
        CurvePoint("without court", None, None, None, Status.NO_OVERLAP),
    )
    figure = sensitivity_picture(Curve("drop", "Lists", "lists", "all lists", points))
    assert [row[0] for row in figure.table.rows] == ["all lists (usual)", "without court"]
    assert "no overlap" in words(figure)


def test_the_greatest_stratum_comes_first_and_one_without_figures_last() -> None:
    rows: list[StratumEstimate | tuple[str, Estimate]] = [
        ("none", refused(TABLE, "chao", Status.NO_OVERLAP)),
        ("small", total("chao", 250, 260, 280)),
        ("unsure", total("chao", 300, 500, 400, Status.PRIOR_DRIVEN)),
        StratumEstimate((("place", "north"),), None, total("chao", 500, 600, 700)),
    ]
    figure = strata_picture(rows)
    assert [row[0] for row in figure.table.rows] == ["place north", "unsure", "small", "none"]


def test_the_same_data_gives_the_same_bytes() -> None:
    assert overlap_picture(TABLE) == overlap_picture(TABLE)
    one, other = (strata_picture([("north", total("chao", 300, 350, 420))]) for _ in range(2))
    assert one == other
