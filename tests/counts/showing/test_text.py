"""Text and HTML: the answer never stands without interval, status, assumption and remedy."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from habeas.counts import Estimate, Status
from habeas.counts.assumptions import assumption
from habeas.counts.showing import as_html, as_text, in_one_line, status_words
from tests.counts.showing.estimates import TABLE, a_band, an_estimate


def unwrapped(text: str) -> str:
    return " ".join(text.split())


def test_a_figure_stands_with_its_interval_assumption_and_test() -> None:
    text = unwrapped(as_text(an_estimate()))
    assert "194 people documented on 3 lists (A, B, C)" in text
    assert "log-linear: about 333 people in all (95 % interval 250 to 512)" in text
    assert assumption("log-linear") in text
    assert status_words(Status.OK).meaning in text
    assert status_words(Status.OK).remedy in text
    assert "criterion bic, seed 7" in text
    assert TABLE.digest[:16] in text


@pytest.mark.parametrize("status", [status for status in Status if status is not Status.OK])
def test_another_status_shows_limits_and_no_figure(status: Status) -> None:
    estimate = an_estimate(status)
    text = unwrapped(as_text(estimate))
    assert "log-linear: no single number; limits 250 to 512 (95 %)" in text
    assert f"{status_words(status).label} — {status_words(status).meaning}" in text
    assert f"settled by {status_words(status).remedy}" in text
    assert "333" not in text + as_html(estimate) + in_one_line(estimate)


def test_without_limits_there_is_no_number() -> None:
    nothing = an_estimate(Status.NO_OVERLAP, low=None, high=None)
    assert "log-linear: no number" in as_text(nothing)
    assert in_one_line(nothing) == "no number; the lists do not overlap (log-linear)"


def test_a_lower_bound_is_not_shown_as_a_total() -> None:
    bound = an_estimate(method="chao")
    assert "at least about 333 people in all (this bound: 95 % interval 250 to 512)" in unwrapped(
        as_text(bound)
    )


def test_a_band_has_one_line_for_each_family() -> None:
    lines = as_text(a_band()).splitlines()
    families = [line for line in lines if line.startswith("family")]
    assert [re.split(r"\s{2,}", line)[1] for line in families] == ["log-linear", "decomposable"]
    assert families[0].endswith("ok")
    assert families[1].endswith("no single number; limits 250 to 512 (95 %); driven by the prior")
    assert any("they do not overlap" in line for line in lines)


def test_lines_fit_a_terminal() -> None:
    assert max(map(len, as_text(a_band()).splitlines())) <= 100


HOSTILE = '<script>alert("x")</script>\x1b[2J\u202e'


def hostile() -> Estimate:
    return an_estimate(lists=(HOSTILE, "B"), warnings=(HOSTILE,), method="log-linear")


def test_a_hostile_name_cannot_act_on_a_terminal() -> None:
    assert as_text(hostile()).replace("\n", "").isprintable()


def test_a_hostile_name_cannot_act_in_a_page() -> None:
    page = as_html(hostile())
    assert page.replace("\n", "").isprintable()
    tags: list[str] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            assert {name for name, _ in attributes} <= {"class", "scope"}

    Tags().feed(page)
    assert set(tags) <= {"section", "p", "strong", "ul", "li", "table", "thead", "tbody", "tr",
                         "th", "td"}  # fmt: skip


def test_every_status_has_its_sentences() -> None:
    for status in Status:
        words = status_words(status)
        assert words.meaning.endswith(".")
        assert words.remedy.endswith(".")
        assert words.reliance.endswith(".")
