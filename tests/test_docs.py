"""What the documentation shows is what happens: blocks run, references lead somewhere."""

from __future__ import annotations

import contextlib
import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.running import habeas
from tests.house import HOUSE, shown
from tests.sample import PASSPHRASE

README = HOUSE / "README.md"
FENCE = re.compile(r"^```(?P<kind>[\w-]*)[^\n]*\n(?P<body>.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)")
QUOTED_PATH = re.compile(
    r"`(?P<path>(?:src|tests|docs|tools|examples|benchmarks|\.ci)/[\w./*-]+)`|\b(?P<file>[A-Z]+\.md)\b"
)
# How many of these lines appear depends on the machine.
PROGRESS = re.compile(r"^\w+: \d+ of \d+ inputs.*\n", re.M)
SHELL = {">", "|", "&&"}
CHECKER = doctest.OutputChecker()
LENIENT = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def pages() -> list[Path]:
    """The pages that a reader meets; the help texts in commands.md have a test of their own."""
    return sorted([*HOUSE.glob("*.md"), *HOUSE.glob("docs/**/*.md"), *HOUSE.glob("examples/*.md")])


@dataclass(frozen=True)
class Step:
    """One command of a console block and the output that the page shows for it."""

    command: str
    expected: str


def blocks(page: Path, kind: str) -> Iterator[str]:
    """The code blocks of one kind, in order."""
    for match in FENCE.finditer(page.read_text(encoding="utf-8")):
        if match["kind"] == kind:
            yield match["body"]


def steps(block: str) -> list[Step]:
    """Commands begin with `$ `; what follows is output."""
    parts = re.split(r"^\$ ", block, flags=re.M)
    assert not parts[0].strip(), f"output before the first command: {parts[0]!r}"
    found = []
    for part in parts[1:]:
        command, _, expected = part.partition("\n")
        found.append(Step(command, expected))
    return found


def pages_with(kind: str, but: Path | None = None) -> list[Path]:
    return [page for page in pages() if page != but and any(True for _ in blocks(page, kind))]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """An empty folder with the examples in it."""
    shutil.copytree(HOUSE / "examples", tmp_path / "examples")
    return tmp_path


@pytest.fixture
def case(sample_folder: Path, desk: Path) -> Path:
    """The sample case, for pages that go on where the README ends."""
    return shutil.copytree(sample_folder, desk / "my-case")


def environment() -> dict[str, str]:
    """This interpreter's commands first, a wide plain terminal, a passphrase, no network proxy."""
    commands = str(Path(sys.executable).parent)
    return os.environ | {
        "PATH": os.pathsep.join([commands, os.environ.get("PATH", "")]),
        "HABEAS_PASSPHRASE": PASSPHRASE,
        "COLUMNS": "100",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }


def run(command: str, folder: Path) -> tuple[str, str]:
    """Standard output and standard error of a shell command, without its progress."""
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.stdout, PROGRESS.sub("", done.stderr)


def run_here(command: str, folder: Path) -> tuple[str, str]:
    """The same in this process, where no shell is needed: most commands are slow to start."""
    name, *words = shlex.split(command)
    if name != "habeas" or SHELL & set(words):
        return run(command, folder)
    with contextlib.chdir(folder):
        done = habeas(*words, HABEAS_PASSPHRASE=PASSPHRASE, COLUMNS="100", TERM="dumb")
    return done.out, PROGRESS.sub("", done.err)


def check(page: Path, folder: Path, running: Callable[[str, Path], tuple[str, str]]) -> None:
    """Run the console blocks of a page one after another."""
    for block in blocks(page, "console"):
        for step in steps(block):
            output, remarks = running(step.command, folder)
            expected = step.expected.replace("…", "...")
            # On a terminal the two streams mix; the page may show remarks first, last or not.
            printed = (output, remarks + output, output + remarks)
            assert any(CHECKER.check_output(expected, got, LENIENT) for got in printed), (
                f"{shown(page)}: $ {step.command}\nshown:\n{expected}\nprinted:\n{printed[1]}"
            )


def test_the_tour_of_the_readme_prints_what_it_shows(desk: Path) -> None:
    """From nothing."""
    check(README, desk, run_here)


@pytest.mark.ci
def test_the_same_tour_by_hand(desk: Path) -> None:
    """Each command in a shell and a process of its own, as a reader would."""
    check(README, desk, run)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("page", pages_with("console", but=README), ids=shown)
def test_every_console_block_prints_what_the_page_shows(page: Path, desk: Path) -> None:
    check(page, desk, run_here)


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("page", pages_with("python"), ids=shown)
def test_every_python_block_runs(page: Path, desk: Path) -> None:
    """All blocks of one page run in one interpreter, beside the sample case."""
    program = desk / "page.py"
    program.write_text("\n".join(blocks(page, "python")), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, program],
        cwd=desk,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", pages_with("sh"), ids=shown)
def test_a_shell_block_only_calls_make_targets_that_exist(page: Path) -> None:
    """What takes minutes and sets machines up is not run here; `console` blocks are."""
    for block in blocks(page, "sh"):
        for line in block.splitlines():
            words = line.split("#")[0].split()
            if not words:
                continue
            assert words[0] in ("make", "git", "cd"), f"{shown(page)}: {line} belongs in console"
            if words[0] == "make":
                subprocess.run(
                    ["make", "-n", *words[1:]], cwd=HOUSE, check=True, capture_output=True
                )


def test_every_code_block_is_of_a_kind_that_a_test_knows() -> None:
    """`help` blocks are written and checked by `tools/refresh_help.py`."""
    for page in pages():
        for match in FENCE.finditer(page.read_text(encoding="utf-8")):
            kind = match["kind"]
            assert kind in ("console", "python", "sh", "help"), f"{shown(page)}: ```{kind}"


def test_every_command_has_its_section(tmp_path: Path) -> None:
    output, _ = run("habeas --help", tmp_path)
    commands = re.findall(r"^  ([a-z]+) {2,}\S", output.partition("Commands:")[2], re.M)
    sections = re.findall(r"^## habeas (\S+)$", (HOUSE / "docs/commands.md").read_text(), re.M)
    assert len(commands) > 5
    assert sorted(commands) == sorted(sections)


@pytest.mark.parametrize("page", pages(), ids=shown)
def test_every_reference_to_a_file_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for match in LINK.finditer(text):
        assert (page.parent / match["target"]).exists(), f"{shown(page)}: {match['target']}"
    for match in QUOTED_PATH.finditer(text):
        path = match["path"] or match["file"]
        places = [HOUSE, page.parent]
        assert any(list(place.glob(path.rstrip("/"))) for place in places), f"{shown(page)}: {path}"
