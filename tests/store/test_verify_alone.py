"""The program that goes with a dossier, as a court's expert would run it: without Habeas."""

from __future__ import annotations

import ast
import base64
import hashlib
import re
import shutil
import subprocess
import sys
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from habeas.store import CaseStore, seal
from habeas.store.cosigning import cosign
from habeas.store.keys import SigningKey
from habeas.store.merkle import Tree
from habeas.store.standalone import verify as alone
from tests.store.ledger_attacks import SECOND
from tests.store.making import CHEAP, NOON, PASSPHRASE, STATEMENT, deposit, fill, sha256

PROGRAM = Path(alone.__file__)

# RFC 8032, section 7.1: public key, message, signature of TEST 1, 2, 3 and SHA(abc).
RFC_8032 = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
        "4dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c664"
        "31e0303dca179c138ac17ad9bef1177331a704",
    ),
]


def is_valid(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        alone.check_signature(key, message, signature)
    except (ValueError, IndexError):
        return False
    return True


def cryptography_says(key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


# Signatures --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_signatures_of_rfc_8032_are_valid(key: str, message: str, signature: str) -> None:
    assert is_valid(bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature))


@pytest.mark.parametrize(("key", "message", "signature"), RFC_8032)
def test_and_not_for_another_message_or_key_or_when_cut(
    key: str, message: str, signature: str
) -> None:
    raw, text, signed = (bytes.fromhex(part) for part in (key, message, signature))
    assert not is_valid(raw, text + b"x", signed)
    assert not is_valid(bytes.fromhex(RFC_8032[0][0])[::-1], text, signed)
    for length in (0, 31, 32, 63):
        assert not is_valid(raw, text, signed[:length])
    assert not is_valid(raw, text, signed + b"\0")


def test_the_other_spelling_of_a_signature_is_refused() -> None:
    """S and S + the group's order satisfy the same equation; RFC 8032 admits only the smaller."""
    key, message, signature = (bytes.fromhex(part) for part in RFC_8032[1])
    s = int.from_bytes(signature[32:], "little") + alone.ORDER
    assert not is_valid(key, message, signature[:32] + s.to_bytes(32, "little"))


@settings(max_examples=60, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(max_size=80), st.integers(0, 64 * 8 + 1))
def test_it_says_what_cryptography_says(secret: bytes, message: bytes, bit: int) -> None:
    """A right signature, and one with a bit flipped somewhere (or nowhere)."""
    key = Ed25519PrivateKey.from_private_bytes(secret)
    signature = bytearray(key.sign(message))
    if bit < 64 * 8:
        signature[bit // 8] ^= 1 << bit % 8
    public = key.public_key().public_bytes_raw()
    expected = cryptography_says(public, message, bytes(signature))
    assert is_valid(public, message, bytes(signature)) is expected
    assert expected is (bit >= 64 * 8)


@settings(max_examples=40, deadline=None)
@given(st.binary(min_size=32, max_size=32), st.binary(min_size=64, max_size=64))
def test_random_bytes_are_no_signature(key: bytes, signature: bytes) -> None:
    assert is_valid(key, b"message", signature) is cryptography_says(key, b"message", signature)


def test_inclusion_proofs_lead_to_the_root_that_habeas_computes() -> None:
    leaves = [b"leaf %d" % number for number in range(40)]
    tree = Tree(leaves)
    for size in range(1, 41):
        for index in range(size):
            path = tree.inclusion_proof(index, size)
            assert alone.root_above(leaves[index], index, size, path) == tree.root(size)
            with pytest.raises(ValueError, match="no proof"):
                alone.root_above(leaves[index], index, size, [*path, bytes(32)])


# The program --------------------------------------------------------------------------------------


def test_it_has_at_most_200_lines_and_needs_nothing_but_python() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(text))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names


def run(*arguments: object) -> tuple[int, str]:
    """The program in a Python that sees nothing that is installed."""
    done = subprocess.run(
        [sys.executable, "-I", "-S", *map(str, arguments)], capture_output=True, text=True
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


@pytest.fixture
def sealed(store: CaseStore, tmp_path: Path) -> Path:
    """What was sealed from a case with one of everything; the case is closed."""
    fill(store)
    seal(store, tmp_path / "sealed")
    store.close()
    return tmp_path / "sealed"


def test_a_seal_is_verified_by_the_program_that_lies_in_it(sealed: Path, tmp_path: Path) -> None:
    exhibit = tmp_path / "under another name"
    exhibit.write_text(STATEMENT, encoding="utf-8")
    code, said = run(sealed / "verify.py", sealed, "--exhibit", exhibit)
    assert (code, said.split()[0]) == (0, "VERIFIED")
    assert said.count("\n") == 1


def test_it_prints_the_head_the_case_and_the_key(
    store: CaseStore, tmp_path: Path, case_path: Path
) -> None:
    fill(store)
    seal(store, tmp_path / "sealed")
    key = (case_path / "README.txt").read_text(encoding="utf-8").split("Key       ")[1].split()[0]
    for folder in (tmp_path / "sealed", case_path):
        code, said = run(PROGRAM, folder)
        assert code == 0
        assert f"VERIFIED {store.head()} of habeas.case/{store.case_id}" in said
        assert said.rstrip().endswith(f"3 sources, key {key}")


def test_a_file_that_is_no_exhibit_is_refused(sealed: Path, tmp_path: Path) -> None:
    exhibit = tmp_path / "statement.txt"
    exhibit.write_text(STATEMENT + "And one word more.", encoding="utf-8")
    code, said = run(PROGRAM, sealed, "--exhibit", exhibit)
    assert code == 1
    assert said.startswith(f"NOT VERIFIED {exhibit}: ")


def test_a_proof_under_the_name_of_other_bytes_is_refused(sealed: Path) -> None:
    proof = next((sealed / "exhibits").iterdir())
    proof.rename(proof.with_name(f"{'ab' * 32}.tlog-proof"))
    code, said = run(PROGRAM, sealed)
    assert code == 1
    assert "it is about other bytes" in said


@pytest.mark.parametrize("name", ["checkpoint.txt", "leaves.jsonl", "exhibits"])
def test_a_flipped_bit_anywhere_in_a_seal_is_noticed(
    sealed: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alone, "check_signature", cache(alone.check_signature))
    path = sealed / name
    path = sorted(path.iterdir())[0] if path.is_dir() else path
    content = path.read_bytes()
    bits = range(3, len(content) * 8, len(content) // 8)
    for bit in bits:
        altered = bytearray(content)
        altered[bit // 8] ^= 1 << bit % 8
        path.write_bytes(altered)
        if same_meaning(bytes(altered), content):
            continue
        assert alone.main([str(sealed)]) == 1, bit
    path.write_bytes(content)
    assert alone.main([str(sealed)]) == 0


def same_meaning(one: bytes, other: bytes) -> bool:
    """Whether only the spelling differs: a capital in the hex of a salt, base64's unused bits."""

    def meaning(content: bytes) -> bytes:
        salts = re.sub(rb'"salt":"[0-9a-fA-F]+"', lambda match: match[0].lower(), content)
        return re.sub(
            rb"(?m)^(extra )?([A-Za-z0-9+/]{43,}=*)$",
            lambda match: base64.b64encode(base64.b64decode(match[2])),
            salts,
        )

    return one.count(b"\n\n") == other.count(b"\n\n") and meaning(one) == meaning(other)


def test_preserved_bytes_that_changed_are_named(sealed: Path, case_path: Path) -> None:
    source = sha256(STATEMENT.encode())
    blob = case_path / "blobs" / source[:2] / source[2:4] / source
    blob.chmod(0o600)
    blob.write_bytes(b"something else")
    code, said = run(PROGRAM, case_path)
    assert code == 1
    assert source in said
    blob.unlink()
    assert run(PROGRAM, case_path)[0] == 1


def test_an_older_checkpoint_shows_that_the_case_grew(
    store: CaseStore, tmp_path: Path, case_path: Path
) -> None:
    fill(store)
    seal(store, tmp_path / "older")
    store.put_source(deposit(b"later"))
    seal(store, tmp_path / "later")
    store.close()
    older = tmp_path / "older" / "checkpoint.txt"
    for folder in (tmp_path / "later", case_path):
        assert run(PROGRAM, folder, "--since", older)[0] == 0
    later = tmp_path / "later" / "checkpoint.txt"
    code, said = run(PROGRAM, tmp_path / "older", "--since", later)
    assert (code, "NOT VERIFIED" in said) == (1, True)


def test_a_checkpoint_of_another_case_is_refused(sealed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with CaseStore.create(
        other, passphrase=PASSPHRASE, investigator="Bo Tarn", encrypted=False, key_cost=CHEAP
    ) as store:
        fill(store)
        seal(store, tmp_path / "other sealed")
    code, said = run(PROGRAM, sealed, "--since", tmp_path / "other sealed" / "checkpoint.txt")
    assert code == 1
    assert "no key of this case" in said


def test_co_signatures_are_passed_over(sealed: Path) -> None:
    witness = SigningKey.generate("orrin.example/noor-adeyemi")
    path = sealed / "checkpoint.txt"
    path.write_bytes(cosign(path.read_bytes(), witness, NOON + timedelta(days=1)))
    assert run(PROGRAM, sealed)[0] == 0


def test_several_investigators_keys_are_followed(
    store: CaseStore, case_path: Path, tmp_path: Path
) -> None:
    fill(store)
    store.admit_investigator("Bo Tarn", passphrase=SECOND, key_cost=CHEAP)
    store.close()
    with CaseStore.open(case_path, passphrase=SECOND) as second:
        second.put_source(deposit(b"by the second"))
        seal(second, tmp_path / "sealed")
    with CaseStore.open(case_path, passphrase=PASSPHRASE) as first:
        first.remove_access("Bo Tarn")
        first.put_source(deposit(b"by the first again"))
        seal(first, tmp_path / "sealed")
    for folder in (tmp_path / "sealed", case_path):
        code, said = run(PROGRAM, folder)
        assert code == 0, said
        assert len(said.split(" key ")[1].split()) == 1


def test_an_encrypted_case_is_refused_and_its_seal_is_verified(
    sealed_store: CaseStore, case_path: Path, tmp_path: Path
) -> None:
    fill(sealed_store)
    seal(sealed_store, tmp_path / "sealed")
    sealed_store.close()
    code, said = run(PROGRAM, case_path)
    assert (code, said.split(":")[1].strip()) == (1, "file is not a database")
    assert run(PROGRAM, tmp_path / "sealed")[0] == 0


def test_a_folder_with_neither_is_refused(tmp_path: Path) -> None:
    code, said = run(PROGRAM, tmp_path)
    assert code == 1
    assert said.startswith("NOT VERIFIED")
    assert list(tmp_path.iterdir()) == []


def test_it_writes_nothing_into_a_case(sealed: Path, case_path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(case_path, copy)
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert run(PROGRAM, copy)[0] == 0
    after = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    assert {name for name in after if after[name] != before.get(name)} <= {
        copy / "case.sqlite-shm",
        copy / "case.sqlite-wal",
    }
