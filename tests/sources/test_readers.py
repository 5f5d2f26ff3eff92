"""Each kind of file that is said to be readable has a reader, imported when it is needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from habeas.sources.readers import readable_types, reader_for


@pytest.mark.parametrize("media_type", readable_types())
def test_every_reader_named_in_the_table_exists(media_type: str) -> None:
    assert callable(reader_for(media_type))


def test_a_kind_without_a_reader_has_none() -> None:
    assert reader_for("audio/wav") is None


def test_a_plain_text_does_not_wait_for_the_readers_of_other_kinds() -> None:
    program = (
        "import sys, habeas.sources as s; s.read(b'The guards said that nobody was to be let in.');"
        "heavy = ('PIL', 'pypdfium2', 'python_calamine', 'py3langid');"
        "print([name for name in heavy if name in sys.modules])"
    )
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
