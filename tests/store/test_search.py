"""Searching a case: nobody who is named here exists."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from habeas.language import SearchWay
from habeas.model import CaseDamaged, WrongUsage
from habeas.store import CaseStore, EntryKind, SearchHit, SearchResults, search
from tests.store.making import CHEAP, PASSPHRASE, deposit, sha256
from tests.store.searching import (
    RUSSIAN,
    TEXTS,
    derive,
    fill_for_search,
    index_rows,
    paragraphs,
)

EXACT, FOLDED, ALL = SearchWay
UK, RU, EN = (sha256(text.encode()) for text in TEXTS)


@pytest.fixture
def filled(store: CaseStore) -> CaseStore:
    fill_for_search(store)
    return store


def shown(hit: SearchHit) -> list[str]:
    """The highlighted words of a hit, of its snippet and then of its names."""
    pieces = [hit.snippet, *(found.name for found in hit.names)]
    return [piece.text[start:end] for piece in pieces for start, end in piece.spans]


def found(results: SearchResults) -> list[tuple[str, str | None, list[str]]]:
    return [(hit.source, hit.claim, shown(hit)) for hit in results.hits]


@pytest.mark.parametrize(
    ("query", "way", "expected"),
    [
        ("ВЕЛЬМИНСЬКОГО", EXACT, [(UK, None, ["Вельминського"])]),
        ("Вельминський", EXACT, []),
        ("Вельминський", FOLDED, [(UK, None, ["Вельминського"])]),
        (
            "Вельминский",
            FOLDED,
            [(RU, "bb01", ["Вельминского"]), (RU, None, ["Вельминского"])],
        ),
        (
            "Velminsky",
            ALL,
            [
                (UK, None, ["Вельминського"]),
                (RU, "bb01", ["Вельминского"]),
                (RU, None, ["Вельминского"]),
                (EN, None, ["Velmynskyi"]),
            ],
        ),
        (
            "чернігів",
            ALL,
            [(UK, None, ["Чернігові"]), (RU, None, ["Черниговом"]), (EN, None, ["Chernihiv"])],
        ),
        ("Королева", FOLDED, [(RU, "bb01", ["Королёвой"]), (RU, None, ["Королёвой"])]),
        ("Королева", EXACT, []),
        ("солдат", FOLDED, [(UK, "aa01", ["Солдатів"]), (UK, None, ["Солдатів"])]),
        ("п'ять", FOLDED, [(UK, None, ["п’ять"])]),
        ("п'ять", EXACT, []),
        ("prisons", FOLDED, [(EN, None, ["prison"])]),
    ],
)
def test_each_way_finds_what_it_promises(
    filled: CaseStore, query: str, way: SearchWay, expected: list[object]
) -> None:
    results = filled.search(query, ways=way)
    assert found(results) == expected
    assert (results.total, results.more) == (len(expected), False)


def test_every_word_must_be_there_in_any_order(filled: CaseStore) -> None:
    assert found(filled.search("Чернігів слідчий")) == [(UK, None, ["Слідчий", "Чернігові"])]
    assert found(filled.search("Чернігів ворота")) == []


@pytest.mark.parametrize("quotes", ['""', "“”", "„“", "«»"])
def test_words_in_quotation_marks_must_stand_side_by_side(filled: CaseStore, quotes: str) -> None:
    begin, end = quotes[0], quotes[1]
    assert found(filled.search(f"{begin}слідчий ізолятор{end}")) == [
        (UK, "aa01", ["слідчому", "ізоляторі"]),
        (UK, None, ["слідчому", "ізоляторі"]),
    ]
    assert found(filled.search(f"{begin}ізолятор слідчий{end}")) == []


def test_words_joined_by_a_hyphen_are_a_phrase(filled: CaseStore) -> None:
    assert filled.search("слідчий-ізолятор").terms == ('"слідчий ізолятор"',)
    assert filled.search("слідчий-ізолятор").total == 2


@pytest.mark.parametrize("query", ["вельм*", "вельминськог*", "ВЕЛЬМИНСЬК*", "Велми* Чернігові"])
def test_a_star_stands_for_any_ending(filled: CaseStore, query: str) -> None:
    way = ALL if query.startswith("Велми") else FOLDED
    assert UK in {hit.source for hit in filled.search(query, ways=way).hits}


def test_a_phrase_may_end_in_a_word_that_is_broken_off(filled: CaseStore) -> None:
    assert filled.search('"слідчому ізол"*').total == 2
    assert filled.search('"слідчому ізол"').total == 0


def test_a_claim_is_found_by_its_speaker_and_place(filled: CaseStore) -> None:
    (hit,) = filled.search("Вовченко").hits
    assert (hit.claim, [found.field for found in hit.names]) == ("aa01", ["speaker"])
    assert hit.snippet.spans == ()
    (hit,) = filled.search("Щастя").hits
    assert (hit.claim, [found.field for found in hit.names]) == ("aa01", ["place"])
    assert filled.search("narrator").total == 0


def test_no_phrase_reaches_from_the_quote_into_a_name(filled: CaseStore) -> None:
    assert filled.search('"ізоляторі Олена"').total == 0
    assert filled.search("ізоляторі Олена").total == 1


def test_what_is_in_no_claim_is_found_as_a_passage(filled: CaseStore) -> None:
    (hit,) = filled.search("ворота").hits
    assert (hit.kind, hit.claim, hit.block) == (EntryKind.PASSAGE, None, "paragraph")
    assert RUSSIAN[hit.start : hit.end] == RUSSIAN.splitlines()[0]


def test_kinds_are_chosen(filled: CaseStore) -> None:
    assert [hit.claim for hit in filled.search("солдат", kinds=("claim",)).hits] == ["aa01"]
    assert [hit.claim for hit in filled.search("солдат", kinds=("passage",)).hits] == [None]
    with pytest.raises(ValueError, match="sentence"):
        filled.search("солдат", kinds=("sentence",))


def test_spans_and_snippets_are_those_of_the_document(filled: CaseStore) -> None:
    for hit in filled.search("вельмин* чернігов*", ways=ALL).hits:
        text = TEXTS[[UK, RU, EN].index(hit.source)]
        piece = hit.snippet.text
        assert text[hit.snippet_start : hit.snippet_start + len(piece)] == piece
        assert hit.start <= hit.snippet_start < hit.snippet_start + len(piece) <= hit.end


def test_the_snippet_of_a_long_paragraph_is_cut_around_the_first_match(store: CaseStore) -> None:
    text = "Довге речення без імен. " * 60 + "Тут був Вельмін. " + "І далі без імен. " * 60
    source = sha256(text.encode())
    store.put_source(deposit(text.encode()))
    store.put_document(source, paragraphs(text), reader="text@1")
    (hit,) = store.search("Вельмін").hits
    assert shown(hit) == ["Вельмін"]
    assert len(hit.snippet.text) <= 280
    assert text[hit.snippet_start :].startswith(hit.snippet.text)


def test_results_come_in_the_order_of_the_ledger_page_by_page(filled: CaseStore) -> None:
    whole = filled.search("вельм*", ways=ALL)
    assert [hit.rank for hit in whole.hits] == list(range(1, whole.total + 1))
    pages = [filled.search("вельм*", ways=ALL, limit=1, offset=n) for n in range(whole.total)]
    assert tuple(hit for page in pages for hit in page.hits) == whole.hits
    assert {page.total for page in pages} == {whole.total}
    assert filled.search("вельм*", limit=0).hits == ()
    assert filled.search("вельм*", offset=99).hits == ()
    with pytest.raises(WrongUsage):
        filled.search("вельм*", limit=-1)


def test_beyond_what_is_counted_there_are_more(
    filled: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = filled.search("вельм*", ways=ALL)
    assert (exact.total, exact.more) == (4, False)
    for counted, expected in ((4, (4, False)), (3, (3, True))):
        monkeypatch.setattr(search, "COUNTED", counted)
        results = filled.search("вельм*", ways=ALL)
        assert (results.total, results.more) == expected
        assert len(results.hits) == 4


def test_only_the_claims_and_the_text_that_are_there_are_found(filled: CaseStore) -> None:
    filled.put_claims(UK, [], extractor="test@2")
    assert [hit.claim for hit in filled.search("солдат").hits] == [None]
    filled.put_document(UK, paragraphs("Нічого не сталося.\n"), reader="text@2")
    assert filled.search("солдат").total == 0
    assert filled.search("нічого").total == 1
    filled.put_problem(UK, "it cannot be read after all", reader="text@3")
    assert filled.search("нічого").total == 0
    assert filled.verify().problems == ()


def test_dropping_and_deriving_again_gives_the_same_index(
    filled: CaseStore, case_path: Path
) -> None:
    before = index_rows(case_path)
    assert len(before) > 100
    filled.drop_derived()
    assert index_rows(case_path) == []
    assert filled.search("вельм*", ways=ALL).total == 0
    derive(filled)
    assert index_rows(case_path) == before


def test_an_encrypted_case_is_searched_alike(sealed_store: CaseStore, tmp_path: Path) -> None:
    fill_for_search(sealed_store)
    sealed_store.close()
    with CaseStore.open(sealed_store.path, passphrase=PASSPHRASE, read_only=True) as reader:
        assert [hit.source for hit in reader.search("Velminsky", ways=ALL).hits] == [UK, RU, RU, EN]
        assert reader.verify().problems == ()
    for file in sealed_store.path.rglob("*"):
        if file.is_file():
            assert "вельминськ".encode() not in file.read_bytes()


def test_a_reader_searches_without_a_passphrase(filled: CaseStore, case_path: Path) -> None:
    filled.close()
    with CaseStore.open(case_path, read_only=True) as reader:
        assert reader.search("солдат").total == 2


def test_what_was_altered_is_not_shown(filled: CaseStore, case_path: Path) -> None:
    with filled._case.database.write() as connection:
        connection.exec_driver_sql("UPDATE claim SET speaker = 'another' WHERE id = 'aa01'")
    with pytest.raises(CaseDamaged, match="claim aa01"):
        filled.search("солдат")


ODD = ('"', "*", '"*', "AND", "OR NOT NEAR(", "words:x", "^а", "-а", "{s}: a", "'; DROP TABLE")
SIGNS = "\"*-+^:(){}«»“”„'’ абvzNOTANDR¦\x00\ud800"
QUERIES = st.text() | st.text(alphabet=SIGNS) | st.sampled_from(ODD)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> CaseStore:
    store = CaseStore.create(
        tmp_path_factory.mktemp("kept") / "case",
        passphrase=PASSPHRASE,
        investigator="Ila Morven",
        encrypted=False,
        key_cost=CHEAP,
    )
    fill_for_search(store)
    return store


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(query=QUERIES, way=st.sampled_from(SearchWay))
def test_no_query_is_an_error(kept: CaseStore, query: str, way: SearchWay) -> None:
    results = kept.search(query, ways=way)
    assert results.total >= len(results.hits) >= 0
    for hit in results.hits:
        assert shown(hit), query


@settings(max_examples=60, deadline=None)
@given(data=st.data(), way=st.sampled_from(SearchWay))
def test_any_words_of_a_paragraph_find_it(
    kept: CaseStore, data: st.DataObject, way: SearchWay
) -> None:
    source = data.draw(st.sampled_from(TEXTS))
    line = data.draw(st.sampled_from(source.splitlines()))
    words = line.replace(".", "").replace(";", "").split()
    start = data.draw(st.integers(0, len(words) - 1))
    some = words[start : data.draw(st.integers(start + 1, len(words)))]
    for query in (" ".join(some), f'"{" ".join(some)}"'):
        hits = kept.search(query, ways=way).hits
        assert any(line in source[hit.start : hit.end] for hit in hits), query
