"""A second person signs only what grew from what they signed, and the case takes only what fits.

Nobody named here exists.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from habeas.model import CaseLocked, Cosignature, InputRefused, WrongUsage
from habeas.store import (
    CaseStore,
    Cosigner,
    cosign_checkpoint,
    cosignature_problem,
    cosigner_of,
    new_witness_key,
    seal,
    take_cosignature,
)
from habeas.store.cosigning import cosign, find_cosignature
from habeas.store.keys import SigningKey
from habeas.store.merkle import root_of
from habeas.store.signed_note import read_note
from habeas.store.witness import Seen, witness_problem
from tests.store.ledger_attacks import cut_back, read_case, write_case
from tests.store.making import CHEAP, NOON, PASSPHRASE, deposit, fill

NAME = "orrin.example/noor-adeyemi"
WORDS = "the witness's own words"


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "witness.key"
    new_witness_key(path, NAME, WORDS, CHEAP)
    return path


@pytest.fixture
def sealed(store: CaseStore, tmp_path: Path) -> Path:
    fill(store)
    seal(store, tmp_path / "sealed")
    return tmp_path / "sealed"


def sign(place: Path, key: Path) -> bytes:
    cosign_checkpoint(place, key, WORDS, clock=lambda: NOON)
    return (place / "checkpoint.txt" if place.is_dir() else place).read_bytes()


def test_a_new_key_is_sealed_and_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "witness.key"
    made = new_witness_key(path, NAME, WORDS, CHEAP)
    assert path.stat().st_mode & 0o077 == 0
    assert cosigner_of(path) == made == Cosigner.from_vkey(made.vkey())
    with pytest.raises(InputRefused, match="cannot be made"):
        new_witness_key(path, NAME, WORDS, CHEAP)


@pytest.mark.parametrize("name", ["", "Noor Adeyemi", "a+b", "a\nb", "a\u00a0b"])
def test_a_name_that_no_note_can_bear_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage):
        new_witness_key(tmp_path / "witness.key", name, WORDS, CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_witness_signs_a_seal_and_the_case_takes_it_in(
    store: CaseStore, sealed: Path, key: Path
) -> None:
    size = store.head().size
    note = sign(sealed, key)
    assert find_cosignature(read_note(note), cosigner_of(key))[1] == NOON
    entry = take_cosignature(store, note, cosigner_of(key))
    (placed,) = store.recorded(Cosignature)
    assert placed.position == entry.position == size
    assert (placed.record.size, placed.record.name) == (size, NAME)
    text = "".join(f"{line}\n" for line in note.decode().split("\n")[:3])
    assert cosignature_problem(placed.record, text) is None
    assert store.verify().ok
    with pytest.raises(InputRefused, match="already"):
        take_cosignature(store, note, cosigner_of(key))


def test_a_wrong_passphrase_signs_nothing(sealed: Path, key: Path) -> None:
    before = (sealed / "checkpoint.txt").read_bytes()
    with pytest.raises(CaseLocked):
        cosign_checkpoint(sealed, key, "other words")
    assert (sealed / "checkpoint.txt").read_bytes() == before


def test_a_witness_signs_what_grew(store: CaseStore, sealed: Path, key: Path) -> None:
    sign(sealed, key)
    store.put_source(deposit(b"later"))
    seal(store, sealed)
    assert read_note(sign(sealed, key)).further()


def test_a_witness_signs_no_ledger_that_was_written_anew(
    store: CaseStore, sealed: Path, key: Path, tmp_path: Path
) -> None:
    """Two ledgers of one case, grown apart from the same beginning."""
    store.close()
    twin = tmp_path / "twin"
    copy_case(store.path, twin)
    notes = {}
    for path, data in ((store.path, [b"a"]), (twin, [b"b", b"c"])):
        with CaseStore.open(path, passphrase=PASSPHRASE, clock=lambda: NOON) as opened:
            opened.put_sources([deposit(item) for item in data])
            notes[path] = tmp_path / f"sealed {path.name}"
            seal(opened, notes[path])
    sign(notes[store.path], key)
    with pytest.raises(InputRefused, match="did not grow from"):
        sign(notes[twin], key)


def copy_case(path: Path, to: Path) -> None:
    for file in sorted(path.rglob("*")):
        if file.is_file():
            target = to / file.relative_to(path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())


def test_a_witness_signs_no_older_ledger_again(
    store: CaseStore, sealed: Path, key: Path, tmp_path: Path
) -> None:
    older = (sealed / "checkpoint.txt").read_bytes()
    store.put_source(deposit(b"later"))
    seal(store, sealed)
    sign(sealed, key)
    (tmp_path / "older.txt").write_bytes(older)
    with pytest.raises(InputRefused, match="a later one already"):
        sign(tmp_path / "older.txt", key)


def test_leaves_that_were_altered_are_not_signed(sealed: Path, key: Path) -> None:
    lines = (sealed / "leaves.jsonl").read_bytes().split(b"\n")
    (sealed / "leaves.jsonl").write_bytes(b"\n".join([*lines[2:4], *lines[:2], *lines[4:]]))
    with pytest.raises(InputRefused, match="not those that it was signed for"):
        sign(sealed, key)


def test_what_a_witness_signed_before_must_be_readable(sealed: Path, key: Path) -> None:
    sign(sealed, key)
    key.with_name("witness.key.seen.json").write_text("{")
    with pytest.raises(InputRefused, match="cannot be read"):
        sign(sealed, key)


LEAVES = [b"a", b"b", b"c"]
ROOTS = {size: root_of(LEAVES[:size]).hex() for size in (1, 2, 3)}


@pytest.mark.parametrize(
    ("stated", "before", "leaves", "said"),
    [
        (Seen(3, ROOTS[3]), None, None, None),
        (Seen(3, ROOTS[3]), None, LEAVES, None),
        (Seen(3, ROOTS[3]), Seen(3, ROOTS[3]), None, None),
        (Seen(3, ROOTS[3]), Seen(2, ROOTS[2]), LEAVES, None),
        (Seen(3, ROOTS[3]), Seen(2, ROOTS[2]), None, "nobody can tell"),
        (Seen(3, ROOTS[3]), Seen(2, ROOTS[1]), LEAVES, "did not grow"),
        (Seen(3, ROOTS[1]), Seen(3, ROOTS[3]), None, "another ledger of 3"),
        (Seen(2, ROOTS[2]), Seen(3, ROOTS[3]), None, "a later one already, of 3"),
        (Seen(3, ROOTS[2]), None, LEAVES, "not those"),
        (Seen(2, ROOTS[2]), None, LEAVES, "not those"),
    ],
)
def test_when_a_witness_may_sign(
    stated: Seen, before: Seen | None, leaves: list[bytes] | None, said: str | None
) -> None:
    problem = witness_problem(stated, before, leaves)
    assert (problem is None) if said is None else (said in (problem or ""))


def test_the_case_takes_no_line_that_is_not_the_cosigners(
    store: CaseStore, sealed: Path, key: Path
) -> None:
    note = (sealed / "checkpoint.txt").read_bytes()
    with pytest.raises(InputRefused, match="has not signed"):
        take_cosignature(store, note, cosigner_of(key))
    stranger = SigningKey.generate(NAME)
    with pytest.raises(InputRefused, match="has not signed"):
        take_cosignature(store, cosign(note, stranger, NOON), cosigner_of(key))
    late, known = cosign(note, stranger, NOON + timedelta(days=2)), stranger.verifying.raw
    with pytest.raises(InputRefused, match="dated after"):
        take_cosignature(store, late, Cosigner(NAME, known))
    assert list(store.recorded(Cosignature)) == []


def test_the_case_takes_no_cosignature_of_another_ledger(
    store: CaseStore, sealed: Path, tmp_path: Path, key: Path
) -> None:
    with CaseStore.create(
        tmp_path / "other",
        passphrase=PASSPHRASE,
        investigator="Bo Tarn",
        encrypted=False,
        key_cost=CHEAP,
    ) as other:
        seal(other, tmp_path / "other sealed")
    with pytest.raises(InputRefused, match="not a checkpoint of this case"):
        take_cosignature(store, sign(tmp_path / "other sealed", key), cosigner_of(key))
    later = store.head().size
    store.put_source(deposit(b"later"))
    seal(store, sealed)
    note = sign(sealed, key)
    store.close()
    write_case(store.path, cut_back(read_case(store.path), later))
    with (
        CaseStore.open(store.path, passphrase=PASSPHRASE) as cut,
        pytest.raises(InputRefused, match="does not have"),
    ):
        take_cosignature(cut, note, cosigner_of(key))
