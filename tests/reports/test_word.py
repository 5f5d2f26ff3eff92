"""The Word file: the words of the HTML in its order, links that arrive, and no trace of anybody."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from lxml import etree

from habeas.reports import DossierContent, render, render_html
from habeas.reports.word import docx_of
from tests.reports import invented, sentences
from tests.reports.test_dossier_page import hostile_case

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def written() -> bytes:
    return render(invented.case(), "dossier.docx")


@pytest.fixture(scope="module")
def opened(written: bytes) -> Document:
    return docx.Document(io.BytesIO(written))


@pytest.mark.parametrize(
    "content",
    [
        invented.case(),
        DossierContent("empty", (), invented.case().head),
        replace(invented.case(), chapters=frozenset()),
        hostile_case("</w:t> \x07 \ud800 & <b>"),
    ],
    ids=["invented", "empty", "part", "hostile"],
)
def test_the_words_are_those_of_the_html_in_its_order(content: DossierContent) -> None:
    assert sentences.of_docx(render(content, "a.docx")) == sentences.of_html(render_html(content))


def test_every_link_arrives_and_every_bookmark_is_there_once(opened: Document) -> None:
    body = opened.element.body
    names = [node.get(f"{W}name") for node in body.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    anchors = [node.get(f"{W}anchor") for node in body.iter(f"{W}hyperlink")]
    assert len(anchors) > 20
    assert set(anchors) <= set(names)


def test_a_citation_lands_on_the_paragraph_of_its_statement(opened: Document) -> None:
    (start,) = opened.element.body.xpath(".//w:bookmarkStart[@w:name='_S1_002']")
    paragraph = start.getparent()
    assert "".join(node.text or "" for node in paragraph.iter(f"{W}t")) == (
        "S1-002 Torture corrected"
    )


def test_chapters_are_headings_that_words_navigation_shows(opened: Document) -> None:
    chapters = [p.text for p in opened.paragraphs if p.style and p.style.name == "Heading 1"]
    assert chapters[0] == "1. Summary"
    assert chapters[-1] == "11. How to check this dossier"
    assert len(chapters) == 11


def test_figures_have_words_for_those_who_do_not_see_them(opened: Document) -> None:
    names = {"wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"}
    found = opened.element.body.findall(".//wp:docPr", names)
    assert [node.get("title") for node in found] == [
        "Statements by kind", "Statements by speaker", "Dated statements",
        "Places named in statements",
    ]  # fmt: skip
    assert all(len(node.get("descr", "")) > 20 for node in found)
    assert len({node.get("id") for node in found}) == len(found)


def test_the_header_row_of_a_table_is_repeated_overleaf(opened: Document) -> None:
    for table in opened.tables:
        assert table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")


def test_heads_say_for_whom_it_is_and_the_foot_counts_the_pages(opened: Document) -> None:
    section = opened.sections[0]
    assert section.header.paragraphs[0].text == (
        "Confidential: for the investigation\tHabeas dossier, case invented-case"
    )
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith("ledger head 9, root abababababababab…\tpage ")
    fields = [node.text for node in foot._p.iter(f"{W}instrText")]
    assert fields == ["PAGE", "NUMPAGES"]


def test_words_carry_their_language(opened: Document) -> None:
    found = {node.get(f"{W}val") for node in opened.element.body.iter(f"{W}lang")}
    assert found == {"en"}
    defaults = opened.styles.element.xpath("./w:docDefaults//w:lang/@w:val")
    assert defaults == ["en"]


def test_the_file_tells_the_ledgers_time_and_nothing_of_the_machine(written: bytes) -> None:
    properties = docx.Document(io.BytesIO(written)).core_properties
    assert (properties.author, properties.last_modified_by) == ("Habeas", "")
    assert properties.created == properties.modified == invented.case().head.time
    assert properties.revision == 1
    with zipfile.ZipFile(io.BytesIO(written)) as parts:
        assert {entry.date_time for entry in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in parts.namelist() if "thumbnail" in name or "app.xml" in name]
        for name in parts.namelist():
            if name.endswith((".xml", ".rels")):
                words = parts.read(name)
                etree.fromstring(words)
                assert b"w:rsid" not in words, name


def test_the_same_page_gives_the_same_bytes(written: bytes) -> None:
    assert docx_of(render_html(invented.case())) == written


def test_a_page_that_is_no_dossier_is_refused() -> None:
    with pytest.raises(ValueError, match="no dossier"):
        docx_of(b"<html><title>x</title><body><p>x</body></html>")


@pytest.mark.ci
@pytest.mark.skipif(
    not shutil.which("soffice"),
    reason="needs LibreOffice: apt-get install -y libreoffice-writer-nogui",
)
def test_libreoffice_opens_it_and_reads_the_same_words(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "dossier.docx"
    path.write_bytes(written)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    done = subprocess.run(
        ["soffice", "--headless", profile, "--convert-to", "txt:Text (encoded):UTF8", path.name],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        timeout=240,
    )
    # Of a Java that it does not need, LibreOffice tells in any case.
    complaints = [line for line in done.stderr.splitlines() if "javaldx" not in line]
    assert complaints == []
    read = (tmp_path / "dossier.txt").read_text(encoding="utf-8-sig")
    assert sentences.squeezed(read).replace("•", "") == sentences.of_docx(written)
