"""Sites of a case: what counts as a sighting, what counts once, and what an export remembers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from habeas.case import Case, new_case
from habeas.model import InputRefused, WrongUsage
from habeas.pipeline import AboveAudience, Barred
from tests.pipeline.making import CHEAP, ONE_PROCESS, PASSPHRASE
from tests.pipeline.sightings import case_with_sightings


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with case_with_sightings(tmp_path) as made:
        yield made


def release(case: Case, label: str) -> None:
    """Say of every source who may see it."""
    for source in case.store.sources():
        case.label(source.sha256, label, reason="the witnesses agreed")


def test_rows_and_papers_are_sightings_and_a_witness_counts_once(case: Case) -> None:
    told = case.locate().sightings
    ids = [sighting.id.partition("/")[2] for sighting in told.sightings]
    assert sorted(ids) == ["A1", "A2", "A3", "fragment-1"]
    cluster = {sighting.id.partition("/")[2]: sighting.cluster for sighting in told.sightings}
    assert cluster["A2"] == cluster["A3"]
    assert len(set(cluster.values())) == 3
    assert len(told.left_out) == 1
    assert "B1" in told.left_out[0]


def test_the_same_record_gives_the_same_sites(case: Case) -> None:
    first, second = case.locate().found, case.locate().found
    assert first is not None
    assert second is not None
    assert [site.probability for site in first.sites] == [site.probability for site in second.sites]


def test_two_witnesses_support_a_site_near_what_both_tell(case: Case) -> None:
    found = case.locate().found
    assert found is not None
    [site] = found.supported
    assert site.region.within(49.826, 34.522, 20) > 0.8


def test_an_export_for_the_public_goes_into_the_ledger_with_what_it_told(
    case: Case, tmp_path: Path
) -> None:
    release(case, "public")
    sites = case.locate()
    case.export_sites(tmp_path / "s.geojson", sites, audience="public", as_of=date(2040, 1, 1))
    [export] = case.store.exports()
    assert export.disclosed is not None
    told = json.loads(export.disclosed)
    collection = json.loads((tmp_path / "s.geojson").read_text(encoding="utf-8"))
    assert len(told["sites"]) == len(collection["features"]) == 1
    words = json.dumps(collection)
    assert "A1" not in words
    assert "W1" not in words
    assert case.verify().ok


def test_a_second_export_tells_the_same_area_again(case: Case, tmp_path: Path) -> None:
    release(case, "public")
    sites = case.locate()
    texts = []
    for name in ("one.geojson", "two.geojson"):
        case.export_sites(tmp_path / name, sites, audience="public", as_of=date(2040, 1, 1))
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]


def test_the_restricted_file_names_places_and_leaves_no_memory(case: Case, tmp_path: Path) -> None:
    release(case, "restricted")
    case.export_sites(tmp_path / "s.csv", case.locate(), audience="restricted")
    [export] = case.store.exports()
    assert export.disclosed is None
    assert "A1" in (tmp_path / "s.csv").read_text(encoding="utf-8")


def test_sites_that_rest_on_what_the_audience_may_not_see_are_refused(
    case: Case, tmp_path: Path
) -> None:
    sites, file = case.locate(), tmp_path / "s.csv"
    table, paper = sorted(case.store.sources(), key=lambda source: source.name, reverse=True)
    size = case.head.size
    with pytest.raises(AboveAudience) as refused:
        case.export_sites(file, sites, audience="public")
    named = {item.id for item in refused.value.obstacles if item.kind is Barred.SOURCE}
    assert named == {table.sha256, paper.sha256}
    case.label(paper.sha256, "public", reason="the court published it")
    with pytest.raises(AboveAudience) as refused:
        case.export_sites(file, sites, audience="restricted")
    assert [item.id for item in refused.value.own] == [table.sha256]
    assert case.head.size == size + 1
    assert not file.exists()


def test_what_tells_of_no_site_does_not_stop_a_file_of_sites(case: Case, tmp_path: Path) -> None:
    release(case, "restricted")
    other = tmp_path / "other.txt"
    other.write_text("The prison service denied everything.", encoding="utf-8")
    case.add(other, settings=ONE_PROCESS)
    written = case.export_sites(tmp_path / "s.csv", case.locate(), audience="restricted")
    assert written.size > 0


def test_the_investigation_itself_sees_all_in_full(case: Case, tmp_path: Path) -> None:
    case.export_sites(tmp_path / "s.csv", case.locate())
    [export] = case.store.exports()
    assert (export.audience, export.disclosed) == ("confidential", None)
    assert "A1" in (tmp_path / "s.csv").read_text(encoding="utf-8")


def test_an_unknown_kind_of_file_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="not written"):
        case.export_sites(tmp_path / "s.kml", case.locate(), audience="public")


def test_a_case_without_sightings_says_so(tmp_path: Path) -> None:
    with new_case(
        tmp_path / "case", investigator="A", passphrase=PASSPHRASE, key_cost=CHEAP
    ) as made:
        found = made.locate()
    assert found.found is None
    assert found.reason


def test_sites_of_a_source_that_was_erased_since_do_not_leave(case: Case, tmp_path: Path) -> None:
    sites = case.locate()
    case.store.delete_source(sites.sightings.sources[0], reason="the witness asked")
    with pytest.raises(InputRefused, match="not in the case any more"):
        case.export_sites(tmp_path / "s.csv", sites)


def test_an_unknown_audience_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="neither a label nor an audience"):
        case.export_sites(tmp_path / "s.csv", case.locate(), audience="press")
