"""The search index beside the rows that it was made from: verified, erased, brought up to date."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite3  # the library of the store: both may have a case open at once

from habeas.language import SearchWay, word_texts
from habeas.model import CaseError
from habeas.store import CaseStore
from tests.store.flipping import restore_database
from tests.store.making import PASSPHRASE, STATEMENT, deposit, sha256
from tests.store.opened_pages import opened_contents, plain_contents
from tests.store.searching import TEXTS, fill_for_search, index_rows, paragraphs

GOLDEN = Path(__file__).parent / "golden"
SHADOWS = ("search_claim_data", "search_passage_data")
UK = sha256(TEXTS[0].encode())


def changed(path: Path, statement: str) -> list[str]:
    """What is wrong with the case once this statement was carried out behind its back."""
    with sqlite3.connect(path / "case.sqlite") as connection:
        connection.execute(statement)
    connection.close()
    with CaseStore.open(path, read_only=True) as store:
        return [str(problem) for problem in store.verify().problems]


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DELETE FROM search_claim", "claim entries of"),
        ("DELETE FROM search_passage WHERE rowid & 1", "passage entries of"),
        ("INSERT INTO search_claim (search_claim) VALUES ('delete-all')", "claim entries of"),
        ("INSERT INTO search_claim (rowid, words) VALUES (7, 'eslander')", "1 claim entries that"),
        ("INSERT INTO search_passage (rowid, words) VALUES (16777216, 'ea')", "passage entries of"),
    ],
)
def test_an_index_that_is_not_what_the_rows_make_it_is_named(
    store: CaseStore, case_path: Path, statement: str, named: str
) -> None:
    fill_for_search(store)
    store.close()
    problems = changed(case_path, statement)
    assert any(problem.startswith("search index, ") and named in problem for problem in problems)


def answers(path: Path) -> list[object] | None:
    """What every word of the case finds, in every way, also with another; None when it fails."""
    words = sorted({word for text in TEXTS for word in word_texts(text)})[::3]
    try:
        with CaseStore.open(path, read_only=True) as store:
            return [
                store.search(query, ways=way)
                for way in SearchWay
                for word in words
                for query in (word, f'"{word} колонії"', f"{word[:3]}*")
            ]
    except CaseError:
        return None


def check_flips_in_the_index(store: CaseStore, count: int, seed: int) -> None:
    """A flipped bit in what FTS5 keeps is noticed, or changes nothing of what is found."""
    fill_for_search(store)
    store.close()
    path = store.path
    pristine = path.with_name("pristine.sqlite")
    shutil.copyfile(path / "case.sqlite", pristine)
    expected = answers(path)
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, not a secret
    noticed = 0
    for _ in range(count):
        table = chance.choice(SHADOWS)
        flip(path, table, chance)
        try:
            with CaseStore.open(path, read_only=True) as flipped:
                seen = flipped.verify().problems != ()
        except CaseError:
            seen = True
        noticed += seen
        assert seen or answers(path) == expected, table
        restore_database(path, pristine)
    assert noticed > count / 2


def flip(path: Path, table: str, chance: random.Random) -> None:
    """Flip one bit of the blocks of the index, each bit as likely as every other."""
    connection = sqlite3.connect(path / "case.sqlite")
    blocks = connection.execute(f"SELECT id, block FROM {table}").fetchall()  # noqa: S608 - a name written above
    number, block = chance.choices(blocks, weights=[len(block) for _, block in blocks])[0]
    content = bytearray(block)
    bit = chance.randrange(8 * len(content))
    content[bit // 8] ^= 1 << bit % 8
    connection.execute(
        f"UPDATE {table} SET block = ? WHERE id = ?",  # noqa: S608 - a name written above
        (bytes(content), number),
    )
    connection.commit()
    connection.close()


def test_10_flipped_bits_in_the_index_are_noticed_or_harmless(store: CaseStore) -> None:
    check_flips_in_the_index(store, 10, seed=1)


@pytest.mark.ci
def test_300_flipped_bits_in_the_index_are_noticed_or_harmless(store: CaseStore) -> None:
    check_flips_in_the_index(store, 300, seed=2)


def parts(word: str) -> list[bytes]:
    """Every six letters of a word: the index keeps of a word only where it differs from others."""
    return [word[start : start + 6].encode() for start in range(len(word) - 5)]


def erase_among_others(store: CaseStore) -> None:
    """Many sources, each with a word of its own and read twice; no part of an erased one stays."""
    chance = random.Random(5)  # noqa: S311 - invented words, no secrets
    syllables = "жуб кре зво щем лад хри няч тоф".split()
    words = ["".join(chance.choices(syllables, k=5)) for _ in range(24)]
    for word in words:
        text = f"Тут казали {word} про ізолятор.\nІ ще {word}ого не бачили.\n"
        source = sha256(text.encode())
        store.put_source(deposit(text.encode(), "statement.txt"))
        store.put_document(source, paragraphs(text + "Стара версія.\n"), reader="text@0")
        store.put_document(source, paragraphs(text), reader="text@1")
    gone, text = (
        words[17],
        f"Тут казали {words[17]} про ізолятор.\nІ ще {words[17]}ого не бачили.\n",
    )
    others = {part for word in words if word != gone for part in parts(word)}
    own = [part for part in parts(gone) if part not in others]
    contents = opened_contents if store.encrypted else plain_contents
    assert store.search(gone).total == 2
    store.delete_source(sha256(text.encode()), reason="the witness asked")
    assert store.search(gone).total == 0
    assert store.search(words[18]).total == 2
    assert store.verify().problems == ()
    for where, content in contents(store.path):
        assert not [part.decode(errors="replace") for part in own if part in content], where


def test_no_part_of_an_erased_word_stays_in_the_index(store: CaseStore) -> None:
    erase_among_others(store)


def test_no_part_of_an_erased_word_stays_in_an_encrypted_index(sealed_store: CaseStore) -> None:
    erase_among_others(sealed_store)


def test_without_writing_the_index_anew_parts_stay(
    store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To show that the search above sees what FTS5 only marks as dropped."""
    monkeypatch.setattr("habeas.store.search_index.forget_dropped", lambda connection: None)
    with pytest.raises(AssertionError):
        erase_among_others(store)


@pytest.mark.parametrize("name", ["format-1", "format-2", "format-3", "format-3-encrypted"])
def test_a_case_of_an_older_format_is_searched_once_it_is_opened(tmp_path: Path, name: str) -> None:
    folder = Path(shutil.copytree(GOLDEN / name, tmp_path / name))
    with CaseStore.open(folder, passphrase=PASSPHRASE) as store:
        results = store.search("warden Orrin")
        assert [hit.kind.value for hit in results.hits] == ["claim", "claim", "passage"]
        assert {hit.source for hit in results.hits} == {sha256(STATEMENT.encode())}
        assert store.verify().problems == ()


def test_an_upgrade_leaves_out_what_was_altered(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(GOLDEN / "format-3", tmp_path / "case"))
    with sqlite3.connect(folder / "case.sqlite") as connection:
        connection.execute("UPDATE document SET reader = 'another@1' WHERE content IS NOT NULL")
    connection.close()
    with CaseStore.open(folder, passphrase=PASSPHRASE) as store:
        assert store.search("warden").total == 0
        assert any("document" in problem.where for problem in store.verify().problems)


def test_the_index_is_that_of_a_case_made_today(store: CaseStore, case_path: Path) -> None:
    """Filled at an upgrade or by an import, it holds the same."""
    from habeas.store import search_audit

    fill_for_search(store)
    before = index_rows(case_path)
    with store._case.database.write() as connection:
        search_audit.remake(connection)
    assert index_rows(case_path) == before
    assert UK in {hit.source for hit in store.search("солдат").hits}
