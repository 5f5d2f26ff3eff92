"""Word and OpenDocument texts: parts by style, tables by rows. All persons are invented."""

from __future__ import annotations

import io
from datetime import datetime

import docx
import pytest
from docx.document import Document as WordDocument

from habeas.model import BlockKind, UnreadableSource, UnsafeInput
from habeas.sources import ReadSettings, read
from tests.sources.office_files import rezipped, unzipped, zipped
from tests.sources.reading import check_cover, kind_of, kinds, texts


def statement() -> WordDocument:
    document = docx.Document()
    document.core_properties.author = "Rosa Amsel"
    document.core_properties.title = "draft 7"
    document.core_properties.created = datetime(2024, 3, 5, 9, 0)
    document.add_heading("Statement on the northern camps", level=0)
    document.add_heading("What was seen", level=1)
    document.add_paragraph("Three former prisoners described the punishment cells in detail.")
    table = document.add_table(rows=2, cols=2)
    for row, values in zip(table.rows, (("Camp", "Deaths"), ("Velsk", "3")), strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    document.sections[0].footer.paragraphs[0].text = "Page footer of the office"
    return document


def saved(document: WordDocument) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_styles_name_the_parts() -> None:
    document = read(saved(statement()), name="statement.docx")
    check_cover(document)
    assert document.title == "Statement on the northern camps"
    assert kinds(document) == [
        BlockKind.TITLE,
        BlockKind.SECTION_HEAD,
        BlockKind.PARAGRAPH,
        BlockKind.TABLE_ROW,
        BlockKind.TABLE_ROW,
        BlockKind.PAGE_NOISE,
    ]
    assert document.author == "Rosa Amsel"


def test_a_table_in_a_document_gives_records() -> None:
    document = read(saved(statement()))
    assert [(r.value("Camp"), r.value("Deaths")) for r in document.records] == [("Velsk", "3")]


def test_the_day_of_making_only_bounds_the_publication() -> None:
    publication = read(saved(statement())).publication
    assert publication is not None
    assert str(publication.interval) == "2024-03-05 – …"
    assert "date of making" in publication.evidence


def test_a_document_without_styles_is_read_as_a_plain_page() -> None:
    document = docx.Document()
    for text in (
        "Lawyers denied entry again",
        "By Rosa Amsel",
        "Three lawyers waited at the gate for a day and were not let in by the guards.",
        "What the law says",
        "The code of procedure gives every prisoner the right to see a lawyer in private.",
    ):
        document.add_paragraph(text)
    result = read(saved(document))
    assert kinds(result) == [
        BlockKind.TITLE,
        BlockKind.BYLINE,
        BlockKind.PARAGRAPH,
        BlockKind.SECTION_HEAD,
        BlockKind.PARAGRAPH,
    ]


def test_tabs_and_line_breaks_inside_a_paragraph_are_kept() -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("first")
    run.add_break()
    run.add_text("second line of the same paragraph")
    assert "first\nsecond line" in read(saved(document)).text


def test_deleted_words_are_noted_and_not_read() -> None:
    document = docx.Document()
    document.add_paragraph("What remains of the sentence is this, and nothing else was kept.")
    data = saved(document)
    body = unzipped(data)["word/document.xml"].replace(
        b"</w:p>",
        b'<w:del w:id="1"><w:r><w:delText>struck words</w:delText></w:r></w:del></w:p>',
        1,
    )
    result = read(rezipped(data, {"word/document.xml": body}))
    assert "struck" not in result.text
    assert any("deletions" in note for note in result.notes)


def test_moved_words_are_read_once_and_hidden_words_are_noted() -> None:
    document = docx.Document()
    document.add_paragraph("What remains of the sentence is this, and nothing else was kept.")
    data = saved(document)
    words = b"<w:r><w:rPr>%s</w:rPr><w:t>%s</w:t></w:r>"
    moved = words % (b"", b" moved words")
    more = (
        b'<w:moveFrom w:id="1">'
        + moved
        + b'</w:moveFrom><w:moveTo w:id="2">'
        + moved
        + b"</w:moveTo>"
        + words % (b"<w:vanish/>", b" hidden words")
        + b"</w:p>"
    )
    body = unzipped(data)["word/document.xml"].replace(b"</w:p>", more, 1)
    result = read(rezipped(data, {"word/document.xml": body}))
    assert result.text.count("moved words") == 1
    assert "hidden words" in result.text
    assert any("moved" in note for note in result.notes)
    assert any("hidden" in note for note in result.notes)


def test_entities_in_a_document_are_unsafe() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "x">]><d>&a;</d>'
    with pytest.raises(UnsafeInput, match="entities"):
        read(rezipped(saved(statement()), {"word/document.xml": body}))


def test_entities_hidden_by_utf16_are_unsafe() -> None:
    body = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "x">]><d>&a;</d>'.encode("utf-16")
    with pytest.raises(UnsafeInput, match="entities"):
        read(rezipped(saved(statement()), {"word/document.xml": body}))


def test_a_document_that_unfolds_too_far_is_unsafe() -> None:
    data = rezipped(saved(statement()), {"word/document.xml": b"<a>" + b" " * 9_000_000})
    with pytest.raises(UnsafeInput, match="200 times"):
        read(data)


def test_a_truncated_document_is_unreadable() -> None:
    data = saved(statement())
    with pytest.raises(UnreadableSource, match="damaged"):
        read(data[:-3000], name="statement.docx")


def test_malformed_xml_is_unreadable() -> None:
    with pytest.raises(UnreadableSource, match="malformed"):
        read(rezipped(saved(statement()), {"word/document.xml": b"<w:document><w:body>"}))


def test_the_cap_on_one_part_holds() -> None:
    with pytest.raises(UnsafeInput, match="unfolds"):
        read(saved(statement()), settings=ReadSettings(maximum_part_bytes=1000))


def open_text(body: str, extra: dict[str, bytes] | None = None) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0">'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": kind, "content.xml": content.encode(), **(extra or {})})


def test_an_open_document_text_is_read() -> None:
    document = read(
        open_text(
            '<text:h text:outline-level="1">Letter from the camp</text:h>'
            "<text:p>The letter was <text:span>written</text:span> on a sack of<text:s/>"
            "flour.</text:p>"
        )
    )
    assert document.title == "Letter from the camp"
    assert kind_of(document, "The letter was written on a sack of flour.") is BlockKind.PARAGRAPH


def test_an_encrypted_open_document_is_unreadable() -> None:
    manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(UnreadableSource, match="password"):
        read(open_text("<text:p>x</text:p>", {"META-INF/manifest.xml": manifest}))


def test_footnotes_stand_at_the_end() -> None:
    names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    notes = f"<w:footnotes {names}><w:footnote><w:p><w:r><w:t>See the register of 2021.</w:t></w:r>"
    notes += "</w:p></w:footnote></w:footnotes>"
    document = read(rezipped(saved(statement()), {"word/footnotes.xml": notes.encode()}))
    assert "See the register of 2021." in texts(document, BlockKind.PARAGRAPH)
