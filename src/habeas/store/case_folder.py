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

    def furnish(self, key: VerifyingKey, sealed_key: bytes, investigator: str) -> None:
        """Make the folders and files of a new case, all but the database, which comes last."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Evidence is nobody else's to read, whatever mode an existing folder had.
            self.root.chmod(0o700)
            for folder in (self.blobs, self.public_key.parent):
                folder.mkdir(mode=0o700)
            _write(self.public_key, key.pem())
            _write(self.sealed_key, sealed_key)
            _write(self.readme, readme_of(key, investigator))
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


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def readme_of(key: VerifyingKey, investigator: str) -> bytes:
    """The instructions that lie in a case, for readers without Habeas."""
    words = {
        "@CASE_ID@": key.name.removeprefix(ORIGIN_PREFIX),
        "@INVESTIGATOR@": printable(investigator),
        "@PUBLIC_KEY@": base64.b64encode(key.raw).decode(),
    }
    text = _README.read_text(encoding="utf-8")
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text.encode()
