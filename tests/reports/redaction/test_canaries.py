"""Redacted names, places and passages stand in no format and no layer of a dossier.

What is searched is what a curious reader has: the words of the page, of `pdftotext`, `pdfinfo`,
`unzip` and `strings`, and the streams of a PDF unpacked. The same search finds every canary in the
dossier that was not redacted: it can fail.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import zlib
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from habeas.reports import DossierContent, assembled, render
from habeas.reports.redaction import RedactedDossier, redacted_dossier
from tests.reports.redaction.canaries import Canary, canaries, squeezed
from tests.reports.redaction.planted import Planted, each_alone, planted

SEED = 7
FEW, MANY = 20, 200


@cache
def canaries_of(count: int) -> list[Canary]:
    return canaries(count, SEED)


@cache
def record_of(count: int) -> Planted:
    """Few canaries in every way of writing; many in a way or two each, for a PDF takes time."""
    if count == FEW:
        return planted(canaries_of(count), resolver=each_alone)
    return planted(canaries_of(count), rows_of_each=1, claims_of_each=1, together=8)


@cache
def redacted(count: int) -> RedactedDossier:
    one = record_of(count)
    return redacted_dossier(one.record, one.people, one.redactions, case_id="case-1", version="1.0")


@cache
def control(count: int) -> DossierContent:
    one = record_of(count)
    return assembled(one.record, one.people, case_id="case-1", version="1.0")


def words_of_html(path: Path) -> Iterator[str]:
    yield path.read_text(encoding="utf-8")
    yield html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8")))


def words_of_docx(path: Path) -> Iterator[str]:
    """Names and words of all members, with their mark-up and without."""
    yield output("unzip", "-l", str(path))
    members = output("unzip", "-p", str(path))
    yield members
    yield html.unescape(re.sub(r"<[^>]+>", "", members))
    yield output("strings", "-a", "-n", "4", str(path))


def words_of_pdf(path: Path) -> Iterator[str]:
    """Words of the pages, the description, the outline, raw strings, and all unpacked streams."""
    yield output("pdftotext", "-q", str(path), "-")
    yield output("pdftotext", "-q", "-raw", str(path), "-")
    yield output("pdfinfo", str(path))
    yield output("pdfinfo", "-meta", str(path))
    yield output("pdfinfo", "-dests", str(path))
    yield output("pdfinfo", "-url", str(path))
    yield output("strings", "-a", "-n", "4", str(path))
    content = path.read_bytes()
    parts = [content, *unpacked(content)]
    for part in parts:
        yield part.decode("latin-1")
        yield from texts_in(part)


def unpacked(content: bytes) -> Iterator[bytes]:
    for match in re.finditer(rb"stream\r?\n", content):
        try:
            yield zlib.decompressobj().decompress(content[match.end() :])
        except zlib.error:
            continue


def texts_in(part: bytes) -> Iterator[str]:
    """Text strings of a PDF as UTF-16: bookmarks, titles, alternative texts."""
    for match in re.finditer(rb"<(FEFF[0-9A-Fa-f]+)>", part, re.IGNORECASE):
        digits = match[1] if len(match[1]) % 2 == 0 else match[1] + b"0"
        yield bytes.fromhex(digits.decode()).decode("utf-16", "replace")
    for match in re.finditer(rb"\(\xfe\xff((?:[^)\\]|\\.)*)\)", part, re.DOTALL):
        plain = re.sub(rb"\\(.)", rb"\1", match[1], flags=re.DOTALL)
        yield plain.decode("utf-16-be", "replace")


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode("utf-8", "replace")


WORDS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".html": words_of_html,
    ".docx": words_of_docx,
    ".pdf": words_of_pdf,
}
TOOLS = {
    ".html": (),
    ".docx": ("unzip", "strings"),
    ".pdf": ("pdftotext", "pdfinfo", "strings"),
}


def need(suffix: str) -> None:
    """Skip, and say why, where a tool is missing (poppler-utils, unzip, binutils)."""
    missing = [tool for tool in TOOLS[suffix] if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}: Debian poppler-utils, unzip, binutils")


def haystack(content: DossierContent, folder: Path, suffix: str) -> str:
    path = folder / f"dossier{suffix}"
    path.write_bytes(render(content, path.name))
    return "\n".join(WORDS[suffix](path))


def assert_nothing_leaks(words: str, count: int) -> None:
    squeezed_words, lowered = squeezed(f"{words}\n{unquote(words)}"), words.casefold()
    leaks = {
        canary.request: [mark for mark in canary.marks() if mark in squeezed_words]
        for canary in canaries_of(count)
    }
    assert {name: marks for name, marks in leaks.items() if marks} == {}
    guessable = [value for canary in canaries_of(count) for value in canary.hashes()]
    guessable += hashes_of(record_of(count))
    assert [value for value in guessable if value in lowered or value[:12] in lowered] == []


def hashes_of(one: Planted) -> list[str]:
    """Hashes of whole sources, of which some are one line, and of the rows of lists."""
    found = [item.source.sha256 for item in one.record.sources]
    found += [sha256(words.encode()).hexdigest() for words in one.one_liners]
    if one.people is not None:
        found += [anchor.content for anchor in one.people.anchors if anchor.content]
    return found


def assert_control_finds_all(words: str, count: int) -> None:
    squeezed_words = squeezed(words)
    unseen = [
        canary.request
        for canary in canaries_of(count)
        if not any(mark in squeezed_words for mark in canary.marks())
    ]
    assert unseen == []
    assert any(value[:12] in words for value in hashes_of(record_of(count)))


def test_no_canary_is_left_in_the_page(tmp_path: Path) -> None:
    assert_nothing_leaks(haystack(redacted(FEW).content, tmp_path, ".html"), FEW)


def test_the_search_finds_every_canary_in_the_page_that_was_not_redacted(tmp_path: Path) -> None:
    assert_control_finds_all(haystack(control(FEW), tmp_path, ".html"), FEW)


def test_no_canary_is_left_in_the_data_of_the_dossier() -> None:
    """What JSON, tool-tips and tables are made from: also what no template shows today."""
    assert_nothing_leaks("\n".join(texts_of(redacted(FEW).content)), FEW)


def test_no_canary_is_left_in_a_word_file(tmp_path: Path) -> None:
    need(".docx")
    assert_nothing_leaks(haystack(redacted(FEW).content, tmp_path, ".docx"), FEW)


@pytest.mark.ci
@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_none_of_two_hundred_canaries_is_left(suffix: str, tmp_path: Path) -> None:
    need(suffix)
    assert_nothing_leaks(haystack(redacted(MANY).content, tmp_path, suffix), MANY)


@pytest.mark.ci
@pytest.mark.parametrize("suffix", [".html", ".docx", ".pdf"])
def test_the_search_finds_all_two_hundred_where_nothing_was_redacted(
    suffix: str, tmp_path: Path
) -> None:
    need(suffix)
    assert_control_finds_all(haystack(control(MANY), tmp_path, suffix), MANY)


def test_every_person_and_place_has_one_pseudonym() -> None:
    report = redacted(FEW).report
    every = [item.pseudonym for item in (*report.persons, *report.places)]
    assert (
        len(set(every))
        == len(every)
        == sum(canary.kind != "passage" for canary in canaries_of(FEW))
    )
    assert report.not_found == ()


def texts_of(content: DossierContent) -> list[str]:
    from habeas.reports.redaction.rewriting import rewritten

    found: list[str] = []

    def look(text: str) -> str:
        found.append(text)
        return text

    rewritten(content, look)
    return found
