"""The PDF: it says what the HTML says, asks for nothing, and comes out the same every time."""

from __future__ import annotations

import builtins
import ctypes
import hashlib
import logging
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # it publishes no types
import pytest

from habeas.figures import FONT_FILES, Typeface, font_bytes, font_stack
from habeas.model import MissingExtra
from habeas.reports import check_format, render_html
from tests.reports import invented, sentences

pytest.importorskip("weasyprint", reason="PDF files need the extra habeas[pdf]")
from habeas.reports.pdf import pdf_of

needs_poppler = pytest.mark.skipif(
    not shutil.which("pdftotext"), reason="needs poppler-utils: apt-get install -y poppler-utils"
)


@pytest.fixture(scope="module")
def page() -> bytes:
    return render_html(invented.case())


@pytest.fixture(scope="module")
def pdf(page: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "dossier.pdf"
    path.write_bytes(pdf_of(page))
    return path


def told(*command: str | Path) -> str:
    """What a program prints; it must print no warning."""
    done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True)
    assert done.stderr == ""
    return done.stdout


@needs_poppler
def test_the_pdf_holds_the_words_of_the_html_and_of_its_figures_and_no_other(
    page: bytes, pdf: Path
) -> None:
    written, told_once = sentences.of_pdf(pdf), sentences.of_html(page)
    expected = Counter(told_once + sentences.in_figures(page))
    left, left_once = written, told_once
    # The longest first, for one header may be the end of another.
    for header in sorted(sentences.headers(page), key=len, reverse=True):
        expected += Counter(header * (left.count(header) - left_once.count(header)))
        left, left_once = left.replace(header, ""), left_once.replace(header, "")
    assert Counter(written) == expected


@needs_poppler
@pytest.mark.ci
def test_without_figures_the_words_follow_each_other_as_in_the_html(
    page: bytes, tmp_path: Path
) -> None:
    """Figures are drawn after the text of their page, so the order is compared without them."""
    bare = re.sub(rb"<svg\b.*?</svg>", b"", page, flags=re.DOTALL)
    path = tmp_path / "bare.pdf"
    path.write_bytes(pdf_of(bare))
    assert sentences.of_pdf(path) == sentences.of_html(page)


@needs_poppler
def test_every_font_is_embedded_and_is_ours(pdf: Path) -> None:
    rows = told("pdffonts", pdf).splitlines()[2:]
    assert len(rows) >= 4
    for row in rows:
        name, embedded = row.split()[0], row.split()[-5]
        assert re.match(r"[A-Z]{6}\+Habeas-(Serif|Sans|Mono|Signs)", name), name
        assert embedded == "yes", row


@needs_poppler
def test_every_page_is_drawn_without_a_warning(pdf: Path, tmp_path: Path) -> None:
    told("pdftoppm", "-r", "20", "-gray", pdf, tmp_path / "page")
    pages = len(pypdfium2.PdfDocument(pdf))
    assert len(list(tmp_path.glob("page-*"))) == pages > 5


@needs_poppler
def test_the_file_tells_the_ledgers_time_and_nobodys_name(pdf: Path) -> None:
    info = dict(
        line.split(":", 1) for line in told("pdfinfo", "-isodates", pdf).splitlines() if ":" in line
    )
    said = {name: value.strip() for name, value in info.items()}
    assert said["Title"] == "Habeas dossier, case invented-case"
    assert said["CreationDate"] == said["ModDate"] == "2026-03-06T08:00:00Z"
    assert said["Creator"] == "Habeas"
    assert said["Tagged"] == "yes"
    assert "Author" not in said
    assert "pdfuaid" in told("pdfinfo", "-meta", pdf)


def test_its_bookmarks_are_the_chapters(pdf: Path) -> None:
    document = pypdfium2.PdfDocument(pdf)
    titles = [mark.get_title() for mark in document.get_toc() if mark.level == 0]
    assert titles[0] == "1. Summary"
    assert titles[-1] == "11. How to check this dossier"
    assert len(titles) == 11


def test_links_lead_to_the_page_of_their_passage(pdf: Path) -> None:
    """A citation of S1-002 must land on the page that holds the box of S1-002."""
    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    (home,) = [number for number, text in enumerate(texts) if "S1-002 Torture corrected" in text]
    targets = Counter[int]()
    for page in document:
        place, link = ctypes.c_int(0), raw.FPDF_LINK()
        while raw.FPDFLink_Enumerate(page, place, link):
            target = raw.FPDFLink_GetDest(document, link)
            targets[raw.FPDFDest_GetDestPageIndex(document, target)] += 1
    assert home in targets
    assert -1 not in targets
    assert sum(targets.values()) > 20


@pytest.mark.ci
def test_the_same_page_gives_the_same_bytes_in_another_process(page: bytes, pdf: Path) -> None:
    program = (
        "import sys, hashlib; from habeas.reports.pdf import pdf_of;"
        "print(hashlib.sha256(pdf_of(sys.stdin.buffer.read())).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=page,
        check=True,
        capture_output=True,
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PATH": ""},
    )
    assert done.stdout.decode().strip() == hashlib.sha256(pdf.read_bytes()).hexdigest()


def test_nothing_outside_is_asked_for(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the case key", encoding="utf-8")
    outside = "http://127.0.0.1:9/x.png"
    page = (
        '<html lang="en"><title>x</title><style></style>'
        f'<link rel="attachment" href="{secret.as_uri()}">'
        f'<p>x<img src="{secret.as_uri()}"><img src="{outside}">'
    )
    with caplog.at_level(logging.ERROR, "weasyprint"):
        written = pdf_of(page.encode())
    assert b"EmbeddedFile" not in written
    for address in (secret.as_uri(), outside):
        assert f"a dossier asks for nothing outside itself: {address}" in caplog.text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ImportError("No module named 'weasyprint'"), 'pip install "habeas[pdf]"'),
        (OSError("cannot load library 'libpango-1.0-0'"), "apt-get install libpango-1.0-0"),
    ],
)
def test_what_is_missing_is_named_with_the_line_that_installs_it(
    error: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            raise error
        return real(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra) as refused:
        check_format("dossier.pdf")
    assert refused.value.remedy is not None
    assert words in refused.value.remedy
    check_format("dossier.docx")


def test_every_font_file_is_there_and_has_a_family_of_its_own() -> None:
    assert all(font_bytes(font).startswith(b"wOF2") for font in FONT_FILES)
    assert len({font.family for font in FONT_FILES}) == len(FONT_FILES)
    assert font_stack(Typeface.SERIF)[:3] == (
        "Habeas Serif", "Habeas Serif Extended", "Habeas Serif Cyrillic",
    )  # fmt: skip
