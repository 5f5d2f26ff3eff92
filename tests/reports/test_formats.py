"""Which files a dossier can be written to."""

from pathlib import Path

import pytest

from habeas.model import WrongUsage
from habeas.reports import check_format, media_type, render, render_html
from tests.reports.invented import case


@pytest.mark.parametrize("name", ["dossier.html", "DOSSIER.HTML", Path("a/b.htm")])
def test_html_is_written(name: str | Path) -> None:
    assert render(case(), name) == render_html(case())


@pytest.mark.parametrize(
    ("name", "begins", "told"),
    [
        ("dossier.html", b"<!doctype html>", "text/html"),
        ("dossier.pdf", b"%PDF-1.7", "application/pdf"),
        (
            "DOSSIER.DOCX",
            b"PK\x03\x04",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_each_ending_gives_its_format_and_media_type(name: str, begins: bytes, told: str) -> None:
    check_format(name)
    assert render(case(), name).startswith(begins)
    assert media_type(name) == told


@pytest.mark.parametrize("name", ["dossier.odt", "dossier.doc", "dossier", "dossier.html.exe"])
def test_any_other_format_is_refused_with_the_way_out(name: str) -> None:
    for ask in (check_format, media_type):
        with pytest.raises(WrongUsage) as refused:
            ask(name)
        assert refused.value.where == name
        assert refused.value.remedy == "write a .html, .pdf or .docx file"
