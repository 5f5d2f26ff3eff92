"""The page of commands shows what the program says."""

from __future__ import annotations

import re
import subprocess
import sys

from habeas.cli.app import app
from tests.house import HOUSE

PAGE = HOUSE / "docs" / "commands.md"


def test_the_help_on_the_page_is_what_the_program_prints() -> None:
    command = [sys.executable, "tools/refresh_help.py", "--check"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, f"{done.stdout}: run `python tools/refresh_help.py`"


def test_every_command_has_a_section_with_words_and_help() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## habeas ([a-z]+)\n\n(\S.*?)^```help$", page, re.M | re.S))
    commands = [
        item.name or item.callback.__name__ for item in app.registered_commands if item.callback
    ]
    assert list(sections) == commands
    assert all(len(words.split()) >= 8 for words in sections.values())
