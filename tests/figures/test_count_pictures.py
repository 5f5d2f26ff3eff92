"""Overlaps, intervals, draws and curves: what is drawn, what is only named, and in what order."""

import pytest
from lxml import etree

from habeas.figures import (
    CurvePoint,
    Figure,
    Overlap,
    Range,
    Tipping,
    curve,
    histogram,
    overlaps,
    ranges,
)
from habeas.figures.theme import told_apart


def words(figure: Figure) -> list[str]:
    """Every text of the picture, without its title and description."""
    root = etree.fromstring(str(figure.svg))
    return [str(node.text) for node in root.iter("{*}text")]


def dashed(figure: Figure) -> int:
    root = etree.fromstring(str(figure.svg))
    return len(root.findall(".//*[@stroke-dasharray]"))


def shown_ranges(*rows: Range, observed: float | None = None, at_most: int = 40) -> Figure:
    return ranges(
        rows,
        name="f",
        title="t",
        label_column="method",
        unit="people",
        observed=observed,
        at_most=at_most,
    )


SURE = Range("chao", 150, 200, 260)


def test_the_largest_overlap_comes_first_and_the_small_ones_are_named() -> None:
    cells = [Overlap((0,), 5), Overlap((1,), 50), Overlap((0, 1), 7)]
    figure = overlaps(["court", "press"], cells, name="f", title="t", at_most=2)
    assert figure.table.rows == (
        ("press", "1", "50"),
        ("court and press", "2", "7"),
        ("court", "1", "5"),
    )
    assert "1 smaller overlaps (5 people) stand in the table only: court: 5." in figure.notes
    assert "5" not in words(figure)


def test_those_on_no_list_have_a_hollow_column() -> None:
    figure = overlaps(["court"], [Overlap((0,), 5)], name="f", title="t")
    assert {"?", "on no list"} <= set(words(figure))
    assert dashed(figure) == 1
    assert "On no list: not known." in str(figure.svg)


def test_list_sizes_count_everybody_on_the_list() -> None:
    cells = [Overlap((0,), 5), Overlap((0, 1), 7)]
    assert "12" in words(overlaps(["court", "press"], cells, name="f", title="t"))


def test_more_lists_than_rows_are_named() -> None:
    lists = [f"list {number:02}" for number in range(23)]
    cells = [Overlap((number,), 100 - number) for number in range(23)]
    figure = overlaps(lists, cells, name="f", title="t")
    assert "Smaller lists without a row in the picture: list 20, list 21, list 22." in figure.notes


def test_no_overlap_at_all_is_said_in_words() -> None:
    figure = overlaps(["court"], [], name="f", title="t")
    assert figure.svg is None
    assert figure.notes


def test_a_row_without_a_point_is_dashed_and_its_reason_stands_there() -> None:
    figure = shown_ranges(SURE, Range("nhoi", 160, None, 900, "not identifiable"))
    assert "not identifiable" in words(figure)
    assert "160–900" in words(figure)
    assert dashed(figure) == 1
    assert dashed(shown_ranges(SURE)) == 0


def test_a_row_without_bounds_says_that_there_is_no_figure() -> None:
    figure = shown_ranges(SURE, Range("nhoi", None, None, None, "no overlap"))
    assert "no figure" in words(figure)
    assert figure.table.rows[1] == ("nhoi", "", "", "", "no overlap")


def test_an_endless_limit_does_not_squeeze_the_rest() -> None:
    far = Range("nhoi", 160, None, 4e13, "not identifiable")
    figure = shown_ranges(SURE, far, Range("open", 170, None, None, "no extended mle"))
    assert "An arrow: the line goes on far beyond the axis." in figure.notes
    assert "160–4×10¹³" in words(figure)
    assert "170 or more" in words(figure)
    assert not any("million" in text for text in words(figure) if "–" not in text)


def test_the_observed_is_a_rule_of_all_rows_or_a_tick_of_each() -> None:
    assert "observed 120" in words(shown_ranges(SURE, observed=120))
    own = shown_ranges(Range("north", 150, 200, 260, observed=120))
    assert own.table.columns == ("method", "low", "point", "high", "observed", "standing")
    assert "The upright tick of a row is the number observed." in own.notes


def test_rows_past_the_last_stand_in_the_table() -> None:
    figure = shown_ranges(*(Range(f"s{n}", 10 + n, 20, 30) for n in range(5)), at_most=3)
    assert len(figure.table.rows) == 5
    assert "2 more rows stand in the table." in figure.notes
    assert "s3" not in words(figure)


def test_a_point_without_a_lower_end_cannot_be_drawn() -> None:
    with pytest.raises(ValueError, match="no lower end"):
        Range("x", None, 5, None)


def shown_draws(values: list[float], point: float | None = 150.0) -> Figure:
    return histogram(
        values, low=110, point=point, high=190, observed=90, name="f", title="t", unit="people"
    )


def test_every_draw_on_the_axis_stands_in_the_table() -> None:
    values = [float(100 + step % 101) for step in range(1000)]
    figure = shown_draws(values)
    assert sum(int(row[2]) for row in figure.table.rows) == 1000 - len(
        [value for value in values if value > 200]
    )
    assert "150, 95% interval 110–190" in words(figure)


def test_far_draws_are_counted_not_drawn() -> None:
    figure = shown_draws([150.0] * 998 + [160.0, 1e9])
    assert any(note.startswith("1 of 1,000 draws lie beyond") for note in figure.notes)


def test_without_a_point_the_interval_is_dashed() -> None:
    values = [float(100 + step) for step in range(100)]
    assert dashed(shown_draws(values, None)) == 1
    assert "95% interval 110–190" in words(shown_draws(values, None))


def test_no_draws_are_said_in_words() -> None:
    assert shown_draws([]).svg is None


def shown_curve(points: list[CurvePoint], tipping: list[Tipping] | None = None) -> Figure:
    return curve(
        points,
        name="f",
        title="t",
        x_words="share",
        y_words="people",
        observed=100,
        tipping=tipping or [],
    )


def test_a_curve_is_broken_where_there_is_no_figure() -> None:
    points = [CurvePoint(x, 110, 150, 200) for x in (1, 2, 4, 5)]
    points.append(CurvePoint(3, 110, None, 200, "not identifiable"))
    figure = shown_curve(points)
    assert "Where the line is broken no figure can be given." in figure.notes
    assert "At 3: not identifiable." in figure.notes
    assert figure.table.rows[2] == ("3", "110", "", "200", "not identifiable")
    assert "at 3: 110–200" in str(figure.svg)


def test_a_tipping_point_is_marked_and_noted() -> None:
    points = [CurvePoint(x / 10, 110, 150 + 30 * x, 200 + 60 * x) for x in range(6)]
    figure = shown_curve(points, [Tipping(0.18, "this would double")])
    assert "0.18: this would double" in words(figure)
    assert figure.notes == ("Tipping point at 0.18: this would double.",)


def test_a_curve_without_any_figure_is_said_in_words() -> None:
    assert shown_curve([CurvePoint(1, None, None, None)]).svg is None


def test_labels_that_would_read_alike_keep_their_ends() -> None:
    short = told_apart(["prison of the north, men", "prison of the north, women", "x"], 14)
    assert short == ["prison…th, men", "prison…, women", "x"]
