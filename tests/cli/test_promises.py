"""What docs/promises.md lets a dossier say, done as somebody does it who has no Habeas."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from habeas.cli.entry import run
from habeas.store import CaseStore
from tests.claims.proposing.scripted_endpoint import listening
from tests.pipeline.making import PASSPHRASE, new_store
from tests.pipeline.stamping import stamping
from tests.store.authority import Twist, new_authority
from tests.store.making import deposit

STATEMENT = b"Invented: the guards of Lower Orrin took the letters away.\n"
LATER = b"Invented: a second statement, which came in after the timestamp.\n"


@dataclass(frozen=True)
class Handed:
    """What a lawyer is given: the sealed folder, the timestamp, and the exhibits."""

    sealed: Path
    stamped: Path
    statement: Path
    later: Path

    def verify(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """Run the program that lies in the sealed folder, with Python alone."""
        program = [sys.executable, "-I", str(self.sealed / "verify.py"), str(self.sealed)]
        return subprocess.run(
            [*program, *map(str, words)], capture_output=True, text=True, timeout=60
        )

    def note(self) -> Path:
        """The note that was stamped."""
        (found,) = self.stamped.glob("*.note")
        return found

    def place(self, exhibit: Path) -> int:
        """Which entry an exhibit is, by its proof."""
        assert self.verify("--exhibit", exhibit).returncode == 0
        proof = self.sealed / "exhibits" / f"{_sha256(exhibit)}.tlog-proof"
        line = next(x for x in proof.read_text("utf-8").split("\n") if x.startswith("index "))
        return int(line.removeprefix("index "))


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """A case with a statement, stamped; then a second statement; then sealed."""
    if shutil.which("openssl") is None:
        pytest.skip("the openssl program is not installed")
    top = tmp_path_factory.mktemp("promises")
    today = datetime.now(UTC)
    authority = new_authority(valid=(today - timedelta(days=1), today + timedelta(days=1)))
    (top / "root.pem").write_text(authority.root_pem)
    case = top / "case"
    with new_store(case) as store:
        store.put_source(deposit(STATEMENT, "statement.txt"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HABEAS_PASSPHRASE", PASSPHRASE)
        reply = stamping(authority, lambda: Twist(stamped_at=datetime.now(UTC)))
        with listening(reply) as server:
            words = ["--authority", server.url, "--certificate", str(top / "root.pem")]
            assert run(["timestamp", str(case), *words]) == 0
        with CaseStore.open(case, passphrase=PASSPHRASE) as store:
            store.put_source(deposit(LATER, "later.txt"))
        assert run(["timestamp", str(case), "--export", str(top / "stamped")]) == 0
        assert run(["seal", str(case), "-o", str(top / "sealed")]) == 0
    (top / "statement.txt").write_bytes(STATEMENT)
    (top / "later.txt").write_bytes(LATER)
    return Handed(top / "sealed", top / "stamped", top / "statement.txt", top / "later.txt")


def openssl(handed: Handed, note: Path) -> bool:
    """Whether openssl takes the token for this note, under the root that was given."""
    (token,), (root,) = handed.stamped.glob("*.tsr"), handed.stamped.glob("*.pem")
    words = ["ts", "-verify", "-data", str(note), "-in", str(token), "-CAfile", str(root)]
    return subprocess.run(["openssl", *words], capture_output=True, timeout=30).returncode == 0


def test_an_exhibit_existed_before_a_timestamp_as_a_lawyer_checks_it(handed: Handed) -> None:
    # The authority saw this note; the sealed ledger grew from it; the exhibit is older than it.
    assert openssl(handed, handed.note())
    done = handed.verify("--exhibit", handed.statement, "--since", handed.note())
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("VERIFIED")
    stamped_size = int(handed.note().read_text("utf-8").split("\n")[1])
    assert handed.place(handed.statement) < stamped_size
    # What came in afterwards verifies too, and its place says that the timestamp is not about it.
    assert handed.place(handed.later) >= stamped_size


def test_each_link_of_that_chain_can_break(handed: Handed, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_bytes(STATEMENT.replace(b"letters", b"ladders"))
    assert handed.verify("--exhibit", other).returncode == 1
    note = tmp_path / "other.note"
    text = handed.note().read_text("utf-8").split("\n")
    note.write_text("\n".join([text[0], str(int(text[1]) + 1), *text[2:]]), encoding="utf-8")
    assert not openssl(handed, note)
    assert handed.verify("--since", note).returncode == 1
