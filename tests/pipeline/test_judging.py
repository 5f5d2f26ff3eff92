"""Judgements: for good, by words that fit together, and found again after every rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from habeas.claims import EXTRACTOR
from habeas.model import CaseLocked, Judgement, Passage, WrongUsage
from habeas.pipeline import Claims, add, judge, judged_claims, rebuild
from habeas.store import CaseStore
from tests.pipeline.making import INVESTIGATOR, ONE_PROCESS, PASSPHRASE, REPORT, new_store, write
from tests.pipeline.reading_alone import IDENTITY, RECIPIENT


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CaseStore]:
    """A case with one report and its claims; tests only add judgements to it."""
    top = tmp_path_factory.mktemp("judging")
    with new_store(top / "case") as store:
        add(store, [write(top / "in", {"report.txt": REPORT})], settings=ONE_PROCESS)
        yield store


def claim_about(store: CaseStore, words: str) -> str:
    return next(kept.claim.id for kept in store.claims() if words in kept.claim.passage.quote)


def claims(store: CaseStore) -> Claims:
    return judged_claims(store)[0]


def test_a_claim_nobody_judged_says_so(filled: CaseStore) -> None:
    identity = claim_about(filled, "14 prisoners")
    (item,) = [item for item in claims(filled) if item.claim.id == identity]
    assert item.state == "not reviewed"
    assert item.judgement is None
    assert item.corrections == {}


def test_the_latest_judgement_counts_and_the_earlier_ones_stay(filled: CaseStore) -> None:
    identity = claim_about(filled, "Velmin")
    judge(filled, identity, "confirm", reason="the medical file says so")
    judge(filled, identity[:8], "reject", reason="another man of that name")
    (item,) = [item for item in claims(filled) if item.claim.id == identity]
    assert item.state == "rejected"
    assert [entry.verdict.value for entry in item.judgements] == ["confirm", "reject"]
    assert item.judgements[-1].author == INVESTIGATOR


def test_a_correction_shows_in_the_row_beside_what_the_machine_said(filled: CaseStore) -> None:
    identity = claim_about(filled, "denied")
    judge(
        filled, identity, "correct", reason="per the letter", corrections={"place": "Lower Orrin"}
    )
    (row,) = claims(filled).filter(state="corrected").to_dicts()
    assert row["place"] == "Lower Orrin"
    assert row["corrections"] == {"place": "Lower Orrin"}
    assert row["lat"] is None, "coordinates of another place than the one in force"


@pytest.mark.parametrize(
    ("verdict", "reason", "corrections", "words"),
    [
        ("maybe", "r", {}, "not a verdict"),
        ("confirm", " ", {}, "needs a reason"),
        ("correct", "r", {}, "do not fit together"),
        ("confirm", "r", {"place": "Izium"}, "do not fit together"),
    ],
)
def test_words_that_do_not_fit_together_record_nothing(
    filled: CaseStore, verdict: str, reason: str, corrections: dict[str, str], words: str
) -> None:
    before = filled.head()
    with pytest.raises(WrongUsage, match=words):
        judge(
            filled, claim_about(filled, "Velmin"), verdict, reason=reason, corrections=corrections
        )
    assert filled.head() == before


def test_a_claim_that_is_not_there_is_refused(filled: CaseStore) -> None:
    with pytest.raises(WrongUsage):
        judge(filled, "0000", "confirm", reason="r")


def test_judgements_survive_a_rebuild(filled: CaseStore) -> None:
    judge(filled, claim_about(filled, "14 prisoners"), "confirm", reason="the transfer list")
    before = [(item.claim, item.judgements) for item in claims(filled)]
    rebuild(filled, settings=ONE_PROCESS)
    assert [(item.claim, item.judgements) for item in claims(filled)] == before


def test_judgements_survive_another_extractor(tmp_path: Path) -> None:
    with new_store(tmp_path / "case") as store:
        add(store, [write(tmp_path / "in", {"report.txt": REPORT})], settings=ONE_PROCESS)
        kept = list(store.claims())
        first, second = kept[0], kept[1]
        judge(store, first.claim.id, "confirm", reason="seen on the recording")
        judge(store, second.claim.id, "reject", reason="a different colony")
        # The next extractor gives other ids, and cuts the second claim differently.
        shorter = Passage.of(REPORT, second.claim.passage.start, second.claim.passage.end - 3)
        recut = replace(second.claim, id="n2", passage=shorter, content=_span(shorter), evidence=())
        changed = [replace(first.claim, id="n1"), recut]
        store.put_claims(first.source, changed, extractor=f"{EXTRACTOR}-next")
        found, unanchored = judged_claims(store)
        assert {item.claim.id: item.state for item in found} == {
            "n1": "confirmed",
            "n2": "not reviewed",
        }
        assert [item.reason for item in unanchored] == ["a different colony"]
        # Back to this version: `add` and `rebuild` both find that the claims are of another one.
        assert add(store, [], settings=ONE_PROCESS).documents == 1
        assert judged_claims(store)[1] == ()


def _span(passage: Passage) -> tuple[int, int]:
    return passage.start, passage.end


def test_without_the_key_nothing_is_judged(tmp_path: Path) -> None:
    with new_store(tmp_path / "case") as store:
        add(store, [write(tmp_path / "in", {"report.txt": REPORT})], settings=ONE_PROCESS)
        store.admit_reader("Oda Lind", RECIPIENT)
    with (
        CaseStore.open(tmp_path / "case", identities=[IDENTITY]) as keyless,
        pytest.raises(CaseLocked),
    ):
        judge(keyless, claim_about(keyless, "Velmin"), "confirm", reason="r")
    with CaseStore.open(tmp_path / "case", passphrase=PASSPHRASE) as opened:
        assert list(opened.judgements()) == []


def test_claims_can_be_filtered_by_what_is_in_force(filled: CaseStore) -> None:
    everything = claims(filled)
    assert len(everything.filter(source=everything[0].source.sha256[:10])) == len(everything)
    assert len(everything.filter(source="00")) in (0, len(everything))
    identity = claim_about(filled, "beat")
    judge(filled, identity, "correct", reason="a hit, no more", corrections={"type": "injury"})
    assert [item.claim.id for item in claims(filled).filter(type="injury")] == [identity]
    assert identity not in [item.claim.id for item in claims(filled).filter(type="torture")]


def test_claims_are_a_sequence(filled: CaseStore) -> None:
    everything = claims(filled)
    assert everything[0] in everything
    assert list(everything[:2]) == list(everything)[:2]
    assert isinstance(everything[:2], Claims)
    judgements: list[Judgement] = [entry for item in everything for entry in item.judgements]
    assert all(entry.source == everything[0].source.sha256 for entry in judgements)


def test_claims_become_a_data_frame(filled: CaseStore) -> None:
    frame = claims(filled).to_polars()
    assert frame.height == len(claims(filled))
    assert {"id", "text", "speaker", "date_from", "lat", "state"} <= set(frame.columns)
