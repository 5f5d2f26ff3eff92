"""How many are missing, in the dossier: with all it rests on, never a number that is withheld."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from importlib.metadata import version

import pytest

from habeas.counts import Estimate, OverlapTable, Status, estimate
from habeas.counts.showing import status_words
from habeas.reports import CountedList, DossierContent, SourceContent, render_html
from tests.reports import invented
from tests.reports.page import parsed, text

LISTS = ("Court", "Families", "Clinic")
PLAIN = OverlapTable.of(LISTS, {1: 60, 2: 50, 4: 40, 3: 20, 5: 10, 6: 9, 7: 5})
APART = OverlapTable.of(LISTS, {1: 6001, 2: 50, 4: 40})
# Two kinds of people, one of them seen easily: models that see only pairs, and classes, part ways.
MIXED = OverlapTable.of(
    ("A", "B", "C", "D"),
    {1: 210, 2: 190, 4: 205, 8: 180, 3: 30, 5: 28, 6: 33, 9: 25, 10: 31, 12: 27, 7: 22, 11: 25,
     13: 24, 14: 21, 15: 95},
)  # fmt: skip


@cache
def counted(table: OverlapTable) -> Estimate:
    return estimate(table)


def case(*items: CountedList) -> DossierContent:
    """A case with the one list, without statements to draw."""
    source = SourceContent(invented.LIST_SOURCE, invented.list_document())
    return DossierContent("case", (), invented.case().head, sources=(source,), estimates=items)


def of(table: OverlapTable, found: Estimate | None = None) -> CountedList:
    return CountedList(
        invented.LIST_SOURCE.sha256, estimate=found or counted(table), table=table, notes=()
    )


def section(content: DossierContent) -> str:
    return " ".join(text(parsed(content).get_element_by_id("section-7")).split())


def test_a_total_stands_with_all_that_it_rests_on() -> None:
    found = counted(PLAIN)
    assert found.status is Status.OK
    assert found.point
    assert found.low
    assert found.high
    words = section(case(of(PLAIN)))
    for piece in (
        f"about {found.point:,.0f} people in all",
        f"95 % interval {found.low:,.0f} to {found.high:,.0f}",
        "if what is assumed here is true, there were between",
        "Status: ok.",
        "At least one of three assumptions holds",
        found.digest,
        invented.LIST_SOURCE.sha256,
        "must not be added up",
        "log-linear-averaged",
        "decomposable",
        "latent-class",
        "seed 1",
        f"habeas {version('habeas')}",
    ):
        assert piece in words, piece


def test_each_picture_has_its_number_and_its_table() -> None:
    """Where no method has a figure, only the overlaps are drawn."""
    page = parsed(case(of(PLAIN), of(APART)))
    captions = [text(node) for node in page.xpath("//section[@id='section-7']//figcaption")]
    assert [caption.split(".")[0] for caption in captions] == [
        "Figure 5", "Figure 6", "Figure 7",
    ]  # fmt: skip
    assert len(page.xpath("//section[@id='section-7']//figure//svg")) == 3
    assert "Table of figure 5" in section(case(of(PLAIN)))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def odd() -> Estimate:
    """A band whose figures are like no other on the page."""
    return replace(
        counted(PLAIN),
        low=1234.0,
        high=98765.0,
        point=4321.0,
        diagnostics={"quantiles": {"low": 1234, "point": 4321, "high": 98765}},
        draws=None,
    )


def test_a_number_that_stands_is_in_the_page() -> None:
    assert "4,321" in section(case(of(PLAIN, odd())))


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_a_withheld_number_is_nowhere_in_the_page(status: Status) -> None:
    page = render_html(case(of(PLAIN, odd().with_status(status)))).decode()
    assert not re.search(r"4[,.\u202f ]?321(?![0-9])", _without_hashes(page))
    assert status_words(status).label in page
    assert "1,234" in page
    assert "98,765" in page


def _without_hashes(page: str) -> str:
    """Hashes and drawing coordinates hold any digits by chance."""
    page = re.sub(r"[0-9a-f]{32,}|sha256-[^&]+", "", page)
    return re.sub(r'(?: d| points|transform)="[^"]*"', "", page)


def test_methods_that_disagree_leave_no_middle() -> None:
    found = counted(MIXED)
    assert found.status is not Status.OK
    assert found.point is None
    hidden = found.diagnostics["quantiles"]["point"]
    page = _without_hashes(render_html(case(of(MIXED))).decode())
    assert f"{hidden:,.0f}" not in page
    assert "No single number can be given" in page


def test_without_any_limits_there_is_no_number_but_the_documented() -> None:
    assert counted(APART).status is Status.NO_OVERLAP
    words = section(case(of(APART)))
    assert "no number; the lists do not overlap" in words
    assert "What stands is what is documented: 6,091 people" in words
    assert "interval" not in words


def test_a_table_that_cannot_be_counted_is_named_with_the_reason() -> None:
    reason = "held.csv, row 3: '4.5' is a fraction of a person"
    words = section(case(CountedList(invented.LIST_SOURCE.sha256, "north", reason=reason)))
    assert f"held.csv, sheet north Not counted: {reason}. (Here the row of" in words


def test_where_nothing_can_be_counted_one_sentence_says_so() -> None:
    assert "How many are missing from this record cannot be said" in section(invented.case())


def test_the_same_estimate_gives_the_same_bytes() -> None:
    again = replace(estimate(PLAIN), draws=None)
    assert render_html(case(of(PLAIN))) == render_html(case(of(PLAIN, again)))


def test_a_hostile_list_name_stays_words() -> None:
    hostile = OverlapTable(("</td><script>x</script>", "a\u202eb", "{{ 7*7 }}"), APART.cells)
    page = render_html(case(of(hostile))).decode()
    assert "<script" not in page
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in page


def test_a_case_without_counts_or_shares_loads_no_estimator() -> None:
    program = (
        "import sys; from tests.reports import invented; from habeas.reports import render_html;"
        "render_html(invented.case());"
        "print([name for name in ('numba', 'scipy', 'habeas.counts') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
