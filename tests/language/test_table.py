"""Tables say where a row is wrong, and list several values in one cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from habeas.language import table


def test_a_row_with_a_missing_cell_is_named_by_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.tsv").write_text("# origin: a test\none\ttwo\nalpha\n", encoding="utf-8")
    monkeypatch.setattr(table, "table_path", lambda name: tmp_path / name)
    with pytest.raises(ValueError, match=r"broken\.tsv, line 3: 1 cells, not 2"):
        table.rows("broken.tsv")


def test_rows_keep_empty_cells_and_skip_comments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sound.tsv").write_text("# origin\none\ttwo\n\nalpha\t\n", encoding="utf-8")
    monkeypatch.setattr(table, "table_path", lambda name: tmp_path / name)
    assert table.rows("sound.tsv") == ({"one": "alpha", "two": ""},)


def test_a_cell_lists_its_values_between_bars() -> None:
    assert table.listed("Kyiv| Kiev |") == ("Kyiv", "Kiev")
    assert table.listed("") == ()
