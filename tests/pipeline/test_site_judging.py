"""What people think of a site: kept as it was seen, and found again beside the sites of today."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from habeas.case import Case
from habeas.model import (
    Passage,
    SeenSighting,
    SeenSite,
    SiteJudgement,
    SiteVerdict,
    WrongUsage,
)
from habeas.pipeline import judged_sites, site_look_agreements, site_looks, site_standings
from habeas.reports import Redactions
from habeas.store import Placed
from tests.pipeline.sightings import case_with_sightings

NOON = datetime(2031, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with case_with_sightings(tmp_path) as made:
        yield made


def test_a_judgement_holds_what_was_seen_and_leaves_the_surface_as_it_is(case: Case) -> None:
    before = case.locate()
    assert before.found is not None
    [site] = before.found.supported
    placed = case.judge_site(site.id, "supported", reason="two who never met")
    assert placed.record.verdict is SiteVerdict.SUPPORTED
    assert placed.record.seen == before.seen[site.id]
    assert {item.sighting.partition("/")[2] for item in placed.record.seen.sightings} >= {"A1"}
    after = case.locate()
    assert after.found is not None
    assert [one.probability for one in after.found.sites] == [
        one.probability for one in before.found.sites
    ]
    [standing] = after.standings
    assert (standing.site, standing.changed) == (site.id, False)
    assert case.verify().problems == ()


def test_it_can_be_taken_back_once(case: Case) -> None:
    found = case.locate().found
    assert found is not None
    placed = case.judge_site(found.supported[0].id, "unsure", reason="one list copies the other")
    case.undo_site(placed.position, reason="read again")
    assert case.locate().standings == ()
    with pytest.raises(WrongUsage, match="taken back already"):
        case.undo_site(placed.position, reason="again")


def test_it_goes_with_a_source_that_it_was_anchored_in(case: Case) -> None:
    found = case.locate().found
    assert found is not None
    case.judge_site(found.supported[0].id, "supported", reason="two who never met")
    table = next(item for item in case.store.sources() if item.name.endswith("sightings.csv"))
    case.store.delete_source(table.sha256, reason="a witness asked for it")
    assert case.locate().standings == ()
    assert case.verify().problems == ()


@pytest.mark.parametrize(
    ("site", "verdict", "reason"),
    [("S99", "supported", "so"), ("S1", "perhaps", "so"), ("S1", "supported", " ")],
)
def test_words_that_do_not_fit_together_are_refused(
    case: Case, site: str, verdict: str, reason: str
) -> None:
    with pytest.raises(WrongUsage):
        case.judge_site(site, verdict, reason=reason)
    assert list(case.store.recorded(SiteJudgement)) == []


def seen(*names: str, latitude: float = 49.0) -> SeenSite:
    sightings = tuple(SeenSighting(name, "a" * 64) for name in names)
    return SeenSite(latitude, 34.0, 10.0, 0.8, sightings)


def judged(
    site: SeenSite,
    position: int = 7,
    verdict: SiteVerdict = SiteVerdict.SUPPORTED,
    author: str = "Ila Morven",
    again: int | None = None,
) -> Placed[SiteJudgement]:
    return Placed(position, SiteJudgement(verdict, site, "so", author, NOON, again=again))


def test_it_belongs_to_the_site_that_rests_on_most_of_what_was_seen() -> None:
    sites = {"S1": seen("a"), "S2": seen("b", "c", "d")}
    [standing] = site_standings(sites, [judged(seen("a", "b", "c"))])
    assert standing.site == "S2"
    assert (standing.came, standing.went, standing.changed) == (1, 1, True)


def test_of_equals_it_belongs_to_the_nearer() -> None:
    sites = {"S1": seen("a", latitude=51.0), "S2": seen("b", latitude=49.001)}
    [standing] = site_standings(sites, [judged(seen("a", "b"))])
    assert standing.site == "S2"


def test_the_evidence_is_the_same_until_the_point_moves_by_a_kilometre() -> None:
    [near] = site_standings({"S1": seen("a", latitude=49.005)}, [judged(seen("a"))])
    [far] = site_standings({"S1": seen("a", latitude=49.02)}, [judged(seen("a"))])
    assert (near.changed, far.changed) == (False, True)
    assert far.moved_km == pytest.approx(2.2, abs=0.1)


def test_where_no_site_rests_on_it_it_is_listed_as_of_none() -> None:
    [standing] = site_standings({"S1": seen("b")}, [judged(seen("a"))])
    assert (standing.site, standing.changed) == (None, True)


def test_a_claim_is_known_by_its_words_whatever_its_id() -> None:
    words = Passage(0, 4, "held")
    one = SeenSighting("c1", "a" * 64, "c1", words)
    other = replace(one, sighting="c2", claim="c2", passage=Passage(9, 13, "held"))
    site = SeenSite(49.0, 34.0, 10.0, 0.8, (one,))
    [standing] = site_standings({"S1": replace(site, sightings=(other,))}, [judged(site)])
    assert (standing.site, standing.changed) == ("S1", False)


def test_the_dossier_tells_who_found_what_and_whether_the_evidence_is_the_same(
    case: Case, tmp_path: Path
) -> None:
    found = case.locate().found
    assert found is not None
    case.judge_site(found.supported[0].id, "not_supported", reason="only one of them was there")
    case.report(tmp_path / "whole.html")
    [table] = re.findall(
        r'id="site-judgements".*?</table>', (tmp_path / "whole.html").read_text(), re.S
    )
    for words in ("not supported", "Ila Morven", "the same as then", found.supported[0].id):
        assert words in table
    case.report(tmp_path / "less.html", redactions=Redactions(places=("Dykanka",)))
    less = (tmp_path / "less.html").read_text()
    assert "site-judgements" not in less
    assert "only one of them was there" not in less


def looked_at_again(sites: dict[str, SeenSite], *said: Placed[SiteJudgement]) -> dict[str, int]:
    """What is hidden from Ila Morven."""
    return dict(judged_sites(site_standings(sites, said), said, "Ila Morven"))


def test_ones_own_latest_judgement_is_hidden_and_what_others_alone_judged_is_none() -> None:
    sites = {"S1": seen("a"), "S2": seen("b"), "S3": seen("c"), "S4": seen("d")}
    moved = seen("c", latitude=51.0)
    said = (
        judged(sites["S1"], 3),
        judged(sites["S1"], 4, author="Dorin Kevris"),
        judged(sites["S2"], 5, author="Dorin Kevris"),
        judged(sites["S2"], 6, author="Mirta Solen"),
        judged(moved, 7),
        judged(sites["S4"], 8),
        judged(sites["S4"], 9, SiteVerdict.UNSURE),
    )
    # Where others alone judged, she is shown what they said when she judges it herself.
    assert looked_at_again(sites, *said) == {"S1": 3, "S4": 9}
    # What she has looked at again is asked no third time.
    look = judged(sites["S1"], 10, again=3)
    assert looked_at_again(sites, *said, look) == {"S4": 9}


def test_a_second_look_stands_beside_no_site_and_tells_how_far_both_agree() -> None:
    site = seen("a")
    said = (
        judged(site, 3, author="Dorin Kevris"),
        judged(site, 4, again=3),
        judged(site, 5, SiteVerdict.UNSURE, again=3),
    )
    assert [each.placed.position for each in site_standings({"S1": site}, said)] == [3]
    (line,) = site_look_agreements(site_looks(said))
    assert (line.first, line.second) == ("Dorin Kevris", "Ila Morven")
    assert (line.agreement.pairs, line.agreement.raw) == (2, 0.5)
    # A judgement that was taken back is no measure of anything.
    back = replace(said[0].record, verdict=None, withdraws=3)
    assert site_looks((*said, Placed(6, back))) == ()
