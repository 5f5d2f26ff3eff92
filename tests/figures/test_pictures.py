"""What every picture keeps to: it stands alone, says what it shows, and never changes by itself."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree

from habeas.figures import (
    Bar,
    CurvePoint,
    DatedClaims,
    Figure,
    Overlap,
    PlacePoint,
    Precision,
    Range,
    Standing,
    Table,
    Tipping,
    curve,
    histogram,
    overlaps,
    place_map,
    ranges,
    stacked_bars,
    timeline,
)
from habeas.model import DateInterval, DateRole

HOSTILE = '</svg><script>x</script>\u202egnorw\x00\ufffe & "quoted"'


def bars(label: str = "Torture") -> Figure:
    counts = {Standing.CONFIRMED: 2, Standing.UNREVIEWED: 5}
    return stacked_bars(
        [Bar(label, counts), Bar("Capture", {Standing.REJECTED: 1})],
        name="figure-1",
        title=label,
        label_column="kind",
    )


def dates(label: str = "Torture") -> Figure:
    interval = DateInterval(date(2025, 8, 21), date(2025, 8, 31))
    return timeline(
        [DatedClaims(label, interval, DateRole.EVENT, Standing.CORRECTED)],
        [DateInterval.on(date(2025, 9, 25))],
        name="figure-2",
        title=label,
    )


def places(name: str = "Izium") -> Figure:
    return place_map(
        [PlacePoint(name, 49.2, 37.27, Precision.SITE, 1, 2)], name="figure-3", title=name
    )


def list_overlaps(name: str = "census") -> Figure:
    cells = [Overlap((0,), 120), Overlap((0, 1), 30), Overlap((1,), 50)]
    return overlaps([name, "court"], cells, name="figure-4", title=name)


def methods(name: str = "chao") -> Figure:
    rows = [Range(name, 210, None, 900, "prior driven"), Range("nhoi", 250, 300, 400)]
    return ranges(rows, name="figure-5", title=name, label_column="method", unit=name, observed=200)


def draws(name: str = "people") -> Figure:
    values = [200 + step % 37 + step % 11 for step in range(500)]
    return histogram(
        values, low=204, point=223, high=241, observed=200, name="figure-6", title=name, unit=name
    )


def sensitivity(name: str = "odds ratio") -> Figure:
    points = [CurvePoint(x, 300 / x, 400 / x, 600 / x) for x in (0.5, 1.0, 2.0)]
    return curve(
        points,
        name="figure-7",
        title=name,
        x_words=name,
        y_words="people",
        observed=120,
        usual=1.0,
        tipping=[Tipping(0.7, name)],
    )


PICTURES = pytest.mark.parametrize(
    "picture", [bars, dates, places, list_overlaps, methods, draws, sensitivity]
)


def parsed(figure: Figure) -> etree._Element:
    assert figure.svg is not None
    return etree.fromstring(figure.svg)


@PICTURES
def test_the_same_data_gives_the_same_bytes(picture: Callable[[], Figure]) -> None:
    assert picture() == picture()


@PICTURES
def test_a_picture_needs_nothing_from_outside(picture: Callable[[], Figure]) -> None:
    root = parsed(picture())
    assert "http" not in str(picture().svg).replace('xmlns="http://www.w3.org/2000/svg"', "")
    for node in root.iter():
        assert not {"style", "href", "class", "onload"} & {
            etree.QName(a).localname for a in node.attrib
        }
        assert etree.QName(node).localname in {
            *("svg", "g", "title", "desc", "defs", "clipPath"),
            *("path", "line", "rect", "circle", "text"),
        }
    assert all(url.startswith("url(#") for url in re.findall(r"url\([^)]*", str(picture().svg)))


@PICTURES
def test_a_picture_is_named_for_readers_who_do_not_see_it(picture: Callable[[], Figure]) -> None:
    root = parsed(picture())
    named = {node.get("id"): node.text for node in root if node.get("id")}
    assert root.get("role") == "img"
    title, description = str(root.get("aria-labelledby")).split()
    assert named[title]
    assert named[description]


@PICTURES
def test_hostile_words_stay_words(picture: Callable[[str], Figure]) -> None:
    root = parsed(picture(HOSTILE))
    assert not root.findall(".//{*}script")
    shown = etree.tostring(root, encoding="unicode", method="text")
    assert "\u202e" not in shown
    assert "\\u{202e}" in shown


def test_the_longest_bar_comes_first_and_all_of_them_are_in_the_table() -> None:
    figure = stacked_bars(
        [Bar(f"kind {n:02}", {Standing.UNREVIEWED: n}) for n in range(1, 31)],
        name="f",
        title="t",
        label_column="kind",
        at_most=10,
    )
    assert [row[0] for row in figure.table.rows] == [f"kind {n:02}" for n in range(30, 0, -1)]
    assert figure.notes == ("The picture shows the longest bars; 20 more stand in the table.",)
    assert "kind 20" not in str(figure.svg)


def test_no_bars_are_said_in_words() -> None:
    figure = stacked_bars([Bar("x", {})], name="f", title="t", label_column="kind")
    assert figure.svg is None
    assert figure.notes


def test_what_nobody_reviewed_is_hollow() -> None:
    fills = {node.get("fill") for node in parsed(bars()).iter("{*}path", "{*}rect")}
    assert "#ffffff" in fills


def test_equal_dates_of_one_kind_share_a_bar() -> None:
    day = DateInterval.on(date(2025, 9, 17))
    item = DatedClaims("Legal step", day, DateRole.EVENT, Standing.UNREVIEWED)
    figure = timeline([item, item, item], name="f", title="t")
    assert figure.table.rows == (("2025-09-17", "event", "Legal step", "not reviewed", "3"),)
    assert "Legal step ×3" in str(figure.svg)


def test_a_claim_without_any_date_cannot_be_drawn() -> None:
    nothing = DateInterval(None, None)
    with pytest.raises(ValueError, match="no date"):
        DatedClaims("Torture", nothing, DateRole.EVENT, Standing.UNREVIEWED)


def test_many_dates_become_columns_and_lose_nothing_in_the_table() -> None:
    days = [DateInterval.on(date.fromordinal(738_000 + 3 * step)) for step in range(200)]
    items = [DatedClaims("Torture", day, DateRole.EVENT, Standing.UNREVIEWED) for day in days]
    figure = timeline(items, name="f", title="t")
    assert len(figure.table.rows) == 200
    assert any("column counts" in note for note in figure.notes)
    assert len(parsed(figure).findall(".//{*}path[@stroke='#6f6f6f']")) <= 36


def test_the_last_day_of_the_calendar_can_be_drawn() -> None:
    item = DatedClaims("x", DateInterval.on(date.max), DateRole.REPORT, Standing.UNREVIEWED)
    assert timeline([item], name="f", title="t").svg


def test_a_country_is_listed_but_not_marked() -> None:
    country = PlacePoint("Ukraine", 49, 32, Precision.COUNTRY, 0, 7)
    figure = place_map([country], name="f", title="t")
    assert figure.svg is None
    assert figure.table.rows[0][:2] == ("Ukraine", "country")
    assert figure.notes == ("No map: the claims name whole countries only.",)


def test_no_place_is_said_in_words() -> None:
    figure = place_map([], name="f", title="t")
    assert figure.svg is None
    assert "no claim names a place" in figure.notes[0]


def test_a_name_that_finds_no_room_is_counted() -> None:
    crowd = [
        PlacePoint(f"Cell block number {n}", 49.2 + n / 5000, 37.27, Precision.SITE, 0, 1)
        for n in range(60)
    ]
    figure = place_map(crowd, name="f", title="t")
    drawn = str(figure.svg).count("Cell block number")
    # Each name stands once in the description as well.
    assert figure.notes[-1].startswith(f"For lack of room the names of {120 - drawn} marks")


def test_a_column_is_counted_where_whole_numbers_alone_stand_in_it() -> None:
    table = Table(("who", "how many", "share"), (("Ila", "1,200", "0.5"), ("12", "7", "1")))
    assert table.counted == (False, True, False)
