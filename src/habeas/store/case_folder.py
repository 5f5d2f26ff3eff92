"""What lies where in the folder of a case, and what a new one starts with."""

from __future__ import annotations

import base64
import os
from dataclasses import dataclass
from pathlib import Path

from habeas.model import CaseDamaged, CaseError, CaseNotFound, InputRefused, printable
from habeas.store.blobs import open_regular, sync_folder
from habeas.store.keys import VerifyingKey

ORIGIN_PREFIX = "habeas.case/"
_README = Path(__file__).parent / "texts" / "README.txt"
_SEALED_README = _README.with_name("README-encrypted.txt")
_KEY_FILE_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class CaseFolder:
    """The paths inside one case."""

    root: Path

    @property
    def database(self) -> Path:
        """The ledger and all that is derived; a folder without it is not a case."""
        return self.root / "case.sqlite"

    @property
    def blobs(self) -> Path:
        """The preserved bytes."""
        return self.root / "blobs"

    @property
    def public_key(self) -> Path:
        """The investigator's public key, PEM."""
        return self.root / "keys" / "investigator.pem"

    @property
    def sealed_key(self) -> Path:
        """The investigator's signing key under its passphrase."""
        return self.root / "keys" / "investigator.json"

    @property
    def case_key(self) -> Path:
        """The case key, wrapped: a case is encrypted exactly when this file is there."""
        return self.root / "keys" / "case-key.age"

    @property
    def next_case_key(self) -> Path:
        """The case key that is to take its place, while the case is being encrypted anew."""
        return self.root / "keys" / "case-key.next.age"

    @property
    def encrypted(self) -> bool:
        """Whether the database and the preserved bytes are encrypted."""
        return self.case_key.exists()

    def sealed_keys(self) -> list[Path]:
        """The key files of all investigators, that of the one who opened the case first."""
        others = sorted(self.public_key.parent.glob("*.json"))
        return [self.sealed_key, *(path for path in others if path != self.sealed_key)]

    def key_files_of(self, key: VerifyingKey) -> tuple[Path, Path]:
        """Where the public and the sealed key of a further investigator lie."""
        folder, name = self.public_key.parent, key.id.hex()
        return folder / f"{name}.pem", folder / f"{name}.json"

    @property
    def readme(self) -> Path:
        """How to read and check the folder without Habeas."""
        return self.root / "README.txt"

    def require_case(self) -> None:
        """Raises CaseNotFound unless there is a case here."""
        if not self.database.is_file():
            raise CaseNotFound(
                "there is no case here", where=str(self.root), remedy="make one with habeas new"
            )

    def require_vacant(self) -> None:
        """Raises InputRefused unless the folder does not exist or is empty."""
        if self.database.exists():
            raise InputRefused(
                "there is a case here already", where=str(self.root), remedy="open it instead"
            )
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise InputRefused(
                "this place is not empty",
                where=str(self.root),
                remedy="name a new or empty folder",
            )

    def furnish(
        self, key: VerifyingKey, sealed_key: bytes, investigator: str, case_key: bytes | None
    ) -> None:
        """Make the folders and files of a new case, all but the database, which comes last."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Evidence is nobody else's to read, whatever mode an existing folder had.
            self.root.chmod(0o700)
            for folder in (self.blobs, self.public_key.parent):
                folder.mkdir(mode=0o700)
            write_new(self.public_key, key.pem())
            write_new(self.sealed_key, sealed_key)
            if case_key is not None:
                write_new(self.case_key, case_key)
            write_new(self.readme, readme_of(key, investigator, encrypted=case_key is not None))
            for folder in (self.public_key.parent, self.root, self.root.absolute().parent):
                sync_folder(folder)
        except OSError as error:
            raise CaseError(
                f"the case cannot be made: {error.strerror}",
                where=str(self.root),
                remedy="check permissions and free space, and remove what was begun",
            ) from error

    def read_key_file(self, path: Path) -> bytes:
        """The content of a file of `keys/`. Raises CaseDamaged when it cannot be read."""
        try:
            with open_regular(path) as file:
                return file.read(_KEY_FILE_LIMIT)
        except OSError as error:
            raise CaseDamaged(
                f"the key cannot be read: {error.strerror}", where=str(path)
            ) from error


def is_encrypted(path: Path | str) -> bool:
    """Whether the case in this folder is encrypted; False also where there is none."""
    return CaseFolder(Path(path)).encrypted


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, and see that it is on the disk. Raises OSError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def readme_of(key: VerifyingKey, investigator: str, *, encrypted: bool) -> bytes:
    """The instructions that lie in a case, for readers without Habeas.

    In an encrypted case they name nobody.
    """
    words = {
        "@CASE_ID@": key.name.removeprefix(ORIGIN_PREFIX),
        "@INVESTIGATOR@": printable(investigator),
        "@PUBLIC_KEY@": base64.b64encode(key.raw).decode(),
    }
    text = (_SEALED_README if encrypted else _README).read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text.encode()
