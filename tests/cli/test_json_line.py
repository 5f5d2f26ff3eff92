"""JSON that a terminal can show without acting on it."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from habeas.cli.json_line import json_line


@given(st.text(max_size=60))
def test_a_program_reads_the_same_value_back(text: str) -> None:
    assert json.loads(json_line({"text": text})) == {"text": text}


@given(st.text(max_size=60))
def test_nothing_that_acts_on_a_terminal_is_left(text: str) -> None:
    line = json_line({"text": text})
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in line)


def test_letters_of_all_scripts_stay_readable() -> None:
    assert json_line("Олександр Müller") == '"Олександр Müller"'
    assert json_line("a\u202eb\x9b") == '"a\\u202eb\\u009b"'
