"""Finding the files that a person named: files, and folders to their depths.

Folders are walked in the order of their names, so that the same folder gives the same case.
Symbolic links inside folders are not followed (they may lead anywhere, even in circles); they
are named and skipped, as is what is not a file at all. A link that a person names is followed.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to preserve; the name is relative to the folder in which its argument lay.

    Not the full path: that would carry the investigator's own folders, and often their name,
    into every dossier.
    """

    untrusted_name: str
    path: Path

    def content(self, largest_read: int) -> bytes | Path:
        """The bytes; of a file larger than that, only where it lies. Raises OSError."""
        small = self.path.stat().st_size <= largest_read
        return self.path.read_bytes() if small else self.path


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that stays out of the case: skipped on purpose, or failed."""

    untrusted_name: str
    reason: str
    remedy: str | None = None
    failed: bool = True


_Visited = tuple[FoundFile | LeftOut | None, list[str]]


def walk(paths: Iterable[Path], *, case: Path | None = None) -> Iterator[FoundFile | LeftOut]:
    """Everything under the named paths, in order; the case's own folder is skipped."""
    own = case.resolve() if case is not None else None
    for argument in paths:
        top = Path(os.path.realpath(argument))
        # A stack instead of recursion: folders may lie deeper than Python can call.
        pending = [(top, Path(top.name or "root"))]
        while pending:
            path, name = pending.pop()
            found, inside = _visit(path, name, own)
            if found is not None:
                yield found
            pending.extend((path / part, name / part) for part in reversed(inside))


def _visit(path: Path, name: Path, own: Path | None) -> _Visited:
    """What lies at a path: something to yield, or the entries of a folder."""
    shown = readable_name(os.fspath(name))
    if path == own:
        return LeftOut(shown, "this is the case itself", failed=False), []
    try:
        mode = path.lstat().st_mode
        if stat.S_ISDIR(mode):
            return None, sorted((entry.name for entry in path.iterdir()), key=os.fsencode)
    except OSError as error:
        return LeftOut(shown, *_why(error)), []
    return (FoundFile(shown, path) if stat.S_ISREG(mode) else _special(shown, mode)), []


def _special(shown: str, mode: int) -> LeftOut:
    if stat.S_ISLNK(mode):
        return LeftOut(shown, "a symbolic link, not followed", "add what it leads to", failed=False)
    return LeftOut(shown, "neither a file nor a folder", failed=False)


def _why(error: OSError) -> tuple[str, str | None]:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder", "check the spelling"
    if isinstance(error, PermissionError):
        return "no permission to read it", "ask its owner, or copy it to where you may read it"
    return f"the system cannot read it ({error.strerror})", None


def unopened(name: str, error: OSError) -> LeftOut:
    """Why a file that was found could not be opened."""
    return LeftOut(name, *_why(error))


def readable_name(name: str) -> str:
    """A file name as text: bytes that are not UTF-8 are written as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
