"""After a deletion nothing of the source is left in any file, though one has the key to all.

Looked for: its words, its name, and its hash in hex and raw, in every form (see `traces`), in all
pages of the opened database and its log, in opened blobs, in other files, and in file names.

What stays, as it must: the tombstone (when, by whom, the reason that was given), the leaves, which
hold salted hashes, and the hash of a dossier that left the case while the source was in it.
"""

from __future__ import annotations

import base64
import random
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from habeas.model import (
    ClaimAnchor,
    Confidentiality,
    EventJudgement,
    EventVerdict,
    Label,
    ModelAnswer,
    Passage,
)
from habeas.store import CaseStore, Export, Failure, database
from tests.store.making import (
    NOON,
    PASSPHRASE,
    claim,
    deposit,
    document,
    judgement,
    resolution,
    row_of,
    same_person,
    sha256,
)
from tests.store.opened_pages import opened_contents, plain_contents
from tests.store.traces import Search

WORDS = "nobody was held there"


@dataclass(frozen=True)
class Telling:
    """A source with a word of its own, invented, that stands nowhere else."""

    word: str
    text: str

    @property
    def content(self) -> bytes:
        return self.text.encode()

    @property
    def sha256(self) -> str:
        return sha256(self.content)


def telling(number: int, chance: random.Random) -> Telling:
    word = "Zhovkrent" + "".join(chance.choice("aeioubdfgklmnprst") for _ in range(8))
    sentence = f"{word} of Lower Orrin said {WORDS}. "
    return Telling(word, f"{number} " + sentence * chance.choice([1, 3, 40, 400]))


def search_for(item: Telling) -> Search:
    return Search([item.word], raw=[bytes.fromhex(item.sha256), item.sha256.encode()])


def left_in(
    contents: Iterable[tuple[str, bytes]], items: Iterable[Telling]
) -> list[dict[str, set[str]]]:
    """For each item, where traces of it are."""
    kept = list(contents)
    return [search_for(item).report(kept) for item in items]


def put(store: CaseStore, item: Telling, other: str) -> None:
    """Everything that a case can hold about a source, each with its word."""
    source, text, word = item.sha256, item.text, item.word
    store.put_source(deposit(item.content, f"{word}.txt"))
    store.put_source(deposit(item.content, f"copy of {word}.txt"))
    store.put_document(source, document(text), reader="text@1")
    start = text.index(word)
    words = replace(
        claim(f"c{source[:10]}", WORDS, text, speaker=word),
        passage=Passage.of(text, start, start + len(word)),
    )
    store.put_claims(source, [words], extractor="english@1")
    anchor = ClaimAnchor(words.id, source, words.passage)
    store.append_judgement(
        replace(judgement(source), passage=words.passage, reason=f"{word} was heard")
    )
    store.append_person_judgement(replace(same_person(source, other), reason=f"{word} is the same"))
    store.append_event_judgement(
        EventJudgement(EventVerdict.JOIN, (anchor,), (), f"so {word} says", "Ila Morven", NOON)
    )
    about = ({"source": source}, {"claim": anchor}, {"records": (row_of(source, 1),)})
    for subject in about:
        reason = f"{word} is in danger"
        store.append(Label(Confidentiality.RESTRICTED, reason, "Ila Morven", NOON, **subject))
    store.record_failure(Failure(f"{word}/locked.doc", "it is locked", NOON, container=source))
    response = base64.b64encode(f"{{'who': '{word}'}}".encode()).decode()
    store.append_model_answer(
        ModelAnswer(
            source, source, ((0, 9),), "m", "ab" * 32, "cd" * 32, "::1", response, "Ila", NOON
        )
    )


def put_unread(store: CaseStore, item: Telling) -> None:
    """A source that no reader could read."""
    store.put_source(deposit(item.content, f"{item.word}.bin"))
    store.put_problem(item.sha256, f"{item.word}: unknown kind of file", reader="text@1")


def fill_and_delete(store: CaseStore, count: int, seed: int) -> None:
    """Fill a case with sources of all lengths, delete every second one; look for each of those."""
    chance = random.Random(seed)  # noqa: S311 - repeatable words and choices, not a secret
    items = [telling(number, chance) for number in range(count)]
    other = Telling("", "a source that stays")
    store.put_source(deposit(other.content, "stays.txt"))
    for number, item in enumerate(items):
        if number % 5 == 4:
            put_unread(store, item)
        else:
            put(store, item, other.sha256)
    store.put_resolution(resolution(*[item.sha256 for item in items]))
    head = store.head()
    store.append_export(Export("dossier.html", "ab" * 32, "text/html", head.size, head.root))
    path, encrypted = store.path, store.encrypted
    contents = opened_contents if encrypted else plain_contents
    store.close()
    gone = chance.sample(items, count // 2)
    assert all(left_in(contents(path), gone)), "nothing is found even before the deletion"

    with CaseStore.open(path, passphrase=PASSPHRASE) as again:
        for item in gone:
            again.delete_source(item.sha256, reason="the witness asked")
        # Not only once it is closed: the log is emptied with each deletion.
        assert not any(left := left_in(contents(path), gone)), left
        assert again.verify().problems == ()
    assert not any(left := left_in(contents(path), gone)), left
    kept = [item for item in items if item not in gone]
    assert all(left_in(contents(path), kept)), "what was not deleted is gone as well"


def test_nothing_of_6_deleted_sources_is_left_in_an_encrypted_case(
    sealed_store: CaseStore,
) -> None:
    fill_and_delete(sealed_store, 12, seed=1)


def test_nothing_of_6_deleted_sources_is_left_in_a_plain_case(store: CaseStore) -> None:
    fill_and_delete(store, 12, seed=2)


@pytest.mark.ci
def test_nothing_of_30_deleted_sources_is_left_in_an_encrypted_case(
    sealed_store: CaseStore,
) -> None:
    fill_and_delete(sealed_store, 60, seed=3)


def test_without_secure_delete_traces_are_left(
    sealed_store: CaseStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To show that the search sees erased rows where SQLite does not overwrite them."""
    sealed_store.close()
    pragmas = pragmas_without_secure_delete()
    monkeypatch.setattr("habeas.store.database._CONNECTION_PRAGMAS", pragmas)
    careless = CaseStore.open(sealed_store.path, passphrase=PASSPHRASE)
    with pytest.raises(AssertionError, match="of the database"):
        fill_and_delete(careless, 12, seed=1)


def pragmas_without_secure_delete() -> tuple[str, ...]:
    overwriting = "PRAGMA secure_delete = ON"
    assert overwriting in database._CONNECTION_PRAGMAS
    kept = (pragma for pragma in database._CONNECTION_PRAGMAS if pragma != overwriting)
    return (*kept, "PRAGMA secure_delete = OFF")


def test_a_copy_of_the_locked_folder_from_before_does_not_bring_it_back(
    sealed_store: CaseStore, tmp_path: Path
) -> None:
    """Only the old database would: the sealed file itself opens with no key that is left."""
    item = telling(1, random.Random(4))  # noqa: S311 - repeatable words, not a secret
    put_unread(sealed_store, item)
    kept = sealed_store._case.blobs.path_of(item.sha256)
    shutil.copy(kept, tmp_path / "stolen")
    sealed_store.delete_source(item.sha256, reason="the witness asked")
    sealed_store.close()
    shutil.copy(tmp_path / "stolen", kept)
    assert search_for(item).report(opened_contents(sealed_store.path)) == {}
