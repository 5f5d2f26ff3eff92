"""An encrypted case's files as whoever has its key sees them, page by page, free pages included.

SQLCipher would only hand over what SQL can reach. Here each page of the database and of its log is
opened by hand (SQLCipher 4's format: AES-256-CBC under the raw key; the last 80 bytes of a page
are its initialisation vector, 16, and its HMAC, 64; the first page begins with the salt, 16), so
that rows which were erased and lie in unused space would be seen.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyrage
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from habeas.store.blob_keys import blob_keys
from habeas.store.case_key import CaseKey
from habeas.store.database import Database
from habeas.store.key_file import unseal
from tests.store.making import PASSPHRASE

PAGE = 4096
SALT, VECTOR, MAC = 16, 16, 64
LOG_HEADER, FRAME_HEADER = 32, 24


def case_key_of(path: Path) -> CaseKey:
    """The case key, opened with the passphrase of who made the case."""
    opened = unseal(
        (path / "keys" / "investigator.json").read_bytes(), PASSPHRASE, where="investigator.json"
    )
    assert opened.identity is not None
    wrapped = (path / "keys" / "case-key.age").read_bytes()
    return CaseKey.unwrapped(wrapped, [opened.identity], where=str(path))


def pages_of(path: Path, key: CaseKey) -> Iterator[bytes]:
    """Every page of the database, and of its log if there is one, in the clear."""
    database = (path / "case.sqlite").read_bytes()
    assert len(database) % PAGE == 0
    raw, salt = bytes.fromhex(key.database_key), database[:SALT]
    for number in range(1, len(database) // PAGE + 1):
        yield _page(database[PAGE * (number - 1) : PAGE * number], number, raw, salt)
    log = path / "case.sqlite-wal"
    content = log.read_bytes() if log.exists() else b""
    for start in range(LOG_HEADER, len(content), FRAME_HEADER + PAGE):
        number = int.from_bytes(content[start : start + 4], "big")
        page = content[start + FRAME_HEADER : start + FRAME_HEADER + PAGE]
        yield _page(page, number, raw, salt)


def _page(page: bytes, number: int, key: bytes, salt: bytes) -> bytes:
    """One page in the clear; checked against its HMAC, so that no page is opened wrongly."""
    begin, end = SALT if number == 1 else 0, PAGE - VECTOR - MAC
    mac_salt = bytes(byte ^ 0x3A for byte in salt)
    mac_key = hashlib.pbkdf2_hmac("sha512", key, mac_salt, 2, 32)
    signed = page[begin : end + VECTOR] + number.to_bytes(4, "little")
    assert hmac.digest(mac_key, signed, "sha512") == page[-MAC:], f"page {number} is not authentic"
    decryptor = Cipher(AES256(key), CBC(page[end : end + VECTOR])).decryptor()
    return decryptor.update(page[begin:end]) + decryptor.finalize()


def opened_contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that lies in a closed encrypted case, in the clear: what it is, and its bytes."""
    key = case_key_of(path)
    for count, page in enumerate(pages_of(path, key), start=1):
        yield f"page {count} of the database", page
    database = Database(path / "case.sqlite", read_only=True, key=key.database_key)
    with closing(database), database.read() as connection:
        kept = {item.name: item.identity for item in blob_keys(connection)}
    for file in sorted(path.rglob("*")):
        name = str(file.relative_to(path))
        yield f"the name of {name}", name.encode()
        if file.is_file():
            yield name, file.read_bytes()
        if file.name in kept:
            identity = pyrage.x25519.Identity.from_str(kept[file.name])
            yield f"what {name} holds", pyrage.decrypt(file.read_bytes(), [identity])


def plain_contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Everything that lies in a case that is not encrypted: names and bytes."""
    for file in sorted(path.rglob("*")):
        name = str(file.relative_to(path))
        yield f"the name of {name}", name.encode()
        if file.is_file():
            yield name, file.read_bytes()
