"""The README left in each case: its commands are run as they stand there, with a shell alone."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from habeas.store import CaseStore
from tests.store.making import STATEMENT, fill, sha256

SOURCE = sha256(STATEMENT.encode())


@pytest.fixture
def closed(store: CaseStore) -> Path:
    fill(store)
    store.close()
    return store.path


def run_readme(path: Path) -> list[str]:
    """What its indented lines print, run as one script in the case folder."""
    for tool in ("sqlite3", "openssl", "sha256sum"):
        assert shutil.which(tool), f"this test needs {tool}: apt install sqlite3 openssl coreutils"
    lines = (path / "README.txt").read_text(encoding="utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("1. "))
    script = [line for line in lines[first:] if line.startswith("    ")]
    ended = subprocess.run(
        ["sh", "-u"],
        cwd=path,
        input="\n".join(script) + "\n",
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
