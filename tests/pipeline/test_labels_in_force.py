"""Which label holds for what, after later labels, other claims, other people, other rows."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from habeas.model import Confidentiality, Label
from habeas.pipeline import Force, judge_people, record_label, settle_labels, snapshot
from habeas.pipeline.labels_in_force import is_above, most_confidential
from habeas.store import CaseStore
from tests.pipeline.labelled import (
    CONFIDENTIAL,
    COURIER,
    HERALD,
    MONITOR,
    PUBLIC,
    RESTRICTED,
    fill,
    label,
    labels,
    people,
    put,
    release,
    reread,
    sha256_of,
)


def test_confidential_is_above_restricted_is_above_public() -> None:
    above = {(one.value, other.value) for one, other in product(Confidentiality, repeat=2)
             if is_above(one, other)}  # fmt: skip
    assert above == {
        ("restricted", "public"), ("confidential", "public"), ("confidential", "restricted"),
    }  # fmt: skip


@given(st.lists(st.sampled_from(Confidentiality), min_size=1))
def test_the_most_confidential_of_several_is_above_none_of_them(
    several: list[Confidentiality],
) -> None:
    strictest = most_confidential(several)
    assert strictest in several
    assert not any(is_above(other, strictest) for other in several)


def test_without_a_label_everything_is_as_confidential_as_its_source_came(
    store: CaseStore,
) -> None:
    claim = fill(store)[COURIER]
    found = labels(store)
    assert {item.label for item in found.sources.values()} == {CONFIDENTIAL}
    assert found.claims[claim].label is CONFIDENTIAL
    assert not found.claims[claim].own
    assert found.claims[claim].came_from == "as its source Courier.txt"
    assert found.standings == ()


def test_a_later_label_outweighs_an_earlier_one(store: CaseStore) -> None:
    fill(store)
    for level in (PUBLIC, CONFIDENTIAL, RESTRICTED):
        label(store, sha256_of(COURIER)[:10], level)
    found = labels(store)
    assert found.sources[sha256_of(COURIER)].label is RESTRICTED
    assert [item.force for item in found.standings] == [
        Force.OUTWEIGHED, Force.OUTWEIGHED, Force.IN_FORCE,
    ]  # fmt: skip


def test_a_claim_has_its_sources_label_until_it_has_its_own(store: CaseStore) -> None:
    claims = fill(store)
    label(store, sha256_of(COURIER), PUBLIC)
    assert labels(store).claims[claims[COURIER]].label is PUBLIC
    label(store, claims[COURIER][:8], RESTRICTED)
    label(store, sha256_of(COURIER), CONFIDENTIAL)
    assert labels(store).claims[claims[COURIER]].label is RESTRICTED
    assert labels(store).claims[claims[COURIER]].own
    assert labels(store).claims[claims[HERALD]].label is CONFIDENTIAL


def test_a_claims_label_goes_with_its_words_not_its_id(store: CaseStore) -> None:
    claims = fill(store)
    label(store, claims[COURIER], PUBLIC)
    renamed = reread(store, COURIER)
    found = labels(store)
    assert claims[COURIER] not in found.claims
    assert found.claims[renamed].label is PUBLIC
    assert found.standings[0].subjects == (renamed,)


def test_a_label_whose_words_no_claim_holds_is_astray_until_its_source_is_labelled_again(
    store: CaseStore,
) -> None:
    claims = fill(store)
    release(store)
    label(store, claims[COURIER], CONFIDENTIAL)
    shorter = reread(store, COURIER, end=40)
    found = labels(store)
    assert found.claims[shorter].label is PUBLIC
    assert [item.record.label for item in found.astray] == [CONFIDENTIAL]
    assert found.standings[-1].force is Force.UNANCHORED
    label(store, sha256_of(HERALD), PUBLIC)
    assert labels(store).astray
    label(store, sha256_of(COURIER), PUBLIC)
    assert labels(store).astray == ()


def test_words_that_come_back_take_their_label_with_them(store: CaseStore) -> None:
    claims = fill(store)
    label(store, claims[COURIER], RESTRICTED)
    reread(store, COURIER, end=40)
    assert labels(store).astray
    whole = reread(store, COURIER)
    assert labels(store).claims[whole].label is RESTRICTED


def test_a_person_is_as_confidential_as_the_strictest_source_of_their_records(
    store: CaseStore,
) -> None:
    fill(store)
    (person,) = people(store).persons()
    label(store, sha256_of(COURIER), PUBLIC)
    found = labels(store).persons[person]
    assert (found.label, found.own) == (CONFIDENTIAL, False)
    assert found.came_from == "as their record in Herald.txt"
    label(store, sha256_of(HERALD), RESTRICTED)
    assert labels(store).persons[person].label is RESTRICTED


def test_a_persons_own_label_stands_for_all_their_records(store: CaseStore) -> None:
    fill(store)
    (person,) = people(store).persons()
    placed = record_label(store, person[:5], PUBLIC, reason="the family publishes the name")
    assert [item.record.sources for item in placed] == [
        (sha256_of(COURIER),), (sha256_of(HERALD),),
    ]  # fmt: skip
    assert labels(store).persons[person].label is PUBLIC


def test_a_new_record_of_a_labelled_person_counts_as_its_source_does(store: CaseStore) -> None:
    fill(store)
    (person,) = people(store).persons()
    label(store, person, PUBLIC)
    put(store, MONITOR, victim="Taras Velmin")
    (person,) = people(store).persons()
    assert labels(store).persons[person].label is CONFIDENTIAL
    label(store, person, PUBLIC)
    assert labels(store).persons[person].label is PUBLIC


def test_who_is_found_to_be_somebody_confidential_is_confidential_and_apart_again_as_before(
    store: CaseStore,
) -> None:
    put(store, COURIER, victim="Taras Velmin")
    put(store, HERALD, victim="Petro Sandul")
    ones = people(store).partition
    records = list(ones)
    label(store, ones[records[0]], PUBLIC)
    label(store, ones[records[1]], CONFIDENTIAL)
    merged = judge_people(store, "same", records, reason="one file").placed
    (whole,) = people(store).persons()
    assert labels(store).persons[whole].label is CONFIDENTIAL
    judge_people(store, "different", records[:1], others=records[1:], reason="two files")
    apart = people(store).partition
    found = labels(store).persons
    assert found[apart[records[0]]].label is PUBLIC
    assert found[apart[records[1]]].label is CONFIDENTIAL
    assert merged.position < store.head().size


def test_an_erasure_takes_only_what_was_said_of_the_erased_source(store: CaseStore) -> None:
    """One entry for both would go with the first, and the name would be public again."""
    fill(store)
    release(store)
    (person,) = people(store).persons()
    label(store, person, CONFIDENTIAL)
    store.delete_source(sha256_of(HERALD), reason="the witness asked")
    (person,) = people(store).persons()
    assert labels(store).persons[person].label is CONFIDENTIAL


def test_a_person_whose_words_are_gone_leaves_the_label_astray(store: CaseStore) -> None:
    fill(store)
    release(store)
    (person,) = people(store).persons()
    label(store, person, CONFIDENTIAL)
    reread(store, COURIER, end=40)
    people(store)
    found = labels(store)
    assert [item.record.sources for item in found.astray] == [(sha256_of(COURIER),)]
    forces = [item.force for item in found.standings[-2:]]
    assert forces == [Force.UNANCHORED, Force.IN_FORCE]


def test_an_earlier_head_has_the_labels_of_then(store: CaseStore) -> None:
    put(store, COURIER)
    label(store, sha256_of(COURIER), PUBLIC)
    then = store.head()
    put(store, HERALD)
    release(store, CONFIDENTIAL)
    record = snapshot(store, then)
    assert [item.record.label for item in record.labels] == [PUBLIC]
    assert settle_labels(record, record.labels).sources[sha256_of(COURIER)].label is PUBLIC
    by_now = settle_labels(record, store.recorded(Label))
    assert set(by_now.sources) == {sha256_of(COURIER)}
    assert by_now.sources[sha256_of(COURIER)].label is CONFIDENTIAL
