"""What bad input gets: one line that names the file and the reason; the rest goes on.

One file for each way of being wrong; see also test_archives.py.
"""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest

from habeas.pipeline import add
from habeas.store import CaseStore
from tests.pipeline.making import ONE_PROCESS, account, write, zipped

# A PDF that says it is encrypted, by an unknown method: nothing can be read from it.
LOCKED_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"3 0 obj<</Filter/Standard/V 4/R 4/O<00>/U<00>/P -4>>endobj\n"
    b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF\n"
)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("Нас було семеро, і нікого не питали про імена.")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_entities() -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as good,
        zipfile.ZipFile(written, "w") as bad,
    ):
        for name in good.namelist():
            bad.writestr(name, LAUGHS if name == "word/document.xml" else good.read(name))
    return written.getvalue()


def encrypted_zip() -> bytes:
    """A zip whose only member carries the flag of encryption."""
    plain = bytearray(zipped({"secret.txt": b"the names of the guards"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        plain[plain.index(signature) + offset] |= 1
    return bytes(plain)


UNREADABLE = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 64, ""),
    "truncated.docx": (word_file()[: len(word_file()) // 2], ""),
    "locked.pdf": (LOCKED_PDF, ""),
    "picture-in-name-only.jpg": (b"\xff\xd8\xff\xe0" + b"\x00" * 300, ""),
    "entities.docx": (with_entities(), ""),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_it_is_preserved_named_and_the_rest_goes_on(
    name: str, store: CaseStore, tmp_path: Path
) -> None:
    data, word = UNREADABLE[name]
    folder = write(tmp_path / "in", {name: data, "zz-good.txt": account(1)})
    report = add(store, [folder], settings=ONE_PROCESS)
    (remark,) = report.not_read
    line = str(remark)
    assert line.startswith(f"in/{name}: ")
    assert word in line
    assert "\n" not in line
    assert "failed (" not in line, "a parser's own error is no reason to give to a person"
    assert report.balance.created == 2
    assert report.documents == 1
    assert store.verify().ok


def test_a_wrong_extension_misleads_nobody(store: CaseStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"letter.jpg": account(1), "photo.txt": word_file()})
    report = add(store, [folder], settings=ONE_PROCESS)
    assert report.ok
    assert report.documents == 2


def test_a_protected_archive_names_what_stays_out(store: CaseStore, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", {"locked.zip": encrypted_zip(), "zz.txt": account(1)})
    report = add(store, [folder], settings=ONE_PROCESS)
    (remark,) = report.failed
    assert str(remark).startswith("in/locked.zip › secret.txt: ")
    assert "password" in remark.reason or "encrypted" in remark.reason
    assert (report.balance.created, report.balance.failed) == (2, 1)
    assert store.verify().ok


def test_a_hundred_megabytes_of_one_line_are_kept_and_refused_quickly(
    store: CaseStore, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", {"line.txt": b"word " * 20_000_000, "zz.txt": account(1)})
    started = time.monotonic()
    report = add(store, [folder], settings=ONE_PROCESS)
    assert time.monotonic() - started < 15
    (remark,) = report.not_read
    assert str(remark).startswith("in/line.txt: ")
    assert report.documents == 1
    assert store.verify().ok


@pytest.mark.parametrize("name", ["right\u202eto-left.txt", "..\\up.txt", "tab\tand\nline.txt"])
def test_a_hostile_name_is_shown_harmlessly_and_kept_as_found(
    name: str, store: CaseStore, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", {name: b"\x00\x01"})
    (remark,) = add(store, [folder], settings=ONE_PROCESS).not_read
    assert str(remark).isprintable()
    (source,) = store.sources()
    assert source.name == f"in/{name}"
