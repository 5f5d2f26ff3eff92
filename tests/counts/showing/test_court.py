"""The court sheet: everything that a number rests on, the same bytes every time."""

from __future__ import annotations

from importlib.metadata import version

import pytest

from habeas.counts import OverlapTable, Status
from habeas.counts.assumptions import assumption, common_assumption
from habeas.counts.showing import court_sheet, court_sheet_html, status_words
from habeas.model import WrongUsage
from tests.counts.showing.estimates import TABLE, a_band, an_estimate

PARTS = [
    "What may be relied on",
    "What is assumed",
    "Whether the figure stands",
    "What it does not say",
    "What was counted",
    "How to compute it again",
]


def flat(text: str) -> str:
    return " ".join(text.split())


def test_it_holds_what_is_needed_to_check_the_number() -> None:
    sheet = court_sheet(an_estimate(warnings=("two terms have no people",)))
    assert [line[3:] for line in sheet.splitlines() if line.startswith("## ")] == PARTS
    for needed in (
        TABLE.digest,
        "log-linear",
        "criterion bic",
        f"habeas {version('habeas')}",
        common_assumption(),
        assumption("log-linear"),
        f"Status: ok. {status_words(Status.OK).meaning}",
        "two terms have no people",
    ):
        assert needed in flat(sheet)
    assert "| seed            | 7 " in sheet


def test_the_sentence_to_rely_on_names_both_limits_and_the_floor() -> None:
    assert (
        "On these lists, and if what is assumed here is true, there were between 250 and 512 "
        "people in all (95 % interval). It cannot be less than the 194 people documented"
    ) in flat(court_sheet(an_estimate()))


def test_a_lower_bound_is_relied_on_as_one() -> None:
    sheet = flat(court_sheet(an_estimate(method="chao")))
    assert "the total is at least a number that lies between 250 and 512" in sheet
    assert "there were between" not in sheet


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_without_status_ok_no_figure_is_in_it(status: Status) -> None:
    sheet = flat(court_sheet(an_estimate(status)) + court_sheet_html(an_estimate(status)))
    assert "333" not in sheet
    assert "single" in sheet or "No number" in sheet
    nothing = flat(court_sheet(an_estimate(status, low=None, high=None)))
    assert "What stands is what is documented: 194 people." in nothing


def test_a_band_shows_each_method_with_assumption_status_settings_and_seed() -> None:
    sheet = court_sheet(a_band())
    assert "## The methods one by one" in sheet
    assert "| log-linear   | 250 |    333 |  512 |  95 % | ok                  |" in sheet
    assert "| decomposable | 250 |      – |  512 |  95 % | driven by the prior |" in sheet
    assert f"- decomposable: {assumption('decomposable')}" in flat(sheet)
    assert "settings of decomposable" in sheet


def test_the_table_can_be_shown_and_must_be_the_right_one() -> None:
    sheet = court_sheet(an_estimate(), table=TABLE)
    assert "| 1 | 1 | 1 |      5 |" in sheet
    assert "| A    |           95 |" in sheet
    other = OverlapTable.of(["A", "B"], {1: 5, 3: 1})
    with pytest.raises(WrongUsage, match="not the one"):
        court_sheet(an_estimate(), table=other)


def test_findings_of_a_sensitivity_analysis_have_their_section() -> None:
    sheet = court_sheet(an_estimate(), findings=["A hidden group of 18 % would double this."])
    assert "- A hidden group of 18 % would double this." in sheet


def test_the_same_estimate_gives_the_same_bytes() -> None:
    assert court_sheet(a_band(), table=TABLE) == court_sheet(a_band(), table=TABLE)
    assert court_sheet_html(a_band()) == court_sheet_html(a_band())


def test_both_forms_say_the_same() -> None:
    import html
    import re

    words = re.sub(r"<[^>]+>", " ", court_sheet_html(a_band(), title="Who is missing?"))
    letters = re.sub(r"[^\w]", "", html.unescape(words))
    assert re.sub(r"[^\w]", "", court_sheet(a_band(), title="Who is missing?")) == letters


def test_a_title_and_a_list_cannot_break_out_of_the_page() -> None:
    hostile = an_estimate(lists=("<img src=x>|", "B", "C"), warnings=("<b>\x1b[2J",))
    page = court_sheet_html(hostile, title="<script>")
    assert "<script" not in page
    assert "<img" not in page
    assert "\x1b" not in page + court_sheet(hostile)
