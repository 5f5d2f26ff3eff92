"""Which files a dossier can be written to."""

from pathlib import Path

import pytest

from habeas.model import WrongUsage
from habeas.reports import check_format, render, render_html
from tests.reports.invented import case


@pytest.mark.parametrize("name", ["dossier.html", "DOSSIER.HTML", Path("a/b.htm")])
def test_html_is_written(name: str | Path) -> None:
    assert render(case(), name) == render_html(case())


@pytest.mark.parametrize("name", ["dossier.pdf", "dossier.docx", "dossier", "dossier.html.exe"])
def test_any_other_format_is_refused_with_the_way_out(name: str) -> None:
    with pytest.raises(WrongUsage, match=r"print it to a file") as refused:
        check_format(name)
    assert refused.value.where == name
