from __future__ import annotations

from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite3  # the library that the store has open, whose locks it shares

from habeas.model import CaseDamaged, InputRefused, WrongUsage
from habeas.store import CaseStore
from tests.store.making import PASSPHRASE, STATEMENT, claim, deposit, document, sha256

TEXT = STATEMENT.encode()
SOURCE = sha256(TEXT)
OTHER = sha256(b"other")


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    """A case with two sources, the later hash first, both read, the first one extracted."""
    store.put_source(deposit(TEXT))
    store.put_source(deposit(b"other", "other.txt"))
    store.put_document(SOURCE, document(), reader="text@1")
    store.put_document(OTHER, document(), reader="text@1")
    first = claim("aa01", "The warden of Lower Orrin", type="detention")
    store.put_claims(SOURCE, [claim("aa02"), first], extractor="english@1")
    return store


def test_a_document_comes_back_as_it_went_in(filled: CaseStore) -> None:
    assert filled.document(SOURCE) == document()
    assert filled.problem(SOURCE) is None
    assert filled.document(sha256(b"never seen")) is None


def test_a_source_that_cannot_be_read_keeps_the_reason(filled: CaseStore) -> None:
    filled.put_problem(SOURCE, "the audio has no text", reader="text@2")
    assert filled.document(SOURCE) is None
    assert filled.problem(SOURCE) == "the audio has no text"
    assert list(filled.claims(source=SOURCE)) == []


def test_a_document_needs_its_source(filled: CaseStore) -> None:
    with pytest.raises(WrongUsage, match="no source in this case"):
        filled.put_document(sha256(b"never seen"), document(), reader="text@1")


def test_text_without_a_utf8_form_is_refused_and_named(filled: CaseStore) -> None:
    with pytest.raises(InputRefused, match="lone surrogates"):
        filled.put_document(SOURCE, document("\ud800"), reader="text@1")
    assert filled.document(SOURCE) == document()


def test_claims_come_back_in_the_order_of_reading(filled: CaseStore) -> None:
    kept = list(filled.claims())
    assert [(item.source, item.ordinal, item.claim.id) for item in kept] == [
        (SOURCE, 0, "aa02"),
        (SOURCE, 1, "aa01"),
    ]
    assert kept[0].claim == claim("aa02")


def test_sources_come_in_the_order_of_the_ledger(filled: CaseStore) -> None:
    filled.put_claims(OTHER, [claim("00aa")], extractor="english@1")
    assert [item.claim.id for item in filled.claims()] == ["aa02", "aa01", "00aa"]


def test_claims_are_filtered_by_every_condition_given(filled: CaseStore) -> None:
    filled.put_claims(OTHER, [claim("bb01", speaker="O'Connor; --")], extractor="english@1")
    assert [item.claim.id for item in filled.claims(speaker="O'Connor; --")] == ["bb01"]
    assert [item.claim.id for item in filled.claims(source=SOURCE, stance="denies")] == [
        "aa02",
        "aa01",
    ]
    assert list(filled.claims(type="torture")) == []


def test_new_claims_replace_the_old_ones(filled: CaseStore) -> None:
    filled.put_claims(SOURCE, [claim("aa02")], extractor="english@2")
    assert [item.claim.id for item in filled.claims()] == ["aa02"]


def test_a_new_text_drops_the_claims_of_the_old_one(filled: CaseStore) -> None:
    filled.put_document(SOURCE, document("Another text altogether.\n"), reader="text@2")
    assert list(filled.claims()) == []


def test_claims_that_do_not_stand_in_the_text_change_nothing(filled: CaseStore) -> None:
    misplaced = claim("aa03", "elsewhere", text="it happened elsewhere")
    with pytest.raises(InputRefused, match="claim aa03: its quote"):
        filled.put_claims(SOURCE, [misplaced], extractor="english@2")
    assert [item.claim.id for item in filled.claims()] == ["aa02", "aa01"]


def test_a_claim_id_belongs_to_one_source(filled: CaseStore) -> None:
    with pytest.raises(InputRefused, match="claim aa01: a claim of another source"):
        filled.put_claims(OTHER, [claim("aa01")], extractor="english@1")


def test_claims_need_a_document(store: CaseStore) -> None:
    store.put_source(deposit(TEXT))
    with pytest.raises(WrongUsage, match="no document yet"):
        store.put_claims(SOURCE, [], extractor="english@1")


def test_a_claim_is_found_by_the_beginning_of_its_id(filled: CaseStore) -> None:
    assert filled.claim("aa01").claim.id == "aa01"
    with pytest.raises(WrongUsage, match="aa: more than one claim"):
        filled.claim("aa")
    for absent in ("ff", "%", "aa__"):
        with pytest.raises(WrongUsage, match="no claim"):
            filled.claim(absent)


def test_what_a_version_has_not_seen_is_pending(filled: CaseStore) -> None:
    assert filled.pending_documents("text@1") == []
    assert filled.pending_documents("text@2") == [SOURCE, OTHER]
    assert filled.pending_claims("english@1") == [OTHER]
    filled.put_claims(OTHER, [], extractor="english@1")
    assert filled.pending_claims("english@1") == []
    assert filled.pending_claims("english@2") == [SOURCE, OTHER]
    filled.put_problem(OTHER, "cannot be read after all", reader="text@2")
    assert filled.pending_claims("english@2") == [SOURCE]
    assert filled.pending_documents("text@2") == [SOURCE]


def derived_rows(case_path: Path) -> list[object]:
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        return [
            connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()  # noqa: S608 - names written above
            for table in ("ledger_index", "document", "extraction", "claim")
        ]


def test_dropping_and_deriving_again_gives_the_same_rows(
    filled: CaseStore, case_path: Path
) -> None:
    before = derived_rows(case_path)
    filled.drop_derived()
    assert list(filled.claims()) == []
    assert filled.document(SOURCE) is None
    assert [source.sha256 for source in filled.sources()] == [SOURCE, OTHER]
    filled.put_document(SOURCE, document(), reader="text@1")
    filled.put_document(OTHER, document(), reader="text@1")
    first = claim("aa01", "The warden of Lower Orrin", type="detention")
    filled.put_claims(SOURCE, [claim("aa02"), first], extractor="english@1")
    assert derived_rows(case_path) == before


def test_what_is_derived_needs_no_passphrase(filled: CaseStore, case_path: Path) -> None:
    filled.close()
    with CaseStore.open(case_path) as store:
        store.drop_derived()
        store.put_document(SOURCE, document(), reader="text@1")
        store.put_claims(SOURCE, [claim()], extractor="english@1")
        assert store.verify().ok


def test_an_altered_document_or_claim_is_not_handed_out(filled: CaseStore, case_path: Path) -> None:
    filled.close()
    with sqlite3.connect(case_path / "case.sqlite") as connection:
        for table in ("document", "claim"):
            connection.execute(
                f"UPDATE {table} SET content = "  # noqa: S608 - names written above
                "CAST(replace(CAST(content AS TEXT), 'nobody', 'someone') AS BLOB)"
            )
    connection.close()
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as store:
        with pytest.raises(CaseDamaged, match="the row has been altered"):
            store.document(SOURCE)
        with pytest.raises(CaseDamaged, match="claim aa02: the row has been altered"):
            list(store.claims())
