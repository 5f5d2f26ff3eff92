"""The page of commands shows what the program says."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from typer import Typer

from habeas.cli.app import app
from tests.cli.running import habeas
from tests.house import HOUSE

PAGE = HOUSE / "docs" / "commands.md"
HELP = re.compile(r"^###? habeas((?: [a-z]+)*)\n.*?^```help\n(.*?)^```$", re.M | re.S)


def test_the_help_on_the_page_is_what_the_program_prints() -> None:
    found = HELP.findall(PAGE.read_text(encoding="utf-8"))
    assert len(found) > 40
    for name, block in found:
        done = habeas(*name.split(), "--help", COLUMNS="80", TERM="dumb")
        printed = "\n".join(line.rstrip() for line in done.out.strip().splitlines()) + "\n"
        assert printed == block, f"habeas{name}: run `python tools/refresh_help.py`"


@pytest.mark.ci
def test_the_tool_finds_nothing_to_write_anew() -> None:
    command = [sys.executable, "tools/refresh_help.py", "--check"]
    done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_every_command_has_a_section_with_words_and_help() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## habeas ([a-z]+)\n\n(\S.*?)^```help$", page, re.M | re.S))
    groups = [item.name for item in app.registered_groups]
    assert list(sections) == [*commands_of(app), *groups]
    assert all(len(words.split()) >= 8 for words in sections.values())


def test_every_command_of_a_group_has_a_section_below_the_group_s() -> None:
    page = PAGE.read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### habeas ([a-z ]+)\n\n(\S.*?)^```help$", page, re.M | re.S))
    commands = [f"{group} {command}" for group, commands in groups_of(app) for command in commands]
    assert list(sections) == commands
    assert all(len(words.split()) >= 8 for words in sections.values())


def commands_of(typer_app: Typer) -> list[str]:
    return [
        item.name or item.callback.__name__
        for item in typer_app.registered_commands
        if item.callback
    ]


def groups_of(typer_app: Typer) -> Iterator[tuple[str, list[str]]]:
    """Each group with its commands, the groups inside it after it."""
    for item in typer_app.registered_groups:
        assert item.typer_instance is not None
        yield str(item.name), commands_of(item.typer_instance)
        for group, commands in groups_of(item.typer_instance):
            yield f"{item.name} {group}", commands
