"""PDF: text with page and box of each line, running heads as noise. All content is invented."""

from __future__ import annotations

import pytest

from habeas.model import BlockKind, UnreadableSource
from habeas.sources import ReadSettings, detect_media_type, read
from tests.sources.pdf_files import Placed, pdf
from tests.sources.reading import check_cover, kinds, texts

WORDS = (
    "The witness stated that he had been held in the cellar for nine days",
    "and that nobody had asked for his name. He was given bread once a day",
    "and saw a doctor only when he was moved to the remand centre in May.",
)
WITNESSES = ("Anna", "Boris", "Vera", "Hanna")


def record(pages: int = 4) -> bytes:
    made = []
    for number in range(1, pages + 1):
        lines = [Placed(72, 800, "Regional court, case 12-7"), Placed(290, 40, str(number))]
        if number == 1:
            lines.append(Placed(72, 760, "Record of the hearing", 20))
            lines.append(Placed(72, 730, "Questions to the witness", 14))
        lines.append(Placed(72, 700, f"{WITNESSES[number - 1]}: {WORDS[0]}"))
        lines += [Placed(72, 686 - 14 * i, words) for i, words in enumerate(WORDS[1:])]
        lines.append(Placed(72, 630, f"{WORDS[0]} on sheet {number}"))
        lines.append(Placed(72, 616, WORDS[1]))
        lines.append(Placed(72, 602, "He signed."))
        lines.append(Placed(72, 560, f"Sheet {number} was read to the witness and signed."))
        made.append(lines)
    return pdf(made, created="D:20240503120000+03'00'")


def test_lines_are_joined_to_paragraphs_and_heads_told_by_their_type() -> None:
    document = read(record(), name="record.pdf")
    check_cover(document)
    assert texts(document, BlockKind.TITLE) == ["Record of the hearing"]
    assert texts(document, BlockKind.SECTION_HEAD) == ["Questions to the witness"]
    paragraphs = texts(document, BlockKind.PARAGRAPH)
    assert len(paragraphs) == 12
    assert paragraphs[0] == "Anna: " + "\n".join(WORDS)
    assert paragraphs[1].endswith("\nHe signed.")
    assert document.title == "Record of the hearing"


def test_running_heads_and_page_numbers_are_noise() -> None:
    document = read(record())
    noise = texts(document, BlockKind.PAGE_NOISE)
    assert noise.count("Regional court, case 12-7") == 4
    assert {"1", "2", "3", "4"} <= set(noise)


def test_each_line_knows_its_page_and_box() -> None:
    document = read(record())
    printed = [run for run in document.runs if document.text[run.start : run.end] == WORDS[1]]
    assert [run.page for run in printed] == [1, 1, 2, 2, 3, 3, 4, 4]
    box = printed[0].box
    assert box is not None
    left, bottom, right, top = box
    assert 70 < left < 76
    assert 680 < bottom < top < 700
    assert left < right < 595


def test_every_visible_character_has_a_run() -> None:
    document = read(record())
    covered = sum(len(document.text[run.start : run.end].strip()) for run in document.runs)
    assert covered == sum(len(line.strip()) for line in document.text.split("\n"))


def test_blocks_carry_their_page() -> None:
    document = read(record())
    assert {block.page for block in document.blocks} == {1, 2, 3, 4}


def test_the_day_of_making_only_bounds_the_publication() -> None:
    document = read(record())
    assert document.publication is not None
    assert str(document.publication.interval) == "2024-05-03 – …"
    assert document.author == "R. Amsel"


def test_a_scan_without_text_says_that_there_is_no_text_recognition() -> None:
    with pytest.raises(UnreadableSource, match="scan") as caught:
        read(pdf([[], []]), name="scan.pdf")
    assert "2 pages" in str(caught.value)


def test_a_page_without_text_is_noted() -> None:
    document = read(pdf([[Placed(72, 700, WORDS[0])], []]))
    assert document.notes == ("no text on page 2: pictures are not read yet",)


def test_a_truncated_pdf_is_unreadable() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        read(record()[:300], name="cut.pdf")


def test_a_password_is_named() -> None:
    entry = "<< /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >>".format("00" * 32)
    locked = record(1).replace(
        b"/Root 1 0 R", f"/Root 1 0 R /ID [<00><00>] /Encrypt {entry}".encode()
    )
    with pytest.raises(UnreadableSource, match="password"):
        read(locked, name="locked.pdf")


def test_the_cap_on_characters_holds() -> None:
    with pytest.raises(UnreadableSource, match="100 characters"):
        read(record(), settings=ReadSettings(maximum_characters=100))


def test_a_pdf_is_known_by_its_content() -> None:
    assert detect_media_type(record(1), name="letter.docx").value == "application/pdf"
    assert detect_media_type(b"\r\n\r\n" + record(1)).value == "application/pdf"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [Placed(60, 700 - 14 * i, words[:38]) for i, words in enumerate(WORDS)]
    right = [Placed(330, 700 - 14 * i, words[:38]) for i, words in enumerate(reversed(WORDS))]
    document = read(pdf([[*left, *right]]))
    assert document.text.index(WORDS[2][:38]) < document.text.rindex(WORDS[0][:38])
    assert BlockKind.PARAGRAPH in kinds(document)


def test_a_title_in_broken_utf16_does_not_lose_the_pages() -> None:
    data = pdf([[Placed(72, 700, "The words of the page are here.")]], created="D:20240503")
    document = read(data.replace(b"(internal name)", b"<FEFFD800>     "))
    assert "The words of the page are here." in document.text


def test_an_embedded_file_and_a_form_are_noted() -> None:
    data = pdf([[Placed(72, 700, "The words of the page are here.")]])
    catalogue = b"<< /Type /Catalog /Pages 2 0 R >>"
    names = b"<< /Names [(a.txt) << /Type /Filespec /F (a.txt) >>] >>"
    more = b" /AcroForm << /Fields [] >> /Names << /EmbeddedFiles " + names + b" >> >>"
    notes = read(data.replace(catalogue, catalogue[:-3] + more)).notes
    assert any("embedded" in note for note in notes)
    assert any("form" in note for note in notes)
