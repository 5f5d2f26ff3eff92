"""A thousand invented names in files of many kinds, and commands that run where all is watched.

Every name has the same stem, which stands nowhere else, so that one search finds each of them in
whatever form. Nobody has such a name.
"""

from __future__ import annotations

import io
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path

import docx
from openpyxl import Workbook  # type: ignore[import-untyped]  # it publishes no types

from habeas.language.gazetteer.cache import cache_folder
from tests.house import HOUSE
from tests.pipeline.making import PASSPHRASE, write
from tests.sources.office_files import zipped
from tests.sources.pdf_files import Placed, pdf
from tests.store.traces import Search, pieces

STEM = "Zhovkrent"
_GIVEN = ("Taras", "Orsolya", "Edda", "Pell", "Ila", "Oren", "Maksym", "Danilo")
# Everything a program might log, of whatever level and library, goes into one file.
_LOGGED = (
    "import logging, runpy, sys; logging.basicConfig(level=1, filename=sys.argv.pop(1)); "
    "logging.disable(logging.NOTSET); runpy.run_module('habeas', run_name='__main__')"
)


def canaries(count: int) -> list[str]:
    """So many names, each once."""
    chance = random.Random(count)  # noqa: S311 - repeatable names, not a secret
    letters = "abdefgiklmnoprstu"
    found: dict[str, None] = {}
    while len(found) < count:
        ending = "".join(chance.choice(letters) for _ in range(6))
        found[f"{chance.choice(_GIVEN)} {STEM}{ending}"] = None
    return list(found)


def sources(names: list[str]) -> dict[str, bytes]:
    """Files of every kind whose names, authors and contents hold these names, each at least once.

    A tenth stands in each of ten kinds; the lists hold those of the texts a second time.
    """
    tenth = len(names) // 10
    parts = [names[start : start + tenth] for start in range(0, 10 * tenth, tenth)]
    text, page, word, mail, packed, portable, sheet, marked, titles, listed = parts
    return {
        f"{titles[0]}.txt": _told([*text, *titles]).encode(),
        "page.html": _page(page).encode(),
        f"statement of {word[0]}.docx": _word_file(word),
        "message.eml": _message(mail),
        f"{packed[0]}.zip": zipped({f"{name}.txt": _told([name]).encode() for name in packed}),
        "printed.pdf": pdf(
            [
                [Placed(50, 800 - 12 * n, _beaten(name)) for n, name in enumerate(group)]
                for group in _groups(portable, 50)
            ]
        ),
        "sheet.xlsx": _sheet(sheet),
        "notes.md": ("# Notes\n\n" + "".join(f"- {_beaten(name)}\n" for name in marked)).encode(),
        "first.csv": _list([*listed, *text]).encode(),
        "second.csv": _list([*reversed(listed), *mail]).encode("utf-16"),
        f"{listed[0]}.bin": bytes(range(7)) * 99,
    }


def _groups(names: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(names), size):
        yield names[start : start + size]


def _beaten(name: str) -> str:
    return f"Guards at the Orrin colony beat {name}, his sister told the Lower Orrin Herald."


def _told(names: list[str]) -> str:
    return "\n\n".join(map(_beaten, names)) + "\n"


def _list(names: list[str]) -> str:
    rows = (f"{n};{name};19{50 + n % 50}-01-0{1 + n % 9};Orrin" for n, name in enumerate(names))
    return "\n".join(["nr;name;born;prison", *rows]) + "\n"


def _page(names: list[str]) -> str:
    body = "".join(f"<p>{_beaten(name)}</p>" for name in names)
    return (
        f"<html><head><title>{names[0]}</title><meta name=author content='{names[1]}'></head>"
        f"<body><article><h1>{names[0]}</h1>{body}</article></body></html>"
    )


def _word_file(names: list[str]) -> bytes:
    document = docx.Document()
    document.core_properties.author = names[0]
    for name in names:
        document.add_paragraph(_beaten(name))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _sheet(names: list[str]) -> bytes:
    book = Workbook()
    first = book.active
    assert first is not None
    first.append(["nr", "name", "born", "prison"])
    for number, name in enumerate(names):
        first.append([number, name, f"19{50 + number % 50}-02-03", "Orrin"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _message(names: list[str]) -> bytes:
    message = EmailMessage()
    message["Subject"] = f"About {names[0]}"
    message["From"] = f"{names[1]} <sister@post.example>"
    message["To"] = f"{names[2]} <office@post.example>"
    message.set_content(_told(names))
    message.add_attachment(
        _list(names).encode(), maintype="text", subtype="csv", filename=f"{names[3]}.csv"
    )
    return bytes(message)


class Watched:
    """A place of its own for all that a command may write: case, home, temporary files, logs.

    What stays outside: the sources themselves, and the dossiers, which are made to be read.
    """

    def __init__(self, top: Path, names: list[str]) -> None:
        self.inputs = write(top / "in", sources(names))
        self.reports = top / "out"
        self.root = top / "watched"
        self.case = self.root / "case"
        for name in ("home", "tmp", "cwd", "logs"):
            (self.root / name).mkdir(parents=True)
        self.reports.mkdir()
        self._started = 0

    def start(self, *words: str | Path) -> subprocess.Popen[bytes]:
        """Start a command; what it prints on standard error, and logs, is watched."""
        self._started += 1
        home, logs = self.root / "home", self.root / "logs"
        with (logs / f"{self._started}.err").open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-c", _LOGGED, logs / f"{self._started}.log", *words],
                cwd=self.root / "cwd",
                env=os.environ
                | {
                    "HABEAS_PASSPHRASE": PASSPHRASE,
                    "HABEAS_DEBUG": "1",
                    "HABEAS_CACHE": str(cache_folder()),
                    "PYTHONPATH": str(HOUSE / "src"),
                    "HOME": str(home),
                    "TMPDIR": str(self.root / "tmp"),
                    "XDG_CACHE_HOME": str(home / "cache"),
                    "XDG_CONFIG_HOME": str(home / "config"),
                    "XDG_DATA_HOME": str(home / "data"),
                    "XDG_STATE_HOME": str(home / "state"),
                    "XDG_RUNTIME_DIR": str(home),
                },
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=errors,
            )

    def run(self, *words: str | Path, codes: tuple[int, ...] = (0,)) -> None:
        """Run a command to its end."""
        process = self.start(*words)
        assert process.wait(timeout=300) in codes, (words, self.told())

    def kill(self, ready: Callable[[], bool], pause: float, *words: str | Path) -> bool:
        """Run a command, and kill it a moment after it is ready; whether it was still at work."""
        process = self.start(*words)
        while process.poll() is None and not ready():
            time.sleep(0.02)
        try:
            process.wait(timeout=pause)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return True
        return False

    def preserved(self) -> int:
        """How many sources lie in the case."""
        return sum(1 for file in (self.case / "blobs").rglob("*") if file.is_file())

    def told(self) -> str:
        """What the last command said on standard error."""
        return (self.root / "logs" / f"{self._started}.err").read_text()

    def contents(self) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of all that is watched."""
        for file in sorted(self.root.rglob("*")):
            name = str(file.relative_to(self.root))
            yield f"the name of {name}", name.encode()
            if file.is_file() and not file.is_symlink():
                yield name, file.read_bytes()

    def hits(self) -> dict[str, set[str]]:
        """Where any of the names is; empty when there is none."""
        return Search([STEM]).report(self.contents())

    def distinct(self) -> set[str]:
        """Which of the names stand there as plain text, somewhere."""
        pattern = re.compile(rb"(?i)zhovkrent[a-z]{6}")
        return {
            found.decode().lower()
            for _, content in self.contents()
            for piece in pieces(content)
            for found in pattern.findall(piece)
        }
