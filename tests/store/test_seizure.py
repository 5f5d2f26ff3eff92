"""A seized folder opens for nobody without access, and the refusal tells nothing.

Whoever tries, by whatever means, reads the same words (but for the path) and gets the same exit
code: a wrong passphrase cannot be told from that of somebody who was shut out.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from habeas.cli.entry import run
from habeas.model import CaseDamaged, CaseLocked, HabeasError
from habeas.store import CaseStore
from habeas.store.case_key import new_identity
from tests.store.flipping import flip_bit
from tests.store.making import CHEAP, deposit

OWN, OTHERS, REMOVED, WRONG = (f"{word} words of four" for word in ("own", "others", "old", "bad"))
REFUSAL = "{path}: the case does not open with what was given"
REMEDY = "use the passphrase, or the age identity, of somebody who has access"


@dataclass(frozen=True)
class Seized:
    """A locked case, another one, and what a person who was shut out has kept."""

    case: Path
    other: Path
    kept: Path
    reader: str
    removed_reader: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Seized:
    """One investigator and one reader have access; one of each had it, and kept a copy of keys."""
    top = tmp_path_factory.mktemp("seized")
    reader, removed_reader = new_identity(), new_identity()
    for name, words in (("case", OWN), ("other", OTHERS)):
        with CaseStore.create(
            top / name, passphrase=words, investigator="Ila Morven", key_cost=CHEAP
        ) as store:
            store.put_source(deposit(f"what the {name} holds".encode()))
    with CaseStore.open(top / "case", passphrase=OWN) as store:
        store.admit_reader("Edda Quill", reader[1])
        store.admit_reader("Oren Task", removed_reader[1])
        store.admit_investigator("Pell Varo", passphrase=REMOVED, key_cost=CHEAP)
    CaseStore.open(top / "case", passphrase=REMOVED).close()
    shutil.copytree(top / "case" / "keys", top / "kept")
    with CaseStore.open(top / "case", passphrase=OWN) as store:
        store.remove_access("Pell Varo")
        store.remove_access("Oren Task")
    return Seized(top / "case", top / "other", top / "kept", reader[0], removed_reader[0])


@pytest.fixture
def seized(made: Seized, tmp_path: Path) -> Seized:
    """A copy of the case to try things on."""
    shutil.copytree(made.case, tmp_path / "case")
    return Seized(tmp_path / "case", made.other, made.kept, made.reader, made.removed_reader)


def nothing(_: Seized) -> None:
    """The folder as it was found."""


def old_key_files_put_back(seized: Seized) -> None:
    for file in seized.kept.glob("*.json"):
        if file.name != "investigator.json":
            shutil.copy(file, seized.case / "keys")
            shutil.copy(file.with_suffix(".pem"), seized.case / "keys")


def own_key_file_in_place_of_the_first(seized: Seized) -> None:
    (file,) = (each for each in seized.kept.glob("*.json") if each.name != "investigator.json")
    shutil.copy(file, seized.case / "keys" / "investigator.json")
    shutil.copy(file.with_suffix(".pem"), seized.case / "keys" / "investigator.pem")


def all_old_keys_put_back(seized: Seized) -> None:
    shutil.copytree(seized.kept, seized.case / "keys", dirs_exist_ok=True)


def old_case_key_as_the_next(seized: Seized) -> None:
    old_key_files_put_back(seized)
    shutil.copy(seized.kept / "case-key.age", seized.case / "keys" / "case-key.next.age")


def signing_keys_of_another_case(seized: Seized) -> None:
    for name in ("investigator.json", "investigator.pem"):
        shutil.copy(seized.other / "keys" / name, seized.case / "keys")


def case_key_of_another_case(seized: Seized) -> None:
    shutil.copy(seized.other / "keys" / "case-key.age", seized.case / "keys")


def all_keys_of_another_case(seized: Seized) -> None:
    shutil.copytree(seized.other / "keys", seized.case / "keys", dirs_exist_ok=True)


def first_page_altered(seized: Seized) -> None:
    flip_bit(seized.case / "case.sqlite", 8 * 1000)


# How the folder was changed, and the passphrase that is tried then.
PASSPHRASES: Sequence[tuple[Callable[[Seized], None], str]] = [
    (nothing, WRONG),
    (nothing, OTHERS),
    (nothing, REMOVED),
    (nothing, OWN.upper()),
    (nothing, f"{OWN} "),
    (old_key_files_put_back, REMOVED),
    (own_key_file_in_place_of_the_first, REMOVED),
    (old_case_key_as_the_next, REMOVED),
    (signing_keys_of_another_case, OTHERS),
    (case_key_of_another_case, OWN),
    (case_key_of_another_case, OTHERS),
]
# He brings a case key that he can open, and it is not the key of this database: that is told as
# damage, for it would be damage to who has access. He learns no more than what he brought.
FOREIGN_KEYS: Sequence[tuple[Callable[[Seized], None], str]] = [
    (all_old_keys_put_back, REMOVED),
    (all_keys_of_another_case, OTHERS),
    (first_page_altered, OWN),
]


def attempt(path: Path, passphrase: str | None, *identities: str, read_only: bool) -> HabeasError:
    with pytest.raises(HabeasError) as refused:
        CaseStore.open(path, passphrase=passphrase, identities=identities, read_only=read_only)
    return refused.value


def check(error: HabeasError, path: Path) -> None:
    assert type(error) is CaseLocked
    assert (str(error), error.exit_code) == (f"{REFUSAL.format(path=path)} — {REMEDY}", 1)


def described(value: object) -> str | None:
    return getattr(value, "__name__", None)


@pytest.mark.parametrize("read_only", [True, False], ids=["to read", "to write"])
@pytest.mark.parametrize(("change", "passphrase"), PASSPHRASES, ids=described)
def test_no_passphrase_of_somebody_without_access_opens_it(
    change: Callable[[Seized], None], passphrase: str, read_only: bool, seized: Seized
) -> None:
    change(seized)
    check(attempt(seized.case, passphrase, read_only=read_only), seized.case)


@pytest.mark.parametrize(("change", "passphrase"), FOREIGN_KEYS, ids=described)
def test_a_case_key_that_is_not_of_this_database_is_refused_as_damage_is(
    change: Callable[[Seized], None], passphrase: str, seized: Seized
) -> None:
    change(seized)
    for read_only in (True, False):
        error = attempt(seized.case, passphrase, read_only=read_only)
        assert (type(error), error.exit_code) == (CaseDamaged, 1)
        assert error.what == "the database does not answer: file is not a database"


@pytest.mark.parametrize("change", [nothing, old_key_files_put_back])
def test_no_age_identity_of_somebody_without_access_opens_it(
    change: Callable[[Seized], None], seized: Seized
) -> None:
    change(seized)
    stranger = new_identity()[0]
    for identities in ((seized.removed_reader,), (stranger,), (stranger, seized.removed_reader)):
        check(attempt(seized.case, None, *identities, read_only=True), seized.case)


def test_an_empty_passphrase_is_refused_alike(seized: Seized) -> None:
    check(attempt(seized.case, "", read_only=True), seized.case)


def test_who_has_access_still_opens_it(seized: Seized) -> None:
    """So that the refusals above are no wall against everybody."""
    with CaseStore.open(seized.case, passphrase=OWN) as store:
        assert store.verify().problems == ()
    with CaseStore.open(seized.case, identities=[seized.reader], read_only=True) as store:
        assert [source.size for source in store.sources()] == [len(b"what the case holds")]


def test_files_swapped_in_from_another_case_are_noticed(seized: Seized) -> None:
    shutil.copy(seized.other / "case.sqlite", seized.case)
    assert type(attempt(seized.case, OWN, read_only=True)) is CaseDamaged
    check(attempt(seized.case, OTHERS, read_only=True), seized.case)


def test_a_blob_of_another_case_does_not_pass_for_one_of_this(seized: Seized) -> None:
    (own,) = (file for file in (seized.case / "blobs").rglob("*") if file.is_file())
    (other,) = (file for file in (seized.other / "blobs").rglob("*") if file.is_file())
    own.unlink()
    shutil.copy(other, own)
    with CaseStore.open(seized.case, passphrase=OWN, read_only=True) as store:
        (problem,) = store.verify().problems
    assert "its preserved bytes cannot be read" in problem.what


def test_every_command_refuses_in_the_same_words(
    seized: Seized, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Also what SQLCipher and age would print on their own is the same: nothing."""
    (tmp_path / "source.txt").write_text("a source")
    case, key_file = str(seized.case), tmp_path / "words"
    commands = (
        ["claims", case],
        ["verify", case],
        ["add", case, str(tmp_path / "source.txt")],
        ["keys", "list", case],
    )
    told = set()
    for secret in (WRONG, OTHERS, REMOVED, new_identity()[0], seized.removed_reader):
        key_file.write_text(secret)
        for command in commands:
            if secret.startswith("AGE") and command[0] == "add":
                continue  # an identity signs nothing: said of every identity, before it is tried
            code = run([*command, "--key-file", str(key_file)])
            out, err = capfd.readouterr()
            told.add((code, out, err))
    assert told == {(1, "", f"habeas: {REFUSAL.format(path=case)} — {REMEDY}\n")}
