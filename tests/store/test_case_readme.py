"""The README left in each case: its commands are run as they stand there, with a shell alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from habeas.store import CaseStore
from habeas.store.case_key import new_identity
from tests.store.making import STATEMENT, fill, sha256

SOURCE = sha256(STATEMENT.encode())


@pytest.fixture
def closed(store: CaseStore) -> Path:
    fill(store)
    store.close()
    return store.path


def run_readme(path: Path, **environment: str) -> list[str]:
    """What its indented lines print, run as one script in the case folder."""
    for tool in ("sqlite3", "openssl", "sha256sum", "age"):
        assert shutil.which(tool), f"this test needs {tool}: apt install sqlite3 openssl age"
    lines = (path / "README.txt").read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("1. "))
    script = [line for line in lines[first:] if line.startswith("    ")]
    ended = subprocess.run(
        ["sh", "-u"],
        cwd=path,
        input="\n".join(script) + "\n",
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stdout.splitlines()


def test_the_commands_find_an_untouched_case_in_order(closed: Path) -> None:
    with CaseStore.open(closed, read_only=True) as store:
        head = store.head()
    printed = run_readme(closed)
    assert not [line for line in printed if "ALTERED" in line or "FAILED" in line]
    assert "Signature Verified Successfully" in printed
    size, root, signed_size, signed_root = printed[-4:]
    assert (size, root) == (signed_size, signed_root)
    assert int(size) == head.size


def test_the_commands_show_the_ledger_as_text(closed: Path) -> None:
    ledger = [line for line in run_readme(closed) if '"commitment"' in line]
    assert len(ledger) == 9
    assert ledger[0].startswith("0|")
    assert "Ila Morven" in ledger[0]
    assert ledger[5].endswith("|(erased)")
    assert '"reason":"the witness asked"' in ledger[6]


def test_the_commands_name_an_altered_blob_and_an_altered_payload(closed: Path) -> None:
    blob = closed / "blobs" / SOURCE[:2] / SOURCE[2:4] / SOURCE
    blob.chmod(0o600)
    blob.write_bytes(STATEMENT.upper().encode())
    alter = "UPDATE ledger_payload SET salt = zeroblob(32) WHERE position = 7"
    subprocess.run(["sqlite3", closed / "case.sqlite", alter], check=True)
    printed = run_readme(closed)
    assert [line for line in printed if "ALTERED" in line] == ["ALTERED payload 7"]
    assert [line for line in printed if line.endswith("FAILED")] == [
        f"blobs/{SOURCE[:2]}/{SOURCE[2:4]}/{SOURCE}: FAILED"
    ]


def test_the_commands_show_another_root_for_an_altered_leaf(closed: Path) -> None:
    alter = (
        "UPDATE ledger_leaf SET content = CAST(replace(CAST(content AS TEXT), 'source', 'export') "
        "AS BLOB) WHERE position = 1"
    )
    subprocess.run(["sqlite3", closed / "case.sqlite", alter], check=True)
    _, root, _, signed_root = run_readme(closed)[-4:]
    assert root != signed_root


def test_the_readme_tells_the_key_and_the_case(closed: Path) -> None:
    text = (closed / "README.txt").read_text(encoding="utf-8")
    with CaseStore.open(closed, read_only=True) as store:
        (first, *_) = store.leaves()
        assert first.payload is not None
        assert store.case_id in text
        assert first.payload["public_key"] in text
    assert "@" not in text
    assert max(len(line) for line in text.splitlines()) <= 88


SQLCIPHER = """#!{python}
import sys
from sqlcipher3 import dbapi2
database, script = sys.argv[1:]
connection = dbapi2.connect(database, isolation_level=None)
for statement in filter(str.strip, script.split(";")):
    connection.execute(statement).fetchall()
"""


@pytest.fixture
def tools(tmp_path: Path) -> str:
    """A PATH with `sqlcipher` on it, made of the library: many systems still bring version 3."""
    folder = tmp_path / "tools"
    folder.mkdir()
    (folder / "sqlcipher").write_text(SQLCIPHER.format(python=sys.executable))
    (folder / "sqlcipher").chmod(0o700)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_an_encrypted_case_is_opened_by_its_readme_alone(
    sealed_store: CaseStore, tools: str
) -> None:
    fill(sealed_store)
    identity, recipient = new_identity()
    sealed_store.admit_reader("Tam Ostery", recipient)
    kept = {source.sha256: sealed_store.blob(source.sha256) for source in sealed_store.sources()}
    head, path = sealed_store.head(), sealed_store.path
    sealed_store.close()
    (path / "YOUR-IDENTITY").write_text(identity)
    assert not [line for line in run_readme(path, PATH=tools) if line.endswith("FAILED")]
    opened = {file.name: file.read_bytes() for file in (path / "sources").iterdir()}
    assert opened == kept
    counted = subprocess.run(
        ["sqlite3", path / "plain.sqlite", "SELECT count(*) FROM ledger_leaf"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(counted.stdout) == head.size


def test_the_readme_of_an_encrypted_case_names_nobody(sealed_store: CaseStore) -> None:
    text = (sealed_store.path / "README.txt").read_text(encoding="utf-8")
    assert "Ila" not in text
    assert sealed_store.case_id in text
    assert "@" not in text
    assert max(len(line) for line in text.splitlines()) <= 92
