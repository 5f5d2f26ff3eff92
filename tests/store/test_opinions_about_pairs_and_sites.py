"""Second looks at pairs, and opinions about sites, in the ledger: kept, refused, erased."""

from __future__ import annotations

import pytest

from habeas.model import (
    InputRefused,
    Passage,
    PersonOpinion,
    Sameness,
    SeenSighting,
    SeenSite,
    SiteJudgement,
    SiteVerdict,
    WrongUsage,
)
from habeas.store import CaseStore, LeafKind
from tests.store.making import NOON, STATEMENT, deposit, document, row_of, same_person, sha256

ONE, TWO = sha256(b"one"), sha256(b"two")
WORDS = Passage.of(STATEMENT, 4, 10)


def opinion(again: int, withdraws: int | None = None, *sources: str) -> PersonOpinion:
    answer = Sameness.DIFFERENT if withdraws is None else None
    records = tuple(row_of(source, 1) for source in sources or (ONE, TWO))
    return PersonOpinion(answer, records, again, "seen anew", "Ila Morven", NOON, withdraws)


def site(
    withdraws: int | None = None, passage: Passage = WORDS, again: int | None = None
) -> SiteJudgement:
    sightings = (SeenSighting("c1", ONE, "c1", passage), SeenSighting(f"{TWO[:12]}/A1", TWO))
    seen = SeenSite(49.8, 34.5, 12.0, 0.7, sightings)
    verdict = SiteVerdict.SUPPORTED if withdraws is None else None
    return SiteJudgement(verdict, seen, "two who met nobody", "Ila Morven", NOON, withdraws, again)


@pytest.fixture
def two(store: CaseStore) -> CaseStore:
    """A case with two sources, the first of them read."""
    store.put_sources([deposit(name, f"{name.decode()}.txt") for name in (b"one", b"two")])
    store.put_document(ONE, document(), reader="text@1")
    return store


def test_they_are_kept_beside_everything_else_and_the_case_verifies(two: CaseStore) -> None:
    first = two.append_person_judgement(same_person(ONE, TWO))
    look = two.append(opinion(first.position))
    two.append(opinion(first.position, look.position))
    about = two.append(site())
    two.append(site(about.position))
    two.append(site(again=about.position))
    assert [item.record.withdraws for item in two.recorded(PersonOpinion)] == [None, look.position]
    sites = [(item.record.withdraws, item.record.again) for item in two.recorded(SiteJudgement)]
    assert sites == [(None, None), (about.position, None), (None, about.position)]
    assert len(list(two.person_judgements())) == 1
    assert list(two.recorded(SiteJudgement, at=about.position)) == []
    assert two.verify().problems == ()


def test_they_go_with_any_source_that_they_are_anchored_in(two: CaseStore) -> None:
    first = two.append_person_judgement(same_person(ONE, TWO))
    look = two.append(opinion(first.position))
    two.append(opinion(first.position, look.position))
    about = two.append(site())
    two.append(site(about.position))
    two.delete_source(TWO, reason="asked for by the witness")
    assert list(two.recorded(PersonOpinion)) == []
    assert list(two.recorded(SiteJudgement)) == []
    kinds = {LeafKind.PERSON_OPINION, LeafKind.SITE_JUDGEMENT}
    assert all(entry.payload is None for entry in two.leaves() if entry.kind in kinds)
    assert two.verify().problems == ()


def test_what_is_about_nothing_of_the_case_is_refused(two: CaseStore) -> None:
    first = two.append_person_judgement(same_person(ONE, TWO))
    before = two.head().size
    for wrong in (
        opinion(0),
        opinion(first.position, first.position),
        site(first.position),
        site(again=first.position),
    ):
        with pytest.raises(WrongUsage):
            two.append(wrong)
    with pytest.raises(InputRefused, match="no source in this case"):
        two.append(opinion(first.position, None, ONE, sha256(b"three")))
    with pytest.raises(InputRefused, match="does not stand"):
        two.append(site(passage=Passage(4, 10, "others")))
    assert two.head().size == before


def test_what_neither_decides_nor_takes_back_cannot_be_made() -> None:
    seen = site().seen
    with pytest.raises(ValueError, match="decides or withdraws"):
        SiteJudgement(None, seen, "so", "Ila Morven", NOON)
    with pytest.raises(ValueError, match="at least one sighting"):
        SiteJudgement(SiteVerdict.UNSURE, SeenSite(0, 0, 1, 0.5, ()), "so", "Ila Morven", NOON)
    with pytest.raises(ValueError, match="two records"):
        opinion(3, None, ONE)


def test_a_second_look_at_a_site_outlives_the_source_of_the_first(two: CaseStore) -> None:
    first = two.append(site())
    seen = SeenSite(49.8, 34.5, 12.0, 0.7, (SeenSighting(f"{ONE[:12]}/A1", ONE),))
    two.append(
        SiteJudgement(SiteVerdict.UNSURE, seen, "so", "Ila Morven", NOON, again=first.position)
    )
    two.delete_source(TWO, reason="asked for by the witness")
    (left,) = two.recorded(SiteJudgement)
    assert left.record.again == first.position
    assert two.verify().problems == ()
